"""Whole sites by branching on a linear model (Land & Doig 1960) whose bound is tight.

The simplex method goes on from one branch to the next, so that a branch costs a few steps. The site to
branch on is tried both ways until what a branch costs is known well enough (Achterberg, Koch & Martin
2005). A hard model is left with what is known by then: the best answer and a bound.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.solving import Solved, Solver

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_WHOLE, _TRIALS, _STEPS, _KNOWN = 1e-6, 12, 60, 2
"""What counts as whole; sites tried at a branch, simplex steps of a trial, and trials until one is known."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best answer so far: the open sites and what they cost, infinite without any."""

    chosen: Mask | None
    cost: float


@dataclass(frozen=True, slots=True)
class Branching:
    """What is branched on. The first columns of ``solver`` are the sites.

    A better answer costs less by ``step`` at least. ``complete`` makes an answer near shares of sites.
    """

    solver: Solver
    sites: int
    step: float
    complete: Callable[[Floats], Best]


@dataclass(frozen=True, slots=True)
class Branched:
    """The best answer, the bound of all, and whether nothing is left to look at."""

    best: Best
    bound: float
    is_closed: bool


@dataclass(frozen=True, slots=True)
class _Node:
    lower: Floats
    upper: Floats


def branch(model: Branching, best: Best, patience: int, until: Deadline) -> Branched:
    """Branch until nothing better can be left, or ``patience`` linear models were solved, or time is out."""
    search = _Search(model, best, patience, until)
    bound = search.run()
    return Branched(search.best, bound, bound >= search.best.cost)


class _Search:
    def __init__(self, model: Branching, best: Best, patience: int, until: Deadline) -> None:
        self.model, self.best, self.left, self.until = model, best, patience, until
        self.lower, self.upper = model.solver.bounds(model.sites)
        self.fall, self.tries = np.zeros((2, model.sites)), np.zeros((2, model.sites))
        self.waiting: list[tuple[float, int, _Node]] = []
        self.number = 0

    def run(self) -> float:
        """Look at the most promising branch first; give the bound of what is not ruled out."""
        self._wait(-np.inf, _Node(self.lower.copy(), self.upper.copy()))
        while self.waiting and not self._is_hopeless(self.waiting[0][0]):
            if self.left <= 0 or self.until.is_over:
                return self.waiting[0][0]
            bound, _, node = heapq.heappop(self.waiting)
            kept = self._dive(bound, node)
            if kept is not None:
                self._wait(*kept)
        return self.best.cost

    def _wait(self, bound: float, node: _Node) -> None:
        heapq.heappush(self.waiting, (bound, self.number, node))
        self.number += 1

    def _is_hopeless(self, bound: float) -> bool:
        return bound > self.best.cost - self.model.step

    def _dive(self, bound: float, node: _Node) -> tuple[float, _Node] | None:
        """Follow one branch down until it is ruled out; give what is left of it where patience ends."""
        is_first = True
        while self.left > 0 and not self.until.is_over:
            found = self._solve(node)
            if found is None:
                return None
            if not found.is_optimal or found.values is None or found.reduced is None:
                return bound, node
            bound = max(bound, found.objective)
            if self._is_hopeless(bound):
                return None
            shares = found.values[: self.model.sites]
            if is_first:
                self._take(self.model.complete(shares))
                is_first = False
            open_ended = np.flatnonzero(np.abs(shares - np.round(shares)) > _WHOLE)
            if not open_ended.size:
                self._take(self.model.complete(np.round(shares)))
                if self._is_hopeless(bound):
                    return None
                # Shares that look whole and are not worth what they say: nothing is ruled out here.
                return bound, node
            reduced = found.reduced[: self.model.sites]
            node = self._fix(
                node, shares, reduced, self.best.cost - self.model.step - found.objective
            )
            chosen = self._choose(node, shares, open_ended, bound)
            if isinstance(chosen, _Node):
                node = chosen
                continue
            up = bool(shares[chosen] > 0.5)
            self._wait(bound, _branch_of(node, chosen, is_open=not up))
            node = _branch_of(node, chosen, is_open=up)
        return bound, node

    def _take(self, found: Best) -> None:
        if found.chosen is not None and found.cost < self.best.cost:
            self.best = found

    def _solve(self, node: _Node) -> Solved | None:
        """Solve a branch; None where it holds no answer."""
        if (node.lower > node.upper).any():
            return None
        self._set(node)
        self.left -= 1
        found = self.model.solver.solve(self.until.left)
        return None if found.is_infeasible else found

    def _set(self, node: _Node) -> None:
        moved = np.flatnonzero((node.lower != self.lower) | (node.upper != self.upper))
        for site in moved:
            self._bound(int(site), node.lower[site], node.upper[site])
        self.lower, self.upper = node.lower.copy(), node.upper.copy()

    def _bound(self, site: int, lower: float, upper: float) -> None:
        self.model.solver.bound(np.array([site]), lower, upper)

    def _fix(self, node: _Node, shares: Floats, reduced: Floats, room: float) -> _Node:
        """Fix the sites whose change alone would cost more than ``room``."""
        lower, upper = node.lower.copy(), node.upper.copy()
        upper[(shares < _WHOLE) & (reduced > room) & (lower == 0)] = 0.0
        lower[(shares > 1 - _WHOLE) & (-reduced > room) & (upper == 1)] = 1.0
        return _Node(lower, upper)

    def _choose(self, node: _Node, shares: Floats, among: Ints, bound: float) -> int | _Node:
        """Name the site whose branches cost most, or give the node with a site that one way rules out."""
        away = np.stack((shares[among], 1.0 - shares[among]))
        known = self.tries[:, among] > 0
        usual = self.fall.sum(axis=1) / np.maximum(self.tries.sum(axis=1), 1.0)
        usual[usual == 0] = 1.0
        each = self.fall[:, among] / np.maximum(self.tries[:, among], 1.0)
        score = (np.where(known, each, usual[:, None]) * away).min(axis=0)
        order = among[np.argsort(-score, kind="stable")]
        best, most = int(order[0]), -1.0
        for site in order[:_TRIALS]:
            if self.tries[:, site].min() >= _KNOWN:
                rates = self.fall[:, site] / self.tries[:, site]
                gain = float(min(rates[0] * shares[site], rates[1] * (1 - shares[site])))
            else:
                costs = [self._try(int(site), value) for value in (0.0, 1.0)]
                self._learn(int(site), shares[site], [cost - bound for cost, _ in costs])
                shut = [surely and self._is_hopeless(cost) for cost, surely in costs]
                if any(shut):
                    return _branch_of(node, int(site), is_open=shut[0])
                gain = min(cost for cost, _ in costs) - bound
            if gain > most:
                best, most = int(site), gain
        return best

    def _try(self, site: int, value: float) -> tuple[float, bool]:
        """Give what a branch costs after some steps, and whether that is its own bound."""
        solver = self.model.solver
        basis = solver.highs.getBasis()
        self._bound(site, value, value)
        found = solver.solve_briefly(_STEPS, self.until.left)
        self._bound(site, self.lower[site], self.upper[site])
        solver.highs.setBasis(basis)
        self.left -= 1
        return (np.inf, True) if found.is_infeasible else (found.objective, found.is_optimal)

    def _learn(self, site: int, share: float, rises: list[float]) -> None:
        for way, away in ((0, share), (1, 1.0 - share)):
            if np.isfinite(rises[way]):
                self.fall[way, site] += max(0.0, rises[way]) / away
                self.tries[way, site] += 1


def _branch_of(node: _Node, site: int, *, is_open: bool) -> _Node:
    lower, upper = node.lower.copy(), node.upper.copy()
    lower[site] = upper[site] = 1.0 if is_open else 0.0
    return _Node(lower, upper)
