"""Files written whole or not at all: beside the target first, then renamed."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from kinten.vocabulary.wording import FaultError, Words


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside the target and rename it; nothing is left if it fails.

    Raises FaultError where the folder is missing, may not be written to, or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix
        )
    except OSError as error:
        raise _cannot_write(path, error) from error
    os.close(handle)
    beside = Path(name)
    try:
        write(beside)
        beside.chmod(0o666 & ~_umask())
        beside.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text in UTF-8, whole or not at all."""
    write_whole(path, lambda beside: _fill(beside, text))


def _fill(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _cannot_write(path: Path, error: OSError) -> FaultError:
    why = error.strerror or str(error)
    return FaultError(
        Words(f"書き込めません（{why}）。", f"it cannot be written ({why})."),
        str(path),
        Words(
            "フォルダーの有無・権限・空き容量を確かめてください。何も書かれていません。",
            "Look at the folder, its permissions and the space left. Nothing was written.",
        ),
    )
