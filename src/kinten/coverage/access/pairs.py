"""The pairs of demand and supply within reach, sparse: nothing here is ever dense."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.summing import sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Costs from demand to supply, one entry a pair, in no order; a pair left out is out of reach.

    ``demand`` and ``supply`` are places in the lists of ``demands`` and ``supplies`` members; all three
    arrays have the shape (pairs,).
    """

    demand: Ints
    supply: Ints
    cost: Floats
    demands: int
    supplies: int

    def within(self, most: float) -> "Pairs":
        """Give the pairs of at most so much, inclusive."""
        if np.isinf(most):
            return self
        kept = self.cost <= most
        return Pairs(
            self.demand[kept], self.supply[kept], self.cost[kept], self.demands, self.supplies
        )

    def over_demand(self, values: Floats) -> Floats:
        """Sum values of the pairs by demand, shape (demands,)."""
        return sum_by(self.demand, values, self.demands)

    def over_supply(self, values: Floats) -> Floats:
        """Sum values of the pairs by supply, shape (supplies,)."""
        return sum_by(self.supply, values, self.supplies)


def pairs_of(costs: Floats) -> Pairs:
    """Give the finite entries of a table of costs, shape (demands, supplies), as pairs."""
    demand, supply = np.nonzero(np.isfinite(costs))
    return Pairs(demand, supply, costs[demand, supply], *costs.shape)


def pairs_within(here: Floats, there: Floats, most: float) -> Pairs:
    """Find every pair of points within a distance, inclusive, straight over the plane or in space.

    ``here`` and ``there`` have the shape (points, dimensions). Places on the earth are told by
    ``points.pairs_within_km``.
    """
    from scipy.spatial import KDTree

    # Half a millionth more, then cut exactly: what lies on the limit itself is within.
    found = KDTree(here).sparse_distance_matrix(
        KDTree(there), most * (1 + 5e-7), output_type="ndarray"
    )
    kept = found["v"] <= most
    return Pairs(
        found["i"][kept].astype(np.int64),
        found["j"][kept].astype(np.int64),
        found["v"][kept].astype(np.float64),
        len(here),
        len(there),
    )
