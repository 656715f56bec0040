"""The zip around a workbook, judged before anything in it is parsed.

The directory's sizes are checked first, then every part is unpacked once in small pieces and thrown
away: a directory that lies, a part that is cut off and a part with XML entities are all found here.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass

from kinten.report import faults
from kinten.report.opening import Opened
from kinten.vocabulary.wording import Words

MAX_UNPACKED = 24 * 1024 * 1024
MAX_RATIO = 150
MAX_PARTS = 2_000
_RATIO_MATTERS_FROM = 1024 * 1024
_PIECE = 256 * 1024
_ENCRYPTED_FLAG = 0x1
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the container holds besides cells; nothing of it is ever run or followed."""

    has_macros: bool
    has_external_links: bool


def check_container(opened: Opened) -> Contents:
    """Refuse what is no sound workbook, and tell of macros and links to other files."""
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            parts = archive.infolist()
            _check_directory(parts, opened.name)
            for part in parts:
                _check_part(archive, part, opened.name)
    except _UNREADABLE as error:
        # The library's own words are English and name no cause that a reader could mend.
        is_open = zipfile.is_zipfile(io.BytesIO(opened.data))
        why = faults.PART_UNREADABLE if is_open else faults.CUT_OFF
        raise faults.damaged(opened.name, why) from error
    names = {part.filename.lower() for part in parts}
    return Contents(
        has_macros=any(name.endswith("vbaproject.bin") for name in names),
        has_external_links=any("externallinks/" in name for name in names),
    )


def _check_directory(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MAX_PARTS:
        raise faults.bomb(name, Words(f"{len(parts)}個の部品", f"{len(parts)} parts"))
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise faults.encrypted(name)
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        raise faults.bomb(name, _megabytes(unpacked))
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > _RATIO_MATTERS_FROM and ratio > MAX_RATIO:
            raise faults.bomb(name, Words(f"圧縮率{ratio:.0f}倍", f"packed {ratio:.0f} to one"))
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise faults.not_a_workbook(name)


def _check_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> None:
    """Unpack a part in pieces: never past its declared size, and the sum of it is checked."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            if is_xml and (b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece):
                raise faults.entities(name, part.filename)
            before = piece[-10:]


def _megabytes(size: int) -> Words:
    return Words(f"{size / 1e6:,.0f} MB", f"{size / 1e6:,.0f} MB")
