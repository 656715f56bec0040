"""The addresses of the API: under /api/v1/ in both languages, for a program has one address."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI

from kinten.portal.api import figures, lists, places
from kinten.portal.api.docs import docs_page
from kinten.portal.api.refusing import SEE_DOCS, add_refusals, refuse
from kinten.portal.api.serving import guard
from kinten.portal.api.throttling import ByAddress
from kinten.portal.policy.stating import states
from kinten.vocabulary.wording import Words

VERSION = "1.0.0"
api = NinjaAPI(
    title="Kinten",
    version=VERSION,
    description=(
        "がん診療連携拠点病院等の公開データ。読むだけで、鍵は要らない。 / "
        "Open data of the designated cancer hospitals of Japan. Read-only, no key."
    ),
    docs_url=None,
    urls_namespace="api",
    throttle=[ByAddress()],
)
add_refusals(api)
api.add_router("", places.router)
api.add_router("", figures.router)
api.add_router("", lists.router)


@states("public.read")
def docs(request: HttpRequest) -> HttpResponse:
    """Give the page for programmers."""
    return docs_page(request, api)


def _nothing(request: HttpRequest, **_: object) -> HttpResponse:
    what = Words("その住所には何もありません。", "there is nothing at this address.")
    return refuse(request, 404, what, request.path, SEE_DOCS)


def _guarded() -> Iterator[URLPattern]:
    """Give every address of the API behind the act that its operation states."""
    document = api.get_openapi_schema(path_prefix="")
    told = [each for methods in document["paths"].values() for each in methods.values()]
    acts = {each["operationId"]: each["x-policy"] for each in told}
    for pattern in api.urls[0]:
        if not isinstance(pattern, URLPattern) or pattern.name == "api-root":
            continue
        name = pattern.name or ""
        yield guard(pattern, "public.read" if name == "openapi-json" else acts[name])


app_name = "api"
urlpatterns = [
    path("docs/", docs, name="docs"),
    *_guarded(),
    guard(path("", _nothing, name="api-root"), "public.read"),
    guard(path("<path:rest>", _nothing, name="nothing"), "public.read"),
]
