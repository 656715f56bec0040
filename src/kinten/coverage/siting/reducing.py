"""A cover made small: what follows from other rows or sites is left out (Toregas & ReVelle 1972).

A row whose sites are all in a larger row's makes that one needless; a site whose rows are all in
another's is not needed; a row with one site opens it. What is left often falls into parts that share
no site, and each can be solved alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Kernel:
    """What is left of a cover: ``within`` of shape (rows, sites) over all its sites, and sites to open."""

    within: Mask
    opened: Mask

    def parts(self) -> Iterator[Mask]:
        """Give the rows of each part that shares no site with the others, as ``within`` cut to them."""
        rows, sites = np.nonzero(self.within)
        if not rows.size:
            return
        count, width = self.within.shape
        links = csr_array(
            (np.ones(rows.size), (rows, sites + count)), shape=(count + width, count + width)
        )
        _, part = connected_components(links, directed=False)
        for number in np.unique(part[:count]):
            yield self.within[part[:count] == number]


def needed_rows(within: Mask) -> Mask:
    """Tell which rows hold no other row's sites whole; of equal ones the first. Shape (rows,)."""
    return ~_covered(within, is_larger=True)


def reduce_cover(within: Mask) -> Kernel:
    """Leave out needless rows and sites and open the sites that must be, until nothing changes."""
    left, opened = within.copy(), np.zeros(within.shape[1], dtype=bool)
    size = (-1, -1)
    while left.size and size != (left.shape[0], int(left.sum())):
        size = (left.shape[0], int(left.sum()))
        left = left[needed_rows(left)]
        left[:, _covered(np.ascontiguousarray(left.T), is_larger=False)] = False
        must = left[left.sum(axis=1) == 1].any(axis=0)
        opened |= must
        left = left[~left[:, must].any(axis=1)]
    return Kernel(left, opened)


def _covered(lines: Mask, *, is_larger: bool) -> Mask:
    """Tell which lines hold another one whole (``is_larger``), or are held whole by another.

    Of equal lines all but the first; lines that hold nothing are held by any.
    """
    packed, sizes = np.packbits(lines, axis=1), lines.sum(axis=1)
    found = np.zeros(len(lines), dtype=bool) if is_larger else sizes == 0
    by_cell = [np.flatnonzero(column) for column in np.ascontiguousarray(lines.T)]
    common = lines.sum(axis=0)
    for line in np.lexsort((np.arange(len(lines)), sizes)):
        if found[line] or not sizes[line]:
            continue
        cells = np.flatnonzero(lines[line])
        others = by_cell[cells[common[cells].argmin()]]
        others = others[~found[others] & (others != line)]
        holds = ((packed[others] & packed[line]) == packed[line]).all(axis=1)
        if is_larger:
            found[others[holds]] = True
        elif holds.any():
            found[line] = True
    return found
