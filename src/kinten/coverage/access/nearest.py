"""The nearest supply of every demand, and the share of demand within so much."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.pairs import Pairs

Floats = NDArray[np.float64]
LIMITS = (30.0, 60.0, 90.0, 120.0)


def nearest(pairs: Pairs) -> Floats:
    """Give the least cost of every demand, infinite where nothing is in reach; shape (demands,)."""
    least = np.full(pairs.demands, np.inf)
    np.minimum.at(least, pairs.demand, pairs.cost)
    return least


def nearest_points(here: Floats, there: Floats) -> Floats:
    """Give the straight distance from every point to the nearest of others, by a tree."""
    from scipy.spatial import KDTree

    return np.asarray(KDTree(there).query(here)[0], dtype=np.float64)


def shares_within(
    least: Floats, demand: Floats, limits: Sequence[float] = LIMITS
) -> Mapping[float, float]:
    """Give the share of all demand whose nearest supply costs at most so much, inclusive."""
    total = float(demand.sum())
    if total <= 0:
        return dict.fromkeys(limits, 0.0)
    return {limit: float(demand[least <= limit].sum()) / total for limit in limits}
