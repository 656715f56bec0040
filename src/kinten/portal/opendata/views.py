"""The pages of the open data, and the files."""

import json
from itertools import islice

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from kinten.portal.opendata.asking import query_of, read_asking, read_strictly, refusal
from kinten.portal.opendata.describing import ENDINGS, address_of, describe, describe_files
from kinten.portal.opendata.freshness import answer_fresh
from kinten.portal.opendata.shapes import Form, OpenTable
from kinten.portal.opendata.tables import TABLES, Asking, date_of, licences_of, rows_of
from kinten.portal.opendata.writing import (
    MEDIA,
    disposition,
    file_name,
    file_of,
    page_cell,
)
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, today


@states("public.read")
def index(request: HttpRequest) -> HttpResponse:
    """Give the list of the open tables, each with its rows, date and licence."""
    asking = Asking(today())
    listed = [
        {
            "table": table,
            "rows": len(rows_of(table, asking)),
            "date": date_of(table),
            "licences": licences_of(table),
            "address": address_of(table),
            "files": _files(table, ""),
        }
        for table in TABLES.values()
    ]
    return render(request, "opendata/index.html", {"section": "data", "listed": listed})


@states("public.read")
def table_page(request: HttpRequest, table: str) -> HttpResponse:
    """Give the page of a table: fifty rows, the downloads of all of them, what each column means."""
    told = _find(table)
    asking, asked, odd = read_asking(request, told)
    rows = rows_of(told, asking)
    page = Paginator(rows, PER_PAGE).get_page(asked.page)
    lang = get_language() or "ja"
    places = [place for place, each in enumerate(told.columns) if each.is_shown_in(lang)]
    columns = [told.columns[place] for place in places]
    shown = {
        "section": "data",
        "table": told,
        "asking": asking,
        "on": asking.on(told),
        "recorded": asking.recorded(told),
        "obeys_recorded": told.is_asked("recorded"),
        "fields": {"q", *told.obeys},
        "faults": [refusal(name, told) for name in odd if name != "page"],
        "page": page,
        "count": len(rows),
        "columns": columns,
        "hidden": len(told.columns) - len(columns),
        "rows": [
            [
                (told.columns[place], page_cell(row[place], told.columns[place].form))
                for place in places
            ]
            for row in islice(page, PER_PAGE)
        ],
        "files": _files(told, query_of(told, asking)),
        "metadata": address_of(told, ".metadata.json") + query_of(told, asking),
        "date": date_of(told),
        "licences": licences_of(told),
        "sources": told.sources(),
        "number": Form.NUMBER,
    }
    return render(request, "opendata/table.html", shown)


@states("public.read")
def download(request: HttpRequest, table: str, ending: str) -> HttpResponseBase:
    """Give the file of a table: every row that the query asks for; FaultError for an odd query."""
    told = _find(table)
    asking = read_strictly(request, told)
    lang = get_language() or "ja"

    def make() -> HttpResponse:
        content = file_of(told, asking, ending, lang)
        response = HttpResponse(content, content_type=MEDIA[ending])
        day = asking.on(told) or date_of(told)
        response["Content-Disposition"] = disposition(
            file_name(told, asking, ending, day), f"{told.name}_{day}{ending}"
        )
        return response

    return answer_fresh(request, lang, make)


@states("public.read")
def metadata(request: HttpRequest, table: str) -> HttpResponseBase:
    """Give the description of a table and of the rows that the query asks for."""
    told = _find(table)
    asking = read_strictly(request, told)

    def make() -> HttpResponse:
        document = describe(told, asking, len(rows_of(told, asking))) | describe_files(told)
        content = json.dumps(document, ensure_ascii=False, indent=1)
        return HttpResponse(content, content_type=MEDIA[".json"])

    return answer_fresh(request, get_language() or "ja", make)


def _find(name: str) -> OpenTable:
    if name not in TABLES:
        raise Http404
    return TABLES[name]


def _files(table: OpenTable, query: str) -> list[tuple[str, str]]:
    return [
        (ending.removeprefix(".").upper(), address_of(table, ending) + query) for ending in ENDINGS
    ]
