"""Whose the bracketed figures are, and which row is whose: as the words say, or not at all."""

from __future__ import annotations

import pytest
from example_papers import BOTH, FIGURES, of_years, read_csv, read_xlsx, told

from kinten.vocabulary.wording import FaultError

HEAD = ["病院名", *FIGURES]
IN_CELLS = ["甲", "(1) 10", "(2) 20", "(3) 30"]
BRACKETED, PLAIN = [1.0, 2.0, 3.0], [10.0, 20.0, 30.0]


@pytest.mark.parametrize(
    "title",
    [
        "令和6年10月提出（括弧内は令和5年10月提出）",
        "令和6年10月提出／上段（　）内は令和5年10月提出",
        "括弧内は令和5年10月提出、ほかは令和6年10月提出",
        "令和5年10月提出分を括弧内に、令和6年10月提出分を下段に記載",
        "令和6年10月提出（令和5年10月提出）",
        "令和6年10月提出、令和5年10月提出。括弧内は前回",
        "令和5年10月提出　令和6年10月提出",
    ],
)
def test_the_brackets_are_of_the_earlier_year(title):
    """In words, or by the usual layout."""
    reading = read_csv([[title], HEAD, IN_CELLS])
    assert of_years(reading) == {("甲", 2023): BRACKETED, ("甲", 2024): PLAIN}
    assert reading.remarks == ()


@pytest.mark.parametrize(
    "title",
    [
        "令和6年10月提出　括弧内は令和7年10月提出",
        "令和6年10月提出（カッコ内は令和7年10月提出）",
        "令和6年10月提出、令和7年10月提出。括弧内は今回",
    ],
)
def test_the_words_go_before_the_usual_layout(title):
    """Brackets of the later year are read so, and told."""
    reading = read_csv([[title], HEAD, IN_CELLS])
    assert of_years(reading) == {("甲", 2025): BRACKETED, ("甲", 2024): PLAIN}
    assert told(reading) == [("brackets_of_later_year", "warning", "a.csv:1:1")]


def test_words_below_the_table_are_heard():
    """A note may name the year of the brackets."""
    rows = [["令和6年10月提出　令和7年10月提出"], HEAD, IN_CELLS, ["※括弧内は令和7年10月提出"]]
    assert of_years(read_csv(rows)) == {("甲", 2025): BRACKETED, ("甲", 2024): PLAIN}


def test_brackets_of_something_else_are_not_read():
    """「括弧内は目標値」 is no earlier year."""
    reading = read_csv([["令和6年10月提出　（　）内は目標値"], HEAD, IN_CELLS])
    assert of_years(reading) == {("甲", 2024): PLAIN}
    assert ("year_not_printed", "error", "a.csv:3:1") in told(reading)


@pytest.mark.parametrize(
    "title",
    [
        "令和6年10月提出、令和5年10月提出　（　）内は入院のみ",
        "令和5年10月提出（令和6年10月提出）",
        "括弧内は令和5年10月提出、括弧内は令和6年10月提出",
    ],
)
def test_words_that_settle_nothing_refuse_the_paper(title):
    """The place is the title, and an example says how to write it."""
    with pytest.raises(FaultError) as raised:
        read_csv([[title], HEAD, IN_CELLS])
    assert raised.value.place == "a.csv:1:1"
    assert "括弧内は令和5年10月提出" in raised.value.mend.ja


UPPER, LOWER = ["甲", 1, 2, 3], ["", 10, 20, 30]


@pytest.mark.parametrize(("upper", "lower"), [(5, 6), (6, 5)])
@pytest.mark.parametrize("merges", [(), ("A3:A4",)])
def test_rows_without_brackets_are_those_of_the_words(upper, lower, merges):
    """上段 and 下段, in merged cells and without."""
    title = f"上段は令和{upper}年10月提出、下段は令和{lower}年10月提出"
    reading = read_xlsx([[title], HEAD, UPPER, LOWER], merges)
    years = {("甲", 2018 + upper): BRACKETED, ("甲", 2018 + lower): PLAIN}
    assert of_years(reading) == years


def test_two_rows_that_nothing_settles_are_left_out():
    """Neither is taken for the later year's."""
    reading = read_csv([["令和5年10月提出　令和6年10月提出"], HEAD, UPPER, LOWER])
    assert (reading.reports, told(reading)) == ((), [("row_left_out", "error", "a.csv:3:1")])


ROWS = [
    ["甲", 10, 20, 30],
    ["", "(1)", "(2)", "(3)"],
    ["乙", 40, 50, 60],
    ["", "(4)", "(5)", "(6)"],
]


def test_brackets_below_their_hospital():
    """With words for it the bracketed row is of the hospital above, never of the next one."""
    reading = read_csv([["上段は令和6年10月提出、下段（　）は令和5年10月提出"], HEAD, *ROWS])
    assert of_years(reading) == {
        ("甲", 2024): PLAIN,
        ("甲", 2023): BRACKETED,
        ("乙", 2024): [40.0, 50.0, 60.0],
        ("乙", 2023): [4.0, 5.0, 6.0],
    }


def test_brackets_below_without_words_are_of_no_certain_hospital():
    """They are left out and told; the plain rows are read."""
    reading = read_csv([[BOTH], HEAD, *ROWS])
    assert of_years(reading) == {("甲", 2024): PLAIN, ("乙", 2024): [40.0, 50.0, 60.0]}
    assert told(reading) == [
        ("row_left_out", "error", "a.csv:4:2"),
        ("row_left_out", "error", "a.csv:6:2"),
    ]
