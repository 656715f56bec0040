"""Sums by place, and of products."""

import numpy as np
from numpy.typing import NDArray


def sum_by(
    places: NDArray[np.integer], values: NDArray[np.float64], count: int
) -> NDArray[np.float64]:
    """Sum values by place, shape (count,); both arrays have the same length."""
    return np.bincount(places, values, minlength=count).astype(np.float64, copy=False)


def dot(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Sum the products of two lines, on one thread: BLAS wakes more, which costs more than it saves."""
    return float(np.einsum("i,i->", one, other))
