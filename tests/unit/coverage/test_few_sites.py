"""The most that so many sites cover: never below what any choice covers, however soon it is stopped."""

from itertools import combinations

import numpy as np
import pytest

from kinten.coverage.siting.answer import deadline
from kinten.coverage.siting.few_sites import most_covered


def cover_of(seed):
    """Ten sites and thirty patterns, about a quarter of the pairs within reach."""
    chance = np.random.default_rng(seed)
    return chance.random((30, 10)) < 0.25, chance.integers(1, 100, 30).astype(float)


def best_of(within, worth, count):
    return max(
        worth[within[:, list(each)].any(axis=1)].sum()
        for each in combinations(range(within.shape[1]), count)
    )


@pytest.mark.parametrize("limit", [0.0, None])
@pytest.mark.parametrize("seed", range(6))
def test_it_is_never_below_the_best_choice(seed, limit):
    within, worth = cover_of(seed)
    for count in range(1, 11):
        best = best_of(within, worth, count)
        for known in (0.0, best):
            found = most_covered(
                np.nonzero(within), worth, count, known, deadline(lambda: 0.0, limit)
            )
            assert best - 1e-9 * best <= found <= worth[within.any(axis=1)].sum()


@pytest.mark.parametrize("seed", range(6))
def test_steps_bring_it_near_the_best_choice(seed):
    within, worth = cover_of(seed)
    for count in (2, 3, 4):
        best = best_of(within, worth, count)
        found = most_covered(np.nonzero(within), worth, count, best, deadline(lambda: 0.0, None))
        assert found <= 1.15 * best


def test_no_site_covers_nothing():
    nothing = np.zeros(0, dtype=np.int64)
    never = deadline(lambda: 0.0, None)
    assert most_covered((nothing, nothing), np.zeros(0), 3, 0.0, never) == 0.0
    assert most_covered((np.array([0]), np.array([0])), np.ones(1), 0, 0.0, never) == 0.0
