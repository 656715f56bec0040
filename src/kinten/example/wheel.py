"""Drawing places by weight, a row of weights for each draw."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
EMPTY = -1
"""An empty cell."""
_BELOW_ONE = 1 - 1e-9


class Wheel:
    """Rows of weights. A row without any weight is never to be drawn from."""

    def __init__(self, weights: Floats) -> None:
        """Take weights of shape (rows, places), none below zero."""
        summed = np.cumsum(weights, axis=1)
        whole = np.where(summed[:, -1:] > 0, summed[:, -1:], 1.0)
        parts = summed / whole
        parts[summed == summed[:, -1:]] = 1.0
        self._places = weights.shape[1]
        self._ends = (parts + np.arange(len(weights))[:, None]).ravel()

    def draw(self, rows: Ints, chances: Floats) -> Ints:
        """Give a place for each row; ``chances`` are even between 0 and 1."""
        even = np.minimum(chances, _BELOW_ONE)
        found = np.searchsorted(self._ends, rows + even, side="right")
        return (found - rows.astype(np.int64) * self._places).astype(np.int32)


def one_wheel(weights: Sequence[float] | Floats) -> Wheel:
    """Make a wheel of one row."""
    return Wheel(np.asarray(weights, dtype=np.float64)[None, :])


def draw_one(wheel: Wheel, chances: Floats) -> Ints:
    """Draw from a wheel of one row."""
    return wheel.draw(np.zeros(len(chances), dtype=np.int32), chances)
