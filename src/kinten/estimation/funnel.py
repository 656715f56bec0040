"""Control limits of a funnel plot of proportions: what chance alone leaves of one common proportion."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LEVELS = (0.95, 0.998)
"""The two levels of the usual plot: about two and about three standard errors."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most cases of each size that lie within the limits, shape (sizes,) each."""

    level: float
    low: Ints
    high: Ints


def funnel_limits(target: float, sizes: Ints, level: float) -> Limits:
    """Give the exact binomial limits about a target proportion, in cases: n times the limits of the plot.

    With p = (1 - level) / 2 and R binomial of n and the target, the lower limit is the least r with
    P(R <= r) > p, the upper one the least r with P(R <= r) >= 1 - p: chance alone puts a hospital above
    the upper, or below the lower one with a probability of p at most. The limits are not interpolated
    between whole cases, as a smooth line would need, so that this holds for small sizes too.
    ``target`` lies between 0 and 1, sizes are 1 or more; ValueError else.

    Source: Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine
    2005; 24: 1185-1202 (exact limits of proportions, in its appendix with interpolation).
    """
    if not 0 <= target <= 1 or (sizes < 1).any():
        raise ValueError("a funnel needs a proportion and sizes of one or more")
    tail = (1 - level) / 2
    low = binom.ppf(tail, sizes, target)
    # ppf gives the least with P(R <= r) >= p: where they are equal the next one is meant.
    low = np.where(binom.cdf(low, sizes, target) > tail, low, low + 1)
    high = binom.ppf(1 - tail, sizes, target)
    return Limits(level, np.clip(low, 0, sizes).astype(np.int64), high.astype(np.int64))
