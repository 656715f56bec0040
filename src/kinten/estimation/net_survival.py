"""Survival of patients beside that of the population: net, relative and observed.

``pohar-perme`` is net survival (Pohar Perme, Stare & Esteve, Biometrics 2012; 68: 113-120); ``ederer1``,
``ederer2`` and ``hakulinen`` are relative survival by the expected survival of the whole cohort, of those
at risk, and of those who could still be followed; ``kaplan-meier`` is observed survival.
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


@dataclass(frozen=True, slots=True)
class Survival:
    """Survival at so many years; None where nobody is followed so long.

    ``at_risk`` are those followed, ``effective`` how many of equal weight would tell as much (Kish): far
    fewer where the weights of the oldest explode.
    """

    years: float
    estimate: float | None
    low: float | None
    high: float | None
    at_risk: int
    deaths: int
    effective: float


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
) -> tuple[Survival, ...]:
    """Give survival at the years asked for, with intervals on the logarithmic scale.

    ``table`` is needed by all but Kaplan-Meier; ``potential_days`` by Hakulinen: for how long each patient
    could have been followed, shape (patients,).
    """
    sums = _sum_up(cohort, method, max(years) * YEAR_DAYS, table, potential_days)
    logs = _logs(method, sums)
    spread = np.sqrt(np.cumsum(sums.variance))
    reach = float(norm.ppf(0.5 + level / 2))
    followed = float(cohort.time_days.max()) if cohort.size else 0.0
    deaths = np.cumsum(sums.deaths)
    found = []
    for each in years:
        end = each * YEAR_DAYS
        # Read at the last moment at which somebody's follow-up ended, as a step function is (relsurv).
        seen = cohort.time_days[cohort.time_days <= end]
        at = int(np.searchsorted(sums.ends, seen.max())) if seen.size else -1
        at_risk = int((cohort.time_days >= end).sum())
        died = int(deaths[at]) if at >= 0 else 0
        effective = min(float(sums.effective[at]) if at >= 0 else np.inf, float(at_risk))
        told, error = (float(logs[at]), float(spread[at])) if at >= 0 else (0.0, 0.0)
        estimate, low, high = (
            _limits(told, reach * error) if end <= followed else (None, None, None)
        )
        if method is Method.KAPLAN_MEIER and high is not None:
            high = min(high, 1.0)  # net and relative survival may pass 1, observed survival cannot
        found.append(Survival(each, estimate, low, high, at_risk, died, effective))
    return tuple(found)


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
) -> _Sums:
    grid = _grid(cohort.time_days, until)
    ends = grid[1:]
    deaths = np.bincount(
        np.searchsorted(ends, cohort.time_days[cohort.is_dead]), minlength=ends.size + 1
    )[: ends.size].astype(np.float64)
    ordered = np.sort(cohort.time_days)
    at_risk = cohort.size - np.searchsorted(ordered, ends, side="left").astype(np.float64)
    there = np.maximum(at_risk, 1.0)
    if method is Method.KAPLAN_MEIER or table is None:
        left = np.maximum(at_risk - deaths, 0.0)
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = np.where(deaths > 0, deaths / (there * left), 0.0)
        return _Sums(ends, at_risk, deaths / there, variance, np.zeros(ends.size), deaths, at_risk)
    if method is Method.POHAR_PERME:
        return _weighted(cohort, grid, table, at_risk, deaths)
    limits = {
        Method.EDERER1: np.full(cohort.size, np.inf),
        Method.EDERER2: cohort.time_days,
        Method.HAKULINEN: cohort.time_days if potential_days is None else potential_days,
    }[method]
    expected = np.zeros(ends.size)
    for block in _blocks(cohort, grid, table, limits):
        weights = block.there.astype(np.float64)
        if method is not Method.EDERER2:
            # Those expected to be alive: of the whole cohort, or of those who could be followed.
            weights *= np.exp(-block.passed)
        total = weights.sum(axis=0)
        moved = (weights * block.hazard).sum(axis=0)
        expected[block.first : block.first + total.size] = moved / np.where(total > 0, total, 1.0)
    return _Sums(ends, at_risk, deaths / there, deaths / there**2, expected, deaths, at_risk)


def _weighted(
    cohort: Cohort, grid: Floats, table: LifeTable, at_risk: Floats, deaths: Floats
) -> _Sums:
    """Weigh everyone by the inverse of the expected survival, so that only the disease is left."""
    ends = grid[1:]
    all_weights, moved = np.zeros(ends.size), np.zeros(ends.size)
    died, squares, effective = (np.zeros(ends.size) for _ in range(3))
    for block in _blocks(cohort, grid, table, cohort.time_days):
        weights = np.exp(block.passed)
        weights *= block.there
        part = slice(block.first, block.first + weights.shape[1])
        all_weights[part] = weights.sum(axis=0)
        effective[part] = np.einsum("ij,ij->j", weights, weights)
        moved[part] = np.einsum("ij,ij->j", weights, block.hazard)
        patients, intervals = np.nonzero(block.is_death)
        of_dead = weights[patients, intervals]
        died[part] = np.bincount(intervals, of_dead, weights.shape[1])
        squares[part] = np.bincount(intervals, of_dead**2, weights.shape[1])
    total = np.where(all_weights > 0, all_weights, 1.0)
    effective = total**2 / np.where(effective > 0, effective, 1.0)
    return _Sums(ends, at_risk, died / total, squares / total**2, moved / total, deaths, effective)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some intervals of some patients, shape (patients, intervals).

    ``hazard`` is what passes in each interval, ``passed`` what has passed by its middle, ``there`` whether
    a patient is followed to its end, ``is_death`` whether it ends with the patient's death.
    """

    first: int
    hazard: Floats
    passed: Floats
    there: NDArray[np.bool_]
    is_death: NDArray[np.bool_]


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
        limit = limits[patients][:, None]
        is_death = (limit == ends) & cohort.is_dead[patients][:, None]
        yield _Block(first, moves, so_far - moves / 2, limit >= ends, is_death)


def _grid(times: Floats, until: float) -> Floats:
    """Give the days of follow-up, and the moments within a day at which somebody's ends."""
    last = min(float(times.max(initial=0.0)), until)
    days = np.arange(0.0, np.floor(last) + 1.0)
    inside = times[(times <= last) & (times != np.floor(times)) & (times > 0)]
    return np.unique(np.concatenate((days, inside, [last])))
