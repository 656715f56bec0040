"""Survival standardised by age: by hand, and weights of patients beside patients who are there so often."""

from dataclasses import replace
from math import exp, sqrt

import numpy as np
import pytest

from kinten.estimation.following import complete_follow_up
from kinten.estimation.life_table import YEAR_DAYS, Cohort, LifeTable
from kinten.estimation.net_survival import Method, Survival, survive
from kinten.estimation.standard_survival import combine, weigh_patients

YEARS = (0.5, 1.0, 2.0)
Z = 1.959963984540054


def one(estimate, error):
    return (Survival(1.0, estimate, None, None, 20, 20, 20.0, error),)


def life_table():
    age, year = np.arange(100), np.arange(12)
    rates = 3e-5 * np.exp(0.095 * age)[None, :] * 0.98 ** year[:, None] / 365
    return LifeTable(("1", "2"), 2000, np.stack((rates, 0.6 * rates)))


def cohort(seed=0, size=200):
    chance = np.random.default_rng(seed)
    return Cohort(
        chance.integers(0, 2, size),
        np.floor(chance.uniform(40, 85, size) * YEAR_DAYS),
        chance.integers(10_957, 10_957 + 1461, size),
        np.ceil(chance.exponential(900, size)),
        chance.random(size) < 0.6,
    )


def test_the_weighted_mean_and_its_interval_by_hand():
    """0.3 of 0.8 (error of the logarithm 0.1) and 0.7 of 0.5 (0.2)."""
    found = combine([one(0.8, 0.1), one(0.5, 0.2)], np.array([30.0, 70.0]), (1.0,), 0.95)[0]
    mean = 0.3 * 0.8 + 0.7 * 0.5
    error = sqrt((0.3 * 0.08) ** 2 + (0.7 * 0.1) ** 2) / mean

    assert found.estimate == pytest.approx(mean)
    assert found.low == pytest.approx(mean * exp(-Z * error))
    assert found.high == pytest.approx(mean * exp(Z * error))


def test_a_stratum_without_survival_leaves_the_whole_without_any():
    """No weight is moved to the others."""
    for lacking in (None, one(None, None)):
        found = combine([one(0.8, 0.1), lacking], np.array([30.0, 70.0]), (1.0,), 0.95)[0]

        assert (found.estimate, found.low, found.high) == (None, None, None)
        assert found.lacking == (1,)


def test_a_stratum_without_weight_is_not_missed():
    found = combine([one(0.8, 0.1), None], np.array([30.0, 0.0]), (1.0,), 0.95)[0]

    assert found.estimate == pytest.approx(0.8)
    assert found.lacking == ()


def test_a_stratum_of_which_all_have_died_has_a_mean_without_limits():
    found = combine([one(0.8, 0.1), one(0.0, None)], np.array([30.0, 70.0]), (1.0,), 0.95)[0]

    assert found.estimate == pytest.approx(0.24)
    assert (found.low, found.high) == (None, None)
    assert found.unbounded == (1,)


def test_observed_survival_stays_below_one():
    found = combine([one(0.99, 0.2)], np.array([1.0]), (1.0,), 0.95, most=1.0)[0]

    assert found.high == 1.0


def test_one_stratum_is_its_own_mean():
    given = survive(cohort(), Method.POHAR_PERME, YEARS, 0.9, life_table())
    found = combine([given], np.array([7.0]), YEARS, 0.9)

    for each, other in zip(found, given, strict=True):
        assert (each.estimate, each.low, each.high) == pytest.approx(
            (other.estimate, other.low, other.high)
        )


def test_a_patient_weighs_the_share_of_the_standard_over_that_of_the_patients():
    """Of four patients three are young, half of the standard: 2/3 each, and 2 for the old one."""
    found = weigh_patients(np.array([0, 0, 0, 1]), np.array([50.0, 50.0]))

    assert found == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2.0])
    with pytest.raises(ValueError, match=r"^$"):
        weigh_patients(np.array([0, 0]), np.array([50.0, 50.0]))


@pytest.mark.parametrize("method", list(Method))
def test_a_patient_of_weight_three_is_three_patients(method):
    """Estimates; the error of three alike who die together is larger than that of three who do not."""
    given, table = cohort(), life_table()
    weights = np.random.default_rng(1).integers(1, 4, given.size)
    often = given.part(np.repeat(np.arange(given.size), weights))
    found, expected = (
        survive(each, method, YEARS, 0.95, table, each.time_days, heavy)
        for each, heavy in ((given, weights.astype(float)), (often, None))
    )

    for one_, other in zip(found, expected, strict=True):
        assert one_.estimate == pytest.approx(other.estimate, rel=1e-9)
        assert one_.error > other.error
        assert one_.effective < one_.at_risk


@pytest.mark.parametrize("method", list(Method))
def test_weights_of_one_change_nothing(method):
    given, table = cohort(), life_table()
    plain, weighed = (
        survive(given, method, YEARS, 0.95, table, given.time_days, weights)
        for weights in (None, np.ones(given.size))
    )

    for one_, other in zip(plain, weighed, strict=True):
        assert other.estimate == pytest.approx(one_.estimate, rel=1e-12)
        assert other.effective == pytest.approx(one_.effective, rel=1e-9)
        # Greenwood's error, which divides by those who are left, is that of equal weights only.
        near = 0.05 if method is Method.KAPLAN_MEIER else 1e-9
        assert other.error == pytest.approx(one_.error, rel=near)


def test_follow_up_is_complete_for_the_dead_and_for_those_followed_so_long():
    """Of five diagnosed on day 0 one is lost after a month; one more is diagnosed too late to tell."""
    given = replace(
        cohort(size=6),
        diagnosed=np.array([0, 0, 0, 0, 0, 900]),
        time_days=np.array([40.0, 30.0, 400.0, 1000.0, 366.0, 100.0]),
        is_dead=np.array([True, False, False, False, False, False]),
    )
    year, two, four = complete_follow_up(given, 1000.0, (1.0, 2.0, 4.0))

    assert (year.possible, year.complete) == (5, 4)
    assert (two.possible, two.complete, two.share) == (5, 2, 0.4)
    assert (four.possible, four.share) == (0, None)
