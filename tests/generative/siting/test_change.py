"""What must follow when a siting problem changes: more sites, other weights, another order or radius."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.coverage.siting.answer import Model, Status
from kinten.coverage.siting.problem import Problem

RADII = st.integers(0, 9).map(float)


@pytest.fixture(scope="module")
def objective(solver, end):
    """The proved objective of a model."""

    def find(model, problem, radius=0.0):
        found = solver(model, radius)(problem, end)
        assert found.status is Status.OPTIMAL
        return found.objective

    return find


@given(data=st.data(), radius=RADII)
def test_one_site_more_never_does_harm(bare_problems, objective, data, radius):
    """A candidate more, or one more to open: MCLP never falls, p-median and p-centre never rise."""
    problem = data.draw(bare_problems)
    way = st.integers(0, 9).map(float)
    column = data.draw(st.lists(way, min_size=problem.clients, max_size=problem.clients))
    wider = replace(problem, distances=np.column_stack((problem.distances, column)))
    for more in (wider, replace(wider, count=problem.count + 1)):
        assert objective(Model.MCLP, more, radius) >= objective(Model.MCLP, problem, radius)
        for model in (Model.PMEDIAN, Model.PCENTER):
            assert objective(model, more) <= objective(model, problem) * (1 + 1e-9)


@given(data=st.data(), radius=RADII)
def test_one_site_more_covers_no_more_than_its_share(bare_problems, objective, data, radius):
    """MCLP(p) <= MCLP(p-1) p/(p-1): of p sites some one adds no more than the p-th part."""
    problem = data.draw(bare_problems.filter(lambda each: each.sites > 1))
    count = max(2, problem.count)
    fewer, more = (replace(problem, count=each) for each in (count - 1, count))
    most = objective(Model.MCLP, fewer, radius) * count / (count - 1)
    assert objective(Model.MCLP, more, radius) <= most + 1e-9


@pytest.mark.parametrize("model", list(Model))
@given(data=st.data(), radius=RADII, scale=st.sampled_from((0.1, 7.0, 1e6)))
def test_scaled_weights_scale_the_objective(problems, solver, end, model, data, radius, scale):
    """Sums scale with the weights; numbers of sites and radii stay."""
    problem = data.draw(problems)
    scaled = replace(problem, weights=problem.weights * scale)
    before, after = (solver(model, radius)(each, end) for each in (problem, scaled))
    is_sum = model in {Model.MCLP, Model.PMEDIAN, Model.CPMEDIAN}

    assert after.status is before.status
    if before.objective is not None:
        wanted = before.objective * (scale if is_sum else 1.0)
        assert after.objective == pytest.approx(wanted, rel=1e-6)


@pytest.mark.parametrize("model", list(Model))
@given(data=st.data(), radius=RADII)
def test_another_order_changes_nothing(problems, solver, end, model, data, radius):
    """Sites and clients in any order: the same objective."""
    problem = data.draw(problems)
    clients = data.draw(st.permutations(range(problem.clients)))
    sites = data.draw(st.permutations(range(problem.sites)))
    number = {site: place for place, site in enumerate(sites)}

    def moved(chosen):
        return frozenset(number[each] for each in chosen)

    shuffled = Problem(
        problem.distances[np.ix_(clients, sites)],
        problem.weights[clients],
        problem.count,
        moved(problem.fixed),
        moved(problem.forbidden),
        tuple(map(moved, problem.groups)),
        problem.demand[clients],
        problem.capacity[sites],
        tuple(map(moved, problem.barred)),
    )
    before, after = (solver(model, radius)(each, end) for each in (problem, shuffled))
    assert after.status is before.status
    if before.objective is not None:
        assert after.objective == pytest.approx(before.objective, rel=1e-9)


@given(data=st.data(), radii=st.lists(RADII, min_size=2, max_size=4))
def test_a_wider_radius_never_needs_more_sites(bare_problems, objective, data, radii):
    """LSCP falls or stays as the radius grows, as long as the same clients can be reached."""
    problem = data.draw(bare_problems)
    least = float(problem.distances.min(axis=1).max())
    found = [objective(Model.LSCP, problem, max(each, least)) for each in sorted(radii)]
    assert found == sorted(found, reverse=True)


@settings(max_examples=60)
@given(data=st.data(), radius=RADII)
def test_so_few_sites_cover_a_radius_just_where_the_centre_is_within(
    bare_problems, solver, objective, end, data, radius
):
    """LSCP(r) <= p if and only if p-centre(p) <= r, where everybody can be reached within r."""
    problem = data.draw(bare_problems)
    cover = solver(Model.LSCP, radius)(problem, end)
    is_covered = not cover.unreachable and cover.objective <= problem.count
    assert is_covered == (objective(Model.PCENTER, problem) <= radius)
