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
    """An area whose cover changes: before, after the certain losses, after the possible ones too.

    ``surely`` and ``possibly`` say whether it loses its last hospital or its last hub: where kinds are
    not known it may do so although its cover stays.
    """

    area: Area
    before: Cover
    after: Cover
    at_most: Cover
    gone: tuple[Standing, ...]
    perhaps_gone: tuple[Standing, ...]
    surely: bool
    possibly: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """Areas that lose their last hospital or their last hub, and the people who live there.

    Of those that gain: areas that get their first hospital or hub, and ``hospitals`` are the opened ones.
    Otherwise ``hospitals`` counts those of the network that lose the designation. A report whose hospital the
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
    gone besides. ``gained`` are the areas that openings give a first hospital or hub, at least and at most.
    """

    changes: tuple[Change, ...]
    areas: tuple[AreaChange, ...]
    at_least: Sum
    at_most: Sum
    gained: tuple[Sum, Sum]
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
    new = tuple(opening)
    opened = snapshot.adding(new)
    before = cover_areas(frame, snapshot, official)
    after = _emptied(before, cover_areas(frame, opened.without(gone), official))
    worst = _emptied(before, cover_areas(frame, opened.without(perhaps), official))
    surely = [_surely_loses(*each) for each in zip(before, after, strict=True)]
    possibly = [_may_lose(*each) for each in zip(before, worst, strict=True)]
    areas = tuple(
        AreaChange(
            first.area,
            first.cover,
            second.cover,
            third.cover,
            tuple(each for each in first.hospitals if each.hospital.id in gone),
            tuple(each for each in first.hospitals if each.hospital.id in perhaps - gone),
            is_sure,
            is_possible,
        )
        for first, second, third, is_sure, is_possible in zip(
            before, after, worst, surely, possibly, strict=True
        )
        if is_possible or first.cover != third.cover or first.cover != second.cover
    )
    return Outcome(
        listed,
        areas,
        _sum(before, surely, len(gone)),
        _sum(before, possibly, len(perhaps)),
        _gained(before, after, worst, len(new)),
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


def _surely_loses(first: AreaCover, second: AreaCover) -> bool:
    """Whether an area loses its last hospital, or its last hub, whatever the open kinds are."""
    if first.cover.is_covered and second.cover.is_covered is False:
        return True
    had = any(each.is_hub is True and each.is_certain for each in _left(first, second))
    return had and all(each.is_hub is False for each in second.hospitals)


def _may_lose(first: AreaCover, second: AreaCover) -> bool:
    """Whether there is a case in which an area loses its last hospital or its last hub."""
    if first.cover.is_covered and second.cover.is_covered is not True:
        return True
    had = any(each.is_hub is not False and each.is_certain for each in _left(first, second))
    return had and not second.hubs.at_least


def _left(first: AreaCover, second: AreaCover) -> Iterable[Standing]:
    stay = {each.hospital.id for each in second.hospitals}
    return (each for each in first.hospitals if each.hospital.id not in stay)


def _sum(before: Sequence[AreaCover], chosen: Iterable[bool], hospitals: int) -> Sum:
    """Sum up the areas that are chosen."""
    people = [each.area.people for each, is_one in zip(before, chosen, strict=True) if is_one]
    return Sum(
        hospitals,
        len(people),
        sum(each.now or 0 for each in people),
        sum(each.aged_65 or 0 for each in people),
        sum(each.in_2050 or 0 for each in people),
        sum(each.in_2050 is None for each in people),
    )


def _gained(
    before: Sequence[AreaCover],
    after: Sequence[AreaCover],
    worst: Sequence[AreaCover],
    hospitals: int,
) -> tuple[Sum, Sum]:
    """Sum up the areas that get their first hospital or hub, at least and at most."""
    surely = [
        _gets_one(first, third)
        and (first.is_blank is True or (first.cover is Cover.LOCAL and not first.hubs.at_most))
        for first, third in zip(before, worst, strict=True)
    ]
    possibly = [
        first.cover is not Cover.HUB and _gets_one(first, second)
        for first, second in zip(before, after, strict=True)
    ]
    return _sum(before, surely, hospitals), _sum(before, possibly, hospitals)


def _gets_one(first: AreaCover, second: AreaCover) -> bool:
    there = {each.hospital.id for each in first.hospitals}
    return any(each.is_certain and each.hospital.id not in there for each in second.hospitals)
