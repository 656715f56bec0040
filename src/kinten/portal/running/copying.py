"""Backing up: a workspace as it was at one moment, while others go on writing in it."""

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kinten import __version__
from kinten.portal.mail_server import SECRET as MAIL
from kinten.portal.openid import SECRET as OPENID
from kinten.portal.running.archive import (
    DUMP,
    ENDING,
    SQLITE,
    Manifest,
    Member,
    pack,
    pack_manifest,
)
from kinten.portal.running.dumping import dump_postgresql
from kinten.portal.running.reaching import open_portal
from kinten.portal.running.sqlite_files import copy_records
from kinten.portal.workspace import Workspace, read_workspace
from kinten.tables.files import write_whole
from kinten.vocabulary.wording import FaultError, Words

_LEVEL = 6


def back_up(folder: Path, target: Path) -> Manifest:
    """Write a backup of a workspace, whole or not at all; gives its manifest.

    FaultError where the target is there already, does not end in .tar.gz, or cannot be written.
    The backup itself becomes an event of the workspace, after what it holds.
    """
    check_target(target)
    workspace = open_portal(folder, is_migrated=False)
    made = write_backup(workspace, target)
    _tell_in_record(target, made)
    return made


def write_backup(workspace: Workspace, target: Path) -> Manifest:
    """Write a backup, whole or not at all, of which the workspace itself is not told; gives its manifest.

    For a workspace in PostgreSQL, Django has to be started over it.
    """
    made: list[Manifest] = []
    with _readable_by_owner_alone():
        write_whole(target, lambda beside: made.append(_write(workspace, beside)))
    return made[0]


def backup_document(target: Path, manifest: Manifest) -> dict[str, Any]:
    """Give what was written as a document."""
    told = asdict(manifest)
    return {
        "kinten": __version__,
        "file": target.name,
        **{name: told[name] for name in ("schema", "engine", "made", "number", "head")},
        "members": list(told["members"]),
    }


def check_target(target: Path) -> None:
    """Raise where a backup cannot be given a name."""
    if not target.name.endswith(ENDING):
        raise FaultError(
            Words(f"名前は {ENDING} で終わります。", f"its name ends in {ENDING}."),
            str(target),
            Words(f"{target.name}{ENDING} などとしてください。", f"Write {target.name}{ENDING}."),
        )
    if target.exists():
        raise FaultError(
            Words("もうあります。", "it is there already."),
            str(target),
            Words(
                "日付を入れた別の名前にしてください。", "Choose another name, with the day in it."
            ),
        )


@contextmanager
def _readable_by_owner_alone() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _write(workspace: Workspace, beside: Path) -> Manifest:
    with tempfile.TemporaryDirectory(dir=beside.parent, prefix=".kinten-backup.") as scratch:
        records, number, head = _records(workspace, Path(scratch))
        with tarfile.open(beside, "w:gz", compresslevel=_LEVEL) as stream:
            members = [
                pack(stream, name, workspace.folder / name)
                for name in ("workspace.toml", "secret", *_other_secrets(workspace))
            ]
            members.append(pack(stream, records.name, records))
            members += _pack_files(stream, workspace)
            manifest = Manifest(
                read_workspace(workspace.folder)[1],
                __version__,
                datetime.now(UTC).isoformat(timespec="seconds"),
                number,
                head,
                tuple(members),
            )
            pack_manifest(stream, manifest)
    with beside.open("rb") as written:
        os.fsync(written.fileno())
    return manifest


def _other_secrets(workspace: Workspace) -> list[str]:
    """Name the secrets beside the one that every workspace has: without them it would not start again."""
    return [name for name in (OPENID, MAIL) if (workspace.folder / name).is_file()]


def _pack_files(stream: tarfile.TarFile, workspace: Workspace) -> Iterator[Member]:
    """Add the received files; after the records, so that what they refer to is there."""
    for path in sorted(workspace.files.iterdir()):
        if (
            path.is_file() and len(path.name) == 64
        ):  # one that is still being written has another name
            yield pack(stream, f"files/{path.name}", path)


def _records(workspace: Workspace, scratch: Path) -> tuple[Path, int, str]:
    """Copy the records as of one moment; gives the copy, and number and hash of its last event."""
    if workspace.database:
        target = scratch / DUMP
        return target, *dump_postgresql(target, str(scratch.parent))
    target = scratch / SQLITE
    return target, *copy_records(workspace, target)


def _tell_in_record(target: Path, manifest: Manifest) -> None:
    from django.db import transaction

    from kinten.portal.record.appending import SYSTEM, Change, append

    told = {"file": target.name, "number": manifest.number, "head": manifest.head}
    with transaction.atomic():
        append(SYSTEM, Change("backup.make", "workspace", "workspace", {}, told))
