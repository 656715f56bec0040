"""A good cover of few sites by weighted search (Gao, Weise & Li 2015).

From a cover one site after another leaves while rows stay covered; then, step by step, the site that is
missed least leaves and one that covers an uncovered row comes. Rows that stay uncovered gain weight, so
that the search does not turn in a circle. The same input gives the same cover.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_MULTIPLIER, _INCREMENT, _MODULUS = 1_103_515_245, 12_345, 2**31


def search_cover(
    within: Mask, start: Mask, least: int, patience: int, until: Deadline
) -> Mask | None:
    """Look for covers of fewer sites, from any set of sites, until one has ``least``.

    ``within`` has the shape (rows, sites). It ends after ``patience`` steps without a gain too, and gives
    the best cover found; None where it found none.
    """
    state = _State(within, start)
    best: Mask | None = None
    since = 0
    while since < patience and not (since % 256 == 0 and until.is_over):
        while not state.uncovered:
            best, since = state.chosen.copy(), 0
            if best.sum() <= least:
                return best
            state.drop(state.least_missed(None))
        state.step()
        since += 1
    return best


class _State:
    """Chosen sites, and for each site the weight that would be lost or gained by its change."""

    def __init__(self, within: Mask, start: Mask) -> None:
        self.within, self.chosen = within, start.copy()
        self.rows_of = [np.flatnonzero(line) for line in np.ascontiguousarray(within.T)]
        self.sites_of = [np.flatnonzero(line) for line in within]
        self.covers = within[:, start].sum(axis=1)
        self.uncovered = set(np.flatnonzero(self.covers == 0).tolist())
        self.weights = np.ones(len(within))
        gained = within[self.covers == 0].sum(axis=0)
        lost = within[self.covers == 1].sum(axis=0)
        self.worth: Floats = np.where(start, lost, gained).astype(np.float64)
        self.stamp = np.zeros(within.shape[1], dtype=np.int64)
        self.may = np.ones(within.shape[1], dtype=bool)
        self.number, self.state, self.last = 0, 1, -1

    def step(self) -> None:
        """Let the site that is missed least leave, and one that covers an uncovered row come."""
        leaving = self.least_missed(self.last)
        self.drop(leaving)
        self.may |= self._beside(leaving)
        self.may[leaving] = False
        row = self._one_of(sorted(self.uncovered))
        sites = self.sites_of[row]
        allowed = sites[self.may[sites]]
        sites = allowed if allowed.size else sites
        top = sites[self.worth[sites] == self.worth[sites].max()]
        coming = int(top[self.stamp[top].argmin()])
        self._put(coming)
        self.may |= self._beside(coming)
        self.last = coming
        for left in self.uncovered:
            self.weights[left] += 1.0
            self.worth[self.sites_of[left]] += 1.0
        self.number += 1

    def least_missed(self, kept: int | None) -> int:
        """Name the chosen site whose rows weigh least, the one unchanged for longest among equals."""
        sites = np.flatnonzero(self.chosen)
        if kept is not None and sites.size > 1:
            sites = sites[sites != kept]
        low = sites[self.worth[sites] == self.worth[sites].min()]
        return int(low[self.stamp[low].argmin()])

    def drop(self, site: int) -> None:
        """Close a site."""
        rows = self.rows_of[site]
        self.chosen[site] = False
        self.covers[rows] -= 1
        self.worth[site] = 0.0
        for row in rows[self.covers[rows] == 0]:
            self.uncovered.add(int(row))
            self.worth[self.sites_of[row]] += self.weights[row]
        for row in rows[self.covers[rows] == 1]:
            sites = self.sites_of[row]
            self.worth[sites[self.chosen[sites]]] += self.weights[row]
        self.stamp[site] = self.number

    def _put(self, site: int) -> None:
        rows = self.rows_of[site]
        self.covers[rows] += 1
        for row in rows[self.covers[rows] == 2]:
            sites = self.sites_of[row]
            self.worth[sites[self.chosen[sites]]] -= self.weights[row]
        fresh = rows[self.covers[rows] == 1]
        for row in fresh:
            self.uncovered.discard(int(row))
            self.worth[self.sites_of[row]] -= self.weights[row]
        self.chosen[site] = True
        self.worth[site] = self.weights[fresh].sum()
        self.stamp[site] = self.number

    def _beside(self, site: int) -> Mask:
        """Tell the sites that share a row with a site."""
        return np.asarray(self.within[self.rows_of[site]].any(axis=0))

    def _one_of(self, rows: list[int]) -> int:
        """Pick a row by a fixed sequence that looks like chance."""
        self.state = (_MULTIPLIER * self.state + _INCREMENT) % _MODULUS
        return rows[(self.state >> 16) % len(rows)]
