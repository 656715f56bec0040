"""Other counts that fit what is shown: each proves many hidden cells open at once.

To ask for one cell after the other takes a linear model for each; one set of counts in which as many
cells as possible have moved as far as they must settles most of them together.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from kinten.disclosure.readers import Reader

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
NEAR = 1e-6


def unproved(sums: csr_array, is_hidden: Mask, reader: Reader) -> Ints:
    """Give the cells to be protected of which no world tried proves that they are open.

    They may be open all the same: that is for a model of each to say.
    """
    left = reader.targets
    hidden = np.flatnonzero(is_hidden)
    side = np.where(np.arange(is_hidden.size) % 2 == 0, 1.0, -1.0)
    side = np.where(reader.up < reader.need, -1.0, np.where(reader.down < reader.need, 1.0, side))
    if not reader.is_either:
        side = np.ones(is_hidden.size)
    fruitless = 0
    while left.size and fruitless <= int(reader.is_either):
        moved = _world(sums, hidden, reader, left, side)
        reached = has_reached(reader, moved, left)
        fruitless = 0 if reached.any() else fruitless + 1
        left = left[~reached]
        if reader.is_either:
            side = -side
    return left


def has_reached(reader: Reader, moved: Floats, cells: Ints) -> Mask:
    """Tell of which cells a world proves that they are open."""
    away = np.abs(moved[cells]) if reader.is_either else moved[cells]
    return np.asarray(away >= reader.need[cells] - NEAR)


def _world(sums: csr_array, hidden: Ints, reader: Reader, aimed: Ints, side: Floats) -> Floats:
    """Move hidden cells so that those aimed at move together as far as each must, or as they can."""
    turn = side[hidden]
    is_aimed = np.isin(hidden, aimed)
    down = np.where(turn > 0, reader.down[hidden], reader.up[hidden])
    up = np.where(turn > 0, reader.up[hidden], reader.down[hidden])
    first = np.where(is_aimed, np.minimum(reader.need[hidden], up), up)
    columns = sums[:, hidden].multiply(turn[None, :]).tocsr()
    matrix = hstack([columns, columns[:, np.flatnonzero(is_aimed)]]).tocsr()
    matrix = matrix[np.flatnonzero(np.diff(matrix.indptr) > 0)]
    more = np.maximum(up[is_aimed] - first[is_aimed], 0.0)
    found = linprog(
        np.concatenate([-is_aimed.astype(np.float64), np.zeros(more.size)]),
        A_eq=matrix if matrix.shape[0] else None,
        b_eq=np.zeros(matrix.shape[0]) if matrix.shape[0] else None,
        bounds=np.stack(
            (np.concatenate([-down, np.zeros(more.size)]), np.concatenate([first, more])), axis=1
        ),
        method="highs",
    )
    moved = np.zeros(side.size)
    if found.x is None:
        return moved
    moved[hidden] = found.x[: hidden.size]
    moved[hidden[is_aimed]] += found.x[hidden.size :]
    return moved * side
