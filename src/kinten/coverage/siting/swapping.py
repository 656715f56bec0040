"""A good set of sites for the p-median by exchanging one for one (Teitz & Bart 1968; Whitaker 1983).

What an exchange changes is felt only by clients that the coming site is nearer to than their second
nearest open one, so that only the first few sites of each client are looked at.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.ground import Ground
from kinten.coverage.summing import sum_by

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


def start_greedily(ground: Ground, count: int) -> Mask | None:
    """Open one site after another, each the one that saves most; None where the groups allow too few."""
    is_open, may = ground.is_fixed.copy(), ~ground.is_fixed
    nearest = (
        ground.ways[:, is_open].min(axis=1)
        if is_open.any()
        else np.full(ground.clients, ground.ways.max(initial=0.0))
    )
    saved = _savings(ground, np.arange(ground.clients), nearest)
    while is_open.sum() < count:
        if not may.any():
            return None
        site = int(np.where(may, saved, -np.inf).argmax())
        is_open[site], may[site] = True, False
        if ground.group[site] >= 0:
            may[ground.group == ground.group[site]] = False
        moved = np.flatnonzero(ground.ways[:, site] < nearest)
        saved -= _savings(ground, moved, nearest)
        nearest[moved] = ground.ways[moved, site]
        saved += _savings(ground, moved, nearest)
    return is_open


def _savings(ground: Ground, clients: NDArray[np.int64], nearest: Floats) -> Floats:
    """Give what each site would save the clients named."""
    saved = np.zeros(ground.sites)
    step = max(1, 1_000_000 // ground.sites)
    for at in range(0, clients.size, step):
        rows = clients[at : at + step]
        saved += ground.weights[rows] @ np.maximum(nearest[rows, None] - ground.ways[rows], 0.0)
    return saved


def exchange(ground: Ground, is_open: Mask, until: Deadline) -> Mask:
    """Exchange the pair of sites that saves most until none saves any more, or time is out."""
    is_open = is_open.copy()
    while not until.is_over:
        best = _best_pair(ground, is_open)
        if best is None:
            break
        leaving, coming = best
        is_open[leaving], is_open[coming] = False, True
    return is_open


def _best_pair(ground: Ground, is_open: Mask) -> tuple[int, int] | None:
    """Find the exchange that saves most: the site that leaves and the one that comes."""
    opened = np.flatnonzero(is_open)
    if opened.size == ground.sites or ground.is_fixed[opened].all():
        return None
    first, near, second = _two_nearest(ground, opened)
    clients, sites, ways = ground.ranks.below(second)
    weights = ground.weights[clients]
    saved = sum_by(sites, weights * np.maximum(near[clients] - ways, 0.0), ground.sites)
    spared = sum_by(
        first[clients] * ground.sites + sites,
        weights * (second[clients] - np.maximum(ways, near[clients])),
        opened.size * ground.sites,
    ).reshape(opened.size, ground.sites)
    lost = sum_by(first, ground.weights * (second - near), opened.size)
    change = lost[:, None] - spared - saved[None, :]
    change[ground.is_fixed[opened]] = np.inf
    change[:, is_open] = np.inf
    _bar_groups(ground, opened, change)
    leaving, coming = divmod(int(change.argmin()), ground.sites)
    if change[leaving, coming] >= -1e-9 * max(1.0, float(ground.weights @ near)):
        return None
    return int(opened[leaving]), coming


def _two_nearest(
    ground: Ground, opened: NDArray[np.int64]
) -> tuple[NDArray[np.int64], Floats, Floats]:
    """Give each client's nearest open site (by place in ``opened``) and the ways to it and the next."""
    own = ground.ways[:, opened]
    first = own.argmin(axis=1)
    rows = np.arange(ground.clients)
    near = own[rows, first]
    if opened.size == 1:
        return first, near, np.maximum(ground.ranks.ways[:, -1], near)
    own[rows, first] = np.inf
    return first, near, own.min(axis=1)


def _bar_groups(ground: Ground, opened: NDArray[np.int64], change: Floats) -> None:
    """Bar a site whose group is open, unless that very site leaves."""
    held = ground.group[opened]
    clash = np.isin(ground.group, held[held >= 0]) & (ground.group >= 0)
    for column in np.flatnonzero(clash):
        change[held != ground.group[column], column] = np.inf
