"""The p-center: so many sites that the longest way to the nearest one is least (Hakimi 1964).

The answer is one of the distances: the least radius within which so many sites cover everybody. A
search by halves between the bounds, first over linear covers, then over whole ones, proves it: at the
radius a cover of so many sites exists, at the next smaller distance none does (Minieka 1970). Weights
play no part.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status
from kinten.coverage.siting.barring import barred_sets, is_barred
from kinten.coverage.siting.covering import cover_within, greedy_cover, is_coverable, least_cover
from kinten.coverage.siting.problem import Problem, most_open
from kinten.coverage.siting.reasons import NOBODY, NOT_IN_TIME, too_few, unreached_together
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def solve_pcenter(problem: Problem, until: Deadline) -> Answer:
    """Find the sites, so many as asked, with the least longest way."""
    ways = problem.distances[:, problem.allowed]
    reached = np.isfinite(ways).any(axis=1) if ways.size else np.zeros(problem.clients, dtype=bool)
    unreachable = tuple(int(each) for each in np.flatnonzero(~reached))
    if not reached.any():
        return Answer(
            Model.PCENTER, Status.INFEASIBLE, None, None, (), unreachable, unreachable, NOBODY
        )
    if most_open(problem) < problem.count:
        return Answer(
            Model.PCENTER,
            Status.INFEASIBLE,
            None,
            None,
            (),
            unreachable,
            unreachable,
            too_few(problem),
        )
    inner = replace(problem, distances=problem.distances[reached], weights=problem.weights[reached])
    radii = np.unique(ways[reached][np.isfinite(ways[reached])])
    nearest = float(ways[reached].min(axis=1).max())
    low = int(np.searchsorted(radii, nearest))
    high, best = _by_greed(inner, radii, low)
    low = _by_linear_cover(inner, radii, low, high, until)
    while low < high and not until.is_over:
        middle = (low + high) // 2
        answer, sites = is_coverable(inner, cover_within(inner, float(radii[middle])), until)
        if answer is None:
            break
        if answer and sites is not None:
            best = _filled(inner, sites)
            high = int(np.searchsorted(radii, _radius(inner, best)))
        else:
            low = middle + 1
    if best is None:
        status = Status.INFEASIBLE if low >= radii.size else Status.NO_SOLUTION
        bound = None if status is Status.INFEASIBLE else float(radii[low])
        return _none(problem, status, bound, unreachable, until)
    objective = _radius(inner, best)
    is_proved = low >= high
    return Answer(
        Model.PCENTER,
        Status.OPTIMAL if is_proved else Status.FEASIBLE,
        objective,
        objective if is_proved else float(radii[low]),
        tuple(int(each) for each in np.flatnonzero(best)),
        unreachable,
        unreachable,
    )


def _none(
    problem: Problem,
    status: Status,
    bound: float | None,
    unreachable: tuple[int, ...],
    until: Deadline,
) -> Answer:
    """Say that there is no set, or none in time, and name clients that cannot be reached together."""
    reason = _FEW if status is Status.INFEASIBLE else NOT_IN_TIME
    answer = Answer(Model.PCENTER, status, None, bound, (), unreachable, unreachable, reason)
    if status is not Status.INFEASIBLE or problem.barred:
        return answer
    found = unreached_together(problem, np.isfinite(problem.distances), until, problem.count)
    return (
        answer if found is None else replace(answer, reason=found.told, conflicts=found.conflicts)
    )


def _radius(problem: Problem, is_open: Mask) -> float:
    return float(problem.distances[:, is_open].min(axis=1).max())


def _by_greed(problem: Problem, radii: Floats, low: int) -> tuple[int, Mask | None]:
    """Find a radius that a greedy cover of so many sites reaches; beyond the last where none does."""
    best: Mask | None = None
    high = int(radii.size)
    left, right = low, radii.size - 1
    while left <= right:
        middle = (left + right) // 2
        sites = greedy_cover(problem, cover_within(problem, float(radii[middle])))
        filled = None if sites is None else _filled(problem, sites)
        if filled is not None and _is_answer(problem, filled):
            best, high, right = filled, middle, middle - 1
        else:
            left = middle + 1
    if best is not None:
        high = int(np.searchsorted(radii, _radius(problem, best)))
    return high, best


def _by_linear_cover(problem: Problem, radii: Floats, low: int, high: int, until: Deadline) -> int:
    """Raise the lower end to the least radius that shares of so many sites can cover."""
    high = min(high, radii.size)
    while low < high and not until.is_over:
        middle = (low + high) // 2
        least = least_cover(problem, cover_within(problem, float(radii[middle])), until)
        if least is None:
            return low
        if least > problem.count + 1e-6:
            low = middle + 1
        else:
            high = middle
    return low


def _filled(problem: Problem, is_open: Mask) -> Mask:
    """Open more sites, in their order, until there are so many as asked; the last is none that is barred."""
    filled, group, barred = is_open.copy(), problem.group_of, barred_sets(problem)
    for site in np.flatnonzero(problem.allowed & ~is_open):
        if filled.sum() >= problem.count:
            break
        if group[site] < 0 or not filled[group == group[site]].any():
            filled[site] = True
            filled[site] = not is_barred(barred, filled)
    return filled


def _is_answer(problem: Problem, is_open: Mask) -> bool:
    return is_open.sum() == problem.count and not is_barred(barred_sets(problem), is_open)


_FEW = Words(
    "この数では、行ける候補地のある需要地点のすべてには届きません。",
    "so few sites cannot reach every client that has a way to some site.",
)
