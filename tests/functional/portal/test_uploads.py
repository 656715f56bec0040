"""The door for files: what is no plain report is refused with its mend, and nothing of it is kept."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinten.portal.uploads.door import judge, take
from kinten.portal.uploads.kinds import EVIDENCE, REPORTS, FileKind, kind_of
from kinten.portal.uploads.naming import check_name
from kinten.vocabulary.wording import FaultError

ALL = frozenset(FileKind)
TYPES = b'<?xml version="1.0" encoding="UTF-8"?><Types/>'
PARTS = {
    "[Content_Types].xml": TYPES,
    "_rels/.rels": b"<Relationships/>",
    "xl/workbook.xml": b"<workbook/>",
    "xl/worksheets/sheet1.xml": b"<worksheet/>",
}


def packed(parts=None, **more):
    """A zip with the parts of a workbook, changed by ``parts``; None leaves one out."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**PARTS, **(parts or {}), **more}.items():
            if content is not None:
                archive.writestr(name, content)
    return out.getvalue()


def refused(data, name="form.xlsx", accepted=REPORTS):
    with pytest.raises(FaultError) as told:
        judge(name, data, accepted)
    fault = told.value
    assert fault.place
    assert all((*fault.what, *fault.mend))
    return fault.what.en


def rels(body):
    return {"xl/worksheets/_rels/sheet1.xml.rels": f"<Relationships>{body}</Relationships>"}


def test_a_plain_workbook_and_a_plain_table_are_taken():
    assert judge("報告 2026.xlsx", packed(), REPORTS) is FileKind.XLSX
    for encoding in ("utf-8", "utf-8-sig", "cp932"):
        assert judge("表.csv", "病院,件数\n甲病院,600\n".encode(encoding), REPORTS) is FileKind.CSV


def test_what_spreadsheet_programs_write_is_taken(tmp_path):
    import openpyxl
    import xlsxwriter

    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    with xlsxwriter.Workbook(first) as book:
        sheet = book.add_worksheet("表")
        sheet.write_url(0, 0, "https://example.jp/")
        sheet.write_url(1, 0, "mailto:a@example.jp")
        sheet.write_comment(0, 1, "覚え書き")
    openpyxl.load_workbook(first).save(second)
    for path in (first, second):
        assert judge(path.name, path.read_bytes(), REPORTS) is FileKind.XLSX


def test_a_zip_that_was_streamed_is_taken():
    """Some programs write the sizes after each part, and the zip in one go."""

    class Stream(io.RawIOBase):
        def __init__(self):
            self.data = bytearray()

        def writable(self):
            return True

        def write(self, piece):
            self.data += piece
            return len(piece)

    out = Stream()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
    assert judge("a.xlsx", bytes(out.data), REPORTS) is FileKind.XLSX


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"xl/vbaProject.bin": b"x"}, "macros"),
        ({"xl/macrosheets/sheet1.xml": b"<a/>"}, "macros"),
        ({"xl/activeX/activeX1.xml": b"<a/>"}, "controls"),
        (
            {"[Content_Types].xml": b'<Types a="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'},
            "macros",
        ),
        ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "links"),
        ({"xl/connections.xml": b"<a/>"}, "links"),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "within"),
        ({"xl/media/a.png": b"PK\x03\x04more"}, "packed file within"),
        ({"customXml/a.zip": packed()}, "packed file within"),
        ({"../../etc/passwd": b"x"}, "leads elsewhere"),
        ({"/etc/passwd": b"x"}, "leads elsewhere"),
        ({"xl\\..\\..\\a.xml": b"x"}, "leads elsewhere"),
        ({"C:/a.xml": b"x"}, "leads elsewhere"),
        ({"xl/Workbook.xml": b"<a/>"}, "two parts of one name"),
        ({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><workbook/>'}, "document type"),
        ({"xl/workbook.xml": '<?xml version="1.0"?><workbook/>'.encode("utf-16")}, "not UTF-8"),
        ({"xl/workbook.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}, "not UTF-8"),
        ({"xl/workbook.xml": None}, "no Excel workbook"),
        (rels('<Relationship Type="x/image" Target="https://a.jp/a.png" TargetMode="External"/>'), "outside"),
        (rels('<Relationship Type="x/hyperlink" Target="file:///a" TargetMode="External"/>'), "outside"),
        (rels("<Relationship TargetMode = 'External' Target='\\\\host\\a' Type='x/oleObject'/>"), "outside"),
    ],
)  # fmt: skip
def test_a_workbook_with_more_than_cells_is_refused(parts, words):
    assert words in refused(packed(parts))


def test_zip_bombs_are_refused_before_they_are_unpacked(monkeypatch):
    bombs = {
        "to one": packed({"xl/a.xml": b" " * 20_000_000}),
        "MB": packed({f"xl/{n}.xml": b" " * 13_000_000 for n in range(2)}),
        "parts": packed({f"xl/{n}.xml": b"a" for n in range(2100)}),
    }
    opened = []
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: opened.append(1))
    for words, data in bombs.items():
        assert words in refused(data)
    assert opened == []


def test_a_table_of_parts_that_lies_is_refused():
    """A part of 20 MB whose size is told as 100 bytes, and two names for the same bytes."""
    honest = packed({"xl/a.xml": b"a" * 20_000_000})
    lying = honest.replace(struct.pack("<I", 20_000_000), struct.pack("<I", 100))
    refused(lying)
    whole = packed()
    at = whole.rindex(b"PK\x01\x02")
    doubled = whole[:at] + whole[at:].replace(
        struct.pack("<I", whole.rindex(b"PK\x03\x04")), struct.pack("<I", 0), 1
    )
    refused(doubled)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + packed(),
        b"\x89PNG\r\n\x1a\n" + packed(),
        b"<script>alert(1)</script>" + packed(),
        packed() + b"<script>alert(1)</script>",
        packed() + packed(),
    ],
)
def test_a_file_that_is_two_things_at_once_is_refused(data):
    refused(data)
    refused(data, accepted=ALL)


def test_data_between_the_parts_are_refused():
    whole = packed()
    at = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    start = struct.unpack("<I", whole[end + 16 : end + 20])[0]
    hidden = whole[:at] + b"<script>" * 20 + whole[at : end + 16]
    hidden += struct.pack("<I", start + 160) + whole[end + 20 :]
    assert zipfile.is_zipfile(io.BytesIO(hidden))
    assert "hidden" in refused(hidden)


@pytest.mark.parametrize("data", [b"", b" \r\n", b"\xef\xbb\xbf", b"\0" * 400])
def test_nothing_is_told_as_empty(data):
    assert "empty" in refused(data)


def test_a_workbook_that_is_cut_off_or_locked_is_refused():
    whole = packed()
    for size in (4, 40, len(whole) // 2, len(whole) - 1):
        refused(whole[:size])
    changed = bytearray(whole)
    changed[45] ^= 0xFF
    refused(bytes(changed))
    assert "kind" in refused(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)  # old or encrypted


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", packed()),
        ("a.xlsx", b"a,b\n1,2\n"),
        ("a.xlsm", packed()),
        ("a.csv", b"MZ\x90\0\x03"),
        ("a.csv", b"<!doctype html><p>a"),
        ("a.csv", b"\xef\xbb\xbf  <svg/>"),
        ("a.csv", b"#!/bin/sh\n"),
        ("a.csv", b"a,b\n\x1b[2J,\n"),
        ("a.csv", "病院,件数".encode("utf-16")),
        ("a.csv", b"\x7fELF"),
        ("a.pdf", b"%PDF-1.7\nstartxref\n%%EOF"),
        ("a", b"a,b\n"),
    ],
)
def test_the_bytes_say_what_a_file_is(name, data):
    refused(data, name)


@pytest.mark.parametrize(
    "name",
    [
        "a\u202excod.xlsx", "a\u200b.xlsx", "a\0.xlsx", "a\n.xlsx", "a\u2028.xlsx", "../a.xlsx",
        "..\\a.xlsx", "/etc/a.xlsx", "C:a.xlsx", ".htaccess.csv", "a.exe.xlsx", "a.html.csv",
        "a.XLSM.xlsx", "a.php .xlsx", "", "   ", "あ" * 200 + ".xlsx",
    ],
)  # fmt: skip
def test_a_name_that_hides_what_it_is_is_refused(name):
    with pytest.raises(FaultError) as told:
        check_name(name)
    assert "\u202e" not in told.value.place
    assert "\0" not in told.value.place


@pytest.mark.parametrize("name", ["R7.9.1 現況報告書(最終).xlsx", "報告　令和8年.csv", "a.v2.xlsx"])
def test_a_name_that_people_give_is_taken(name):
    assert check_name(name) == name


def test_a_file_over_the_limit_is_never_read_whole(settings):
    settings.UPLOAD_MOST_BYTES = 1000
    upload = SimpleUploadedFile("a.csv", b"a,b\n" * 400)
    with pytest.raises(FaultError):
        take(upload, REPORTS)
    assert upload.tell() == 0
    upload.size = 5  # whoever says a size can say any
    with pytest.raises(FaultError):
        take(upload, REPORTS)
    assert upload.tell() <= 1001


def png(width, height, after=b""):
    def chunk(kind, content):
        told = kind + content
        return struct.pack(">I", len(content)) + told + struct.pack(">I", zlib.crc32(told))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts + after


def jpeg(width, height):
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8\xff\xe0\x00\x04ab" + frame + b"\xff\xd9"


def test_pictures_and_papers_are_judged_without_being_decoded():
    for name, data in (
        ("a.png", png(100, 50)), ("a.jpg", jpeg(100, 50)), ("a.pdf", b"%PDF-1.7\n1 0 obj\nstartxref\n9\n%%EOF\n"),
    ):  # fmt: skip
        assert kind_of(data) is judge(name, data, EVIDENCE)
    for name, data in (
        ("a.png", png(60_000, 60_000)),
        ("a.png", png(0, 5)),
        ("a.png", png(10, 10, b"<script>")),
        ("a.png", png(10, 10)[:-5]),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", jpeg(60_000, 60_000)),
        ("a.jpg", jpeg(10, 10) + b"PK\x03\x04"),
        ("a.jpg", jpeg(10, 10)[:-2]),
        ("a.jpg", b"\xff\xd8\xff" + b"\xff" * 50 + b"\xff\xd9"),
        ("a.pdf", b"%PDF-1.7\n/OpenAction << /JS (app.alert(1)) >>\nstartxref\n%%EOF"),
        ("a.pdf", b"%PDF-1.7\nstartxref\n%%EOF\n<script>"),
        ("a.pdf", b"%PDF-1.7\n"),
    ):
        refused(data, name, EVIDENCE)


def test_a_parquet_has_both_its_ends():
    whole = b"PAR1" + b"\0" * 40 + struct.pack("<I", 20) + b"PAR1"
    assert judge("a.parquet", whole, ALL) is FileKind.PARQUET
    refused(whole[:-2], "a.parquet", ALL)
    refused(b"PAR1" + struct.pack("<I", 9999) + b"PAR1", "a.parquet", ALL)
