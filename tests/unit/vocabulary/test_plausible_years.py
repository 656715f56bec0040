"""Years that are none: era years that never were, and years that no report is of."""

from datetime import date, datetime

import pytest

from kinten.vocabulary.period import (
    FIRST_REPORT_YEAR,
    LAST_REPORT_YEAR,
    NotADay,
    find_wrong_submission_years,
    is_report_year,
    read_day,
    read_day_of_cell,
    read_fiscal_year,
    read_submission_years,
    read_year,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和元年", 2019),
        ("令和0年", None),
        ("R0", None),
        ("平成31年", 2019),
        ("平成32年", None),
        ("昭和64年", 1989),
        ("昭和65年", None),
        ("大正15年", 1926),
        ("大正16年", None),
        ("明治45年", 1912),
        ("明治46年", None),
        ("令和99年", 2117),
    ],
)
def test_an_era_has_the_years_it_had(text, expected):
    """An era begins with 1 and ends with the year of its last day; Reiwa goes on."""
    assert read_year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("令和0年度", None), ("平成31年度", 2019), ("平成32年度", None), ("昭和63年度", 1988)],
)
def test_a_fiscal_year_has_a_year_of_its_era(text, expected):
    """A fiscal year that its era never had is none."""
    assert read_fiscal_year(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("2100-12-31", date(2100, 12, 31)),
        ("1868-01-01", date(1868, 1, 1)),
    ],
)
def test_the_last_day_of_an_era_is_a_day(text, expected):
    """The last day of an era is the day before the next one begins."""
    assert read_day(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "平成31年5月1日",
        "平成32年3月31日",
        "昭和64年1月8日",
        "大正15年12月25日",
        "明治45年7月30日",
        "令和0年4月1日",
        "R0.4.1",
        "令和99年4月1日",
        "2101-01-01",
        "1023-04-01",
    ],
)
def test_a_day_that_no_report_means_is_none(text):
    """A day after its era, in a year 0, or in a year out of reach is implausible, not impossible."""
    assert read_day(text) == NotADay(text, is_impossible=False, is_implausible=True)


@pytest.mark.parametrize(
    "value",
    [date(2101, 1, 1), datetime(1023, 4, 1), 2_958_465],  # noqa: DTZ001  a cell has no zone
)
def test_a_cell_may_hold_such_a_day_too(value):
    """A date and a serial number are held to the same years."""
    assert read_day_of_cell(value) == NotADay(str(value), is_impossible=False, is_implausible=True)


@pytest.mark.parametrize(
    ("year", "expected"),
    [(1899, False), (1999, False), (2000, True), (2100, True), (2101, False), (2200, False)],
)
def test_the_years_of_reports(year, expected):
    """A report is of a year from 2000 to 2100."""
    assert is_report_year(year) is expected
    assert (FIRST_REPORT_YEAR, LAST_REPORT_YEAR) == (2000, 2100)


@pytest.mark.parametrize(
    ("text", "years", "wrong"),
    [
        ("上段は令和4年10月提出、下段は令和5年10月提出", (2022, 2023), ()),
        ("上段は平成31年10月提出、下段は平成32年10月提出", (2019,), ("平成32年10月提出",)),
        ("令和0年度提出", (), ("令和0年度提出",)),
        ("2200年10月提出", (), ("2200年10月提出",)),
        ("令和99年 10月 提出", (), ("令和99年 10月 提出",)),
    ],
)
def test_a_printed_year_that_is_none_is_found(text, years, wrong):
    """It is left out of the years, and found with its words."""
    assert (read_submission_years(text), find_wrong_submission_years(text)) == (years, wrong)
