"""Days and years in and out: every era by one table, impossible days told from words."""

from datetime import date, datetime

import pytest

from kinten.vocabulary.period import (
    ERAS,
    NotADay,
    era_of,
    fiscal_year_of,
    read_day,
    read_day_of_cell,
    read_fiscal_year,
    read_submission_years,
    read_year,
    write_day,
    write_era_year,
    write_fiscal_year,
)
from kinten.vocabulary.wording import Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和6年9月1日", date(2024, 9, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R6.9.1", date(2024, 9, 1)),
        ("r6/9/1", date(2024, 9, 1)),
        ("Ｒ６．９．１", date(2024, 9, 1)),
        ("2024年9月1日", date(2024, 9, 1)),
        ("2024-09-01", date(2024, 9, 1)),
        ("2024/9/1", date(2024, 9, 1)),
        ("2024-09-01 00:00:00", date(2024, 9, 1)),
        ("Heisei 31.4.30", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("M45.7.29", date(1912, 7, 29)),
    ],
)
def test_a_day_is_read_in_every_spelling(text, expected):
    """A day is read in the era and in the Gregorian calendar."""
    assert read_day(text) == expected


@pytest.mark.parametrize(
    ("text", "is_impossible"),
    [
        ("令和6年2月30日", True),
        ("2023-02-29", True),
        ("2024/13/1", True),
        ("令和元年4月30日", True),
        ("0000-01-01", True),
        ("来年度", False),
        ("", False),
        ("2024", False),
    ],
)
def test_an_impossible_day_is_told_from_words(text, is_impossible):
    """A day that does not exist is impossible, words that name no day are not."""
    assert read_day(text) == NotADay(text, is_impossible=is_impossible)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2024, 9, 1, 12, 30), date(2024, 9, 1)),  # noqa: DTZ001  a cell has no zone
        (date(2024, 9, 1), date(2024, 9, 1)),
        ("R6.9.1", date(2024, 9, 1)),
        (45536, date(2024, 9, 1)),
        (45536.0, date(2024, 9, 1)),
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (60, NotADay("60", is_impossible=True)),
        (0, NotADay("0", is_impossible=True)),
        (-5, NotADay("-5", is_impossible=True)),
        (3_000_000, NotADay("3000000", is_impossible=True)),
        (45536.5, NotADay("45536.5", is_impossible=False)),
        (True, NotADay("True", is_impossible=False)),
        (None, NotADay("None", is_impossible=False)),
    ],
)
def test_a_cell_holds_a_day_as_date_text_or_serial(value, expected):
    """A spreadsheet's day comes as a date, a text or a serial number; 1900-02-29 never was."""
    assert read_day_of_cell(value) == expected


def test_an_infinite_serial_is_no_day():
    """A number that is not finite names no day."""
    assert read_day_of_cell(float("inf")) == NotADay("inf", is_impossible=False)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 9, 1), Words("令和6年9月1日", "2024-09-01")),
        (date(2019, 5, 1), Words("令和元年5月1日", "2019-05-01")),
        (date(2019, 4, 30), Words("平成31年4月30日", "2019-04-30")),
        (date(1868, 1, 1), Words("1868年1月1日", "1868-01-01")),
    ],
)
def test_a_day_is_written_in_both_calendars(day, expected):
    """A day is written with its era for Japanese, as ISO for English."""
    assert write_day(day) == expected


@pytest.mark.parametrize("era", ERAS)
def test_the_first_day_of_an_era_is_read_back(era):
    """What is written on the first day of an era is read as that day."""
    assert read_day(write_day(era.first_day).ja) == era.first_day


def test_the_era_of_a_day():
    """The first era that has begun on a day is its era; before Meiji there is none."""
    assert [era_of(date(2019, 5, 1)), era_of(date(1800, 1, 1))] == [ERAS[0], None]


def test_an_era_year_is_written():
    """The first year of an era is 元年."""
    assert write_era_year(date(1989, 12, 31)) == "平成元年"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", 2024),
        ("2024年", 2024),
        ("令和6年", 2024),
        ("令和元", 2019),
        ("令和1", 2019),
        ("Ｒ６", 2024),
        ("令和", None),
        ("24", None),
        ("六", None),
    ],
)
def test_a_year_is_read(text, expected):
    """A calendar year is read from either calendar."""
    assert read_year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和8年度", 2026),
        ("2026年度", 2026),
        ("FY2026", 2026),
        ("fy 2026", 2026),
        ("R8年度", 2026),
        ("平成31年度", 2019),
        ("2026", None),
    ],
)
def test_a_fiscal_year_is_read(text, expected):
    """A fiscal year is read as 令和8年度 and as FY2026."""
    assert read_fiscal_year(text) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026), (date(2026, 12, 31), 2026)],
)
def test_a_fiscal_year_is_april_to_march(day, expected):
    """A fiscal year begins in April."""
    assert fiscal_year_of(day) == expected


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, Words("令和8年度", "FY2026")),
        (2019, Words("令和元年度", "FY2019")),
        (1988, Words("昭和63年度", "FY1988")),
    ],
)
def test_a_fiscal_year_is_written(year, expected):
    """A fiscal year is written with the era of its December."""
    assert write_fiscal_year(year) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和5年10月提出", (2023,)),
        ("令和6年度提出", (2024,)),
        ("上段（　）は令和4年10月提出、下段は令和5年10月提出", (2022, 2023)),
        ("令和元年10月提出", (2019,)),
        ("令和６年度　提出　令和６年度提出", (2024,)),
        ("令和6年度の現況報告", (2024,)),
        ("2025年10月提出", (2025,)),
        ("令和5年9月1日現在", ()),
        ("", ()),
    ],
)
def test_the_years_of_submission_are_found(text, expected):
    """The years of submission are found in a heading, in their order, each once."""
    assert read_submission_years(text) == expected
