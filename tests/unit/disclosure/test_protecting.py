"""Protected tables beside the reader who tries everything."""

from itertools import combinations, product

import numpy as np
import pytest

from kinten.disclosure import hiding
from kinten.disclosure.auditing import hidden_parts, hidden_ranges
from kinten.disclosure.cells import TOTAL, Layout, join_tables, own_cells
from kinten.disclosure.hiding import blocks_of
from kinten.disclosure.protecting import protect_cells
from kinten.disclosure.readers import INSIDER, PLAIN, STATUSES

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
    found = protect_cells(counts, cells.sums, K, has_statuses=False, seconds=30)
    primary = (counts > 0) & (counts < K)
    is_hidden = found.primary | found.complementary

    assert found.primary.tolist() == primary.tolist()
    assert found.is_least
    assert is_safe(counts, is_hidden, cells.sums, primary)
    weights = 1 + np.log1p(counts)
    least = weights[found.complementary].sum()
    others = np.flatnonzero(~primary & (counts > 0))
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


def fits_statuses(layout, counts, primary, hidden):
    """Tables of whole counts, none far above these, that show the same with the same statuses."""
    inner = [at for at, row in enumerate(layout.rows) if TOTAL not in row]
    ranges = [np.arange(counts.max() + K) if hidden[at] else np.array([counts[at]]) for at in inner]
    values = np.stack([each.reshape(-1) for each in np.meshgrid(*ranges)], axis=1)
    below = np.array(
        [
            [all(mine in {TOTAL, its} for mine, its in zip(row, layout.rows[at], strict=True))
             for at in inner]
            for row in layout.rows
        ]
    )  # fmt: skip
    worlds = values @ below.T
    small = (worlds > 0) & (worlds < K)
    fits = (worlds[:, ~hidden] == counts[~hidden]).all(axis=1)
    return worlds[fits & (small[:, hidden] == primary[hidden]).all(axis=1)]


@pytest.mark.parametrize("seed", range(12))
def test_who_has_the_statuses_is_left_two_numbers_for_every_small_count(seed):
    layout, counts = table(np.random.default_rng(seed).integers(0, 8, (2, 2)))
    found = protect_cells(counts, join_tables([layout]).sums, K, seconds=30)
    hidden = found.primary | found.complementary
    worlds = fits_statuses(layout, counts, found.primary, hidden)
    targets = found.primary & ~found.stuck[STATUSES]

    assert all(len(set(worlds[:, cell])) > 1 for cell in np.flatnonzero(targets))


def test_two_small_counts_at_the_most_they_can_be_need_a_third_cell():
    """4 + 4 = 8: that both are below 5 tells both, though each could be anything up to 8."""
    layout = Layout(("a",), (("x",), ("y",), ("z",), (TOTAL,)))
    counts = np.array([4.0, 4.0, 30.0, 38.0])
    sums = join_tables([layout]).sums

    assert not protect_cells(counts, sums, K, has_statuses=False, seconds=30).complementary.any()
    assert protect_cells(counts, sums, K, seconds=30).complementary.sum() == 1


def test_what_a_status_tells_by_itself_is_marked():
    """Below 2 there is one number only."""
    layout = Layout(("a",), (("x",), ("y",), (TOTAL,)))
    found = protect_cells(np.array([1.0, 30.0, 31.0]), join_tables([layout]).sums, 2, seconds=30)

    assert found.stuck[STATUSES].tolist() == [True, False, False]
    assert not found.stuck[PLAIN].any()


@pytest.mark.parametrize("seed", range(4))
def test_a_count_of_nothing_is_never_hidden_beside(seed):
    layout, counts = drawn(seed, height=6, width=6, most=9)
    found = protect_cells(counts, join_tables([layout]).sums, K, seconds=30)

    assert not (found.complementary & (counts == 0)).any()


def test_an_insider_reckons_no_other():
    """Without it r2 could take its own count from the column, and have that of r0."""
    layout, counts = table(np.array([[3, 47], [30, 35], [28, 22]]))
    cells = join_tables([layout])
    own = own_cells(cells.keys, "a")
    plain = protect_cells(counts, cells.sums, K, seconds=30)
    found = protect_cells(counts, cells.sums, K, seconds=30, own=own)

    assert not found.stuck[INSIDER].any()
    for protected, is_open in ((plain, False), (found, True)):
        hidden = protected.primary | protected.complementary
        seen = [
            hidden_ranges(counts, hidden & ~mine, cells.sums)[1][protected.primary & ~mine]
            for mine in own
        ]
        assert all((high >= K).all() for high in seen) == is_open


@pytest.mark.parametrize("seed", range(4))
def test_what_is_found_in_slices_is_safe_from_both_readers(seed, monkeypatch):
    monkeypatch.setattr(hiding, "_WHOLE", 0)
    monkeypatch.setattr(hiding, "_HELPERS", 2)
    layout, counts = drawn(seed, height=25, width=8, most=40)
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, 10, seconds=1e-9, blocks=blocks_of(cells.keys))
    hidden = found.primary | found.complementary
    _, high = hidden_ranges(counts, hidden, cells.sums)
    least, most = np.where(found.primary, 1.0, 10.0), np.where(found.primary, 9.0, np.inf)
    low_of, high_of = hidden_ranges(counts, hidden, cells.sums, least=least, most=most)

    assert found.primary.any()
    assert (high[found.primary] >= 10).all()
    assert (high_of - low_of >= 1)[found.primary].all()


def test_out_of_time_it_is_safe_and_says_how_far_from_the_least_at_most():
    layout, counts = drawn(1, height=14, width=10, most=40)
    cells = join_tables([layout])
    found = protect_cells(counts, cells.sums, 10, seconds=1e-9)
    least = protect_cells(counts, cells.sums, 10, seconds=60)

    assert not found.is_least
    assert least.is_least
    assert found.bound <= least.weight <= found.weight
    assert is_safe(counts, found.primary | found.complementary, cells.sums, found.primary)


def test_totals_of_prefectures_between_hospitals_and_the_country(monkeypatch):
    """A level of areas is a dimension of its own: its totals are parts of the country's."""
    monkeypatch.setattr(hiding, "_WHOLE", 0)
    monkeypatch.setattr(hiding, "_HELPERS", 3)
    counts = np.random.default_rng(5).integers(0, 25, (12, 5))
    rows, numbers = [], []

    def add(prefecture, hospital, of):
        for site, count in zip([*"vwxyz", TOTAL], [*of, of.sum()], strict=True):
            rows.append((prefecture, hospital, site))
            numbers.append(float(count))

    for at, of in enumerate(counts):
        add(f"p{at // 4}", f"h{at}", of)
    for at in range(3):
        add(f"p{at}", TOTAL, counts[4 * at : 4 * at + 4].sum(axis=0))
    add(TOTAL, TOTAL, counts.sum(axis=0))
    cells = join_tables([Layout(("prefecture", "hospital", "site"), tuple(rows))])
    of_cells = np.array(numbers)
    assert not (cells.sums @ of_cells).any()
    # Of each site and of all: hospitals of a prefecture, prefectures; and the sites of everybody.
    assert cells.sums.shape[0] == 6 * (3 + 1) + 12 + 3 + 1
    for seconds in (1e-9, 60):
        found = protect_cells(
            of_cells, cells.sums, 10, seconds=seconds, blocks=blocks_of(cells.keys)
        )
        hidden = found.primary | found.complementary
        _, high = hidden_ranges(of_cells, hidden, cells.sums)
        assert (high[found.primary] >= 10).all()
