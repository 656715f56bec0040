"""Columns of the long layout that are not known: what they hold is not read, and that is told."""

from collections.abc import Iterator

from kinten.report.cells import quoted
from kinten.report.grid import Sheet
from kinten.report.headings import LONG_COLUMNS, fact_of_heading
from kinten.report.model import Remark, Severity
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import Words

_READ = (
    "year_submitted",
    "year",
    "prefecture",
    "area",
    "hospital",
    "hospital_id",
    "type_mark",
    "kind",
    "advanced",
    "exceptional",
    "application",
)
_BESIDE = frozenset({"meeting", "source", "source_url", "note", "figure_label"})
"""Columns of the collected papers that say where a row comes from; they hold nothing to judge."""


def unknown_columns(sheet: Sheet) -> Iterator[Remark]:
    """Tell every column that holds values and has no heading, or one that is not known.

    A heading that is nearly a known one, or names a figure in Japanese, is a warning: it was
    surely meant to be read.
    """
    known = {*_READ, *LONG_COLUMNS}
    for column in range(1, sheet.column_count + 1):
        name = sheet.cell(1, column).text.strip()
        if name in known or name in _BESIDE:
            continue
        rows = range(2, sheet.row_count + 1)
        count = sum(not sheet.cell(row, column).is_blank for row in rows)
        if count:
            yield _tell(name, count, sheet.at(1, column), known)


def _tell(name: str, count: int, at: str, known: set[str]) -> Remark:
    if not name:
        words = Words(
            f"列名のない列に値が{count}個あります。読みませんでした。列名を書いてください。",
            f"A column without a name holds {count} values; it was not read. Give it a name.",
        )
        return Remark("column_without_heading", Severity.WARNING, words, at)
    fact = fact_of_heading(name)
    meant = did_you_mean(name, known)
    if fact is not None:
        meant = Words(f"列名を {fact} にすると読みます。", f"Name it {fact} to have it read.")
    shown = quoted(name)
    words = Words(
        f"列「{shown}」はない列名なので、{count}個の値を読みませんでした。{meant.ja}".strip(),
        f"The column “{shown}” is not known; its {count} values were not read. {meant.en}".strip(),
    )
    severity = Severity.WARNING if meant.ja else Severity.NOTE
    return Remark("column_not_read", severity, words, at, fact=fact or "")
