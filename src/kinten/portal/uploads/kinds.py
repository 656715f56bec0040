"""What an uploaded file is, told by its first bytes and never by its name or by what the sender says."""

import re
from enum import StrEnum

from kinten.vocabulary.wording import Words


class FileKind(StrEnum):
    """The kinds of file that the portal knows."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _LABELS[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings that a name of this kind may have."""
        return _ENDINGS[self]


REPORTS = frozenset({FileKind.XLSX, FileKind.CSV})
"""In what a status report comes."""
EVIDENCE = frozenset({FileKind.PDF, FileKind.PNG, FileKind.JPEG})
"""In what evidence beside a report comes."""
_LABELS = {
    FileKind.XLSX: Words("Excelブック（.xlsx）", "an Excel workbook (.xlsx)"),
    FileKind.CSV: Words("CSV（.csv、UTF-8かShift_JIS）", "CSV (.csv, UTF-8 or Shift_JIS)"),
    FileKind.PARQUET: Words("Parquet（.parquet）", "Parquet (.parquet)"),
    FileKind.PDF: Words("PDF（.pdf）", "PDF (.pdf)"),
    FileKind.PNG: Words("PNG画像（.png）", "a PNG picture (.png)"),
    FileKind.JPEG: Words("JPEG画像（.jpg）", "a JPEG picture (.jpg)"),
}
_ENDINGS = {
    FileKind.XLSX: (".xlsx",),
    FileKind.CSV: (".csv",),
    FileKind.PARQUET: (".parquet",),
    FileKind.PDF: (".pdf",),
    FileKind.PNG: (".png",),
    FileKind.JPEG: (".jpg", ".jpeg"),
}
_MAGIC = (
    (b"PK\x03\x04", FileKind.XLSX),
    (b"PAR1", FileKind.PARQUET),
    (b"%PDF-", FileKind.PDF),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"\xff\xd8\xff", FileKind.JPEG),
)
_MARK = b"\xef\xbb\xbf"
_NO_CSV = ("<", "#!", "mz", "%pdf", "{\\rtf", "%!ps", "gif8")
"""How pages, scripts, programs and papers begin that are text all the same."""
_NO_TEXT_HAS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def kind_of(data: bytes) -> FileKind | None:
    """Tell the kind of a file by its bytes; None for what is none of them."""
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    return FileKind.CSV if _is_text(data.removeprefix(_MARK)) else None


def _is_text(data: bytes) -> bool:
    text = decoded(data)
    if text is None or text.lstrip().lower().startswith(_NO_CSV):
        return False
    return _NO_TEXT_HAS.search(text) is None


def decoded(data: bytes) -> str | None:
    """Decode a text as UTF-8 or as Shift_JIS (cp932); None where it is neither."""
    for encoding in ("utf-8", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def told_kinds(kinds: frozenset[FileKind]) -> Words:
    """List kinds in words."""
    listed = [each.label for each in FileKind if each in kinds]
    return Words("、".join(each.ja for each in listed), "; ".join(each.en for each in listed))
