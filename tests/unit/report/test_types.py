"""Marks and words of the hospital's kind: what is not understood is told, never silently regional."""

from __future__ import annotations

import csv
import io

import pytest

from kinten.report.marks import Mark, read_type
from kinten.report.model import Severity
from kinten.report.papers import read_paper
from kinten.vocabulary.hospital_kind import Kind


def read_csv(*rows: tuple[object, ...]):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return read_paper(io.BytesIO(text.getvalue().encode()), "a.csv")


@pytest.mark.parametrize(
    ("text", "name", "kind", "expected"),
    [
        ("", "甲", "", Mark()),
        ("-", "甲", "－", Mark()),
        ("なし", "甲", "", Mark()),
        ("★", "甲", "", Mark(Kind.PREF)),
        ("", "★甲", "", Mark(Kind.PREF)),
        ("◎", "甲", "", Mark(Kind.SPECIFIC)),
        ("◇", "甲", "", Mark(is_advanced=True)),
        ("★●特例型", "甲", "", Mark(Kind.PREF, is_exceptional=True)),
        ("都道府県", "甲", "", Mark(Kind.PREF)),
        ("県拠点", "甲", "", Mark(Kind.PREF)),
        ("地域がん診療病院", "甲", "", Mark(Kind.LOCAL)),
        ("地域（高度型）", "甲", "", Mark(is_advanced=True)),
        ("（特例型）", "甲", "", Mark(is_exceptional=True)),
        ("★ 都道府県", "甲", "pref", Mark(Kind.PREF)),
        ("", "甲", "がん診療病院", Mark(Kind.LOCAL)),
        ("●", "甲", "local", Mark(Kind.LOCAL, is_exceptional=True)),
        ("", "㈱日立製作所日立総合病院", "", Mark()),
    ],
)
def test_a_kind_is_read_from_signs_and_words(text, name, kind, expected):
    """Signs, words and ids name a kind; nothing at all is a regional hub."""
    assert read_type(text, name, kind) == (expected, "")


@pytest.mark.parametrize(
    ("text", "name", "kind", "taken", "told"),
    [
        ("▲", "甲", "", Kind.REGIONAL, "▲"),
        ("城", "甲", "", Kind.REGIONAL, "城"),
        ("", "甲", "castle", Kind.REGIONAL, "castle"),
        ("★◎", "甲", "", Kind.REGIONAL, "★◎"),
        ("★", "甲", "local", Kind.PREF, "★ local"),
        ("★▲", "甲", "", Kind.PREF, "★▲"),
        ("", "▲甲", "", Kind.REGIONAL, "▲"),
        ("", "3. ■ 甲", "", Kind.REGIONAL, "■"),
    ],
)
def test_what_is_not_understood_is_given_back(text, name, kind, taken, told):
    """An unknown sign or word, and two kinds at once."""
    mark, unknown = read_type(text, name, kind)
    assert (mark.kind, unknown) == (taken, told)


LONG = ("year", "hospital", "type_mark", "kind", "advanced", "registry_cases")


@pytest.mark.parametrize(
    ("mark", "kind", "at", "quoted"),
    [("▲", "", "a.csv:2:3", "▲"), ("", "castle", "a.csv:2:4", "castle")],
)
def test_an_unknown_mark_of_a_row_is_an_error(mark, kind, at, quoted):
    """The row is read as a regional hub, and the finding quotes the mark and lists what is known."""
    reading = read_csv(LONG, (2024, "甲", mark, kind, "", 1), (2024, "乙", "", "", "", 1))
    assert [one.kind for one in reading.reports] == [Kind.REGIONAL, Kind.REGIONAL]
    assert [(one.rule, one.severity, one.at, one.hospital) for one in reading.remarks] == [
        ("unknown_type", Severity.ERROR, at, "甲")
    ]
    ja = reading.remarks[0].words.ja
    assert ja.startswith(
        f"類型「{quoted}」からは類型が決まらないため、地域がん診療連携拠点病院として扱いました。"
    )
    assert all(word in ja for word in ("★☆（都道府県）", "◎（特定領域）", "がん診療病院", "--kind"))


def test_a_flag_that_is_no_answer_is_told():
    """A column of flags with anything but はい, いいえ or 「-」."""
    reading = read_csv(LONG, (2024, "甲", "", "", "たぶん", 1), (2024, "乙", "", "", "-", 1))
    assert [one.is_advanced for one in reading.reports] == [False, False]
    assert [(one.rule, one.at) for one in reading.remarks] == [("no_answer", "a.csv:2:5")]


PRINTED = ("種別", "病院名", "がん登録数", "悪性腫瘍の手術件数", "放射線治療のべ患者数")


@pytest.mark.parametrize(
    ("mark", "name", "at", "kind"),
    [
        ("▲", "甲", "a.csv:3:1", Kind.REGIONAL),
        ("", "▲甲", "a.csv:3:2", Kind.REGIONAL),
        ("▲", "★甲", "a.csv:3:1", Kind.PREF),
    ],
)
def test_an_unknown_mark_of_a_printed_paper_is_an_error(mark, name, at, kind):
    """In the column of marks as before the name."""
    title = ("令和6年10月提出", "", "", "", "")
    reading = read_csv(title, PRINTED, (mark, name, 1, 2, 3), ("地域がん診療病院", "乙", 1, 2, 3))
    assert [one.kind for one in reading.reports] == [kind, Kind.LOCAL]
    assert [(one.rule, one.at) for one in reading.remarks] == [("unknown_type", at)]


def test_a_mark_needs_no_column_of_its_own():
    """Without the column the sign before the name is looked at."""
    title = ("令和6年10月提出", "", "", "")
    reading = read_csv(title, PRINTED[1:], ("▲甲", 1, 2, 3))
    assert [(one.rule, one.at) for one in reading.remarks] == [("unknown_type", "a.csv:3:1")]
