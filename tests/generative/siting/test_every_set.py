"""Every model agrees with brute force over all sets: the best, the next ones, the imposed ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.coverage.siting.answer import Model, Status
from kinten.coverage.siting.losses import loss_table, objectives_of
from kinten.coverage.siting.runners import impose, runners_up

MODELS = list(Model)
RADII = st.integers(0, 9).map(float)


def best_of(model, sets):
    worst_first = max if model is Model.MCLP else min
    return worst_first(sets.values())


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data())
def test_the_answer_is_the_best_of_all_sets(problems, tried, solver, end, model, data):
    """Fixed, forbidden, groups and barred sets kept; infeasible just where no set keeps them."""
    problem, radius = data.draw(problems), data.draw(RADII)
    sets = tried(model, problem, radius)
    found = solver(model, radius)(problem, end)

    if not sets:
        assert found.status is Status.INFEASIBLE
        return
    assert found.status is Status.OPTIMAL
    assert found.objective == pytest.approx(best_of(model, sets), rel=1e-9)
    assert sets[frozenset(found.open)] == pytest.approx(found.objective, rel=1e-9)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=40)
@given(data=st.data())
def test_the_next_sets_come_in_their_order(problems, tried, solver, end, model, data):
    """With the best one they are all sets within the share; those of lscp hold no other."""
    problem, radius = data.draw(problems), data.draw(RADII)
    share = data.draw(st.sampled_from((0.0, 0.2, 1.0)))
    sets, solve = tried(model, problem, radius), solver(model, radius)
    best = solve(problem, end)
    found = runners_up(problem, solve, best, share, 100, end)

    if not sets:
        assert found.answers == ()
        assert not found.is_complete
        return
    if model is Model.LSCP:
        sets = {each: value for each, value in sets.items() if not any(o < each for o in sets)}
    top, sign = best_of(model, sets), -1 if model is Model.MCLP else 1
    near = sorted(sign * value for value in sets.values() if sign * (value - top) <= share * top)
    listed = [best, *found.answers]
    assert found.is_complete
    assert [sign * each.objective for each in listed] == pytest.approx(near)
    assert len({each.open for each in listed}) == len(listed)
    assert all(each.status is Status.OPTIMAL for each in listed)


@pytest.mark.parametrize("model", MODELS)
@settings(max_examples=40)
@given(data=st.data())
def test_an_imposed_site_costs_what_the_best_set_with_it_costs(
    problems, tried, solver, end, model, data
):
    """The same number of sites, the same conditions, one site more that has to be open."""
    problem, radius = data.draw(problems), data.draw(RADII)
    problem = replace(problem, forbidden=frozenset())
    sets, solve = tried(model, problem, radius), solver(model, radius)
    best = solve(problem, end)
    for imposed in impose(problem, solve, best, range(problem.sites), end):
        having = {each: value for each, value in sets.items() if imposed.site in each}
        if not having:
            assert imposed.answer.status is Status.INFEASIBLE
            assert imposed.cost is None
            assert imposed.answer.reason is not None
            continue
        sign = -1 if model is Model.MCLP else 1
        cost = sign * (best_of(model, having) - best_of(model, sets))
        assert imposed.site in imposed.answer.open
        assert imposed.cost == pytest.approx((cost, cost))


@given(data=st.data())
def test_no_model_beats_another_on_its_own_ground(bare_problems, end, data):
    """In the table of losses each is best in its own column."""
    problem, radius = data.draw(bare_problems), data.draw(RADII)
    median, most, center = loss_table(problem, radius, end)

    assert [each.model for each in (median, most, center)] == ["pmedian", "mclp", "pcenter"]
    rows = [each.objectives for each in (median, most, center)]
    assert median.objectives.weighted_way == min(each.weighted_way for each in rows)
    assert most.objectives.covered == max(each.covered for each in rows)
    assert center.objectives.longest_way == min(each.longest_way for each in rows)
    for each in (median, most, center):
        assert each.objectives == objectives_of(problem, each.answer.open, radius)
