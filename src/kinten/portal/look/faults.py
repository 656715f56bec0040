"""A fault of what was asked becomes a page that tells what, where and how to mend it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from kinten.vocabulary.wording import FaultError


class FaultPages:
    """Middleware: a FaultError of a view is answered with status 400 and its words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Tell of a fault; anything else is an error of ours."""
        if not isinstance(error, FaultError):
            return None
        return render(request, "fault.html", {"fault": error}, status=400)
