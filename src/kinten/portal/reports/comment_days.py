"""Which days the time for a hospital's comment may end on."""

from datetime import date, timedelta

_YEAR = timedelta(days=366)


def comment_days(published: date) -> tuple[date, date]:
    """Give the first and the last day that may be chosen: the day after publication, a year after it."""
    return published + timedelta(days=1), published + _YEAR
