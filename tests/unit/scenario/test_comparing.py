"""One figure against two thresholds: the pairs that some value of it leads to."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest

from kinten.scenario import comparing
from kinten.scenario.pairs import BETTER, BOTH_MET, BOTH_UNMET, NEVER_ASKED, OPEN, WORSE, bit
from kinten.verdict.population import Column
from kinten.verdict.steps import Op, Step

MISSING = (-inf, inf)
HARD, SOFT = Step(Op.AT_LEAST, "t/a"), Step(Op.AT_LEAST, "t/a", is_soft=True)


def column(low, high, *, dash=False):
    return Column(np.array([float(low)]), np.array([float(high)]), np.array([dash]))


@pytest.mark.parametrize(
    ("figure", "before", "after", "found"),
    [
        ((200, 200), 200, 200, BOTH_MET),
        ((199, 199), 200, 200, BOTH_UNMET),
        ((250, 250), 200, 300, WORSE),
        ((250, 250), 300, 200, BETTER),
        # A missing figure: unchanged or weaker, it costs nothing; raised, it may.
        (MISSING, 200, 200, OPEN),
        (MISSING, 200, 150, OPEN | BETTER),
        (MISSING, 200, 201, OPEN | WORSE),
        # A range: only what lies in it.
        ((210, 290), 200, 300, WORSE),
        ((190, 210), 200, 300, BOTH_UNMET | WORSE),
        ((300, 310), 200, 300, BOTH_MET),
    ],
)
def test_a_minimum(figure, before, after, found):
    assert comparing.at_least(column(*figure), before, after).tolist() == [found]


@pytest.mark.parametrize(
    ("figure", "before", "after", "found"),
    [
        ((5, 5), 5, 5, BOTH_MET),
        ((5, 5), 5, 4, WORSE),
        (MISSING, 5, 5, OPEN),
        (MISSING, 5, 6, OPEN | BETTER),
        (MISSING, 5, 4, OPEN | WORSE),
    ],
)
def test_a_maximum_is_stricter_where_it_is_lower(figure, before, after, found):
    assert comparing.at_most(column(*figure), before, after).tolist() == [found]


@pytest.mark.parametrize(
    ("figure", "before", "after", "found"),
    [
        ((1, 1), 1, 1, BOTH_MET),
        ((1, 1), 1, 2, WORSE),
        ((2, 2), 1, 2, BETTER),
        ((3, 3), 1, 2, BOTH_UNMET),
        (MISSING, 1, 1, OPEN),
        (MISSING, 1, 2, BOTH_UNMET | WORSE | BETTER),
    ],
)
def test_a_number_to_be_equal_to(figure, before, after, found):
    assert comparing.equal(column(*figure), before, after).tolist() == [found]


@pytest.mark.parametrize(
    ("first", "second", "before", "after", "found"),
    [
        (SOFT, SOFT, 200, 200, OPEN),
        # Who lets 150 pass for roughly 200 lets it pass for roughly 180, and may not for 220.
        (SOFT, SOFT, 200, 180, OPEN | BETTER),
        (SOFT, SOFT, 200, 220, OPEN | WORSE),
        (SOFT, HARD, 200, 200, BOTH_UNMET | WORSE),
        (HARD, SOFT, 200, 200, BOTH_UNMET | BETTER),
        (HARD, HARD, 200, 200, BOTH_UNMET),
    ],
)
def test_a_figure_that_misses_roughly_is_judged_once(first, second, before, after, found):
    strict = comparing.at_least(column(150, 150), before, after)

    assert comparing.soften(strict, first, second, before, after).tolist() == [found]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (False, False, OPEN),
        (True, True, NEVER_ASKED),
        (True, False, bit(2, 0) | bit(2, 1)),
        (False, True, bit(0, 2) | bit(1, 2)),
    ],
)
def test_a_dash_waits_for_one_person_where_the_clause_binds(before, after, found):
    sides = (Step(Op.AT_LEAST, "t/a", takes_dash=each) for each in (before, after))
    figure = column(*MISSING, dash=True)
    masks = comparing.at_least(figure, 1, 2)

    assert comparing.dashed(masks, *sides, figure).tolist() == [found]


def test_a_share_of_what_may_be_nothing_can_be_anything():
    share = comparing.ratio(column(5, 10), column(0, 100), 1.0)
    known = comparing.ratio(column(5, 10), column(50, 100), 2.0)

    assert (share.low.tolist(), share.high.tolist()) == ([-inf], [inf])
    assert (known.low.tolist(), known.high.tolist()) == ([0.025], [0.1])


def test_each_scenario_has_its_row():
    numbers = np.array([[150.0], [200.0], [201.0]])
    found = comparing.at_least(column(*MISSING), 200.0, numbers)

    assert found.tolist() == [[OPEN | BETTER], [OPEN], [OPEN | WORSE]]
