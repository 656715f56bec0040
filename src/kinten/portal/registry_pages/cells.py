"""The cells of a received table: only what `kinten registry protect` wrote, audited again here."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

from kinten.desk.count_tables import STATUS, CountTable
from kinten.desk.table_audit import Audit, audit_table
from kinten.disclosure.cells import TOTAL
from kinten.disclosure.masking import DEFAULT_K
from kinten.vocabulary.wording import FaultError, Words

YEAR = "year"
HIDDEN, SHOWN, ROUNDED = "hidden", "shown", "rounded"
ENDINGS = (".csv", ".xlsx", ".parquet")
MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS, MOST_SENT = 200_000, 20_000
"""Rows of a table, and of one sent by a page, which waits: the audit asks what every hidden cell can be."""
_MOST_DIMENSIONS, _LONGEST = 8, 100


@dataclass(frozen=True)
class Cells:
    """A table in long form: ``n`` of a row is None where it is hidden, its status tells why."""

    dimensions: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int | None, str], ...]

    @cached_property
    def by_values(self) -> Mapping[tuple[str, ...], tuple[int | None, str]]:
        """Each cell by its values."""
        return {values: (n, status) for values, n, status in self.rows}

    @cached_property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The values of each dimension as they come, the total last."""
        found = []
        for at in range(len(self.dimensions)):
            listed = dict.fromkeys(values[at] for values, _, _ in self.rows)
            total = [TOTAL] if listed.pop(TOTAL, 0) is None else []
            found.append((*listed, *total))
        return tuple(found)

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(n is None for _, n, _ in self.rows)

    @property
    def years(self) -> tuple[str, ...]:
        """The years that the table tells, oldest first."""
        if YEAR not in self.dimensions:
            return ()
        listed = self.values[self.dimensions.index(YEAR)]
        return tuple(sorted(each for each in listed if each.isdecimal()))


def read_protected(
    data: bytes,
    name: str,
    *,
    threshold: int = DEFAULT_K,
    rounding: int = 0,
    most_rows: int = MOST_ROWS,
) -> Cells:
    """Read a protected table and audit it; FaultError tells why one is refused.

    ``threshold`` is never below that of the project. The file is read under a name of our own.
    """
    ending = Path(name).suffix.lower()
    _refuse_size(data, name, ending, threshold, rounding)
    _refuse_many(data, ending, name, most_rows)
    with TemporaryDirectory(prefix="kinten-table-") as folder:
        path = Path(folder) / f"table{ending}"
        path.write_bytes(data)
        try:
            audit = audit_table(path, threshold, rounding=rounding)
        except FaultError as fault:
            told = fault.place.replace(str(path), name)
            raise FaultError(fault.what, told, fault.mend) from fault
    table = audit.table
    _refuse_odd(table, name)
    _refuse_unprotected(audit, name)
    return _cells(table, rounding)


def _cells(table: CountTable, rounding: int) -> Cells:
    counts = [None if isnan(each) else int(each) for each in table.counts.tolist()]
    plain = ROUNDED if rounding else SHOWN
    # Why a cell is hidden is not kept: whoever knew the small ones could narrow what the others hide.
    statuses = [HIDDEN if n is None else plain for n in counts]
    rows = zip(table.layout.rows, counts, statuses, strict=True)
    return Cells(table.layout.dimensions, tuple(rows))


def _refuse_size(data: bytes, name: str, ending: str, threshold: int, rounding: int) -> None:
    what = mend = None
    if ending not in ENDINGS:
        what = Words("この形は受け取りません。", "this kind of file is not received.")
        mend = Words(f"{' '.join(ENDINGS)} で送ってください。", f"Send {' '.join(ENDINGS)}.")
    elif not 0 < len(data) <= MOST_BYTES:
        what = Words("空か、大きすぎます。", "it is empty or too large.")
        mend = Words(f"{MOST_BYTES:,}バイトまでです。", f"{MOST_BYTES:,} bytes at most.")
    elif threshold < DEFAULT_K:
        what = Words(
            f"しきい値{threshold}は低すぎます。", f"a threshold of {threshold} is too low."
        )
        mend = Words(f"{DEFAULT_K}以上にしてください。", f"Use {DEFAULT_K} or more.")
    elif rounding and rounding < 2:
        what = Words(f"{rounding}の倍数には丸められません。", f"nothing is rounded to {rounding}.")
        mend = Words("2以上の数を書いてください。", "Give a number of 2 or more.")
    if what is not None and mend is not None:
        raise FaultError(what, name, mend)


def _refuse_many(data: bytes, ending: str, name: str, most: int) -> None:
    """Raise for a CSV with too many lines before it is read; the others come from the command alone."""
    if ending == ".csv" and data.count(b"\n") > most + 1:
        raise FaultError(
            Words(f"{most:,}行を越えます。", f"it has more than {most:,} rows."),
            name,
            Words(
                f"分けるか、kinten import --table で取り込んでください（{MOST_ROWS:,}行まで）。",
                f"Split it, or bring it in by kinten import --table ({MOST_ROWS:,} rows at most).",
            ),
        )


def _refuse_odd(table: CountTable, name: str) -> None:
    """Raise for a table that no page can show."""
    layout = table.layout
    if len(layout.dimensions) > _MOST_DIMENSIONS:
        raise FaultError(
            Words("区分が多すぎます。", "it has too many dimensions."),
            name,
            Words(
                f"{_MOST_DIMENSIONS}までに分けてください。",
                f"Split it: {_MOST_DIMENSIONS} dimensions at most.",
            ),
        )
    for at, values in enumerate((layout.dimensions, *layout.rows)):
        if any(_is_odd(value) for value in values):
            line = 1 if at == 0 else table.lines[at - 1]
            raise FaultError(
                Words(
                    "制御文字があるか、長すぎる語があります。", "a word is too long or not plain."
                ),
                f"{name}:{line}",
                Words(
                    f"{_LONGEST}字以内の文字にしてください。", f"Use {_LONGEST} letters at most."
                ),
            )


def _is_odd(value: str) -> bool:
    return len(value) > _LONGEST or any(category(sign).startswith("C") for sign in value)


def _refuse_unprotected(audit: Audit, name: str) -> None:
    """Raise where a small count could be reckoned, and where nothing tells that it was protected."""
    table, mend = audit.table, _PROTECT
    unsafe = [row for row, is_safe in zip(audit.rows, audit.is_safe, strict=True) if not is_safe]
    if audit.has_odd_statuses:
        what = Words(
            f"status はしきい値{audit.threshold}に合いません。",
            f"the statuses do not fit a threshold of {audit.threshold}.",
        )
        mend = Words(
            "秘匿したときのしきい値（--threshold）を指定してください。",
            "Give the threshold with which it was protected (--threshold).",
        )
    elif unsafe:
        what = Words(
            f"秘匿が足りません：{audit.threshold}未満の件数が示されているか、ほかの値から分かるセルが{len(unsafe)}あります。",
            f"it is not protected: counts under {audit.threshold} are shown, or can be reckoned, in "
            f"{len(unsafe)} cells.",
        )
        name = f"{name}:{table.lines[unsafe[0]]}"
    elif audit.rounding:
        off = (table.counts % audit.rounding).nonzero()[0]
        if not off.size:
            return
        what = Words(
            f"{audit.rounding}の倍数ではない件数があります。",
            f"a count is no multiple of {audit.rounding}.",
        )
        name = f"{name}:{table.lines[int(off[0])]}"
    elif _is_marked(table):
        return
    else:
        what = Words(
            f"秘匿した表だと分かりません（{STATUS} の列がないか、空欄があります）。",
            f"nothing tells that it was protected (the column {STATUS} lacks, or has a blank).",
        )
    raise FaultError(what, name, mend)


def _is_marked(table: CountTable) -> bool:
    """Whether a table tells what is hidden: by its statuses, or without them by blanks."""
    if table.statuses is not None:
        return "" not in table.statuses
    return any(isnan(each) for each in table.counts.tolist())


_PROTECT = Words(
    "kinten registry protect で書き出した表を、そのまま送ってください。",
    "Send the table that kinten registry protect wrote, as it is.",
)
