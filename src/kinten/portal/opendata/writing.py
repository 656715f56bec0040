"""An open table as a file: CSV, a workbook, or JSON. All rows that are asked for are in it."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from kinten.portal.opendata.describing import describe, notes_of
from kinten.portal.opendata.shapes import Form, OpenTable, Row
from kinten.portal.opendata.tables import TABLES, Asking, rows_of
from kinten.portal.places.reading import newest_row
from kinten.tables.table import Table, Value
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import write_table
from kinten.vocabulary.wording import Words

MEDIA = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json; charset=utf-8",
}
"""The media type of each ending."""
_COLUMNS = Words("列の説明", "Columns")
_HEADS = (
    Words("列", "column"),
    Words("名前", "name"),
    Words("意味", "meaning"),
    Words("形", "form"),
)


def file_of(table: OpenTable, asking: Asking, ending: str, lang: str) -> bytes:
    """Write the rows that are asked for; words around them are in the language, where the form has room.

    A file without chosen words is kept: a workbook of 22,000 rows takes seconds to write.
    """
    if asking.words:
        return _content(table, asking, ending, lang)
    newest = newest_row() if table.is_recorded else 0
    return _kept(table.name, asking, ending, lang, newest)


@lru_cache(maxsize=32)
def _kept(name: str, asking: Asking, ending: str, lang: str, newest: int) -> bytes:  # noqa: ARG001
    return _content(TABLES[name], asking, ending, lang)


def _content(table: OpenTable, asking: Asking, ending: str, lang: str) -> bytes:
    return content_of(table, asking, rows_of(table, asking), ending, lang)


def content_of(
    table: OpenTable, asking: Asking, rows: tuple[Row, ...], ending: str, lang: str
) -> bytes:
    """Write rows that a page chose of a table; what the choice was stands in what the table is about."""
    return _WRITERS[ending](table, asking, rows, lang)


def file_name(table: OpenTable, asking: Asking, ending: str, day: str) -> str:
    """Give a Japanese name with the day, and a mark where words chose the rows."""
    chosen = "_抽出" if asking.words else ""
    return f"{table.title.ja}_{asking.on(table) or day}{chosen}{ending}"


def disposition(name: str, plain: str) -> str:
    """Give the header that saves a file under its name (RFC 5987), under a plain one in old programs."""
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _csv(table: OpenTable, asking: Asking, rows: tuple[Row, ...], lang: str) -> bytes:  # noqa: ARG001
    plain = tuple(tuple(_yes_no(cell) for cell in row) for row in rows)
    names = tuple(each.name for each in table.columns)
    return _written(".csv", lambda path: write_table(path, Table(table.title.ja, names, plain)))


def _yes_no(cell: Value) -> Value:
    """Write yes and no as JSON has them: what Python prints is nobody's form."""
    return str(cell).lower() if isinstance(cell, bool) else cell


def _xlsx(table: OpenTable, asking: Asking, rows: tuple[Row, ...], lang: str) -> bytes:
    heads = tuple(each.title.in_language(lang) for each in table.columns)
    notes = tuple(each.in_language(lang) for each in notes_of(table, asking, len(rows)))
    meanings = tuple(
        (
            each.title.in_language(lang),
            each.name,
            each.told.in_language(lang),
            each.form.label.in_language(lang),
        )
        for each in table.columns
    )
    sheets = (
        Table(table.title.in_language(lang), heads, rows, notes),
        Table(
            _COLUMNS.in_language(lang), tuple(each.in_language(lang) for each in _HEADS), meanings
        ),
    )
    return _written(".xlsx", lambda path: write_workbook(path, sheets))


def _json(table: OpenTable, asking: Asking, rows: tuple[Row, ...], lang: str) -> bytes:  # noqa: ARG001
    document = describe(table, asking, len(rows)) | {"data": records(table, rows)}
    return json.dumps(document, ensure_ascii=False).encode()


def records(table: OpenTable, rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    """Give each row by the names of its columns."""
    names = [each.name for each in table.columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _written(ending: str, write: Callable[[Path], None]) -> bytes:
    with TemporaryDirectory(prefix="kinten-") as folder:
        path = Path(folder) / f"table{ending}"
        write(path)
        return path.read_bytes()


_WRITERS: Mapping[str, Callable[[OpenTable, Asking, tuple[Row, ...], str], bytes]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}


def page_cell(cell: Value, form: Form) -> Words:
    """Tell a cell on a page; what is missing is an empty cell."""
    if cell is None:
        return Words("", "")
    if form is Form.YES_NO:
        return Words("はい", "yes") if cell else Words("いいえ", "no")
    text = str(cell)
    return Words(text, text)
