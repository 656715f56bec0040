"""Days as numbers since 1970 and as yyyymmdd, many at once, by two tables."""

from datetime import date, timedelta

import numpy as np

from kinten.example.wheel import Ints

_FIRST, _LAST = date(1890, 1, 1), date(2040, 12, 31)
_OFFSET = (date(1970, 1, 1) - _FIRST).days
_MONTHS, _DAYS = 12, 31


def _written() -> Ints:
    days = [_FIRST + timedelta(step) for step in range((_LAST - _FIRST).days + 1)]
    return np.array([each.year * 10000 + each.month * 100 + each.day for each in days], np.int32)


_YMD = _written()


def _numbered() -> Ints:
    """Give the number of each day of a calendar of 31 days a month; one that is none is the day before."""
    years = _LAST.year - _FIRST.year + 1
    table = np.full(years * _MONTHS * _DAYS, -1, dtype=np.int32)
    table[_place(_YMD)] = np.arange(len(_YMD)) - _OFFSET
    return np.maximum.accumulate(np.where(table == -1, np.int32(-(2**31)), table))


def _place(ymd: Ints) -> Ints:
    year, month, day = ymd // 10000, ymd // 100 % 100, ymd % 100
    return ((year - _FIRST.year) * _MONTHS + month - 1) * _DAYS + day - 1


_NUMBER = _numbered()


def written(days: Ints) -> Ints:
    """Give yyyymmdd of days from 1890 to 2040."""
    return _YMD[days + _OFFSET]


def numbered(ymd: Ints) -> Ints:
    """Give the days of yyyymmdd; 29 February of a common year is the day before."""
    return _NUMBER[_place(ymd)]


def day_number(year: int, month: int, day: int) -> int:
    """Give the number of one day."""
    return (date(year, month, day) - date(1970, 1, 1)).days
