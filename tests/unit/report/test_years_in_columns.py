"""Two years side by side: 前回 and 今回, or years, under or over the headings."""

from __future__ import annotations

import pytest
from example_papers import BOTH, FIGURES, TITLE, of_years, read_csv, read_xlsx, told, values

from kinten.report.headings import year_of_heading
from kinten.vocabulary.truth import Reason

EARLIER, LATER = [600.0, 450.0, 250.0], [610.0, 460.0, 150.0]
MERGES = ("A2:A3", "B2:C2", "D2:E2", "F2:G2")


def under(one: object, other: object, title: str = BOTH) -> list[list[object]]:
    first, second, third = FIGURES
    return [
        [title],
        ["病院名", first, "", second, "", third, ""],
        ["", *[one, other] * 3],
        ["甲", 600, 610, 450, 460, 250, 150],
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("前回", "今回"),
        ("前年", "本年"),
        ("昨年度", "今年度"),
        ("令和5年", "令和6年"),
        ("Ｒ５", "Ｒ６"),
        (2023, 2024),
        ("令和4年", "令和5年"),
        ("令和4年1月～12月", "令和5年1月～12月"),
        ("令和5年10月提出", "令和6年10月提出"),
        ("前年\n（R5）", "本年\n（R6）"),
    ],
)
def test_sub_headings_assign_the_years(one, other):
    """Under merged headings and in the CSV made of them; 令和4年 and 令和5年 are those of the figures."""
    for reading in (read_xlsx(under(one, other), MERGES), read_csv(under(one, other))):
        assert of_years(reading) == {("甲", 2023): EARLIER, ("甲", 2024): LATER}
        assert reading.remarks == ()


def test_their_order_is_theirs():
    """今回 may stand to the left."""
    assert of_years(read_csv(under("今回", "前回"))) == {("甲", 2024): EARLIER, ("甲", 2023): LATER}


def test_the_words_of_the_title_name_the_earlier_year():
    """「前回は令和5年10月提出」, as the fresh reader's paper has it."""
    reading = read_xlsx(
        under("前回", "今回", "令和6年10月提出　石川県（前回は令和5年10月提出）"), MERGES
    )
    assert of_years(reading) == {("甲", 2023): EARLIER, ("甲", 2024): LATER}


@pytest.mark.parametrize("merges", [(), ("B2:D2", "E2:G2")])
def test_groups_above_assign_the_years(merges):
    """前回 and 今回 over all the figures."""
    rows = [
        [BOTH],
        ["", "前回", "", "", "今回", "", ""],
        ["病院名", *FIGURES, *FIGURES],
        ["甲", 600, 450, 250, 610, 460, 150],
    ]
    reading = read_xlsx(rows, merges)
    assert of_years(reading) == {("甲", 2023): EARLIER, ("甲", 2024): LATER}


def test_a_group_of_targets_is_none_of_the_figures():
    """目標値 is told and not read."""
    rows = [
        [TITLE],
        ["", "目標値", "", "", "実績", "", ""],
        ["病院名", *FIGURES, *FIGURES],
        ["甲", 600, 450, 250, 610, 460, 150],
    ]
    reading = read_xlsx(rows, ["B2:D2", "E2:G2"])
    assert of_years(reading) == {("甲", 2024): LATER}
    assert [one.rule for one in reading.remarks] == ["column_not_read"] * 3


def test_a_year_that_is_not_printed_is_not_guessed():
    """前回 without its year is left out and told; 今回 is read."""
    reading = read_csv(under("前回", "今回", TITLE))
    assert of_years(reading) == {("甲", 2024): LATER}
    assert told(reading) == [("year_not_printed", "error", "a.csv:4:1")]


@pytest.mark.parametrize(
    ("one", "other"), [("前々回", "前回"), ("令和2年", "令和3年"), ("令和4年", "令和6年")]
)
def test_years_that_settle_nothing_leave_nothing(one, other):
    """Neither column is taken for this year's."""
    reading = read_csv(under(one, other))
    assert [values(report) for report in reading.reports] == [[Reason.CONTRADICTORY] * 3]
    assert [each for each in told(reading) if each[0] == "doubled_column" and each[1] == "error"]


def test_one_column_among_those_of_two_years_is_of_no_certain_year():
    """It is unreadable in both years, and the heading is told."""
    rows = [row[:6] for row in under("前回", "今回")]
    rows[2][5] = ""
    reading = read_csv(rows)
    assert of_years(reading) == {
        ("甲", 2023): [600.0, 450.0, Reason.UNREADABLE],
        ("甲", 2024): [610.0, 460.0, Reason.UNREADABLE],
    }
    assert told(reading) == [("year_not_printed", "error", "a.csv:2:6")]


def test_brackets_under_their_own_year_only():
    """(600) under 前回 is 600; (150) under 今回 may be either."""
    rows = under("前回", "今回")
    rows[3] = ["甲", "(600)", 610, "(450)", 460, "(250)", "(150)"]
    assert of_years(read_csv(rows)) == {
        ("甲", 2023): EARLIER,
        ("甲", 2024): [610.0, 460.0, Reason.UNREADABLE],
    }


def test_a_heading_keeps_its_own_year():
    """Submission, figures, or either."""
    tags = [
        year_of_heading(f"放射線治療{each}") for each in ("令和5年10月提出", "R5年分", "（2023）")
    ]
    assert [(each.submitted, each.periods, each.bare) for each in tags] == [
        ((2023,), (), ()),
        ((), (2023,), ()),
        ((), (), (2023,)),
    ]
