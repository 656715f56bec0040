"""A good set of sites for the p-median by exchanging one for one (Teitz & Bart 1968; Whitaker 1983).

What an exchange changes is felt only by clients that the coming site is nearer to than their second
nearest open one, so that only the first few sites of each client are looked at, and after an exchange
only the clients that it touched (Resende & Werneck 2004).
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.barring import is_barred
from kinten.coverage.siting.ground import Ground
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def start_greedily(ground: Ground, count: int) -> Mask | None:
    """Open one site after another, each the one that saves most; None where the groups allow too few."""
    is_open, group = ground.is_fixed.copy(), ground.group
    may = ~is_open & ~((group >= 0) & np.isin(group, group[is_open]))
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
        if group[site] >= 0:
            may[group == group[site]] = False
        moved = np.flatnonzero(ground.ways[:, site] < nearest)
        saved -= _savings(ground, moved, nearest)
        nearest[moved] = ground.ways[moved, site]
        saved += _savings(ground, moved, nearest)
    return is_open


def _savings(ground: Ground, clients: Ints, nearest: Floats) -> Floats:
    """Give what each site would save the clients named."""
    saved = np.zeros(ground.sites)
    step = max(1, 1_000_000 // ground.sites)
    for at in range(0, clients.size, step):
        rows = clients[at : at + step]
        near = np.maximum(nearest[rows, None] - ground.ways[rows], 0.0)
        saved += np.einsum("i,ij->j", ground.weights[rows], near)
    return saved


def exchange(ground: Ground, is_open: Mask, until: Deadline) -> Mask:
    """Exchange the pair of sites that saves most until none saves any more, or time is out.

    From a barred set one step is taken in any case, to the cheapest set beside it; where all of those
    are barred too, it stays.
    """
    opened = np.flatnonzero(is_open)
    if opened.size == ground.sites or ground.is_fixed[opened].all():
        return is_open.copy()
    state, is_fresh = _State(ground, opened), True
    while not until.is_over or is_barred(ground.barred, state.is_open):
        pair = state.best_pair()
        if pair is not None:
            state.swap(*pair)
            is_fresh = False
        elif is_fresh:
            break
        else:
            # Sums that grew step by step are made anew before they are believed.
            state, is_fresh = _State(ground, state.opened), True
    return state.is_open


class _State:
    """Open sites and what each exchange would change, kept up step by step (Resende & Werneck 2004).

    Each client has the place (in ``opened``) of its nearest and second nearest open site, and the ways
    there; only clients that an exchange touches are looked at again.
    """

    def __init__(self, ground: Ground, opened: Ints) -> None:
        self.ground, self.opened = ground, opened.copy()
        self.first, self.next = (np.zeros(ground.clients, dtype=np.int64) for _ in range(2))
        self.near, self.second = np.zeros(ground.clients), np.zeros(ground.clients)
        self.saved, self.lost = np.zeros(ground.sites), np.zeros(opened.size)
        self.spared = np.zeros((opened.size, ground.sites))
        everyone = np.arange(ground.clients)
        self._look(everyone)
        self._count(everyone, 1.0)

    @property
    def is_open(self) -> Mask:
        """The open sites as a mask."""
        found = np.zeros(self.ground.sites, dtype=bool)
        found[self.opened] = True
        return found

    def best_pair(self) -> tuple[int, int] | None:
        """Find the exchange that saves most: the place of the site that leaves, and the one that comes."""
        ground, opened = self.ground, self.opened
        change = self.lost[:, None] - self.spared - self.saved[None, :]
        change[ground.is_fixed[opened]] = np.inf
        change[:, opened] = np.inf
        bar_groups(ground.group, opened, change)
        bar_sets(ground.barred, opened, change)
        leaving, coming = divmod(int(change.argmin()), ground.sites)
        best, least = change[leaving, coming], 1e-9 * max(1.0, dot(ground.weights, self.near))
        if np.isinf(best) or (best >= -least and not is_barred(ground.barred, self.is_open)):
            return None
        return leaving, coming

    def swap(self, place: int, coming: int) -> None:
        """Let a site come in the place of another."""
        way = self.ground.ways[:, coming]
        leaves = (self.first == place) | (self.next == place)
        touched = np.flatnonzero(leaves | (way < self.second))
        self._count(touched, -1.0)
        self.opened[place] = coming
        self._look(np.flatnonzero(leaves))
        nearer = np.flatnonzero(~leaves & (way < self.near))
        between = np.flatnonzero(~leaves & (way >= self.near) & (way < self.second))
        self.second[nearer], self.next[nearer] = self.near[nearer], self.first[nearer]
        self.near[nearer], self.first[nearer] = way[nearer], place
        self.second[between], self.next[between] = way[between], place
        self._count(touched, 1.0)

    def _look(self, rows: Ints) -> None:
        """Find the two nearest open sites of some clients."""
        own = self.ground.ways[np.ix_(rows, self.opened)]
        line = np.arange(rows.size)
        first = own.argmin(axis=1)
        near = own[line, first]
        self.first[rows], self.near[rows] = first, near
        if self.opened.size == 1:
            self.next[rows] = -1
            self.second[rows] = np.maximum(self.ground.ranks.ways[rows, -1], near)
            return
        own[line, first] = np.inf
        after = own.argmin(axis=1)
        self.next[rows], self.second[rows] = after, own[line, after]

    def _count(self, rows: Ints, sign: float) -> None:
        """Add what some clients have to say of each exchange, or take it away."""
        ground, width = self.ground, self.ground.sites
        clients, sites, ways = ground.ranks.below(self.second, rows)
        weights, near = sign * ground.weights[clients], self.near[clients]
        self.saved += sum_by(sites, weights * np.maximum(near - ways, 0.0), width)
        pairs = self.first[clients] * width + sites
        spared = weights * (self.second[clients] - np.maximum(ways, near))
        if rows.size == ground.clients:
            self.spared += sum_by(pairs, spared, self.spared.size).reshape(self.spared.shape)
        else:
            np.add.at(self.spared.reshape(-1), pairs, spared)
        of, gap = self.first[rows], self.second[rows] - self.near[rows]
        self.lost += sum_by(of, sign * ground.weights[rows] * gap, self.lost.size)


def bar_groups(group: Ints, opened: Ints, change: Floats) -> None:
    """Bar a site whose group is open, unless that very site leaves.

    ``change`` is what each exchange would change, shape (opened, sites); ``group`` is -1 for none.
    """
    held = group[opened]
    clash = np.flatnonzero((group >= 0) & np.isin(group, held))
    change[:, clash] = np.where(held[:, None] != group[clash], np.inf, change[:, clash])


def bar_sets(barred: Iterable[Ints], opened: Ints, change: Floats) -> None:
    """Bar the exchanges that end in a barred set."""
    for each in barred:
        leaving = np.flatnonzero(~np.isin(opened, each))
        coming = np.setdiff1d(each, opened)
        if leaving.size == 1 and coming.size == 1:
            change[leaving[0], coming[0]] = np.inf
