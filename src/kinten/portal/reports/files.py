"""Received files: kept in the workspace under their SHA-256, each once."""

import os
from hashlib import sha256

from kinten.portal.workspace import open_workspace, workspace_folder
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words


def keep_file(data: bytes, source: Source) -> None:
    """Keep the bytes of a received file; FaultError where they are not those that were read."""
    if sha256(data).hexdigest() != source.sha256:
        raise FaultError(
            Words("読んだ内容とファイルが違います。", "the file is not the one that was read."),
            source.name,
            Words("もう一度送ってください。", "Send it again."),
        )
    path = open_workspace(workspace_folder()).files / source.sha256
    if path.exists():
        return
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)
