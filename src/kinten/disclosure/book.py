"""The cells of a table and of everything released before it, each once.

A cell of an earlier release is the same cell where it has the same values in the same dimensions, its
totals are over the same parts, and its count fits. Where a release shows another count for one, its data
were of another time: what it hides is then no cell of the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kinten.disclosure.cells import TOTAL, Key, Layout, key_of
from kinten.disclosure.ledger import Entry, Shown

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Parts = tuple[tuple[str, frozenset[str]], ...]
Sum = tuple[int, tuple[int, ...]]
PRIMARY, COMPLEMENTARY = "primary", "complementary"


@dataclass(slots=True)
class Cell:
    """One cell: what its totals are over, and what is known of its count.

    ``count`` is None where this desk does not know it; ``is_now`` tells that it is to be released,
    ``is_known`` that it was shown before. A reader knows it between ``low`` and ``high``, one who has the
    statuses between ``least`` and ``most``. ``away`` is how near the nearest other count of it lies that
    was shown before (0: none is near), ``aim`` what it must be able to reach where it is not released now
    (0: nothing is asked).
    """

    key: Key
    parts: Parts
    count: float | None
    is_now: bool = False
    is_known: bool = False
    low: float = 0.0
    high: float = np.inf
    least: float = 0.0
    most: float = np.inf
    away: float = 0.0
    aim: float = 0.0


@dataclass(slots=True)
class Book:
    """All cells, by their number and by key."""

    cells: list[Cell] = field(default_factory=list)
    by_key: dict[Key, list[int]] = field(default_factory=dict)

    def add(self, cell: Cell) -> int:
        """Take a cell in; give its number."""
        self.cells.append(cell)
        self.by_key.setdefault(cell.key, []).append(len(self.cells) - 1)
        return len(self.cells) - 1


def places_now(book: Book, layout: Layout, counts: Floats) -> Ints:
    """Give the cell of each row of a table that is to be released, with its count."""
    places = []
    for row, parts, count in zip(layout.rows, _parts(layout), counts.tolist(), strict=True):
        key = key_of(layout, row)
        same = [at for at in book.by_key.get(key, ()) if book.cells[at].count == count]
        at = same[0] if same else book.add(Cell(key, parts, count, is_now=True))
        places.append(at)
    return np.array(places, dtype=np.int64)


def places_before(book: Book, entry: Entry, table: Shown, threshold: int) -> Ints:
    """Give the cell of each row of a table that was released; new ones where none fits."""
    statuses = table.statuses or (("",) * len(table.counts))
    parts = _parts(table.layout)
    keys = [key_of(table.layout, row) for row in table.layout.rows]
    is_other_time = not entry.rounding and any(
        count is not None and _differs(book, key, over, count)
        for key, over, count in zip(keys, parts, table.counts, strict=True)
    )
    places = []
    for key, over, count, status in zip(keys, parts, table.counts, statuses, strict=True):
        low, high = _possible(entry, count, status)
        fits = [
            at
            for at in book.by_key.get(key, ())
            if _is_same_sum(over, book.cells[at].parts)
            and _lies(book.cells[at], low, high)
            and not (is_other_time and count is None and book.cells[at].is_now)
        ]
        at = fits[0] if fits else book.add(Cell(key, over, None))
        _note(book.cells[at], entry, count, status)
        if count is not None and not entry.rounding and not fits:
            _note_revision(book, at, threshold)
        places.append(at)
    return np.array(places, dtype=np.int64)


def _differs(book: Book, key: Key, over: Parts, count: int) -> bool:
    """Tell whether the table has another count for a cell that was shown."""
    now = [
        each
        for each in (book.cells[at] for at in book.by_key.get(key, ()))
        if each.is_now and _is_same_sum(over, each.parts)
    ]
    return bool(now) and all(each.count != count for each in now)


def _note(found: Cell, entry: Entry, count: int | None, status: str) -> None:
    """Write down what a row that was released tells of its cell."""
    low, high = _possible(entry, count, status)
    if count is not None and not entry.rounding:
        found.is_known, found.count = True, float(count)
    elif count is not None:
        found.low, found.high = max(found.low, low), min(found.high, high)
    else:
        found.least, found.most = max(found.least, low), min(found.most, high)
        if status == PRIMARY and not found.is_now:
            found.aim = float(entry.threshold)


def _possible(entry: Entry, count: int | None, status: str) -> tuple[float, float]:
    """Tell between which counts a cell lies by what was released of it."""
    if count is not None:
        away = max(entry.rounding - 1, 0)
        return max(count - away, 0.0), float(count + away)
    if status == PRIMARY:
        return 0.0 if entry.hides_zeros else 1.0, entry.threshold - 1.0
    return (float(entry.threshold), np.inf) if status == COMPLEMENTARY else (0.0, np.inf)


def _lies(cell: Cell, low: float, high: float) -> bool:
    if cell.count is not None:
        return low <= cell.count <= high
    return max(cell.low, cell.least, low) <= min(cell.high, cell.most, high)


def _note_revision(book: Book, at: int, threshold: int) -> None:
    """Mark cells to be released of which this one shows another count, so near that it tells the growth."""
    then = book.cells[at]
    for other in book.by_key[then.key]:
        now = book.cells[other]
        if not now.is_now or now.count is None or then.count is None:
            continue
        if not _is_same_sum(then.parts, now.parts):
            continue
        away = abs(now.count - then.count)
        if 0 < away < threshold:
            now.away = min(now.away or away, away)
        if now.count > then.count:
            # Who reads both takes the second for the first and what came since.
            now.low = max(now.low, then.count)


def _is_same_sum(one: Parts, other: Parts) -> bool:
    """Tell whether totals are over the same parts, in every dimension in which both tell them."""
    there = dict(other)
    return all(not parts or not there.get(name) or there[name] == parts for name, parts in one)


def _parts(layout: Layout) -> list[Parts]:
    """Give for each row, in each dimension in which it is a total, the values that are its parts."""
    values: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for row in layout.rows:
        for at, value in enumerate(row):
            if value != TOTAL:
                values.setdefault((at, (*row[:at], *row[at + 1 :])), set()).add(value)
    return [
        tuple(
            (name, frozenset(values.get((at, (*row[:at], *row[at + 1 :])), ())))
            for at, name in enumerate(layout.dimensions)
            if row[at] == TOTAL
        )
        for row in layout.rows
    ]


def link_remainders(
    book: Book, layouts: Sequence[Layout], places: Sequence[Ints], threshold: int
) -> list[Sum]:
    """Link tables that hold for one value of a dimension to those that lack it: what is left is a cell.

    A table of 2023 to 2024 less one of 2023 is one of 2024. Gives the sums: the total, and its parts.
    """
    parts: dict[tuple[int, str], dict[str, int]] = {}
    for layout, place in zip(layouts, places, strict=True):
        for name in _constant(layout):
            for row, cell in zip(layout.rows, place.tolist(), strict=True):
                value = row[layout.dimensions.index(name)]
                key = key_of(layout, row) - {(name, value)}
                for total in book.by_key.get(key, ()):
                    if _is_same_sum(book.cells[cell].parts, book.cells[total].parts):
                        parts.setdefault((total, name), {})[value] = cell
    sums = []
    for (total, name), of in parts.items():
        counts = [book.cells[at].count for at in (total, *of.values())]
        whole, *told = [np.nan if each is None else each for each in counts]
        left = whole - float(np.sum(told))
        if left < 0:
            continue
        key = book.cells[total].key | {(name, f"\0{total}")}
        rest = Cell(key, (), None if np.isnan(left) else left)
        rest.is_known = left == 0
        rest.aim = float(threshold) if 0 < left < threshold else 0.0
        sums.append((total, (*of.values(), book.add(rest))))
    return sums


def _constant(layout: Layout) -> list[str]:
    """Name the dimensions that have one value in every row, and it is no total."""
    return [
        name
        for at, name in enumerate(layout.dimensions)
        if len(values := {row[at] for row in layout.rows}) == 1 and TOTAL not in values
    ]
