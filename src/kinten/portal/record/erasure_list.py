"""The list of erasures beside the database, read without it: what was erased since a backup.

erasures.jsonl    one line for each erased object: line, number and time of the event, type and id
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from kinten.portal.holding import hold
from kinten.vocabulary.wording import FaultError, Words, told_system

ACT = "object.erase"
"""The act of the event of an erasure."""
LIST = "erasures.jsonl"
"""The name of the list in a workspace."""
_RECORDS = "portal.sqlite3"


@dataclass(frozen=True, slots=True)
class Erasure:
    """An object that was erased; ``number`` and ``at`` are those of the event that tells it first."""

    line: int
    number: int
    at: str
    object_type: str
    object_id: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is about."""
        return self.object_type, self.object_id


def read_erasures(path: Path) -> tuple[Erasure, ...]:
    """Read a list, or that of a former workspace; FaultError for one that cannot be read or is not whole.

    Of a workspace the records are read too, where they can be: it may have ended before the list was written.
    """
    if not path.is_dir():
        return _read_file(path)
    recorded = _of_records(path)
    # Records that cannot be read are what one restores for; the list has to be there then.
    found = () if recorded is not None and not (path / LIST).exists() else _read_file(path / LIST)
    keys = {each.key for each in found}
    lacking = [row for row in recorded or () if (row[2], row[3]) not in keys]
    return (*found, *(Erasure(len(found) + n, *row) for n, row in enumerate(lacking, 1)))


def _read_file(path: Path) -> tuple[Erasure, ...]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = told_system(error) if isinstance(error, OSError) else Words("UTF-8でない", "no UTF-8")
        raise FaultError(
            Words(f"消去の一覧を読めません（{why.ja}）。", f"no list of erasures ({why.en})."),
            str(path),
            Words(
                "もとの作業フォルダーか、その erasures.jsonl を指定してください。",
                "Name the former workspace, or the erasures.jsonl of it.",
            ),
        ) from error
    return _read(path, text.splitlines())


def bring_up(
    path: Path, beyond: Callable[[Sequence[Erasure]], Iterable[Erasure]]
) -> tuple[Erasure, ...]:
    """Add to a list what it lacks, one process at a time; gives it whole."""
    with hold(path) as file:
        text = file.read()
        whole = text[: text.rfind("\n") + 1]  # a line that was cut short is in the record
        held = _read(path, whole.splitlines())
        added = tuple(beyond(held))
        if whole != text:
            os.truncate(path, len(whole.encode()))
        file.seek(0, os.SEEK_END)
        lines = (json.dumps(asdict(each), ensure_ascii=False) + "\n" for each in added)
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())
    return (*held, *added)


def _of_records(folder: Path) -> list[tuple[int, str, str, str]] | None:
    """Give number, time, type and id of the erasures in the records of SQLite; None where they cannot be read."""
    place = f"{(folder / _RECORDS).absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(place, uri=True)) as records:
            return records.execute(
                "SELECT number, at, object_type, object_id FROM record_event WHERE act = ? "
                "ORDER BY number",
                (ACT,),
            ).fetchall()
    except sqlite3.Error:
        return None


def _read(path: Path, lines: Sequence[str]) -> tuple[Erasure, ...]:
    return tuple(_read_line(path, number, text) for number, text in enumerate(lines, 1))


def _read_line(path: Path, number: int, text: str) -> Erasure:
    try:
        found = Erasure(**json.loads(text))
        is_whole = found.line == number and all(isinstance(each, str) for each in found.key)
    except (ValueError, TypeError):
        is_whole = False
    if not is_whole:
        raise FaultError(
            Words(
                "消去の一覧が書かれたときのままではありません。",
                "the list of erasures is not as it was written.",
            ),
            f"{path}:{number}",
            Words("ほかの控えを使ってください。", "Use another copy of it."),
        )
    return found
