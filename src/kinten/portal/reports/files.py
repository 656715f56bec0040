"""Received files: kept in the workspace under their SHA-256, each once."""

import os
from hashlib import sha256
from pathlib import Path

from kinten.portal.record.appending import EVERY, Actor, Change, append
from kinten.portal.record.models import Event
from kinten.portal.workspace import open_workspace, workspace_folder
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

FILE = "file"
"""The type of object that a received file is to the record."""


def keep_file(actor: Actor, data: bytes, source: Source, hospital: str = "") -> None:
    """Keep the bytes of a received file, in the transaction of what they are of.

    FaultError where they are not those that were read.
    """
    if sha256(data).hexdigest() != source.sha256:
        raise FaultError(
            Words("読んだ内容とファイルが違います。", "the file is not the one that was read."),
            source.name,
            Words("もう一度送ってください。", "Send it again."),
        )
    path = place_of(source.sha256)
    if not path.exists():
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        beside.write_bytes(data)
        beside.replace(path)
    # A file may be there without its event: its act came to nothing.
    if not Event.objects.filter(object_type=FILE, object_id=source.sha256).exists():
        told = {"bytes": len(data)}
        change = Change(
            "file.keep", FILE, source.sha256, {}, told, seals=EVERY, hospital=hospital
        )  # fmt: skip
        append(actor, change)


def place_of(name: str) -> Path:
    """Give where the file of a SHA-256 is kept."""
    return open_workspace(workspace_folder()).files / name
