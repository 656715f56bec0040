"""What a reader can reckon of hidden cells: the least and the most that each can be.

The reader knows every cell that is shown, that the tables add up, and bounds of what is hidden: that no
count is below nothing, and more where the statuses are published.
"""

import highspy
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_NEAR = 1e-6


def hidden_ranges(
    counts: Floats,
    is_hidden: Mask,
    sums: csr_array,
    *,
    least: Floats | None = None,
    most: Floats | None = None,
) -> tuple[Floats, Floats]:
    """Give the least and the most of every cell, shape (cells,) each; those of a shown cell are its count.

    ``counts`` of hidden cells are not read; ``least`` and ``most`` bound them (0 and no bound, unless
    given). Whole numbers are given: a count cannot lie between. The most is infinite where nothing bounds
    a cell. ValueError where no counts fit the cells that are shown.
    """
    low, high = counts.astype(np.float64), counts.astype(np.float64)
    low[is_hidden] = 0.0 if least is None else least[is_hidden]
    high[is_hidden] = np.inf if most is None else most[is_hidden]
    rest = -(sums @ np.where(is_hidden, 0.0, counts))
    for cells, rows in hidden_parts(is_hidden, sums):
        if rows.size:
            model = _Model(sums[rows][:, cells], rest[rows], low[cells], high[cells])
            low[cells], high[cells] = model.ranges()
    return low, high


def hidden_parts(is_hidden: Mask, sums: csr_array) -> list[tuple[Ints, Ints]]:
    """Give the hidden cells that sums tie together, part by part, with these sums.

    Cells that no sum ties to others are a part of their own.
    """
    hidden = np.flatnonzero(is_hidden)
    if not hidden.size:
        return []
    part = sums[:, hidden].tocoo()
    rows, columns = part.coords
    count = hidden.size + sums.shape[0]
    links = csr_array((np.ones(rows.size), (columns, rows + hidden.size)), shape=(count, count))
    _, of = connected_components(links, directed=False)
    of_cells, of_rows = of[: hidden.size], of[hidden.size :]
    cells = _gather(of_cells, hidden)
    sums_of = _gather(of_rows, np.arange(sums.shape[0]))
    none = np.zeros(0, dtype=np.int64)
    return [(cells[name], sums_of.get(name, none)) for name in cells]


def _gather(names: Ints, values: Ints) -> dict[int, Ints]:
    """Give the values of each name, in their order, names in the order in which they come."""
    order = np.argsort(names, kind="stable")
    _, starts = np.unique(names[order], return_index=True)
    groups = {
        int(names[each[0]]): values[each] for each in np.split(order, starts[1:]) if each.size
    }
    return {name: groups[name] for name in dict.fromkeys(names.tolist())}


class _Model:
    """The counts that fit one part, solved again and again from where it stands."""

    def __init__(self, matrix: csr_array, right: Floats, low: Floats, high: Floats) -> None:
        columns = csc_array(matrix)
        self.low, self.high = low, high
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = low.size, right.size
        model.col_cost_ = np.zeros(low.size)
        model.col_lower_, model.col_upper_ = low, high
        model.row_lower_ = model.row_upper_ = right
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        model.a_matrix_.start_ = columns.indptr.astype(np.int32)
        model.a_matrix_.index_ = columns.indices.astype(np.int32)
        model.a_matrix_.value_ = columns.data
        self.highs = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.highs.setOptionValue(name, value)
        self.highs.passModel(model)
        self.highs.run()
        if self.highs.getModelStatus() not in _FITS:
            raise ValueError
        # From a world that fits, a changed aim is followed by the primal simplex without a new start.
        self.highs.setOptionValue("simplex_strategy", 4)

    def ranges(self) -> tuple[Floats, Floats]:
        """Give the least and the most of every cell; no model is asked where a world met the bound."""
        first = np.asarray(self.highs.getSolution().col_value)
        lowest, highest = first.copy(), first.copy()
        for cell in range(self.low.size):
            if lowest[cell] > self.low[cell] + _NEAR:
                lowest[cell] = self._reach(cell, 1.0, lowest, highest)
            if highest[cell] < self.high[cell] - _NEAR:
                highest[cell] = self._reach(cell, -1.0, lowest, highest)
        return np.ceil(lowest - _NEAR), np.floor(highest + _NEAR)

    def _reach(self, cell: int, sign: float, lowest: Floats, highest: Floats) -> float:
        self.highs.changeColCost(cell, sign)
        self.highs.run()
        is_bounded = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        world = np.asarray(self.highs.getSolution().col_value)
        self.highs.changeColCost(cell, 0.0)
        if not is_bounded:
            return -sign * np.inf
        np.minimum(lowest, world, out=lowest)
        np.maximum(highest, world, out=highest)
        return float(world[cell])


_FITS = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kUnbounded)
