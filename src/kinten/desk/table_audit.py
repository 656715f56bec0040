"""The audit of a published table: what `kinten registry audit-table` gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.desk.count_tables import CountTable, Joined, read_count_tables
from kinten.desk.filing import source_of
from kinten.disclosure.auditing import hidden_ranges
from kinten.disclosure.book import COMPLEMENTARY, PRIMARY
from kinten.disclosure.rounding import rounded_bounds
from kinten.report.model import Source
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Audit:
    """For each hidden cell of a table: its row, the least and the most it can be, and whether it is safe.

    ``low`` and ``high`` are what adds up; ``low_by_status`` and ``high_by_status`` what is left to a
    reader who has the statuses too, None where the table has none or they fit no counts. ``rounding`` is
    the base of a rounded table, in which every cell is looked at, else 0. ``shown_small`` are the small
    counts that are shown as they are: rows with one number, never safe.
    """

    source: Source
    table: CountTable
    threshold: int
    rounding: int
    rows: tuple[int, ...]
    low: Floats
    high: Floats
    low_by_status: Floats | None
    high_by_status: Floats | None
    is_safe: tuple[bool, ...]
    has_odd_statuses: bool
    shown_small: int = 0


def audit_table(
    path: Path,
    threshold: int,
    *,
    hides_zeros: bool = False,
    rounding: int = 0,
    derived: Sequence[str] = (),
    population: str | None = None,
) -> Audit:
    """Reckon what every hidden cell of a published table can be.

    A small count is safe where it can be the threshold or more, is not one number, and is not one number
    for a reader who has the statuses either; a count hidden beside it where it is not one number. A small
    count that is shown is never safe. A
    rounded count is safe where it can be as many numbers as the base. FaultError where no counts fit what
    is shown.
    """
    joined = read_count_tables(
        [path], may_be_empty=True, derived=derived, population=population, is_rounded=rounding > 0
    )
    if rounding:
        return _audit_rounded(path, joined, threshold, rounding)
    table, places = joined.tables[0], joined.cells.places[0]
    is_hidden = np.isnan(joined.counts)
    is_told = (joined.counts < threshold) & (joined.counts >= (0 if hides_zeros else 1))
    low, high = _ranges(path, joined, np.zeros(is_hidden.size), np.full(is_hidden.size, np.inf))
    low[is_told] = high[is_told] = joined.counts[is_told]
    is_looked_at = is_hidden | is_told
    rows = tuple(row for row, cell in enumerate(places.tolist()) if is_looked_at[cell])
    at = places[list(rows)]
    by_status = _by_status(joined, threshold, low, hides_zeros=hides_zeros)
    is_safe = (high[at] - low[at] >= 1) & (
        (high[at] >= threshold) | _has(table, rows, COMPLEMENTARY)
    )
    if by_status is not None:
        for each in by_status:
            each[is_told] = joined.counts[is_told]
        is_open = by_status[1][at] - by_status[0][at] >= 1
        is_safe &= is_open | ~_has(table, rows, PRIMARY)
    return Audit(
        source_of(path),
        table,
        threshold,
        0,
        rows,
        low[at],
        high[at],
        None if by_status is None else by_status[0][at],
        None if by_status is None else by_status[1][at],
        tuple(is_safe.tolist()),
        _has_statuses(table) and by_status is None,
        int(is_told[places].sum()),
    )


def _audit_rounded(path: Path, joined: Joined, threshold: int, rounding: int) -> Audit:
    if np.isnan(joined.counts).any():
        raise FaultError(
            Words("丸めた表に空欄があります。", "a rounded table has a blank count."),
            str(path),
            Words("--rounding を外してください。", "Leave out --rounding."),
        )
    least, most = rounded_bounds(joined.counts, rounding)
    places = joined.cells.places[0]
    blank = Joined(joined.tables, joined.cells, np.full(joined.counts.size, np.nan))
    low, high = _ranges(path, blank, least, most)
    return Audit(
        source_of(path),
        joined.tables[0],
        threshold,
        rounding,
        tuple(range(places.size)),
        low[places],
        high[places],
        None,
        None,
        tuple((high[places] - low[places] >= rounding - 1).tolist()),
        has_odd_statuses=False,
    )


def _ranges(path: Path, joined: Joined, least: Floats, most: Floats) -> tuple[Floats, Floats]:
    is_hidden = np.isnan(joined.counts)
    try:
        return hidden_ranges(
            np.nan_to_num(joined.counts), is_hidden, joined.cells.sums, least=least, most=most
        )
    except ValueError as error:
        raise FaultError(
            Words("示された値に合う件数がありません。", "no counts fit what is shown."),
            str(path),
            Words(
                "合計が内訳の和より小さくないかを確かめてください。",
                "Look for a total that is below the sum of its parts.",
            ),
        ) from error


def _by_status(
    joined: Joined, threshold: int, low: Floats, *, hides_zeros: bool
) -> tuple[Floats, Floats] | None:
    """Give what is left of hidden cells to a reader who has the statuses; None where there are none."""
    table, places = joined.tables[0], joined.cells.places[0]
    if not _has_statuses(table):
        return None
    statuses = np.array(table.statuses)
    least, most = np.zeros(low.size), np.full(low.size, np.inf)
    is_small, is_beside = statuses == PRIMARY, statuses == COMPLEMENTARY
    least[places[is_small]] = 0.0 if hides_zeros else 1.0
    most[places[is_small]] = threshold - 1.0
    least[places[is_beside]] = threshold
    is_hidden = np.isnan(joined.counts)
    try:
        return hidden_ranges(
            np.nan_to_num(joined.counts), is_hidden, joined.cells.sums, least=least, most=most
        )
    except ValueError:
        return None


def _has_statuses(table: CountTable) -> bool:
    return table.statuses is not None and PRIMARY in table.statuses


def _has(table: CountTable, rows: Sequence[int], status: str) -> NDArray[np.bool_]:
    if table.statuses is None:
        return np.zeros(len(rows), dtype=bool)
    return np.array([table.statuses[row] == status for row in rows], dtype=bool)


def audit_document(audit: Audit) -> dict[str, Any]:
    """Give the document of `kinten registry audit-table --json`."""
    return {
        "kinten": __version__,
        "inputs": [{"name": audit.source.name, "sha256": audit.source.sha256}],
        "threshold": audit.threshold,
        "rounding": audit.rounding or None,
        "verdict": "safe" if all(audit.is_safe) else "unsafe",
        "hidden": [
            {
                **dict(
                    zip(audit.table.layout.dimensions, audit.table.layout.rows[row], strict=True)
                ),
                "low": _whole(audit.low[at]),
                "high": _whole(audit.high[at]),
                "low_by_status": None
                if audit.low_by_status is None
                else _whole(audit.low_by_status[at]),
                "high_by_status": None
                if audit.high_by_status is None
                else _whole(audit.high_by_status[at]),
                "verdict": _verdict(audit.is_safe[at]),
            }
            for at, row in enumerate(audit.rows)
        ],
    }


def audit_listing(audit: Audit, lang: str) -> Table:
    """Give one row for each hidden cell."""
    document = audit_document(audit)
    names = (*audit.table.layout.dimensions, "low", "high", "low_by_status", "high_by_status")
    rows: list[tuple[Value, ...]] = [
        (*(each[name] for name in names), each["verdict"]) for each in document["hidden"]
    ]
    title = (
        Words("丸めた値の点検", "What can be reckoned of rounded counts")
        if audit.rounding
        else Words("隠したセルの点検", "What can be reckoned of hidden cells")
    )
    return Table(
        title.in_language(lang),
        (*names, "verdict"),
        tuple(rows),
        tuple(each.in_language(lang) for each in _notes(audit)),
    )


def _notes(audit: Audit) -> list[Words]:
    unsafe = sum(not each for each in audit.is_safe)
    notes = [_tell_rounded(audit, unsafe) if audit.rounding else _tell_hidden(audit, unsafe)]
    if audit.has_odd_statuses:
        notes.append(
            Words(
                f"status はしきい値{audit.threshold}に合わないため、使っていません（--threshold を確かめてください）",
                f"the statuses do not fit a threshold of {audit.threshold} and were left aside (look at "
                "--threshold)",
            )
        )
    return notes


def _tell_hidden(audit: Audit, unsafe: int) -> Words:
    if not unsafe:
        return Words(
            "safe: どの隠したセルも、小さい件数とは分かりません",
            "safe: no hidden cell can be reckoned",
        )
    if audit.shown_small:
        shown, others = audit.shown_small, unsafe - audit.shown_small
        return Words(
            f"unsafe: {audit.threshold}未満の件数が、{shown}のセルに示されています"
            + (f"。隠した{others}のセルも、ほかの値から分かります" if others else ""),
            f"unsafe: {shown} cells show a count under {audit.threshold}"
            + (f", and {others} hidden ones can be reckoned from the others" if others else ""),
        )
    return Words(
        f"unsafe: {unsafe}のセルが、ほかの値から分かります",
        f"unsafe: {unsafe} cells can be reckoned from the others",
    )


def _tell_rounded(audit: Audit, unsafe: int) -> Words:
    base = audit.rounding
    if not unsafe:
        return Words(
            f"safe: どの件数も、丸める前の値は{base}通り以上ありえます",
            f"safe: every count can have been {base} numbers or more before rounding",
        )
    return Words(
        f"unsafe: {unsafe}のセルは、丸める前の値が{base}通りより狭く分かります",
        f"unsafe: {unsafe} cells can have been fewer than {base} numbers before rounding",
    )


def _whole(number: np.float64) -> int | None:
    return None if np.isinf(number) else int(number)


def _verdict(is_safe: bool) -> str:  # noqa: FBT001 - its only meaning
    return "safe" if is_safe else "unsafe"
