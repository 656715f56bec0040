"""A lower bound of the p-median by Lagrangian relaxation, with a good set of sites on the way.

The rule that each client has one site is priced by ``prices``; what is left chooses the sites whose
reduced costs are lowest (Cornuejols, Fisher & Nemhauser 1977). Subgradient steps that remember their
heading (Camerini, Fratta & Maffioli 1975) raise the bound, and sets near it are improved by exchange.
A site whose choice would lift the bound above the best cost known is closed for good, one whose
absence would is open.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.barring import is_barred
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.swapping import exchange
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_STEPS, _PATIENCE, _EVERY = 600, 10, 50
_MEMORY, _COOLING, _STILL = 0.9, 1.5, 60


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best bound with its prices, the best sites found and their cost."""

    bound: float
    prices: Floats
    reduced: Floats
    is_open: Mask
    cost: float


def relax(ground: Ground, count: int, start: Mask, until: Deadline) -> Relaxed:
    """Raise the bound from a first set of sites until the steps are used up or time is out."""
    is_open, cost = start, ground.cost(start)
    prices = _first_prices(ground, is_open)
    best_bound, best_prices = -np.inf, prices
    best_reduced = np.zeros(ground.sites)
    scale, idle, heading, since = 1.0, 0, np.zeros(ground.clients), (0, -np.inf)
    tried: set[bytes] = {start.tobytes()}
    for step in range(_STEPS):
        if until.is_over:
            break
        pays = _Paying.at(ground, prices)
        reduced = pays.reduced(ground.sites)
        chosen = choose(ground, reduced, count)
        bound = float(prices.sum() + reduced[chosen].sum())
        if bound > best_bound + 1e-9 * abs(best_bound if np.isfinite(best_bound) else 1.0):
            best_bound, best_prices, best_reduced, idle = bound, prices.copy(), reduced, 0
        else:
            idle += 1
            if idle >= _PATIENCE:
                scale, idle = scale / _COOLING, 0
        if step % _EVERY == 0:
            is_open, cost = _improve(ground, chosen, (is_open, cost), tried, until)
        if step - since[0] >= _STILL:
            if best_bound - since[1] <= 2e-6 * cost or cost - best_bound <= 1e-9 * cost:
                break
            since = (step, best_bound)
        heading = 1.0 - pays.served(chosen, ground.clients) + _MEMORY * heading
        length = dot(heading, heading)
        if length == 0:
            break
        prices = prices + scale * max(cost - bound, 1e-9 * cost) / length * heading
    is_open, cost = _improve(
        ground, choose(ground, best_reduced, count), (is_open, cost), tried, until
    )
    return Relaxed(best_bound, best_prices, best_reduced, is_open, cost)


@dataclass(frozen=True, slots=True)
class _Paying:
    """The pairs of client and site whose weighted way is below the client's price, and by how much."""

    clients: NDArray[np.int64]
    sites: NDArray[np.int64]
    below: Floats

    @classmethod
    def at(cls, ground: Ground, prices: Floats) -> "_Paying":
        weights = ground.weights
        limit = np.divide(prices, weights, out=np.zeros_like(prices), where=weights > 0)
        clients, sites, ways = ground.ranks.below(limit)
        return cls(clients, sites, np.minimum(weights[clients] * ways - prices[clients], 0.0))

    def reduced(self, sites: int) -> Floats:
        """Sum what each site would save."""
        return sum_by(self.sites, self.below, sites)

    def served(self, chosen: Mask, clients: int) -> Floats:
        """Count the chosen sites that pay for each client."""
        return sum_by(self.clients, chosen[self.sites].astype(np.float64), clients).astype(
            np.float64
        )


def _first_prices(ground: Ground, is_open: Mask) -> Floats:
    """Start between the nearest and the second nearest of the open sites."""
    own = ground.ways[:, is_open]
    if own.shape[1] == 1:
        return ground.weights * own[:, 0]
    lowest = np.partition(own, 1, axis=1)
    return ground.weights * (lowest[:, 0] + lowest[:, 1]) / 2


def _improve(
    ground: Ground, chosen: Mask, best: tuple[Mask, float], tried: set[bytes], until: Deadline
) -> tuple[Mask, float]:
    if chosen.tobytes() in tried:
        return best
    tried.add(chosen.tobytes())
    found = exchange(ground, chosen, until)
    cost = ground.cost(found)
    return (found, cost) if cost < best[1] and not is_barred(ground.barred, found) else best


def choose(ground: Ground, reduced: Floats, count: int) -> Mask:
    """Choose the sites with the lowest reduced costs: the fixed ones, and one of each group at most."""
    leaders = _leaders(ground, reduced)
    free = count - int(ground.is_fixed.sum())
    chosen = ground.is_fixed.copy()
    if free > 0:
        order = np.argpartition(reduced[leaders], min(free, leaders.size) - 1)[:free]
        chosen[leaders[order]] = True
    return chosen


def _leaders(ground: Ground, reduced: Floats) -> NDArray[np.int64]:
    """Give the free sites that lead their group, and those without one."""
    free = np.flatnonzero(~ground.is_fixed)
    group = ground.group[free]
    if (group < 0).all():
        return free
    order = free[np.lexsort((reduced[free], ground.group[free]))]
    of = ground.group[order]
    leads = np.concatenate(([True], of[1:] != of[:-1])) | (of < 0)
    return order[leads]


def closed_and_open(
    ground: Ground, relaxed: Relaxed, count: int, limit: float
) -> tuple[Mask, Mask]:
    """Tell the sites that no set cheaper than ``limit`` holds, and those that every such set holds.

    With groups only the first is told.
    """
    reduced, room = relaxed.reduced, limit - relaxed.bound
    margin = 1e-9 * max(1.0, abs(limit))
    chosen = choose(ground, reduced, count)
    free_chosen = chosen & ~ground.is_fixed
    rest = ~chosen
    closed = np.zeros(chosen.size, dtype=bool)
    opened = np.zeros(chosen.size, dtype=bool)
    if not free_chosen.any():
        return rest, opened
    highest = float(reduced[free_chosen].max())
    leaves = np.full(chosen.size, highest)
    if (ground.group >= 0).any():
        for site in np.flatnonzero(free_chosen & (ground.group >= 0)):
            leaves[ground.group == ground.group[site]] = reduced[site]
    closed[rest] = (reduced - leaves)[rest] > room + margin
    if rest.any() and (ground.group < 0).all():
        lowest = float(reduced[rest].min())
        opened[free_chosen] = (lowest - reduced)[free_chosen] > room + margin
    return closed, opened
