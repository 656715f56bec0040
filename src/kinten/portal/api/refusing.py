"""Refusals of the API: one shape, in the language of who asks."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from ninja import NinjaAPI, Schema
from ninja.errors import Throttled, ValidationError
from pydantic import Field

from kinten.vocabulary.wording import FaultError, Words


class Told(Schema):
    """What happened, where, and what to do."""

    what: str = Field(description="何が起きたか / what happened")
    place: str = Field(
        description="どこで（引数の名前か住所） / where (a parameter, or the address)"
    )
    mend: str = Field(description="どうすればよいか / what to do")


class Refusal(Schema):
    """The answer to whatever cannot be answered."""

    error: Told


class RefusedError(Exception):
    """An operation refuses, with the status under which it does."""

    def __init__(self, status: int, what: Words, place: str, mend: Words) -> None:
        super().__init__(what.en)
        self.status, self.what, self.place, self.mend = status, what, place, mend


SEE_DOCS = Words(
    "/api/v1/docs/ で住所と引数を確かめてください。",
    "See the addresses and parameters at /api/v1/docs/.",
)
_DAY = Words("年-月-日（2026-04-01）で書いてください。", "Write year-month-day (2026-04-01).")
_MENDS: Mapping[str, Words] = {
    "on": _DAY,
    "recorded": _DAY,
    "prefecture": Words("01〜47の2桁で書いてください。", "Write two digits, 01 to 47."),
    "kind": Words(
        "ncc pref regional specific local のどれかを書いてください。",
        "Write one of: ncc pref regional specific local.",
    ),
    "limit": Words("1〜200の整数で書いてください。", "Write a whole number from 1 to 200."),
    "offset": Words("0〜100000の整数で書いてください。", "Write a whole number from 0 to 100000."),
    "q": Words("200字までにしてください。", "Give 200 letters at most."),
}


def language_of(request: HttpRequest) -> str:
    """Give the language of who asks: of Accept-Language, Japanese where it tells nothing."""
    return "en" if get_language_from_request(request) == "en" else "ja"


def refuse(request: HttpRequest, status: int, what: Words, place: str, mend: Words) -> HttpResponse:
    """Answer with a refusal."""
    lang = language_of(request)
    told = {"what": what.in_language(lang), "place": place, "mend": mend.in_language(lang)}
    response = JsonResponse(
        {"error": told}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Language"] = lang
    patch_vary_headers(response, ("Accept-Language",))
    return response


def unknown_parameter(name: str, known: frozenset[str]) -> RefusedError:
    """Make the refusal of a parameter that the operation has not: left out in silence it would mislead."""
    listed = " ".join(sorted(known))
    return RefusedError(
        422,
        Words("この引数はありません。", "there is no such parameter."),
        name[:100],
        Words(f"使えるもの: {listed}", f"There are: {listed}")
        if listed
        else Words("引数を外してください。", "Leave it out."),
    )


def not_found(place: str, what: Words) -> RefusedError:
    """Make the refusal of something that is not held."""
    return RefusedError(404, what, place, SEE_DOCS)


def add_refusals(api: NinjaAPI) -> None:
    """Let every refusal of an API have the one shape."""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401 - ninja's shape
        return refuse(request, error.status, error.what, error.place, error.mend)

    def faulty(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401
        return refuse(request, 422, error.what, error.place, error.mend)

    def invalid(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401
        names = list(dict.fromkeys(str(each["loc"][-1]) for each in error.errors))
        mends = [_MENDS[name] for name in names if name in _MENDS] or [SEE_DOCS]
        mend = Words(" ".join(each.ja for each in mends), " ".join(each.en for each in mends))
        what = Words("引数の値が使えません。", "the value of a parameter cannot be used.")
        return refuse(request, 422, what, ", ".join(names), mend)

    def missing(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401, ARG001
        what = Words("その住所には何もありません。", "there is nothing at this address.")
        return refuse(request, 404, what, request.path, SEE_DOCS)

    def throttled(request: HttpRequest, error: Any) -> HttpResponse:  # noqa: ANN401, ARG001
        return refuse(
            request,
            429,
            Words("短い間に多くを求めています。", "too much is asked for in a short time."),
            request.path,
            Words(
                "Retry-Afterの秒数だけ待つか、/data/ のファイルをまとめて取ってください。",
                "Wait the seconds of Retry-After, or take the whole files at /data/.",
            ),
        )

    api.add_exception_handler(RefusedError, refused)
    api.add_exception_handler(FaultError, faulty)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(Http404, missing)
    api.add_exception_handler(Throttled, throttled)
