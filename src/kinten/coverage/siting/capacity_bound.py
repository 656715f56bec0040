"""A lower bound of the capacitated p-median by Lagrangian relaxation, with sets of sites on the way.

The rule that each client has one site is priced; what is left is, for each site, a knapsack of the
clients that pay there, taken with fractions, and the sites whose reduced costs are lowest (Mulvey &
Beck 1984; Lorena & Senne 2004). No assignment within the capacities is below it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.lagrangian import choose
from kinten.coverage.siting.packing import Load, Packed
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Pack = Callable[[Mask], Packed | None]
"""Packs the clients into a set of sites; None where they do not fit."""
_STEPS, _PATIENCE, _EVERY = 500, 10, 20
_MEMORY, _COOLING, _STILL = 0.9, 1.5, 60
_AHEAD = 1.05


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The best bound with its prices, what each site adds to it, and the best assignment found.

    ``prices`` has the shape (clients,); ``worth`` is what a unit of each site's capacity saves, and
    ``reduced`` what opening each site adds, shape (sites,) both.
    """

    bound: float
    prices: Floats
    reduced: Floats
    worth: Floats
    best: Packed | None


def relax_capacities(
    ground: Ground, count: int, load: Load, best: Packed | None, pack: Pack, until: Deadline
) -> Relaxed:
    """Raise the bound until the steps are used up or time is out; one step is taken in any case."""
    found = _nearest(ground, best)
    prices = found.prices if best is None else _between(ground, best.is_open)
    heading = np.zeros(ground.clients)
    scale, idle, since = 1.0, 0, (0, -np.inf)
    tried: set[bytes] = set()
    for step in range(_STEPS):
        filled = _fill(ground, load, prices)
        chosen = choose(ground, filled.reduced, count)
        bound = float(prices.sum() + filled.reduced[chosen].sum())
        if bound > found.bound + 1e-9 * abs(found.bound):
            found = Relaxed(bound, prices, filled.reduced, filled.worth, best)
            idle = 0
        else:
            idle += 1
            if idle >= _PATIENCE:
                scale, idle = scale / _COOLING, 0
        if until.is_over:
            break
        if step % _EVERY == 0 and chosen.tobytes() not in tried:
            tried.add(chosen.tobytes())
            packed = pack(chosen)
            if packed is not None and (best is None or packed.cost < best.cost):
                best = packed
        goal = best.cost if best is not None else _AHEAD * max(found.bound, 1e-9)
        if step - since[0] >= _STILL:
            if found.bound - since[1] <= 1e-5 * goal:
                break
            since = (step, found.bound)
        heading = 1.0 - filled.served(chosen, ground.clients) + _MEMORY * heading
        length = dot(heading, heading)
        if length == 0 or goal - found.bound <= 1e-9 * goal:
            break
        prices = prices + scale * max(goal - bound, 1e-9 * goal) / length * heading
    return Relaxed(found.bound, found.prices, found.reduced, found.worth, best)


def _nearest(ground: Ground, best: Packed | None) -> Relaxed:
    """Price each client at its nearest site: the weighted way if there were room for all there."""
    prices = ground.weights * ground.ranks.ways[:, 0]
    nothing = np.zeros(ground.sites)
    return Relaxed(float(prices.sum()), prices, nothing, nothing, best)


def _between(ground: Ground, is_open: Mask) -> Floats:
    """Price each client between its nearest and second nearest of the open sites."""
    own = ground.ways[:, is_open]
    own = np.partition(own, min(1, own.shape[1] - 1), axis=1)
    return ground.weights * own[:, :2].mean(axis=1)


@dataclass(frozen=True, slots=True)
class _Filled:
    """The pairs of client and site that pay, which share of each is taken, and what that makes a site."""

    clients: Ints
    sites: Ints
    share: Floats
    reduced: Floats
    worth: Floats

    def served(self, chosen: Mask, clients: int) -> Floats:
        """Count how often the chosen sites serve each client."""
        return sum_by(self.clients, self.share * chosen[self.sites], clients)


def _fill(ground: Ground, load: Load, prices: Floats) -> _Filled:
    """Fill each site with the clients that save most for their demand, the last one in part."""
    weights = ground.weights
    limit = np.divide(prices, weights, out=np.zeros_like(prices), where=weights > 0)
    clients, sites, ways = ground.ranks.below(limit)
    saved = prices[clients] - weights[clients] * ways
    free = np.flatnonzero((weights == 0) & (prices > 0))
    if free.size:
        clients = np.concatenate((clients, np.repeat(free, ground.sites)))
        sites = np.concatenate((sites, np.tile(np.arange(ground.sites), free.size)))
        saved = np.concatenate((saved, np.repeat(prices[free], ground.sites)))
    pays = (saved > 0) & load.may[clients, sites]
    clients, sites, saved = clients[pays], sites[pays], saved[pays]
    demand = load.demand[clients]
    rate = np.divide(saved, demand, out=np.full(saved.size, np.inf), where=demand > 0)
    order = np.lexsort((-rate, sites))
    clients, sites = clients[order], sites[order]
    saved, rate, demand = saved[order], rate[order], demand[order]
    summed = np.concatenate(([0.0], np.cumsum(demand)))
    starts = np.searchsorted(sites, np.arange(ground.sites))
    before = summed[:-1] - summed[starts[sites]]
    left = load.room[sites] - before
    share = np.divide(left, demand, out=np.where(demand > 0, 0.0, 1.0), where=demand > 0)
    share = np.clip(share, 0.0, 1.0)
    worth = np.zeros(ground.sites)
    cut = share < 1.0
    np.maximum.at(worth, sites[cut], rate[cut])
    return _Filled(clients, sites, share, -sum_by(sites, saved * share, ground.sites), worth)


def worth_trying(
    ground: Ground, count: int, load: Load, relaxed: Relaxed, limit: float
) -> tuple[Mask, Mask]:
    """Tell the sites and the pairs that an assignment cheaper than ``limit`` can hold.

    Shapes (sites,) and (clients, sites). A pair adds its weighted way, less the client's price, and
    its share of the capacity; a site that is not chosen, what it adds beyond the dearest chosen one.
    """
    chosen = choose(ground, relaxed.reduced, count)
    leaving = chosen & ~ground.is_fixed
    added = np.zeros(ground.sites)
    if not leaving.any():
        added[~chosen] = np.inf
    elif (ground.group < 0).all():
        highest = float(relaxed.reduced[leaving].max())
        added = np.where(chosen, 0.0, np.maximum(relaxed.reduced - highest, 0.0))
    room = limit - relaxed.bound + 1e-7 * max(1.0, abs(limit))
    is_worth = added <= room
    pairs = load.may & is_worth
    for client in range(ground.clients):
        of = ground.weights[client] * ground.ways[client] - relaxed.prices[client]
        of = np.maximum(of + relaxed.worth * load.demand[client], 0.0)
        pairs[client] &= of + added <= room
    return is_worth, pairs
