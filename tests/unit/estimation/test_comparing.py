"""Ratios of rates and trends by their formulas and their symmetries."""

import numpy as np
import pytest

from kinten.estimation.comparing import compare, trend
from kinten.estimation.rates import poisson_interval, standardise

YEARS = np.array([50_000.0, 30_000.0])
WEIGHTS = np.array([60.0, 40.0])


def rate(*cases):
    return standardise(np.array(cases, dtype=float), YEARS, WEIGHTS)


def test_a_ratio_turned_round_is_its_inverse():
    one, other = (
        compare(rate(20, 90), rate(15, 60), 0.95),
        compare(rate(15, 60), rate(20, 90), 0.95),
    )

    assert one.ratio == pytest.approx(1 / other.ratio)
    assert one.p_value == pytest.approx(other.p_value)
    for there, back in ((one.log_normal, other.log_normal), (one.f_interval, other.f_interval)):
        assert there == pytest.approx((1 / back[1], 1 / back[0]))


def test_equal_rates_have_a_ratio_of_one_and_no_difference():
    found = compare(rate(20, 90), rate(20, 90), 0.95)

    assert found.ratio == 1
    assert found.p_value == pytest.approx(1)
    assert found.log_normal[0] * found.log_normal[1] == pytest.approx(1)


def test_overlapping_intervals_may_still_differ():
    """Two counts of 100 and 130 of one size: their own intervals overlap, the ratio leaves out one."""
    one, other = rate(0, 100), rate(0, 136)
    found = compare(other, one, 0.95)

    assert poisson_interval(100, 0.95)[1] > poisson_interval(136, 0.95)[0]
    assert found.p_value < 0.05
    assert found.log_normal[0] > 1


def test_the_p_value_and_the_interval_agree():
    for more in (100, 110, 120, 130, 140, 160):
        found = compare(rate(0, more), rate(0, 100), 0.95)
        assert (found.p_value < 0.05) == (found.log_normal[0] > 1)


def test_a_rate_of_zero_cannot_be_compared():
    assert compare(rate(0, 0), rate(1, 2), 0.95) is None
    assert compare(rate(1, 2), rate(0, 0), 0.95) is None


def test_a_steady_growth_is_found_exactly():
    years = np.arange(2016.0, 2024.0)
    found = trend(years, [rate(1000 * 1.03**at, 0) for at in range(8)], 0.95)

    assert found.percent == pytest.approx(3)
    assert found.interval == pytest.approx((3, 3), abs=1e-6)


def test_a_trend_weighs_by_the_inverse_variance():
    """Beside numpy's weighted fit of the logarithms."""
    years = np.arange(5.0)
    rates = [rate(50 + 7 * at**1.5, 80 - at) for at in range(5)]
    logs = np.log([each.rate for each in rates])
    weights = [each.rate / np.sqrt(each.variance) for each in rates]
    slope = np.polyfit(years, logs, 1, w=weights)[0]

    assert trend(years, rates, 0.95).percent == pytest.approx(100 * np.expm1(slope))


def test_a_trend_needs_three_years_and_rates_above_zero():
    rates = [rate(1, 2), rate(1, 3), rate(0, 0)]

    assert trend(np.arange(2.0), rates[:2], 0.95) is None
    assert trend(np.arange(3.0), rates, 0.95) is None
