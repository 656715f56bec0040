"""The p-median solved by Benders decomposition, in two phases (Duran-Mateluna, Ales & Elloumi 2023).

The master chooses the sites ``y`` and guesses the weighted way ``theta`` of each bundle of clients.
Given ``y``, a client's cut has a closed form: with ``D_k`` the first of its ways, nearest first, at
which the open sites add up to one, ``way >= D_k - sum over nearer sites of (D_k - d) y``; a bundle's cut
is the weighted sum of its clients'. Phase one adds cuts to the linear master until none is violated;
phase two makes ``y`` whole and goes on until a whole answer violates none. Up to a few thousand clients
each is a bundle of its own, which needs the fewest rounds; above that, those that share their two
nearest sites are one, which keeps the master small.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import GAP_PROVED, Deadline
from kinten.coverage.siting.barring import barred_rows, is_barred
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.lagrangian import choose
from kinten.coverage.siting.solving import Rows, Solved, Solver, one_row
from kinten.coverage.siting.swapping import exchange
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_ROUNDS, _VIOLATED, _SINGLE, _EVERY = 400, 1e-9, 4000, 8


@dataclass(frozen=True, slots=True)
class Best:
    """The best set of sites, its cost, and the bound proved so far."""

    is_open: Mask
    cost: float
    bound: float


@dataclass(frozen=True, slots=True)
class Master:
    """The master model: columns are sites, then bundles. ``of`` is the bundle of each client.

    Bundles are counted in a ``unit`` of weighted way, which keeps the numbers of the model near one.
    """

    solver: Solver
    ground: Ground
    of: Ints
    unit: float

    @property
    def bundles(self) -> int:
        """The number of bundles."""
        return int(self.of.max()) + 1

    def sum(self, ways: Floats) -> Floats:
        """Sum the clients' weighted ways by bundle, in the unit of the model."""
        return sum_by(self.of, self.ground.weights * ways / self.unit, self.bundles)

    def solve(self, until: Deadline) -> Solved:
        """Solve the model as it stands; objective, bound and reduced costs are weighted ways."""
        found, unit = self.solver.solve(until.left), self.unit
        reduced = None if found.reduced is None else found.reduced * unit
        return replace(
            found, objective=found.objective * unit, bound=found.bound * unit, reduced=reduced
        )


def solve_by_benders(
    ground: Ground,
    count: int,
    best: Best,
    prices: Floats,
    shut: tuple[Mask, Mask],
    extra: list[Rows],
    until: Deadline,
) -> Best:
    """Prove the cheapest set, or give the best one with its bound where time is out.

    ``best`` is a first set with its bound, ``prices`` those of the relaxation, ``shut`` the sites closed
    and open for certain, ``extra`` rows over the sites that every set has to keep.
    """
    master = _start(ground, count, best, shut, extra)
    weights = ground.weights
    limit = np.divide(prices, weights, out=np.zeros_like(prices), where=weights > 0)
    _add_cuts(master, _at_limit(ground, limit), np.full(master.bundles, -np.inf))
    best, lowest = _first_phase(master, best, until)
    if lowest is None or _is_done(best, ground):
        return best
    _fix_by_reduced_costs(master, lowest, best)
    return _second_phase(master, best, until)


def _start(
    ground: Ground, count: int, best: Best, shut: tuple[Mask, Mask], extra: list[Rows]
) -> Master:
    of = _bundle(ground, best.is_open)
    bundles, sites = int(of.max()) + 1, ground.sites
    closed, opened = shut
    lower, upper = (opened | ground.is_fixed).astype(float), (~closed).astype(float)
    solver = Solver(
        np.concatenate((np.zeros(sites), np.ones(bundles))),
        np.concatenate((lower, np.zeros(bundles))),
        np.concatenate((upper, np.full(bundles, np.inf))),
    )
    solver.add(one_row(count, count, np.arange(sites)))
    for group in np.unique(ground.group[ground.group >= 0]):
        solver.add(one_row(-np.inf, 1.0, np.flatnonzero(ground.group == group)))
    for rows in (*extra, barred_rows(ground.barred)):
        solver.add(rows)
    return Master(solver, ground, of, best.cost / bundles if best.cost > 0 else 1.0)


def _bundle(ground: Ground, is_open: Mask) -> Ints:
    """Bundle the clients: each alone, or by their two nearest open sites."""
    if ground.clients <= _SINGLE:
        return np.arange(ground.clients)
    own = ground.ways[:, is_open]
    nearest = np.argpartition(own, min(1, own.shape[1] - 1), axis=1)[:, :2]
    nearest.sort(axis=1)
    key = nearest[:, 0] * own.shape[1] + nearest[:, -1]
    return np.unique(key, return_inverse=True)[1].astype(np.int64)


def _at_limit(ground: Ground, limit: Floats) -> Floats:
    """Give the way at which each client's cut stands: its first one not below a limit."""
    place = np.minimum((ground.ranks.ways < limit[:, None]).sum(axis=1), ground.sites - 1)
    return ground.ranks.ways[np.arange(place.size), place]


def _add_cuts(master: Master, kth: Floats, guessed: Floats, value: Floats | None = None) -> int:
    """Add the cuts of the bundles whose guess is too low, each client's at its way ``kth``.

    ``value`` is what the cuts come to at the present sites (all are added without it); gives how many.
    """
    ground, bundles = master.ground, master.bundles
    low = np.ones(bundles, dtype=bool)
    if value is not None:
        low = guessed < value - _VIOLATED * (1.0 + np.abs(value))
    if not low.any():
        return 0
    clients, sites, ways = ground.ranks.below(np.where(low[master.of], kth, -np.inf))
    at = master.of[clients] * ground.sites + sites
    saved = ground.weights[clients] * (kth[clients] - ways) / master.unit
    cells, inverse = np.unique(at, return_inverse=True)
    values = sum_by(inverse, saved, cells.size)
    row_of, column = cells // ground.sites, cells % ground.sites
    chosen = np.flatnonzero(low)
    lengths = np.bincount(row_of, minlength=bundles)[chosen]
    ends = np.cumsum(lengths)
    indices = np.insert(column, ends, ground.sites + chosen).astype(np.int32)
    numbers = np.insert(values, ends, 1.0)
    starts = np.concatenate(([0], np.cumsum(lengths + 1)))[:-1].astype(np.int32)
    right = master.sum(kth)[chosen]
    master.solver.add(Rows(right, np.full(chosen.size, np.inf), starts, indices, numbers))
    return int(chosen.size)


def _separate(ground: Ground, chosen: Floats) -> tuple[Floats, Floats]:
    """Give each client's way under shares of sites, and the way at which its cut stands.

    Most clients have their share within the first few sites: the others are asked for more.
    """
    ranks, width = ground.ranks, ground.sites
    way, kth = np.zeros(ground.clients), np.zeros(ground.clients)
    left, rows, at, step = np.ones(ground.clients), np.arange(ground.clients), 0, 16
    while rows.size and at < width:
        ways = ranks.ways[rows, at : at + step]
        share = chosen[ranks.order[rows, at : at + step]]
        total = np.cumsum(share, axis=1)
        reach = total >= left[rows, None] - 1e-9
        is_full = reach[:, -1] | (at + step >= width)
        place = np.where(reach[:, -1], reach.argmax(axis=1), ways.shape[1] - 1)
        line = np.arange(rows.size)
        before = np.where(is_full, total[line, place] - share[line, place], total[:, -1])
        last = np.where(is_full, place, ways.shape[1])
        counted = np.where(np.arange(ways.shape[1])[None, :] < last[:, None], share, 0.0)
        way[rows] += (counted * ways).sum(axis=1)
        done = rows[is_full]
        kth[done] = ways[is_full, place[is_full]]
        way[done] += kth[done] * np.maximum(left[done] - before[is_full], 0.0)
        left[rows] -= before
        rows, at, step = rows[~is_full], at + step, step * 2
    return way, kth


def _first_phase(master: Master, best: Best, until: Deadline) -> tuple[Best, Solved | None]:
    """Solve the linear master, cut after cut; its last solution is None where time was out."""
    ground = master.ground
    for number in range(_ROUNDS):
        found = master.solve(until)
        if not found.is_optimal or found.values is None:
            return best, None
        chosen, guessed = found.values[: ground.sites], found.values[ground.sites :]
        best = Best(best.is_open, best.cost, max(best.bound, min(found.objective, best.cost)))
        way, kth = _separate(ground, chosen)
        reached = dot(ground.weights, way)
        value = master.sum(way)
        is_tight = reached - found.objective <= 1e-8 * max(1.0, abs(reached))
        if is_tight or not _add_cuts(master, kth, guessed, value):
            return _round(ground, chosen, best, until), found
        if number % _EVERY == _EVERY - 1:
            best = _round(ground, chosen, best, until)
    return best, found


def _round(ground: Ground, chosen: Floats, best: Best, until: Deadline) -> Best:
    """Try the sites with the largest shares, improved by exchange."""
    is_open = exchange(ground, choose(ground, -chosen, int(best.is_open.sum())), until)
    cost = ground.cost(is_open)
    is_better = cost < best.cost and not is_barred(ground.barred, is_open)
    return Best(is_open, cost, best.bound) if is_better else best


def _is_done(best: Best, ground: Ground) -> bool:
    away = best.cost - best.bound
    return away <= 1e-9 * max(1.0, best.cost) or (ground.is_whole and away < 1.0 - 1e-6)


def _fix_by_reduced_costs(master: Master, found: Solved, best: Best) -> None:
    if found.values is None or found.reduced is None:
        return
    sites = master.ground.sites
    chosen, reduced = found.values[:sites], found.reduced[:sites]
    room = best.cost - found.objective + 1e-9 * max(1.0, best.cost)
    master.solver.bound(np.flatnonzero((chosen < 1e-9) & (reduced > room)), 0.0, 0.0)
    master.solver.bound(np.flatnonzero((chosen > 1 - 1e-9) & (-reduced > room)), 1.0, 1.0)


def _second_phase(master: Master, best: Best, until: Deadline) -> Best:
    solver, ground = master.solver, master.ground
    solver.make_whole(np.arange(ground.sites))
    whole = 0.999 / master.unit if ground.is_whole else 1e-9
    solver.stop_within(relative=GAP_PROVED / 10, absolute=whole)
    seen: set[bytes] = set()
    while not until.is_over:
        way = ground.ways[:, best.is_open].min(axis=1)
        solver.start_from(np.concatenate((best.is_open.astype(float), master.sum(way))))
        found = master.solve(until)
        if np.isfinite(found.bound):
            best = Best(best.is_open, best.cost, max(best.bound, min(found.bound, best.cost)))
        if found.values is None:
            return Best(best.is_open, best.cost, best.cost) if found.is_infeasible else best
        is_open = found.values[: ground.sites] > 0.5
        cost, key = ground.cost(is_open), is_open.tobytes()
        # The cuts of a set that comes again are there: what they leave is the tolerance of the master.
        is_again = key in seen
        seen.add(key)
        way, kth = _separate(ground, is_open.astype(float))
        added = _add_cuts(master, kth, found.values[ground.sites :], master.sum(way))
        if cost > best.cost:
            is_open = exchange(ground, is_open, until)
            cost = ground.cost(is_open)
        if cost < best.cost:
            best = Best(is_open, cost, best.bound)
        if not found.is_optimal or _is_done(best, ground) or not added or is_again:
            return best
    return best
