"""Two standardised rates beside each other, and a rate over the years."""

from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.stats import f as f_distribution
from scipy.stats import norm, t

from kinten.estimation.rates import Interval, Standardised

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Ratio:
    """The ratio of two standardised rates, with two intervals, and the p value of no difference."""

    ratio: float
    log_normal: Interval
    f_interval: Interval
    p_value: float


@dataclass(frozen=True, slots=True)
class Trend:
    """The annual percent change, its interval and the p value of no change."""

    percent: float
    interval: Interval
    p_value: float


def compare(one: Standardised, other: Standardised, level: float) -> Ratio | None:
    """Compare two rates of the same standard by their ratio, not by whether their intervals overlap.

    The log-normal interval takes the variance of the logarithms; the other takes each rate as a gamma
    variable, so that their ratio follows an F distribution (Fay, Communications in Statistics 1999; 28:
    2141-2155, without its correction for discreteness). None where a rate is zero.
    """
    if one.rate <= 0 or other.rate <= 0:
        return None
    ratio = one.rate / other.rate
    spread = sqrt(one.variance / one.rate**2 + other.variance / other.rate**2)
    reach = float(norm.ppf(0.5 + level / 2)) * spread
    # A gamma variable of this shape is a chi-square of twice as many degrees of freedom.
    freedoms = [2 * each.rate**2 / each.variance for each in (one, other)]
    low, high = (
        ratio * float(f_distribution.ppf(part, *freedoms))
        for part in (0.5 - level / 2, 0.5 + level / 2)
    )
    p_value = 2 * float(norm.sf(abs(log(ratio)) / spread))
    return Ratio(ratio, (ratio * exp(-reach), ratio * exp(reach)), (low, high), p_value)


def trend(years: Floats, found: list[Standardised], level: float) -> Trend | None:
    """Fit a line to the logarithms of the rates, each weighed by its inverse variance.

    None for fewer than three years, or where a rate is zero. The interval takes the spread about the
    line (t with n - 2 degrees of freedom), as SEER*Stat does.
    """
    rates = np.array([each.rate for each in found])
    if years.size < 3 or (rates <= 0).any() or np.unique(years).size < 3:
        return None
    weights = rates**2 / np.array([each.variance for each in found])
    away = years - np.average(years, weights=weights)
    logs = np.log(rates)
    spread = float(weights @ away**2)
    slope = float(weights @ (away * logs)) / spread
    left = logs - np.average(logs, weights=weights) - slope * away
    freedom = int(years.size - 2)
    error = sqrt(float(weights @ left**2) / freedom / spread)
    reach = float(t.ppf(0.5 + level / 2, freedom)) * error
    p_value = 0.0 if error == 0 else 2 * float(t.sf(abs(slope) / error, freedom))
    return Trend(
        100 * float(np.expm1(slope)),
        (100 * float(np.expm1(slope - reach)), 100 * float(np.expm1(slope + reach))),
        p_value,
    )
