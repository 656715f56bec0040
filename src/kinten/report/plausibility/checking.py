"""Running every plausibility rule over the reports and the areas of an input."""

from collections.abc import Callable, Iterable, Iterator

from kinten.report.areas import AreaRow
from kinten.report.model import Remark, Report
from kinten.report.plausibility.areas import check_areas
from kinten.report.plausibility.columns import (
    find_fillers,
    find_gaps,
    find_same_columns,
    find_same_rows,
    find_spreads,
    find_surgeries_over_registry,
    find_visits,
)
from kinten.report.plausibility.neighbours import find_implied_admissions, find_odd_neighbours
from kinten.report.plausibility.parameters import Parameters
from kinten.report.plausibility.staff import check_staff
from kinten.report.plausibility.years import find_jumps, find_other_precision, find_same_years

RULES: tuple[Callable[[Iterable[Report], Parameters], Iterator[Remark]], ...] = (
    find_jumps,
    find_same_years,
    find_same_columns,
    find_same_rows,
    find_surgeries_over_registry,
    find_visits,
    find_odd_neighbours,
    find_implied_admissions,
    find_other_precision,
    find_spreads,
    find_gaps,
    find_fillers,
    check_staff,
)


def check_reports(
    reports: Iterable[Report],
    areas: Iterable[AreaRow] = (),
    parameters: Parameters | None = None,
) -> tuple[Remark, ...]:
    """Tell what is doubtful in reports of any years and hospitals, and in the tables of areas.

    A rule only compares figures that are known; a gap never makes a finding of another kind. The
    order is that of the rules, then of the input.
    """
    every = tuple(reports)
    chosen = parameters or Parameters()
    found = [remark for rule in RULES for remark in rule(every, chosen)]
    return (*found, *check_areas(areas))
