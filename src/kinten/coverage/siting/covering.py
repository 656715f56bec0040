"""Covering: the fewest sites that reach everybody (LSCP, Toregas et al. 1971).

A client is covered where an open site lies within the radius, inclusive. Clients that the same sites
reach are one row; clients that no site reaches are listed, and the rest is solved.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, proved
from kinten.coverage.siting.barring import barred_rows, barred_sets, is_barred
from kinten.coverage.siting.fewest import fewest_sites
from kinten.coverage.siting.problem import Problem, most_open
from kinten.coverage.siting.reasons import too_few, unreached_together
from kinten.coverage.siting.site_rows import site_solver
from kinten.coverage.siting.solving import Rows, one_row
from kinten.coverage.summing import sum_by
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_TOLD = 20


@dataclass(frozen=True, slots=True)
class Cover:
    """Which sites reach which clients, each pattern once.

    ``starts`` and ``sites`` are the rows in compressed form, one for each pattern, over the sites that
    may open; ``of`` is the pattern of each client, -1 where no site reaches it.
    """

    starts: NDArray[np.int32]
    sites: NDArray[np.int32]
    of: NDArray[np.int64]

    @property
    def patterns(self) -> int:
        """How many patterns there are."""
        return int(self.starts.size) - 1

    def table(self, sites: int) -> Mask:
        """Give the patterns as a table of shape (patterns, sites)."""
        found = np.zeros((self.patterns, sites), dtype=bool)
        found[np.repeat(np.arange(self.patterns), np.diff(self.starts)), self.sites] = True
        return found

    def weigh(self, weights: Floats) -> Floats:
        """Sum the clients' weights by pattern."""
        reached = self.of >= 0
        return sum_by(self.of[reached], weights[reached], self.patterns)

    @property
    def pairs(self) -> tuple[Ints, Ints]:
        """The patterns and the sites that reach them, one entry for each pair."""
        of = np.repeat(np.arange(self.patterns), np.diff(self.starts))
        return of, self.sites.astype(np.int64)

    def met_patterns(self, is_open: Mask) -> Mask:
        """Tell for each pattern whether an open site reaches it."""
        if not self.patterns:
            return np.zeros(0, dtype=bool)
        hits = np.add.reduceat(is_open[self.sites].astype(np.int64), self.starts[:-1])
        return np.asarray(hits > 0)

    def met(self, is_open: Mask) -> Mask:
        """Tell for each client whether an open site reaches it."""
        found = np.zeros(self.of.size, dtype=bool)
        reached = self.of >= 0
        found[reached] = self.met_patterns(is_open)[self.of[reached]]
        return found

    def worth_of(self, is_open: Mask, worth: Floats) -> float:
        """Sum the worth of the patterns that open sites reach."""
        return float(worth[self.met_patterns(is_open)].sum())


def cover_within(problem: Problem, radius: float) -> Cover:
    """Find the patterns of the sites within a radius, inclusive; infinite ways never count."""
    within = (problem.distances <= radius) & np.isfinite(problem.distances) & problem.allowed
    packed = np.packbits(within, axis=1)
    whole = np.ascontiguousarray(packed).view(np.dtype((np.void, packed.shape[1]))).ravel()
    _, first, of = np.unique(whole, return_index=True, return_inverse=True)
    kept = within[first].any(axis=1)
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    patterns = within[first[kept]]
    starts = np.concatenate(([0], np.cumsum(patterns.sum(axis=1)))).astype(np.int32)
    return Cover(starts, np.nonzero(patterns)[1].astype(np.int32), number[of])


def solve_lscp(problem: Problem, radius: float, until: Deadline) -> Answer:
    """Find the fewest sites that reach every client that any site reaches."""
    cover = cover_within(problem, radius)
    if not problem.groups and not problem.barred:
        return _by_parts(problem, cover, until)
    barred = barred_sets(problem, any_size=True)
    unreachable = tuple(int(each) for each in np.flatnonzero(cover.of < 0))
    solver = site_solver(problem, cost=1.0)
    solver.add(cover_rows(cover))
    solver.add(barred_rows(barred))
    solver.make_whole(np.arange(problem.sites))
    solver.stop_within(absolute=0.999)
    greedy = unbarred(problem, barred, lambda given: greedy_cover(given, cover))
    if greedy is not None:
        solver.start_from(greedy.astype(np.float64))
    found = solver.solve(until.left)
    if found.is_infeasible:
        return _no_cover(problem, cover, unreachable, until)
    is_open = greedy if found.values is None else found.values > 0.5
    if is_open is None:
        return Answer(
            Model.LSCP, Status.NO_SOLUTION, None, _whole_bound(found.bound), (), (), unreachable
        )
    objective = float(is_open.sum())
    bound = min(objective, max(_whole_bound(found.bound) or 0.0, float(len(problem.fixed))))
    status = Status.OPTIMAL if proved(objective, bound, is_whole=True) else Status.FEASIBLE
    if status is Status.OPTIMAL:
        bound = objective
    return Answer(
        Model.LSCP, status, objective, bound, numbers_of(is_open), unreachable, unreachable
    )


def _by_parts(problem: Problem, cover: Cover, until: Deadline) -> Answer:
    """Solve where nothing but the cover ties the sites: part by part."""
    unreachable = tuple(int(each) for each in np.flatnonzero(cover.of < 0))
    is_open = np.zeros(problem.sites, dtype=bool)
    is_open[list(problem.fixed)] = True
    within = cover.table(problem.sites)
    chosen, least = fewest_sites(within[~within[:, is_open].any(axis=1)], until)
    objective = float(is_open.sum() + chosen.sum())
    bound = float(is_open.sum() + least)
    status = Status.OPTIMAL if objective == bound else Status.FEASIBLE
    sites = numbers_of(is_open | chosen)
    return Answer(Model.LSCP, status, objective, bound, sites, unreachable, unreachable)


def cover_rows(cover: Cover) -> Rows:
    """Give the rows that ask for one open site in each pattern."""
    ones = np.ones(cover.patterns)
    return Rows(ones, ones * np.inf, cover.starts[:-1], cover.sites, np.ones(cover.sites.size))


def is_coverable(
    problem: Problem, cover: Cover, until: Deadline
) -> tuple[bool | None, Mask | None]:
    """Tell whether so many sites as asked reach every client, with such sites; None where time is out.

    Where sets are barred the sites are just so many as asked, else so many at most.
    """
    if (cover.of < 0).any():
        return False, None
    solver = site_solver(problem, cost=1.0)
    solver.add(cover_rows(cover))
    barred = barred_sets(problem)
    if barred:
        solver.add(barred_rows(barred))
        solver.add(one_row(problem.count, problem.count, np.arange(problem.sites)))
    solver.make_whole(np.arange(problem.sites))
    solver.stop_within(absolute=0.999)
    solver.highs.setOptionValue("objective_bound", problem.count + 0.5)
    solver.highs.setOptionValue("objective_target", problem.count + 0.5)
    found = solver.solve(until.left)
    if found.values is not None and found.objective <= problem.count + 0.5:
        return True, found.values > 0.5
    if found.is_infeasible or found.bound > problem.count + 1e-6:
        return False, None
    return None, None


def least_cover(problem: Problem, cover: Cover, until: Deadline) -> float | None:
    """Give the least sum of shares of sites that covers every pattern; infinite where nothing does.

    None where time is out.
    """
    if (cover.of < 0).any():
        return float("inf")
    solver = site_solver(problem, cost=1.0)
    solver.add(cover_rows(cover))
    found = solver.solve(until.left)
    if found.is_infeasible:
        return float("inf")
    return found.objective if found.is_optimal else None


def unbarred(
    problem: Problem, barred: Sequence[Ints], greedy: Callable[[Problem], Mask | None]
) -> Mask | None:
    """Start greedily; where that set is barred, without one of its free sites, the first that will do."""
    found = greedy(problem)
    if found is None or not is_barred(barred, found):
        return found
    for site in sorted(set(numbers_of(found)) - problem.fixed):
        other = greedy(replace(problem, forbidden=problem.forbidden | {site}))
        if other is not None and not is_barred(barred, other):
            return other
    return None


def greedy_cover(problem: Problem, cover: Cover) -> Mask | None:
    """Open the site that reaches most patterns not yet reached until all are; None where groups forbid it."""
    count = replace(problem, count=problem.sites)
    found = greedy_most(count, cover, np.ones(cover.patterns), stop_when_all=True)
    return found if found is not None and bool((cover.met(found) | (cover.of < 0)).all()) else None


def greedy_most(
    problem: Problem, cover: Cover, worth: Floats, *, stop_when_all: bool = False
) -> Mask | None:
    """Open one site after another, each the one that adds the most; None where so many may not open."""
    sites = problem.sites
    row_of = np.repeat(np.arange(cover.patterns), np.diff(cover.starts))
    order = np.argsort(cover.sites, kind="stable")
    by_site, at = row_of[order], np.searchsorted(cover.sites[order], np.arange(sites + 1))
    gain = sum_by(cover.sites, worth[row_of], sites)
    may, group = problem.allowed.copy(), problem.group_of
    is_open, is_met = np.zeros(sites, dtype=bool), np.zeros(cover.patterns, dtype=bool)

    def open_site(site: int) -> None:
        is_open[site], may[site] = True, False
        rows = by_site[at[site] : at[site + 1]]
        fresh = rows[~is_met[rows]]
        is_met[fresh] = True
        for row in fresh:
            gain[cover.sites[cover.starts[row] : cover.starts[row + 1]]] -= worth[row]
        if group[site] >= 0:
            may[group == group[site]] = False

    for site in sorted(problem.fixed):
        open_site(site)
    while is_open.sum() < problem.count and not (stop_when_all and is_met.all()):
        if not may.any():
            return None if not stop_when_all else is_open
        open_site(int(np.where(may, gain, -np.inf).argmax()))
    return is_open


def _no_cover(
    problem: Problem, cover: Cover, unreachable: tuple[int, ...], until: Deadline
) -> Answer:
    """Name clients that the rule of one per group keeps from being reached together."""
    answer = no_set(problem, Model.LSCP, unreachable)
    if problem.barred:
        return answer
    within = cover.table(problem.sites)[cover.of] & (cover.of >= 0)[:, None]
    found = unreached_together(problem, within, until)
    if found is None:
        return answer
    return replace(answer, reason=found.told, conflicts=found.conflicts)


def no_set(problem: Problem, model: Model, unreachable: tuple[int, ...]) -> Answer:
    """Answer that no set keeps the conditions, and name them."""
    if most_open(problem) < problem.count:
        few = too_few(problem)
        return Answer(model, Status.INFEASIBLE, None, None, (), (), unreachable, few)
    rules = []
    if problem.groups:
        rules.append(Words("グループからは一か所まで（groups）", "one of a group at most (groups)"))
    if problem.barred:
        rules.append(Words("除かれた組（barred）", "barred sets (barred)"))
    ja, en = "、".join(each.ja for each in rules), " and ".join(each.en for each in rules)
    words = Words(
        f"この条件の下では組がありません: {ja or '開く数'}。",
        f"no set of sites keeps the conditions: {en or 'the number of sites'}.",
    )
    return Answer(model, Status.INFEASIBLE, None, None, (), (), unreachable, words)


def _whole_bound(bound: float) -> float | None:
    return float(np.ceil(bound - 1e-6)) if np.isfinite(bound) else None


def numbers_of(is_open: Mask) -> tuple[int, ...]:
    """Give the numbers of the open sites."""
    return tuple(int(each) for each in np.flatnonzero(is_open))
