"""The page that tells programmers of the API, made from its OpenAPI document; nothing in it is fetched."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from ninja import NinjaAPI

from kinten.portal.api.refusing import language_of
from kinten.portal.api.throttling import MOST, SPAN
from kinten.vocabulary.wording import Words


def docs_page(request: HttpRequest, api: NinjaAPI) -> HttpResponse:
    """Give the page, in the language of ?lang=, else of Accept-Language."""
    asked = request.GET.get("lang", "")
    lang = asked if asked in {"ja", "en"} else language_of(request)
    other = "en" if lang == "ja" else "ja"
    with override(lang):
        shown = {
            "section": "data",
            "other_lang_url": f"{request.path}?lang={other}",
            "version": api.version,
            "operations": list(operations(api.get_openapi_schema())),
            "most": MOST,
            "span": SPAN,
        }
        response = render(request, "opendata/api.html", shown)
    response["Content-Language"] = lang
    patch_vary_headers(response, ("Accept-Language", "Cookie"))
    return response


def operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give each operation of an OpenAPI document as the page tells it."""
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield {
                "id": told["operationId"],
                "method": method.upper(),
                "path": path,
                "words": in_both(told["summary"]),
                "example": told["x-example"],
                "act": told["x-policy"],
                "parameters": [_parameter(each) for each in told["parameters"]],
                "statuses": sorted(map(str, told["responses"])),
            }


def _parameter(told: Mapping[str, Any]) -> dict[str, Any]:
    schema = told["schema"]
    return {
        "name": told["name"],
        "is_needed": told["required"],
        "words": in_both(told.get("description", "")),
        "form": _form(schema),
        "default": schema.get("default"),
    }


def _form(schema: Mapping[str, Any]) -> str:
    """Tell what a value may be, in the signs of the schema, which both languages share."""
    if "enum" in schema:
        return " | ".join(schema["enum"])
    if schema.get("format") == "date":
        return "YYYY-MM-DD"
    if "minimum" in schema:
        return f"{schema['minimum']}–{schema['maximum']}"
    return str(schema.get("pattern", schema.get("type", "")))


def in_both(text: str) -> Words:
    """Part a description of the document into its two languages."""
    ja, found, en = text.partition(" / ")
    return Words(ja, en if found else ja)
