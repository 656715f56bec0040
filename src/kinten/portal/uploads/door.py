"""The door: every uploaded file comes in here, and only what is judged sound goes on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from kinten.portal.uploads import refusals
from kinten.portal.uploads.kinds import FileKind, kind_of, told_kinds
from kinten.portal.uploads.naming import check_name
from kinten.portal.uploads.packing import check_workbook
from kinten.portal.uploads.pictures import check_jpeg, check_pdf, check_png
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that came in: its name without a folder, its kind by its bytes, the bytes, their SHA-256."""

    name: str
    kind: FileKind
    data: bytes
    sha256: str


def take(upload: UploadedFile, accepted: frozenset[FileKind]) -> Taken:
    """Read an uploaded file, never past the limit of the settings; FaultError tells why it is refused."""
    most: int = settings.UPLOAD_MOST_BYTES
    name = check_name(str(upload.name or ""))
    if (upload.size or 0) > most:
        raise refusals.too_large(name, most)
    data = upload.read(most + 1)
    if len(data) > most:
        raise refusals.too_large(name, most)
    kind = judge(name, data, accepted)
    return Taken(name, kind, data, sha256(data).hexdigest())


def judge(name: str, data: bytes, accepted: frozenset[FileKind]) -> FileKind:
    """Give the kind of a file that is sound and accepted; FaultError for any other."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise refusals.empty(name)
    kind = kind_of(data)
    if kind is None or kind not in accepted:
        raise refusals.not_taken(name, None if kind is None else kind.label, told_kinds(accepted))
    if PurePath(name.lower()).suffix not in kind.endings:
        raise refusals.wrong_ending(name, kind.label, kind.endings)
    _CHECKS.get(kind, _pass)(data, name)
    return kind


def _pass(data: bytes, name: str) -> None:
    """A text is judged by its letters alone (``kinds.kind_of``)."""


def _check_parquet(data: bytes, name: str) -> None:
    length = int.from_bytes(data[-8:-4], "little")
    if not data.endswith(b"PAR1") or not 0 < length <= len(data) - 12:
        raise refusals.damaged(name, Words("途中で切れています", "it is cut off"))


_CHECKS: Mapping[FileKind, Callable[[bytes, str], None]] = {
    FileKind.XLSX: check_workbook,
    FileKind.PARQUET: _check_parquet,
    FileKind.PDF: check_pdf,
    FileKind.PNG: check_png,
    FileKind.JPEG: check_jpeg,
}
