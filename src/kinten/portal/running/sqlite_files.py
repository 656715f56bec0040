"""The file of SQLite: copied as of one moment, checked as a whole, and put in the place of another at once."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from kinten.portal.running.reaching import cannot_reach
from kinten.portal.workspace import Workspace
from kinten.vocabulary.wording import FaultError, Words

_CANNOT_WRITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
"""What a full disk below the copy is told as; the records themselves are only read."""


def copy_records(workspace: Workspace, target: Path) -> tuple[int, str]:
    """Copy the records as of one moment; gives number and hash of the last event in the copy."""
    try:
        with (
            closing(sqlite3.connect(f"{workspace.sqlite.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)  # one transaction: all pages at once
            last = copy.execute(
                "SELECT number, hash FROM record_event ORDER BY number DESC LIMIT 1"
            ).fetchone()
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _CANNOT_WRITE:
            raise _no_room(target.parent.parent, error) from error
        raise cannot_reach(workspace, error) from error
    number, head = last or (0, "")
    return int(number), str(head)


def _no_room(folder: Path, error: sqlite3.Error) -> FaultError:
    return FaultError(
        Words(f"写しを書けません（{error}）。", f"the copy cannot be written ({error})."),
        str(folder),
        Words(
            "このフォルダーの空き容量を確かめてください。作業フォルダーはそのままです。",
            "Look at the space left in this folder. The workspace is as it was.",
        ),
    )


def check_whole(path: Path) -> None:
    """Raise where a file of SQLite is damaged, or a row refers to one that is not there."""
    with closing(sqlite3.connect(path)) as database:
        faults = [row[0] for row in database.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
        faults += [str(row[0]) for row in database.execute("PRAGMA foreign_key_check")]
    if faults:
        raise FaultError(
            Words(f"表が合いません（{faults[0]}）。", f"the tables do not fit ({faults[0]})."),
            str(path),
            Words(
                "何も変えていません。バックアップと、この行を問い合わせに添えてください。",
                "Nothing was changed. Send this line with your question, and keep the backup.",
            ),
        )


def put_in_place(path: Path, target: Path) -> None:
    """Put a file of SQLite in the place of another that nobody has open, as one act."""
    for each in (path, target):
        with closing(sqlite3.connect(each)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        for ending in ("-wal", "-shm"):  # of another file, they would be read into the new one
            with suppress(FileNotFoundError):
                each.with_name(each.name + ending).unlink()
    with path.open("rb") as file:
        os.fsync(file.fileno())
    path.replace(target)
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
