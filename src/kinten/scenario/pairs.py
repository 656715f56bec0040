"""What one clause can be before and after a change, both under the same completion.

A *completion* gives every missing figure one value and lets every person judge once: the same value,
and the same judgement, before and after. Under a completion a clause is unmet, met or not applicable.
A mask holds the pairs (before, after) that some completion leads to, one bit a pair. Masks of clauses
that ask for different things are combined as if free of each other: a mask may hold a pair too many
(where one figure is asked for in two places), never one too few.
"""

from collections.abc import Callable
from itertools import product

import numpy as np
from numpy.typing import NDArray

Masks = NDArray[np.uint16]
UNMET, MET, NOT_APPLICABLE = range(3)
_VALUES = (UNMET, MET, NOT_APPLICABLE)
_PAIRS = tuple(product(_VALUES, _VALUES))
_SIZE = 1 << len(_PAIRS)


def bit(before: int, after: int) -> int:
    """Give the mask of one pair."""
    return 1 << (3 * before + after)


BOTH_UNMET, BOTH_MET = bit(UNMET, UNMET), bit(MET, MET)
WORSE, BETTER = bit(MET, UNMET), bit(UNMET, MET)
NEVER_ASKED = bit(NOT_APPLICABLE, NOT_APPLICABLE)
OPEN = BOTH_UNMET | BOTH_MET
LOST = WORSE | bit(NOT_APPLICABLE, UNMET)
"""Not unmet before, and unmet after."""


def all_of(masks: list[Masks]) -> Masks:
    """*And* before and after; what does not apply takes no part. Nothing at all does not apply."""
    return _folded(_ALL, masks)


def any_of(masks: list[Masks]) -> Masks:
    """*Or* before and after; what does not apply takes no part. Nothing at all does not apply."""
    return _folded(_ANY, masks)


def conditional(condition: Masks, value: Masks) -> Masks:
    """Give the value where the condition is not unmet; elsewhere it does not apply."""
    return _WHEN[condition, value]


def flipped(masks: Masks) -> Masks:
    """*Not*, before and after."""
    return _FLIPPED[masks]


def accepted(masks: Masks) -> Masks:
    """Let one person accept what is unmet, or not: once for before and after."""
    return _ACCEPTED[masks]


def accepted_before(masks: Masks) -> Masks:
    """Let a person accept what is unmet before."""
    return _ACCEPTED_BEFORE[masks]


def accepted_after(masks: Masks) -> Masks:
    """Let a person accept what is unmet after."""
    return _ACCEPTED_AFTER[masks]


def free(before: Masks, after: Masks) -> Masks:
    """Give every pair of what ``before`` can be before and ``after`` can be after."""
    return _SAME_BEFORE[before] & _SAME_AFTER[after]


def constant(mask: int, size: int) -> Masks:
    """Give the same mask for every hospital."""
    return np.full(size, mask, dtype=np.uint16)


def _folded(table: Masks, masks: list[Masks]) -> Masks:
    # Those that no scenario reaches first: they are short.
    first, *others = sorted(masks, key=np.ndim) or [constant(NEVER_ASKED, 1)]
    for each in others:
        first = table[first, each]
    return first


def _all(first: int, second: int) -> int:
    if UNMET in (first, second):
        return UNMET
    return MET if MET in (first, second) else NOT_APPLICABLE


def _any(first: int, second: int) -> int:
    if MET in (first, second):
        return MET
    return UNMET if UNMET in (first, second) else NOT_APPLICABLE


def _when(condition: int, value: int) -> int:
    return NOT_APPLICABLE if condition == UNMET else value


def _table(joins: Callable[[int, int], int]) -> Masks:
    """Give the mask of every two masks: every pair of the one with every pair of the other."""
    numbers = np.arange(_SIZE)
    has = [(numbers & bit(*pair)) != 0 for pair in _PAIRS]
    table = np.zeros((_SIZE, _SIZE), dtype=np.uint16)
    for at, one in enumerate(_PAIRS):
        row = np.zeros(_SIZE, dtype=np.uint16)
        for place, other in enumerate(_PAIRS):
            row[has[place]] |= bit(joins(one[0], other[0]), joins(one[1], other[1]))
        table[has[at]] |= row
    return table


def _table_of_accepting(side: int) -> Masks:
    """Give the mask after a person judged: ``side`` 0 before, 1 after, 2 both."""
    numbers = np.arange(_SIZE)
    table = np.zeros(_SIZE, dtype=np.uint16)
    for before, after in _PAIRS:
        better = (
            MET if before == UNMET and side != 1 else before,
            MET if after == UNMET and side != 0 else after,
        )
        table[(numbers & bit(before, after)) != 0] |= bit(before, after) | bit(*better)
    return table


def _table_of_not() -> Masks:
    numbers = np.arange(_SIZE)
    table = np.zeros(_SIZE, dtype=np.uint16)
    for before, after in _PAIRS:
        turned = (2 if each == NOT_APPLICABLE else 1 - each for each in (before, after))
        table[(numbers & bit(before, after)) != 0] |= bit(*turned)
    return table


def _tables_of_sides() -> tuple[Masks, Masks]:
    """Give every pair with the same before, and every pair with the same after."""
    numbers = np.arange(_SIZE)
    left, right = np.zeros((2, _SIZE), dtype=np.uint16)
    for before, after in _PAIRS:
        has = (numbers & bit(before, after)) != 0
        left[has] |= sum(bit(before, each) for each in _VALUES)
        right[has] |= sum(bit(each, after) for each in _VALUES)
    return left, right


_ALL, _ANY, _WHEN = _table(_all), _table(_any), _table(_when)
_ACCEPTED_BEFORE, _ACCEPTED_AFTER, _ACCEPTED = map(_table_of_accepting, range(3))
_SAME_BEFORE, _SAME_AFTER = _tables_of_sides()
_FLIPPED = _table_of_not()
