"""Readers of a published table: what each knows of a hidden cell, and what must stay open to it.

One takes a hidden cell for any count of nothing or more; a small count is safe from it where it can be
the threshold or more. One has the statuses as well: it knows that a small count is below the threshold
and that a cell hidden beside is not; from it a small count is safe where it is not one number. An
insider knows some hidden cells outright, as a hospital knows its own; from it the small counts of others
are to be as safe as from the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


PLAIN, STATUSES, INSIDER = "plain", "statuses", "insider"


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader takes for possible of hidden cells, all shape (cells,).

    ``down`` and ``up`` tell how far a cell can lie from its count, ``need`` how far each cell that is
    to be protected must be able to move at least (0: none is asked for): up, or, where ``is_either``,
    up or down. ``name`` tells which of the three it is.
    """

    down: Floats
    up: Floats
    need: Floats
    is_either: bool
    name: str = PLAIN

    @property
    def targets(self) -> NDArray[np.int64]:
        """The cells to be protected."""
        return np.flatnonzero(self.need > 0)


def without_statuses(counts: Floats, small: Mask, threshold: int) -> Reader:
    """Make the reader who knows what is shown, that tables add up and that no count is below nothing."""
    far = np.full(counts.size, _far(counts, threshold))
    return Reader(counts.copy(), far, np.where(small, threshold - counts, 0.0), is_either=False)


def with_statuses(
    counts: Floats, small: Mask, threshold: int, *, hides_zeros: bool = False
) -> Reader:
    """Make the reader who knows which hidden cells are small, and that the others are not.

    A count of nothing is shown, unless ``hides_zeros``: a small one is then 1 at least.
    """
    least = 0.0 if hides_zeros else 1.0
    down = np.where(small, counts - least, np.maximum(counts - threshold, 0.0))
    up = np.where(small, threshold - 1.0 - counts, _far(counts, threshold))
    return Reader(down, up, small.astype(np.float64), is_either=True, name=STATUSES)


def insiders(plain: Reader, own: Iterable[Mask]) -> tuple[Reader, ...]:
    """Make the readers who each know the cells that are their own, beside what all know."""
    return tuple(
        replace(
            plain,
            down=np.where(mine, 0.0, plain.down),
            up=np.where(mine, 0.0, plain.up),
            need=np.where(mine, 0.0, plain.need),
            name=INSIDER,
        )
        for mine in own
    )


def _far(counts: Floats, threshold: int) -> float:
    """Give more than any cell needs to move: no bound, kept finite for the reckoning."""
    return float(counts.sum()) + threshold
