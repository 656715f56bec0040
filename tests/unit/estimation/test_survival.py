"""Survival by slow sums over single patients and days, and by what must hold of it."""

from dataclasses import replace

import numpy as np
import pytest

from kinten.estimation.life_table import YEAR_DAYS, Cohort, Hazards, LifeTable
from kinten.estimation.net_survival import Method, survive

YEARS = (0.5, 1.0, 2.0, 4.0)
BY_TABLE = [each for each in Method if each is not Method.KAPLAN_MEIER]


def life_table(scale=1.0, years=12, ages=100):
    """Mortality that doubles in some seven years of age and falls by the calendar."""
    age, year = np.arange(ages), np.arange(years)
    one = 3e-5 * np.exp(0.095 * age)[None, :] * 0.98 ** year[:, None] / 365
    return LifeTable(("1", "2"), 2000, scale * np.stack((one, 0.6 * one)))


def cohort(seed=0, size=300):
    """Patients of 40 to 85, diagnosed in four years from 2000; whole days of follow-up."""
    chance = np.random.default_rng(seed)
    return Cohort(
        chance.integers(0, 2, size),
        np.floor(chance.uniform(40, 85, size) * YEAR_DAYS),
        chance.integers(10_957, 10_957 + 1461, size),
        np.ceil(chance.exponential(900, size)),
        chance.random(size) < 0.6,
    )


def hazard_of(each, table, day):
    """What passes for one patient in one day of follow-up, looked up in a hundred moments of it."""
    date = np.datetime64("1970-01-01") + np.timedelta64(int(each.diagnosed[0] + day), "D")
    year = int(str(date)[:4]) - table.first_year
    ages = ((each.age_days[0] + day + (np.arange(1000) + 0.5) / 1000) / YEAR_DAYS).astype(int)
    oldest = table.hazards.shape[2] - 1
    return table.hazards[each.sex[0], year, np.minimum(ages, oldest)].mean()


def slow_net(given, table, days):
    """Net survival (Pohar Perme) day by day and patient by patient."""
    parts = [given.part(np.array([at])) for at in range(given.size)]
    passed, survival = [0.0] * given.size, 1.0
    for day in range(days):
        weights = moved = died = 0.0
        for at, each in enumerate(parts):
            if each.time_days[0] < day + 1:
                continue
            step = hazard_of(each, table, day)
            weight = np.exp(passed[at] + step / 2)
            passed[at] += step
            weights += weight
            moved += weight * step
            if each.is_dead[0] and each.time_days[0] == day + 1:
                died += weight
        survival *= 1 - (died - moved) / weights
    return survival


def test_hazards_follow_birthdays_and_calendar_years():
    table, given = life_table(), cohort(size=40)
    hazards = Hazards(given, table)
    patients = np.arange(given.size)
    for first in (0, 200, 1300):
        found = hazards.passing(patients, np.arange(first, first + 61.0))
        for at in patients:
            one = given.part(np.array([at]))
            expected = [hazard_of(one, table, day) for day in range(first, first + 60)]
            assert found[at] == pytest.approx(expected, rel=1e-4)


def test_hazards_of_the_oldest_hold_on():
    table = life_table(ages=50)
    old = replace(cohort(size=5), age_days=np.full(5, 90 * YEAR_DAYS))

    assert Hazards(old, table).passing(np.arange(5), np.arange(60.0)).max() < 1e-3


def test_net_survival_is_the_slow_sum():
    given, table = cohort(size=60), life_table()
    found = survive(given, Method.POHAR_PERME, (400 / YEAR_DAYS,), 0.95, table)[0]
    last = int(given.time_days[given.time_days <= 400].max())

    assert 350 < last <= 400
    assert found.estimate == pytest.approx(slow_net(given, table, last), rel=1e-7)


@pytest.mark.parametrize("method", BY_TABLE)
def test_without_other_mortality_all_are_observed_survival(method):
    given = cohort()
    observed = survive(given, Method.KAPLAN_MEIER, YEARS, 0.95)
    found = survive(given, method, YEARS, 0.95, life_table(0.0), given.time_days)

    for one, other in zip(observed, found, strict=True):
        assert other.estimate == pytest.approx(one.estimate, rel=1e-9)


@pytest.mark.parametrize("method", BY_TABLE)
def test_more_mortality_of_the_population_lifts_relative_survival(method):
    given = cohort()
    told = [
        [
            each.estimate
            for each in survive(given, method, YEARS, 0.95, life_table(scale), given.time_days)
        ]
        for scale in (0.0, 0.5, 1.0, 2.0)
    ]

    assert (np.diff(np.array(told), axis=0) > 0).all()


def test_with_one_mortality_for_all_every_method_gives_the_same():
    """Everybody of one hazard, so that weights are equal."""
    given = cohort()
    flat = LifeTable(("1", "2"), 2000, np.full((2, 12, 100), 5e-5))
    found = [survive(given, method, YEARS, 0.95, flat, given.time_days) for method in BY_TABLE]

    for each in zip(*found, strict=True):
        assert [one.estimate for one in each] == pytest.approx([each[0].estimate] * 4, rel=1e-4)


def test_kaplan_meier_by_hand():
    """Five patients: deaths on days 10 and 30, ends on days 20, 40 and 400."""
    given = replace(
        cohort(size=5),
        time_days=np.array([10.0, 20.0, 30.0, 40.0, 400.0]),
        is_dead=np.array([True, False, True, False, False]),
    )
    found = survive(given, Method.KAPLAN_MEIER, (15 / YEAR_DAYS, 1.0, 2.0), 0.95)

    assert [each.estimate for each in found] == pytest.approx([4 / 5, 4 / 5 * 2 / 3, None])
    assert [each.at_risk for each in found] == [4, 1, 0]
    assert [each.deaths for each in found] == [1, 2, 2]


def test_the_last_death_ends_survival_without_limits():
    given = replace(
        cohort(size=2), time_days=np.array([10.0, 20.0]), is_dead=np.ones(2, dtype=bool)
    )
    found = survive(given, Method.KAPLAN_MEIER, (20 / YEAR_DAYS,), 0.95)[0]

    assert (found.estimate, found.low, found.high) == (0.0, None, None)


def test_beyond_follow_up_nothing_is_told():
    found = survive(cohort(), Method.POHAR_PERME, (60.0,), 0.95, life_table(years=80))[0]

    assert (found.estimate, found.low, found.high, found.at_risk) == (None, None, None, 0)


def test_part_days_are_moments_of_their_own():
    """The same in days and in half days of a hazard of none."""
    given = cohort(size=50)
    later = replace(given, time_days=given.time_days - 0.25)
    one = survive(given, Method.POHAR_PERME, (2.0,), 0.95, life_table())[0]
    other = survive(later, Method.POHAR_PERME, (2.0,), 0.95, life_table())[0]

    assert other.estimate == pytest.approx(one.estimate, abs=2e-3)


def test_the_order_of_patients_does_not_matter():
    given = cohort()
    turned = given.part(np.arange(given.size)[::-1])
    one, other = (
        survive(each, Method.POHAR_PERME, YEARS, 0.95, life_table()) for each in (given, turned)
    )

    for here, there in zip(one, other, strict=True):
        assert here.estimate == pytest.approx(there.estimate, rel=1e-12)


def test_equal_weights_are_as_many_as_are_at_risk_and_unequal_ones_fewer():
    given = cohort()
    even = survive(given, Method.POHAR_PERME, YEARS, 0.95, life_table(0.0))
    uneven = survive(given, Method.POHAR_PERME, YEARS, 0.95, life_table(20.0))

    for one, other in zip(even, uneven, strict=True):
        assert one.effective == pytest.approx(one.at_risk, abs=1)
        assert other.effective < one.effective
