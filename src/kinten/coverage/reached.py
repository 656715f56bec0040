"""What ways to the nearest hospital come to, for people counted at places: shares, means, who has none."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.travel import LIMITS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reached:
    """How far the nearest hospital is for all people counted.

    ``within`` maps a limit in minutes (inclusive) to people. ``mean``, ``median`` and ``p90`` are
    minutes over those who have a way, weighted by people; ``longest`` is the longest of these ways
    (all None where nobody has one). ``lost`` are the rows without a way and ``cut_off`` their people:
    they are in no mean.
    """

    people: float
    within: Mapping[float, float]
    mean: float | None
    median: float | None
    p90: float | None
    longest: float | None
    lost: tuple[int, ...]
    cut_off: float

    def share(self, limit: float) -> float:
        """Give the share of all people within a limit, inclusive; nought where there is nobody."""
        return self.within[limit] / self.people if self.people else 0.0


def reached(weights: Floats, minutes: Floats, limits: tuple[float, ...] = LIMITS) -> Reached:
    """Sum up the minutes to the nearest hospital, shape (places,), infinite where there is no way."""
    has_way = np.isfinite(minutes)
    ways, people = minutes[has_way], weights[has_way]
    counted = bool(people.sum() > 0)
    return Reached(
        float(weights.sum()),
        {limit: float(weights[minutes <= limit].sum()) for limit in limits},
        float(np.average(ways, weights=people)) if counted else None,
        _quantile(ways, people, 0.5) if counted else None,
        _quantile(ways, people, 0.9) if counted else None,
        float(ways.max()) if counted else None,
        tuple(int(row) for row in np.flatnonzero(~has_way)),
        float(weights[~has_way].sum()),
    )


def _quantile(ways: Floats, people: Floats, share: float) -> float:
    """Give the least way within which at least a share of the people live."""
    order = np.argsort(ways, kind="stable")
    summed = np.cumsum(people[order])
    return float(ways[order][np.searchsorted(summed, share * summed[-1] * (1 - 1e-12))])
