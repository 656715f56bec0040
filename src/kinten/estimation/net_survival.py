"""Survival of patients beside that of the population: net, relative and observed.

``pohar-perme`` is net survival (Pohar Perme, Stare & Esteve, Biometrics 2012; 68: 113-120); ``ederer1``,
``ederer2`` and ``hakulinen`` are relative survival by the expected survival of the whole cohort, of those
at risk, and of those who could still be followed; ``kaplan-meier`` is observed survival.

Patients may come under observation later than they were diagnosed (left truncation, for a period), and may
weigh more or less than one each (standardisation by age).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import exp

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from kinten.estimation.life_table import YEAR_DAYS, Cohort, Hazards, LifeTable

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_BLOCK = 60
"""Intervals reckoned at once: days, or fewer where deaths fall within a day."""


class Method(StrEnum):
    """The methods."""

    POHAR_PERME = "pohar-perme"
    EDERER1 = "ederer1"
    EDERER2 = "ederer2"
    HAKULINEN = "hakulinen"
    KAPLAN_MEIER = "kaplan-meier"


WHOLE_COHORT = frozenset({Method.EDERER1, Method.HAKULINEN})
"""Here the expected survival is that of a cohort from diagnosis on, which no later entry can join."""


@dataclass(frozen=True, slots=True)
class Survival:
    """Survival at so many years; None where nobody is followed so long, or nobody at some time before.

    ``at_risk`` are those followed, ``effective`` how many of equal weight would tell as much (Kish): far
    fewer where the weights of the oldest explode. ``error`` is the standard error of the logarithm.
    """

    years: float
    estimate: float | None
    low: float | None
    high: float | None
    at_risk: int
    deaths: int
    effective: float
    error: float | None = None


@dataclass(frozen=True, slots=True)
class _Sums:
    """For each interval: patients at risk, deaths, their variance, and the expected hazard."""

    ends: Floats
    at_risk: Floats
    hazard: Floats
    variance: Floats
    expected: Floats
    deaths: Floats
    effective: Floats


def survive(
    cohort: Cohort,
    method: Method,
    years: tuple[float, ...],
    level: float,
    table: LifeTable | None = None,
    potential_days: Floats | None = None,
    weights: Floats | None = None,
) -> tuple[Survival, ...]:
    """Give survival at the years asked for, with intervals on the logarithmic scale.

    ``table`` is needed by all but Kaplan-Meier; ``potential_days`` by Hakulinen: for how long each patient
    could have been followed, shape (patients,). ``weights`` say for how many each patient stands (Brenner),
    same shape. Raises ValueError for a late entry by a method of which the expected survival is that of a
    whole cohort.
    """
    if cohort.entry_days is not None and method in WHOLE_COHORT:
        raise ValueError(method)
    sums = _sum_up(cohort, method, max(years) * YEAR_DAYS, table, potential_days, weights)
    logs = _logs(method, sums)
    spread = np.sqrt(np.cumsum(sums.variance))
    reach = float(norm.ppf(0.5 + level / 2))
    followed = _followed(cohort, sums)
    deaths = np.cumsum(sums.deaths)
    found = []
    for each in years:
        end = each * YEAR_DAYS
        # Read at the last moment at which somebody's follow-up ended, as a step function is (relsurv).
        seen = cohort.time_days[cohort.time_days <= end]
        at = int(np.searchsorted(sums.ends, seen.max())) if seen.size else -1
        at_risk = _count_at_risk(cohort, end)
        died = int(deaths[at]) if at >= 0 else 0
        here = min(int(np.searchsorted(sums.ends, end)), sums.ends.size - 1)
        effective = min(float(sums.effective[here]) if here >= 0 else 0.0, float(at_risk))
        told, error = (float(logs[at]), float(spread[at])) if at >= 0 else (0.0, 0.0)
        estimate, low, high = (
            _limits(told, reach * error) if end <= followed else (None, None, None)
        )
        if method is Method.KAPLAN_MEIER and high is not None:
            high = min(high, 1.0)  # net and relative survival may pass 1, observed survival cannot
        spread_of = None if low is None else error
        found.append(Survival(each, estimate, low, high, at_risk, died, effective, spread_of))
    return tuple(found)


def _followed(cohort: Cohort, sums: _Sums) -> float:
    """Give for how long somebody was at risk without a break."""
    if not cohort.size:
        return 0.0
    empty = np.flatnonzero(sums.at_risk <= 0)
    if not empty.size:
        return float(cohort.time_days.max())
    return float(sums.ends[empty[0] - 1]) if empty[0] else 0.0


def _count_at_risk(cohort: Cohort, end: float) -> int:
    is_there = cohort.time_days >= end
    if cohort.entry_days is not None:
        is_there &= cohort.entry_days < end
    return int(is_there.sum())


def _limits(told: float, away: float) -> tuple[float, float | None, float | None]:
    """Give survival and its limits from the logarithm; none around zero."""
    if told == -np.inf:
        return 0.0, None, None
    return exp(told), exp(told - away), exp(told + away)


def _logs(method: Method, sums: _Sums) -> Floats:
    """Give the logarithm of survival at the end of each interval, as a product over them (Kaplan-Meier).

    By risk set the expected hazard is taken from that of each interval; the expected survival of a whole
    cohort divides what is observed.
    """
    with np.errstate(divide="ignore"):
        if method in {Method.POHAR_PERME, Method.EDERER2}:
            moved = np.log1p(-np.minimum(sums.hazard - sums.expected, 1.0))
        else:
            moved = np.log1p(-np.minimum(sums.hazard, 1.0)) + sums.expected
        return np.asarray(np.cumsum(moved))


def _sum_up(
    cohort: Cohort,
    method: Method,
    until: float,
    table: LifeTable | None,
    potential_days: Floats | None,
    weights: Floats | None,
) -> _Sums:
    grid = _grid(cohort, until)
    ends = grid[1:]
    deaths, at_risk = _deaths(cohort, ends), _there(cohort, ends)
    if method is Method.POHAR_PERME and table is not None:
        return _weighted(cohort, grid, table, at_risk, deaths, weights)
    if weights is None:
        hazard = deaths / np.maximum(at_risk, 1.0)
        variance, effective = hazard / np.maximum(at_risk, 1.0), at_risk
    else:
        total = _positive(_there(cohort, ends, weights))
        effective = total**2 / _positive(_there(cohort, ends, weights**2))
        hazard = _deaths(cohort, ends, weights) / total
        variance = _deaths(cohort, ends, weights**2) / total**2
    if method is Method.KAPLAN_MEIER or table is None:
        if weights is None:
            left = np.maximum(at_risk - deaths, 0.0)
            with np.errstate(divide="ignore", invalid="ignore"):
                variance = np.where(deaths > 0, hazard / left, 0.0)
        return _Sums(ends, at_risk, hazard, variance, np.zeros(ends.size), deaths, effective)
    limits = {
        Method.EDERER1: np.full(cohort.size, np.inf),
        Method.EDERER2: cohort.time_days,
        Method.HAKULINEN: cohort.time_days if potential_days is None else potential_days,
    }[method]
    expected = np.zeros(ends.size)
    for block in _blocks(cohort, grid, table, limits):
        counted = block.there.astype(np.float64)
        if method is not Method.EDERER2:
            # Those expected to be alive: of the whole cohort, or of those who could be followed.
            counted *= np.exp(-block.passed)
        if weights is not None:
            counted *= weights[block.patients][:, None]
        total = counted.sum(axis=0)
        moved = (counted * block.hazard).sum(axis=0)
        expected[block.first : block.first + total.size] = moved / _positive(total)
    return _Sums(ends, at_risk, hazard, variance, expected, deaths, effective)


def _deaths(cohort: Cohort, ends: Floats, weights: Floats | None = None) -> Floats:
    """Add up those who die at the end of each interval, each once or by weight."""
    at = np.searchsorted(ends, cohort.time_days[cohort.is_dead])
    of_dead = None if weights is None else weights[cohort.is_dead]
    return np.bincount(at, of_dead, minlength=ends.size + 1)[: ends.size].astype(np.float64)


def _there(cohort: Cohort, ends: Floats, weights: Floats | None = None) -> Floats:
    """Add up those who are under observation in each interval and to its end, each once or by weight."""

    def later(moments: Floats) -> Floats:
        order = np.argsort(moments)
        at = np.searchsorted(moments[order], ends, side="left")
        if weights is None:
            return moments.size - at.astype(np.float64)
        before = np.concatenate(([0.0], np.cumsum(weights[order])))
        return np.asarray(before[-1] - before[at])

    found = later(cohort.time_days)
    return found if cohort.entry_days is None else found - later(cohort.entry_days)


def _positive(sums: Floats) -> Floats:
    """Give sums to divide by: one in the place of nothing."""
    return np.where(sums > 0, sums, 1.0)


def _weighted(
    cohort: Cohort,
    grid: Floats,
    table: LifeTable,
    at_risk: Floats,
    deaths: Floats,
    persons: Floats | None,
) -> _Sums:
    """Weigh everyone by the inverse of the expected survival, so that only the disease is left."""
    ends = grid[1:]
    all_weights, moved = np.zeros(ends.size), np.zeros(ends.size)
    died, squares, effective = (np.zeros(ends.size) for _ in range(3))
    for block in _blocks(cohort, grid, table, cohort.time_days):
        weights = np.exp(block.passed)
        weights *= block.there
        if persons is not None:
            weights *= persons[block.patients][:, None]
        part = slice(block.first, block.first + weights.shape[1])
        all_weights[part] = weights.sum(axis=0)
        effective[part] = np.einsum("ij,ij->j", weights, weights)
        moved[part] = np.einsum("ij,ij->j", weights, block.hazard)
        patients, intervals = block.deaths
        of_dead = weights[patients, intervals]
        died[part] = np.bincount(intervals, of_dead, weights.shape[1])
        squares[part] = np.bincount(intervals, of_dead**2, weights.shape[1])
    total = _positive(all_weights)
    effective = total**2 / _positive(effective)
    return _Sums(ends, at_risk, died / total, squares / total**2, moved / total, deaths, effective)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some intervals of some patients, shape (patients, intervals).

    ``hazard`` is what passes in each interval, ``passed`` what has passed by its middle since diagnosis,
    ``there`` whether a patient is under observation to its end; ``deaths`` are the places of patients
    and intervals that end with a death.
    """

    first: int
    patients: Ints
    hazard: Floats
    passed: Floats
    there: NDArray[np.bool_]
    deaths: tuple[Ints, Ints]


def _blocks(cohort: Cohort, grid: Floats, table: LifeTable, limits: Floats) -> Iterator[_Block]:
    """Go through follow-up a block of intervals at a time, with those who are still there."""
    hazards = Hazards(cohort, table)
    order = np.argsort(-limits, kind="stable")
    falling = -limits[order]
    passed = np.zeros(cohort.size)
    for first in range(0, grid.size - 1, _BLOCK):
        bounds = grid[first : first + _BLOCK + 1]
        ends = bounds[1:]
        patients = order[: np.searchsorted(falling, -ends[0], side="right")]
        if not patients.size:
            return
        moves = hazards.passing(patients, bounds)
        so_far = np.cumsum(moves, axis=1)
        so_far += passed[patients][:, None]
        passed[patients] = so_far[:, -1]
        limit = limits[patients]
        at = np.searchsorted(ends, limit)
        dying = np.flatnonzero(cohort.is_dead[patients] & (at < ends.size) & (limit > bounds[0]))
        is_there = limit[:, None] >= ends
        if cohort.entry_days is not None:
            is_there &= cohort.entry_days[patients][:, None] < ends
        yield _Block(first, patients, moves, so_far - moves / 2, is_there, (dying, at[dying]))


def _grid(cohort: Cohort, until: float) -> Floats:
    """Give the days of follow-up, and the moments within a day at which somebody's begins or ends."""
    times = cohort.time_days
    last = min(float(times.max(initial=0.0)), until)
    days = np.arange(0.0, np.floor(last) + 1.0)
    if cohort.entry_days is not None:
        times = np.concatenate((times, cohort.entry_days))
    inside = times[(times <= last) & (times != np.floor(times)) & (times > 0)]
    return np.unique(np.concatenate((days, inside, [last])))
