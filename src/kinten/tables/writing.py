"""A table to a file, by the ending of its name."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kinten.tables.files import write_text, write_whole
from kinten.tables.html_page import html_page
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import FaultError, Words

ENDINGS = (".xlsx", ".csv", ".parquet", ".json", ".html")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs with which a cell begins that a spreadsheet may run, in full width too."""


def check_ending(path: Path, endings: tuple[str, ...] = ENDINGS) -> str:
    """Give the ending; FaultError names those that can be written."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise FaultError(
            Words(f"「{path.suffix}」では書き出せません。", f"'{path.suffix}' cannot be written."),
            str(path),
            Words(f"使える拡張子: {' '.join(endings)}", f"Use one of: {' '.join(endings)}"),
        )
    return ending


def write_table(path: Path, table: Table) -> None:
    """Write a table as .xlsx, .csv (UTF-8 with BOM), .parquet, .json or .html."""
    _WRITERS[check_ending(path)](path, table)


def write_json(path: Path, document: Mapping[str, Any]) -> None:
    """Write a document as JSON in UTF-8."""
    write_text(path, json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def without_formula(value: Value) -> Value:
    """Put an apostrophe before a text that a spreadsheet would run as a formula; a single dash stays itself."""
    if isinstance(value, str) and value not in {"-", "－"} and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _csv(path: Path, table: Table) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([without_formula(value) for value in row] for row in table.rows)
    write_text(path, "\ufeff" + out.getvalue())


def _json(path: Path, table: Table) -> None:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    write_json(path, {"title": table.title, "notes": list(table.notes), "rows": rows})


def _html(path: Path, table: Table) -> None:
    write_text(path, html_page(table))


def _parquet(path: Path, table: Table) -> None:
    import polars as pl

    columns = {name: [row[index] for row in table.rows] for index, name in enumerate(table.columns)}
    frame = pl.DataFrame(columns, strict=False)
    # Filled in memory: polars tells a full disk with an error of its own.
    out = io.BytesIO()
    frame.write_parquet(out)
    write_whole(path, lambda beside: _fill(beside, out.getvalue()))


def _fill(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _xlsx(path: Path, table: Table) -> None:
    from kinten.tables.workbook import write_workbook

    write_whole(path, lambda beside: write_workbook(beside, (table,)))


_WRITERS: Mapping[str, Callable[[Path, Table], None]] = {
    ".csv": _csv,
    ".json": _json,
    ".html": _html,
    ".parquet": _parquet,
    ".xlsx": _xlsx,
}
