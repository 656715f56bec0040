"""Upgrading: a workspace of an older engine, backed up, its tables changed and verified, then put in place at once.

Of SQLite a copy is changed and put in the place of the records as the last act; of PostgreSQL all is one
transaction. Ended on the way, however, the workspace is the older one still, and the backup is whole or not there.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.portal.holding import HeldError, hold
from kinten.portal.running.archive import ENDING, SQLITE
from kinten.portal.running.copying import check_target, write_backup
from kinten.portal.running.reaching import cannot_reach
from kinten.portal.running.sqlite_files import check_whole, copy_records, put_in_place
from kinten.portal.running.starting import bring_up_to_date, require_portal, start
from kinten.portal.running.tables import Standing, check_not_newer, standing, waiting_changes
from kinten.portal.workspace import LOCK, SCHEMA, Workspace, read_workspace, write_schema
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from kinten.portal.running.archive import Manifest

STEPS: dict[int, Callable[[Path], None]] = {}
"""What makes a folder of a schema one of the next; may be done twice. Empty: 1 is the first schema."""
_SCRATCH = ".upgrade."


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: the changes of tables, the backup made before ("" for neither), the record as it is now."""

    schema: int
    changes: tuple[str, ...]
    backup: str
    number: int
    head: str


def upgrade(folder: Path, backup: Path | None = None) -> Upgraded:
    """Make a workspace one of this engine; one that is, is left as it is, without a backup.

    FaultError where it is in use, of a newer engine, not sound, or where the backup cannot be written.
    """
    workspace, schema = read_workspace(folder)
    require_portal()
    target = backup or _beside(folder)
    check_target(target)
    _check_steps(folder, schema)
    with _alone(folder):
        _sweep(folder)
        made = _upgrade_records(workspace, schema, target)
        take_steps(folder)
    return made


def _upgrade_records(workspace: Workspace, schema: int, target: Path) -> Upgraded:
    from django.db import Error

    act = _in_database if workspace.database else _in_copy
    try:
        return act(workspace, schema, target)
    except (Error, sqlite3.Error) as error:
        raise cannot_reach(workspace, error) from error


def take_steps(folder: Path) -> None:
    """Make a folder of an older schema one of this engine's; FaultError where there is no way from it."""
    _, schema = read_workspace(folder)
    _check_steps(folder, schema)
    for number in range(schema, SCHEMA):
        STEPS[number](folder)
    if schema != SCHEMA:
        write_schema(folder)


def upgrade_document(folder: Path, made: Upgraded) -> dict[str, Any]:
    """Give what was done as a document."""
    return {
        "kinten": __version__,
        "workspace": str(folder),
        **asdict(made),
        "changes": list(made.changes),
    }


def _in_copy(workspace: Workspace, schema: int, target: Path) -> Upgraded:
    folder = workspace.folder
    scratch = Path(tempfile.mkdtemp(prefix=_SCRATCH, dir=folder))
    try:
        for path in folder.iterdir():
            if path.is_file() and not path.name.startswith(SQLITE):
                shutil.copy2(path, scratch)
        copy_records(workspace, scratch / SQLITE)
        write_schema(scratch)
        start(scratch)
        if not _is_needed(folder, schema):
            return _unchanged()
        manifest = write_backup(workspace, target)
        made = _change(folder, manifest, target)
        _close()
        check_whole(scratch / SQLITE)
        put_in_place(scratch / SQLITE, workspace.sqlite)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return made


def _in_database(workspace: Workspace, schema: int, target: Path) -> Upgraded:
    if schema != SCHEMA:
        raise _unknown_schema(workspace.folder, schema)
    start(workspace.folder)
    from django.db import connection, transaction

    if not _is_needed(workspace.folder, schema):
        return _unchanged()
    manifest = write_backup(workspace, target)
    with transaction.atomic(), connection.cursor() as cursor:
        # A change of a table waits for no check that an earlier change in the transaction left open.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        made = _change(workspace.folder, manifest, target)
    _close()
    return made


def _is_needed(folder: Path, schema: int) -> bool:
    found = standing()
    check_not_newer(str(folder), found)
    return found is not Standing.CURRENT or schema != SCHEMA


def _change(folder: Path, manifest: Manifest, target: Path) -> Upgraded:
    """Change the tables, see that the record is the one that was backed up, and tell it there."""
    from django.db import transaction

    from kinten.portal.record.appending import SYSTEM, Change, append
    from kinten.portal.record.sealing import SINCE, seal_all
    from kinten.portal.record.verifying import verify

    changes = waiting_changes()
    bring_up_to_date()
    found = verify(manifest.head or None)
    if not found.is_sound or (found.events, found.head) != (manifest.number, manifest.head):
        raise _not_sound(folder, found.broken or found.events)
    with transaction.atomic():
        sealed = seal_all() if SINCE in changes else 0
        told = {
            "engine": __version__, "changes": list(changes), "backup": target.name, "sealed": sealed,
        }  # fmt: skip
        last = append(SYSTEM, Change("workspace.upgrade", "workspace", "workspace", {}, told))
    return Upgraded(SCHEMA, changes, str(target), last.number, last.hash)


def _unchanged() -> Upgraded:
    from kinten.portal.record.models import Event

    last = Event.objects.order_by("-number").values_list("number", "hash").first() or (0, "")
    _close()
    return Upgraded(SCHEMA, (), "", *last)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _beside(folder: Path) -> Path:
    at = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return folder.with_name(f"{folder.name}-before-upgrade-{at}{ENDING}")


def _sweep(folder: Path) -> None:
    """Take away what an upgrade that was ended on the way left behind."""
    for path in folder.glob(f"{_SCRATCH}*"):
        shutil.rmtree(path, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with hold(folder / LOCK, waits=False):
            yield
    except HeldError as error:
        raise FaultError(
            Words("作業フォルダーは使われています。", "the workspace is in use."),
            str(folder),
            Words("kinten serve などを止めてから実行してください。", "End kinten serve first."),
        ) from error


def _check_steps(folder: Path, schema: int) -> None:
    for number in range(schema, SCHEMA):
        if number not in STEPS:
            raise _unknown_schema(folder, number)


def _unknown_schema(folder: Path, number: int) -> FaultError:
    return FaultError(
        Words(f"形式{number}からの直し方がありません。", f"there is no way from schema {number}."),
        str(folder),
        Words(
            "間の版のKintenで先に新しくしてください。", "Upgrade with a Kinten in between first."
        ),
    )


def _not_sound(folder: Path, number: int) -> FaultError:
    return FaultError(
        Words(
            f"記録が{number}番で書かれたときのままではありません。何も変えていません。",
            f"the record is not as it was written at number {number}. Nothing was changed.",
        ),
        str(folder),
        Words("kinten audit verify で確かめてください。", "Look with kinten audit verify."),
    )
