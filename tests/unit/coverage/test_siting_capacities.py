"""The capacitated p-median: kept to its time with a bound that holds, and reasons that name the cause."""

from itertools import combinations, product

import numpy as np
import pytest

from kinten.coverage.siting import capacitated
from kinten.coverage.siting.answer import Deadline, Status, deadline
from kinten.coverage.siting.capacitated import solve_cpmedian
from kinten.coverage.siting.capacity_bound import relax_capacities, worth_trying
from kinten.coverage.siting.median import cut_problem
from kinten.coverage.siting.packing import Load, pack
from kinten.coverage.siting.problem import Problem

OVER = Deadline(lambda: 1.0, 0.0, 0.5)
NEVER = deadline(lambda: 0.0, None)


class Calls:
    """A timer that goes on by one with each look."""

    def __init__(self):
        self.looks = 0

    def __call__(self):
        self.looks += 1
        return float(self.looks)


def planar(clients, sites, count, seed=1, slack=1.3):
    """Random points on a plane, small whole demands, capacities alike."""
    chance = np.random.default_rng(seed)
    here, there = chance.random((clients, 2)), chance.random((sites, 2))
    ways = 100 * np.hypot(*(here[:, None, axis] - there[None, :, axis] for axis in (0, 1)))
    demand = chance.integers(1, 10, clients).astype(float)
    room = np.full(sites, np.ceil(slack * demand.sum() / count))
    return Problem(ways, np.ones(clients), count, demand=demand, capacity=room)


def small(seed):
    """Six clients and five sites, where all assignments can be tried."""
    chance = np.random.default_rng(seed)
    return Problem(
        chance.integers(0, 20, (6, 5)).astype(float),
        chance.integers(0, 4, 6).astype(float),
        2,
        demand=chance.integers(0, 4, 6).astype(float),
        capacity=chance.integers(5, 9, 5).astype(float),
    )


def all_assignments(problem):
    """The cost of every assignment within the capacities, with its sites."""
    line = np.arange(problem.clients)
    for sites in combinations(range(problem.sites), problem.count):
        for assigned in product(sites, repeat=problem.clients):
            loads = np.bincount(assigned, problem.demand, minlength=problem.sites)
            if (loads <= problem.capacity).all():
                yield float(problem.weights @ problem.distances[line, assigned]), sites, assigned


def relaxed_of(problem, until=NEVER):
    ground = cut_problem(problem).ground
    may = problem.demand[:, None] <= problem.capacity[None, :]
    load = Load(problem.demand, problem.capacity, may)
    found = relax_capacities(
        ground, problem.count, load, None, lambda each: pack(ground, load, each, until), until
    )
    return ground, load, found


@pytest.mark.parametrize("limit", [0.5, 30.0, 200.0])
def test_the_mixed_model_is_not_built_when_its_time_is_not_left(monkeypatch, limit):
    """Over at once or after some looks: an assignment with a bound, and nothing given to HiGHS."""

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(capacitated, "capacity_model", refuse)
    problem, timer = planar(120, 60, 8, slack=1.05), Calls()
    found = solve_cpmedian(problem, Deadline(timer, 0.0, limit))

    assert found.status is Status.FEASIBLE
    assert 0 < found.bound < found.objective
    assert np.bincount(found.assigned, problem.demand).max() <= problem.capacity[0]
    assert set(found.assigned) <= set(found.open)
    assert len(found.open) == problem.count
    assert timer.looks < limit + 100


def test_a_model_too_large_for_the_seconds_left_is_not_built(monkeypatch):
    """What HiGHS could not read in the time left is not given to it."""
    monkeypatch.setattr(capacitated, "_A_SECOND", 1)
    monkeypatch.setattr(capacitated, "capacity_model", None)
    found = solve_cpmedian(planar(120, 60, 8, slack=1.05), Deadline(lambda: 0.0, 0.0, 1.0))
    assert found.status is Status.FEASIBLE
    assert found.gap < 0.1


def test_without_an_assignment_there_is_a_bound_all_the_same():
    """Three demands of two do not go into two sites of three, but their sum does."""
    problem = Problem(np.ones((3, 2)), np.ones(3), 2, demand=np.full(3, 2.0))
    problem = Problem(
        problem.distances, problem.weights, 2, demand=problem.demand, capacity=np.full(2, 3.0)
    )
    found = solve_cpmedian(problem, OVER)
    assert (found.status, found.objective, found.bound) == (Status.NO_SOLUTION, None, 3.0)


@pytest.mark.parametrize("limit", [0.0, 3.0, None])
@pytest.mark.parametrize("seed", range(8))
def test_the_bound_is_never_above_the_best_assignment(seed, limit):
    problem = small(seed)
    costs = [cost for cost, *_ in all_assignments(problem)]
    ground, _, found = relaxed_of(problem, Deadline(Calls(), 0.0, limit))
    assert found.bound <= min(costs, default=np.inf) + 1e-9
    assert found.bound >= ground.weights @ ground.ways.min(axis=1) - 1e-9


@pytest.mark.parametrize("seed", range(8))
def test_what_is_not_worth_trying_is_in_no_better_assignment(seed):
    problem = small(seed)
    tried = list(all_assignments(problem))
    ground, load, found = relaxed_of(problem)
    best = min(cost for cost, *_ in tried)
    for limit in (best, best + 3.0):
        sites, pairs = worth_trying(ground, problem.count, load, found, limit)
        for cost, opened, assigned in tried:
            if cost < limit or cost == best:
                assert pairs[np.arange(problem.clients), assigned].all()
                assert sites[list(set(assigned))].all()
                assert sites[list(opened)].all() or cost >= best


def test_the_bound_is_near_on_a_plane():
    """Much nearer than the way to the nearest of all sites."""
    ground, _, found = relaxed_of(planar(200, 80, 10))
    assert found.best is not None
    assert found.best.cost >= found.bound >= 0.95 * found.best.cost
    assert found.bound > 2 * (ground.weights @ ground.ways.min(axis=1))


def reason_of(ways, count, **rules):
    ways = np.array(ways, dtype=float)
    found = solve_cpmedian(Problem(ways, np.ones(len(ways)), count, **rules), NEVER)
    assert found.status is Status.INFEASIBLE
    assert found.reason is not None
    return found, found.reason.en


def test_a_client_without_a_way_is_named_before_capacity_is_blamed():
    """The fixed site does not reach the first client; there is room enough."""
    found, told = reason_of(
        [[np.inf, 1.0], [1.0, 1.0], [1.0, 1.0]],
        1,
        fixed=frozenset({0}),
        demand=np.ones(3),
        capacity=np.full(2, 9.0),
    )
    assert found.conflicts == ((0,),)
    assert "with 1 site (1 of them fixed): the client 0 cannot be reached" in told
    found, told = reason_of(
        [[1.0, np.inf], [np.inf, 1.0]], 1, demand=np.ones(2), capacity=np.full(2, 1.0)
    )
    assert found.conflicts == ((0, 1),)
    assert "cannot be reached together" in told


def test_capacity_is_told_in_numbers():
    """The sum, a single client, or that nothing can be divided."""
    ways = np.ones((3, 3))
    _, told = reason_of(
        ways,
        2,
        demand=np.full(3, 3.0),
        capacity=np.array([4.0, 4.0, 3.0]),
        groups=(frozenset({0, 1}),),
    )
    assert told == "the demand of 9 is more than 2 sites can hold (7 at most)."
    _, told = reason_of(
        [[1.0, np.inf, 1.0]], 1, demand=np.array([5.0]), capacity=np.array([3.0, 9.0, 4.0])
    )
    assert (
        told
        == "clients with more demand than any site that they can reach holds: 0 (5, at most 4)."
    )
    _, told = reason_of(ways, 2, demand=np.full(3, 2.0), capacity=np.full(3, 3.0))
    assert "the demands (6 in all), undivided, do not fit" in told
    assert "2 sites (6 at most)" in told


def test_more_sites_than_may_open_are_told_with_both_numbers():
    _, told = reason_of(
        np.ones((2, 3)), 3, demand=np.ones(2), capacity=np.ones(3), forbidden=frozenset({1})
    )
    assert "no more than 2 sites can open, 3 were asked for" in told
