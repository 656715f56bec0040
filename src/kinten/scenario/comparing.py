"""One figure held against two thresholds: every pair of answers that a completion leads to."""

from math import inf

import numpy as np
from numpy.typing import NDArray

from kinten.scenario.pairs import (
    BETTER,
    BOTH_MET,
    BOTH_UNMET,
    NOT_APPLICABLE,
    OPEN,
    WORSE,
    Masks,
    accepted,
    accepted_after,
    accepted_before,
    bit,
    free,
)
from kinten.verdict.population import Column
from kinten.verdict.steps import Op, Step

Floats = NDArray[np.float64]
Number = Floats | float
_NEVER = bit(NOT_APPLICABLE, NOT_APPLICABLE)


def at_least(column: Column, before: Number, after: Number) -> Masks:
    """Hold one figure against two minima. The figure is anywhere between ``low`` and ``high``."""
    lower, upper = np.minimum(before, after), np.maximum(before, after)
    between = (column.high >= lower) & (column.low < upper)
    return (
        _where(column.low < lower, BOTH_UNMET)
        | _where(column.high >= upper, BOTH_MET)
        | _where(between & np.less(before, after), WORSE)
        | _where(between & np.less(after, before), BETTER)
    )


def at_most(column: Column, before: Number, after: Number) -> Masks:
    """Hold one figure against two maxima."""
    return at_least(Column(-column.high, -column.low), np.negative(before), np.negative(after))


def equal(column: Column, before: Number, after: Number) -> Masks:
    """Hold one figure against two numbers that it has to equal."""
    is_one = column.low == column.high
    first = (column.low <= before) & (column.high >= before)
    second = (column.low <= after) & (column.high >= after)
    is_same = np.equal(before, after)
    return (
        _where(~(is_one & (first | second)), BOTH_UNMET)
        | _where(first & is_same, BOTH_MET)
        | _where(first & ~is_same, WORSE)
        | _where(second & ~is_same, BETTER)
    )


def yes(column: Column) -> Masks:
    """Ask for yes, before and after alike."""
    return at_least(column, 1.0, 1.0)


def ratio(of: Column, to: Column, times: float) -> Column:
    """Give what one figure can be as a share of another; anything where the other may be nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.maximum(of.low, 0.0) / (to.high * times)
        high = np.maximum(of.high, 0.0) / (np.maximum(to.low, 0.0) * times)
    may_be_nothing = to.low <= 0
    return Column(np.where(may_be_nothing, -inf, low), np.where(may_be_nothing, inf, high))


def soften(masks: Masks, first: Step, second: Step, before: Number, after: Number) -> Masks:
    """Let a person judge what misses a number that the text calls 概ね.

    Who accepts a shortfall accepts it under a weaker number too, and may reject it under a stricter
    one.
    """
    if not (first.is_soft and second.is_soft):
        masks = accepted_before(masks) if first.is_soft else masks
        return accepted_after(masks) if second.is_soft else masks
    sign = {Op.AT_MOST: -1, Op.EQUALS: 0}.get(first.op, 1)
    is_stricter = np.less(np.multiply(before, sign), np.multiply(after, sign))
    is_weaker = np.less(np.multiply(after, sign), np.multiply(before, sign))
    if sign == 0:
        is_stricter = is_weaker = np.not_equal(before, after)
    both = (masks & BOTH_UNMET) != 0
    return accepted(masks) | _where(both & is_stricter, WORSE) | _where(both & is_weaker, BETTER)


def dashed(masks: Masks, first: Step, second: Step, *columns: Column) -> Masks:
    """Put in what 「-」 means: an answer to a clause that does not bind, else for a person to judge."""
    answer = np.array([OPEN], dtype=np.uint16)
    never = np.array([_NEVER], dtype=np.uint16)
    if first.takes_dash or second.takes_dash:
        answer = free(never if first.takes_dash else answer, never if second.takes_dash else answer)
    for column in columns:
        if column.dash is not None:
            masks = np.where(column.dash, answer, masks)
    return masks


def _where(holds: NDArray[np.bool_], mask: int) -> Masks:
    return np.asarray(holds, dtype=np.uint16) * np.uint16(mask)
