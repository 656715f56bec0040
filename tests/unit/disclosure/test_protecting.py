"""Protected tables beside the reader who tries everything."""

from itertools import combinations, product

import numpy as np
import pytest

from kinten.disclosure.auditing import hidden_parts, hidden_ranges
from kinten.disclosure.cells import TOTAL, Layout, join_tables
from kinten.disclosure.protecting import protect_cells

K = 5


def table(counts, *, names=("a", "b")):
    """A table of two dimensions with its margins."""
    rows, numbers = [], []
    height, width = counts.shape
    for at, to in product(range(height + 1), range(width + 1)):
        rows.append((f"r{at}" if at < height else TOTAL, f"c{to}" if to < width else TOTAL))
        part = counts[at if at < height else slice(None), to if to < width else slice(None)]
        numbers.append(float(np.sum(part)))
    return Layout(names, tuple(rows)), np.array(numbers)


def drawn(seed, height=2, width=3, most=12):
    return table(np.random.default_rng(seed).integers(0, most, (height, width)))


def tried(counts, is_hidden, sums):
    """The least and most of each hidden cell over all whole counts that fit, up to thirty more than the sum."""
    low, high = counts.copy(), counts.copy()
    for cells, rows in hidden_parts(is_hidden, sums):
        matrix = sums[rows][:, cells].toarray()
        rest = -(sums[rows] @ np.where(is_hidden, 0.0, counts))
        tries = np.indices([int(counts.sum()) + 1] * cells.size).reshape(cells.size, -1)
        fits = tries[:, np.abs(matrix @ tries - rest[:, None]).max(axis=0) < 1e-9].T
        low[cells], high[cells] = np.min(fits, axis=0), np.max(fits, axis=0)
    return low, high


def is_safe(counts, is_hidden, sums, primary):
    _, high = hidden_ranges(counts, is_hidden, sums)
    return bool((high[primary] >= K).all())


def test_a_table_has_a_sum_for_every_margin():
    layout, counts = drawn(0)
    cells = join_tables([layout])

    assert len(cells) == 12
    assert cells.sums.shape == (3 + 4, 12)
    assert np.abs(cells.sums @ counts[np.argsort(cells.places[0])]).max() == 0


def test_tables_share_the_cells_that_are_no_total_in_the_same_dimensions():
    first, _ = table(np.ones((2, 2)), names=("hospital", "site"))
    second, _ = table(np.ones((2, 2)), names=("hospital", "sex"))
    cells = join_tables([first, second])

    # Two hospitals' totals and the total of all are in both.
    assert len(cells) == 9 + 9 - 3
    assert cells.places[0][2] == cells.places[1][2]
    assert cells.places[0][-1] == cells.places[1][-1]


@pytest.mark.parametrize("seed", range(6))
def test_the_audit_is_what_trying_all_counts_gives(seed):
    layout, counts = table(np.random.default_rng(seed).integers(0, 3, (2, 2)))
    cells = join_tables([layout])
    is_hidden = np.zeros(len(cells), dtype=bool)
    is_hidden[[0, 1, 3, 4]] = True
    low, high = hidden_ranges(counts, is_hidden, cells.sums)
    expected = tried(counts, is_hidden, cells.sums)

    assert low.tolist() == expected[0].tolist()
    assert high.tolist() == expected[1].tolist()


def test_a_single_hidden_cell_is_reckoned():
    layout, counts = table(np.array([[3, 20], [30, 40]]))
    cells = join_tables([layout])
    is_hidden = np.zeros(len(cells), dtype=bool)
    is_hidden[0] = True
    low, high = hidden_ranges(counts, is_hidden, cells.sums)

    assert low[0] == high[0] == 3


def test_a_hidden_cell_in_no_sum_is_bounded_by_nothing():
    cells = join_tables([Layout(("a",), (("x",), ("y",)))])
    low, high = hidden_ranges(np.array([3.0, 9.0]), np.array([True, False]), cells.sums)

    assert (low[0], high[0]) == (0, np.inf)


def test_counts_that_fit_nothing_are_an_error():
    cells = join_tables([Layout(("a",), (("x",), ("y",), (TOTAL,)))])
    with pytest.raises(ValueError, match=r"^$"):
        hidden_ranges(np.array([0.0, 9.0, 5.0]), np.array([True, False, False]), cells.sums)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_hidden_is_safe_and_no_set_that_weighs_less_is(seed):
    layout, counts = drawn(seed, width=2)
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, K, seconds=30)
    primary = (counts > 0) & (counts < K)
    is_hidden = found.primary | found.complementary

    assert found.primary.tolist() == primary.tolist()
    assert found.is_least
    assert is_safe(counts, is_hidden, cells.sums, primary)
    weights = 1 + np.log1p(counts)
    least = weights[found.complementary].sum()
    others = np.flatnonzero(~primary)
    for size in range(len(others) + 1):
        if size > found.complementary.sum() + 1:
            break
        for chosen in combinations(others, size):
            if weights[list(chosen)].sum() < least - 1e-3:
                more = primary.copy()
                more[list(chosen)] = True
                assert not is_safe(counts, more, cells.sums, primary)


@pytest.mark.parametrize("seed", range(5))
def test_a_larger_table_is_safe(seed):
    layout, counts = drawn(seed, height=12, width=9, most=60)
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, 10, seconds=30)
    low, high = hidden_ranges(counts, found.primary | found.complementary, cells.sums)

    assert found.primary.any()
    assert (high[found.primary] >= 10).all()
    assert (low <= counts).all()
    assert (counts <= high).all()


def test_linked_tables_are_safe_together():
    """Protected one by one, the second table would give away what the first hides."""
    first, one = table(np.array([[3, 47], [30, 35], [28, 22]]), names=("hospital", "site"))
    second, two = table(np.array([[20, 30], [33, 32], [25, 25]]), names=("hospital", "sex"))
    cells = join_tables([first, second])
    counts = np.zeros(len(cells))
    counts[cells.places[0]], counts[cells.places[1]] = one, two
    found = protect_cells(counts, cells.sums, K, seconds=30)
    is_hidden = found.primary | found.complementary
    _, high = hidden_ranges(counts, is_hidden, cells.sums)

    assert (high[found.primary] >= K).all()


def test_nothing_small_hides_nothing():
    layout, counts = table(np.full((3, 3), 50))
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, K, seconds=30)

    assert not found.primary.any()
    assert not found.complementary.any()


def test_zeros_are_hidden_where_it_is_asked_for():
    layout, counts = table(np.array([[0, 50], [60, 70]]))
    cells = join_tables([layout])

    assert not protect_cells(counts, cells.sums, K, seconds=30).primary.any()
    assert protect_cells(counts, cells.sums, K, hides_zeros=True, seconds=30).primary.sum() == 1


def test_all_small_is_hidden_whole():
    layout, counts = table(np.array([[1, 0], [0, 1]]))
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, K, seconds=30)

    assert is_safe(counts, found.primary | found.complementary, cells.sums, found.primary)


def test_the_same_table_is_hidden_the_same():
    layout, counts = drawn(3, height=8, width=8, most=30)
    cells = join_tables([layout])
    one, other = (protect_cells(counts, cells.sums, K, seconds=30) for _ in range(2))

    assert one.complementary.tolist() == other.complementary.tolist()
