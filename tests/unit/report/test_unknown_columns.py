"""Columns of the long layout that are not known, and marks that name two kinds."""

from __future__ import annotations

import pytest
from example_papers import read_csv, told

from kinten.report.marks import read_type
from kinten.vocabulary.hospital_kind import Kind

LONG = ["year", "hospital", "registry_cases"]


@pytest.mark.parametrize(
    ("name", "rule", "severity", "words"),
    [
        (
            "memo",
            "column_not_read",
            "note",
            "列「memo」はない列名なので、1個の値を読みませんでした。",
        ),
        ("registry_case", "column_not_read", "warning", "registry_cases のことですか。"),
        ("Surgerys", "column_not_read", "warning", "surgeries のことですか。"),
        ("hospital_ID", "column_not_read", "warning", "hospital_id のことですか。"),
        (
            "院内がん登録数",
            "column_not_read",
            "warning",
            "列名を registry_cases にすると読みます。",
        ),
        ("", "column_without_heading", "warning", "列名のない列に値が1個あります。"),
    ],
)
def test_an_unknown_column_with_values_is_told(name, rule, severity, words):
    """A near name is a warning: it was surely meant to be read."""
    reading = read_csv([[*LONG, name], [2024, "甲", 600, 999]])
    assert told(reading) == [(rule, severity, "a.csv:1:4")]
    assert words in reading.remarks[0].words.ja
    assert reading.reports[0].facts["registry_cases"].value == 600.0


@pytest.mark.parametrize(("name", "value"), [("memo", ""), ("note", "x"), ("source_url", "x")])
def test_an_empty_column_or_a_source_is_not_told(name, value):
    """Nothing is lost."""
    assert read_csv([[*LONG, name], [2024, "甲", 600, value]]).remarks == ()


@pytest.mark.parametrize(
    ("mark", "kinds"),
    [("◇★", {Kind.PREF, Kind.REGIONAL}), ("★◎", {Kind.PREF, Kind.SPECIFIC, Kind.REGIONAL})],
)
def test_a_mark_of_two_kinds_settles_none(mark, kinds):
    """It is told as an error, and no verdict is given."""
    reading = read_csv([[*LONG, "type_mark"], [2024, "甲", 600, mark]])
    report = reading.reports[0]
    assert {report.kind, *report.other_kinds} == kinds
    assert told(reading) == [("unknown_type", "error", "a.csv:2:4")]


@pytest.mark.parametrize(("mark", "kind"), [("◇", "pref"), ("★", "local")])
def test_a_mark_and_a_word_of_two_kinds(mark, kind):
    """The same where one stands in the column of kinds."""
    read, unknown = read_type(mark, "甲", kind)
    assert (bool(read.other_kinds), bool(unknown)) == (True, True)


@pytest.mark.parametrize(
    ("mark", "kind"), [("◇●", ""), ("★●", ""), ("●", "local"), ("◇", "regional")]
)
def test_flags_beside_a_kind_are_no_second_kind(mark, kind):
    """特例型 stands beside any, the advanced type beside a regional hub."""
    read, unknown = read_type(mark, "甲", kind)
    assert (read.other_kinds, unknown) == (frozenset(), "")
