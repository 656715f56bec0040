"""Means and quantiles over people, and shares within limits."""

import numpy as np
import pytest

from kinten.coverage.access.spread import shares_within, spread_of


def test_a_quantile_is_the_least_value_that_so_many_do_not_exceed():
    """90 people at 10 minutes and 10 at 50: the 90th percentile is 10, not something between."""
    values, people = np.array([50.0, 10.0]), np.array([10.0, 90.0])
    spread = spread_of(values, people)

    assert (spread.p10, spread.median, spread.p90) == (10.0, 10.0, 10.0)
    assert spread.mean == pytest.approx(14.0)
    assert spread_of(values, np.array([11.0, 89.0])).p90 == 50.0


def test_sums_that_fall_short_in_binary_move_no_quantile():
    """Ten tenths are one."""
    values = np.arange(1.0, 11.0)
    spread = spread_of(values, np.full(10, 0.1))

    assert (spread.p10, spread.median, spread.p90) == (1.0, 5.0, 9.0)


def test_those_without_a_value_are_in_no_mean_but_in_the_shares():
    """A limit is inclusive; who has no way is in the people, never in a long distance."""
    minutes, people = np.array([30.0, 60.0, np.inf]), np.array([1.0, 1.0, 2.0])

    assert spread_of(minutes, people).mean == pytest.approx(45.0)
    assert shares_within(minutes, people, (29, 30, 60, 120)) == {29: 0, 30: 0.25, 60: 0.5, 120: 0.5}


@pytest.mark.parametrize("people", [np.array([0.0, 0.0]), np.array([0.0, 5.0])])
def test_nobody_has_no_figure(people):
    spread = spread_of(np.array([3.0, np.nan]), people)

    assert (spread.mean, spread.p10, spread.median, spread.p90) == (None,) * 4


def test_no_people_have_no_share():
    assert shares_within(np.array([3.0]), np.array([0.0]), (30,)) == {30: None}
