"""Counts as cells that add up: what anybody can reckon from published tables.

Tables are linked where they hold the same cell: it is named by the dimensions in which it is no total, so
that a hospital's total is one cell in the table by site and in the table by sex.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
TOTAL = "total"
Key = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one or more tables.

    ``sums`` has a row for each sum that the tables show, shape (sums, cells): its parts are 1, its total
    is -1. ``places`` gives the place of the cell of each row of each table.
    """

    keys: tuple[Key, ...]
    sums: csr_array
    places: tuple[NDArray[np.int64], ...]

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's dimensions, and the value of each row in each of them."""

    dimensions: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def join_tables(layouts: Sequence[Layout]) -> Cells:
    """Find the cells of tables and all sums between them, each once."""
    number: dict[Key, int] = {}
    places = tuple(
        np.array(
            [number.setdefault(key_of(layout, row), len(number)) for row in layout.rows],
            dtype=np.int64,
        )
        for layout in layouts
    )
    return Cells(tuple(number), find_sums(layouts, places, len(number)), places)


def find_sums(
    layouts: Sequence[Layout],
    places: Sequence[NDArray[np.int64]],
    cells: int,
    *,
    more: Iterable[tuple[int, tuple[int, ...]]] = (),
) -> csr_array:
    """Find all sums that tables show, each once, shape (sums, cells); ``places`` as in ``Cells``.

    ``more`` are sums that no single table shows: a total and its parts.
    """
    sums: dict[tuple[int, tuple[int, ...]], None] = {}
    for layout, place in zip(layouts, places, strict=True):
        for at in range(len(layout.dimensions)):
            for total, parts in _groups(layout, place, at).values():
                if total is not None and parts:
                    sums.setdefault((total, tuple(sorted(parts))), None)
    sums.update({(total, tuple(sorted(parts))): None for total, parts in more})
    rows = np.repeat(np.arange(len(sums)), [len(parts) + 1 for _, parts in sums])
    columns = np.array([cell for total, parts in sums for cell in (*parts, total)], dtype=np.int64)
    values = np.array([one for _, parts in sums for one in (*[1.0] * len(parts), -1.0)])
    return csr_array((values, (rows, columns)), shape=(len(sums), cells))


def key_of(layout: Layout, row: tuple[str, ...]) -> Key:
    """Name the cell of a row: its values in the dimensions in which it is no total."""
    pairs = zip(layout.dimensions, row, strict=True)
    return frozenset((name, value) for name, value in pairs if value != TOTAL)


def own_cells(keys: Sequence[Key], dimension: str) -> tuple[NDArray[np.bool_], ...]:
    """Give the cells of each value of a dimension, in the order in which the values come."""
    of = [dict(key).get(dimension) for key in keys]
    values = dict.fromkeys(value for value in of if value is not None)
    numbers = {value: at for at, value in enumerate(values)}
    place = np.array([-1 if value is None else numbers[value] for value in of])
    return tuple(place == at for at in range(len(numbers)))


def _groups(
    layout: Layout, place: NDArray[np.int64], at: int
) -> Mapping[tuple[str, ...], tuple[int | None, list[int]]]:
    """Give, for all rows that differ in one dimension alone, the total among them and its parts."""
    found: dict[tuple[str, ...], tuple[int | None, list[int]]] = {}
    for row, cell in zip(layout.rows, place.tolist(), strict=True):
        others = (*row[:at], *row[at + 1 :])
        total, parts = found.get(others, (None, []))
        if row[at] == TOTAL:
            found[others] = (cell, parts)
        else:
            found[others] = (total, [*parts, cell])
    return found
