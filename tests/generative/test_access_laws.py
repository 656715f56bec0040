"""Two-step access: what is split stays what it was, and what is handed out is what there is in reach."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinten.coverage.access.catchment import three_step, two_step
from kinten.coverage.access.decay import Flat, Gaussian, Steps
from kinten.coverage.access.pairs import Pairs

DECAYS = (Flat(), Gaussian(4.0), Steps((2.0, 4.0, 6.0), (1.0, 0.68, 0.22)))


@st.composite
def places(draw):
    """Costs from up to six demands to up to four supplies, people and beds; some pairs without a way."""
    demands, supplies = draw(st.integers(1, 6)), draw(st.integers(1, 4))
    cost = st.integers(0, 8).map(float) | st.none()
    cells = draw(st.lists(cost, min_size=demands * supplies, max_size=demands * supplies))
    table = np.array([np.inf if each is None else each for each in cells])
    people = draw(st.lists(st.integers(1, 90), min_size=demands, max_size=demands))
    beds = draw(st.lists(st.integers(0, 50), min_size=supplies, max_size=supplies))
    return table.reshape(demands, supplies), np.array(people, float), np.array(beds, float)


def pairs_of(table):
    origin, dest = np.nonzero(np.isfinite(table))
    return Pairs(origin, dest, table[origin, dest], *table.shape)


@given(drawn=places(), decay=st.sampled_from(DECAYS), place=st.integers(0, 5))
def test_a_demand_split_in_halves_has_the_same_access(drawn, decay, place):
    """Two halves at one point are the whole; all others keep theirs."""
    table, people, beds = drawn
    place %= people.size
    halved = np.append(people, people[place] / 2)
    halved[place] /= 2
    whole = two_step(pairs_of(table), people, beds, decay)
    split = two_step(pairs_of(np.vstack((table, table[place]))), halved, beds, decay)

    assert split == pytest.approx(np.append(whole, whole[place]), rel=1e-9)


@given(drawn=places(), decay=st.sampled_from(DECAYS), step=st.sampled_from((two_step, three_step)))
def test_what_is_handed_out_is_the_supply_in_reach(drawn, decay, step):
    """The sum of people times access is the sum of the supplies that somebody reaches."""
    table, people, beds = drawn
    pairs = pairs_of(table)
    reached = np.zeros(beds.size, dtype=bool)
    reached[pairs.supply[decay.weigh(pairs.cost) > 0]] = True
    found = step(pairs, people, beds, decay)
    assert people @ found == pytest.approx(beds[reached].sum(), rel=1e-9)
