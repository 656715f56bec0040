"""Which cells to hide beside the small ones, so that no small one can be reckoned from what is shown.

A small cell is safe where the most that it can be, by all that is shown, is the threshold at least. The
cells hidden beside are chosen so that they weigh least (Fischetti & Salazar, Management Science 2001; 47:
1008-1027): a mixed model chooses them, a linear one per small cell plays the reader, and what the reader
finds goes back as a cut until nothing is found.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from kinten.disclosure.auditing import hidden_parts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NEAR, _NUDGE = 1e-6, 1e-7


@dataclass(frozen=True, slots=True)
class Protected:
    """Which cells are hidden: because they are small, or beside these; and whether that is the least."""

    primary: Mask
    complementary: Mask
    is_least: bool


def protect_cells(
    counts: Floats, sums: csr_array, threshold: int, *, hides_zeros: bool = False, seconds: float
) -> Protected:
    """Hide the counts below a threshold, and as little beside them as makes them safe.

    ``seconds`` bounds each choice; out of time the cells hidden are safe still, only not the least.
    """
    primary = (counts < threshold) & ((counts > 0) | hides_zeros)
    weights = 1.0 + np.log1p(counts) + _NUDGE * np.arange(counts.size)
    cuts: list[Floats] = []
    needs: list[float] = []
    is_hidden, is_least = primary.copy(), True
    safe: set[tuple[int, ...]] = set()
    while True:
        found = _unsafe(counts, sums, primary, is_hidden, threshold, safe)
        if not found:
            return Protected(primary, is_hidden & ~primary, is_least)
        for cut, need in found:
            cuts.append(cut)
            needs.append(need)
        chosen, proved = _choose(weights, primary, np.array(cuts), np.array(needs), seconds)
        is_least &= proved
        if (chosen == is_hidden).all():
            # Rounding let a cut pass: hide what it asks for, though that may be more than the least.
            chosen = chosen | (np.array([cut for cut, _ in found]) > 0).any(axis=0)
            is_least = False
        is_hidden = chosen


def _unsafe(
    counts: Floats,
    sums: csr_array,
    primary: Mask,
    is_hidden: Mask,
    threshold: int,
    safe: set[tuple[int, ...]],
) -> list[tuple[Floats, float]]:
    """Play the reader of every small cell; give what must be hidden where one can be reckoned."""
    found = []
    for cells, rows in hidden_parts(is_hidden, sums):
        name = tuple(cells.tolist())
        if name in safe:
            continue
        bad = []
        for cell in cells[primary[cells]]:
            cut = _read(counts, sums, int(cell), cells, rows, threshold)
            if cut is not None:
                bad.append(cut)
        if not bad:
            safe.add(name)
        found += bad
    return found


def _read(
    counts: Floats, sums: csr_array, cell: int, cells: Ints, rows: Ints, threshold: int
) -> tuple[Floats, float] | None:
    """Move one hidden cell up as far as the others let it; None where it reaches the threshold."""
    need = float(threshold - counts[cell])
    aim = np.where(cells == cell, -1.0, 0.0)
    far = float(counts.sum()) + threshold
    if not rows.size:
        return None
    moved = linprog(
        aim,
        A_eq=sums[rows][:, cells],
        b_eq=np.zeros(rows.size),
        bounds=np.stack((-counts[cells], np.full(cells.size, far)), axis=1),
        method="highs",
    )
    if moved.status != 0 or -moved.fun >= need - _NEAR:
        return None
    pull = np.zeros(counts.size)
    pull[cell] = 1.0
    pull += sums[rows].T @ moved.eqlin.marginals
    reach = np.where(pull > _NEAR, far * pull, np.where(pull < -_NEAR, -counts * pull, 0.0))
    return np.minimum(reach, need), need


def _choose(
    weights: Floats, primary: Mask, cuts: Floats, needs: Floats, seconds: float
) -> tuple[Mask, bool]:
    """Choose the cells to hide that weigh least and keep every cut."""
    matrix = vstack([csr_array(cut.reshape(1, -1)) for cut in cuts]).tocsr()
    found = milp(
        np.where(primary, 0.0, weights),
        constraints=LinearConstraint(matrix, needs - _NEAR, np.inf),
        integrality=np.ones(weights.size),
        bounds=Bounds(primary.astype(np.float64), 1.0),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    if found.x is None:
        return np.ones(weights.size, dtype=bool), False
    return np.asarray(found.x > 0.5), bool(found.status == 0)
