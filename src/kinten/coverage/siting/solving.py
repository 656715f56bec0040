"""Linear and mixed models passed to HiGHS as sparse rows."""

from dataclasses import dataclass, replace

import highspy
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
_LOST = (highspy.HighsModelStatus.kUnknown, highspy.HighsModelStatus.kSolveError)


@dataclass(frozen=True, slots=True)
class Rows:
    """Sparse rows: ``lower <= values . x <= upper``, row ``r`` from ``starts[r]`` to the next start."""

    lower: Floats
    upper: Floats
    starts: Ints
    indices: Ints
    values: Floats

    def __len__(self) -> int:
        return int(self.lower.size)


def one_row(
    lower: float, upper: float, indices: NDArray[np.integer], values: Floats | float = 1.0
) -> Rows:
    """Make a single row."""
    columns = np.asarray(indices, dtype=np.int32)
    return Rows(
        np.array([lower]),
        np.array([upper]),
        np.array([0], dtype=np.int32),
        columns,
        np.broadcast_to(np.asarray(values, dtype=np.float64), columns.shape).copy(),
    )


@dataclass(frozen=True, slots=True)
class Solved:
    """What HiGHS gave. ``values`` is None where there is no solution; ``bound`` is the dual bound."""

    is_optimal: bool
    is_infeasible: bool
    values: Floats | None
    objective: float
    bound: float
    reduced: Floats | None = None


class Solver:
    """One model that grows by rows, solved again and again; minimises, on one thread, quietly."""

    def __init__(self, costs: Floats, lower: Floats, upper: Floats) -> None:
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        self.highs.setOptionValue("mip_rel_gap", 1e-9)
        self.highs.setOptionValue("mip_abs_gap", 1e-9)
        self.columns = int(costs.size)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.columns, 0
        model.col_cost_, model.col_lower_, model.col_upper_ = costs, lower, upper
        model.row_lower_ = model.row_upper_ = np.zeros(0)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.zeros(1, dtype=np.int32)
        model.a_matrix_.index_ = np.zeros(0, dtype=np.int32)
        model.a_matrix_.value_ = np.zeros(0)
        self.highs.passModel(model)
        self._is_mixed = False

    def add(self, rows: Rows) -> None:
        """Add rows."""
        if len(rows):
            self.highs.addRows(
                len(rows),
                rows.lower,
                rows.upper,
                int(rows.indices.size),
                rows.starts,
                rows.indices,
                rows.values,
            )

    def drop(self, rows: NDArray[np.integer]) -> None:
        """Take rows out; those behind them move up."""
        if rows.size:
            self.highs.deleteRows(int(rows.size), rows.astype(np.int32))

    def bound(self, columns: NDArray[np.integer], lower: float, upper: float) -> None:
        """Set the bounds of some columns."""
        for column in columns:
            self.highs.changeColBounds(int(column), lower, upper)

    def bounds(self, columns: int) -> tuple[Floats, Floats]:
        """Give the lower and upper bounds of the first columns, shape (columns,) each."""
        model = self.highs.getLp()
        return np.array(model.col_lower_)[:columns], np.array(model.col_upper_)[:columns]

    def make_whole(self, columns: NDArray[np.integer]) -> None:
        """Let columns take whole numbers only."""
        for column in columns:
            self.highs.changeColIntegrality(int(column), highspy.HighsVarType.kInteger)
        self._is_mixed = True

    def stop_within(self, relative: float = 1e-9, absolute: float = 1e-9) -> None:
        """Set the gap at which a mixed model counts as solved."""
        self.highs.setOptionValue("mip_rel_gap", relative)
        self.highs.setOptionValue("mip_abs_gap", absolute)

    def start_from(self, values: Floats) -> None:
        """Offer a solution to a mixed model."""
        solution = highspy.HighsSolution()
        solution.col_value = values
        self.highs.setSolution(solution)

    def solve_briefly(self, steps: int, seconds: float = float("inf")) -> Solved:
        """Solve a linear model for so many simplex steps at most; what it costs by then is no bound."""
        self.highs.setOptionValue("simplex_iteration_limit", steps)
        found = self.solve(seconds)
        self.highs.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
        return replace(found, objective=float(self.highs.getInfo().objective_function_value))

    def solve(self, seconds: float = float("inf")) -> Solved:
        """Solve, for so long at most."""
        self.highs.setOptionValue("time_limit", min(seconds, 1e9))
        self.highs.run()
        if self.highs.getModelStatus() in _LOST and not self._is_mixed:
            # From a basis that has gone numerically bad it starts afresh.
            self.highs.clearSolver()
            self.highs.run()
        status, info = self.highs.getModelStatus(), self.highs.getInfo()
        is_optimal = status == highspy.HighsModelStatus.kOptimal
        is_infeasible = status == highspy.HighsModelStatus.kInfeasible
        holds = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        found = self.highs.getSolution()
        values = np.asarray(found.col_value) if holds else None
        objective = float(info.objective_function_value) if holds else float("inf")
        if self._is_mixed:
            return Solved(is_optimal, is_infeasible, values, objective, float(info.mip_dual_bound))
        reduced = np.asarray(found.col_dual) if is_optimal else None
        bound = objective if is_optimal else -float("inf")
        return Solved(is_optimal, is_infeasible, values, objective, bound, reduced)
