"""Years and days that no report means: unreadable, with what stands there, and never told as blank."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from kinten.report.cells import read_fact
from kinten.report.grid import Cell
from kinten.report.papers import read_paper
from kinten.report.workbook import read_workbook
from kinten.vocabulary.facts import FactDefinition, FactType, Supply
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

WRONG = ("令和0年", "令和99年", "平成32年", "昭和65年", 2200, 1899, "1999年", "来年", "20222")
DAY = FactDefinition("day", Words("日", "day"), FactType.DATE, Supply.GENERAL)


def with_value(form: bytes, name: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet, _, cell = book.defined_names[name].attr_text.rpartition("!")
    book[sheet.strip("'")][cell.replace("$", "")] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read_csv(*rows: tuple[object, ...]):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return read_paper(io.BytesIO(text.getvalue().encode()), "a.csv")


@pytest.mark.parametrize("year", WRONG)
def test_a_form_of_no_year_is_refused_with_what_stands_there(form, year):
    """The cell is not told to be blank, and the mend names the years."""
    with pytest.raises(FaultError) as raised:
        read_workbook(io.BytesIO(with_value(form, "cover_year", year)), "f.xlsx")
    assert raised.value.place == "f.xlsx!表紙!C12"
    assert raised.value.what == Words(
        f"「提出年（西暦）」の「{year}」が読めません。",
        f"The year of submission “{year}” cannot be read.",
    )
    assert "2000〜2100年" in raised.value.mend.ja


@pytest.mark.parametrize(("entry", "label"), [("hospital", "病院名"), ("year", "提出年（西暦）")])
def test_a_formula_on_the_cover_is_quoted(form, entry, label):
    """A formula where the hospital or the year is due is no blank either."""
    with pytest.raises(FaultError) as raised:
        read_workbook(io.BytesIO(with_value(form, f"cover_{entry}", "=A1")), "f.xlsx")
    assert raised.value.what.ja == f"「{label}」の「=A1」が読めません。"


@pytest.mark.parametrize("year", WRONG)
def test_a_row_of_no_year_is_left_out_with_what_stands_there(year):
    """The other rows are read."""
    head = ("year", "hospital", "registry_cases")
    reading = read_csv(head, (year, "甲", 1), (2024, "乙", 2))
    assert [one.hospital for one in reading.reports] == ["乙"]
    assert [(one.rule, one.at, one.words.ja) for one in reading.remarks] == [
        (
            "row_left_out",
            "a.csv:2:1",
            f"提出年「{year}」が読めないため、この行は読みませんでした。",
        )
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "甲", 1), "提出年が空欄であるため、この行は読みませんでした。"),
        ((2024, "", 1), "病院名が空欄であるため、この行は読みませんでした。"),
    ],
)
def test_a_blank_is_told_as_blank(row, words):
    """What is missing is named."""
    reading = read_csv(("year", "hospital", "registry_cases"), row)
    assert [one.words.ja for one in reading.remarks] == [words]


PRINTED = ("病院名", "がん登録数", "悪性腫瘍の手術件数", "放射線治療のべ患者数")


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("上段は平成31年10月提出、下段は平成32年10月提出", "平成32年10月提出"),
        ("令和0年10月提出", "令和0年10月提出"),
        ("令和99年度提出", "令和99年度提出"),
        ("2200年10月提出", "2200年10月提出"),
    ],
)
def test_a_paper_with_a_year_that_is_none_is_refused(title, quoted):
    """Without it the other year would be taken for it."""
    with pytest.raises(FaultError) as raised:
        read_csv((title, "", "", ""), PRINTED, ("甲", 1, 2, 3))
    assert (raised.value.place, raised.value.what.ja) == (
        "a.csv:1:1",
        f"「提出年」の「{quoted}」が読めません。",
    )


@pytest.mark.parametrize("year", ["令和0年", "令和99年10月提出", "2200"])
def test_a_year_in_a_column_of_a_paper_is_quoted(year):
    """The row is left out, and the remark does not speak of brackets."""
    head = ("提出年", *PRINTED)
    reading = read_csv(head, (year, "甲", 1, 2, 3), ("令和6年", "乙", 1, 2, 3))
    assert [one.hospital for one in reading.reports] == ["乙"]
    assert [(one.rule, one.hospital, one.words.ja) for one in reading.remarks] == [
        ("row_left_out", "甲", f"提出年「{year}」が読めないため、この行は読みませんでした。")
    ]


@pytest.mark.parametrize("day", ["平成31年5月1日", "令和0年4月1日", "令和99年4月1日", "1023-04-01"])
def test_a_day_that_no_report_means_is_unreadable(day):
    """Not contradictory: the era, or a digit, is a slip."""
    read = read_fact(DAY, Cell(day, "f!s!A1"))
    assert (read.given.missing, read.given.text) == (Reason.UNREADABLE, day)
    assert [(one.rule, one.words.ja.partition("。")[0]) for one in read.remarks] == [
        ("text_in_date", f"日「{day}」：元号にない年月日か、1868〜2100年の外の日付です")
    ]


def test_the_last_day_of_heisei_is_read():
    """平成31年4月30日 is a day."""
    assert read_fact(DAY, Cell("平成31年4月30日", "")).given.missing is None


def test_such_a_day_of_a_person_is_told(form):
    """It bounds no service, and the number of the person is told."""
    data = with_value(form, "staff_01_until", "平成32年3月31日")
    reading = read_workbook(io.BytesIO(data), "f.xlsx")
    assert reading.reports[0].staff.people[0].until is None
    assert [one.rule for one in reading.remarks] == ["text_in_date"]
    assert reading.remarks[0].words.ja.startswith("職員1番「平成32年3月31日」：元号にない年月日")
