"""The algebra of before and after: both under one completion."""

from __future__ import annotations

import numpy as np
import pytest

from kinten.scenario import pairs
from kinten.scenario.pairs import BETTER, BOTH_MET, BOTH_UNMET, LOST, NEVER_ASKED, OPEN, WORSE

U, M, N = pairs.UNMET, pairs.MET, pairs.NOT_APPLICABLE


def masks(*values):
    return [np.uint16([value]) for value in values]


@pytest.mark.parametrize(
    ("given", "all_of", "any_of"),
    [
        ((), NEVER_ASKED, NEVER_ASKED),
        ((OPEN,), OPEN, OPEN),
        ((OPEN, BOTH_MET), OPEN, BOTH_MET),
        ((OPEN, BOTH_UNMET), BOTH_UNMET, OPEN),
        # Two clauses that are each open and each the same before and after: nothing gets worse.
        ((OPEN, OPEN), OPEN, OPEN),
        ((OPEN, NEVER_ASKED), OPEN, OPEN),
        ((WORSE, BOTH_MET), WORSE, BOTH_MET),
        ((WORSE, BOTH_UNMET), BOTH_UNMET, WORSE),
        ((WORSE, BETTER), BOTH_UNMET, BOTH_MET),
        # An arm that falls away leaves the other one to decide.
        ((pairs.bit(M, N), BOTH_UNMET), BOTH_UNMET, WORSE),
    ],
)
def test_and_and_or_go_pair_by_pair(given, all_of, any_of):
    assert pairs.all_of(masks(*given)).tolist() == [all_of]
    assert pairs.any_of(masks(*given)).tolist() == [any_of]


@pytest.mark.parametrize(
    ("condition", "value", "found"),
    [
        (BOTH_MET, WORSE, WORSE),
        (BOTH_UNMET, WORSE, NEVER_ASKED),
        (OPEN, BOTH_UNMET, NEVER_ASKED | BOTH_UNMET),
        (BETTER, BOTH_UNMET, pairs.bit(N, U)),
    ],
)
def test_under_a_condition_that_is_unmet_a_clause_does_not_apply(condition, value, found):
    assert pairs.conditional(*masks(condition, value)).tolist() == [found]


@pytest.mark.parametrize(
    ("mask", "both", "before", "after"),
    [
        (BOTH_UNMET, OPEN, BOTH_UNMET | WORSE, BOTH_UNMET | BETTER),
        (WORSE, WORSE | BOTH_MET, WORSE, WORSE | BOTH_MET),
        (BETTER, BETTER | BOTH_MET, BETTER | BOTH_MET, BETTER),
        (NEVER_ASKED, NEVER_ASKED, NEVER_ASKED, NEVER_ASKED),
    ],
)
def test_a_person_judges_once(mask, both, before, after):
    (given,) = masks(mask)
    judged = (pairs.accepted(given), pairs.accepted_before(given), pairs.accepted_after(given))

    assert [each.tolist() for each in judged] == [[both], [before], [after]]


def test_what_nothing_binds_is_every_pair():
    found = pairs.free(*masks(OPEN, OPEN))

    assert found.tolist() == [BOTH_UNMET | BOTH_MET | WORSE | BETTER]


def test_not_turns_both():
    assert pairs.flipped(np.uint16([WORSE, OPEN, NEVER_ASKED])).tolist() == [
        BETTER,
        OPEN,
        NEVER_ASKED,
    ]


def test_lost_is_not_unmet_before_and_unmet_after():
    assert pairs.bit(M, U) | pairs.bit(N, U) == LOST
