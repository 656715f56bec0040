"""Two reports of one hospital and year."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from kinten.report.cells import text_given
from kinten.report.duplicates import merge_duplicates
from kinten.report.grid import Cell
from kinten.report.intake import read_input
from kinten.report.model import Report, Severity, Source
from kinten.vocabulary.given import dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Person, Post, Staff
from kinten.vocabulary.truth import Reason

FIRST = Report("髙砂病院", 2024, Source("a.csv", ""), "a.csv:2:1", prefecture="17")
BLANK = missing(Reason.NOT_REPORTED, "blank")
SPRING, AUTUMN = text_given(Cell("来春", "x")), text_given(Cell("来秋", "y"))
GARBLED = missing(Reason.UNREADABLE, "garbled")


def merged(one, other):
    reports, remarks = merge_duplicates(
        (
            replace(FIRST, facts={"icu": one}),
            replace(FIRST, hospital="高砂病院", facts={"icu": other}),
        )
    )
    assert len(reports) == 1
    return reports[0].facts["icu"], [remark.rule for remark in remarks]


@pytest.mark.parametrize(
    ("one", "other", "expected", "rules"),
    [
        (number(5, "x"), number(5, "y"), number(5, "x"), ["duplicate"]),
        (number(5, "x"), BLANK, number(5, "x"), ["duplicate"]),
        (BLANK, number(5, "y"), number(5, "y"), ["duplicate"]),
        (GARBLED, BLANK, GARBLED, ["duplicate"]),
        (dash("x"), dash("y"), dash("x"), ["duplicate"]),
        (SPRING, SPRING, SPRING, ["duplicate"]),
        (
            SPRING,
            AUTUMN,
            missing(Reason.CONTRADICTORY, "x; y", "来春 / 来秋"),
            ["duplicate_differs"],
        ),
        (
            number(5, "x"),
            number(6, "y"),
            missing(Reason.CONTRADICTORY, "x; y", "5 / 6"),
            ["duplicate_differs"],
        ),
        (
            number(5, "x"),
            dash("y"),
            missing(Reason.CONTRADICTORY, "x; y", "5 / -"),
            ["duplicate_differs"],
        ),
    ],
)
def test_two_cells_of_one_fact(one, other, expected, rules):
    """Equal values are one, a value fills a gap, two values that differ contradict with both cells."""
    assert merged(one, other) == (expected, rules)


def test_other_years_and_prefectures_are_no_duplicates():
    """Hospitals of one name in two prefectures, and two years, stay apart."""
    reports = (FIRST, replace(FIRST, year=2025), replace(FIRST, prefecture="16"))
    assert merge_duplicates(reports) == (reports, ())


def test_two_staff_sheets_that_differ_are_both_dropped():
    """Where two staff sheets differ, nobody is taken as reported."""
    one, other = (Staff((Person(number, (Post("surgeon"),)),), True) for number in (1, 2))
    reports, remarks = merge_duplicates((replace(FIRST, staff=one), replace(FIRST, staff=other)))
    assert reports[0].staff == Staff((), is_complete=False, is_contradictory=True)
    assert [(remark.rule, remark.severity) for remark in remarks] == [
        ("duplicate_differs", Severity.ERROR)
    ]


def test_one_staff_sheet_is_kept():
    """A staff sheet in one of two reports is that of the hospital."""
    staff = Staff((Person(1, (Post("surgeon"),)),), True)
    reports, _ = merge_duplicates((FIRST, replace(FIRST, staff=staff)))
    assert reports[0].staff == staff


def test_two_kinds_are_told():
    """A kind that differs is told; the first is kept."""
    reports, remarks = merge_duplicates((FIRST, replace(FIRST, kind=Kind.LOCAL)))
    assert (reports[0].kind, [remark.rule for remark in remarks]) == (
        Kind.REGIONAL,
        ["duplicate_kind"],
    )


def test_duplicates_within_one_file():
    """Two rows of one hospital and year in a file contradict each other where they differ."""
    text = "year,prefecture,hospital,registry_cases,surgeries\n2024,石川,甲,500,400\n2024,石川県,甲,600,400\n"
    intake = read_input(io.BytesIO(text.encode()), "a.csv")
    assert [given.missing for given in intake.reports[0].facts.values()] == [
        Reason.CONTRADICTORY,
        None,
    ]
    assert [one.at for one in intake.remarks] == ["a.csv:2:4; a.csv:3:4"]
