"""One cell as one fact: what is read, what is missing and why, and what is said about it."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from kinten.report.cells import read_fact
from kinten.report.grid import Cell
from kinten.report.workbook import read_workbook
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType, Supply
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

COUNT = CATALOGUE["registry_cases"]
SHARE = CATALOGUE["resident_share"]
ANSWER = CATALOGUE["icu"]
SEPTEMBER = datetime(2024, 9, 1)  # noqa: DTZ001  a cell has no zone
DAY = FactDefinition("day", Words("基準日", "reference date"), FactType.DATE, Supply.GENERAL)


def said(read) -> tuple[str, ...]:
    return tuple(remark.rule for remark in read.remarks)


@pytest.mark.parametrize(
    ("value", "expected", "rules"),
    [
        (500, 500.0, ()),
        (500.0, 500.0, ()),
        ("500", 500.0, ()),
        ("５００", 500.0, ("rewritten",)),
        ("1,234", 1234.0, ("rewritten",)),
        ("１，２３４", 1234.0, ("rewritten",)),
        ("500件", 500.0, ("rewritten",)),
        (" 500 ", 500.0, ()),
        (0, 0.0, ()),
    ],
)
def test_a_count_is_read(value, expected, rules):
    """Digits are read; full-width digits, separators and a unit are read with a note."""
    read = read_fact(COUNT, Cell(value, "a!b!C1"))
    assert (read.given.value, read.given.at, said(read)) == (expected, "a!b!C1", rules)


@pytest.mark.parametrize(
    ("value", "reason", "rule"),
    [
        ("約500", Reason.UNREADABLE, "text_in_number"),
        ("500以上", Reason.UNREADABLE, "text_in_number"),
        ("1,23", Reason.UNREADABLE, "text_in_number"),
        ("1e3", Reason.UNREADABLE, "text_in_number"),
        (True, Reason.UNREADABLE, "text_in_number"),
        (float("nan"), Reason.UNREADABLE, "text_in_number"),
        (SEPTEMBER, Reason.UNREADABLE, "text_in_number"),
        ("26%", Reason.UNREADABLE, "percent_in_count"),
        (-5, Reason.CONTRADICTORY, "negative"),
        ("△5", Reason.CONTRADICTORY, "negative"),
        (12.5, Reason.CONTRADICTORY, "fraction"),
        (1e12, Reason.CONTRADICTORY, "too_large"),
    ],
)
def test_a_count_that_is_none(value, reason, rule):
    """Words are unreadable; a negative figure, a fraction and far too many digits contradict."""
    read = read_fact(COUNT, Cell(value, "a"))
    assert (read.given.missing, read.given.value, said(read)) == (reason, None, (rule,))


@pytest.mark.parametrize(
    ("value", "in_percent", "expected"),
    [
        (0.26, False, 0.26),
        ("26%", False, 0.26),
        ("２６％", False, 0.26),
        (26, True, 0.26),
        ("21.4", True, 0.214),
        ("26%", True, 0.26),
        (1, False, 1.0),
        (100, True, 1.0),
        ("0.1%", False, 0.001),
    ],
)
def test_a_share_is_a_fraction(value, in_percent, expected):
    """A share comes as a fraction, with a percent sign, or from a column of percents."""
    assert read_fact(SHARE, Cell(value, "a"), in_percent=in_percent).given.value == expected


@pytest.mark.parametrize(
    ("value", "in_percent", "rule"),
    [
        (1.2, False, "share_over_one"),
        (26, False, "share_over_one"),
        (120, True, "share_over_one"),
        (-1, True, "negative"),
    ],
)
def test_a_share_that_contradicts(value, in_percent, rule):
    """A share over one, or below zero, contradicts itself."""
    read = read_fact(SHARE, Cell(value, "a"), in_percent=in_percent)
    assert (read.given.missing, said(read)) == (Reason.CONTRADICTORY, (rule,))


def test_a_percent_below_one_is_told():
    """0.2 in a column of percents is 0.2 %, and someone should look."""
    read = read_fact(SHARE, Cell("0.2", "a"), in_percent=True)
    assert (read.given.value, said(read)) == (0.002, ("tiny_percent",))


def test_a_cell_formatted_as_percent_is_a_fraction():
    """A cell shown as 26 % holds 0.26, whatever its column says."""
    assert (
        read_fact(SHARE, Cell(0.26, "a", number_format="0.0%"), in_percent=True).given.value == 0.26
    )


@pytest.mark.parametrize(
    ("value", "expected"),
    [("はい", 1.0), ("いいえ", 0.0), (" はい ", 1.0), ("Yes", 1.0), (True, 1.0), (False, 0.0)],
)
def test_an_answer_is_read(value, expected):
    """はい is 1 and いいえ is 0."""
    assert read_fact(ANSWER, Cell(value, "a")).given.value == expected


@pytest.mark.parametrize("value", ["たぶん", "○", 1, "はい？"])
def test_an_answer_that_is_none(value):
    """Anything but はい, いいえ and 「-」 is unreadable."""
    read = read_fact(ANSWER, Cell(value, "a"))
    assert (read.given.missing, said(read)) == (Reason.UNREADABLE, ("no_answer",))


@pytest.mark.parametrize("fact", [COUNT, SHARE, ANSWER])
@pytest.mark.parametrize("dash", ["-", "－", "―", "ー", "−", " - "])
def test_a_dash_is_not_applicable(fact, dash):
    """「-」 in any width is neither no nor missing."""
    given = read_fact(fact, Cell(dash, "a")).given
    assert (given.is_dash, given.missing, given.value) == (True, None, None)


@pytest.mark.parametrize("value", [None, "", "  ", "　"])
def test_a_blank_is_not_reported(value):
    """A blank cell is not reported; it is never zero."""
    given = read_fact(COUNT, Cell(value, "a")).given
    assert (given.missing, given.is_dash) == (Reason.NOT_REPORTED, False)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        (Cell("=1+1", "a", is_formula=True), "formula"),
        (Cell("#N/A", "a", is_error=True), "error_value"),
    ],
)
def test_a_formula_is_never_trusted(cell, rule):
    """A formula and an error value are unreadable, whatever result is stored."""
    read = read_fact(COUNT, cell)
    assert (read.given.missing, said(read)) == (Reason.UNREADABLE, (rule,))


@pytest.mark.parametrize("value", ["令和6年9月1日", "R6.9.1", "2024-09-01", SEPTEMBER, 45536])
def test_a_day_is_read_in_era_and_gregorian(value):
    """A day is read in the era and in the Gregorian calendar, and kept as its ordinal."""
    assert read_fact(DAY, Cell(value, "a")).given.value == SEPTEMBER.toordinal()


@pytest.mark.parametrize(
    ("value", "reason", "rule"),
    [
        ("令和6年2月30日", Reason.CONTRADICTORY, "impossible_date"),
        ("来月", Reason.UNREADABLE, "text_in_date"),
    ],
)
def test_a_day_that_is_none(value, reason, rule):
    """An impossible day contradicts, words are unreadable."""
    read = read_fact(DAY, Cell(value, "a"))
    assert (read.given.missing, said(read)) == (reason, (rule,))


def test_words_are_kept_as_received():
    """A fact in words is neither a figure nor missing."""
    given = read_fact(CATALOGUE["expected_remedy"], Cell("令和9年3月頃", "a")).given
    assert (given.text, given.value, given.missing) == ("令和9年3月頃", None, None)


def test_the_words_name_what_stands_in_the_cell():
    """A remark shows the label, what was received, and what to do, in both languages."""
    remark = read_fact(COUNT, Cell("約500", "a")).remarks[0]
    assert remark.words == Words(
        "院内がん登録数「約500」：数値として読めません。数字だけを入れてください。",
        "hospital-based cancer registry cases “約500”: cannot be read as a number; enter digits only.",
    )


def edited(form: bytes, sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(form))
    book[sheet][cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def volume_cell(form: bytes, fact: str) -> str:
    book = openpyxl.load_workbook(io.BytesIO(form))
    return book.defined_names[f"fact_{fact}"].attr_text.rpartition("!")[2].replace("$", "")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("約500", Reason.UNREADABLE),
        ("=250*2", Reason.UNREADABLE),
        (-1, Reason.CONTRADICTORY),
        (12.5, Reason.CONTRADICTORY),
        (None, Reason.NOT_REPORTED),
    ],
)
def test_a_faulty_cell_loses_its_fact_and_no_other(form, value, reason):
    """A fault of a cell makes that fact unknown, with its cell; every other fact is still read."""
    place = volume_cell(form, "registry_cases")
    sound = read_workbook(io.BytesIO(form), "f.xlsx").reports[0]
    reading = read_workbook(io.BytesIO(edited(form, "診療実績", place, value)), "f.xlsx")
    report = reading.reports[0]
    given = report.facts["registry_cases"]
    assert (given.missing, given.at) == (reason, f"f.xlsx!診療実績!{place}")
    others = {fact: one for fact, one in report.facts.items() if fact != "registry_cases"}
    assert others == {fact: one for fact, one in sound.facts.items() if fact != "registry_cases"}
    told = [remark.at for remark in reading.remarks if remark.severity == "error"]
    assert told == ([] if value is None else [given.at])
