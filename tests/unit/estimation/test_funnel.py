"""The limits of a funnel: exact tails of a binomial, whatever the size."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from kinten.estimation.funnel import LEVELS, funnel_limits

SIZES = np.array([1, 2, 10, 37, 200, 5000])


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("target", [0.01, 0.3, 0.5, 0.97])
def test_chance_alone_lies_outside_no_more_often_than_the_tail(target, level):
    tail = (1 - level) / 2
    found = funnel_limits(target, SIZES, level)

    assert (binom.cdf(found.low - 1, SIZES, target) <= tail).all()
    assert (binom.sf(found.high, SIZES, target) <= tail).all()
    # One case nearer, and chance alone would lie outside more often.
    assert (binom.cdf(found.low, SIZES, target) > tail).all()
    assert (binom.sf(found.high - 1, SIZES, target) > tail - 1e-12).all()


def test_known_limits_of_a_half_of_ten():
    # P(R <= 1) = 11/1024 and P(R <= 2) = 56/1024 beside 0.025; P(R = 0) = 1/1024 beside 0.001.
    within, wide = (funnel_limits(0.5, np.array([10]), level) for level in LEVELS)

    assert (within.low.tolist(), within.high.tolist()) == ([2], [8])
    assert (wide.low.tolist(), wide.high.tolist()) == ([1], [9])


def test_wider_levels_hold_narrower_ones_and_larger_sizes_narrow_them():
    within, wide = (funnel_limits(0.3, SIZES, level) for level in LEVELS)

    assert (wide.low <= within.low).all()
    assert (wide.high >= within.high).all()
    widths = (within.high - within.low) / SIZES
    assert widths[2:].tolist() == sorted(widths[2:].tolist(), reverse=True)


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_nobody_or_everybody_has_no_room(target):
    found = funnel_limits(target, SIZES, 0.95)

    assert found.low.tolist() == found.high.tolist() == (target * SIZES).astype(int).tolist()


@pytest.mark.parametrize(("target", "size"), [(-0.1, 10), (1.1, 10), (float("nan"), 10), (0.5, 0)])
def test_what_is_no_proportion_or_size_is_refused(target, size):
    with pytest.raises(ValueError, match="funnel"):
        funnel_limits(target, np.array([size]), 0.95)
