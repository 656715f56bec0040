"""Tables as sheets of one workbook."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kinten.tables.table import Table, Value

_MOST_WIDTH = 60


def write_workbook(path: Path, tables: tuple[Table, ...]) -> None:
    """Write each table as a sheet: notes, header, rows; text is never taken for a formula."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format(
            {"bold": True, "bg_color": "#E8F1FE", "border": 1, "text_wrap": True}
        )
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(_sheet_name(table.title, number))
            _fill(sheet, table, bold)


def _fill(sheet: Worksheet, table: Table, bold: Format) -> None:
    for row, note in enumerate(table.notes):
        sheet.write_string(row, 0, note)
    top = len(table.notes)
    for column, name in enumerate(table.columns):
        sheet.write_string(top, column, name, bold)
        longest = max([_width(row[column]) for row in table.rows] + [_width(name)])
        sheet.set_column(column, column, min(_MOST_WIDTH, longest + 2))
    for row, values in enumerate(table.rows, top + 1):
        for column, value in enumerate(values):
            _write(sheet, row, column, value)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(1, len(table.rows)), len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)


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
