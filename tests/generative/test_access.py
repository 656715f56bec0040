"""What every measure of access keeps, whatever the demand, the supply and the costs between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.coverage.access.catchment import (
    balanced,
    cumulative,
    fca,
    modified_two_step,
    three_step,
    two_step,
    weighted_catchment,
)
from kinten.coverage.access.decay import Flat, Gaussian, Power, Steps
from kinten.coverage.access.equilibrium import GAP_WANTED, raam
from kinten.coverage.access.nearest import nearest
from kinten.coverage.access.pairs import Pairs, pairs_of

DECAYS = (Flat(), Steps((20.0, 40.0), (1.0, 0.5)), Gaussian(15.0), Power(1.0))


@st.composite
def grounds(draw, most=6):
    """People, supply and costs, some pairs out of reach; costs between 1 and 60."""
    demands, supplies = draw(st.integers(1, most)), draw(st.integers(1, 4))
    numbers = st.integers(1, 60).map(float)
    costs = draw(
        st.lists(
            st.lists(st.one_of(numbers, st.just(np.inf)), min_size=supplies, max_size=supplies),
            min_size=demands,
            max_size=demands,
        )
    )
    people = draw(st.lists(st.integers(0, 900), min_size=demands, max_size=demands))
    supply = draw(st.lists(st.integers(0, 50), min_size=supplies, max_size=supplies))
    return pairs_of(np.array(costs)), np.array(people, float), np.array(supply, float)


def drawn(ground, weight):
    """Say of each supply whether somebody with a weight above nought reaches it."""
    pairs, people, _ = ground
    reached = np.zeros(pairs.supplies, dtype=bool)
    reached[pairs.supply[(weight > 0) & (people[pairs.demand] > 0)]] = True
    return reached


@given(ground=grounds(), decay=st.sampled_from(DECAYS))
def test_two_and_three_steps_hand_out_the_supply_that_somebody_reaches(ground, decay):
    """sum P A is the supply with any demand in reach."""
    pairs, people, supply = ground
    reachable = supply[drawn(ground, decay.weigh(pairs.cost))].sum()

    for measure in (two_step, three_step):
        found = measure(pairs, people, supply, decay)
        assert people @ found == pytest.approx(reachable, rel=1e-9, abs=1e-9)


@given(ground=grounds(), decay=st.sampled_from(DECAYS))
def test_the_modified_steps_hand_out_no_more(ground, decay):
    """Place by place at most the two-step value, as no weight is above 1; equal without decay."""
    pairs, people, supply = ground
    plain = two_step(pairs, people, supply, decay)
    modified = modified_two_step(pairs, people, supply, decay)

    assert (modified <= plain * (1 + 1e-12) + 1e-12).all()
    if isinstance(decay, Flat):
        assert modified == pytest.approx(plain)


@given(ground=grounds(), decay=st.sampled_from(DECAYS))
def test_the_balanced_measure_divides_everything_once(ground, decay):
    """sum A is sum R, and every R is its supply per person whom it is given: sum R_j D_j = reachable S."""
    pairs, people, supply = ground
    weight = decay.weigh(pairs.cost)
    each = pairs.over_demand(weight)
    share = np.divide(weight, each[pairs.demand], out=np.zeros_like(weight), where=weight > 0)
    came = pairs.over_supply(share * people[pairs.demand])
    ratio = np.divide(supply, came, out=np.zeros_like(supply), where=came > 0)

    # Every person with somebody in reach is divided exactly once.
    assert came.sum() == pytest.approx(people[each > 0].sum(), rel=1e-9, abs=1e-9)
    found = balanced(pairs, people, supply, decay)
    assert found.sum() == pytest.approx(ratio.sum(), rel=1e-9, abs=1e-9)


@given(ground=grounds(), decay=st.sampled_from(DECAYS), place=st.integers(0, 5))
def test_a_place_split_in_two_has_the_value_it_had(ground, decay, place):
    """For every measure that does not count places; nobody else's value moves."""
    pairs, people, supply = ground
    row = place % pairs.demands
    extra = np.flatnonzero(pairs.demand == row)
    split = Pairs(
        np.concatenate([pairs.demand, np.full(extra.size, pairs.demands)]),
        np.concatenate([pairs.supply, pairs.supply[extra]]),
        np.concatenate([pairs.cost, pairs.cost[extra]]),
        pairs.demands + 1,
        pairs.supplies,
    )
    halved = np.append(people, people[row] / 2)
    halved[row] /= 2

    for measure in (two_step, three_step, modified_two_step):
        before, after = measure(pairs, people, supply, decay), measure(split, halved, supply, decay)
        assert after == pytest.approx(np.append(before, before[row]))


@given(ground=grounds(), most=st.integers(0, 60))
def test_more_reach_and_more_supply_take_nothing_away(ground, most):
    """The nearest never gets farther, and cumulative supply never smaller; limits are inclusive."""
    pairs, people, supply = ground
    near = pairs.within(float(most))

    assert (nearest(near) >= nearest(pairs)).all()
    assert (cumulative(near, supply) <= cumulative(pairs, supply)).all()
    assert (near.cost <= most).all()
    assert near.cost.size == (pairs.cost <= most).sum()
    more = two_step(pairs, people, supply + 1, Flat())
    assert (more >= two_step(pairs, people, supply, Flat()) - 1e-12).all()


@given(ground=grounds(), decay=st.sampled_from(DECAYS))
def test_a_catchment_ratio_where_all_share_one_place_is_supply_per_person(ground, decay):
    """Among demands that are each in reach at one cost, the ratio is the weighted supply per person."""
    pairs, people, supply = ground
    among = pairs_of(np.ones((pairs.demands, pairs.demands)))
    found = fca(pairs, among, people, supply, decay)
    expected = weighted_catchment(pairs, supply, decay) / (
        max(people.sum(), 1e-300) * decay.weigh(np.ones(1))[0]
    )

    assert found == pytest.approx(expected if people.sum() else 0 * expected)


@settings(max_examples=50)
@given(ground=grounds(most=2), tau=st.sampled_from([5.0, 60.0, 600.0]))
def test_the_equilibrium_is_that_of_a_fine_grid(ground, tau):
    """Two places and two supplies, every split in steps of a 400th: the least of the potential."""
    pairs, people, supply = ground
    both = pairs.supply < 2
    pairs = Pairs(pairs.demand[both], pairs.supply[both], pairs.cost[both], pairs.demands, 2)
    supply = np.append(supply, 0.0)[:2]
    costs = np.full((2, 2), np.inf)
    costs[pairs.demand, pairs.supply] = pairs.cost
    costs[:, supply <= 0] = np.inf
    crowd = np.append(people, 0.0)[:2]
    crowd[~np.isfinite(costs).any(axis=1)] = 0
    found = raam(pairs, people, supply, tau)
    if not crowd.sum():
        assert np.isnan(found.gap)
        return
    used = np.isfinite(costs).any(axis=0)
    rho = people.sum() / supply.sum()
    shares = np.linspace(0, 1, 401)
    first, second = np.meshgrid(*(choices(costs[row], shares) for row in (0, 1)), indexing="ij")
    came = np.stack([crowd[0] * first + crowd[1] * second], axis=0)[0]
    people_of = np.stack([came, crowd.sum() - came])
    ways = np.where(np.isfinite(costs), costs, 0) / tau
    travel = crowd[0] * (first * ways[0, 0] + (1 - first) * ways[0, 1])
    travel = travel + crowd[1] * (second * ways[1, 0] + (1 - second) * ways[1, 1])
    room = np.where(supply > 0, rho * supply, np.inf)[:, None, None]
    potential = travel + (people_of**2 / (2 * room)).sum(axis=0)
    best = np.unravel_index(potential.argmin(), potential.shape)

    assert found.gap <= 10 * GAP_WANTED
    crowded = people_of[:, best[0], best[1]] / room[:, 0, 0]
    least = np.where(np.isfinite(costs), crowded + ways, np.inf).min(axis=1)[: pairs.demands]
    # A step of the grid moves this much congestion.
    step = crowd.max() / 400 / room[used].min()
    lives = crowd[: pairs.demands] > 0
    assert found.cost[lives] == pytest.approx(least[lives], abs=2 * step, rel=0.01)


def choices(costs, shares):
    """Give the shares of the first supply that a place can have."""
    first, second = np.isfinite(costs)
    if first and second:
        return shares
    return np.array([1.0 if first else 0.0])


@settings(max_examples=40)
@given(ground=grounds(), tau=st.sampled_from([1.0, 30.0, 1_000.0]))
def test_the_gap_of_an_equilibrium_is_what_it_says(ground, tau):
    """Each place's cost is the least over its supplies at the people told, and all who reach one are there."""
    pairs, people, supply = ground
    found = raam(pairs, people, supply, tau)
    kept = supply[pairs.supply] > 0
    usable = replace(
        pairs, demand=pairs.demand[kept], supply=pairs.supply[kept], cost=pairs.cost[kept]
    )
    reach = np.isfinite(nearest(usable))
    if not people[reach].sum():
        # Nobody congests anything: each place pays its travel alone.
        assert found.cost == pytest.approx(nearest(usable) / tau)
        assert found.people.sum() == 0
        assert np.isnan([found.gap, found.mean]).all()
        return
    room = people.sum() / supply.sum() * supply
    crowded = np.divide(found.people, room, out=np.zeros_like(room), where=room > 0)
    least = nearest(replace(usable, cost=crowded[usable.supply] + usable.cost / tau))

    assert found.people.sum() == pytest.approx(people[reach].sum(), rel=1e-9)
    assert found.cost == pytest.approx(least, rel=1e-9)
    assert 0 <= found.gap <= 10 * GAP_WANTED + 1e-12
    # What they pay in the mean is at most a gap above the mean of what they could pay.
    possible = people[reach] @ least[reach] / people[reach].sum()
    assert found.mean * (1 - found.gap) == pytest.approx(possible, rel=1e-6)
