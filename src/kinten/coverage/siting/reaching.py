"""The most weight within reach of so many sites (MCLP, Church & ReVelle 1974).

A greedy start is bettered by exchanging sites; the linear model, whose bound is close, is branched on,
and what is hard is left to HiGHS with all that is known by then.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, proved
from kinten.coverage.siting.barring import barred_rows, barred_sets, is_barred
from kinten.coverage.siting.branching import Best, Branching, branch
from kinten.coverage.siting.covering import (
    Cover,
    cover_within,
    greedy_most,
    no_set,
    numbers_of,
    unbarred,
)
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.site_rows import add_group_rows, site_bounds
from kinten.coverage.siting.solving import Rows, Solver, one_row
from kinten.coverage.siting.swapping import bar_groups, bar_sets
from kinten.coverage.summing import sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_PATIENCE = 80_000_000
"""Linear models solved times their size, after which branching is left to HiGHS."""


def solve_mclp(problem: Problem, radius: float, until: Deadline) -> Answer:
    """Find the sites, so many as asked, that reach the most weight."""
    cover = cover_within(problem, radius)
    worth = cover.weigh(problem.weights)
    unreachable = tuple(int(each) for each in np.flatnonzero(cover.of < 0))
    is_whole = bool(np.all(worth == np.round(worth)))
    total = float(worth.sum())
    start = unbarred(problem, barred_sets(problem), lambda given: greedy_most(given, cover, worth))
    best, bound = _most(problem, cover, worth, start, until)
    if best.chosen is None and bound == np.inf:
        return no_set(problem, Model.MCLP, unreachable)
    bound = min(total, -bound)
    if best.chosen is None:
        return Answer(Model.MCLP, Status.NO_SOLUTION, None, bound, (), (), unreachable)
    met = cover.met(best.chosen)
    objective = float(problem.weights[met].sum())
    status = Status.OPTIMAL if proved(objective, bound, is_whole=is_whole) else Status.FEASIBLE
    if status is Status.OPTIMAL:
        bound = objective
    unserved = tuple(int(each) for each in np.flatnonzero(~met))
    return Answer(
        Model.MCLP,
        status,
        objective,
        max(objective, bound),
        numbers_of(best.chosen),
        unserved,
        unreachable,
    )


def _most(
    problem: Problem, cover: Cover, worth: Floats, start: Mask | None, until: Deadline
) -> tuple[Best, float]:
    """Give the best sites with what they cost (the worth, negative), and the bound of that."""
    is_whole = bool(np.all(worth == np.round(worth)))
    step = 0.999 if is_whole else 1e-9 * float(worth.sum())

    def exchanged(chosen: Mask | None) -> Best:
        if chosen is None:
            return Best(None, np.inf)
        better = exchange_for_more(problem, cover.pairs, worth, chosen, until)
        return Best(better, -cover.worth_of(better, worth))

    def near(shares: Floats) -> Best:
        barred = barred_sets(problem)
        return exchanged(unbarred(problem, barred, lambda given: largest_shares(given, shares)))

    solver = _mclp_solver(problem, cover, worth)
    tree = branch(Branching(solver, problem.sites, step, near), exchanged(start), _PATIENCE, until)
    if tree.is_closed or until.is_over:
        return tree.best, tree.bound
    solver = _mclp_solver(problem, cover, worth)
    solver.make_whole(np.arange(problem.sites))
    solver.stop_within(relative=1e-9, absolute=0.999 if is_whole else 1e-9)
    if tree.best.chosen is not None:
        met = cover.met_patterns(tree.best.chosen)
        solver.start_from(np.concatenate((tree.best.chosen, met)).astype(np.float64))
    found = solver.solve(until.left)
    if found.is_infeasible:
        return tree.best, np.inf
    best = tree.best
    if found.values is not None:
        chosen = found.values[: problem.sites] > 0.5
        cost = -cover.worth_of(chosen, worth)
        best = Best(chosen, cost) if cost < best.cost else best
    bound = max(tree.bound, found.bound if np.isfinite(found.bound) else -np.inf)
    return best, bound


def _mclp_solver(problem: Problem, cover: Cover, worth: Floats) -> Solver:
    """Columns: sites, then patterns (covered or not, continuous); rows: cover, the number of sites, groups."""
    sites, patterns = problem.sites, cover.patterns
    lower, upper = site_bounds(problem)
    solver = Solver(
        np.concatenate((np.zeros(sites), -worth)),
        np.concatenate((lower, np.zeros(patterns))),
        np.concatenate((upper, np.ones(patterns))),
    )
    lengths = np.diff(cover.starts)
    ends = np.repeat(np.arange(patterns), 1)
    indices = np.insert(cover.sites, cover.starts[1:], sites + ends).astype(np.int32)
    values = np.insert(np.ones(cover.sites.size), cover.starts[1:], -1.0)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)))[:-1].astype(np.int32)
    solver.add(Rows(np.zeros(patterns), np.full(patterns, np.inf), starts, indices, values))
    solver.add(one_row(problem.count, problem.count, np.arange(sites)))
    add_group_rows(solver, problem)
    solver.add(barred_rows(barred_sets(problem)))
    return solver


def exchange_for_more(
    problem: Problem, pairs: tuple[Ints, Ints], worth: Floats, is_open: Mask, until: Deadline
) -> Mask:
    """Exchange the pair of sites that adds most weight until none adds any more, or time is out.

    ``pairs`` are the patterns and the sites that reach them, one entry each; ``worth`` is the weight of
    each pattern. A set that must not be answered is never reached.
    """
    patterns, sites = pairs
    barred, group, may = barred_sets(problem), problem.group_of, problem.allowed
    is_open, least = is_open.copy(), 1e-9 * max(1.0, float(worth.sum()))
    while not until.is_over:
        opened = np.flatnonzero(is_open)
        if not opened.size or opened.size == problem.sites:
            break
        place = np.full(problem.sites, -1)
        place[opened] = np.arange(opened.size)
        held = is_open[sites]
        hits = np.bincount(patterns[held], minlength=worth.size)
        only = held & (hits[patterns] == 1)
        keeper = np.full(worth.size, -1)
        keeper[patterns[only]] = place[sites[only]]
        lost = sum_by(place[sites[only]], worth[patterns[only]], opened.size)
        fresh = hits[patterns] == 0
        gained = sum_by(sites[fresh], worth[patterns[fresh]], problem.sites)
        single = keeper[patterns] >= 0
        at = keeper[patterns[single]] * problem.sites + sites[single]
        spared = sum_by(at, worth[patterns[single]], opened.size * problem.sites)
        change = lost[:, None] - spared.reshape(opened.size, problem.sites) - gained
        change[np.isin(opened, list(problem.fixed))] = np.inf
        change[:, is_open | ~may] = np.inf
        bar_groups(group, opened, change)
        bar_sets(barred, opened, change)
        leaving, coming = divmod(int(change.argmin()), problem.sites)
        if change[leaving, coming] >= -least or is_barred(barred, is_open):
            break
        is_open[opened[leaving]], is_open[coming] = False, True
    return is_open


def largest_shares(problem: Problem, shares: Floats) -> Mask | None:
    """Open the fixed sites and those with the largest shares, one of each group at most.

    None where so many may not open.
    """
    may, group = problem.allowed.copy(), problem.group_of
    is_open = np.zeros(problem.sites, dtype=bool)
    for site in (*sorted(problem.fixed), *np.argsort(-shares, kind="stable")):
        if may[site] and is_open.sum() < problem.count:
            is_open[site], may[site] = True, False
            if group[site] >= 0:
                may[group == group[site]] = False
    return is_open if is_open.sum() == problem.count else None
