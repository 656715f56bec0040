"""Meeting papers typed into the long layout, and the marks beside a hospital."""

from __future__ import annotations

import io

import pytest

from kinten.report.marks import Mark, read_mark, read_standing, without_marks
from kinten.report.model import Standing
from kinten.report.papers import read_paper
from kinten.vocabulary.hospital_kind import Kind


def read(data: bytes):
    return read_paper(io.BytesIO(data), "a.csv")


LONG = "year_submitted,prefecture,hospital,type_mark,application,registry_cases,surgeries,resident_share_pct\n"


def test_the_long_layout_without_prose_columns():
    """One row is one report; the share is a percent, the mark a kind, blank is not reported."""
    report = read((LONG + '令和5年,石川,甲病院,◇●,指定辞退,"1,870",,26\n').encode()).reports[0]
    assert (report.year, report.prefecture, report.kind) == (2023, "17", Kind.REGIONAL)
    assert (report.is_advanced, report.is_exceptional, report.standing) == (
        True,
        True,
        Standing.WITHDRAWN,
    )
    assert {fact: given.value for fact, given in report.facts.items()} == {
        "registry_cases": 1870.0,
        "cancer_surgeries": None,
        "resident_share": 0.26,
    }
    assert report.facts["registry_cases"].at == "a.csv:2:6"


def test_the_long_layout_with_our_own_columns():
    """Fact ids, kind, id and flags may be columns; resident_share is then a fraction."""
    text = "year,hospital,hospital_id,kind,advanced,exceptional,resident_share\n2024,甲,H1,local,はい,いいえ,0.26\n"
    report = read(text.encode()).reports[0]
    found = (report.hospital_id, report.kind, report.is_advanced, report.is_exceptional)
    assert (*found, report.facts["resident_share"].value) == ("H1", Kind.LOCAL, True, False, 0.26)


@pytest.mark.parametrize("row", ["2024,石川,,,,1,2,3", "来年,石川,甲,,,1,2,3", ",石川,甲,,,1,2,3"])
def test_a_long_row_without_hospital_or_year_is_told(row):
    """A row that cannot be told apart is left out, and told; the others are read."""
    reading = read((LONG + row + "\n2024,石川,乙,,,1,2,3\n").encode())
    assert ([one.hospital for one in reading.reports], [one.rule for one in reading.remarks]) == (
        ["乙"],
        ["row_left_out"],
    )


def test_empty_rows_are_passed_over_and_lines_are_counted_in_the_file():
    """A cell's line is the line of the file, also after a cell with a line break and a blank line."""
    text = LONG + '2023,石川,"甲\n病院",,,1,2,3\n\n,,,,,,,\n2024,石川,乙,,,約5,2,3\n'
    reading = read(text.encode())
    assert [one.at for one in reading.remarks] == ["a.csv:6:6"]
    assert [one.year for one in reading.reports] == [2023, 2024]


def test_a_last_line_without_its_end_is_told():
    """A file that ends in the middle of its last figure still has all columns: that is told."""
    reading = read((LONG + "2024,石川,甲,,,500,400,2").encode())
    assert [(one.rule, one.at) for one in reading.remarks] == [("no_line_end", "a.csv:2:8")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Mark()),
        ("★", Mark(Kind.PREF)),
        ("☆", Mark(Kind.PREF)),
        ("◇", Mark(is_advanced=True)),
        ("◎", Mark(Kind.SPECIFIC)),
        ("●特例型", Mark(is_exceptional=True)),
        ("★●", Mark(Kind.PREF, is_exceptional=True)),
        ("★◎", Mark()),
        ("▲", Mark()),
    ],
)
def test_the_marks(text, expected):
    """★ prefectural, ◇ regional advanced, ◎ specific, ●特例型; unmarked is regional."""
    assert read_mark(text) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("★ 富山県立中央病院", "富山県立中央病院"),
        ("3. 甲病院", "甲病院"),
        ("甲\n病院（特例型）", "甲 病院"),
    ],
)
def test_a_name_is_freed_of_its_marks(name, expected):
    """Marks, numbering and line breaks are no part of a name."""
    assert without_marks(name) == expected


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        ("現況", Standing.DESIGNATED),
        ("現況報告", Standing.DESIGNATED),
        ("更新", Standing.DESIGNATED),
        ("指定更新", Standing.DESIGNATED),
        ("指定辞退", Standing.WITHDRAWN),
        ("新規", Standing.NOT_KNOWN),
        ("類型変更", Standing.NOT_KNOWN),
        ("", Standing.NOT_KNOWN),
    ],
)
def test_the_standing(application, expected):
    """A status report or a renewal is of a designated hospital; 辞退 withdraws."""
    assert read_standing(application) is expected
