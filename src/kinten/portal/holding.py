"""Holding a file of the workspace, so that other processes wait or are told; freed when the process ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows, where nobody is told and one process is to be run
    fcntl = None  # type: ignore[assignment]


class HeldError(Exception):
    """Another process holds the file."""


@contextmanager
def hold(path: Path, *, is_shared: bool = False, waits: bool = True) -> Iterator[IO[str]]:
    """Hold a file, which is made where it is missing; HeldError where another has it and one does not wait."""
    path.touch(mode=0o600)
    with path.open("r+", encoding="utf-8") as file:
        if fcntl is not None:
            kind = fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX
            try:
                fcntl.flock(file, kind if waits else kind | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise HeldError(str(path)) from error
        yield file
