"""Tables below each other, each under its own title; totals are no hospitals."""

from __future__ import annotations

import pytest
from example_papers import FIGURES, TITLE, of_years, read_csv, told

from kinten.vocabulary.wording import FaultError

HEAD = ["病院名", *FIGURES]
ONE, TWO = ["甲病院", 600, 450, 250], ["乙病院", 610, 460, 150]


def placed(rows):
    return {one.hospital: (one.prefecture, one.year) for one in read_csv(rows).reports}


def test_each_table_has_the_prefecture_of_its_own_title():
    """The years above both hold for the second; its heading is no hospital."""
    rows = [
        ["令和6年度　診療実績（石川県）"],
        ["括弧内は令和5年10月提出、ほかは令和6年10月提出"],
        HEAD,
        ONE,
        [""],
        ["令和6年度　診療実績（富山県）"],
        HEAD,
        TWO,
    ]
    assert placed(rows) == {"甲病院": ("17", 2024), "乙病院": ("16", 2024)}


def test_a_heading_repeated_on_the_next_page_goes_on():
    """Without a title it is the same table."""
    assert placed([[TITLE], HEAD, ONE, HEAD, TWO]) == {
        "甲病院": ("17", 2024),
        "乙病院": ("17", 2024),
    }


def test_the_columns_of_the_second_table_are_its_own():
    """In another order."""
    head, row = list(reversed(HEAD)), list(reversed(TWO))
    reading = read_csv([[TITLE], HEAD, ONE, ["令和6年10月提出　富山県"], head, row])
    assert of_years(reading)["乙病院", 2024] == [610.0, 460.0, 150.0]


def test_the_second_table_may_be_of_another_year():
    """Its own title names it."""
    rows = [[TITLE], HEAD, ONE, ["令和5年10月提出　石川県"], HEAD, ["甲病院", 1, 2, 3]]
    assert of_years(read_csv(rows)) == {
        ("甲病院", 2024): [600.0, 450.0, 250.0],
        ("甲病院", 2023): [1.0, 2.0, 3.0],
    }


def test_a_title_of_another_year_without_a_submission_is_refused():
    """The line of the second heading is the place."""
    with pytest.raises(FaultError) as raised:
        read_csv([[TITLE], HEAD, ONE, ["令和5年度　石川県"], HEAD, TWO])
    assert raised.value.place == "a.csv:5:1"


def test_a_prefecture_that_is_not_settled_is_left_open():
    """富山 may be a city or an area."""
    reading = read_csv([[TITLE], HEAD, ONE, ["富山"], HEAD, TWO])
    assert [one.prefecture for one in reading.reports] == ["17", ""]
    assert told(reading) == [("prefecture", "warning", "a.csv:5:1")]


def test_rows_of_prefectures_divide_a_table():
    """【富山県】 holds for the rows below it."""
    rows = [["令和6年10月提出"], HEAD, ["石川県"], ONE, ["【富山県】"], TWO]
    assert placed(rows) == {"甲病院": ("17", 2024), "乙病院": ("16", 2024)}


@pytest.mark.parametrize(
    "name",
    ["県計", "計", "合　計", "小計", "総計", "平均", "県平均", "平均値", "中央値", "全体", "県全体", "石川県計",
     "計（12施設）", "南加賀 小計", "【合計】", "最大値"],
)  # fmt: skip
def test_a_total_is_no_hospital(name):
    """It is told as a note, in the printed and in the long layout."""
    reading = read_csv([[TITLE], HEAD, ONE, [name, 1, 2, 3]])
    assert [one.hospital for one in reading.reports] == ["甲病院"]
    assert told(reading) == [("row_left_out", "note", "a.csv:4:1")]
    long = read_csv([["year", "hospital", "registry_cases"], [2024, "甲", 1], [2024, name, 2]])
    assert ([one.hospital for one in long.reports], told(long)) == (
        ["甲"],
        [("row_left_out", "note", "a.csv:3:2")],
    )


@pytest.mark.parametrize("name", ["会計病院", "総合病院", "全体堂病院", "平均会病院", "中央病院"])
def test_a_hospital_is_no_total(name):
    """The words stand at the end, or alone."""
    assert list(placed([[TITLE], HEAD, [name, 1, 2, 3]])) == [name]


def test_a_hospital_that_begins_like_a_note_is_not_lost_in_silence():
    """With figures it is told as an error; a note without figures is passed over."""
    reading = read_csv([[TITLE], HEAD, ["※乙病院", 1, 2, 3], ["※ 注"]])
    assert (reading.reports, told(reading)) == ((), [("row_left_out", "error", "a.csv:3:1")])
