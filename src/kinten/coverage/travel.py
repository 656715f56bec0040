"""The way from where people live to a hospital.

People are counted at the office of their municipality. Minutes are great circle times a detour at an
even speed, or a matrix that the user brings. What cannot be reached without a boat is unreachable:
it is listed, never folded into a long distance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kinten.geography.adjacency import Adjacency
from kinten.geography.area import Point
from kinten.geography.distance import DEFAULT_DETOUR, Detour, straight_km, unit_vectors
from kinten.geography.loading import FRAME_2024
from kinten.geography.municipality import Municipality
from kinten.network.hospital import Hospital
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]


class Travel(Protocol):
    """How long the way is. Minutes, shape (municipalities, hospitals); infinite where there is none."""

    @property
    def told(self) -> Words:
        """What the minutes are, to be printed beside them."""

    @property
    def no_way(self) -> Words:
        """What a pair without minutes means here: no way by land, or only no row of a table."""

    def minutes(
        self, municipalities: Sequence[Municipality], hospitals: Sequence[Hospital]
    ) -> Floats:
        """Give the minutes from every office to every hospital."""


@dataclass(frozen=True, slots=True)
class GreatCircle:
    """Straight distance with a stated detour, over land only. Areas are of the frame of ``adjacency``."""

    adjacency: Adjacency
    areas: tuple[str, ...]
    detour: Detour = DEFAULT_DETOUR

    @property
    def told(self) -> Words:
        """The assumption behind the minutes."""
        return self.detour.told

    @property
    def no_way(self) -> Words:
        """A sea lies between."""
        return NO_WAY_BY_LAND

    def minutes(
        self, municipalities: Sequence[Municipality], hospitals: Sequence[Hospital]
    ) -> Floats:
        """Give minutes; infinite where the office or the hospital has no place, or a sea lies between.

        A hospital whose area is not known lies on the land of its prefecture, where that is one.
        """
        lands = self.adjacency.lands(self.areas)
        frame = self.adjacency.frame
        here = [lands.get(each.areas.get(frame, ""), "?") for each in municipalities]
        there = [_only_one(lands_of(each, lands)) for each in hospitals]
        found = self.detour.minutes(
            straight_km(
                unit_vectors([each.office or _NOWHERE for each in municipalities]),
                unit_vectors([each.point or _NOWHERE for each in hospitals]),
            )
        )
        # Typed, for an empty side would be numbers.
        by_land = np.array(here, dtype=str)[:, None] == np.array(there, dtype=str)[None, :]
        has_office = np.array([each.office is not None for each in municipalities], dtype=bool)
        is_placed = np.array([each.point is not None for each in hospitals], dtype=bool)
        has_place = has_office[:, None] & is_placed[None, :]
        return np.where(by_land & has_place, found, np.inf)


_NOWHERE = Point(0.0, 0.0)
NO_WAY_BY_LAND = Words("陸路で行けない", "no way by land")


def lands_of(hospital: Hospital, lands: Mapping[str, str]) -> frozenset[str]:
    """Give the lands on which a hospital can lie: that of its area, else those of its prefecture."""
    if hospital.area in lands:
        return frozenset({lands[hospital.area]})
    return frozenset(land for area, land in lands.items() if area.startswith(hospital.prefecture))


def _only_one(lands: frozenset[str]) -> str:
    return next(iter(lands)) if len(lands) == 1 else "!"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Minutes that the user brings: (municipality, hospital) to minutes; of a pair left out it tells nothing."""

    pairs: Mapping[tuple[str, str], float]
    source: str

    @property
    def told(self) -> Words:
        """Where the minutes come from."""
        return Words(
            f"分は利用者の行列 {self.source} による", f"minutes from the matrix {self.source}"
        )

    @property
    def no_way(self) -> Words:
        """The table has no minutes: whether there is a way is not said."""
        return Words("所要時間の表に分がない", "no minutes in your table")

    def minutes(
        self, municipalities: Sequence[Municipality], hospitals: Sequence[Hospital]
    ) -> Floats:
        """Look up every pair."""
        return np.array(
            [
                [self.pairs.get((each.code, other.id), np.inf) for other in hospitals]
                for each in municipalities
            ],
            dtype=np.float64,
        ).reshape(len(municipalities), len(hospitals))


@dataclass(frozen=True, slots=True)
class Ways:
    """The minutes from every municipality to every hospital, with the people behind them.

    ``minutes`` has the shape (municipalities, hospitals); ``people`` are residents of 2025, and those
    of 65 and over, shape (municipalities,). ``places`` maps an area to its rows. ``is_straight`` says
    that the minutes are of straight lines, which cross water. ``no_way`` tells what endless minutes
    mean.
    """

    municipalities: tuple[Municipality, ...]
    hospitals: tuple[Hospital, ...]
    minutes: Floats
    people: Floats
    aged_65: Floats
    places: Mapping[str, NDArray[np.int64]]
    told: Words
    is_straight: bool = False
    no_way: Words = NO_WAY_BY_LAND


def measure(
    travel: Travel,
    municipalities: Sequence[Municipality],
    hospitals: Sequence[Hospital],
    frame: str = FRAME_2024,
) -> Ways:
    """Measure all ways once, by area of a frame; municipalities without residents take no part."""
    leaves = tuple(each for each in municipalities if each.is_leaf and each.now)
    places: dict[str, list[int]] = {}
    for row, each in enumerate(leaves):
        places.setdefault(each.areas.get(frame, ""), []).append(row)
    return Ways(
        leaves,
        tuple(hospitals),
        travel.minutes(leaves, hospitals),
        np.array([each.now or 0 for each in leaves], dtype=np.float64),
        np.array([each.residents(65) for each in leaves], dtype=np.float64),
        {area: np.array(rows) for area, rows in places.items()},
        travel.told,
        isinstance(travel, GreatCircle),
        travel.no_way,
    )


@dataclass(frozen=True, slots=True)
class Access:
    """How far the nearest hospital is for the people of an area.

    ``mean`` and ``worst`` are minutes from each municipality to its own nearest hospital, over those who
    have a way (None where nobody has), weighted by residents; ``within`` maps a limit in minutes
    (inclusive) to the share of all residents; ``unreachable`` names the municipalities without a way and
    ``cut_off`` counts their residents. ``nearest`` is the hospital that most residents have nearest:
    ``nearest_share`` is their share of those with a way to any hospital, ``nearest_mean`` the mean
    minutes to that one hospital of all who have a way to it.
    """

    mean: float | None
    worst: float | None
    within: Mapping[int, float]
    nearest: Hospital | None
    unreachable: tuple[Municipality, ...]
    cut_off: int
    nearest_mean: float | None = None
    nearest_share: float | None = None


LIMITS = (30, 60, 90, 120)


def reach(ways: Ways, area: str, chosen: NDArray[np.bool_] | None = None) -> Access:
    """Tell how far the nearest of the chosen hospitals (all by default) is for the people of an area."""
    rows = ways.places.get(area, np.array([], dtype=np.int64))
    columns = np.arange(len(ways.hospitals)) if chosen is None else np.flatnonzero(chosen)
    people = ways.people[rows]
    if rows.size == 0 or columns.size == 0:
        lost = tuple(ways.municipalities[row] for row in rows)
        return Access(None, None, dict.fromkeys(LIMITS, 0.0), None, lost, int(people.sum()))
    minutes = ways.minutes[np.ix_(rows, columns)]
    nearest = minutes.min(axis=1)
    has_way = np.isfinite(nearest)
    total = people.sum()
    lost = tuple(ways.municipalities[row] for row in rows[~has_way])
    within = {limit: float(people[nearest <= limit].sum() / total) for limit in LIMITS}
    if not has_way.any():
        return Access(None, None, within, None, lost, int(people.sum()))
    served = np.zeros(columns.size)
    np.add.at(served, minutes.argmin(axis=1)[has_way], people[has_way])
    most = int(served.argmax())
    to_it = minutes[:, most]
    leads = np.isfinite(to_it)
    return Access(
        float(np.average(nearest[has_way], weights=people[has_way])),
        float(nearest[has_way].max()),
        within,
        ways.hospitals[columns[most]],
        lost,
        int(people[~has_way].sum()),
        float(np.average(to_it[leads], weights=people[leads])),
        float(served[most] / people[has_way].sum()),
    )
