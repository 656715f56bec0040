"""The published discharges as files: what a page chose, all of it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from kinten.desk.volumes_national import ranked_hospitals
from kinten.portal.opendata.freshness import answer_fresh
from kinten.portal.opendata.tables import Asking
from kinten.portal.opendata.views import download
from kinten.portal.opendata.volume_tables import DISCHARGE_TOTALS, rows_of_totals
from kinten.portal.opendata.writing import MEDIA, content_of, disposition
from kinten.portal.policy.stating import states
from kinten.portal.volume_pages.choosing import Choice, read_choice_strictly
from kinten.portal.volume_pages.hospitals_table import choose, rows_of_hospitals
from kinten.portal.volume_pages.seeing import VolumesSeen, see_volumes, totals_on
from kinten.vocabulary.wording import Words


@states("public.read")
def totals_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """Give the file of the list of cancers, of the country or of the prefecture that the page chose."""
    choice = read_choice_strictly(request)
    if choice.prefecture is None:
        return download(request, table=DISCHARGE_TOTALS.name, ending=ending)
    prefecture, lang, place = choice.prefecture, get_language() or "ja", choice.place
    about = DISCHARGE_TOTALS.about
    told = Words(f"{about.ja}選んだもの: {place.ja}", f"{about.en} Chosen: {place.en}")
    table = replace(DISCHARGE_TOTALS, about=told)
    asked = choice.asked

    def make() -> HttpResponse:
        rows = tuple(rows_of_totals(totals_on(asked.day, asked.recorded_by, prefecture)))
        asking = Asking(asked.day, asked.recorded_by)
        return _file(
            content_of(table, asking, rows, ending, lang),
            ending,
            f"{table.title.ja}_{place.ja}_{asked.day}",
            f"{table.name}_{prefecture}_{asked.day}",
        )

    return answer_fresh(request, lang, make)


@states("public.read")
def disease_file(request: HttpRequest, disease: str, ending: str) -> HttpResponseBase:
    """Give the file of a cancer: every row that the page's choice has; FaultError for an odd query."""
    choice = read_choice_strictly(request)
    seen = see_disease(choice, disease)
    lang = get_language() or "ja"

    def make() -> HttpResponse:
        every = ranked_hospitals(seen.discharges, seen.snapshot, disease, choice.prefecture)
        table = choose(seen, disease, choice)
        rows = rows_of_hospitals(seen, choice.of(every, seen))
        asking = Asking(choice.asked.day, choice.asked.recorded_by)
        mark = "_抽出" if choice.is_chosen else ""
        day = choice.asked.day
        return _file(
            content_of(table, asking, rows, ending, lang),
            ending,
            f"{table.title.ja}_{day}{mark}",
            f"discharges_{disease}_{day}",
        )

    return answer_fresh(request, lang, make)


def see_disease(choice: Choice, disease: str) -> VolumesSeen:
    """Give the survey and the network of the day asked for; Http404 for what is no cancer of it."""
    seen = see_volumes(choice.asked.day, choice.asked.recorded_by)
    if disease not in seen.discharges.diseases:
        raise Http404
    return seen


def _file(content: bytes, ending: str, name: str, plain: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA[ending])
    response["Content-Disposition"] = disposition(name + ending, plain + ending)
    return response
