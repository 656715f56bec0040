"""The ground of a p-median: ways, weights, and each client's sites sorted once, nearest first."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.summing import dot

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ranks:
    """Each client's sites, nearest first: ``order`` site numbers and ``ways``, shape (clients, sites)."""

    order: NDArray[np.int32]
    ways: Floats

    def below(self, limit: Floats, among: Ints | None = None) -> tuple[Ints, Ints, Floats]:
        """Give every client, site and way that is below the client's limit, in no order.

        ``among`` are the clients to look at, all without it. Most clients need their first few sites
        only: the others are asked for more, twice as many each time.
        """
        rows, at, step = np.arange(limit.size) if among is None else among, 0, 8
        clients: list[Ints] = []
        sites: list[NDArray[np.int32]] = []
        found: list[Floats] = []
        while at == 0 or (rows.size and at < self.order.shape[1]):
            block = (
                self.ways[rows, at : at + step]
                if rows.size < limit.size
                else self.ways[:, at : at + step]
            )
            is_below = block < limit[rows, None]
            which, place = np.nonzero(is_below)
            clients.append(rows[which])
            sites.append(self.order[rows[which], at + place])
            found.append(block[which, place])
            rows, at, step = rows[is_below[:, -1]], at + step, step * 2
        return (
            np.concatenate(clients),
            np.concatenate(sites).astype(np.int64),
            np.concatenate(found),
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """What the p-median is solved on: sites that may open and clients that some of them reaches.

    ``ways`` has the shape (clients, sites); where there is no way it holds a number so large that any
    set that reaches more clients is better. ``group`` is -1 for none. ``barred`` are the sets of sites
    that must not be answered.
    """

    ways: Floats
    weights: Floats
    is_fixed: Mask
    group: NDArray[np.int64]
    ranks: Ranks
    barred: tuple[Ints, ...] = field(default=())

    @property
    def clients(self) -> int:
        """The number of clients."""
        return int(self.ways.shape[0])

    @property
    def sites(self) -> int:
        """The number of sites."""
        return int(self.ways.shape[1])

    @property
    def is_whole(self) -> bool:
        """Whether every cost is a whole number."""
        return bool((self.weights % 1 == 0).all() and (self.ways % 1 == 0).all())

    def cost(self, is_open: Mask) -> float:
        """Give the weighted way to the nearest open site."""
        return dot(self.weights, self.ways[:, is_open].min(axis=1))


def sort_ways(ways: Floats) -> Ranks:
    """Sort every client's sites."""
    order = np.argsort(ways, axis=1, kind="stable").astype(np.int32)
    return Ranks(order, np.take_along_axis(ways, order, axis=1))
