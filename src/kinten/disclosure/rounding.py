"""Controlled rounding: every count to a multiple of a base beside it, so that the tables still add up.

A mixed model chooses up or down for each count at the least change in sum (Causey, Cox & Ernst,
Journal of the American Statistical Association 1985; 80: 903-909). A table of two dimensions can always
be rounded so; one of three, or linked tables, cannot always: then counts may go further, and that is told.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

Floats = NDArray[np.float64]
_FURTHER = 100.0  # what a base further weighs beside a step to the next multiple


@dataclass(frozen=True, slots=True)
class Rounded:
    """Rounded counts, shape (cells,).

    ``is_restricted`` tells whether each is a multiple next to its count (and a multiple stays itself),
    ``is_least`` whether the change in sum is proved the least, ``change`` that sum. Every count is less
    than ``within``, a multiple of the base, away.
    """

    counts: Floats
    is_restricted: bool
    is_least: bool
    change: float
    within: int


def round_cells(counts: Floats, sums: csr_array, base: int, seconds: float) -> Rounded | None:
    """Round all counts to multiples of a base; None where no rounding that adds up was found in time."""
    lower = np.floor(counts / base)
    rest = counts - base * lower
    for further in (0, 1, 3):
        found = _choose(lower, rest, sums, base, further, seconds)
        if found is not None:
            values, is_least = found
            change = float(np.abs(values - counts).sum())
            within = base * (int(np.abs(values - counts).max() // base) + 1)
            return Rounded(values, within == base, is_least and within == base, change, within)
    return None


def rounded_bounds(counts: Floats, base: int) -> tuple[Floats, Floats]:
    """Give between which counts a rounded one lies: a whole number less than a base away."""
    return np.maximum(counts - (base - 1), 0.0), counts + (base - 1)


def _choose(
    lower: Floats, rest: Floats, sums: csr_array, base: int, further: int, seconds: float
) -> tuple[Floats, bool] | None:
    """Choose a multiple for each count: ``lower + up + over - under``, the last two up to ``further``."""
    size = lower.size
    up_cost = base - 2 * rest
    over = np.full(size, float(further))
    under = np.minimum(further, lower)
    cost = np.concatenate([up_cost, np.full(2 * size, _FURTHER * base)])
    high = np.concatenate([(rest > 0).astype(np.float64), over, under])
    matrix = hstack([sums, sums, -sums]).tocsr()
    right = -(sums @ lower)
    found = milp(
        cost,
        constraints=LinearConstraint(matrix, right, right) if sums.shape[0] else None,
        integrality=np.ones(3 * size),
        bounds=Bounds(np.zeros(3 * size), high),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return None
    chosen = np.round(found.x)
    steps = chosen[:size] + chosen[size : 2 * size] - chosen[2 * size :]
    return base * (lower + steps), bool(found.status == 0)
