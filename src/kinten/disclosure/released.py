"""A table beside everything that was released before it: what a reader has of both.

What was shown stays known; what was hidden stays hidden there, and must not be reckoned from what is
shown now. A count that differs from the one shown before by less than the threshold is hidden: the
difference tells how many came since.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog
from scipy.sparse import csr_array

from kinten.disclosure.book import Book, link_remainders, places_before, places_now
from kinten.disclosure.cells import Layout, find_sums, own_cells
from kinten.disclosure.hiding import blocks_of
from kinten.disclosure.ledger import Entry
from kinten.disclosure.protecting import Task
from kinten.disclosure.readers import STATUSES, Reader, insiders

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_APART = 1e-3


@dataclass(frozen=True, slots=True)
class Beside:
    """The task of protecting a table beside earlier releases.

    ``places`` gives the cell of each row of each table that is to be released; ``known`` marks cells
    that an earlier release shows, ``revised`` those of which one shows another count less than the
    threshold away.
    """

    task: Task
    places: tuple[Ints, ...]
    known: NDArray[np.bool_]
    revised: NDArray[np.bool_]


def beside_earlier(
    layouts: Sequence[Layout],
    counts: Sequence[Floats],
    entries: Sequence[Entry],
    threshold: int,
    *,
    hides_zeros: bool = False,
    has_statuses: bool = True,
    insider: str | None = None,
) -> Beside:
    """Join tables to be released with everything released before.

    ``insider`` is a dimension of which each value knows its own cells (hospital).

    ValueError where no counts fit both: the data were revised, or are of another time.
    """
    book = Book()
    places = [
        places_now(book, layout, numbers) for layout, numbers in zip(layouts, counts, strict=True)
    ]
    shown = [(entry, table) for entry in entries for table in entry.tables]
    before = [places_before(book, entry, table, threshold) for entry, table in shown]
    all_layouts = [*layouts, *(table.layout for _, table in shown)]
    left = link_remainders(book, all_layouts, [*places, *before], threshold)
    sums = find_sums(all_layouts, [*places, *before], len(book.cells), more=left)
    base = _fill(book, sums)
    is_now = np.array([each.is_now for each in book.cells])
    known = np.array([each.is_known for each in book.cells])
    small = is_now & (base < threshold) & ((base > 0) | hides_zeros)
    revised = np.array([each.is_now and each.away > 0 for each in book.cells]) & ~known
    hidden = (small | revised | ~is_now) & ~known
    may = is_now & ~known & ~hidden & (base > 0)
    low = np.array([each.low for each in book.cells])
    high = np.array([each.high for each in book.cells])
    plain = _Bounds(base, low, np.minimum(high, base.sum() + threshold), hidden | may)
    need = np.where(small & ~known, threshold - base, 0.0)
    need = np.where(revised, np.maximum(need, [threshold - each.away for each in book.cells]), need)
    aims = np.array([each.aim for each in book.cells])
    need = np.where(~is_now & hidden & (aims > 0), np.maximum(aims - base, 0.0), need)
    readers = [plain.reader(need, is_either=False)]
    if has_statuses or any(table.statuses is not None for _, table in shown):
        least = np.maximum(low, [each.least for each in book.cells])
        most = np.minimum(plain.high, [each.most for each in book.cells])
        if has_statuses:
            now_least = np.where(small, 0.0 if hides_zeros else 1.0, threshold)
            least = np.where(may | small, np.maximum(least, now_least), least)
            most = np.where(small, np.minimum(most, threshold - 1), most)
        is_target = (small & ~known & has_statuses) | (~is_now & hidden & (aims > 0))
        strong = _Bounds(base, least, most, hidden | may)
        strong_reader = strong.reader(is_target.astype(np.float64), is_either=True)
        readers.append(replace(strong_reader, name=STATUSES))
    if insider is not None:
        readers += insiders(readers[0], own_cells([each.key for each in book.cells], insider))
    blocks = blocks_of([each.key for each in book.cells])
    task = Task(base, sums, blocks, small, hidden, may, tuple(readers))
    return Beside(task, tuple(places), known, revised)


@dataclass(frozen=True, slots=True)
class _Bounds:
    base: Floats
    low: Floats
    high: Floats
    is_open: NDArray[np.bool_]

    def reader(self, need: Floats, *, is_either: bool) -> Reader:
        down = np.where(self.is_open, np.maximum(self.base - self.low, 0.0), 0.0)
        up = np.where(self.is_open, np.maximum(self.high - self.base, 0.0), 0.0)
        return Reader(down, up, need, is_either)


def _fill(book: Book, sums: csr_array) -> Floats:
    """Give every cell a count that fits all others: its own where it is known."""
    base = np.array([np.nan if each.count is None else each.count for each in book.cells])
    open_ = np.flatnonzero(np.isnan(base))
    base[open_] = 0.0
    cells = [book.cells[at] for at in open_.tolist()]
    low = np.array([max(each.low, each.least) for each in cells])
    high = np.array([min(each.high, each.most) for each in cells])
    part = sums[:, open_]
    rows = np.flatnonzero(np.diff(part.tocsr().indptr) > 0)
    if open_.size:
        found = linprog(
            np.zeros(open_.size),
            A_eq=part[rows] if rows.size else None,
            b_eq=-(sums[rows] @ base) if rows.size else None,
            bounds=np.stack((low, high), axis=1),
            method="highs",
        )
        if found.x is None:
            raise ValueError
        base[open_] = found.x
    if (np.abs(sums @ base) > _APART).any():
        raise ValueError
    return base
