"""A fault of what was asked becomes a page that tells what, where and how to mend it."""

import logging

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from kinten.vocabulary.wording import FaultError, Words

_log = logging.getLogger(__name__)


class FaultPages(MiddlewareMixin):
    """Middleware: a FaultError of a view is answered with status 400 and its words."""

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell of a fault; anything else is an error of ours."""
        if isinstance(error, DataError):
            # PostgreSQL takes no NUL and no number past its column; whoever sent it mends it.
            _log.warning("the database refused a value at %s: %s", request.path, error)
            error = _refused_value(request.path)
        if not isinstance(error, FaultError):
            return None
        return render(request, "fault.html", {"fault": error}, status=400)


def _refused_value(place: str) -> FaultError:
    return FaultError(
        Words("送られた値の一つを記録できません。", "one of the values sent cannot be kept."),
        place[:200],
        Words(
            "見えない文字や大きすぎる数を除いて、もう一度送ってください。",
            "Take invisible characters and numbers that are too large out, and send it again.",
        ),
    )
