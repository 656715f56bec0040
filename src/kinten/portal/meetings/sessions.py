"""Which meetings are in session today, and whether a report's year is the one of theirs."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kinten.portal.meetings.models import Meeting
from kinten.portal.public.asking import today


def in_session() -> frozenset[str]:
    """Name the meetings that are in session today, by their ids."""
    return frozenset(str(number) for number in _open().values_list("pk", flat=True))


def meeting_about(year: int, *, is_made_up: bool) -> str:
    """Name the meeting in session today that is about the reports of a year; "" for none.

    A made-up meeting is about made-up reports alone, and a real one about real ones.
    """
    found = _open().filter(year=year, is_made_up=is_made_up).order_by("pk")
    first = found.values_list("pk", flat=True).first()
    return "" if first is None else str(first)


def open_meetings(numbers: Iterable[str]) -> list[Meeting]:
    """Give the meetings in session today among some, the last one first."""
    wanted = [int(each) for each in numbers]
    return list(_open().filter(pk__in=wanted)) if wanted else []


def _open() -> QuerySet[Meeting]:
    day = today()
    return Meeting.objects.filter(withdrawn=None, begins__lte=day, ends__gte=day)
