"""The zip around a workbook, judged part by part before anything of it is parsed.

What a spreadsheet program writes passes: parts one after the other from the first byte to the last,
UTF-8 XML without a document type, nothing that runs, nothing that is fetched. All else is refused.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from kinten.portal.uploads import refusals
from kinten.report.container import MAX_PARTS, MAX_RATIO, MAX_UNPACKED
from kinten.vocabulary.wording import FaultError, Words

_HEADER, _END, _END_64 = 30, 22, 20 + 56
"""Bytes of a part's own header, of the table's end, and of the two more that a large zip has."""
_AFTER = 24  # bytes of a descriptor that may follow a part
_RATIO_MATTERS_FROM = 256 * 1024
_PIECE = 256 * 1024
_FIRST = 1000  # bytes within which a part says how it is encoded
_LINK = 0o120000
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_RUNS = ("vbaproject.bin", "xl/macrosheets/", "xl/activex/", "xl/ctrlprops/", "customui/")
_FETCHES = (
    "xl/externallinks/", "xl/connections", "xl/querytables/", "xl/embeddings/", "xl/webextensions/",
)  # fmt: skip
_EXTERNAL = re.compile(rb"<[^<>]*TargetMode\s*=\s*[\"']External[\"'][^<>]*>", re.IGNORECASE)
_HARMLESS = re.compile(rb"Target\s*=\s*[\"'](https?:|mailto:)", re.IGNORECASE)
_HYPERLINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
    OverflowError, IndexError,
)  # fmt: skip


def check_workbook(data: bytes, name: str) -> None:
    """Refuse a zip that is no plain workbook (.xlsx) from its first byte to its last."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, name)
            _check_names(parts, name)
            _check_places(archive, parts, data, name)
            for part in parts:
                _check_part(part.filename, _unpacked(archive, part, name), name)
    except FaultError:
        raise
    except _UNREADABLE as error:
        why = Words("途中で切れているか、中の部品が読めません", "cut off, or a part cannot be read")
        raise refusals.damaged(name, why) from error


def _check_names(parts: list[zipfile.ZipInfo], name: str) -> None:
    seen: set[str] = set()
    for part in parts:
        told = part.orig_filename
        steps = told.replace("\\", "/").split("/")
        is_away = told.startswith(("/", "\\")) or ":" in told or ".." in steps or "\0" in told
        if is_away or "\\" in told:
            raise refusals.unwanted(
                name, told, Words("外を指す部品の名前", "a part whose name leads elsewhere")
            )
        if part.external_attr >> 16 & 0o170000 == _LINK:
            raise refusals.unwanted(name, told, Words("リンク", "a link"))
        if told.lower() in seen:
            raise refusals.unwanted(
                name, told, Words("同じ名前の部品が二つ", "two parts of one name")
            )
        seen.add(told.lower())
        _refuse_unwanted(told, name)
    if not {"[content_types].xml", "xl/workbook.xml"} <= seen:
        raise refusals.not_taken(
            name,
            Words("Excelブックではない圧縮ファイル", "a packed file that is no Excel workbook"),
            Words("Excelブック（.xlsx）", "Excel workbooks (.xlsx)"),
        )


def _refuse_unwanted(part: str, name: str) -> None:
    folded = part.lower()
    if any(each in folded for each in _RUNS):
        raise refusals.unwanted(name, part, Words("マクロや操作部品", "macros or controls"))
    if any(each in folded for each in _FETCHES):
        raise refusals.unwanted(
            name, part, Words("ほかのファイルへのリンクや埋め込み", "links to other files, or files within")
        )  # fmt: skip


def _check_sizes(parts: list[zipfile.ZipInfo], name: str) -> None:
    if len(parts) > MAX_PARTS:
        raise refusals.bomb(name, Words(f"部品{len(parts)}個", f"{len(parts)} parts"))
    if any(part.flag_bits & 0x1 for part in parts):
        raise refusals.unwanted(name, "", Words("パスワード", "a password"))
    whole = sum(part.file_size for part in parts)
    if whole > MAX_UNPACKED:
        raise refusals.bomb(name, Words(f"{whole / 1e6:,.0f} MB", f"{whole / 1e6:,.0f} MB"))
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > _RATIO_MATTERS_FROM and ratio > MAX_RATIO:
            raise refusals.bomb(name, Words(f"圧縮率{ratio:.0f}倍", f"packed {ratio:.0f} to one"))


def _check_places(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], data: bytes, name: str
) -> None:
    """Refuse bytes before, between or after the parts: another file could lie there."""
    at = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        begins = part.header_offset
        if not 0 <= begins - at <= (_AFTER if at else 0):
            raise _hidden(name)
        name_size = int.from_bytes(data[begins + 26 : begins + 28], "little")
        extra_size = int.from_bytes(data[begins + 28 : begins + 30], "little")
        at = begins + _HEADER + name_size + extra_size + part.compress_size
    begins_table = archive.start_dir
    size = sum(
        46 + len(_bytes_of(part)) + len(part.extra) + len(part.comment) for part in parts
    )  # the fixed bytes of a row of the table
    left = len(data) - begins_table - size
    if not 0 <= begins_table - at <= _AFTER or left not in {_END, _END + _END_64}:
        raise _hidden(name)


def _bytes_of(part: zipfile.ZipInfo) -> bytes:
    is_utf8 = part.flag_bits & 0x800
    return part.orig_filename.encode("utf-8" if is_utf8 else "cp437")


def _hidden(name: str) -> FaultError:
    return refusals.unwanted(
        name, "", Words("部品の外に隠れたデータ", "data hidden outside of its parts")
    )


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> bytes:
    """Unpack a part, never past the size that the table tells."""
    found = b"".join(_pieces(archive, part))
    if len(found) != part.file_size:
        raise refusals.damaged(name, Words("目次と中身の違い", "the table does not fit the parts"))
    return found


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(_PIECE):
            yield piece


def _check_part(part: str, content: bytes, name: str) -> None:
    if content.startswith(_PACKED):
        why = Words("圧縮ファイルの中の圧縮ファイル", "a packed file within")
        raise refusals.unwanted(name, part, why)
    if not part.lower().endswith((".xml", ".rels", ".vml")):
        return
    declared = _ENCODING.match(content.removeprefix(b"\xef\xbb\xbf")[:_FIRST])
    is_utf8 = declared is None or declared[1].lower() in {b"utf-8", b"us-ascii"}
    # In another encoding a document type would not be seen by its letters.
    if not is_utf8 or content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise refusals.unwanted(name, part, Words("UTF-8でないXML", "XML that is not UTF-8"))
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refusals.unwanted(
            name, part, Words("XMLの文書型宣言", "an XML document type declaration")
        )
    if b"macroEnabled" in content and part.lower() == "[content_types].xml":
        raise refusals.unwanted(name, part, Words("マクロ", "macros"))
    for found in _EXTERNAL.findall(content) if part.lower().endswith(".rels") else ():
        if not (_HYPERLINK.search(found) and _HARMLESS.search(found)):
            raise refusals.unwanted(name, part, Words("外部への参照", "a reference outside"))
