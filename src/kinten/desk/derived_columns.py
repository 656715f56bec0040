"""Figures made of counts (rates, percentages, means), hidden where they would tell a hidden count.

A figure goes with its count. A share of a total goes with that total too, since the two shown would
give it; a crude rate is told by its count and the population alone; of anything else (a mean, a rate
standardised by age) a total may be made of its parts in another way than the counts are, and is left
out wherever one of these is hidden.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kinten.desk.count_tables import CountTable, Joined
from kinten.tables.table import Value
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_WHOLE = re.compile(r"^[0-9]+$")
_SCALES = (1.0, 100.0)
_PER = (1.0, 100.0, 1e3, 1e4, 1e5, 1e6)


class Made(StrEnum):
    """How a figure is made of counts."""

    SHARE = "share"
    RATE = "rate"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Derived:
    """A column of figures: how they are made, and each as it may be shown."""

    made: Made
    values: tuple[Value, ...]


def show_derived(joined: Joined, at: int, is_hidden: Mask) -> Mapping[str, Derived]:
    """Give the further columns of a table as they may be shown beside the counts that are."""
    table, places = joined.tables[at], joined.cells.places[at]
    above = totals_above(joined.cells.sums)
    lost_above = np.asarray(above @ is_hidden.astype(np.int64)) > 0
    lost_below = np.asarray(above.T @ is_hidden.astype(np.int64)) > 0
    found = {}
    for name, texts in table.further.items():
        if name == table.population:
            found[name] = Derived(Made.OTHER, tuple(_value(text) for text in texts))
            continue
        made = _how_made(joined, at, texts, above)
        lost = is_hidden.copy()
        if made is Made.SHARE:
            lost |= lost_above
        elif made is Made.OTHER:
            lost |= lost_below
        found[name] = Derived(
            made,
            tuple(
                None if is_lost else _value(text)
                for text, is_lost in zip(texts, lost[places].tolist(), strict=True)
            ),
        )
    return found


def refuse_counts(joined: Joined, threshold: int) -> None:
    """Refuse a further column that looks like counts of its own: whole numbers, some of them small.

    Nothing would hide them. FaultError names the first cell of them.
    """
    above = totals_above(joined.cells.sums)
    for at, table in enumerate(joined.tables):
        for name, texts in table.further.items():
            if name == table.population or not all(_WHOLE.match(text) for text in texts if text):
                continue
            small = [row for row, text in enumerate(texts) if text and 0 < int(text) < threshold]
            if small and _how_made(joined, at, texts, above) is Made.OTHER:
                row = small[0]
                raise FaultError(
                    Words(
                        f"列「{name}」は小さい件数のようです（{texts[row]}）。このままでは隠されません。",
                        f"the column “{name}” looks like counts, some of them small ({texts[row]}): "
                        "none would be hidden.",
                    ),
                    f"{table.path}:{table.lines[row]}:{name}",
                    Words(
                        "件数なら別の表にして --linked で渡し、平均などなら 5.0 のように小数で書いてください。",
                        "Give counts as a table of their own with --linked; write a mean with a decimal, as 5.0.",
                    ),
                )


def totals_above(sums: csr_array) -> csr_array:
    """Give for each cell the totals that it is a part of, however far above; shape (cells, cells)."""
    parts, totals = (sums > 0).astype(np.int64), (sums < 0).astype(np.int64)
    step = csr_array(parts.T @ totals)
    above = step
    while True:
        further = csr_array(((above + above @ step) > 0).astype(np.int64))
        if further.nnz == above.nnz:
            return above
        above = further


def _how_made(joined: Joined, at: int, texts: tuple[str, ...], above: csr_array) -> Made:
    table, places = joined.tables[at], joined.cells.places[at]
    rows = [(row, text) for row, text in enumerate(texts) if _number(text) is not None]
    if rows and all(_is_share(joined.counts, int(places[row]), text, above) for row, text in rows):
        return Made.SHARE
    if table.population is not None and _is_rate(table, rows):
        return Made.RATE
    return Made.OTHER


def _is_share(counts: Floats, cell: int, text: str, above: csr_array) -> bool:
    totals = [cell, *above.indices[above.indptr[cell] : above.indptr[cell + 1]].tolist()]
    return any(
        _is_near(text, scale * counts[cell] / counts[total])
        for total in totals
        for scale in _SCALES
        if counts[total] > 0
    )


def _is_rate(table: CountTable, rows: list[tuple[int, str]]) -> bool:
    people = [_number(table.further[table.population or ""][row]) for row, _ in rows]
    if not rows or any(not each for each in people):
        return False
    return any(
        all(
            _is_near(text, per * table.counts[row] / (of or 1.0))
            for (row, text), of in zip(rows, people, strict=True)
        )
        for per in _PER
    )


def _is_near(text: str, figure: float) -> bool:
    """Tell whether a number as it is written is a figure, rounded to its digits."""
    digits = len(text.rstrip("%").partition(".")[2])
    return abs((_number(text) or 0.0) - figure) <= 0.5001 * 10.0**-digits


def _number(text: str) -> float | None:
    try:
        return float(text.rstrip("%").replace(",", ""))
    except ValueError:
        return None


def _value(text: str) -> Value:
    """Give a text as it is to be written: a number where it is one."""
    if not text:
        return None
    try:
        return int(text) if text.isdecimal() else float(text)
    except ValueError:
        return text
