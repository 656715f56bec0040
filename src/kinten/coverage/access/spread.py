"""How a figure is spread over people: its mean, its quantiles, the shares within limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure over the people who have it; each is None where nobody has.

    A quantile is the least value that at least so large a share of these people do not exceed.
    """

    mean: float | None
    p10: float | None
    median: float | None
    p90: float | None


def spread_of(values: Floats, people: Floats) -> Spread:
    """Spread values over people, same shape; a value that is not finite is none, and its people are left out."""
    has = np.isfinite(values) & (people > 0)
    if not has.any():
        return Spread(None, None, None, None)
    known, weights = values[has], people[has]
    order = np.argsort(known, kind="stable")
    held = np.cumsum(weights[order])

    def quantile(share: float) -> float:
        # A hair less, for a sum of weights may fall short of its own share.
        place = int(np.searchsorted(held, share * held[-1] * (1 - 1e-12), side="left"))
        return float(known[order[min(place, known.size - 1)]])

    mean = float(np.average(known, weights=weights))
    return Spread(mean, quantile(0.1), quantile(0.5), quantile(0.9))


def shares_within(
    values: Floats, people: Floats, limits: Sequence[int]
) -> Mapping[int, float | None]:
    """Give the share of all people at or below each limit; None where there are no people."""
    total = float(people.sum())
    return {
        limit: float(people[values <= limit].sum()) / total if total > 0 else None
        for limit in limits
    }
