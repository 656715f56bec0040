"""A scenario reckoned with the desk's act, and the counts before and after; the last ones are kept."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from kinten.coverage.blank import Cover
from kinten.desk.whatif import WhatIf, what_if
from kinten.network.history import Standing
from kinten.portal.analysis_pages.figures import Figures
from kinten.portal.analysis_pages.scenario import Scenario
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.scenario.panel import MET, NOT_APPLICABLE, UNKNOWN, UNMET, seat
from kinten.vocabulary.wording import FaultError

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of the judged hospitals meet the part that is judged, do not, or cannot be told."""

    met: int
    unmet: int
    unknown: int
    not_bound: int

    @property
    def meets(self) -> Pair:
        """At least and at most: who is unknown may meet it."""
        return self.met, self.met + self.unknown

    @property
    def misses(self) -> Pair:
        """At least and at most: who is unknown may miss it."""
        return self.unmet, self.unmet + self.unknown


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A scenario with what came of it.

    ``unreported`` counts the designated hospitals of the day without a report that is judged, at least
    and at most: of some it is not known whether they stand, or of which kind they are.
    """

    scenario: Scenario
    figures: Figures
    result: WhatIf
    before: Counts
    after: Counts
    unreported: Pair

    @property
    def covers(self) -> tuple[tuple[Cover, int, int, int], ...]:
        """Areas by what stands there: before, after the certain losses, after the possible ones too."""
        outcome = self.result.outcome
        before, after, worst = (
            Counter(each.cover for each in covers)
            for covers in (outcome.before, outcome.after, outcome.worst)
        )
        present = (each for each in Cover if before[each] or after[each] or worst[each])
        return tuple((each, before[each], after[each], worst[each]) for each in present)


def reckon(scenario: Scenario, figures: Figures) -> Reckoned | None:
    """Reckon a scenario; None where there is no report to judge. FaultError as the desk raises it."""
    reports = figures.reports
    if scenario.kind is not None:
        reports = tuple(each for each in reports if each.kind is scenario.kind)
    if not reports:
        return None
    return _kept(scenario, _Held(figures), newest_row())


class _Held:
    """Figures that are the same where their choice of reports is: comparing them all would take long."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.told = (figures.data, figures.key, figures.is_named, figures.waiting)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and self.told == other.told

    def __hash__(self) -> int:
        return hash(self.told)


@lru_cache(maxsize=48)
def _kept(scenario: Scenario, held: _Held, newest: int) -> Reckoned:  # noqa: ARG001 - the key
    figures = held.figures
    kind = scenario.kind
    reports = [each for each in figures.reports if kind is None or each.kind is kind]
    atlas = current_atlas()
    try:
        result = what_if(reports, scenario.asked(with_curve=True), atlas, scenario.day)
    except FaultError as fault:
        if not fault.place.startswith("--curve"):
            raise
        # The clause binds none of these hospitals: there is nothing to draw, and the rest stands.
        result = what_if(reports, scenario.asked(with_curve=False), atlas, scenario.day)
    joined = result.joined.reports
    before, after = (
        _counts(seat(joined, edition, None, scenario.part).judge().overall.tolist())
        for edition in (result.before, result.after)
    )
    return Reckoned(scenario, figures, result, before, after, _unreported(scenario, result))


def _counts(verdicts: list[int]) -> Counts:
    found = Counter(verdicts)
    return Counts(found[MET], found[UNMET], found[UNKNOWN], found[NOT_APPLICABLE])


def _unreported(scenario: Scenario, result: WhatIf) -> Pair:
    judged = set(result.joined.hospitals)
    left = [each for each in result.snapshot.standings if each.hospital.id not in judged]
    may_be = [each for each in left if _is_of(each, scenario) is not False]
    surely = sum(each.is_certain and _is_of(each, scenario) is True for each in may_be)
    return surely, len(may_be)


def _is_of(standing: Standing, scenario: Scenario) -> bool | None:
    """Whether a hospital is of the kind that is judged; None where its kind is not known."""
    if scenario.kind is None:
        return True
    return None if standing.kind is None else standing.kind is scenario.kind
