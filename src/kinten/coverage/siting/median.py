"""The p-median: so many sites that the weighted way to the nearest one is least (Hakimi 1964)."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, proved
from kinten.coverage.siting.barring import barred_sets, is_barred
from kinten.coverage.siting.benders import Best, solve_by_benders
from kinten.coverage.siting.covering import cover_rows, cover_within, is_coverable
from kinten.coverage.siting.ground import Ground, sort_ways
from kinten.coverage.siting.lagrangian import closed_and_open, relax
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reasons import NOBODY, NOT_IN_TIME, too_few, unreached_together
from kinten.coverage.siting.solving import Rows
from kinten.coverage.siting.swapping import exchange, start_greedily
from kinten.coverage.summing import dot
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cut:
    """A problem cut to what can be solved: sites that may open, clients that some of them reaches."""

    ground: Ground
    columns: NDArray[np.int64]
    clients: NDArray[np.int64]
    unreachable: tuple[int, ...]
    far: float


def solve_pmedian(problem: Problem, until: Deadline) -> Answer:
    """Find the sites, so many as asked, with the least weighted way."""
    cut = cut_problem(problem)
    if not cut.clients.size or not cut.columns.size:
        return _none(Status.INFEASIBLE, cut, NOBODY)
    start = _start(problem, cut, until)
    if isinstance(start, Answer):
        return start
    return _answer(problem, cut, _solve(problem, cut, start, until))


def cut_problem(problem: Problem) -> Cut:
    """Drop sites that may not open and clients that no site reaches; a missing way becomes very long."""
    columns = np.flatnonzero(problem.allowed)
    ways = problem.distances[:, columns]
    reached = np.isfinite(ways).any(axis=1)
    clients = np.flatnonzero(reached)
    ways, weights = np.ascontiguousarray(ways[clients]), problem.weights[clients]
    has_way = np.isfinite(ways)
    far = np.inf
    if not has_way.all():
        longest, least = float(ways[has_way].max()), _least(weights)
        # Who has no weight has no part in the objective, but a way to some open site all the same.
        weightless = (weights == 0) & ~has_way.all(axis=1)
        weights = np.where(weightless, least, weights)
        ways[weightless] = 0.0
        # One client more with a way outweighs every way of all others.
        far = 2.0 * (longest or 1.0) * max(1.0, float(weights.sum()) / least)
        ways = np.where(has_way, ways, far)
    is_fixed = np.isin(columns, list(problem.fixed))
    group = problem.group_of[columns]
    numbers = _numbers(columns)
    barred = tuple(
        np.array([numbers[int(site)] for site in each], dtype=np.int64)
        for each in barred_sets(problem)
        if numbers.keys() >= set(each.tolist())
    )
    ground = Ground(ways, weights, is_fixed, group, sort_ways(ways), barred)
    return Cut(ground, columns, clients, tuple(int(each) for each in np.flatnonzero(~reached)), far)


def _numbers(columns: NDArray[np.int64]) -> dict[int, int]:
    """Give the place of each site among those that may open."""
    return {int(site): place for place, site in enumerate(columns)}


def _least(weights: Floats) -> float:
    positive = weights[weights > 0]
    return float(positive.min()) if positive.size else 1.0


def _start(problem: Problem, cut: Cut, until: Deadline) -> Mask | Answer:
    """Find a first set that reaches every client that can be reached, or say that there is none."""
    start = start_greedily(cut.ground, problem.count)
    if start is None:
        return _none(Status.INFEASIBLE, cut, too_few(problem))
    if np.isinf(cut.far) and not is_barred(cut.ground.barred, start):
        return start
    start = exchange(cut.ground, start, until)
    if reaches_all(cut, start) and not is_barred(cut.ground.barred, start):
        return start
    inner = _inner(problem, cut)
    answer, sites = is_coverable(inner, cover_within(inner, np.inf), until)
    if answer is False:
        return _unreached(problem, cut, until)
    if sites is None:
        return _none(Status.NO_SOLUTION, cut, NOT_IN_TIME)
    return _filled(sites, cut, problem.count)


def _inner(problem: Problem, cut: Cut) -> Problem:
    ways = np.where(cut.ground.ways >= cut.far, np.inf, cut.ground.ways)
    numbers = _numbers(cut.columns)
    return replace(
        problem,
        distances=ways,
        weights=cut.ground.weights,
        fixed=frozenset(numbers[each] for each in problem.fixed),
        forbidden=frozenset(),
        groups=tuple(
            frozenset(numbers[each] for each in group if each in numbers)
            for group in problem.groups
        ),
        demand=None,
        capacity=None,
        barred=tuple(frozenset(each.tolist()) for each in cut.ground.barred),
    )


def _filled(sites: Mask, cut: Cut, count: int) -> Mask:
    """Open more sites until there are so many as asked."""
    held = replace(cut.ground, is_fixed=sites)
    found = start_greedily(held, count)
    return sites if found is None else found


def reaches_all(cut: Cut, is_open: Mask) -> bool:
    """Whether a set leaves out none that some site reaches."""
    return bool((cut.ground.ways[:, is_open].min(axis=1) < cut.far).all())


def _solve(problem: Problem, cut: Cut, start: Mask, until: Deadline) -> Best:
    ground, count = cut.ground, problem.count
    start = exchange(ground, start, until)
    relaxed = relax(ground, count, start, until)
    # Nobody's way is shorter than to the nearest of all sites.
    least = dot(ground.weights, ground.ranks.ways[:, 0])
    best = Best(relaxed.is_open, relaxed.cost, min(max(relaxed.bound, least), relaxed.cost))
    if until.is_over:
        return best
    shut = closed_and_open(ground, relaxed, count, relaxed.cost)
    extra = _must_reach(problem, cut)
    return solve_by_benders(ground, count, best, relaxed.prices, shut, extra, until)


def _must_reach(problem: Problem, cut: Cut) -> list[Rows]:
    """Give the rows that every client with a way to some sites only has to keep."""
    if np.isinf(cut.far):
        return []
    inner = _inner(problem, cut)
    return [cover_rows(cover_within(inner, np.inf))]


def _answer(problem: Problem, cut: Cut, best: Best) -> Answer:
    objective = cut.ground.cost(best.is_open)
    whole = cut.ground.is_whole
    status = Status.OPTIMAL if proved(objective, best.bound, is_whole=whole) else Status.FEASIBLE
    bound = objective if status is Status.OPTIMAL and whole else min(best.bound, objective)
    sites = cut.columns[best.is_open]
    assigned = np.full(problem.clients, -1)
    assigned[cut.clients] = sites[problem.distances[np.ix_(cut.clients, sites)].argmin(axis=1)]
    return Answer(
        Model.PMEDIAN,
        status,
        objective,
        bound,
        tuple(int(each) for each in sites),
        cut.unreachable,
        cut.unreachable,
        assigned=tuple(int(each) for each in assigned),
    )


def _unreached(problem: Problem, cut: Cut, until: Deadline) -> Answer:
    """Name clients that so many sites cannot reach together; where there are none, sets are barred."""
    found = unreached_together(problem, np.isfinite(problem.distances), until, problem.count)
    if found is None:
        return _none(Status.INFEASIBLE, cut, _NO_OTHER if problem.barred else _SO_FEW)
    answer = _none(Status.INFEASIBLE, cut, found.told)
    return replace(answer, conflicts=found.conflicts)


def _none(status: Status, cut: Cut, reason: Words) -> Answer:
    return Answer(Model.PMEDIAN, status, None, None, (), cut.unreachable, cut.unreachable, reason)


_NO_OTHER = Words(
    "除かれた組のほかに、条件を満たす組がありません。",
    "no set keeps the conditions but those that are barred.",
)
_SO_FEW = Words(
    "この数では、行ける候補地のある需要地点のすべてには届きません。",
    "so few sites cannot reach every client that has a way to some site.",
)
