"""What the pages of new cancers share: the year and sex of an address, and files of the rows chosen."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language

from kinten.desk.incidence import BOTH, SEXES, Incidence, load_incidence
from kinten.portal.opendata.describing import ENDINGS
from kinten.portal.opendata.freshness import answer_fresh
from kinten.portal.opendata.shapes import OpenTable, Row
from kinten.portal.opendata.tables import Asking, date_of, rows_of
from kinten.portal.opendata.writing import MEDIA, content_of, disposition
from kinten.portal.public.asking import today
from kinten.vocabulary.wording import FaultError, Words

SECTION = "cancer"


def answer_rows(
    request: HttpRequest,
    table: OpenTable,
    chosen: Mapping[str, str],
    ending: str,
    keys: frozenset[str] | None = None,
) -> HttpResponseBase:
    """Give a file of the rows whose cells are those chosen; ``keys`` are the first cells that it may have."""
    lang = get_language() or "ja"
    asking = Asking(today())
    names = [column.name for column in table.columns]
    places = {names.index(name): value for name, value in chosen.items()}

    def is_chosen(row: Row) -> bool:
        is_key = keys is None or row[0] in keys
        return is_key and all(str(row[place]) == value for place, value in places.items())

    def make() -> HttpResponse:
        rows = tuple(row for row in rows_of(table, asking) if is_chosen(row))
        content = content_of(table, asking, rows, ending, lang)
        response = HttpResponse(content, content_type=MEDIA[ending])
        mark = "".join(f"_{value}" for value in chosen.values()) + ("_抽出" if keys else "")
        plain = "".join(f"_{value}" for value in chosen.values())
        response["Content-Disposition"] = disposition(
            f"{table.title.ja}{mark}_{date_of(table)}{ending}",
            f"{table.name}{plain}_{date_of(table)}{ending}",
        )
        return response

    return answer_fresh(request, lang, make)


def read_year(request: HttpRequest, held: Incidence) -> tuple[int, int, tuple[str, ...]]:
    """Read year and sex of an address; what is none is left out and named."""
    odd = []
    years = {str(each): each for each in held.years}
    sexes = {str(each): each for each in SEXES}
    year, sex = held.years[-1], BOTH
    wanted = request.GET.get("year", "")
    if wanted in years:
        year = years[wanted]
    elif wanted:
        odd.append("year")
    wanted = request.GET.get("sex", "")
    if wanted in sexes:
        sex = sexes[wanted]
    elif wanted:
        odd.append("sex")
    return year, sex, tuple(odd)


def read_year_strictly(request: HttpRequest) -> dict[str, str]:
    """Read what a file is asked for; FaultError where a part cannot be obeyed."""
    _, _, odd = read_year(request, load_incidence())
    for name in odd:
        raise FaultError(
            Words("この値は使えません。", "this value cannot be used."),
            name,
            Words("頁で選んだ住所を使ってください。", "Take the address that the page gives."),
        )
    return {name: value for name in ("sex", "year") if (value := request.GET.get(name, ""))}


def files_of(
    name: str, arguments: Sequence[int | str] = (), **asked: str | int | None
) -> list[tuple[str, str]]:
    """Give the addresses of the files under which they hold what the page shows."""
    plain = reverse(name, args=arguments).removesuffix("/")
    query = urlencode({key: value for key, value in asked.items() if value not in {None, ""}})
    end = f"?{query}" if query else ""
    return [(ending.removeprefix(".").upper(), plain + ending + end) for ending in ENDINGS]
