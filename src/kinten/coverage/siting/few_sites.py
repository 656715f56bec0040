"""The most that so many sites can cover, whichever they are: a bound that holds whenever it is stopped.

The worth of each pattern is split: a share is counted as covered in any case, the other counts at every
site that reaches it, and the sites with most are taken. Any split bounds the maximal covering from above
(Galvão & ReVelle 1996); subgradient steps lower the bound.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
_STEPS, _PATIENCE, _COOLING = 400, 10, 1.5


def most_covered(
    pairs: tuple[NDArray[np.integer], NDArray[np.integer]],
    worth: Floats,
    count: int,
    known: float,
    until: Deadline,
) -> float:
    """Bound the worth that ``count`` sites cover.

    ``pairs`` are patterns and the sites that reach them, entry by entry; ``worth`` is that of each
    pattern, shape (patterns,); ``known`` is a worth that is covered by some such sites.
    """
    of, sites = pairs
    if count <= 0 or not sites.size:
        return 0.0
    size = int(sites.max()) + 1
    count = min(count, size)
    reached = sum_by(of, np.ones(of.size), worth.size) > 0
    best, everything = np.inf, float(worth[reached].sum())
    priced = np.where(reached, worth, 0.0)
    whole, scale, idle = priced, 1.0, 0
    for _ in range(_STEPS):
        gains = sum_by(sites, priced[of], size)
        chosen = np.argpartition(-gains, count - 1)[:count]
        bound = float((whole - priced).sum() + gains[chosen].sum())
        if bound < best:
            best, idle = bound, 0
        else:
            idle += 1
            if idle >= _PATIENCE:
                scale, idle = scale / _COOLING, 0
        if until.is_over or best <= known:
            break
        is_chosen = np.zeros(size)
        is_chosen[chosen] = 1.0
        slope = np.where(reached, sum_by(of, is_chosen[sites], worth.size) - 1.0, 0.0)
        length = dot(slope, slope)
        if length == 0:
            break
        step = scale * max(bound - known, 1e-9 * bound) / length
        priced = np.clip(priced - step * slope, 0.0, whole)
    return min(best, everything)
