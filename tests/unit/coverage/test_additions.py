"""Sites added to standing ones: the cut-down problem answers as all sets tried one by one."""

import time
from itertools import combinations

import numpy as np
import pytest

from kinten.coverage.reached import reached
from kinten.coverage.siting.additions import Ground, add_to, nothing_to_gain
from kinten.coverage.siting.answer import Model, Status, deadline

RADIUS = 20.0


def until():
    return deadline(time.monotonic, 60)


def ground_of(seed, *, island=False):
    """Ten clients, six candidates in three groups, the way to the nearest standing site."""
    chance = np.random.default_rng(seed)
    here, there = chance.random((10, 2)) * 60, chance.random((6, 2)) * 60
    ways = np.hypot(*(here[:, None] - there[None]).transpose(2, 0, 1)).round(1)
    standing = (chance.random(10) * 60).round(1)
    if island:
        ways[:2, 1:], ways[2:, 0], standing[:2] = np.inf, np.inf, np.inf
    groups = (frozenset({0, 1}), frozenset({2, 3, 4}), frozenset({5}))
    return Ground(standing, ways, chance.integers(1, 50, 10).astype(float), groups, sites=4)


def sets_of(ground, more):
    for chosen in combinations(range(ground.ways.shape[1]), more):
        if all(len(set(chosen) & group) <= 1 for group in ground.groups):
            yield chosen


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("more", [1, 2, 3])
@pytest.mark.parametrize("island", [False, True])
def test_every_model_answers_as_all_sets_tried(seed, more, island):
    """Objectives of all clients, though those that no candidate changes are left out."""
    ground = ground_of(seed, island=island)
    had = np.isfinite(ground.standing)
    nearer = had & (ground.ways.min(axis=1) < ground.standing)

    def mclp(chosen):
        return -ground.weights[ground.after(chosen) <= RADIUS].sum()

    def pmedian(chosen):
        return ground.weights[had] @ ground.after(chosen)[had]

    def pcenter(chosen):
        return ground.after(chosen)[nearer].max()

    for model, measure in ((Model.MCLP, mclp), (Model.PMEDIAN, pmedian), (Model.PCENTER, pcenter)):
        addition = add_to(ground, model, more, RADIUS)
        answer = addition.whole(addition.solve(addition.problem, until()))
        best = min(measure(chosen) for chosen in sets_of(ground, more))
        sign = -1 if model is Model.MCLP else 1

        assert answer.status is Status.OPTIMAL
        assert answer.objective == pytest.approx(sign * best)
        assert addition.value(answer.open) == pytest.approx(answer.objective)
        assert any(set(answer.open) <= set(each) for each in sets_of(ground, more))
        assert len(answer.open) == addition.problem.count - 1
        assert addition.gain(answer.objective) >= 0


def test_lscp_counts_the_standing_sites_and_names_whom_nobody_reaches():
    ground = ground_of(3)
    addition = add_to(ground, Model.LSCP, 0, RADIUS)
    answer = addition.whole(addition.solve(addition.problem, until()))
    best = ground.ways.min(axis=1)
    never = (ground.standing > RADIUS) & (best > RADIUS)

    if answer.status is Status.OPTIMAL:
        assert answer.objective == 4 + len(answer.open)
        assert set(answer.unserved) == set(np.flatnonzero(never))
    else:
        assert answer.reason is not None


def test_a_candidate_that_changes_nothing_does_not_open():
    """Two of three are asked for where one alone brings anybody nearer, or into the radius."""
    ways = np.array([[5.0, 45.0, 60.0], [60.0, 60.0, 60.0]])
    groups = tuple(frozenset({site}) for site in range(3))
    ground = Ground(np.array([50.0, 50.0]), ways, np.ones(2), groups)
    for model, opened in ((Model.MCLP, (0,)), (Model.PMEDIAN, (0, 1))):
        addition = add_to(ground, model, 3, RADIUS)
        answer = addition.whole(addition.solve(addition.problem, until()))
        assert (answer.status, answer.open) == (Status.OPTIMAL, opened)


def test_of_candidates_that_reach_the_same_clients_the_preferred_one_stands():
    ways = np.array([[5.0, 6.0, 90.0], [90.0, 90.0, 4.0]])
    groups = (frozenset({0, 1}), frozenset({2}))
    ground = Ground(np.array([50.0, 50.0]), ways, np.ones(2), groups, order=(1, 0, 2))
    addition = add_to(ground, Model.MCLP, 2, RADIUS)
    answer = addition.whole(addition.solve(addition.problem, until()))

    assert dict(addition.twins) == {0: 1}
    assert answer.open == (1, 2)
    assert add_to(ground, Model.PMEDIAN, 1).twins == {}


def test_of_sets_with_the_same_longest_way_that_with_the_least_sum_is_taken():
    standing = np.array([40.0, 40.0, 40.0])
    ways = np.array([[30.0, 30.0], [40.0, 5.0], [40.0, 40.0]])
    ground = Ground(standing, ways, np.array([1.0, 9.0, 1.0]), (frozenset({0}), frozenset({1})))
    addition = add_to(ground, Model.PCENTER, 1)
    answer = addition.whole(addition.solve(addition.problem, until()))
    assert (answer.objective, answer.open) == (30.0, (1,))


def test_a_missing_way_counts_only_where_it_is_given_minutes():
    ground = ground_of(1, island=True)
    without = add_to(ground, Model.PMEDIAN, 1)
    given = add_to(ground, Model.PMEDIAN, 1, no_way=10_000.0)
    answers = [each.whole(each.solve(each.problem, until())) for each in (without, given)]

    assert answers[0].open != (0,)
    assert answers[1].open == (0,)
    assert set(answers[0].unserved) == {0, 1}
    assert answers[1].unserved == ()


def test_where_no_candidate_changes_anything_it_is_said():
    ground = Ground(np.zeros(2), np.ones((2, 1)), np.ones(2), (frozenset({0}),))
    answer = nothing_to_gain(add_to(ground, Model.PMEDIAN, 1))
    assert (answer.status, answer.open) == (Status.INFEASIBLE, ())
    assert "nearer" in answer.reason.en


def test_people_without_a_way_are_in_no_mean():
    """Limits are inclusive; the quantile is the least way within which the share lives."""
    found = reached(np.array([1.0, 2.0, 3.0, 4.0]), np.array([30.0, 10.0, np.inf, 60.0]), (30, 60))
    assert (found.people, found.cut_off, found.lost) == (10.0, 3.0, (2,))
    assert found.within == {30: 3.0, 60: 7.0}
    assert found.mean == pytest.approx((30 + 20 + 240) / 7)
    assert (found.median, found.p90, found.longest) == (60.0, 60.0, 60.0)
    assert found.share(60) == 0.7
    nobody = reached(np.array([5.0]), np.array([np.inf]))
    assert (nobody.mean, nobody.median, nobody.longest, nobody.cut_off) == (None, None, None, 5.0)
