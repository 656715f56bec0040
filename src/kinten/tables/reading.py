"""CSV tables in: UTF-8 (with or without BOM) or Shift_JIS (cp932), one dictionary a row."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from kinten.tables.encodings import find_encoding
from kinten.vocabulary.wording import FaultError, Words

_NO_LINES = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04")
"""How UTF-16 and a workbook begin: none of their lines is to be mended."""
_NO_TEXT_HAS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\uf8f0-\uf8f3\ufffd]")


def read_delimited(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each row with its line; the first line names the columns.

    Raises FaultError for a file that cannot be read or is in another encoding, for a column named
    twice, for a quotation mark that is not closed, and for a row that has more cells than columns, or
    fewer.
    """
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if not any(header):
            raise _wrong(
                path, 1, Words("見出しの行がありません。", "the line of column names is missing.")
            )
        if twice := [name for name in dict.fromkeys(header) if name and header.count(name) > 1]:
            listed = " ".join(twice)
            raise _wrong(
                path,
                1,
                Words(f"同じ列が二つあります: {listed}", f"a column is there twice: {listed}."),
            )
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(header):
                raise _wrong(
                    path,
                    reader.line_num,
                    Words(
                        f"見出しは{len(header)}列ですが、この行は{len(row)}列です。",
                        f"there are {len(header)} columns, but this line has {len(row)}.",
                    ),
                )
            yield reader.line_num, dict(zip(header, row, strict=True))
    except csv.Error as error:
        raise _wrong(
            path,
            reader.line_num,
            Words(
                "CSVとして読めません（引用符が閉じていない等）。",
                "it is no CSV (a quotation mark is not closed, or such).",
            ),
        ) from error


def read_text(path: Path) -> str:
    """Give the text of a file in UTF-8 or Shift_JIS.

    FaultError for another encoding, or none; it names the line where the encodings are mixed, and that of a
    sign which no table has.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FaultError(
            Words("読めません。", "it cannot be read."),
            str(path),
            Words(
                "ファイルの有無と権限を確かめてください。",
                "Look whether it is there and may be read.",
            ),
        ) from error
    place = str(path)
    if not raw.startswith(_NO_LINES):
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            # Lines in UTF-8 can pass for Shift_JIS among others that are: they are looked at one by one.
            find_encoding(path)
            text = raw.decode("cp932", errors="replace")
        # Another encoding can pass for Shift_JIS: no table has such signs.
        found = _NO_TEXT_HAS.search(text)
        if found is None:
            return text
        number = text.count("\n", 0, found.start()) + 1
        place = f"{path}:{number}"
    raise FaultError(
        Words(
            "文字コードがUTF-8でもShift_JISでもありません。",
            "it is neither in UTF-8 nor in Shift_JIS.",
        ),
        place,
        Words("UTF-8で保存し直してください。", "Save it again in UTF-8."),
    )


def _wrong(path: Path, line: int, what: Words) -> FaultError:
    return FaultError(
        what,
        f"{path}:{line}",
        Words("この行を直してください。", "Mend this line."),
    )
