"""Weights from one to ten million: what the tolerance of the master leaves does not keep it turning."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pytest

from kinten.coverage.siting.answer import deadline
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.runners import runners_up

FAR = np.inf
GAPS = (
    (FAR, 62.932, 11.521, FAR, FAR, 3.316),
    (6.469, FAR, 35.357, 38.413, FAR, 77.278),
    (18.145, FAR, 23.331, 88.597, FAR, FAR),
    (29.09, FAR, 36.491, 4.45, 33.888, FAR),
    (48.397, 89.031, FAR, FAR, 91.191, 81.262),
    (FAR, 98.641, 87.572, 91.532, FAR, 95.884),
    (2.843, FAR, 42.196, 73.095, 57.104, 90.165),
    (8.057, 93.929, 64.761, 12.396, FAR, FAR),
)
WHOLE = (
    (47.081, 82.75, 92.107, 25.744, 57.023, 69.678),
    (52.54, 35.347, 6.493, 58.684, 48.334, 33.99),
    (76.833, 23.474, 39.196, 70.405, 98.927, 82.552),
    (56.47, 84.044, 3.098, 90.057, 36.438, 96.542),
    (2.342, 8.621, 71.178, 46.013, 30.873, 20.016),
    (74.818, 52.393, 53.279, 45.197, 7.565, 47.845),
    (91.282, 63.212, 69.784, 27.479, 4.222, 34.568),
    (21.124, 65.297, 85.351, 79.723, 34.043, 14.992),
)


@pytest.mark.parametrize(
    ("ways", "weights"),
    [
        (GAPS, (1.0, 1e6, 10.0, 1e4, 10.0, 1.0, 1e3, 1e6)),
        (WHOLE, (1.0, 1e7, 1e7, 10.0, 1.0, 1e3, 1.0, 1e4)),
    ],
)
def test_the_next_sets_end_and_are_the_next_ones(ways, weights):
    """The limit is there so that a search that would turn for ever fails here too."""
    problem = Problem(np.array(ways), np.array(weights), 2)
    best = solve_pmedian(problem, deadline(time.monotonic, None))
    found = runners_up(problem, solve_pmedian, best, 1.0, 3, deadline(time.monotonic, 20.0))
    costs = sorted(
        float(problem.weights @ problem.distances[:, list(pair)].min(axis=1))
        for pair in combinations(range(6), 2)
    )
    within = [cost for cost in costs if np.isfinite(cost) and cost <= 2 * costs[0]]

    assert best.objective == pytest.approx(costs[0])
    assert len(found.answers) == min(3, len(within) - 1)
    for answer, cost in zip(found.answers, within[1:], strict=False):
        assert answer.objective == pytest.approx(cost, rel=1e-6)
