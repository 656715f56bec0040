"""Tables that are like a meeting paper and are none: which headings were not understood, and where."""

from collections.abc import Iterable, Sequence

from kinten.report import faults
from kinten.report.cells import quoted
from kinten.report.grid import Sheet
from kinten.report.headings import fact_of_heading, fold, resembled_fact, role_of_heading
from kinten.report.model import Remark, Severity
from kinten.vocabulary.wording import FaultError, Words

_ROWS_SEEN = 40
_FIGURES_OF_A_HEADER = 3
_SHOWN = 4


def unknown_table(sheet: Sheet, expected: Words) -> FaultError:
    """Refuse a table; where a row is like the headings of a paper, say which are not understood."""
    row = _row_like_headings(sheet)
    if row is None:
        return faults.unknown_layout(sheet.file, expected)
    shown = "」「".join(_not_understood(sheet, row))
    words = Words(
        f"{expected.ja}見出し「{shown}」は、どの診療実績か決まりません。"
        if shown
        else f"{expected.ja}病院名の見出しがないか、診療実績の見出しが三つに足りません。",
        f"{expected.en} The headings “{shown}” settle no volume."
        if shown
        else f"{expected.en} There is no heading of hospitals, or there are fewer than three volumes.",
    )
    return faults.unknown_layout(sheet.at(row, 1), words)


def unknown_workbook(name: str, sheets: Iterable[Sheet], expected: Words) -> FaultError:
    """Refuse a workbook by the first sheet that is like a paper, else as a whole."""
    alike = next((sheet for sheet in sheets if _row_like_headings(sheet) is not None), None)
    if alike is None:
        return faults.unknown_layout(name, expected)
    return unknown_table(alike, expected)


def like_a_paper(sheet: Sheet, read: Sequence[Sheet]) -> Remark | None:
    """Tell a sheet of a workbook that is like a paper and was passed over."""
    row = None if sheet in read else _row_like_headings(sheet)
    if row is None:
        return None
    words = Words(
        f"シート「{sheet.title}」は診療実績の表に似ていますが、見出しから項目が決まらないため読みませんでした。",
        f"The sheet “{sheet.title}” is like a table of volumes, but its headings do not settle which; it was "
        "not read.",
    )
    return Remark("sheet_not_read", Severity.WARNING, words, sheet.at(row, 1))


def _row_like_headings(sheet: Sheet) -> int | None:
    for row in range(1, min(sheet.row_count, _ROWS_SEEN) + 1):
        alike = {fact for text in _texts(sheet, row) if (fact := resembled_fact(text)) is not None}
        if len(alike) >= _FIGURES_OF_A_HEADER:
            return row
    return None


def _texts(sheet: Sheet, row: int) -> list[str]:
    cells = (sheet.cell(row, column) for column in range(1, sheet.column_count + 1))
    return [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.strip()]


def _not_understood(sheet: Sheet, row: int) -> list[str]:
    odd = [
        quoted(fold(text))
        for text in _texts(sheet, row)
        if fact_of_heading(text) is None and role_of_heading(text) is None and resembled_fact(text)
    ]
    return [*odd[:_SHOWN], *(("…",) if len(odd) > _SHOWN else ())]
