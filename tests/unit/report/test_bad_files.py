"""Faults of a whole file: each is refused with what, where and what to do, and nothing is parsed."""

from __future__ import annotations

import io
import os
import zipfile

import openpyxl
import pytest

from kinten.report.container import Contents
from kinten.report.intake import read_input
from kinten.report.papers import read_paper
from kinten.report.workbook import read_workbook
from kinten.vocabulary.wording import FaultError, Words

LONG = "year_submitted,hospital,registry_cases,surgeries\n2024,甲病院,500,400\n"


def fault_of(data: bytes, name: str, read=read_input) -> FaultError:
    """Read bytes and give the fault that is raised."""
    with pytest.raises(FaultError) as raised:
        read(io.BytesIO(data), name)
    return raised.value


def changed(form: bytes, edit) -> bytes:
    """Open a form in openpyxl, change it, and save it again."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_part(form: bytes, name: str, content: bytes) -> bytes:
    """Put a part into a workbook's container, in the place of one of the same name."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(form)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return stream.getvalue()


def test_not_a_workbook():
    """Text that calls itself a workbook is refused as none."""
    expected = "form.xlsx: Excelブックではありません。 表計算ソフトで開き、Excelブック（.xlsx）として保存し直してください。"
    assert fault_of(b"hello", "form.xlsx").told_in("ja") == expected


def test_a_zip_that_is_no_workbook():
    """A zip without a workbook in it is refused."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert fault_of(stream.getvalue(), "form.xlsx").what.en == "This is not an Excel workbook."


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv", "a"])
def test_nothing_but_zeros_is_not_empty(name):
    """A file of zeros has a size: it is a copy that failed, and the size is told."""
    fault = fault_of(b"\0" * 1000, name)
    assert fault.what.en == "All of its 1,000 bytes are zero: a copy or a download that failed."
    assert fault.what.ja.startswith("1,000バイトの中身がすべて0（ゼロ）です。")


def test_a_text_is_no_form():
    """A CSV handed in as a form is refused."""
    assert (
        fault_of(LONG.encode(), "form.csv", read_workbook).what.en
        == "This is not an Excel workbook."
    )


def test_an_encrypted_workbook():
    """An encrypted workbook is an OLE file with an encrypted package."""
    data = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")
    assert fault_of(data, "form.xlsx").what.en == "The workbook is encrypted with a password."


def test_a_workbook_of_the_old_format():
    """An .xls is told from an encrypted workbook."""
    data = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 512
    assert fault_of(data, "form.xls").what.en == "This is a workbook of the old format (.xls)."


def test_an_encrypted_part_of_the_container(form):
    """A zip part with the encryption flag asks for a password."""
    data = bytearray(form)
    central = data.rfind(b"PK\x01\x02")
    data[central + 8] |= 1
    assert (
        fault_of(bytes(data), "form.xlsx").what.en == "The workbook is encrypted with a password."
    )


def test_a_wrong_form_version(form):
    """A form of another version is refused with both versions."""

    def edit(book):
        book.custom_doc_props["kinten_form_version"].value = "99"

    expected = "The form has another version (99; 1 is supported)."
    assert fault_of(changed(form, edit), "form.xlsx").what.en == expected


def _without_properties(form: bytes) -> bytes:
    """Save a form as a program does that drops the properties of a workbook."""
    return changed(form, lambda book: book.custom_doc_props.props.clear())


def _without_version(form: bytes) -> bytes:
    def edit(book):
        del book.custom_doc_props["kinten_form_version"]

    return changed(form, edit)


@pytest.mark.parametrize("lose", [_without_version, _without_properties])
def test_a_form_whose_version_is_missing_is_still_a_form(form, lose):
    """It is not an unknown table: the version is missing, and how that comes about is told."""
    fault = fault_of(lose(form), "form.xlsx")
    assert fault.what.ja == "様式のブックですが、様式の版（対応は1）が失われています。"
    assert fault.what.en == "This is a form, but its form version (1 is supported) is missing."
    assert "kinten form" in fault.mend.ja


@pytest.mark.parametrize("title", ["表紙", "様式4", "要件", "診療実績", "職員"])
def test_a_missing_sheet(form, title):
    """A form without one of its sheets is refused with the sheet's name."""
    fault = fault_of(changed(form, lambda book: book.remove(book[title])), "form.xlsx")
    assert fault.told_in("ja") == (
        f"form.xlsx: シート「{title}」がありません。 シート名を元に戻すか、様式を作り直してください。"
    )


@pytest.mark.parametrize(("cell", "label"), [("C6", "病院名"), ("C12", "提出年（西暦）")])
def test_a_form_without_hospital_or_year(form, cell, label):
    """A report that names no hospital or no year cannot be told apart: the cell is named."""

    def edit(book):
        book["表紙"][cell] = None

    fault = fault_of(changed(form, edit), "form.xlsx")
    assert (fault.place, fault.what.ja) == (
        f"form.xlsx!表紙!{cell}",
        f"「{label}」が記入されていません。",
    )


def test_a_form_of_an_unknown_kind(form):
    """A form whose kind is none of the five is refused."""

    def edit(book):
        book.custom_doc_props["kinten_kind"].value = "castle"

    assert (
        fault_of(changed(form, edit), "form.xlsx").what.en
        == "The form's kind “castle” is not known."
    )


def test_a_zip_bomb_of_100_mb(form):
    """100 MB of zeros in a part are refused from the directory, before anything is unpacked."""
    data = with_part(form, "xl/media/zeros.bin", b"\0" * 100_000_000)
    assert len(data) < 1_000_000
    fault = fault_of(data, "form.xlsx")
    assert fault.what.en == "Refused, since it would unpack to an abnormal size (100 MB)."


def test_a_zip_bomb_by_ratio(form):
    """A part that packs hundreds to one is refused although it is not too large."""
    fault = fault_of(with_part(form, "xl/media/zeros.bin", b"\0" * 20_000_000), "form.xlsx")
    assert fault.what.en.startswith("Refused, since it would unpack to an abnormal size (packed ")


def test_a_zip_with_thousands_of_parts(form):
    """A container of thousands of parts is refused."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"part{number}", "")
    fault = fault_of(stream.getvalue(), "form.xlsx")
    assert fault.what.en == "Refused, since it would unpack to an abnormal size (2001 parts)."


def test_a_directory_that_lies_about_a_size(form):
    """A part that unpacks to more than its directory says is damaged, and never unpacked further."""
    data = bytearray(with_part(form, "xl/media/zeros.bin", b"\0" * 900_000))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = (100).to_bytes(4, "little")
    assert fault_of(bytes(data), "form.xlsx").what == Words(
        "ブックが壊れています（中の部品を取り出せません）。",
        "The workbook is damaged (a part of it cannot be unpacked).",
    )


def test_a_truncated_workbook(form):
    """Half a workbook is damaged."""
    assert fault_of(form[: len(form) // 2], "form.xlsx").what == Words(
        "ブックが壊れています（zipとしての目次がなく、途中で切れているようです）。",
        "The workbook is damaged (its table of contents is missing, so that it seems to be cut off).",
    )


@pytest.mark.parametrize(
    ("part", "content", "why"),
    [
        ("xl/workbook.xml", b"<workbook", "中のXMLが読めません"),
        ("[Content_Types].xml", b"<Types/>", "シートの組み立てが読めません"),
    ],
)
def test_a_damaged_part_is_told_in_our_own_words(form, part, content, why):
    """The words of a library are no message."""
    fault = fault_of(with_part(form, part, content), "form.xlsx")
    assert fault.what.ja == f"ブックが壊れています（{why}）。"


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;">
<!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;">]><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<si><t>&lol2;</t></si></sst>"""


def test_a_billion_laughs(form):
    """A part with entities is refused, and the part is named."""
    fault = fault_of(with_part(form, "xl/sharedStrings.xml", LAUGHS), "form.xlsx")
    assert fault.place == "form.xlsx!xl/sharedStrings.xml"
    assert fault.what.en == "Refused, since it holds an XML document type declaration."


def test_a_billion_laughs_past_the_search(form, monkeypatch):
    """Were the search of bytes passed by, the parser itself refuses the entities."""
    monkeypatch.setattr(
        "kinten.report.spreadsheet.check_container", lambda _: Contents(False, False)
    )
    fault = fault_of(with_part(form, "xl/sharedStrings.xml", LAUGHS), "form.xlsx")
    assert fault.what.en == "Refused, since it holds an XML document type declaration."


def test_entities_in_another_encoding(form):
    """Entities in another encoding get past the search of bytes, and are refused all the same."""
    hidden = (
        LAUGHS.decode().replace('version="1.0"', 'version="1.0" encoding="UTF-16"').encode("utf-16")
    )
    fault = fault_of(with_part(form, "xl/sharedStrings.xml", hidden), "form.xlsx")
    assert fault.what.en == "Refused, since it holds an XML document type declaration."


def test_an_empty_file():
    """A file without content is refused, whatever its name."""
    assert [fault_of(data, "a.csv").what.en for data in (b"", b"\xef\xbb\xbf", b"\n \n")] == [
        "The file is empty."
    ] * 3


def test_a_file_that_is_too_large(monkeypatch):
    """More bytes than any report has are not read to the end."""
    monkeypatch.setattr("kinten.report.opening.MAX_BYTES", 1024 * 1024)
    assert fault_of(b"a" * 2_000_000, "a.csv").what.en == "The file is over 1 MB."


def test_a_file_that_is_not_there(tmp_path):
    """A path that leads nowhere is named without its folder."""
    with pytest.raises(FaultError) as raised:
        read_input(tmp_path / "none.csv")
    assert raised.value.place == "none.csv"


@pytest.mark.parametrize(
    "data",
    [
        LONG.encode("utf-16"),
        LONG.encode("iso2022_jp"),
        LONG.encode() + b"\xff\xff",
    ],
)
def test_a_wrong_encoding(data):
    """Text in anything but UTF-8 and Shift_JIS is refused."""
    assert fault_of(data, "a.csv").what.en == "The text is neither UTF-8 nor Shift_JIS."


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (LONG + "2024,乙病院,600\n", "a.csv:3:3"),
        (LONG + '2024,"乙病', "a.csv:3"),
        ("year_submitted,hospital,surgeries\n2024,甲病院,500\n20", "a.csv:3:1"),
    ],
)
def test_half_a_row(text, place):
    """A row with fewer columns than the header, or an open quotation, is refused."""
    fault = fault_of(text.encode(), "a.csv")
    assert (fault.place, fault.what.en[:20]) == (place, "A row is incomplete ")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LONG + '2024,"乙病', '引用符（"）が閉じていないか、値の途中にあります'),
        (LONG + '2024,"乙"病,1,2\n', '引用符（"）が閉じていないか、値の途中にあります'),
        (
            LONG + '2024,"' + "乙" * 200_000,
            '一つの値が長すぎます。引用符（"）が閉じていないようです',
        ),
    ],
)
def test_a_broken_quotation_is_told_in_our_own_words(text, why):
    """The words of a library are no message."""
    assert fault_of(text.encode(), "a.csv").what.ja == f"行が途中で切れています（{why}）。"


def test_an_unknown_layout():
    """A table without the headings of a paper is refused."""
    fault = fault_of(b"a,b\n1,2\n", "a.csv")
    assert fault.what.en.startswith("The layout is not known.")


def test_a_workbook_without_a_paper():
    """A workbook that is neither a form nor a paper is refused."""
    book = openpyxl.Workbook()
    book.active["A1"] = "hello"
    stream = io.BytesIO()
    book.save(stream)
    assert fault_of(stream.getvalue(), "a.xlsx", read_paper).what.en.startswith(
        "The layout is not known."
    )


def test_euc_jp_is_refused_and_half_width_kana_of_shift_jis_are_read(tmp_path):
    rows = "hospital,year,registry_cases\n松江赤十字病院,2024,500\n"
    (tmp_path / "euc.csv").write_bytes(rows.encode("euc_jp"))
    kana = "hospital,year,registry_cases,area\n松江赤十字病院附属ｾﾝﾀｰ,2024,500,島根県松江医療圏\n"
    (tmp_path / "sjis.csv").write_bytes(kana.encode("cp932"))

    with pytest.raises(FaultError, match="neither UTF-8 nor Shift_JIS"):
        read_input(tmp_path / "euc.csv")
    (report,) = read_input(tmp_path / "sjis.csv").reports
    assert report.hospital == "松江赤十字病院附属ｾﾝﾀｰ"


def test_a_control_code_is_told_as_what_it_is_with_its_line(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes("hospital,year,registry_cases\n甲\x00病院,2024,500\n".encode())

    with pytest.raises(FaultError) as caught:
        read_input(path)

    assert caught.value.place == "rows.csv:2"
    assert "0x00" in caught.value.what.ja


def test_a_row_that_is_too_long_is_not_called_cut(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("hospital,year,registry_cases\n甲病院,2024,1,200\n", encoding="utf-8")

    with pytest.raises(FaultError) as caught:
        read_input(path)

    assert caught.value.place == "rows.csv:2:3"
    assert "列が多すぎます" in caught.value.what.ja
    assert "コンマ" in caught.value.mend.ja


def test_what_only_has_the_name_of_a_report_is_refused_by_name(tmp_path):
    """A link to nothing, a pipe and a folder: none is left out in silence, none is waited for."""
    (tmp_path / "good.csv").write_text(
        "hospital,year,registry_cases\n甲病院,2024,500\n", encoding="utf-8"
    )
    (tmp_path / "gone.csv").symlink_to(tmp_path / "elsewhere.csv")
    (tmp_path / "sub.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")

    intake = read_input(tmp_path)

    assert [each.hospital for each in intake.reports] == ["甲病院"]
    assert [each.name for each in intake.refused] == ["gone.csv", "pipe.csv", "sub.csv"]
