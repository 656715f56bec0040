"""Warming up: what the first reader of a process would wait for is read before the process answers anybody."""

import logging
import sys
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.db import connections

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

PAGES = ("/", "/hospitals/", "/map/")
"""The pages that between them need the network, the outlines of the areas and the templates."""
_log = logging.getLogger(__name__)


def warm_up(application: Application) -> None:
    """Ask for a few public pages within this process; one that cannot be had is left for later."""
    for page in PAGES:
        try:
            answer = application(_asked(page), _begin)
            for _ in answer:
                pass
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        except Exception:  # noqa: BLE001 - whoever asks for the page is told of it then
            _log.warning("the page %s could not be read at the start", page, exc_info=True)
    connections.close_all()


def _begin(status: str, headers: list[tuple[str, str]], fault: object = None) -> None:
    """Take the head of an answer that nobody reads."""


def _asked(page: str) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": page,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }
