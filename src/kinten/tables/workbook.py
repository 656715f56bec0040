"""Tables as sheets of one workbook."""

from itertools import count
from math import ceil
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinten.tables.table import Table, Value

_MOST_WIDTH, _LEAST_NOTE_WIDTH, _USUAL_WIDTH = 60, 80, 9
_LINE, _FROZEN_LINES = 15, 6
"""Height of a line in points, and the lines of notes above a header that may stay in view with it."""


def write_workbook(path: Path, tables: tuple[Table, ...]) -> None:
    """Write each table as a sheet: notes, header, rows; text is never taken for a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format(
            {"bold": True, "bg_color": "#E8F1FE", "border": 1, "text_wrap": True}
        )
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(_sheet_name(table.title, number))
            _fill(sheet, table, bold, wrapped)


def _fill(sheet: Worksheet, table: Table, bold: Format, wrapped: Format) -> None:
    widths = [_column_width(table, column) for column in range(len(table.columns))]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    lines = _note(sheet, table.notes, widths, wrapped)
    top = len(table.notes)
    for column, name in enumerate(table.columns):
        sheet.write_string(top, column, name, bold)
    for row, values in enumerate(table.rows, top + 1):
        for column, value in enumerate(values):
            _write(sheet, row, column, value)
    if lines <= _FROZEN_LINES:
        sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


def _note(sheet: Worksheet, notes: tuple[str, ...], widths: list[float], wrapped: Format) -> int:
    """Write each note across the table, as high as it needs; give the lines that all take."""
    across = sum(widths)
    last = len(widths) - 1
    for column in count(len(widths)):
        if across >= _LEAST_NOTE_WIDTH:
            break
        across, last = across + _USUAL_WIDTH, column
    lines = 0
    for row, note in enumerate(notes):
        # A line breaks before a word or a mark that no longer fits, so one in ten is left free.
        needed = sum(
            max(1, ceil(_width(line) * 1.1 / across)) for line in note.splitlines() or [""]
        )
        sheet.set_row(row, _LINE * needed)
        if last:
            sheet.merge_range(row, 0, row, last, "", wrapped)
        sheet.write_string(row, 0, note, wrapped)
        lines += needed
    return lines


def _column_width(table: Table, column: int) -> float:
    longest = max([_width(row[column]) for row in table.rows] + [_width(table.columns[column])])
    return min(_MOST_WIDTH, longest + 2)


def _write(sheet: Worksheet, row: int, column: int, value: Value) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value)


def _width(value: Value) -> int:
    """Give the width in half-width characters; kana and kanji count two."""
    return 0 if value is None else sum(2 if ord(letter) > 0x2E7F else 1 for letter in str(value))


def _sheet_name(title: str, number: int) -> str:
    plain = "".join(letter for letter in title if letter not in "[]:*?/\\'")
    return plain[:28] or f"table{number}"
