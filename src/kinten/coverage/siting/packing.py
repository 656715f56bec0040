"""Assignments of clients to open sites within their capacities, and how they are bettered.

Filled by regret (Martello & Toth 1981), bettered by moving and exchanging clients, and by moving a
site to the best place for its own clients (location-allocation, Cooper 1964; Mulvey & Beck 1984).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.barring import is_barred
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.lagrangian import choose
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class Load:
    """What fills the sites: ``demand`` (clients,), ``room`` (sites,), which client ``may`` use which site.

    ``may`` has the shape (clients, sites): there is a way, and the site holds the client's demand.
    """

    demand: Floats
    room: Floats
    may: Mask


@dataclass(frozen=True, slots=True)
class Packed:
    """Open sites, each client's site, and the weighted way."""

    is_open: Mask
    assigned: Ints
    cost: float


def pack(ground: Ground, load: Load, is_open: Mask, until: Deadline) -> Packed | None:
    """Assign every client within the capacities, then better it while there is time; None without room."""
    if is_barred(ground.barred, is_open):
        return None
    best = _packed(ground, load, is_open)
    for _ in range(_ROUNDS):
        if best is None or until.is_over:
            break
        best = _better(ground, load, best, until)
        moved = _moved(ground, load, best)
        if moved is None or is_barred(ground.barred, moved.is_open):
            break
        anew = _packed(ground, load, moved.is_open)
        best = anew if anew is not None and anew.cost < moved.cost else moved
    return best


def _packed(ground: Ground, load: Load, is_open: Mask) -> Packed | None:
    assigned = assign(ground, load, is_open)
    return None if assigned is None else packed(ground, is_open, assigned)


def packed(ground: Ground, is_open: Mask, assigned: Ints) -> Packed:
    """Measure an assignment, shape (clients,)."""
    own = ground.ways[np.arange(ground.clients), assigned]
    return Packed(is_open, assigned, dot(ground.weights, own))


def roomiest(ground: Ground, count: int, room: Floats) -> Mask:
    """Open the fixed sites and those with the most room, one of each group at most."""
    return choose(ground, -room, count)


def assign(ground: Ground, load: Load, is_open: Mask) -> Ints | None:
    """Assign the clients with the most to lose first, or the largest; None where one finds no room."""
    sites = np.flatnonzero(is_open)
    ways = np.where(load.may[:, sites], ground.ways[:, sites], np.inf)
    if np.isinf(ways.min(axis=1)).any():
        return None
    own = ground.ways[:, sites]
    ordered = np.partition(own, min(1, sites.size - 1), axis=1)
    regret = ordered[:, min(1, sites.size - 1)] - ordered[:, 0]
    demand = load.demand
    for order in (
        np.argsort(-regret * ground.weights, kind="stable"),
        np.argsort(-demand, kind="stable"),
    ):
        left, places = load.room[sites].copy(), np.full(demand.size, -1)
        for client in order:
            fits = np.where(left >= demand[client], ways[client], np.inf)
            place = int(fits.argmin())
            if np.isinf(fits[place]):
                break
            places[client] = place
            left[place] -= demand[client]
        if (places >= 0).all():
            return sites[places]
    return None


def _better(ground: Ground, load: Load, best: Packed, until: Deadline) -> Packed:
    """Move a client to a nearer site with room, or exchange it with one there, while that saves."""
    sites = np.flatnonzero(best.is_open)
    costs = np.where(load.may[:, sites], ground.weights[:, None] * ground.ways[:, sites], np.inf)
    place = np.searchsorted(sites, best.assigned)
    line = np.arange(ground.clients)
    demand = load.demand
    left = load.room[sites] - sum_by(place, demand, sites.size)
    least = 1e-9 * max(1.0, best.cost)
    for _ in range(_ROUNDS):
        own = costs[line, place]
        asking = np.flatnonzero(own - costs.min(axis=1) > least)
        asking = asking[np.argsort((costs.min(axis=1) - own)[asking], kind="stable")]
        is_moved = False
        for client in asking:
            if until.is_over:
                break
            mine = int(place[client])
            saved = costs[client, mine] - costs[client]
            fits = np.where(left >= demand[client], saved, -np.inf)
            to = int(fits.argmax())
            if fits[to] > least:
                left[mine] += demand[client]
                left[to] -= demand[client]
                place[client], is_moved = to, True
                continue
            # Who leaves the other site has room here once this client is gone, and leaves enough there.
            change = saved[place] + costs[line, place] - costs[:, mine]
            fits_both = (demand <= left[mine] + demand[client]) & (
                demand[client] <= left[place] + demand
            )
            change = np.where(fits_both & (place != mine), change, -np.inf)
            other = int(change.argmax())
            if change[other] > least:
                to = int(place[other])
                left[mine] += demand[client] - demand[other]
                left[to] += demand[other] - demand[client]
                place[client], place[other], is_moved = to, mine, True
        if not is_moved or until.is_over:
            break
    return packed(ground, best.is_open, sites[place])


def _moved(ground: Ground, load: Load, best: Packed) -> Packed | None:
    """Move each free site to the best place for its own clients that has room for them; None if none moves."""
    sites = np.flatnonzero(best.is_open)
    is_open, assigned = best.is_open.copy(), best.assigned.copy()
    is_moved = False
    for site in sites:
        mine = np.flatnonzero(best.assigned == site)
        if ground.is_fixed[site] or not mine.size:
            continue
        group = ground.group
        taken = is_open.copy()
        taken[site] = False
        bars = taken | ((group >= 0) & np.isin(group, group[taken]))
        fits = ~bars & (load.room >= load.demand[mine].sum()) & load.may[mine].all(axis=0)
        costs = np.where(fits, ground.weights[mine] @ ground.ways[mine], np.inf)
        to = int(costs.argmin())
        if costs[to] < costs[site] - 1e-9 * max(1.0, best.cost):
            is_open[site], is_open[to] = False, True
            assigned[mine], is_moved = to, True
    return packed(ground, is_open, assigned) if is_moved else None
