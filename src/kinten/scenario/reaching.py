"""How the way to the nearest hub changes: whose gets longer, whose shorter, and by how much.

Kinds that are not known, and losses that are only possible, make every answer a pair. A municipality's
way gets longer for certain where a hub that is surely gone was nearer than any hospital left that may be
a hub; it may get longer where one that may be a hub and may be gone was nearer than the hubs that
surely stay. So the pairs hold for every way in which the open kinds and losses can turn out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.travel import Ways
from kinten.geography.area import Area
from kinten.geography.frame import Frame

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Minutes:
    """Mean minutes of an area to the nearest hub, over those who have a way (None: nobody has).

    ``possible`` counts the hospitals that may be hubs, ``certain`` those known to be. ``cut_off`` are
    the residents without a way by land: counted with the possible hubs, and with the certain ones.
    """

    possible: float | None
    certain: float | None
    cut_off: tuple[int, int]


@dataclass(frozen=True, slots=True)
class WayChange:
    """An area: before, after the certain losses, after the possible ones too.

    ``longer`` and ``shorter`` are its residents whose way changes, at least and at most.
    """

    area: Area
    before: Minutes
    after: Minutes
    at_most: Minutes
    longer: tuple[int, int]
    shorter: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Crowd:
    """People whose way changes, counted by municipality, and the number of areas they live in."""

    areas: int
    people: int
    aged_65: int


@dataclass(frozen=True, slots=True)
class Reached:
    """What became of the ways: by area those that were asked for or change, and the sums.

    ``longer`` and ``shorter`` are at least and at most.
    """

    areas: Mapping[str, WayChange]
    longer: tuple[Crowd, Crowd]
    shorter: tuple[Crowd, Crowd]


@dataclass(frozen=True, slots=True)
class Hubs:
    """The hospitals by id: those known to be hubs, opened ones, surely gone ones, possibly gone ones.

    ``known`` has the opened ones in it. All others that ways lead to may be hubs.
    """

    known: Collection[str]
    opened: Collection[str]
    gone: Collection[str]
    perhaps_gone: Collection[str]


def compare_ways(ways: Ways, frame: Frame, hubs: Hubs, wanted: Iterable[str] = ()) -> Reached:
    """Compare the ways before and after. ``wanted`` are areas that are told though nothing changes.

    ``ways`` lead to every hospital that is or may be a hub, before or after.
    """
    known, opened, gone, perhaps = (
        np.array([each.id in ids for each in ways.hospitals], dtype=bool)
        for ids in (hubs.known, hubs.opened, hubs.gone, hubs.perhaps_gone)
    )
    states = [(~opened, ~opened & known)]
    states += [(~lost, ~lost & known) for lost in (gone, gone | perhaps)]
    nearest = [tuple(_nearest(ways, each) for each in pair) for pair in states]
    (before, old_hubs), (stays, _), (_, surely_stays) = nearest
    new = _nearest(ways, opened)
    longer = (
        _nearest(ways, gone & known) < stays,
        _nearest(ways, gone | perhaps) < surely_stays,
    )
    shorter = (new < before, new < old_hubs)
    told = set(wanted)
    areas = {}
    for code, rows in ways.places.items():
        changes = longer[1][rows].any() or shorter[1][rows].any()
        if code in frame.areas and (changes or code in told):
            first, second, third = (_minutes(ways, rows, pair) for pair in nearest)
            further, nearer = (_residents(ways, rows, each) for each in (longer, shorter))
            areas[code] = WayChange(frame.areas[code], first, second, third, further, nearer)
    return Reached(areas, _crowds(ways, frame, longer), _crowds(ways, frame, shorter))


def _nearest(ways: Ways, chosen: Flags) -> Floats:
    """Give the minutes of every municipality to the nearest of some hospitals; infinite without one."""
    found: Floats = ways.minutes[:, chosen].min(axis=1, initial=np.inf)
    return found


def _minutes(ways: Ways, rows: NDArray[np.int64], nearest: tuple[Floats, ...]) -> Minutes:
    people = ways.people[rows]
    means: list[float | None] = []
    cut_off: list[int] = []
    for each in nearest:
        minutes = each[rows]
        has_way = np.isfinite(minutes)
        mean = None
        if has_way.any():
            mean = float(np.average(minutes[has_way], weights=people[has_way]))
        means.append(mean)
        cut_off.append(int(people[~has_way].sum()))
    return Minutes(means[0], means[1], (cut_off[0], cut_off[1]))


def _residents(
    ways: Ways, rows: NDArray[np.int64], changed: tuple[Flags, Flags]
) -> tuple[int, int]:
    least, most = (int(ways.people[rows][each[rows]].sum()) for each in changed)
    return least, most


def _crowds(ways: Ways, frame: Frame, changed: tuple[Flags, Flags]) -> tuple[Crowd, Crowd]:
    least, most = (
        Crowd(
            sum(
                bool(each[rows].any()) for area, rows in ways.places.items() if area in frame.areas
            ),
            int(ways.people[each].sum()),
            int(ways.aged_65[each].sum()),
        )
        for each in changed
    )
    return least, most
