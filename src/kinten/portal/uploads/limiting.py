"""How much and how often may come in and go out: by account, else by address; one too many is told as 429."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from math import ceil
from time import time
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

from kinten.portal.api.throttling import address_of
from kinten.portal.people.viewing import viewer_of
from kinten.portal.uploads import refusals
from kinten.vocabulary.wording import FaultError, Words

View = Callable[..., HttpResponseBase]
_AROUND = 64 * 1024
"""Bytes of the other fields of a form, and of what stands between them."""
_FORM = "multipart/form-data"
_FILES = (".csv", ".xlsx", ".json", ".pdf")
_API = "/api/"


@dataclass(frozen=True, slots=True)
class Limit:
    """What is counted, by each process of the server; how many in how many seconds the settings say."""

    name: str
    words: Words

    @property
    def most(self) -> int:
        """How many in one span."""
        return int(settings.FILE_LIMITS[self.name][0])

    @property
    def seconds(self) -> int:
        """The span."""
        return int(settings.FILE_LIMITS[self.name][1])


UPLOADS = Limit("uploads", Words("ファイルの受け取り", "uploads"))
DOWNLOADS = Limit("downloads", Words("ファイルの取り出し", "downloads"))


def limited(limit: Limit, methods: tuple[str, ...] = ("GET", "POST")) -> Callable[[View], View]:
    """Count what a view is asked for by these methods, and refuse what is one too many."""

    def made(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:  # noqa: ANN401
            if request.method in methods and not count(request, limit):
                return _refuse_many(request, limit)
            return view(request, *args, **named)

        return counted

    return made


def count(request: HttpRequest, limit: Limit) -> bool:
    """Count one; False where it is one too many."""
    user = viewer_of(request).user
    who = f"address-{address_of(request)}" if user is None else f"account-{user}"
    key = f"{limit.name}:{who}:{int(time() // limit.seconds)}"
    counted = caches["memory"]
    if counted.add(key, 1, limit.seconds * 2):
        return True
    try:
        return counted.incr(key) <= limit.most
    except ValueError:  # thrown out of a full cache between the two
        return True


def _refuse_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    wait = max(1, ceil(limit.seconds - time() % limit.seconds))
    fault = FaultError(
        Words(
            f"{limit.words.ja}は{limit.seconds}秒に{limit.most}件までです。",
            f"there are {limit.most} {limit.words.en} in {limit.seconds} seconds.",
        ),
        request.path,
        Words(f"{wait}秒後に、もう一度試してください。", f"Try again in {wait} seconds."),
    )
    answer = render(request, "fault.html", {"fault": fault}, status=429)
    answer["Retry-After"] = str(wait)
    return answer


class BoundedUploads(MiddlewareMixin):
    """Middleware: a form with a file that is too large is refused by its length, before any of it is read."""

    def process_view(
        self,
        request: HttpRequest,
        view: View,  # noqa: ARG002 - the shape that Django calls
        args: tuple[Any, ...],  # noqa: ARG002
        named: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Refuse before the token of the form is looked for, which would read all of it."""
        most: int = settings.UPLOAD_MOST_BYTES
        if request.content_type != _FORM or _length_of(request) <= most + _AROUND:
            return None
        fault = refusals.too_large(request.path, most)
        return render(request, "fault.html", {"fault": fault}, status=413)


class BoundedDownloads(MiddlewareMixin):
    """Middleware: every address that ends as a file is counted; the API counts its own."""

    def process_view(
        self,
        request: HttpRequest,
        view: View,  # noqa: ARG002 - the shape that Django calls
        args: tuple[Any, ...],  # noqa: ARG002
        named: dict[str, Any],  # noqa: ARG002
    ) -> HttpResponse | None:
        """Refuse what is one too many, before it is made."""
        path = request.path
        if not path.endswith(_FILES) or path.startswith(_API) or count(request, DOWNLOADS):
            return None
        return _refuse_many(request, DOWNLOADS)


def _length_of(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told[:18]) if told.isascii() and told.isdigit() else 0  # longer ones are as huge
