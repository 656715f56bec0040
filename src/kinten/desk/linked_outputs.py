"""Where linked tables are written: beside the first, and never over a table that is not a release."""

import os
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from kinten.desk.count_tables import STATUS
from kinten.tables.columns import read_records
from kinten.vocabulary.wording import FaultError, Words

_TABLES = (".csv", ".parquet", ".xlsx")


def linked_outputs(output: Path, tables: Sequence[Path]) -> tuple[Path, ...]:
    """Name the file of each linked table beside that of the first: OUTPUT-TABLE with its ending.

    FaultError where two would be one file, or a table is there that has no column ``status``.
    """
    found: dict[str, Path] = {}
    for table in tables:
        path = output.with_name(f"{output.stem}-{table.stem}{output.suffix}")
        if path.name.casefold() in found:
            raise FaultError(
                Words(
                    "つながった表の二つが、同じファイルに書かれます。",
                    "two linked tables would be written to one file.",
                ),
                str(path),
                Words("表の一つの名前を変えてください。", "Rename one of the tables."),
            )
        found[path.name.casefold()] = path
    for path in found.values():
        if path.exists() and path.suffix.lower() in _TABLES and not _is_release(path):
            raise FaultError(
                Words(
                    "つながった表を書くファイルに、status の列のない表があります。",
                    "the file for a linked table holds a table without a column status.",
                ),
                str(path),
                Words(
                    "そのファイルを移すか、-o に別の名前を指定してください。",
                    "Move that file, or give -o another name.",
                ),
            )
    return tuple(found.values())


def refuse_unwritable(path: Path) -> None:
    """Raise where a file could not be written: no such folder, no permission, or it is a folder."""
    if path.parent.is_dir() and os.access(path.parent, os.W_OK) and not path.is_dir():
        return
    raise FaultError(
        Words("書き込めません。", "it cannot be written."),
        str(path),
        Words(
            "フォルダーの有無と権限を確かめてください。何も書かれていません。",
            "Look at the folder and its permissions. Nothing was written.",
        ),
    )


def _is_release(path: Path) -> bool:
    """Tell whether a table has the column of statuses."""
    if path.suffix.lower() == ".xlsx":
        return _says(path, f">{STATUS}<".encode())
    try:
        read_records(path, (STATUS,))
    except FaultError:
        return False
    return True


def _says(path: Path, text: bytes) -> bool:
    """Tell whether a workbook, in which a title stands above the header, has a cell with a text."""
    try:
        with ZipFile(path) as book:
            return any(text in book.read(name) for name in book.namelist())
    except (OSError, BadZipFile, RuntimeError):
        return False
