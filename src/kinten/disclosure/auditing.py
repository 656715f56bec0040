"""What a reader can reckon of hidden cells: the least and the most that each can be.

The reader knows every cell that is shown, that the tables add up, and that no count is below nothing.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NEAR = 1e-6


def hidden_ranges(counts: Floats, is_hidden: Mask, sums: csr_array) -> tuple[Floats, Floats]:
    """Give the least and the most of every cell, shape (cells,) each; those of a shown cell are its count.

    ``counts`` of hidden cells are not read. Whole numbers are given: a count cannot lie between. The most
    is infinite where nothing bounds a cell. ValueError where no counts fit the cells that are shown.
    """
    low, high = counts.astype(np.float64), counts.astype(np.float64)
    low[is_hidden], high[is_hidden] = 0.0, np.inf
    shown = np.where(is_hidden, 0.0, counts)
    rest = -(sums @ shown)
    for cells, rows in hidden_parts(is_hidden, sums):
        matrix, right = sums[rows][:, cells], rest[rows]
        for at, cell in enumerate(cells):
            aim = np.zeros(cells.size)
            aim[at] = 1.0
            low[cell] = np.ceil(_best(aim, matrix, right) - _NEAR)
            high[cell] = np.floor(-_best(-aim, matrix, right) + _NEAR)
    return low, high


def hidden_parts(is_hidden: Mask, sums: csr_array) -> list[tuple[Ints, Ints]]:
    """Give the hidden cells that sums tie together, part by part, with these sums.

    Cells that no sum ties to others are a part of their own.
    """
    hidden = np.flatnonzero(is_hidden)
    if not hidden.size:
        return []
    part = abs(sums[:, hidden])
    links = part.T @ part
    _, of = connected_components(links, directed=False)
    found = []
    for number in range(int(of.max()) + 1):
        cells = hidden[of == number]
        rows = np.flatnonzero(abs(sums[:, cells]).sum(axis=1) > 0)
        found.append((cells, rows))
    return found


def _best(aim: Floats, matrix: csr_array, right: Floats) -> float:
    if not matrix.shape[0]:
        return 0.0 if aim.max() > 0 else -np.inf
    found = linprog(aim, A_eq=matrix, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 3:
        return -np.inf
    if found.status != 0:
        raise ValueError
    return float(found.fun)
