"""Small siting problems drawn by Hypothesis, and every set of sites tried one after another."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
import pytest
from hypothesis import strategies as st

from kinten.coverage.siting.answer import Answer, Deadline, Model, deadline
from kinten.coverage.siting.capacitated import solve_cpmedian
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import solve_mclp

Sets = dict[frozenset[int], float]


@st.composite
def problem_draws(draw: st.DrawFn, *, is_bare: bool = False) -> Problem:
    """Up to six sites and seven clients with ties and missing ways; fixed, forbidden, groups, barred."""
    clients, sites = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    way = st.integers(0, 9).map(float) | st.integers(0, 3).map(float)
    if not is_bare:
        way |= st.just(math.inf)
    ways = np.array(
        draw(st.lists(way, min_size=clients * sites, max_size=clients * sites))
    ).reshape(clients, sites)
    weights = draw(
        st.lists(st.sampled_from((0.5, 1.0, 2.0, 3.0)), min_size=clients, max_size=clients)
    )
    if is_bare:
        return Problem(ways, np.array(weights), draw(st.integers(1, sites)))
    kinds = draw(st.lists(st.sampled_from("fx" + "." * 6), min_size=sites, max_size=sites))
    fixed = frozenset(site for site, kind in enumerate(kinds) if kind == "f")
    forbidden = frozenset(site for site, kind in enumerate(kinds) if kind == "x")
    numbers = draw(st.lists(st.sampled_from((0, 1, -1, -1)), min_size=sites, max_size=sites))
    groups = tuple(
        frozenset(site for site, number in enumerate(numbers) if number == group)
        for group in (0, 1)
        if group in numbers
    )
    count = draw(st.integers(max(1, len(fixed)), sites))
    barred = draw(st.lists(st.sets(st.integers(0, sites - 1), min_size=1), max_size=4))
    return Problem(
        ways,
        np.array(weights),
        count,
        fixed,
        forbidden,
        groups,
        np.array(
            draw(st.lists(st.integers(0, 3), min_size=clients, max_size=clients)), dtype=float
        ),
        np.array(draw(st.lists(st.integers(0, 9), min_size=sites, max_size=sites)), dtype=float),
        tuple(frozenset(each) for each in barred),
    )


def may_open(problem: Problem) -> frozenset[int]:
    """Sites that can be in some set: not forbidden, and in no group of a fixed one."""
    held = {site for group in problem.groups if group & problem.fixed for site in group}
    return (frozenset(range(problem.sites)) - problem.forbidden - held) | problem.fixed


def sets_of(problem: Problem, size: int) -> Iterator[frozenset[int]]:
    """All sets of a size that keep the conditions, barred ones among them."""
    for chosen in combinations(sorted(may_open(problem)), size):
        found = frozenset(chosen)
        if found >= problem.fixed and all(
            len(found & group) <= 1 or group & problem.fixed for group in problem.groups
        ):
            yield found


def measure(model: Model, problem: Problem, sites: frozenset[int], radius: float) -> float | None:
    """The objective of a set by its definition; None where it leaves out whom it has to serve."""
    can = problem.distances[:, sorted(may_open(problem))].min(axis=1, initial=math.inf)
    near = problem.distances[:, sorted(sites)].min(axis=1, initial=math.inf)
    if model is Model.MCLP:
        return float(problem.weights[(near <= radius) & np.isfinite(near)].sum())
    if model is Model.LSCP:
        is_kept = ((near <= radius) | (can > radius) | np.isinf(can)).all()
        return float(len(sites)) if is_kept else None
    reached = np.isfinite(can)
    if not reached.any() or np.isinf(near[reached]).any():
        return None
    if model is Model.PCENTER:
        return float(near[reached].max())
    if model is Model.PMEDIAN:
        return float(problem.weights[reached] @ near[reached])
    return _packed(problem, np.flatnonzero(reached).tolist(), sorted(sites))


def _packed(problem: Problem, clients: list[int], sites: list[int]) -> float | None:
    """The least weighted way with each client at one site within the capacities, by trying."""
    assert problem.demand is not None
    assert problem.capacity is not None
    states = {tuple(problem.capacity[sites].tolist()): 0.0}
    for client in clients:
        after: dict[tuple[float, ...], float] = {}
        for room, cost in states.items():
            for place, site in enumerate(sites):
                left = room[place] - problem.demand[client]
                way = float(problem.distances[client, site])
                if left < 0 or math.isinf(way):
                    continue
                key = (*room[:place], left, *room[place + 1 :])
                total = cost + float(problem.weights[client]) * way
                after[key] = min(total, after.get(key, math.inf))
        states = after
    return min(states.values(), default=None)


def all_sets(model: Model, problem: Problem, radius: float) -> Sets:
    """Every set that may be answered, with its objective."""
    sizes = range(problem.sites + 1) if model is Model.LSCP else (problem.count,)
    found = {}
    for size in sizes:
        for sites in sets_of(problem, size):
            is_barred = (
                any(each <= sites for each in problem.barred)
                if model is Model.LSCP
                else sites in problem.barred
            )
            value = measure(model, problem, sites, radius)
            if value is not None and not is_barred:
                found[sites] = value
    return found


def solve_by(model: Model, radius: float) -> Callable[[Problem, Deadline], Answer]:
    """A model with its radius."""
    return {
        Model.LSCP: lambda problem, until: solve_lscp(problem, radius, until),
        Model.MCLP: lambda problem, until: solve_mclp(problem, radius, until),
        Model.PMEDIAN: solve_pmedian,
        Model.PCENTER: solve_pcenter,
        Model.CPMEDIAN: solve_cpmedian,
    }[model]


@pytest.fixture(scope="session")
def problems() -> st.SearchStrategy[Problem]:
    """Problems with every kind of condition."""
    return problem_draws()


@pytest.fixture(scope="session")
def bare_problems() -> st.SearchStrategy[Problem]:
    """Problems without conditions, every client with a way to every site."""
    return problem_draws(is_bare=True)


@pytest.fixture(scope="session")
def tried() -> Callable[[Model, Problem, float], Sets]:
    """Every set with its objective, by brute force."""
    return all_sets


@pytest.fixture(scope="session")
def solver() -> Callable[[Model, float], Callable[[Problem, Deadline], Answer]]:
    """The engine's own model."""
    return solve_by


@pytest.fixture(scope="session")
def end() -> Deadline:
    """No limit."""
    return deadline(time.monotonic, None)
