"""The nearest supply of every demand."""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.pairs import Pairs

Floats = NDArray[np.float64]


def nearest(pairs: Pairs) -> Floats:
    """Give the least cost of every demand, infinite where nothing is in reach; shape (demands,)."""
    least = np.full(pairs.demands, np.inf)
    np.minimum.at(least, pairs.demand, pairs.cost)
    return least
