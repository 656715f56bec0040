"""A file of lines that only grows: one writer at a time, each line on the disk before it counts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from kinten.vocabulary.wording import FaultError, Words, told_system


class Lines:
    """The lines of a file that is held, and a way to add one.

    ``is_torn`` tells that the file ends in half a line: a write that was cut off. It is no line, and the
    next one added takes its place.
    """

    def __init__(self, path: Path, stream: BinaryIO) -> None:
        self.path, self._stream = path, stream
        content = stream.read()
        whole, end, half = content.rpartition(b"\n")
        self._size = len(whole) + len(end)
        self.is_torn = bool(half)
        try:
            self.texts = tuple(whole.decode().split("\n")) if end else ()
        except UnicodeDecodeError as error:
            raise FaultError(
                Words("UTF-8の文字ではありません。", "it is no text in UTF-8."),
                str(path),
                Words("壊れていない写しを指定してください。", "Name a copy that is not damaged."),
            ) from error

    def add(self, text: str) -> None:
        """Add a line, and return when it is on the disk; FaultError where it cannot be written."""
        line = text.encode() + b"\n"
        try:
            self._stream.truncate(self._size)
            self._stream.seek(self._size)
            self._stream.write(line)
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise _cannot(self.path, error) from error
        self._size += len(line)
        self.is_torn = False
        self.texts = (*self.texts, text)


@contextmanager
def hold_lines(path: Path, *, may_be_new: bool = True) -> Iterator[Lines]:
    """Hold a file of lines for this process alone; another waits until it is let go.

    FaultError where it cannot be opened, or is not there and may not be new.
    """
    import fcntl

    try:
        flags = os.O_RDWR | (os.O_CREAT if may_be_new else 0)
        is_new = not path.exists()
        handle = os.open(path, flags, 0o666)
    except OSError as error:
        raise _cannot(path, error) from error
    with os.fdopen(handle, "r+b") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        if is_new:
            _sync_folder(path.parent)
        yield Lines(path, stream)


def read_lines(path: Path) -> Lines:
    """Read a file of lines while nobody adds to it; nothing is written. Faults as for ``hold_lines``."""
    import fcntl

    try:
        with path.open("rb") as stream:
            fcntl.flock(stream, fcntl.LOCK_SH)
            return Lines(path, stream)
    except OSError as error:
        raise _cannot(path, error) from error


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _cannot(path: Path, error: OSError) -> FaultError:
    why = told_system(error)
    return FaultError(
        Words(f"台帳を開けません（{why.ja}）。", f"the ledger cannot be opened ({why.en})."),
        str(path),
        Words(
            "フォルダーの有無・権限・空き容量を確かめてください。",
            "Look at the folder, its permissions and the space left.",
        ),
    )
