"""Branching beside HiGHS: the same answers, whether it ends itself or leaves the rest; and exchanges."""

from __future__ import annotations

import time
from itertools import combinations

import numpy as np
import pytest

from kinten.coverage.siting import reaching
from kinten.coverage.siting.answer import Deadline, Status, deadline
from kinten.coverage.siting.branching import Best, Branching, branch
from kinten.coverage.siting.covering import cover_within
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import exchange_for_more, largest_shares, solve_mclp
from kinten.coverage.siting.solving import Solver, one_row

NEVER = deadline(time.monotonic, None)
OVER = Deadline(lambda: 1.0, 0.0, 0.5)


def drawn(seed, clients=60, sites=12, count=3, **conditions):
    """Points on a square with whole or broken weights; a radius that covers about half."""
    chance = np.random.default_rng(seed)
    here, there = chance.uniform(0, 1, (clients, 1, 2)), chance.uniform(0, 1, (1, sites, 2))
    weights = chance.integers(1, 50, clients) * (1.0 if seed % 2 else 0.37)
    return Problem(np.linalg.norm(here - there, axis=2), weights, count, **conditions)


def tried_all(problem, radius):
    """The most weight that any set of so many sites covers."""
    return max(
        problem.weights[(problem.distances[:, list(chosen)] <= radius).any(axis=1)].sum()
        for chosen in combinations(range(problem.sites), problem.count)
        if problem.fixed <= set(chosen)
        and not problem.forbidden & set(chosen)
        and all(len(group & set(chosen)) <= 1 for group in problem.groups)
    )


CONDITIONS = (
    {},
    {"fixed": frozenset({2}), "forbidden": frozenset({0, 5})},
    {"groups": (frozenset({0, 1, 2, 3}), frozenset({4, 5, 6, 7}))},
)


@pytest.mark.parametrize("conditions", CONDITIONS)
@pytest.mark.parametrize("patience", [80_000_000, 0])
@pytest.mark.parametrize("seed", range(6))
def test_branching_and_highs_give_the_best_of_all_sets(monkeypatch, seed, patience, conditions):
    monkeypatch.setattr(reaching, "_PATIENCE", patience)
    problem = drawn(seed, **conditions)
    answer = solve_mclp(problem, 0.25, NEVER)

    assert answer.status is Status.OPTIMAL
    assert answer.objective == pytest.approx(tried_all(problem, 0.25), rel=1e-9)
    assert answer.bound == answer.objective


def vertex_cover(size):
    """A ring of pairs, each of which needs one of its two: the linear bound is half of an odd size."""
    solver = Solver(np.ones(size), np.zeros(size), np.ones(size))
    for site in range(size):
        solver.add(one_row(1.0, np.inf, np.array([site, (site + 1) % size])))

    def complete(shares):
        chosen = shares > 0.25
        return Best(chosen, float(chosen.sum()))

    return Branching(solver, size, 0.999, complete)


def test_an_odd_ring_is_closed_by_branching():
    found = branch(vertex_cover(9), Best(np.ones(9, dtype=bool), 9.0), 1000, NEVER)

    assert found.is_closed
    assert found.best.cost == found.bound == 5.0
    chosen = found.best.chosen
    assert (chosen | np.roll(chosen, -1)).all()


def test_what_is_left_where_patience_or_time_ends_is_a_bound():
    started = Best(np.ones(9, dtype=bool), 9.0)
    short = branch(vertex_cover(9), started, 1, NEVER)
    over = branch(vertex_cover(9), started, 1000, OVER)

    assert not short.is_closed
    assert short.bound == pytest.approx(4.5)
    assert not over.is_closed
    assert over.best.cost == 9.0
    assert over.bound == -np.inf


def test_a_model_without_an_answer_is_closed_without_one():
    solver = Solver(np.ones(3), np.zeros(3), np.ones(3))
    solver.add(one_row(1.0, 1.0, np.arange(3), 2.0))
    model = Branching(solver, 3, 0.999, lambda _: Best(None, np.inf))
    found = branch(model, Best(None, np.inf), 1000, NEVER)

    assert found.is_closed
    assert found.best.chosen is None
    assert found.bound == np.inf


def test_exchanges_keep_the_conditions_and_never_lose():
    for seed in range(20):
        problem = drawn(
            seed,
            fixed=frozenset({1}),
            forbidden=frozenset({4}),
            groups=(frozenset({2, 3, 6}), frozenset({7, 8})),
            barred=(frozenset({0, 1, 2}), frozenset({1, 9, 10})),
        )
        cover = cover_within(problem, 0.25)
        worth = cover.weigh(problem.weights)
        start = largest_shares(problem, np.linspace(1.0, 0.0, problem.sites))
        found = exchange_for_more(problem, cover.pairs, worth, start, NEVER)
        opened = frozenset(np.flatnonzero(found).tolist())

        assert len(opened) == problem.count
        assert opened >= problem.fixed
        assert not opened & problem.forbidden
        assert all(len(opened & group) <= 1 for group in problem.groups)
        if frozenset(np.flatnonzero(start).tolist()) not in problem.barred:
            assert cover.worth_of(found, worth) >= cover.worth_of(start, worth)
            assert opened not in problem.barred
