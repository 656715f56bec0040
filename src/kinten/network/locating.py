"""Whether a hospital's point can be where the hospital is said to lie."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.geography.area import Point
from kinten.geography.distance import straight_km, unit_vectors
from kinten.geography.loading import FRAME_2024
from kinten.geography.municipality import Municipality
from kinten.network.cells import Row
from kinten.vocabulary.wording import Words

FARTHEST_KM = 100.0
"""Beyond this a point is taken for a slip.

Of the hospitals of 2025-06 (all_hospitals.parquet) the farthest stands 69 km from its municipality's
office, and but for one all stand within 53 km.
"""
ELSEWHERE_KM = 40.0
"""A point this much nearer to an office elsewhere than to any of the place stated is taken for a slip.

But for two of the hospitals of 2025-06 the difference is at most 35 km.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hospital is said to lie: the municipality, else any of the area, else of the prefecture."""

    prefecture: str
    area: str = ""
    municipality: Municipality | None = None

    @property
    def key(self) -> str:
        """The key under which the offices of the place are listed."""
        if self.municipality is not None and self.municipality.office is not None:
            return self.municipality.code
        return f"area {self.area}" if self.area else f"prefecture {self.prefecture}"


@dataclass(frozen=True, slots=True)
class Offices:
    """The municipal offices of the country; ``units`` are their unit vectors, shape (offices, 3).

    ``within`` lists the offices of every municipality, area and prefecture by the place's key.
    """

    municipalities: tuple[Municipality, ...]
    units: NDArray[np.float64]
    within: Mapping[str, NDArray[np.int64]]

    def refuse_misplaced(self, row: Row, point: Point, place: Place) -> None:
        """Raise FaultError where the point is too far from every office of its place, or in another."""
        own = self.within.get(place.key)
        if own is None:
            return
        km = straight_km(unit_vectors([point]), self.units)[0]
        here, there = int(own[km[own].argmin()]), int(km.argmin())
        if km[here] <= FARTHEST_KM and km[here] - km[there] <= ELSEWHERE_KM:
            return
        name, other = self.municipalities[here].name, self.municipalities[there]
        raise row.wrong(
            "lat",
            Words(
                f"座標（{point.lat}, {point.lon}）は{name}の役場から{km[here]:.0f}km離れています。"
                f"最も近い役場は{other.full_name or other.name}（{km[there]:.0f}km）です。",
                f"the point ({point.lat}, {point.lon}) lies {km[here]:.0f} km from the office of {name}; "
                f"the nearest office is {other.full_name or other.name} ({km[there]:.0f} km).",
            ),
            Words(
                "座標か所在地（都道府県・市区町村・医療圏）を直してください。"
                "秋田県の医療圏の符号は2024年に意味が変わりました。",
                "Mend the point or the place stated. The area codes of Akita changed their meaning in 2024.",
            )
            if place.prefecture == _AKITA
            else Words(
                "座標か所在地（都道府県・市区町村・医療圏）を直してください"
                f"（{FARTHEST_KM:.0f}kmを超えるもの、他所の役場に{ELSEWHERE_KM:.0f}km以上近いものは読みません）。",
                f"Mend the point or the place stated (more than {FARTHEST_KM:.0f} km away, or nearer to an "
                f"office elsewhere by more than {ELSEWHERE_KM:.0f} km, is refused).",
            ),
        )


_AKITA = "05"


def list_offices(municipalities: Iterable[Municipality]) -> Offices:
    """Collect the offices whose place is known."""
    placed = tuple(each for each in municipalities if each.office is not None)
    units = unit_vectors([each.office for each in placed if each.office is not None])
    within: dict[str, list[int]] = {}
    for number, each in enumerate(placed):
        area = each.areas.get(FRAME_2024)
        for key in (each.code, f"area {area}", f"prefecture {each.prefecture}"):
            within.setdefault(key, []).append(number)
    return Offices(placed, units, {key: np.array(numbers) for key, numbers in within.items()})
