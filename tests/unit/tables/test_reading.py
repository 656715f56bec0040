"""CSV tables in: the usual encodings, and every fault with its line."""

import pytest

from kinten.tables.reading import read_delimited, read_text
from kinten.vocabulary.wording import FaultError

TEXT = 'hospital_id,name\r\nA,髙﨑病院\r\n\r\nB,"乙\n病院"\r\n'


@pytest.fixture
def table(tmp_path):
    def write(content, encoding="utf-8"):
        path = tmp_path / "hospitals.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_the_usual_encodings_give_the_same_rows_with_their_lines(table, encoding):
    """Blank lines are passed over; a cell may run over two lines."""
    assert list(read_delimited(table(TEXT, encoding))) == [
        (2, {"hospital_id": "A", "name": "髙﨑病院"}),
        (5, {"hospital_id": "B", "name": "乙\n病院"}),
    ]


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("", 1, "column names"),
        ("\n", 1, "column names"),
        ("a,b\n1,2\n3\n", 3, "this line has 1"),
        ("a,b\n1,2,3\n", 2, "this line has 3"),
        ("a,b,a\n1,2,3\n", 1, "twice: a"),
        ('a,b\n1,2\n3,"4\n5,6\n', 4, "not closed"),
    ],
)
def test_a_fault_names_the_line_and_says_what_to_do(table, content, line, word):
    """No heading, half a row, too many cells, a column twice, a quotation mark left open."""
    path = table(content)
    with pytest.raises(FaultError) as raised:
        list(read_delimited(path))

    assert raised.value.place == f"{path}:{line}"
    assert word in raised.value.what.en
    assert raised.value.mend.ja


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (TEXT.encode("utf-16"), ""),
        (b"PK\x03\x04\x00\x00", ""),
        (b"a,b\n\x81\x00,\xff\xfd\x80", ":2"),
        (b"a\n\x80\xff", ":2"),
        (b"a\n1\n2\x003\n", ":3"),
        ("a\n1\n\ufffd\n".encode(), ":3"),
    ],
)
def test_another_encoding_is_refused_rather_than_misread(table, content, place):
    """UTF-16, a workbook, and bytes that are neither: those with their line."""
    with pytest.raises(FaultError) as raised:
        list(read_delimited(table(content)))

    assert raised.value.place.endswith(f"hospitals.csv{place}")
    assert "Shift_JIS" in raised.value.what.ja
    assert "UTF-8" in raised.value.mend.en


def test_the_line_in_another_encoding_than_those_before_is_named(table):
    """The last line would pass for Shift_JIS and be misread."""
    path = table("名,数\n甲,1\n".encode("cp932") + "乙病院,2\n".encode())
    with pytest.raises(FaultError) as raised:
        read_text(path)

    assert raised.value.place == f"{path}:3"
    assert "混ざって" in raised.value.what.ja


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """Not there, or a folder."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(FaultError) as raised:
            list(read_delimited(path))
        assert raised.value.place == str(path)
