"""Restoring: a backup checked member by member and event by event, then put in its place at once."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.portal.running.archive import DUMP, SQLITE, Manifest, missing, unpack
from kinten.portal.running.dumping import restore_postgresql
from kinten.portal.running.reaching import check_database, open_portal
from kinten.portal.running.replaying import settle
from kinten.portal.running.starting import bring_up_to_date
from kinten.portal.running.tables import check_not_newer, standing
from kinten.portal.running.upgrading import take_steps
from kinten.portal.workspace import SCHEMA, tell_database
from kinten.tables.files import write_text
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinten.portal.record.erasure_list import Erasure


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored. ``replayed`` counts what was erased again; None where that is still to be told."""

    manifest: Manifest
    replayed: int | None


def restore(
    backup: Path,
    folder: Path,
    database: str = "",
    erasures: Sequence[Erasure] | None = None,
) -> Restored:
    """Make a workspace from a backup; nothing is left in its place where anything is wrong.

    ``database`` is the address of an empty PostgreSQL database for a backup of one; ``erasures`` tells what
    was erased since. FaultError for a backup that is damaged, of a newer engine, or whose record does not
    reach the head that it tells.
    """
    _check_target(folder)
    if database:
        check_database(database)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise _cannot_write(folder, error) from error
    try:
        manifest = unpack(backup, beside)
        _check(backup, manifest, database)
        replayed = _open(backup, beside, manifest, database, erasures)
        if folder.exists():
            folder.rmdir()  # it was seen to be empty
        beside.rename(folder)
    except FileNotFoundError as error:
        raise _no_backup(backup, error) from error
    except OSError as error:
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Restored(manifest, replayed)


def restore_document(backup: Path, sha256: str, folder: Path, made: Restored) -> dict[str, Any]:
    """Give what was restored as a document."""
    manifest = made.manifest
    return {
        "kinten": __version__,
        "inputs": [{"name": backup.name, "sha256": sha256}],
        "workspace": str(folder),
        "schema": manifest.schema,
        "engine": manifest.engine,
        "made": manifest.made,
        "number": manifest.number,
        "head": manifest.head,
        "members": len(manifest.members),
        "replayed_erasures": made.replayed,
    }


def _check_target(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FaultError(
            Words("フォルダーが空ではありません。", "the folder is not empty."),
            str(folder),
            Words(
                "新しいフォルダーに戻し、確かめてから入れ替えてください。",
                "Restore into a new folder, look at it, then put it in place of the old one.",
            ),
        )


def _check(backup: Path, manifest: Manifest, database: str) -> None:
    if manifest.schema > SCHEMA:
        raise FaultError(
            Words(
                f"バックアップの形式は{manifest.schema}、このKintenの形式は{SCHEMA}です。",
                f"the backup has schema {manifest.schema}, this Kinten has {SCHEMA}.",
            ),
            str(backup),
            Words("新しいKintenで戻してください。", "Restore it with a newer Kinten."),
        )
    names = {each.name for each in manifest.members}
    records = names & {SQLITE, DUMP}
    if len(records) != 1 or not {"workspace.toml", "secret"} <= names:
        raise missing(backup, ("workspace.toml", "secret", SQLITE))
    if (DUMP in records) != bool(database):
        raise FaultError(
            Words(
                "PostgreSQLのバックアップは --database に空のデータベースを指定して戻します（SQLiteには不要）。",
                "a backup of PostgreSQL is restored into an empty --database; one of SQLite needs none.",
            ),
            str(backup),
            Words("--database を確かめてください。", "Look at --database."),
        )


def _open(
    backup: Path,
    beside: Path,
    manifest: Manifest,
    database: str,
    erasures: Sequence[Erasure] | None,
) -> int | None:
    """Open what was unpacked, walk its record up to the head of the manifest, and erase what was erased since.

    The backup stays as it is, so that tables of an older engine are changed at once.
    """
    (beside / "files").mkdir(mode=0o700, exist_ok=True)
    take_steps(beside)
    if database:
        _name_database(beside / "workspace.toml", database)
        open_portal(beside, is_migrated=False)
        restore_postgresql(beside / DUMP)
        (beside / DUMP).unlink()
    open_portal(beside, is_migrated=False)
    from django.db import Error, connections

    from kinten.portal.record.verifying import verify

    try:
        found = verify(manifest.head or None)
        check_not_newer(str(backup), standing())
    except Error as error:
        raise _broken(backup, 0) from error
    if not found.is_sound or (found.events, found.head) != (manifest.number, manifest.head):
        raise _broken(backup, found.broken or found.events)
    bring_up_to_date()
    _tell_in_record(manifest)
    replayed = settle(beside, erasures)
    connections.close_all()
    return replayed


def _tell_in_record(manifest: Manifest) -> None:
    from django.db import transaction

    from kinten.portal.record.appending import SYSTEM, Change, append

    told = {"made": manifest.made, "number": manifest.number, "head": manifest.head}
    with transaction.atomic():
        append(SYSTEM, Change("backup.restore", "workspace", "workspace", {}, told))


def _name_database(told: Path, database: str) -> None:
    lines = told.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.replace(" ", "").startswith("database=")]
    write_text(told, "\n".join([tell_database(database), *kept, ""]))


def _broken(backup: Path, number: int) -> FaultError:
    return FaultError(
        Words(
            f"バックアップの記録が、控えられた先頭まで続いていません（{number}番）。",
            f"the record in the backup does not reach the head it tells (number {number}).",
        ),
        str(backup),
        Words("ほかのバックアップを使ってください。", "Use another backup."),
    )


def _no_backup(backup: Path, error: OSError) -> FaultError:
    why = error.strerror or str(error)
    return FaultError(
        Words(f"バックアップを読めません（{why}）。", f"the backup cannot be read ({why})."),
        str(backup),
        Words("名前を確かめてください。", "Look at its name."),
    )


def _cannot_write(folder: Path, error: OSError) -> FaultError:
    why = error.strerror or str(error)
    return FaultError(
        Words(f"戻せません（{why}）。", f"it cannot be restored ({why})."),
        str(error.filename or folder),
        Words(
            "フォルダーの権限と空き容量を確かめてください。何も書かれていません。",
            "Look at the folder, its permissions and the space left. Nothing was written.",
        ),
    )
