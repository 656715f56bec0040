"""Answers that a reader keeps: their mark changes with the network, the day and the engine."""

from collections.abc import Callable
from datetime import UTC, datetime, time
from functools import lru_cache
from hashlib import sha256
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from kinten import __version__
from kinten.portal.places.models import Reading
from kinten.portal.places.reading import newest_row
from kinten.portal.public.asking import today
from kinten.portal.record.models import Event

_KEPT = "public, max-age=60"
"""A minute: a correction is seen soon, and a page that many ask for is asked of us once."""


def answer_fresh(
    request: HttpRequest, lang: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer with what is made, marked with ETag and Last-Modified; 304 to who holds the same."""
    newest = newest_row()
    etag, changed = _mark(request, lang, newest), _changed(newest)
    known = get_conditional_response(request, etag=etag, last_modified=changed)
    response = known if known is not None else make()
    if response.status_code in {200, 304}:
        response["ETag"] = etag
        response["Last-Modified"] = http_date(changed)
        response["Cache-Control"] = _KEPT
    return response


def _mark(request: HttpRequest, lang: str, newest: int) -> str:
    readings = Reading.objects.aggregate(newest=Max("pk"))["newest"] or 0
    told = (__version__, str(newest), str(readings), str(today()), lang, request.get_full_path())
    # Weak: a workbook also holds the moment at which it was written.
    return f'W/"{sha256("|".join(told).encode()).hexdigest()[:32]}"'


def _changed(newest: int) -> int:
    """Give when it changed last: with the newest row, or at midnight, when "today" became another day."""
    midnight = datetime.combine(today(), time(), ZoneInfo("Asia/Tokyo"))
    return max(_recorded_at(newest), int(midnight.timestamp()))


@lru_cache(maxsize=4)
def _recorded_at(newest: int) -> int:  # noqa: ARG001 - the key of what is kept
    found = Event.objects.filter(act="network.record").order_by("-number")
    at = found.values_list("at", flat=True).first()
    return 0 if at is None else int(datetime.fromisoformat(at).astimezone(UTC).timestamp())
