"""The linear cover: the least sum of shares of sites that covers every row of a table, made tight by cuts.

It is solved on the rows that shares break. Then cuts of a half are added, round by round, and those that
are no longer tight are set aside, until little is gained.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.half_cuts import Inequalities, find_half_cuts
from kinten.coverage.siting.solving import Rows, Solver

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_TIGHT, _AT_ONCE, _EVERY = 1e-6, 200, 4
_ROUNDS, _STALL, _GAIN = 12, 6, 0.03
"""Rounds of cuts at most; after so many rounds a gain below this ends them."""


class LinearCover:
    """A linear cover as it is solved. ``known`` are its rows, shape (rows, sites), and its cuts."""

    def __init__(self, within: Mask, until: Deadline) -> None:
        self.rows, self.sites, self.until = len(within), within.shape[1], until
        self.known = Inequalities(within.astype(np.float64), np.ones(self.rows))
        self.solver = Solver(np.ones(self.sites), np.zeros(self.sites), np.ones(self.sites))
        self.used = np.zeros(0, dtype=np.int64)
        self.shares: Floats | None = None
        self.cost = 0.0
        self._use(np.arange(0, self.rows, _EVERY))

    @property
    def least(self) -> int:
        """The whole number that no cover can go below."""
        return int(np.ceil(self.cost - _TIGHT))

    @property
    def cuts(self) -> Inequalities:
        """The cuts that the shares leave nothing over of."""
        cuts = self.known.part(np.arange(self.rows, len(self.known)))
        return cuts if self.shares is None else cuts.part(cuts.over(self.shares) < _TIGHT)

    def solve(self) -> bool:
        """Solve, so that no known inequality is broken; tell whether it was done in time."""
        while True:
            found = self.solver.solve(self.until.left)
            if found.values is None or not found.is_optimal:
                return False
            short = -self.known.over(found.values)
            short[self.used] = 0.0
            broken = np.argsort(-short, kind="stable")[:_AT_ONCE]
            broken = broken[short[broken] > _TIGHT]
            if not broken.size:
                self.shares, self.cost = found.values, found.objective
                return True
            self._use(broken)

    def tighten(self, enough: int) -> None:
        """Add cuts while they lift the least by much, it is below ``enough``, and there is time."""
        costs = [self.cost]
        for number in range(_ROUNDS):
            if self.shares is None or self.least >= enough or self.until.is_over:
                return
            cuts = find_half_cuts(self.known.part(self.used), self.shares)
            first = len(self.known)
            self.known = self.known.beside(cuts)
            self._use(np.arange(first, len(self.known)))
            if not len(cuts) or not self.solve():
                return
            if number % 3 == 2:
                self._set_aside()
            costs.append(self.cost)
            if len(costs) > _STALL and self.cost - costs[-1 - _STALL] < _GAIN:
                return

    def _use(self, numbers: Ints) -> None:
        """Put inequalities into the model."""
        self.solver.add(as_rows(self.known.part(numbers)))
        self.used = np.concatenate((self.used, numbers))

    def _set_aside(self) -> None:
        """Take what is not tight out of the model; it comes back where it is broken."""
        assert self.shares is not None  # noqa: S101 - only after a solution
        loose = self.known.part(self.used).over(self.shares) > _TIGHT
        self.solver.drop(np.flatnonzero(loose))
        self.used = self.used[~loose]


def as_rows(inequalities: Inequalities) -> Rows:
    """Give inequalities as sparse rows."""
    of, sites = np.nonzero(inequalities.of)
    starts = np.searchsorted(of, np.arange(len(inequalities))).astype(np.int32)
    least = inequalities.least
    return Rows(
        least,
        np.full(least.size, np.inf),
        starts,
        sites.astype(np.int32),
        inequalities.of[of, sites],
    )
