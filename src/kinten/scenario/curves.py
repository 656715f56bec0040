"""The exact steps of a threshold: between two of them no verdict changes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from kinten.guideline.clauses import Clause
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import Compare, Comparison, facts_of
from kinten.report.model import Report
from kinten.scenario.losing import Flags, find_losses
from kinten.scenario.panel import MET, UNKNOWN, UNMET, Judged, Panel
from kinten.scenario.standing import Map
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Step:
    """What holds for every threshold above ``above`` and up to ``up_to`` (None: without end).

    Counts of hospitals are over the reports; areas and people are at least and at most.
    """

    above: Decimal | None
    up_to: Decimal | None
    met: int
    unmet: int
    unknown: int
    areas: tuple[int, int]
    people: tuple[int, int]


def break_points(clause: Clause, reports: Sequence[Report], factor: Decimal) -> tuple[Decimal, ...]:
    """Give the thresholds at which a verdict can change, ascending: the values that were reported.

    ``factor`` is what a reading multiplies the threshold by. FaultError for a clause that does not
    compare one fact with a minimum.
    """
    match clause.test:
        case Compare(comparison=Comparison.AT_LEAST):
            fact = facts_of(clause.test)[0]
        case _:
            raise FaultError(
                Words(
                    "この条項は一つの数値の下限ではありません。",
                    "this clause does not set a minimum for one figure.",
                ),
                clause.id,
                Words(
                    "下限の条項（例 R4.8/volume/absolute/registry）を指定してください。",
                    "Name a clause with a minimum, such as R4.8/volume/absolute/registry.",
                ),
            )
    values = {
        bound
        for report in reports
        if (given := report.facts.get(fact)) is not None
        for bound in (given.low, given.high)
        if isfinite(bound)
    }
    return tuple(sorted(Decimal(str(value)) / factor for value in values))


def draw_curve(
    panel: Panel,
    clause: Clause,
    points: Sequence[Decimal],
    rows: NDArray[np.int64],
    land: Map,
    baseline: Judged,
) -> tuple[Step, ...]:
    """Judge at every break point and behind the last one.

    ``rows`` gives each report's row among the hospitals of the map (-1: none), ``baseline`` the
    verdicts under the threshold in force.
    """
    ends = [*points, (points[-1] if points else number_of(clause) or Decimal(0)) + 1]
    swept = panel.sweep({clause.id: ends})
    losses = find_losses(baseline, swept, [clause.id])
    pairs = []
    for gone, kept in ((losses.surely, land.may_keep), (losses.possibly, np.False_)):
        emptied = land.emptied(_by_hospital(gone, rows, len(land.hospitals))) & ~kept
        pairs.append((emptied.sum(axis=-1), emptied @ land.people))
    (areas_least, people_least), (areas_most, people_most) = pairs
    steps: list[Step] = []
    for place, end in enumerate(ends):
        verdicts = swept.overall[place]
        steps.append(
            Step(
                ends[place - 1] if place else None,
                end if place < len(points) else None,
                int((verdicts == MET).sum()),
                int((verdicts == UNMET).sum()),
                int((verdicts == UNKNOWN).sum()),
                (int(areas_least[place]), int(areas_most[place])),
                (int(people_least[place]), int(people_most[place])),
            )
        )
    return _joined(steps)


def _by_hospital(gone: Flags, rows: NDArray[np.int64], size: int) -> Flags:
    """Mark the hospitals that any of their reports marks (a paper has one for each year)."""
    flags = np.zeros((len(gone), size), dtype=bool)
    for column, row in enumerate(rows.tolist()):
        if row >= 0:
            flags[:, row] |= gone[:, column]
    return flags


def _joined(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Join steps at whose border nothing changes.

    Raising a minimum can only worsen a verdict, so equal counts mean equal verdicts.
    """
    joined = [steps[0]]
    for step in steps[1:]:
        if replace(step, above=None, up_to=None) == replace(joined[-1], above=None, up_to=None):
            joined[-1] = replace(joined[-1], up_to=step.up_to)
        else:
            joined.append(step)
    return tuple(joined)
