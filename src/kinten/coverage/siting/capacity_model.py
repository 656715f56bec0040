"""The mixed model of the capacitated p-median, as rows for HiGHS."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.barring import barred_rows
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.packing import Load
from kinten.coverage.siting.solving import Rows, Solver, one_row

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def capacity_model(
    ground: Ground, count: int, load: Load, may_open: Mask, pairs: tuple[Ints, Ints]
) -> Solver:
    """Columns: sites, then pairs; rows: the count, groups, barred sets, clients, links, capacities.

    ``pairs`` are clients and the sites they may have, sorted by client, every client among them.
    """
    clients, of = pairs
    sites, size = ground.sites, clients.size
    solver = Solver(
        np.concatenate((np.zeros(sites), ground.weights[clients] * ground.ways[clients, of])),
        np.concatenate((ground.is_fixed.astype(np.float64), np.zeros(size))),
        np.concatenate((may_open.astype(np.float64), np.ones(size))),
    )
    solver.add(one_row(count, count, np.arange(sites)))
    for group in np.unique(ground.group[ground.group >= 0]):
        solver.add(one_row(-np.inf, 1.0, np.flatnonzero(ground.group == group)))
    solver.add(barred_rows(ground.barred))
    for rows in _pair_rows(ground, load, clients, of):
        solver.add(rows)
    solver.make_whole(np.arange(sites + size))
    return solver


def _pair_rows(ground: Ground, load: Load, clients: Ints, of: Ints) -> Iterator[Rows]:
    """One site a client, open before used, capacity: all rows of a kind at once."""
    sites, size = ground.sites, clients.size
    columns = (sites + np.arange(size)).astype(np.int32)
    starts = np.searchsorted(clients, np.arange(ground.clients)).astype(np.int32)
    ones = np.ones(ground.clients)
    yield Rows(ones, ones, starts, columns, np.ones(size))
    linked = np.stack((columns, of), axis=1).ravel().astype(np.int32)
    signs = np.tile([1.0, -1.0], size)
    starts = (2 * np.arange(size)).astype(np.int32)
    yield Rows(np.full(size, -np.inf), np.zeros(size), starts, linked, signs)
    narrow = np.flatnonzero(np.isfinite(load.room))
    if not narrow.size:
        return
    # Each site's pairs by rising site, and the site itself after them.
    mine = np.flatnonzero(np.isfinite(load.room[of]))
    keys = np.concatenate((of[mine], narrow))
    indices = np.concatenate((columns[mine], narrow))
    values = np.concatenate((load.demand[clients[mine]], -load.room[narrow]))
    order = np.argsort(keys, kind="stable")
    starts = np.searchsorted(keys[order], narrow).astype(np.int32)
    yield Rows(
        np.full(narrow.size, -np.inf),
        np.zeros(narrow.size),
        starts,
        indices[order].astype(np.int32),
        values[order],
    )
