"""The cells to hide that weigh least: a mixed model, and cuts from what a reader finds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array, vstack

from kinten.disclosure.auditing import hidden_parts
from kinten.disclosure.readers import Reader
from kinten.disclosure.worlds import NEAR, unproved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Cut = tuple[Floats, float]
_FIRST = 2.0  # seconds that a bound below is worth, though the time is out


@dataclass(frozen=True, slots=True)
class Least:
    """What is hidden (None where the time was out), whether it is proved the least, and a bound below."""

    is_hidden: Mask | None
    is_least: bool
    bound: float


def find_least(
    sums: csr_array,
    readers: Sequence[Reader],
    is_hidden: Mask,
    may_hide: Mask,
    weights: Floats,
    left: Callable[[], float],
) -> Least:
    """Look for the cells that weigh least, as long as seconds are ``left``."""
    cuts = _first_cuts(sums, readers[0], is_hidden, may_hide)
    chosen, is_least, bound = is_hidden, True, 0.0
    if cuts:
        first = max(left(), _FIRST)
        chosen, is_least, bound = _choose(weights, is_hidden, may_hide, cuts, first)
    while left() > 0:
        found = _unsafe(sums, readers, chosen, left)
        if found is None:
            break
        if not found:
            return Least(chosen, is_least, bound)
        cuts += found
        after, proved, below = _choose(weights, is_hidden, may_hide, cuts, left())
        is_least, bound = is_least and proved, max(bound, below)
        if (after == chosen).all():
            # Rounding let a cut pass: hide what it asks for, though that may be more than the least.
            after = chosen | (may_hide & (np.array([cut for cut, _ in found]) > 0).any(axis=0))
            is_least = False
            if (after == chosen).all():
                break
        chosen = after
    return Least(None, is_least=False, bound=bound)


def _first_cuts(sums: csr_array, reader: Reader, is_hidden: Mask, may_hide: Mask) -> list[Cut]:
    """Ask for one cell more in each sum in which a cell to be protected is hidden alone."""
    cuts = []
    for at in range(sums.shape[0]):
        cells = sums.indices[sums.indptr[at] : sums.indptr[at + 1]]
        inside = cells[is_hidden[cells]]
        if inside.size == 1 and reader.need[inside[0]] > 0 and may_hide[cells].any():
            cut = np.zeros(is_hidden.size)
            cut[cells[may_hide[cells]]] = 1.0
            cuts.append((cut, 1.0))
    return cuts


def _unsafe(
    sums: csr_array, readers: Sequence[Reader], is_hidden: Mask, left: Callable[[], float]
) -> list[Cut] | None:
    """Play every reader for every cell; give what must be hidden where one can be reckoned.

    None where the time is out.
    """
    found: list[Cut] = []
    parts = hidden_parts(is_hidden, sums)
    part_of = np.full(is_hidden.size, -1)
    for number, (cells, _) in enumerate(parts):
        part_of[cells] = number
    for reader in readers:
        for cell in unproved(sums, is_hidden, reader).tolist():
            if left() <= 0:
                return None
            cells, rows = parts[part_of[cell]]
            cut = _read(sums, reader, cell, cells, rows)
            if cut is not None:
                found.append(cut)
    return found


def _read(sums: csr_array, reader: Reader, cell: int, cells: Ints, rows: Ints) -> Cut | None:
    """Move one hidden cell as far as the others let it; None where it moves as far as it must."""
    need = float(reader.need[cell])
    reach = np.zeros(reader.need.size)
    for side in (1.0, -1.0) if reader.is_either else (1.0,):
        pulled = _pull(sums, reader, cell, cells, rows, side)
        if pulled is None:
            return None
        reach += pulled
    return np.minimum(reach, need), need


def _pull(
    sums: csr_array, reader: Reader, cell: int, cells: Ints, rows: Ints, side: float
) -> Floats | None:
    aim = np.where(cells == cell, -side, 0.0)
    if not rows.size:
        return None
    moved = linprog(
        aim,
        A_eq=sums[rows][:, cells],
        b_eq=np.zeros(rows.size),
        bounds=np.stack((-reader.down[cells], reader.up[cells]), axis=1),
        method="highs",
    )
    if moved.status != 0 or -moved.fun >= reader.need[cell] - NEAR:
        return None
    pull = np.zeros(reader.need.size)
    pull[cell] = side
    pull += sums[rows].T @ moved.eqlin.marginals
    return np.where(pull > NEAR, reader.up * pull, np.where(pull < -NEAR, -reader.down * pull, 0.0))


def _choose(
    weights: Floats, is_hidden: Mask, may_hide: Mask, cuts: Sequence[Cut], seconds: float
) -> tuple[Mask, bool, float]:
    """Choose the cells to hide that weigh least and keep every cut."""
    matrix = vstack([csr_array(cut.reshape(1, -1)) for cut, _ in cuts]).tocsr()
    needs = np.array([need for _, need in cuts])
    found = milp(
        np.where(is_hidden, 0.0, weights),
        constraints=LinearConstraint(matrix, needs - NEAR, np.inf),
        integrality=np.ones(weights.size),
        bounds=Bounds(is_hidden.astype(np.float64), (is_hidden | may_hide).astype(np.float64)),
        options={"time_limit": max(seconds, 0.01), "mip_rel_gap": 0.0},
    )
    bound = 0.0 if found.mip_dual_bound is None else float(found.mip_dual_bound)
    if found.x is None:
        return is_hidden | may_hide, False, bound
    return np.asarray(found.x > 0.5), bool(found.status == 0), bound
