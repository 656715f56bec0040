"""An operation states its act and its example; an address asks the policy before anything else."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern
from ninja import Router, Schema

from kinten.portal.api.refusing import SEE_DOCS, Refusal, language_of, refuse, unknown_parameter
from kinten.portal.opendata.freshness import answer_fresh
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import ask
from kinten.vocabulary.wording import Words

View = Callable[..., Any]
_NOT_ALLOWED = Words("この住所では読むことだけができます。", "this address can only be read.")
_NO_GROUND = Words("これを見る理由がありません。", "there is no ground on which you may see this.")


def operation(
    router: Router,
    path: str,
    shape: type[Schema],
    words: Words,
    example: str,
    act: str = "public.read",
) -> Callable[[View], View]:
    """Add an operation: its address, its answer, its words, an example that runs, its act."""

    def made(view: View) -> View:
        names = frozenset(signature(view).parameters) - {"request"}
        asked_by_query = frozenset(name for name in names if f"{{{name}}}" not in path)

        @wraps(view)
        def asked(request: HttpRequest, **named: Any) -> Any:  # noqa: ANN401 - ninja's shape
            for name in request.GET:
                if name not in asked_by_query:
                    raise unknown_parameter(name, asked_by_query)
            return view(request, **named)

        router.get(
            path,
            response={
                200: shape, 304: None, 403: Refusal, 404: Refusal, 409: Refusal, 422: Refusal,
                429: Refusal,
            },
            url_name=view.__name__,
            operation_id=view.__name__,
            summary=f"{words.ja} / {words.en}",
            openapi_extra={"x-policy": act, "x-example": example},
        )(asked)  # fmt: skip
        return view

    return made


def guard(pattern: URLPattern, act: str) -> URLPattern:
    """Let an address be read by those alone who may, with a mark by which it is kept."""
    view = pattern.callback

    def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponseBase:  # noqa: ANN401
        if not ask(viewer_of(request), act).is_allowed:
            return refuse(request, 403, _NO_GROUND, request.path, SEE_DOCS)
        if request.method not in {"GET", "HEAD"}:
            response = refuse(request, 405, _NOT_ALLOWED, request.path, SEE_DOCS)
            response["Allow"] = "GET, HEAD"
            return response
        request.method = "GET"  # the server leaves out the body that HEAD did not ask for
        lang = language_of(request)
        return answer_fresh(request, lang, lambda: view(request, *args, **named))

    guarded.policy = act  # type: ignore[attr-defined]
    guarded.csrf_exempt = True  # type: ignore[attr-defined] # nothing can be written here
    return URLPattern(pattern.pattern, guarded, pattern.default_args, pattern.name)
