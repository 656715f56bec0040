"""Opening an input: its bytes, its name without a folder, and what its first bytes say it is."""

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import BinaryIO

from kinten.report import faults
from kinten.report.model import Source

Place = str | Path | BinaryIO
MAX_BYTES = 64 * 1024 * 1024

_OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP_HEADER = b"PK"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


class Content(Enum):
    """What the first bytes say."""

    WORKBOOK = "workbook"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Opened:
    """One input, read whole; no report is larger than the limit."""

    source: Source
    data: bytes
    content: Content

    @property
    def name(self) -> str:
        """The file's name without a folder."""
        return self.source.name


def open_input(place: Place, name: str = "") -> Opened:
    """Read an input from a path or a binary stream, bounded, and tell a workbook from a text."""
    data, known_as = _read(place, name)
    if len(data) > MAX_BYTES:
        raise faults.too_large(known_as, MAX_BYTES)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise faults.empty(known_as)
    if not data.strip(b"\x00"):
        raise faults.only_zeros(known_as, len(data))
    source = Source(known_as, hashlib.sha256(data).hexdigest())
    return Opened(source, data, _content_of(data, known_as))


def _read(place: Place, name: str) -> tuple[bytes, str]:
    if not isinstance(place, str | Path):
        known_as = name or Path(str(getattr(place, "name", "") or "input")).name
        return place.read(MAX_BYTES + 1), known_as
    path = Path(place)
    known_as = name or path.name
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1), known_as
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise faults.cannot_open(known_as, why) from error


def _content_of(data: bytes, name: str) -> Content:
    """Trust the bytes, not the ending: an encrypted workbook is an OLE file, an .xlsx is a zip."""
    if data.startswith(_OLE_HEADER):
        raise faults.encrypted(name) if _ENCRYPTED_PACKAGE in data else faults.old_workbook(name)
    if data.startswith(_ZIP_HEADER):
        return Content.WORKBOOK
    if Path(name).suffix.lower() in (".xlsx", ".xlsm"):
        raise faults.not_a_workbook(name)
    return Content.TEXT
