"""Rates of one population: crude, by age, age-standardised, cumulative, each with its interval.

Rates here are per person-year. ``cases`` and ``person_years`` have one figure for each age group, shape
(groups,); ``weights`` are a standard population in the same groups.
"""

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, gamma, norm

from kinten.estimation.ages import AgeGroup

Floats = NDArray[np.float64]
Interval = tuple[float, float]
LAST_AGE = 74
"""Cumulative rates go up to this age, inclusive (Day, in Cancer Incidence in Five Continents)."""


@dataclass(frozen=True, slots=True)
class Standardised:
    """A directly standardised rate, its variance, and what each case adds to it in its age group."""

    rate: float
    variance: float
    steps: Floats


def standardise(cases: Floats, person_years: Floats, weights: Floats) -> Standardised:
    """Weigh the rates by age with a standard population; an age group without people takes no part.

    The variance takes the cases as Poisson counts. Raises ValueError where nobody is left, or where
    there are cases in an age group without people.
    """
    has_people = person_years > 0
    if (cases[~has_people] > 0).any() or not has_people.any():
        raise ValueError
    share = weights / weights.sum()
    steps = np.where(has_people, share / np.where(has_people, person_years, 1.0), 0.0)
    return Standardised(float(steps @ cases), float(steps**2 @ cases), steps)


def normal_interval(found: Standardised, level: float) -> Interval:
    """Give the normal interval; it does not go below zero. Poor with few cases: see the gamma one."""
    half = float(norm.ppf(0.5 + level / 2)) * sqrt(found.variance)
    return max(0.0, found.rate - half), found.rate + half


def gamma_interval(found: Standardised, level: float) -> Interval:
    """Give the gamma interval of Fay & Feuer (Statistics in Medicine 1997; 16: 791-801)."""
    most = float(found.steps.max())
    return _gamma_low(found, level), _gamma_high(found, level, most, most**2)


def tiwari_interval(found: Standardised, level: float) -> Interval:
    """Give the gamma interval of Tiwari, Clegg & Zou (Stat Methods Med Res 2006; 15: 547-569).

    Its upper limit takes the mean of what a case adds in place of the most, and is narrower.
    """
    steps = found.steps
    return _gamma_low(found, level), _gamma_high(found, level, steps.mean(), (steps**2).mean())


def _gamma_low(found: Standardised, level: float) -> float:
    if found.rate <= 0:
        return 0.0
    ratio = found.variance / found.rate
    return float(gamma.ppf(0.5 - level / 2, found.rate / ratio, scale=ratio))


def _gamma_high(found: Standardised, level: float, step: float, square: float) -> float:
    rate, variance = found.rate + step, found.variance + square
    return float(gamma.ppf(0.5 + level / 2, rate**2 / variance, scale=variance / rate))


def poisson_interval(cases: float, level: float) -> Interval:
    """Give the exact interval of a Poisson count (Garwood 1936)."""
    away = (1 - level) / 2
    low = 0.0 if cases <= 0 else float(chi2.ppf(away, 2 * cases)) / 2
    return low, float(chi2.ppf(1 - away, 2 * (cases + 1))) / 2


def cumulative_rate(
    groups: tuple[AgeGroup, ...], cases: Floats, person_years: Floats
) -> float | None:
    """Sum the rates of every year of age up to 74; None where a group goes beyond, or has nobody."""
    below = [at for at, group in enumerate(groups) if group.low <= LAST_AGE]
    widths = [groups[at].width for at in below]
    if any(width is None for width in widths) or (groups[below[-1]].high or inf) > LAST_AGE:
        return None
    if (person_years[below] <= 0).any():
        return None
    years = np.array(widths, dtype=np.float64)
    return float((years * cases[below] / person_years[below]).sum())


def cumulative_risk(rate: float) -> float:
    """Turn a cumulative rate into the risk of the event where nothing else ends life."""
    return float(-np.expm1(-rate))
