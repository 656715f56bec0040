"""Days, years and fiscal years, in the Japanese eras and in the Gregorian calendar.

Every era goes in and out by one table. The first year of an era is 元年 or 1, its last day is the day
before the next era: 平成31年4月30日 is a day, 平成31年5月1日, 平成32年 and 令和0年 are none.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from kinten.vocabulary.wording import Words


class Era(NamedTuple):
    """One era: its name, the letter used on forms, its Latin name and its first day."""

    name: str
    letter: str
    latin: str
    first_day: date


ERAS = (
    Era("令和", "R", "Reiwa", date(2019, 5, 1)),
    Era("平成", "H", "Heisei", date(1989, 1, 8)),
    Era("昭和", "S", "Showa", date(1926, 12, 25)),
    Era("大正", "T", "Taisho", date(1912, 7, 30)),
    Era("明治", "M", "Meiji", date(1868, 10, 23)),
)
"""The newest first, so that the first era that has begun on a day is the era of that day."""

FIRST_REPORT_YEAR, LAST_REPORT_YEAR = 2000, 2100
"""Between these, both included, lies the year of any report: the first notice is of 2001."""

_FIRST_PLAUSIBLE_YEAR, _LAST_PLAUSIBLE_YEAR = 1868, LAST_REPORT_YEAR
"""Years that a day in a report may have: from Meiji on, for founders and people of any age."""

_ERA_BY_SIGN = {sign.lower(): era for era in ERAS for sign in (era.name, era.letter, era.latin)}

_YEAR = (
    r"(?:(?P<era>令和|平成|昭和|大正|明治|reiwa|heisei|showa|taisho|meiji|[RHSTM])\s*"
    r"(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))"
)
_YEAR_ALONE = re.compile(rf"{_YEAR}\s*年?", re.IGNORECASE)
_FISCAL_YEAR = re.compile(rf"{_YEAR}\s*年度|FY\s*(?P<fy>\d{{4}})", re.IGNORECASE)
_DAY = re.compile(
    rf"{_YEAR}\s*(?:年|[./-])\s*(?P<month>\d{{1,2}})\s*(?:月|[./-])\s*(?P<day>\d{{1,2}})\s*日?",
    re.IGNORECASE,
)
_SUBMISSION = re.compile(
    rf"{_YEAR}\s*(?:年度|年(?:\s*\d{{1,2}}\s*月)?)\s*の?\s*(?:提出|現況報告)", re.IGNORECASE
)

_MIDNIGHT = re.compile(r"[ T]00:00(:00)?$")
_FIRST_SERIAL = date(1899, 12, 31)
_SERIAL_THAT_NEVER_WAS = 60
_LAST_SERIAL = 2_958_465


@dataclass(frozen=True, slots=True)
class NotADay:
    """A cell that should hold a day and does not.

    ``is_impossible`` tells a day that does not exist (令和6年2月30日) from words that name no day.
    ``is_implausible`` tells a day that no report means: in a year that its era never had
    (令和0年, 平成32年), after the last day of its era, or in a year before 1868 or after 2100.
    """

    text: str
    is_impossible: bool
    is_implausible: bool = False


def read_day(text: str) -> date | NotADay:
    """Read a day: 令和6年9月1日, 令和元年5月1日, R6.9.1, 2024年9月1日, 2024-09-01 or 2024/9/1."""
    plain = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).strip())
    found = _DAY.fullmatch(plain)
    if found is None:
        return NotADay(text, is_impossible=False)
    year = _year_of(found)
    if year is None:
        return NotADay(text, is_impossible=False, is_implausible=True)
    try:
        day = date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return NotADay(text, is_impossible=True)
    era = _ERA_BY_SIGN[found["era"].lower()] if found["era"] else None
    if era is not None and day < era.first_day:
        return NotADay(text, is_impossible=True)
    if era is not None and day > _last_day_of(era):
        return NotADay(text, is_impossible=False, is_implausible=True)
    return _plausible(day, text)


def read_day_of_cell(value: object) -> date | NotADay:
    """Read a day from a spreadsheet's cell: a date, a text, or the serial number of a day."""
    if isinstance(value, datetime):
        return _plausible(value.date(), str(value))
    if isinstance(value, date):
        return _plausible(value, str(value))
    if isinstance(value, str):
        return read_day(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_serial(value)
    return NotADay(str(value), is_impossible=False)


def _day_of_serial(serial: float) -> date | NotADay:
    """Count days from 1900-01-01 = 1, over the 29 February 1900 that spreadsheets believe in."""
    if isinstance(serial, float) and not serial.is_integer():
        return NotADay(str(serial), is_impossible=False)
    if not 1 <= serial <= _LAST_SERIAL or serial == _SERIAL_THAT_NEVER_WAS:
        return NotADay(str(serial), is_impossible=True)
    passed = 1 if serial > _SERIAL_THAT_NEVER_WAS else 0
    return _plausible(_FIRST_SERIAL + timedelta(days=int(serial) - passed), str(serial))


def _plausible(day: date, text: str) -> date | NotADay:
    if _FIRST_PLAUSIBLE_YEAR <= day.year <= _LAST_PLAUSIBLE_YEAR:
        return day
    return NotADay(text, is_impossible=False, is_implausible=True)


def _last_day_of(era: Era) -> date:
    """Give the day before the next era; the era that lasts has no last day yet."""
    place = ERAS.index(era)
    return ERAS[place - 1].first_day - timedelta(days=1) if place else date.max


def era_of(day: date) -> Era | None:
    """Find the era of a day; None before Meiji."""
    return next((era for era in ERAS if era.first_day <= day), None)


def write_day(day: date) -> Words:
    """Write a day for people: 令和6年9月1日 and 2024-09-01."""
    return Words(f"{write_era_year(day)}{day.month}月{day.day}日", day.isoformat())


def write_era_year(day: date) -> str:
    """Write the year of a day with its era, the first as 元年; before Meiji the Gregorian year."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    count = day.year - era.first_day.year + 1
    return f"{era.name}{'元' if count == 1 else count}年"


def read_year(text: str) -> int | None:
    """Read a calendar year: 2024, 2024年, 令和6年, 令和元年, 令和1, R6; None where it is none.

    令和0年 and 平成32年 are none: an era begins with 1 and has no year after its last day.
    """
    found = _YEAR_ALONE.fullmatch(_plain(text))
    return None if found is None else _year_of(found)


def is_report_year(year: int) -> bool:
    """Whether a report may be of that year of submission: 2000 to 2100."""
    return FIRST_REPORT_YEAR <= year <= LAST_REPORT_YEAR


def read_fiscal_year(text: str) -> int | None:
    """Read a fiscal year (April to March, named by its April): 令和8年度, 2026年度, FY2026."""
    found = _FISCAL_YEAR.fullmatch(_plain(text))
    if found is None:
        return None
    return int(found["fy"]) if found["fy"] else _year_of(found)


def fiscal_year_of(day: date) -> int:
    """Give the fiscal year of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def write_fiscal_year(year: int) -> Words:
    """Write a fiscal year: 令和8年度 and FY2026. Its era is that of December: FY2019 is 令和元."""
    return Words(f"{write_era_year(date(year, 12, 31))}度", f"FY{year}")


def read_submission_years(text: str) -> tuple[int, ...]:
    """Find the years of submission a paper prints, in their order, each once.

    「令和5年10月提出」 is 2023; 「令和6年度提出」 is 2024, since a report is due in October. A year that
    no report is of is left out here and found by ``find_wrong_submission_years``.
    """
    found = (_year_of(match) for match in _SUBMISSION.finditer(_plain(text)))
    return tuple(dict.fromkeys(year for year in found if year is not None and is_report_year(year)))


def find_wrong_submission_years(text: str) -> tuple[str, ...]:
    """Find the printed years of submission that no report is of: 令和0年10月提出, 平成35年度提出."""
    matches = _SUBMISSION.finditer(_plain(text))
    years = ((_year_of(match), match[0]) for match in matches)
    return tuple(printed for year, printed in years if year is None or not is_report_year(year))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _year_of(found: re.Match[str]) -> int | None:
    """Give the calendar year; None for a year that the era never had."""
    if found["year"]:
        return int(found["year"])
    count = 1 if found["era_year"] == "元" else int(found["era_year"])
    era = _ERA_BY_SIGN[found["era"].lower()]
    year = era.first_day.year + count - 1
    return year if count >= 1 and year <= _last_day_of(era).year else None
