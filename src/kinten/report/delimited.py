"""Reading CSV text: UTF-8 with or without a mark, or Shift_JIS (cp932), into rows of cells."""

import csv
import io
import re

from kinten.report import faults
from kinten.report.grid import Cell, Sheet
from kinten.report.opening import Opened
from kinten.vocabulary.wording import Words

_MARK = b"\xef\xbb\xbf"
_NO_TEXT_HAS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")
MAX_ROWS = 50_000
_OPEN_QUOTATION = Words(
    '引用符（"）が閉じていないか、値の途中にあります',
    "a quotation mark is not closed, or stands within a value",
)
_OVERLONG = Words(
    '一つの値が長すぎます。引用符（"）が閉じていないようです',
    "a value is far too long, as if a quotation mark were not closed",
)


def decode(opened: Opened) -> str:
    """Decode the text; anything but UTF-8 and Shift_JIS is a fault."""
    data = opened.data.removeprefix(_MARK)
    text = _decoded(data)
    # Escapes that switch the alphabet are ISO-2022-JP, which looks like plain ASCII else.
    if text is None or "\x1b$" in text:
        raise faults.wrong_encoding(opened.name)
    found = _NO_TEXT_HAS.search(text)
    if found is not None:
        line = text.count("\n", 0, found.start()) + 1
        raise faults.no_text(f"{opened.name}:{line}", ord(found[0]))
    return text


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    return None if _looks_like_euc(data, text) else text


def _looks_like_euc(data: bytes, text: str) -> bool:
    """Whether Shift_JIS finds mostly half-width kana where EUC-JP finds whole words."""
    signs = [sign for sign in text if ord(sign) > 0x7F]
    kana = sum("\uff61" <= sign <= "\uff9f" for sign in signs)
    if 2 * kana <= len(signs):
        return False
    try:
        data.decode("euc_jp")
    except UnicodeDecodeError:
        return False
    return True


def read_delimited(opened: Opened) -> Sheet:
    """Read the rows that are not empty, each with the line of the file on which it begins."""
    reader = csv.reader(io.StringIO(decode(opened), newline=""), strict=True)
    cells: dict[tuple[int, int], Cell] = {}
    lines: list[int] = []
    widths: list[int] = []
    begun = 1
    try:
        for fields in reader:
            if fields:
                lines.append(begun)
                widths.append(len(fields))
                _keep(cells, fields, len(lines), f"{opened.name}:{begun}")
            begun = reader.line_num + 1
            if len(lines) > MAX_ROWS:
                raise faults.too_large(opened.name, len(opened.data))
    except csv.Error as error:
        why = _OVERLONG if "limit" in str(error) else _OPEN_QUOTATION
        raise faults.cut_off(f"{opened.name}:{begun}", why) from error
    return Sheet(
        opened.name, "", cells, len(lines), max(widths, default=0), tuple(lines), tuple(widths)
    )


def _keep(cells: dict[tuple[int, int], Cell], fields: list[str], row: int, place: str) -> None:
    for column, text in enumerate(fields, start=1):
        if text:
            cells[row, column] = Cell(text, f"{place}:{column}")


def check_widths(sheet: Sheet, header: int) -> None:
    """Refuse a CSV in which a row below the header has not the header's number of columns."""
    if not sheet.is_csv:
        return
    expected = sheet.widths[header - 1]
    for row in range(header + 1, sheet.row_count + 1):
        found = sheet.widths[row - 1]
        if found != expected:
            why = Words(
                f"{expected}列のところ{found}列", f"{found} columns where {expected} are due"
            )
            tell = faults.cut_off if found < expected else faults.too_wide
            raise tell(sheet.at(row, min(found, expected)), why)
