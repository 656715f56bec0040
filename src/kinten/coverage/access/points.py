"""Many points on the earth: the nearest supply of each, and every pair within a distance.

Points are (latitude, longitude) in degrees on the sphere of ``geography.distance``, shape (points, 2).
They become unit vectors, whose straight distance through the earth (the chord) grows with the way over
it, so that a tree in space finds the same neighbours. Distances are great circles: they cross water.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.pairs import Pairs, pairs_within
from kinten.geography.distance import EARTH_KM
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_HALF_ROUND_KM = np.pi * EARTH_KM


def vectors_of(points: Floats) -> Floats:
    """Give points as unit vectors, shape (points, 3); FaultError for what is no place on the earth."""
    given = np.asarray(points, dtype=np.float64)
    if given.ndim != 2 or given.shape[1] != 2:
        raise _wrong(Words(f"形が {given.shape} です。", f"the shape is {given.shape}."))
    lat, lon = given[:, 0], given[:, 1]
    broken = np.flatnonzero(~((np.abs(lat) <= 90.0) & (np.abs(lon) <= 360.0)))
    if broken.size:
        row = int(broken[0])
        said = f"{lat[row]:g}, {lon[row]:g}"
        raise _wrong(
            Words(
                f"{row}番目（0から）の点が緯度・経度ではありません（{said}）。",
                f"point {row} (from 0) is no latitude and longitude ({said}).",
            )
        )
    north, east = np.radians(lat), np.radians(lon)
    flat = np.cos(north)
    return np.stack((flat * np.cos(east), flat * np.sin(east), np.sin(north)), axis=1)


def chord_of(km: float) -> float:
    """Give the chord between unit vectors for a great circle in km; half a round is the longest."""
    return float(2.0 * np.sin(min(km, _HALF_ROUND_KM) / (2.0 * EARTH_KM)))


def km_of(chord: Floats) -> Floats:
    """Give great circles in km for chords between unit vectors."""
    return 2.0 * EARTH_KM * np.arcsin(np.minimum(chord / 2.0, 1.0))


def nearest_among(demand: Floats, supply: Floats) -> tuple[Floats, Ints]:
    """Give the km to the nearest supply of every demand, and its place; shape (demands,) each.

    Of several that are equally near it is one of them. Without any supply: infinite, and -1.
    """
    from scipy.spatial import KDTree

    here, there = vectors_of(demand), vectors_of(supply)
    if not len(there) or not len(here):
        return np.full(len(here), np.inf), np.full(len(here), -1, dtype=np.int64)
    chord, place = KDTree(there).query(here)
    return km_of(chord), place.astype(np.int64, copy=False)


def pairs_within_km(demand: Floats, supply: Floats, km: float) -> Pairs:
    """Find every pair of at most so many km, inclusive; the cost of a pair is its km."""
    here, there = vectors_of(demand), vectors_of(supply)
    # A millionth of a metre more, then cut in km: what lies on the limit itself is within.
    found = pairs_within(here, there, chord_of(km * (1 + 1e-9) + 1e-9))
    found = Pairs(found.demand, found.supply, km_of(found.cost), found.demands, found.supplies)
    return found.within(km)


def _wrong(what: Words) -> FaultError:
    return FaultError(
        what,
        "points",
        Words(
            "緯度と経度を度で、(点の数, 2) の形で渡してください。",
            "Give latitude and longitude in degrees, shape (points, 2).",
        ),
    )
