"""The fewest sites that cover every row of a table, part by part.

Most rows follow from a few. The linear cover is solved on the rows that it breaks, then the whole one on
the rows that are tight: its count is a bound of all. Its sites are a cover, or a search beside them finds
one with as many, or the rows that they miss are added and it is solved again.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.reducing import reduce_cover
from kinten.coverage.siting.searching import search_cover
from kinten.coverage.siting.site_rows import table_rows
from kinten.coverage.siting.solving import Solver

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_PATIENCE, _TIGHT, _AT_ONCE, _EVERY = 4000, 1e-6, 200, 4


def fewest_sites(within: Mask, until: Deadline) -> tuple[Mask, int]:
    """Find the fewest sites that cover every row, and how many it takes at least.

    ``within`` has the shape (rows, sites), and each row has a site. Out of time the sites are a cover
    still, and the count a bound.
    """
    kernel = reduce_cover(within)
    chosen, least = kernel.opened.copy(), int(kernel.opened.sum())
    for part in kernel.parts():
        sites = np.flatnonzero(part.any(axis=0))
        found, bound = _fewest_of(part[:, sites], until)
        chosen[sites[found]] = True
        least += bound
    return chosen, least


def _fewest_of(within: Mask, until: Deadline) -> tuple[Mask, int]:
    greedy = _greedily(within, np.zeros(within.shape[1], dtype=bool))
    best = search_cover(within, greedy, 1, _PATIENCE, until)
    best = greedy if best is None else best
    shares, least = _linear(within, until)
    if shares is None:
        return best, least
    active = within @ shares < 1.0 + _TIGHT
    while best.sum() > least and not until.is_over:
        solver = _solver(within[active])
        solver.make_whole(np.arange(within.shape[1]))
        solver.stop_within(absolute=0.999)
        # Strong branching on every site costs more here than the nodes that it saves.
        solver.highs.setOptionValue("mip_pscost_minreliable", 0)
        solver.start_from(best.astype(np.float64))
        found = solver.solve(until.left)
        if np.isfinite(found.bound):
            least = max(least, int(np.ceil(found.bound - 1e-6)))
        if found.values is None or not found.is_optimal:
            break
        chosen = found.values > 0.5
        missed = ~within[:, chosen].any(axis=1)
        active |= missed
        if missed.any():
            searched = search_cover(within, chosen, int(chosen.sum()), _PATIENCE, until)
            chosen = _greedily(within, chosen) if searched is None else searched
        if chosen.sum() < best.sum():
            best = chosen
    return best, min(least, int(best.sum()))


def _greedily(within: Mask, chosen: Mask) -> Mask:
    """Open the site that covers most of what is uncovered until nothing is."""
    chosen = chosen.copy()
    left = within[~within[:, chosen].any(axis=1)]
    while len(left):
        site = int(left.sum(axis=0).argmax())
        chosen[site] = True
        left = left[~left[:, site]]
    return chosen


def _linear(within: Mask, until: Deadline) -> tuple[Floats | None, int]:
    """Cover by shares of sites, on the rows that shares break; with the least whole number."""
    active = np.zeros(len(within), dtype=bool)
    active[::_EVERY] = True
    solver = _solver(within[active])
    while True:
        found = solver.solve(until.left)
        if found.values is None or not found.is_optimal:
            return None, 1
        short = np.where(active, 0.0, 1.0 - within @ found.values)
        broken = np.argsort(-short, kind="stable")[:_AT_ONCE]
        broken = broken[short[broken] > _TIGHT]
        if not broken.size:
            return found.values, int(np.ceil(found.objective - _TIGHT))
        solver.add(table_rows(within[broken]))
        active[broken] = True


def _solver(within: Mask) -> Solver:
    width = within.shape[1]
    solver = Solver(np.ones(width), np.zeros(width), np.ones(width))
    solver.add(table_rows(within))
    return solver
