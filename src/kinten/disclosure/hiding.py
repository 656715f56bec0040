"""Cells to hide beside the small ones, found one small cell after the other: good, and at once.

For each small cell that is not open yet a linear model moves it as far as it must, at the least cost of
cells that are shown; what it moves is hidden (after Kelly, Golden & Assad, Networks 1992; 22: 397-417).
Large tables are taken in slices: one value of the longest dimension, those that have most hidden beside
it, and all totals above.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

from kinten.disclosure.cells import Key
from kinten.disclosure.readers import Reader
from kinten.disclosure.worlds import has_reached

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
ORDERS = ("most first", "least first", "as they come")
"""In which order small cells are opened: by how far they must move, or as they stand in the table."""
_WHOLE = 1_200  # cells of a table that is taken whole
_HELPERS = 12
_FREE, _MOVED = 1e-4, 1e-7


def hide_in_turn(
    sums: csr_array,
    is_hidden: Mask,
    may_hide: Mask,
    reader: Reader,
    weights: Floats,
    left: Ints,
    blocks: Ints,
    *,
    order: str = ORDERS[0],
) -> tuple[Mask, Mask]:
    """Give what is hidden when every cell of ``left`` has been opened, and which cells nothing opens.

    ``blocks`` is the value of each cell in the longest dimension (``blocks_of``).
    """
    hidden = is_hidden.copy()
    waiting = np.zeros(hidden.size, dtype=bool)
    waiting[left] = True
    turn = _in_order(left, reader, order)
    of = np.full(hidden.size, -1) if hidden.size <= _WHOLE else blocks
    everything = np.arange(hidden.size)
    for block in dict.fromkeys(of[turn].tolist()):
        mine = turn[(of[turn] == block) & waiting[turn]]
        if not mine.size:
            continue
        cells = _slice(sums, hidden, of, block, mine)
        model = _Model(sums, cells, hidden, may_hide, reader, weights)
        for cell in mine.tolist():
            if not waiting[cell]:
                continue
            moved = model.open(cell)
            if moved is None and cells.size < everything.size:
                moved = _Model(sums, everything, hidden, may_hide, reader, weights).open(cell)
            if moved is None:
                continue
            used = np.flatnonzero(np.abs(moved) > _MOVED)
            model.free(used[~hidden[used]])
            hidden[used] = True
            waiting[used[has_reached(reader, moved, used)]] = False
    return hidden, waiting


def _in_order(left: Ints, reader: Reader, order: str) -> Ints:
    if order == "as they come":
        return left
    sign = -1.0 if order == "most first" else 1.0
    return left[np.argsort(sign * reader.need[left], kind="stable")]


def blocks_of(keys: Sequence[Key]) -> Ints:
    """Give the value of each cell in the dimension with the most values, as a number; -1 in its totals."""
    values: dict[str, dict[str, int]] = {}
    for key in keys:
        for name, value in sorted(key):
            of = values.setdefault(name, {})
            of.setdefault(value, len(of))
    if not values:
        return np.full(len(keys), -1)
    longest = max(sorted(values), key=lambda name: len(values[name]))
    numbers = values[longest]
    return np.array(
        [next((numbers[value] for name, value in key if name == longest), -1) for key in keys],
        dtype=np.int64,
    )


def _slice(sums: csr_array, hidden: Mask, of: Ints, block: int, mine: Ints) -> Ints:
    """Give the cells of a block, of those that have most hidden beside it, and all totals above."""
    size = int(of.max()) + 1
    if not size:
        return np.arange(of.size)
    rows = np.flatnonzero(np.diff(sums[:, mine].tocsr().indptr) > 0)
    beside = np.unique(sums[rows].tocoo().coords[1])
    beside = beside[hidden[beside] & (of[beside] >= 0)]
    near = np.bincount(of[beside], minlength=size)
    full = np.bincount(of[hidden & (of >= 0)], minlength=size)
    rank = np.lexsort((np.arange(size), -full, -near))
    helpers = [each for each in rank.tolist() if each != block][:_HELPERS]
    return _with_totals(sums, (of == block) | np.isin(of, helpers))


def _with_totals(sums: csr_array, inside: Mask) -> Ints:
    """Give cells with all totals that they are part of, however far above."""
    chosen = inside.copy()
    parts, totals = (sums > 0).astype(np.float64), (sums < 0).astype(np.float64)
    while True:
        rows = (parts @ chosen.astype(np.float64)) > 0
        more = chosen | ((totals.T @ rows.astype(np.float64)) > 0)
        if (more == chosen).all():
            return np.flatnonzero(chosen)
        chosen = more


class _Model:
    """The linear model of some cells: what moves up, then what moves down, at the cost of showing it."""

    def __init__(
        self,
        sums: csr_array,
        cells: Ints,
        hidden: Mask,
        may_hide: Mask,
        reader: Reader,
        weights: Floats,
    ) -> None:
        self.cells, self.reader = cells, reader
        self.place = np.full(hidden.size, -1)
        self.place[cells] = np.arange(cells.size)
        is_open = hidden[cells] | may_hide[cells]
        self.up = np.where(is_open, reader.up[cells], 0.0)
        self.down = np.where(is_open, reader.down[cells], 0.0)
        part = sums[:, cells].tocsr()
        part = csc_array(part[np.flatnonzero(np.diff(part.indptr) > 0)])
        cost = np.where(hidden[cells], _FREE, weights[cells])
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = 2 * cells.size, part.shape[0]
        model.col_cost_ = np.concatenate([cost, cost])
        model.col_lower_ = np.zeros(2 * cells.size)
        model.col_upper_ = np.concatenate([self.up, self.down])
        model.row_lower_ = model.row_upper_ = np.zeros(part.shape[0])
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = np.concatenate([part.indptr, part.indptr[1:] + part.nnz]).astype(
            np.int32
        )
        model.a_matrix_.index_ = np.concatenate([part.indices] * 2).astype(np.int32)
        model.a_matrix_.value_ = np.concatenate([part.data, -part.data])
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        self.highs.setOptionValue("presolve", "off")
        self.highs.passModel(model)

    def open(self, cell: int) -> Floats | None:
        """Move a cell as far as it must at the least cost; None where that cannot be."""
        found = [self._move(cell, side) for side in self._sides()]
        costs = [cost for cost, _ in found]
        if not found or min(costs) == np.inf:
            return None
        return found[costs.index(min(costs))][1]

    def free(self, cells: Ints) -> None:
        """Hide cells: to move them costs no more."""
        for at in self.place[cells][self.place[cells] >= 0].tolist():
            self.highs.changeColCost(at, _FREE)
            self.highs.changeColCost(at + self.cells.size, _FREE)

    def _sides(self) -> list[int]:
        return [1, -1] if self.reader.is_either else [1]

    def _move(self, cell: int, side: int) -> tuple[float, Floats]:
        at, need = int(self.place[cell]), float(self.reader.need[cell])
        size = self.cells.size
        one, other = (at, at + size) if side > 0 else (at + size, at)
        most = (self.up if side > 0 else self.down)[at]
        least = (self.down if side > 0 else self.up)[at]
        moved = np.zeros(self.place.size)
        if most < need:
            return np.inf, moved
        self.highs.changeColBounds(one, need, most)
        self.highs.changeColBounds(other, 0.0, 0.0)
        self.highs.run()
        is_found = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        values = np.asarray(self.highs.getSolution().col_value)
        cost = self.highs.getInfo().objective_function_value
        self.highs.changeColBounds(one, 0.0, most)
        self.highs.changeColBounds(other, 0.0, least)
        if not is_found:
            return np.inf, moved
        moved[self.cells] = values[:size] - values[size:]
        return cost, moved
