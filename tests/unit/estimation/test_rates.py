"""Rates by their formulas, and what must hold of every interval."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import gamma

from kinten.estimation.ages import AgeGroup
from kinten.estimation.rates import (
    cumulative_rate,
    cumulative_risk,
    gamma_interval,
    normal_interval,
    poisson_interval,
    standardise,
    tiwari_interval,
)

CASES = np.array([3.0, 12.0, 40.0])
YEARS = np.array([50_000.0, 30_000.0, 10_000.0])
WEIGHTS = np.array([60.0, 30.0, 10.0])
INTERVALS = (normal_interval, gamma_interval, tiwari_interval)


def test_a_standardised_rate_is_the_weighted_sum_and_has_its_poisson_variance():
    found = standardise(CASES, YEARS, WEIGHTS)

    assert found.rate == pytest.approx(0.6 * 3 / 50_000 + 0.3 * 12 / 30_000 + 0.1 * 40 / 10_000)
    assert found.variance == pytest.approx(
        0.36 * 3 / 50_000**2 + 0.09 * 12 / 30_000**2 + 0.01 * 40 / 10_000**2
    )


def test_only_the_proportions_of_the_standard_count():
    one, other = (standardise(CASES, YEARS, WEIGHTS * times) for times in (1, 1253.19))

    assert other.rate == pytest.approx(one.rate, rel=1e-14)
    assert other.variance == pytest.approx(one.variance, rel=1e-14)


def test_the_population_itself_as_standard_gives_the_crude_rate():
    found = standardise(CASES, YEARS, YEARS)

    assert found.rate == pytest.approx(CASES.sum() / YEARS.sum())


@pytest.mark.parametrize("cases", [0.0, 1.0, 7.0, 250.0])
@pytest.mark.parametrize("interval", [gamma_interval, tiwari_interval])
def test_with_one_age_group_the_gamma_intervals_are_the_exact_poisson_one(cases, interval):
    found = standardise(np.array([cases]), np.array([1234.0]), np.array([1.0]))
    exact = [each / 1234.0 for each in poisson_interval(cases, 0.95)]

    assert interval(found, 0.95) == pytest.approx(exact, rel=1e-9)


def test_the_exact_poisson_interval_is_the_printed_one():
    """Garwood 1936, Biometrika 28: 437: for ten events 4.80 and 18.39; for none 3.69."""
    assert poisson_interval(10, 0.95) == pytest.approx((4.795, 18.390), abs=5e-4)
    assert poisson_interval(0, 0.95) == pytest.approx((0, 3.689), abs=5e-4)


def test_the_gamma_limits_are_those_of_the_papers():
    found = standardise(CASES, YEARS, WEIGHTS)
    rate, variance, steps = found.rate, found.variance, found.steps
    low = gamma.ppf(0.025, rate**2 / variance, scale=variance / rate)

    def high(step, square):
        shape, scale = rate + step, variance + square
        return gamma.ppf(0.975, shape**2 / scale, scale=scale / shape)

    most = steps.max()
    assert gamma_interval(found, 0.95) == pytest.approx((low, high(most, most**2)))
    assert tiwari_interval(found, 0.95) == pytest.approx(
        (low, high(steps.mean(), (steps**2).mean()))
    )


def test_tiwari_is_never_wider_and_both_hold_the_rate():
    chance = np.random.default_rng(0)
    for _ in range(200):
        cases = chance.poisson(chance.uniform(0, 4), 6).astype(float)
        found = standardise(cases, chance.uniform(1e3, 1e6, 6), chance.uniform(1, 9, 6))
        wide, narrow = gamma_interval(found, 0.95), tiwari_interval(found, 0.95)

        assert wide[0] == narrow[0] <= found.rate <= narrow[1] <= wide[1] * (1 + 1e-12)


def test_without_cases_the_estimate_is_zero_and_the_upper_limit_is_not():
    found = standardise(np.zeros(3), YEARS, WEIGHTS)

    assert normal_interval(found, 0.95) == (0, 0)
    for interval in (gamma_interval, tiwari_interval):
        low, high = interval(found, 0.95)
        assert low == 0
        assert 0 < high < 1e-3


@pytest.mark.parametrize("interval", INTERVALS)
def test_a_higher_level_is_wider(interval):
    found = standardise(CASES, YEARS, WEIGHTS)
    told = [interval(found, level) for level in (0.5, 0.9, 0.95, 0.99)]

    for inner, outer in pairwise(told):
        assert outer[0] <= inner[0] < inner[1] < outer[1]


def test_the_normal_interval_stays_at_zero():
    found = standardise(np.array([1.0, 0.0, 0.0]), YEARS, WEIGHTS)

    assert normal_interval(found, 0.95)[0] == 0.0


def test_ages_without_people_take_no_part_and_cases_there_are_an_error():
    years = np.array([50_000.0, 30_000.0, 0.0])
    found = standardise(np.array([3.0, 12.0, 0.0]), years, WEIGHTS)

    assert found.rate == pytest.approx(0.6 * 3 / 50_000 + 0.3 * 12 / 30_000)
    with pytest.raises(ValueError, match=r"^$"):
        standardise(CASES, years, WEIGHTS)
    with pytest.raises(ValueError, match=r"^$"):
        standardise(np.zeros(3), np.zeros(3), WEIGHTS)


def test_a_cumulative_rate_sums_years_of_age():
    groups = (AgeGroup(0, 39), AgeGroup(40, 74), AgeGroup(75, None))
    found = cumulative_rate(groups, CASES, YEARS)

    assert found == pytest.approx(40 * 3 / 50_000 + 35 * 12 / 30_000)
    assert cumulative_risk(found) == pytest.approx(1 - np.exp(-found))


def test_a_group_across_74_and_75_has_no_cumulative_rate():
    assert cumulative_rate((AgeGroup(0, 69), AgeGroup(70, None)), CASES[:2], YEARS[:2]) is None
    assert cumulative_rate((AgeGroup(0, 79), AgeGroup(80, None)), CASES[:2], YEARS[:2]) is None
    assert (
        cumulative_rate((AgeGroup(0, 74), AgeGroup(75, None)), CASES[:2], np.array([0, 1.0]))
        is None
    )
