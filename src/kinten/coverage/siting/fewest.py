"""The fewest sites that cover every row of a table, part by part.

A search finds a good cover. The linear cover, made tight by cuts, tells how few sites there must be at
least; where that is fewer, the whole one is solved with the cuts, from the cover found.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.linear_cover import LinearCover, as_rows
from kinten.coverage.siting.reducing import reduce_cover
from kinten.coverage.siting.searching import search_cover
from kinten.coverage.siting.site_rows import table_rows
from kinten.coverage.siting.solving import Solver

Mask = NDArray[np.bool_]
_PATIENCE, _AGE = 2000, 5


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
    width = within.shape[1]
    best = _greedily(within, np.zeros(width, dtype=bool))
    linear = LinearCover(within, until)
    if not linear.solve():
        searched = search_cover(within, best, 1, _PATIENCE, until)
        return best if searched is None else searched, 1
    linear.tighten(int(best.sum()))
    assert linear.shares is not None  # noqa: S101 - it was solved
    least = linear.least
    if best.sum() > least:
        near = _greedily(within, linear.shares > 0.5)
        searched = search_cover(within, near, least, _PATIENCE, until)
        best = min((best, near, near if searched is None else searched), key=np.sum)
    if best.sum() == least or until.is_over:
        return best, least
    solver = Solver(np.ones(width), np.zeros(width), np.ones(width))
    solver.add(table_rows(within))
    solver.add(as_rows(linear.cuts))
    solver.make_whole(np.arange(width))
    solver.stop_within(absolute=0.999)
    # Strong branching on every site costs more here than the nodes that it saves; so does looking for a
    # better cover than the one to start from; and most rows are loose, so they leave its models soon.
    solver.highs.setOptionValue("mip_pscost_minreliable", 0)
    solver.highs.setOptionValue("mip_heuristic_effort", 0.0)
    solver.highs.setOptionValue("mip_lp_age_limit", _AGE)
    solver.start_from(best.astype(np.float64))
    found = solver.solve(until.left)
    if np.isfinite(found.bound):
        least = max(least, int(np.ceil(found.bound - 1e-6)))
    if found.values is not None and found.objective < best.sum() - 0.5:
        best = found.values > 0.5
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
