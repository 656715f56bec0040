"""Whether a hospital's point can be where the hospital is said to lie."""

from collections.abc import Iterable

from kinten.geography.area import Point
from kinten.geography.distance import straight_km, unit_vectors
from kinten.geography.loading import FRAME_2024, Geography
from kinten.geography.municipality import Municipality

FARTHEST_KM = 100.0
"""Beyond this a point is taken for a slip.

Of the hospitals of 2025-06 (all_hospitals.parquet) the farthest stands 69 km from its municipality's
office, and but for one all stand within 53 km.
"""


def nearest_office(
    point: Point, geography: Geography, stated: Municipality | None, area: str, prefecture: str
) -> tuple[str, float] | None:
    """Give the nearest office of the place stated, by name, and how far away it is in km.

    The place is the municipality; where that is not stated (or has no office), any municipality of the
    area, else any of the prefecture. None where the place has no office at all.
    """
    if stated is not None and stated.office is not None:
        return _nearest(point, (stated,))
    everywhere = geography.municipalities.values()
    return _nearest(
        point,
        [
            each
            for each in everywhere
            if (each.areas.get(FRAME_2024) == area if area else each.prefecture == prefecture)
        ],
    )


def _nearest(point: Point, among: Iterable[Municipality]) -> tuple[str, float] | None:
    placed = [(each.name, each.office) for each in among if each.office is not None]
    if not placed:
        return None
    away = straight_km(unit_vectors([point]), unit_vectors([office for _, office in placed]))[0]
    first = int(away.argmin())
    return placed[first][0], float(away[first])
