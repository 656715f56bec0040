"""Releases one after the other, read together by somebody who keeps them all.

The reader here knows nothing of the cells of `kinten.disclosure`: it reckons with the smallest counts
(year, hospital, site, sex) and every number that was ever shown.
"""

from itertools import product

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from kinten.disclosure.cells import TOTAL, Layout
from kinten.disclosure.ledger import RELEASE, Entry, Shown
from kinten.disclosure.protecting import protect_task
from kinten.disclosure.readers import PLAIN
from kinten.disclosure.released import beside_earlier

K = 5
NAMES = ("year", "hospital", "site", "sex")


class Press:
    """Publishes tables of one set of counts, and keeps what was shown."""

    def __init__(self, data):
        self.data = data
        self.entries, self.shown, self.small, self.hidden = [], [], [], []

    def release(self, dimensions, *, of=None, about=()):
        """Publish the table by these dimensions, of some values alone; give the number of cells hidden."""
        of = {**{name: range(size) for name, size in zip(NAMES, self.data.shape, strict=True)},
              **(of or {})}  # fmt: skip
        values = [[*(str(each) for each in of[name]), TOTAL] for name in dimensions]
        rows = tuple(product(*values))
        masks = [self._mask(dict(zip(dimensions, row, strict=True)), of) for row in rows]
        counts = np.array([float(self.data[mask].sum()) for mask in masks])
        layout = Layout(
            (*dimensions, *about),
            tuple((*row, *(str(of[name][0]) for name in about)) for row in rows),
        )
        beside = beside_earlier([layout], [counts], self.entries, K)
        found = protect_task(beside.task, 30)
        assert not found.stuck[PLAIN].any()
        hidden = (found.primary | found.complementary)[beside.places[0]]
        statuses = np.where(hidden, np.where(counts < K, "primary", "complementary"), "shown")
        told = tuple(None if lost else int(n) for lost, n in zip(hidden, counts, strict=True))
        name = str(len(self.entries))
        table = Shown(name, layout, told, tuple(statuses.tolist()))
        self.entries.append(Entry(RELEASE, name, "", K, False, 0, (table,)))
        self.shown += [(mask, n) for mask, n in zip(masks, told, strict=True) if n is not None]
        self.hidden += [
            (mask, status)
            for mask, status in zip(masks, statuses, strict=True)
            if status != "shown"
        ]
        self.small += [mask for mask, n in zip(masks, counts, strict=True) if 0 < n < K]
        return int(hidden.sum())

    def _mask(self, row, of):
        mask = np.zeros(self.data.shape, dtype=bool)
        chosen = [
            [int(row[name])] if row.get(name, TOTAL) != TOTAL else list(of[name]) for name in NAMES
        ]
        mask[np.ix_(*chosen)] = True
        return mask

    def most(self, mask):
        """The most that the counts under a mask can be in sum by all that was shown."""
        matrix = np.array([each.ravel() for each, _ in self.shown], dtype=float)
        found = linprog(
            -mask.ravel().astype(float), A_eq=matrix, b_eq=[n for _, n in self.shown],
            bounds=(0, None), method="highs",
        )  # fmt: skip
        return np.inf if found.status == 3 else -found.fun

    def whole(self, mask):
        """The least and the most in sum, in whole counts, by all that was shown and all statuses."""
        told = [
            *((each, n, n) for each, n in self.shown),
            *(
                (each, 1, K - 1) if status == "primary" else (each, K, np.inf)
                for each, status in self.hidden
            ),
        ]
        fits = LinearConstraint(
            np.array([each.ravel() for each, *_ in told], dtype=float),
            [low for _, low, _ in told],
            [high for *_, high in told],
        )
        aim = mask.ravel().astype(float)
        ends = [
            milp(
                side * aim,
                constraints=fits,
                integrality=np.ones(aim.size),
                bounds=Bounds(0, np.inf),
            )
            for side in (1, -1)
        ]
        return ends[0].fun, -ends[1].fun


def drawn(seed, shape=(2, 4, 3, 1), most=20):
    return np.random.default_rng(seed).integers(0, most, shape)


def nothing_is_given_away(press):
    return all(press.most(mask) >= K - 1e-6 for mask in press.small)


@pytest.mark.parametrize("seed", range(6))
def test_one_hospital_more_gives_none_away(seed):
    press = Press(drawn(seed, (1, 5, 3, 1)))
    press.release(("hospital", "site"), of={"hospital": [0, 1, 2, 3]})
    press.release(("hospital", "site"))

    assert nothing_is_given_away(press)


@pytest.mark.parametrize("seed", range(6))
def test_a_table_by_another_dimension_gives_none_away(seed):
    press = Press(drawn(seed, (1, 4, 3, 2)))
    press.release(("hospital", "site"))
    press.release(("hospital", "sex"))

    assert nothing_is_given_away(press)


@pytest.mark.parametrize("seed", range(6))
def test_the_years_together_less_one_give_no_small_count_of_the_other(seed):
    press = Press(drawn(seed))
    press.release(("hospital", "site"), of={"year": [0]}, about=("year",))
    press.release(("hospital", "site"))
    cells = product([*range(4), slice(None)], [*range(3), slice(None)])
    for hospital, site in cells:
        mask = np.zeros(press.data.shape, dtype=bool)
        mask[1, hospital, site] = True
        if 0 < press.data[mask].sum() < K:
            press.small.append(mask)

    assert nothing_is_given_away(press)


@pytest.mark.parametrize("seed", range(6))
def test_a_year_after_the_years_together_gives_none_away(seed):
    press = Press(drawn(seed))
    press.release(("hospital", "site"))
    press.release(("hospital", "site"), of={"year": [1]}, about=("year",))

    assert nothing_is_given_away(press)


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 5, 6])
def test_the_statuses_of_all_releases_leave_two_numbers_for_every_small_count(seed):
    press = Press(drawn(seed, (2, 3, 3, 1), most=12))
    press.release(("hospital", "site"), of={"year": [0]}, about=("year",))
    press.release(("hospital", "site"))
    ranges = [press.whole(mask) for mask, status in press.hidden if status == "primary"]

    assert ranges
    assert all(low < high for low, high in ranges)


def test_without_the_ledger_the_same_releases_give_one_away():
    """That the tests above can fail: each release by itself, one hospital more."""
    given_away = 0
    for seed in range(6):
        press = Press(drawn(seed, (1, 5, 3, 1)))
        press.release(("hospital", "site"), of={"hospital": [0, 1, 2, 3]})
        press.entries.clear()
        press.release(("hospital", "site"))
        given_away += not nothing_is_given_away(press)

    assert given_away


def entry(layout, counts, statuses=None, rounding=0):
    return Entry(RELEASE, "before", "", K, False, rounding, (Shown("t", layout, counts, statuses),))


LAYOUT = Layout(("a",), (("x",), ("y",), ("z",), (TOTAL,)))


def test_what_was_shown_stays_known_though_it_is_small():
    before = entry(LAYOUT, (3, 20, 30, 53))
    beside = beside_earlier([LAYOUT], [np.array([3.0, 20.0, 30.0, 53.0])], [before], K)
    found = protect_task(beside.task, 30)

    assert beside.known.all()
    assert found.primary.sum() == 1
    assert not found.complementary.any()


def test_a_count_that_grew_by_less_than_the_threshold_is_hidden():
    before = entry(LAYOUT, (13, 20, 30, 63))
    counts = np.array([15.0, 40.0, 50.0, 105.0])
    beside = beside_earlier([LAYOUT], [counts], [before], K)
    found = protect_task(beside.task, 30)
    at = beside.places[0]

    assert beside.revised[at].tolist() == [True, False, False, False]
    assert not found.primary.any()
    # One cell more, since the total gives it away; what came since must be able to be 5 or more.
    assert found.complementary[at].sum() >= 2


def test_what_was_hidden_beside_is_not_shown_where_that_gives_a_small_one_away():
    before = entry(LAYOUT, (None, None, 30, 53), ("primary", "complementary", "shown", "shown"))
    other = Layout(("a",), (("y",), ("z",)))
    beside = beside_earlier([other], [np.array([20.0, 30.0])], [before], K)
    found = protect_task(beside.task, 30)

    assert found.complementary[beside.places[0]].tolist() == [True, False]


def test_data_of_another_time_are_no_cells_of_the_table():
    before = entry(LAYOUT, (None, None, 30, 53), ("primary", "complementary", "shown", "shown"))
    counts = np.array([3.0, 40.0, 60.0, 103.0])
    beside = beside_earlier([LAYOUT], [counts], [before], K)

    assert len(beside.task.counts) == 8


def test_releases_that_fit_no_counts_are_an_error():
    before = entry(LAYOUT, (None, None, 30, 53), ("primary", "complementary", "shown", "shown"))
    other = Layout(("a",), (("x",), ("y",)))
    with pytest.raises(ValueError, match=r"^$"):
        beside_earlier([other], [np.array([3.0, 40.0])], [before], K)


def test_a_rounded_release_leaves_its_base():
    before = entry(LAYOUT, (5, 20, 30, 55), rounding=5)
    beside = beside_earlier([LAYOUT], [np.array([3.0, 20.0, 30.0, 53.0])], [before], K)
    plain = beside.task.readers[0]

    assert plain.down[0] == 2
    assert plain.up[0] == 6
