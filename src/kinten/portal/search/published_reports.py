"""What the newest published report of each hospital says, of the facts that the box asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, QuerySet, Sum

from kinten.desk.small_counts import mask_given
from kinten.portal.public.asking import today
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.reading import report_of
from kinten.portal.search.asking import TOPICS
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given

_TOKYO = ZoneInfo("Asia/Tokyo")
_ASKED = frozenset(fact for topic in TOPICS for fact in topic.facts)


@dataclass(frozen=True, slots=True)
class Answered:
    """The positive answers of one report: yes to a question, or a count that may be shown."""

    year: int
    facts: Mapping[str, Given]
    is_made_up: bool


def newest_answers(day: date, recorded_by: date | None = None) -> Mapping[str, Answered]:
    """Give by hospital what its newest report that was public on a day says of the facts of the box.

    A small count of patients, a no, nought and anything unread are left out. Kept until another
    version is public.
    """
    public = _public(min(day, today()), recorded_by)
    told = public.aggregate(Count("pk"), Sum("pk"), Max("recorded"))
    return _answers(min(day, today()), recorded_by, tuple(told.values()))


def _public(day: date, recorded_by: date | None) -> QuerySet[ReportVersion]:
    found = ReportVersion.objects.filter(state=State.PUBLISHED, published__lte=day)
    if recorded_by is None:
        return found
    # What was published after the day of recording was not known to be public on it.
    end = datetime.combine(recorded_by, time.max, _TOKYO)
    return found.filter(recorded__lte=end, published__lte=recorded_by)


@lru_cache(maxsize=8)
def _answers(
    day: date,
    recorded_by: date | None,
    told: tuple[int | datetime | None, ...],  # noqa: ARG001 - the key of what is kept
) -> Mapping[str, Answered]:
    listed = _public(day, recorded_by).order_by("year", "number").values_list("hospital", "pk")
    newest: dict[str, int] = dict(listed)  # the last of a hospital stays
    numbers = sorted(newest.values())
    found = {}
    for place in range(0, len(numbers), 200):
        some = ReportVersion.objects.filter(pk__in=numbers[place : place + 200])
        for version in some.iterator(chunk_size=100):
            facts = report_of(version).facts
            kept = {
                fact: facts[fact] for fact in _ASKED if fact in facts and _says(fact, facts[fact])
            }
            found[version.hospital] = Answered(version.year, kept, version.is_made_up)
    return found


def _says(fact: str, given: Given) -> bool:
    """Whether it is a yes, or a count that is not nought and not a small one of patients."""
    value = mask_given(fact, given).value
    if value is None:
        return False
    return value == 1 if CATALOGUE[fact].type is FactType.YES_NO else value > 0
