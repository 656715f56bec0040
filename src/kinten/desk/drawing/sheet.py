"""The sheet of the national map: from longitude and latitude to whole units on paper.

The projection is a conic of two standard parallels, areas kept (Albers). 沖縄・奄美 and 小笠原 are moved
into frames of their own, at the same scale.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]

WIDTH, HEIGHT = 8000, 8900
"""The size of the sheet in its own units."""

_FIRST, _SECOND, _CENTRE_LAT, _CENTRE_LON = np.radians([33.0, 44.0, 38.0, 137.0])
_N = (np.sin(_FIRST) + np.sin(_SECOND)) / 2
_C = np.cos(_FIRST) ** 2 + 2 * _N * np.sin(_FIRST)
_RHO = np.sqrt(_C - 2 * _N * np.sin(_CENTRE_LAT)) / _N
_SCALE = 31_000.0
_LEFT, _TOP = 4_150.0, 4_300.0


@dataclass(frozen=True, slots=True)
class Inset:
    """A part of the country drawn elsewhere: what lies in the box is moved by ``dx``, ``dy`` units.

    ``frame`` is the drawn frame: left, top, width, height; ``name`` stands in it.
    """

    west: float
    south: float
    east: float
    north: float
    dx: float
    dy: float
    frame: tuple[int, int, int, int]
    name: Words

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point lies in the box."""
        return self.west <= lon <= self.east and self.south <= lat <= self.north


INSETS = (
    Inset(
        *(122.0, 23.5, 131.6, 29.2, 3_010.0, -8_817.0),
        frame=(60, 60, 4_350, 2_510),
        name=Words("沖縄・奄美", "Okinawa and Amami"),
    ),
    Inset(
        *(139.0, 20.0, 154.5, 28.9, 1_050.0, -3_003.0),
        frame=(7_020, 6_720, 800, 2_020),
        name=Words("小笠原", "Ogasawara"),
    ),
)


def project(points: Floats) -> Floats:
    """Project (longitude, latitude) in degrees, shape (points, 2), to units: x to the right, y down."""
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    rho = np.sqrt(_C - 2 * _N * np.sin(lat)) / _N
    theta = _N * (lon - _CENTRE_LON)
    x = _LEFT + _SCALE * rho * np.sin(theta)
    y = _TOP - _SCALE * (_RHO - rho * np.cos(theta))
    return np.stack((x, y), axis=1)


def move(points: Floats, lon: float, lat: float) -> Floats:
    """Move projected points into the inset that holds a place; elsewhere they stay."""
    for inset in INSETS:
        if inset.holds(lon, lat):
            return points + np.array([inset.dx, inset.dy])
    return points
