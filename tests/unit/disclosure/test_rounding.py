"""Controlled rounding: multiples beside the counts that add up, and how far they can be undone."""

from itertools import product

import numpy as np
import pytest

from kinten.disclosure.auditing import hidden_ranges
from kinten.disclosure.cells import TOTAL, Layout, join_tables
from kinten.disclosure.rounding import round_cells, rounded_bounds


def table(counts):
    """A table of any number of dimensions with all its margins: its sums, and its counts."""
    whole = counts
    for axis in range(counts.ndim):
        whole = np.concatenate([whole, whole.sum(axis=axis, keepdims=True)], axis=axis)
    names = tuple("abc"[: counts.ndim])
    values = [[*(f"{name}{at}" for at in range(size)), TOTAL]
              for name, size in zip(names, counts.shape, strict=True)]  # fmt: skip
    layout = Layout(names, tuple(product(*values)))
    return join_tables([layout]).sums, whole.reshape(-1).astype(float)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("base", [3, 5, 10])
def test_a_table_of_two_dimensions_is_rounded_to_the_multiples_beside(seed, base):
    sums, counts = table(np.random.default_rng(seed).integers(0, 60, (7, 5)))
    found = round_cells(counts, sums, base, 30)

    assert found.is_restricted
    assert found.is_least
    assert found.within == base
    assert (found.counts % base == 0).all()
    assert (np.abs(found.counts - counts) < base).all()
    assert (found.counts[counts % base == 0] == counts[counts % base == 0]).all()
    assert not (sums @ found.counts).any()
    assert found.change == np.abs(found.counts - counts).sum()


@pytest.mark.parametrize("seed", range(4))
def test_no_rounding_changes_less(seed):
    sums, counts = table(np.random.default_rng(seed).integers(0, 9, (2, 2)))
    found = round_cells(counts, sums, 5, 30)
    lower = np.floor(counts / 5)
    changes = []
    for ups in product((0, 1), repeat=counts.size):
        tried = 5 * (lower + ups)
        if not (sums @ tried).any() and (np.abs(tried - counts) < 5).all():
            changes.append(np.abs(tried - counts).sum())

    assert found.change == min(changes)


def three_that_cannot():
    """A table of three dimensions in which no rounding to the multiples of 2 beside adds up."""
    return table(np.random.default_rng(189).integers(0, 2, (2, 2, 2)))


def test_three_dimensions_may_need_a_step_further_and_say_so():
    sums, counts = three_that_cannot()
    lower = np.floor(counts / 2)
    odd = np.flatnonzero(counts % 2)
    assert odd.size <= 16
    # By hand: no choice of up and down adds up.
    for ups in product((0, 1), repeat=odd.size):
        tried = lower.copy()
        tried[odd] += ups
        assert (sums @ tried).any()
    found = round_cells(counts, sums, 2, 30)

    assert not found.is_restricted
    assert not found.is_least
    assert found.within == 4
    assert not (sums @ found.counts).any()
    assert (found.counts >= 0).all()


@pytest.mark.parametrize("seed", range(4))
def test_what_was_rounded_can_have_been_the_counts(seed):
    sums, counts = table(np.random.default_rng(seed).integers(0, 30, (4, 4)))
    found = round_cells(counts, sums, 5, 30)
    least, most = rounded_bounds(found.counts, 5)
    everything = np.ones(counts.size, dtype=bool)
    low, high = hidden_ranges(counts, everything, sums, least=least, most=most)

    assert (low <= counts).all()
    assert (counts <= high).all()
    assert (high - low >= 1).all()
