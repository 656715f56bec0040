"""Cuts of a half hold for every cover of whole sites, and shares of sites break them."""

from __future__ import annotations

import time
from itertools import combinations, product

import numpy as np
import pytest

from kinten.coverage.siting.answer import Deadline, deadline
from kinten.coverage.siting.fewest import fewest_sites
from kinten.coverage.siting.half_cuts import Inequalities, find_half_cuts
from kinten.coverage.siting.linear_cover import LinearCover

NEVER = deadline(time.monotonic, None)


def ring(size):
    """Rows that each two neighbours on a ring reach: shares of a half cover it, whole sites do not."""
    within = np.zeros((size, size), dtype=bool)
    for row in range(size):
        within[row, [row, (row + 1) % size]] = True
    return within


def drawn(seed, rows=14, sites=10):
    """A table of points on a square, so that it has the odd rings of real covers."""
    chance = np.random.default_rng(seed)
    ways = chance.uniform(0, 1, (rows, 1, 2)) - chance.uniform(0, 1, (1, sites, 2))
    within = np.hypot(*np.moveaxis(ways, -1, 0)) <= 0.42
    return within[within.any(axis=1)]


def least_of_all(within):
    """The fewest sites of all sets, tried from the smallest."""
    sites = range(within.shape[1])
    for size in range(within.shape[1] + 1):
        for chosen in combinations(sites, size):
            if within[:, list(chosen)].any(axis=1).all():
                return size
    raise AssertionError


def test_a_ring_of_three_needs_two():
    known = Inequalities(ring(3).astype(float), np.ones(3))
    cuts = find_half_cuts(known, np.full(3, 0.5))

    assert cuts.of.tolist() == [[1.0, 1.0, 1.0]]
    assert cuts.least.tolist() == [2.0]


def test_whole_shares_break_nothing():
    known = Inequalities(ring(5).astype(float), np.ones(5))

    assert len(find_half_cuts(known, np.array([1.0, 0.0, 1.0, 0.0, 1.0]))) == 0


@pytest.mark.parametrize("size", [5, 7, 11, 51])
def test_a_ring_is_proved_without_branching(size):
    linear = LinearCover(ring(size), NEVER)

    assert linear.solve()
    assert linear.cost == pytest.approx(size / 2)
    linear.tighten(size)
    assert linear.least == (size + 1) // 2


@pytest.mark.parametrize("seed", range(30))
def test_cuts_hold_for_every_cover_and_the_bound_never_passes_the_least(seed):
    within = drawn(seed)
    linear = LinearCover(within, NEVER)
    assert linear.solve()
    before = linear.cost
    linear.tighten(within.shape[1] + 1)

    covers = np.array(list(product([0.0, 1.0], repeat=within.shape[1])))
    covers = covers[(covers @ within.T >= 1).all(axis=1)]
    over = covers @ linear.known.of.T - linear.known.least
    assert over.min() >= 0
    assert before <= linear.cost + 1e-6
    assert linear.least <= covers.sum(axis=1).min()


@pytest.mark.parametrize("seed", range(5))
def test_a_larger_table_is_lifted_and_its_bound_stays_below_the_least(seed):
    chance = np.random.default_rng(seed)
    ways = chance.uniform(0, 1, (500, 1, 2)) - chance.uniform(0, 1, (1, 150, 2))
    within = np.hypot(*np.moveaxis(ways, -1, 0)) <= 0.2
    within = within[within.any(axis=1)]
    linear = LinearCover(within, NEVER)
    assert linear.solve()
    before = linear.cost
    linear.tighten(99)

    chosen, least = fewest_sites(within, NEVER)
    assert before < linear.cost <= least + 1e-6 == chosen.sum() + 1e-6


@pytest.mark.parametrize("seed", range(30))
def test_the_fewest_sites_are_the_fewest_of_all_sets(seed):
    within = drawn(seed)
    chosen, least = fewest_sites(within, NEVER)

    assert within[:, chosen].any(axis=1).all()
    assert chosen.sum() == least == least_of_all(within)


def test_out_of_time_the_sites_are_a_cover_and_the_count_a_bound():
    over = Deadline(lambda: 1.0, 0.0, 0.5)
    within = ring(9)
    chosen, least = fewest_sites(within, over)

    assert within[:, chosen].any(axis=1).all()
    assert least <= 5 <= chosen.sum()
