"""Columns of a table: workbooks and Parquet as text, blank lines, old line ends, a column twice."""

from datetime import UTC, date, datetime
from decimal import Decimal

import polars as pl
import pytest

from kinten.tables.columns import read_columns, read_records
from kinten.vocabulary.wording import FaultError


@pytest.fixture
def table(tmp_path):
    def write(content):
        path = tmp_path / "people.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_the_first_sheet_of_a_workbook_is_read(tmp_path):
    path = tmp_path / "people.xlsx"
    frame = pl.DataFrame({"id": ["甲", "乙"], "day": [date(2020, 4, 1), None], "n": [3.0, 2.5]})
    frame.write_excel(path)
    found = read_records(path, ("id",)).frame

    assert found.rows() == [("甲", "2020-04-01", "3"), ("乙", None, "2.5")]


def test_a_workbook_without_rows_says_so(tmp_path):
    path = tmp_path / "people.xlsx"
    pl.DataFrame({"id": []}).write_excel(path, include_header=True)
    with pytest.raises(FaultError):
        read_columns(path, ("id",)).texts("id")


def test_parquet_comes_as_the_text_that_a_csv_has(tmp_path):
    path = tmp_path / "people.parquet"
    pl.DataFrame(
        {
            "day": pl.Series(["2020-04-01 00:00", "2020-04-01 09:30", None]).str.to_datetime(),
            "zone": pl.Series([datetime(2020, 4, 1, tzinfo=UTC)] * 3),
            "date": pl.Series([date(2020, 4, 1)] * 3),
            "code": pl.Series([1.0, 2.5, None]),
            "lost": pl.Series([-3.0, float("nan"), 1e20]),
            "dead": pl.Series([True, False, None]),
            "sum": pl.Series([Decimal("1.00"), Decimal("1.50"), None]),
            "kind": pl.Series(["a", "b", None], dtype=pl.Categorical),
        }
    ).write_parquet(path)
    found = read_records(path, ("day",)).frame

    assert found.rows() == [
        ("2020-04-01", "2020-04-01", "2020-04-01", "1", "-3", "1", "1", "a"),
        ("2020-04-01 09:30:00.000000", "2020-04-01", "2020-04-01", "2.5", None, "0", "1.50", "b"),
        (None, "2020-04-01", "2020-04-01", None, "1e+20", None, None, None),
    ]


def test_a_column_of_parquet_that_is_no_cell_is_refused(tmp_path):
    path = tmp_path / "people.parquet"
    pl.DataFrame({"id": pl.Series([b"\xff\xfe"])}).write_parquet(path)
    with pytest.raises(FaultError, match="id"):
        read_records(path, ("id",))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_blank_lines_are_passed_over_and_lines_keep_their_numbers(table, end):
    found = read_columns(table(end.join(["id,n", "a,1", "", ",", "b,x", ""])), ("id", "n"))

    assert found.texts("id") == ["a", "b"]
    with pytest.raises(FaultError) as raised:
        found.numbers("n")
    assert raised.value.place.endswith(":5:n")


@pytest.mark.parametrize("header", ["id,n,id", "id, n,n"])
def test_a_column_that_is_there_twice_is_refused(table, header):
    with pytest.raises(FaultError, match="twice") as raised:
        read_columns(table(f"{header}\na,1,2\n"), ("id", "n"))

    assert raised.value.place.endswith(":1")
