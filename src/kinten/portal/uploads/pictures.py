"""Evidence beside a report: pictures judged by their header before any is decoded, and papers in PDF."""

import re
import struct

from kinten.portal.uploads import refusals
from kinten.vocabulary.wording import Words

MOST_PIXELS = 50_000_000
"""Of a picture; a page scanned at 600 dots an inch has 35 million."""
_CUT_OFF = Words("途中で切れています", "it is cut off")
_AFTER = Words("終わりの後にデータがあります", "data follow its end")
_ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|RichMedia|XFA|Encrypt|GoToR|SubmitForm"
    rb"|ImportData)\b"
)
_NO_FRAME = frozenset({0xC4, 0xC8, 0xCC})


def check_png(data: bytes, name: str) -> None:
    """Refuse a PNG that is cut off, followed by something, or too large to decode."""
    at, size = 8, None
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if at == 8:
            if kind != b"IHDR" or length != 13:
                raise refusals.damaged(name, _CUT_OFF)
            size = struct.unpack(">II", data[at + 8 : at + 16])
        at += 12 + length
        if kind == b"IEND":
            break
    else:
        raise refusals.damaged(name, _CUT_OFF)
    if at != len(data):
        raise refusals.unwanted(name, "", _AFTER if at < len(data) else _CUT_OFF)
    _check_pixels(size, name)


def check_jpeg(data: bytes, name: str) -> None:
    """Refuse a JPEG that is cut off, followed by something, or too large to decode."""
    if not data.endswith(b"\xff\xd9"):
        is_whole = b"\xff\xd9" in data
        raise refusals.unwanted(name, "", _AFTER) if is_whole else refusals.damaged(name, _CUT_OFF)
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            _check_pixels((width, height), name)
            return
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise refusals.damaged(name, _CUT_OFF)


def _check_pixels(size: tuple[int, ...] | None, name: str) -> None:
    width, height = size or (0, 0)
    if not 0 < width * height <= MOST_PIXELS:
        raise refusals.bomb(
            name, Words(f"画像が{width:,}×{height:,}点", f"a picture of {width:,} by {height:,}")
        )


def check_pdf(data: bytes, name: str) -> None:
    """Refuse a PDF that is cut off, followed by something, or that says it runs or holds something.

    What stands in compressed objects is not looked into: a kept PDF is given back as a download, never
    opened here.
    """
    end = data.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in data:
        raise refusals.damaged(name, _CUT_OFF)
    if data[end + 5 :].strip(b"\r\n \0"):
        raise refusals.unwanted(name, "", _AFTER)
    found = _ACTIVE.search(data)
    if found is not None:
        told = found[1].decode("ascii")
        raise refusals.unwanted(name, "", Words(f"動く部品（{told}）", f"an active part ({told})"))
