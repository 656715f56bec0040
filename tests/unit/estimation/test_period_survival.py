"""Survival of a period: by hand, by slow sums over single patients and days, and beside the whole follow-up."""

from dataclasses import replace

import numpy as np
import pytest

from kinten.estimation.life_table import YEAR_DAYS, Cohort, LifeTable
from kinten.estimation.net_survival import WHOLE_COHORT, Method, survive
from kinten.estimation.period import Window, those_within, within

BY_PERIOD = [each for each in Method if each not in WHOLE_COHORT]
YEARS = (0.5, 1.0, 2.0, 4.0)


def life_table(years=16, ages=100):
    age, year = np.arange(ages), np.arange(years)
    one = 3e-5 * np.exp(0.095 * age)[None, :] * 0.98 ** year[:, None] / 365
    return LifeTable(("1", "2"), 2000, np.stack((one, 0.6 * one)))


def cohort(seed=0, size=300):
    """Patients of 40 to 85, diagnosed in eight years from 2000; whole days of follow-up."""
    chance = np.random.default_rng(seed)
    return Cohort(
        chance.integers(0, 2, size),
        np.floor(chance.uniform(40, 85, size) * YEAR_DAYS),
        chance.integers(10_957, 10_957 + 2922, size),
        np.ceil(chance.exponential(900, size)),
        chance.random(size) < 0.6,
    )


def told(found):
    return [(each.estimate, each.low, each.high, each.at_risk, each.deaths) for each in found]


def single(diagnosed, time, *, is_dead=True):
    return Cohort(
        np.array([0]),
        np.array([20_000.0]),
        np.array([diagnosed]),
        np.array([float(time)]),
        np.array([is_dead]),
    )


@pytest.mark.parametrize(
    ("diagnosed", "time", "expected"),
    [
        (90, 50, (9.0, 30.0, False)),  # seen on days 100 to 120, and alive beyond
        (90, 30, (9.0, 30.0, True)),  # dies on the last day
        (90, 10, (9.0, 10.0, True)),  # dies on the first day
        (90, 9, None),  # died on the day before
        (99, 0.5, None),  # diagnosed and dead on the day before
        (99, 1, (0.5, 1.0, True)),
        (100, 0.5, (0.0, 0.5, True)),
        (105, 5, (0.0, 5.0, True)),
        (120, 0.5, (0.0, 0.5, True)),  # diagnosed and dead on the last day
        (120, 40, (0.0, 0.5, False)),
        (121, 40, None),
    ],
)
def test_follow_up_is_cut_at_both_ends_of_the_window(diagnosed, time, expected):
    seen = within(single(diagnosed, time), Window(100, 120))

    if expected is None:
        assert seen.size == 0
    else:
        found = (seen.entry_days[0], seen.time_days[0], bool(seen.is_dead[0]))
        assert found == expected


def test_those_within_are_those_who_are_given():
    given, window = cohort(), Window(12_000, 12_400)

    assert 0 < those_within(given, window).sum() == within(given, window).size < given.size


@pytest.mark.parametrize("method", BY_PERIOD)
def test_a_window_over_everything_is_the_whole_follow_up(method):
    given, table = cohort(), life_table()
    seen = within(given, Window(10_000, 16_000))
    entered = replace(seen, entry_days=None)

    assert seen.size == given.size
    expected = survive(given, method, YEARS, 0.95, table)
    for each in (seen, entered):
        for one, other in zip(survive(each, method, YEARS, 0.95, table), expected, strict=True):
            assert told([one])[0] == pytest.approx(told([other])[0], rel=1e-12)


@pytest.mark.parametrize("method", BY_PERIOD)
def test_a_period_is_the_slow_sum(method):
    """Every patient and every day of the calendar by itself; nothing of entries or exits."""
    given, table, window = cohort(size=250), life_table(), Window(12_600, 13_500)
    seen = within(given, window)
    found = survive(seen, method, (500 / YEAR_DAYS,), 0.95, table)[0]
    last = int(seen.time_days[seen.time_days <= 500].max())

    assert 0 < (seen.entry_days > 0).sum() < seen.size
    assert found.estimate == pytest.approx(slow(given, table, method, window, last), rel=1e-6)


def slow(given, table, method, window, days):
    passed, survival = np.zeros(given.size), 1.0
    for day in range(days):
        exposed = moved = died = 0.0
        for at in range(given.size):
            step = hazard_of(given, table, at, day)
            weight = np.exp(passed[at] + step / 2) if method is Method.POHAR_PERME else 1.0
            passed[at] += step
            date = given.diagnosed[at] + day + 1
            is_seen = window.first <= date <= window.last or (
                given.diagnosed[at] == window.first - 1 and day == 0
            )
            if not is_seen or given.time_days[at] < day + 1:
                continue
            exposed += weight
            moved += 0.0 if method is Method.KAPLAN_MEIER else weight * step
            died += weight * (given.is_dead[at] and given.time_days[at] == day + 1)
        survival *= 1 - (died - moved) / exposed
    return survival


def hazard_of(given, table, at, day):
    """What passes for one patient in one day, its two ages by their parts."""
    date = np.datetime64("1970-01-01") + np.timedelta64(int(given.diagnosed[at] + day), "D")
    year = int(str(date)[:4]) - table.first_year
    start = (given.age_days[at] + day) / YEAR_DAYS
    age, end = int(start), (given.age_days[at] + day + 1) / YEAR_DAYS
    before = 1.0 if int(end) == age else (int(end) - start) * YEAR_DAYS
    rates = table.hazards[given.sex[at], year]
    return before * rates[age] + (1 - before) * rates[min(age + 1, rates.size - 1)]


def test_long_survival_is_that_of_those_diagnosed_long_before():
    """All who are diagnosed in the window die on their tenth day; those of before have no such day in it."""
    late, early = single(1000, 10), single(500, 900, is_dead=False)
    both = Cohort(
        *(
            np.concatenate((getattr(late, name), getattr(early, name)))
            for name in ("sex", "age_days", "diagnosed", "time_days", "is_dead")
        )
    )
    found = survive(within(both, Window(990, 1400)), Method.KAPLAN_MEIER, (5 / 365.241, 2.0), 0.95)

    assert [each.at_risk for each in found] == [1, 1]
    assert found[0].estimate == 1.0
    assert found[1].estimate is None  # between day 10 and day 489 nobody is seen


@pytest.mark.parametrize("method", sorted(WHOLE_COHORT))
def test_the_expected_survival_of_a_whole_cohort_has_no_period(method):
    seen = within(cohort(), Window(12_600, 13_500))

    with pytest.raises(ValueError, match=method):
        survive(seen, method, YEARS, 0.95, life_table(), seen.time_days)


def test_patients_of_equal_weight_are_as_many_as_are_at_risk():
    """More may be at risk at a year than at the last end of follow-up before it."""
    seen = within(cohort(), Window(12_600, 13_500))
    for each in survive(seen, Method.EDERER2, (0.01, *YEARS), 0.95, life_table()):
        assert each.effective == each.at_risk


def test_in_a_period_without_patients_there_is_no_survival():
    seen = within(cohort(), Window(100, 120))
    found = survive(seen, Method.POHAR_PERME, YEARS, 0.95, life_table())

    assert [each.estimate for each in found] == [None] * 4
    assert [each.at_risk for each in found] == [0] * 4
