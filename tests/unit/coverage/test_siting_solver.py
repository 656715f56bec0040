"""The solver of siting models: a basis gone bad is not a time-out."""

from __future__ import annotations

import highspy
import numpy as np

from kinten.coverage.siting.solving import Solver, one_row


class Stumbling:
    """HiGHS that loses its way until it starts afresh."""

    def __init__(self, highs):
        self.highs, self.is_lost = highs, True

    def __getattr__(self, name):
        return getattr(self.highs, name)

    def clearSolver(self):  # noqa: N802 - the name is that of HiGHS
        self.is_lost = False
        return self.highs.clearSolver()

    def getModelStatus(self):  # noqa: N802
        return highspy.HighsModelStatus.kUnknown if self.is_lost else self.highs.getModelStatus()


def test_a_linear_model_whose_basis_went_bad_is_solved_afresh():
    solver = Solver(np.ones(2), np.zeros(2), np.ones(2))
    solver.add(one_row(1.0, np.inf, np.arange(2)))
    solver.highs = Stumbling(solver.highs)
    found = solver.solve()

    assert found.is_optimal
    assert found.objective == 1.0
