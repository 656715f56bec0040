"""Large tables in: every record once, or the line that stands in the way."""

from __future__ import annotations

import polars as pl
import pytest
from openpyxl import Workbook

from kinten.tables import batches
from kinten.tables.batches import LINE, Field, count_lines, read_batches, read_fixed
from kinten.tables.encodings import SHIFT_JIS, UTF8, find_encoding
from kinten.vocabulary.wording import FaultError


@pytest.fixture
def put(tmp_path):
    def write(content, name="table.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def rows(path, **options):
    frames = read_batches(path, **options)
    return [row for frame in frames for row in frame.drop(LINE, strict=False).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_both_encodings_give_the_same(put, encoding):
    assert rows(put("a,b\n1,髙橋\n2,①\n", encoding=encoding)) == [("1", "髙橋"), ("2", "①")]


def test_cells_are_stripped_and_empty_ones_are_null(put):
    assert rows(put("a,b\n 1 ,\n,\n")) == [("1", None), (None, None)]


def test_quotes_hold_commas_and_lines(put):
    assert rows(put('a,b\n1,"x,y"\n2,"x\ny"\n')) == [("1", "x,y"), ("2", "x\ny")]


def test_a_quotation_mark_within_a_cell_is_none(put):
    assert rows(put('a,b\n1,5"\n')) == [("1", '5"')]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_without_cells_are_no_records(put, end):
    assert rows(put(end.join(["a,b", "", "1,2", "", "3,4", ""]))) == [("1", "2"), ("3", "4")]


def test_many_batches_are_one_table(put, monkeypatch):
    monkeypatch.setattr(batches, "_BLOCK", 4096)
    monkeypatch.setattr(batches, "BATCH_ROWS", 100)
    expected = [(str(at), f"値{at}") for at in range(5000)]
    text = "a,b\n" + "".join(f"{one},{other}\n" for one, other in expected)
    plain, quoted = put(text), put(text.replace("値7\n", '"値7"\n'), "quoted.csv")

    assert len(list(read_batches(plain))) > 1
    assert rows(plain) == expected
    assert rows(quoted) == expected
    assert count_lines(plain) == 5001
    assert count_lines(quoted) is None


def test_the_lines_on_which_records_begin(put):
    path = put('a,b\n1,"x\n\ny"\n\n2,3\n')

    assert [line for frame in read_batches(path) for line in frame[LINE]] == [2, 6]


def test_tabs_by_the_ending(put):
    assert rows(put("a\tb\n1\t2,3\n", "table.tsv")) == [("1", "2,3")]


def test_parquet_keeps_its_types(tmp_path):
    frame = pl.DataFrame({"a": [1, 2], "b": ["x", None]})
    frame.write_parquet(tmp_path / "t.parquet")

    assert pl.concat(read_batches(tmp_path / "t.parquet")).equals(frame)


def test_the_first_sheet_of_a_workbook(tmp_path):
    from datetime import date

    book = Workbook()
    sheet = book.active
    sheet.append(["a", "b", "c"])
    sheet.append([1, date(2024, 5, 1), "x"])
    sheet.append([2.0, None, " y "])
    book.save(tmp_path / "t.xlsx")

    assert rows(tmp_path / "t.xlsx") == [("1", "2024-05-01", "x"), ("2", None, "y")]


def test_fixed_width_goes_by_bytes(put):
    fields = [Field("id", 1, 3), Field("name", 4, 6), Field("sex", 10, 1)]
    path = put("001山田  1\r\n002髙橋　2\r\n", "t.txt", "cp932")
    found = [row for frame in read_fixed(path, fields) for row in frame.rows()]

    assert found == [("001", "山田", "1"), ("002", "髙橋", "2")]


BAD = [
    ("a,b\n1\n", ":2", "1列"),
    ("a,b\n1,2,3\n", ":2", "3列"),
    ("a,b\n\n1,2\n\n3\n", ":5", "1列"),
    ('a,b\n1,"x\ny"\n3\n', ":4", "1列"),
    ('a,b\n1,"x\n', ":2", "引用符"),
    ("a,a\n1,2\n", ":1", "二つ"),
    ("a,,c\n1,2,3\n", ":1", "2列目"),
    ("", ":1", "見出し"),
    ("a,b\n1,\x00\n", ":2", "Shift_JIS"),
    ("a,b\n1,\ufffd\n", "", "文字化け"),
    ("a,b\n1,あ\n".encode("utf-16"), ":1", "Shift_JIS"),
    ("a,b\n1,あ\n".encode("cp932") + "2,漢字\n".encode(), ":3", "混ざって"),
    ("a,b\n1,あ\n".encode() + "2,漢字\n".encode("cp932"), ":3", "混ざって"),
    (b"a,b\n1,\xff\xff\n", ":2", "Shift_JIS"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "place", "told"), BAD)
def test_what_stands_in_the_way_is_named(put, content, place, told):
    path = put(content)
    with pytest.raises(FaultError) as raised:
        rows(path)

    assert raised.value.place == f"{path}{place}"
    assert told in raised.value.what.ja


def test_a_line_that_is_too_short_for_its_layout(put):
    path = put("00112\n001\n", "t.txt")
    with pytest.raises(FaultError) as raised:
        list(read_fixed(path, [Field("id", 1, 5)]))

    assert raised.value.place == f"{path}:2"


def test_a_column_that_cuts_a_character(put):
    path = put("山田\n", "t.txt", "cp932")
    with pytest.raises(FaultError) as raised:
        list(read_fixed(path, [Field("id", 1, 3)]))

    assert "文字の途中" in raised.value.what.ja


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx", "t.parquet"])
def test_a_file_that_is_none(tmp_path, put, name):
    with pytest.raises(FaultError):
        rows(tmp_path / name)
    if name != "t.csv":
        with pytest.raises(FaultError):
            rows(put(b"no such file", name))


@pytest.mark.parametrize(("content", "found"), [("a", UTF8), ("あ", UTF8), ("ｱ", UTF8), ("", UTF8)])
def test_plain_text_is_utf8(put, content, found):
    assert find_encoding(put(content)) == found


def test_half_width_kana_alone_is_shift_jis(put):
    assert find_encoding(put("ｱｲｳ\n", encoding="cp932")) == SHIFT_JIS
