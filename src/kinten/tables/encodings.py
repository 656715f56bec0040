"""In which encoding a large text file is: UTF-8 or Shift_JIS (cp932), found without holding it whole."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from kinten.vocabulary.wording import FaultError, Words, told_system

UTF8, SHIFT_JIS = "utf-8-sig", "cp932"
_CHUNK = 1 << 20
_CONTROLS = tuple(
    bytes([sign]) for sign in (*range(9), 0x0B, 0x0C, *range(0x0E, 0x1A), *range(0x1B, 0x20), 0x7F)
)
_LONG = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")
"""A sign of three bytes in UTF-8, as all Japanese ones are."""
_NO_SHIFT_JIS = re.compile(r"[\x80-\x9f\uf8f0-\uf8f3]")
"""What the codec gives for bytes that Shift_JIS does not use."""


def find_encoding(path: Path) -> str:
    """Tell the encoding of a text file.

    FaultError where it cannot be read, is no text, or holds lines of both encodings; the first line that is
    in another one than those before it is named.
    """
    try:
        if _is_utf8(path):
            return UTF8
        return _shift_jis(path)
    except OSError as error:
        why = told_system(error)
        raise FaultError(
            Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en})."),
            str(path),
            Words(
                "ファイルの有無と権限を確かめてください。",
                "Look whether it is there and may be read.",
            ),
        ) from error


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    number = 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            for sign in _CONTROLS:
                if (at := chunk.find(sign)) >= 0:
                    raise _no_text(path, number + chunk.count(b"\n", 0, at))
            number += chunk.count(b"\n")
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                return False
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _shift_jis(path: Path) -> str:
    first: tuple[str, int] | None = None
    for number, line in _foreign_lines(path):
        found = _encoding_of(line)
        if found is None:
            raise _no_text(path, number)
        if first is None:
            first = (found, number)
        elif found != first[0]:
            names = {UTF8: "UTF-8", SHIFT_JIS: "Shift_JIS"}
            raise FaultError(
                Words(
                    f"文字コードが混ざっています（{first[1]}行目は{names[first[0]]}、この行は{names[found]}）。",
                    f"two encodings are mixed (line {first[1]} is {names[first[0]]}, this one {names[found]}).",
                ),
                f"{path}:{number}",
                Words(
                    "全体を一つの文字コード（UTF-8）で書き出し直してください。",
                    "Export it again in one encoding (UTF-8).",
                ),
            )
    return SHIFT_JIS if first is None else first[0]


def _foreign_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Give the lines that are not plain ASCII, with their numbers."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.isascii():
                yield number, line


def _encoding_of(line: bytes) -> str | None:
    if _LONG.search(line):
        try:
            line.decode(UTF8)
        except UnicodeDecodeError:
            pass
        else:
            return UTF8
    try:
        text = line.decode(SHIFT_JIS)
    except UnicodeDecodeError:
        return None
    return None if _NO_SHIFT_JIS.search(text) else SHIFT_JIS


def _no_text(path: Path, number: int) -> FaultError:
    return FaultError(
        Words(
            "UTF-8でもShift_JISでもない文字があります。",
            "there are signs that are neither UTF-8 nor Shift_JIS.",
        ),
        f"{path}:{number}",
        Words(
            "この行を直すか、UTF-8で書き出し直してください。",
            "Mend this line, or export it again in UTF-8.",
        ),
    )
