"""Distances on the sphere, and the minutes we make of them.

The great circle is the shortest way over the earth, not a road. Kinten's default travel is that
distance times a detour factor at an even speed; both figures are assumptions of ours and are printed
beside every minute.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.geography.area import Point
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG), km."""


@dataclass(frozen=True, slots=True)
class Detour:
    """How a straight distance becomes a road and a time: road = straight x factor, at km/h."""

    factor: float = 1.3
    kmh: float = 40.0

    def road_km(self, straight_km: Floats) -> Floats:
        """Give kilometres of road for kilometres of great circle."""
        return straight_km * self.factor

    def minutes(self, straight_km: Floats) -> Floats:
        """Give minutes for kilometres of great circle."""
        return straight_km * (self.factor * 60.0 / self.kmh)

    @property
    def told(self) -> Words:
        """The assumption, to be printed beside every minute."""
        return Words(
            f"分は直線距離×{self.factor:g}÷時速{self.kmh:g}kmの仮定（実際の道路・交通ではない）",
            f"minutes assume straight distance x {self.factor:g} at {self.kmh:g} km/h (not real roads or traffic)",
        )


DEFAULT_DETOUR = Detour()


def unit_vectors(points: Sequence[Point]) -> Floats:
    """Give points as unit vectors, shape (points, 3)."""
    lat = np.radians([each.lat for each in points])
    lon = np.radians([each.lon for each in points])
    return np.stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)), axis=1)


def straight_km(here: Floats, there: Floats) -> Floats:
    """Give great-circle distances in km, shape (here, there), from unit vectors.

    By the half angle, which for close pairs keeps more digits than the arc cosine: a place is less
    than a metre from itself.
    """
    cosine = np.clip(here @ there.T, -1.0, 1.0)
    return EARTH_KM * 2.0 * np.arcsin(np.sqrt((1.0 - cosine) / 2.0))
