"""One pass of a scenario: verdicts, the hospitals that fall out, the areas and people they leave.

The placement facts of the day go into the verdicts; a hospital whose whole becomes unmet loses the
designation, one that becomes open may lose it; coverage is worked out again. What follows from that
(a partner that is gone, a second hub that is now the only one) is a second round: it is listed by the
network check and not acted on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kinten.coverage.blank import AreaCover, BlankList, Cover, cover_areas
from kinten.geography.area import Area
from kinten.geography.frame import Frame
from kinten.network.history import Snapshot, Standing
from kinten.report.model import Report
from kinten.scenario.losing import Losses, changed_clauses
from kinten.scenario.panel import Judged
from kinten.vocabulary.truth import Verdict

_VERDICTS = tuple(Verdict)


@dataclass(frozen=True, slots=True)
class Change:
    """A report whose verdict or clauses changed.

    ``hospital`` is its id in the network, or empty: then there is no designation to lose, and
    ``surely`` and ``possibly`` say what would become of one.
    """

    report: Report
    hospital: str
    before: Verdict
    after: Verdict
    clauses: tuple[str, ...]
    surely: bool
    possibly: bool


@dataclass(frozen=True, slots=True)
class AreaChange:
    """An area whose cover changes: before, after the certain losses, after the possible ones too."""

    area: Area
    before: Cover
    after: Cover
    at_most: Cover
    gone: tuple[Standing, ...]
    perhaps_gone: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Areas that lose their last hospital, and the people who live there.

    ``hospitals`` counts those of the network that lose the designation. A report whose hospital the
    network does not list takes no designation away: it is listed apart.
    ``in_2050`` counts the areas with a projection; ``without_2050`` is the number of those without.
    """

    hospitals: int
    areas: int
    people: int
    aged_65: int
    in_2050: int
    without_2050: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scenario does to the network, at least (certain) and at most (certain and possible).

    ``gone`` are the ids of the hospitals that are surely gone, ``perhaps_gone`` of those that may be
    gone besides.
    """

    changes: tuple[Change, ...]
    areas: tuple[AreaChange, ...]
    at_least: Sum
    at_most: Sum
    before: tuple[AreaCover, ...]
    after: tuple[AreaCover, ...]
    worst: tuple[AreaCover, ...]
    gone: frozenset[str]
    perhaps_gone: frozenset[str]


def list_changes(
    reports: Sequence[Report],
    hospitals: Sequence[str],
    before: Judged,
    after: Judged,
    losses: Losses,
) -> tuple[Change, ...]:
    """List the reports on which something changed, or that may lose the designation."""
    found = []
    for row, report in enumerate(reports):
        names = changed_clauses(before, after, row)
        if names or losses.possibly[row] or before.overall[row] != after.overall[row]:
            found.append(
                Change(
                    report,
                    hospitals[row],
                    _VERDICTS[before.overall[row]],
                    _VERDICTS[after.overall[row]],
                    names,
                    bool(losses.surely[row]),
                    bool(losses.possibly[row]),
                )
            )
    return tuple(found)


def run(
    frame: Frame,
    snapshot: Snapshot,
    official: BlankList | None,
    changes: Iterable[Change],
    *,
    without: Iterable[str] = (),
    opening: Iterable[Standing] = (),
) -> Outcome:
    """Work out the coverage before and after, for certain losses and for possible ones.

    ``without`` are hospitals that withdraw, ``opening`` are added before anything is lost.
    """
    listed = tuple(changes)
    away = frozenset(without)
    gone = away | {each.hospital for each in listed if each.surely and each.hospital}
    perhaps = gone | {each.hospital for each in listed if each.possibly and each.hospital}
    opened = snapshot.adding(opening)
    before = cover_areas(frame, snapshot, official)
    after = _emptied(before, cover_areas(frame, opened.without(gone), official))
    worst = _emptied(before, cover_areas(frame, opened.without(perhaps), official))
    areas = tuple(
        AreaChange(
            first.area,
            first.cover,
            second.cover,
            third.cover,
            tuple(each for each in first.hospitals if each.hospital.id in gone),
            tuple(each for each in first.hospitals if each.hospital.id in perhaps - gone),
        )
        for first, second, third in zip(before, after, worst, strict=True)
        if first.cover != third.cover or first.cover != second.cover
    )
    return Outcome(
        listed,
        areas,
        _sum(before, after, len(gone), is_open=False),
        _sum(before, worst, len(perhaps), is_open=True),
        before,
        after,
        worst,
        gone,
        perhaps - gone,
    )


def _emptied(before: Sequence[AreaCover], after: Sequence[AreaCover]) -> tuple[AreaCover, ...]:
    """Call an area emptied where a hospital stood for certain and none does any more."""
    return tuple(
        replace(second, cover=Cover.EMPTIED)
        if first.cover.is_covered and second.cover in {Cover.NOT_LISTED, Cover.BLANK}
        else second
        for first, second in zip(before, after, strict=True)
    )


def _sum(
    before: Sequence[AreaCover], after: Sequence[AreaCover], hospitals: int, *, is_open: bool
) -> Sum:
    """Sum up the areas emptied; ``is_open`` counts those where it is not known what is left, too."""
    emptied = [
        first.area.people
        for first, second in zip(before, after, strict=True)
        if first.cover.is_covered
        and (second.cover.is_covered is False or (is_open and second.cover.is_covered is None))
    ]
    return Sum(
        hospitals,
        len(emptied),
        sum(each.now or 0 for each in emptied),
        sum(each.aged_65 or 0 for each in emptied),
        sum(each.in_2050 or 0 for each in emptied),
        sum(each.in_2050 is None for each in emptied),
    )
