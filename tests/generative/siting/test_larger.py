"""Problems large enough that bounds, cuts and branches do their work, still tried set by set."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.coverage.siting import benders
from kinten.coverage.siting.answer import Model
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.runners import runners_up

CLIENTS, SITES, COUNT = 60, 11, 4
RADIUS = 0.25


@st.composite
def scattered(draw, whole=(True, False)):
    """Clients and sites on a square, with a group and a fixed site; distances whole or not."""
    rng = np.random.default_rng(draw(st.integers(0, 10_000)))
    clients, sites = rng.random((CLIENTS, 2)), rng.random((SITES, 2))
    ways = np.hypot(*(clients[:, None] - sites[None]).transpose(2, 0, 1))
    if draw(st.sampled_from(whole)):
        ways = np.round(ways * 20) / 20 * 100
    fixed = frozenset({0}) if draw(st.booleans()) else frozenset()
    group = frozenset({1, 2, 3}) if draw(st.booleans()) else frozenset({1})
    return Problem(
        ways,
        rng.integers(1, 50, CLIENTS).astype(float),
        COUNT,
        fixed,
        groups=(group,),
        demand=np.ones(CLIENTS),
        capacity=np.full(SITES, float(CLIENTS)),
    )


@pytest.mark.parametrize("model", [Model.PMEDIAN, Model.MCLP, Model.PCENTER])
@pytest.mark.parametrize("single", [0, benders._SINGLE])
@settings(max_examples=15)
@given(problem=scattered())
def test_the_ten_next_sets_are_the_ten_next_of_all(model, single, problem, tried, solver, end):
    """Clients bundled or each alone: the objectives of the ten best sets, in their order."""
    radius = RADIUS * problem.distances.max()
    sets, solve = tried(model, problem, radius), solver(model, radius)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benders, "_SINGLE", single)
        best = solve(problem, end)
        found = runners_up(problem, solve, best, 1.0, 9, end)
    sign = -1 if model is Model.MCLP else 1
    wanted = sorted(sets.values(), key=lambda each: sign * each)[:10]
    listed = (best, *found.answers)

    assert [each.objective for each in listed] == pytest.approx(wanted[: len(listed)], rel=1e-6)
    assert len({each.open for each in listed}) == len(listed)
    assert len(listed) == len(wanted) or found.is_complete
