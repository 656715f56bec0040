"""A backup: one .tar.gz with the members of a workspace and, last, the manifest that tells their hashes.

workspace.toml    as in the workspace
secret            as in the workspace: a backup is as secret as the workspace itself
openid-secret, mail-secret    as in the workspace, where they are there
portal.sqlite3    the records, as they were at one moment (or portal.dump, of PostgreSQL)
files/<sha256>    what was received
manifest.json     schema, engine, head of the record, and of each member its bytes and SHA-256
"""

import hashlib
import io
import json
import re
import tarfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kinten.vocabulary.wording import FaultError, Words

ENDING = ".tar.gz"
MANIFEST = "manifest.json"
SQLITE, DUMP = "portal.sqlite3", "portal.dump"
_NAMES = re.compile(
    r"workspace\.toml|secret|openid-secret|mail-secret|portal\.sqlite3|portal\.dump|files/[0-9a-f]{64}"
)
_MOST_MANIFEST = 256 * 1024 * 1024
_AT_ONCE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Member:
    """A file of a backup."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; ``number`` and ``head`` are those of the last event in it."""

    schema: int
    engine: str
    made: str
    number: int
    head: str
    members: tuple[Member, ...]


def pack(stream: tarfile.TarFile, name: str, path: Path) -> Member:
    """Add a file and give what the manifest says of it: of the bytes that were really added."""
    with path.open("rb") as file:
        size = path.stat().st_size
        hashing = _Hashing(file)
        stream.addfile(_entry(name, size), hashing)
    return Member(name, size, hashing.digest.hexdigest())


def pack_manifest(stream: tarfile.TarFile, manifest: Manifest) -> None:
    """Add the manifest, with which the backup is whole."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    stream.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))


def unpack(path: Path, into: Path) -> Manifest:
    """Unpack a backup into an empty folder and check every member; FaultError for one that is not whole."""
    found: dict[str, Member] = {}
    text = b""
    try:
        with tarfile.open(path, "r:gz") as stream:
            for entry in stream:
                file = stream.extractfile(entry) if entry.isreg() else None
                if file is None or entry.name in found or text:
                    raise _damaged(path, entry.name)
                if entry.name == MANIFEST and entry.size <= _MOST_MANIFEST:
                    text = file.read()
                elif _NAMES.fullmatch(entry.name):
                    found[entry.name] = _write(file, into, entry)
                else:
                    raise _damaged(path, entry.name)
    except (tarfile.TarError, EOFError, ValueError, zlib.error) as error:
        raise _damaged(path, "") from error
    except OSError as error:
        if error.errno is None:  # not a gzip file, or its checksum is wrong
            raise _damaged(path, "") from error
        raise
    manifest = _manifest(path, text)
    _compare(path, manifest, found)
    return manifest


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


class _Hashing:
    """Passes bytes on and sums them up."""

    def __init__(self, file: IO[bytes]) -> None:
        self.digest = hashlib.sha256()
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """Read and sum up."""
        part = self._file.read(size)
        self.digest.update(part)
        return part


def _write(file: IO[bytes], into: Path, entry: tarfile.TarInfo) -> Member:
    target = into / entry.name
    target.parent.mkdir(mode=0o700, exist_ok=True)
    hashing = _Hashing(file)
    with target.open("xb") as stream:
        target.chmod(0o600)
        while part := hashing.read(_AT_ONCE):
            stream.write(part)
    return Member(entry.name, entry.size, hashing.digest.hexdigest())


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(text)
        members = tuple(Member(**each) for each in told.pop("members"))
        manifest = Manifest(**told, members=members)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _damaged(path, MANIFEST) from error
    if not isinstance(manifest.schema, int) or not isinstance(manifest.head, str):
        raise _damaged(path, MANIFEST)
    return manifest


def _compare(path: Path, manifest: Manifest, found: dict[str, Member]) -> None:
    told = {each.name: each for each in manifest.members}
    for name in sorted({*told, *found}):
        if told.get(name) != found.get(name):
            raise _damaged(path, name)


def missing(path: Path, names: Iterable[str]) -> FaultError:
    """Make the fault of a backup that lacks what a workspace needs."""
    return _damaged(path, " ".join(names))


def _damaged(path: Path, name: str) -> FaultError:
    place = f"{path}: {name}" if name else str(path)
    return FaultError(
        Words(
            "バックアップが書かれたときのままではありません（壊れているか、書き換えられています）。",
            "the backup is not as it was written (damaged or changed).",
        ),
        place,
        Words("ほかのバックアップを使ってください。", "Use another backup."),
    )
