"""Survival standardised by age: of strata by fixed weights, or by weighing each patient.

``combine`` is direct standardisation (Corazziari, Quinn & Capocaccia, Eur J Cancer 2004; 40: 2307-2316,
give the weights); ``weigh_patients`` the weights of Brenner, Arndt, Gefeller & Hakulinen (Eur J Cancer
2004; 40: 2317-2322), which need nobody left in a stratum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, inf, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from kinten.estimation.net_survival import Survival

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class StandardSurvival:
    """Survival standardised by age at so many years.

    ``lacking`` are the places of the strata that have no survival then: with one, there is no estimate.
    ``unbounded`` are those without an interval (survival of zero): with one, there are no limits.
    """

    years: float
    estimate: float | None
    low: float | None
    high: float | None
    lacking: tuple[int, ...] = ()
    unbounded: tuple[int, ...] = ()


def combine(
    strata: Sequence[Sequence[Survival] | None],
    weights: Floats,
    years: Sequence[float],
    level: float,
    *,
    most: float = inf,
) -> tuple[StandardSurvival, ...]:
    """Give the weighted mean of the survival of strata at each of the years.

    ``strata`` have their survival at these years, None for a stratum of nobody; ``weights`` shape
    (strata,), of any sum. The variance is that of independent strata, each by the delta method; the
    interval is normal for the logarithm, its upper limit not above ``most``. A stratum without an estimate
    leaves the whole without one: its weight is given to nobody else.
    """
    shares = weights / weights.sum()
    reach = float(norm.ppf(0.5 + level / 2))
    return tuple(
        _combine(each, [None if one is None else one[at] for one in strata], shares, reach, most)
        for at, each in enumerate(years)
    )


def _combine(
    years: float, strata: Sequence[Survival | None], shares: Floats, reach: float, most: float
) -> StandardSurvival:
    found = [(each.estimate, each.error) if each is not None else (None, None) for each in strata]
    needed = [at for at in range(len(strata)) if shares[at] > 0]
    lacking = tuple(at for at in needed if found[at][0] is None)
    if lacking:
        return StandardSurvival(years, None, None, None, lacking)
    estimate = sum(float(shares[at]) * (found[at][0] or 0.0) for at in needed)
    unbounded = tuple(at for at in needed if found[at][1] is None)
    if unbounded or estimate <= 0:
        return StandardSurvival(years, estimate, None, None, (), unbounded)
    variance = sum(
        (float(shares[at]) * (found[at][0] or 0.0) * (found[at][1] or 0.0)) ** 2 for at in needed
    )
    away = reach * sqrt(variance) / estimate
    return StandardSurvival(years, estimate, estimate * exp(-away), min(most, estimate * exp(away)))


def weigh_patients(stratum: Ints, weights: Floats) -> Floats:
    """Give each patient the standard's share of the stratum over that of the patients (Brenner).

    ``stratum`` is the place of each patient's stratum, shape (patients,). Raises ValueError where a
    stratum of the standard has nobody: its weight can be given to no one.
    """
    counts = np.bincount(stratum, minlength=weights.size).astype(np.float64)
    if ((counts == 0) & (weights > 0)).any():
        raise ValueError
    shares = weights / weights.sum()
    return np.asarray((shares * stratum.size / np.maximum(counts, 1.0))[stratum])
