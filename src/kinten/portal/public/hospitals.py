"""The list of hospitals with its box and its files, and the page of one hospital."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from kinten.desk.states import CAUTION
from kinten.portal.opendata.writing import MEDIA, disposition
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.public.list_files import NOT_SAID, name_list, write_list
from kinten.portal.public.listing import KINDS, SORTS, Listing, read_listing
from kinten.portal.reports.page import tell_reports
from kinten.portal.reports.standing import tell_hospital
from kinten.portal.search.asking import Want
from kinten.portal.search.leading import Lead, leads_of
from kinten.portal.search.suggesting import suggest
from kinten.portal.views_kept.recent import remember
from kinten.portal.volume_pages.hospital_part import tell_published
from kinten.vocabulary.identity import PREFECTURES

ENDINGS = (".csv", ".xlsx", ".json")


@states("public.read")
def home(request: HttpRequest) -> HttpResponse:
    """Give the first page: the box, and where else to go."""
    return render(request, "public/home.html", {"section": "home"})


@states("public.read")
def hospitals(request: HttpRequest) -> HttpResponse:
    """Give the hospitals of a day that the box finds, fifty a page, with why each is found."""
    listing = read_listing(request)
    remember(request, listing.asked.words)
    page = Paginator(listing.found, PER_PAGE).get_page(listing.asked.page)
    areas = listing.seen.atlas.frame.areas
    rows = [
        {
            "standing": each.standing,
            "hospital": each.standing.hospital,
            "area": areas.get(each.standing.hospital.area),
            "prefecture": PREFECTURES[each.standing.hospital.prefecture],
            "grounds": each.grounds,
        }
        for each in page
    ]
    shown = {
        "section": "hospitals",
        "asked": listing.asked,
        "listing": listing,
        "finding": listing.finding,
        "page": page,
        "rows": rows,
        "count": len(listing.found),
        "has_grounds": any(each.grounds for each in listing.found),
        "prefectures": PREFECTURES,
        "kinds": KINDS,
        "order": _order(listing),
        "suggestions": _suggestions(listing),
        "leads": _leads(listing),
        "without": [(_box(listing, want, ""), count) for want, count in listing.finding.without],
        "not_said": NOT_SAID,
        "files": [(each[1:].upper(), _address(request, each)) for each in ENDINGS],
    }
    return render(request, "public/hospitals.html", shown)


@states("public.read")
def hospital_files(request: HttpRequest, ending: str) -> HttpResponse:
    """Give a list as a file, every row that the same query shows on the page."""
    listing = read_listing(request)
    content = write_list(listing, ending, get_language() or "ja")
    answer = HttpResponse(content, content_type=MEDIA[ending])
    answer["Content-Disposition"] = disposition(*name_list(listing, ending))
    return answer


def _address(request: HttpRequest, ending: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    path = reverse(f"hospitals-{ending[1:]}")
    return f"{path}?{query.urlencode()}" if query else path


def _order(listing: Listing) -> dict[str, dict[str, str]]:
    """Give for each column how it stands (aria-sort), and the order that its link asks for."""
    choice = listing.choice
    return {
        column: {
            "aria": ""
            if choice.column != column
            else ("descending" if choice.is_descending else "ascending"),
            # A figure is asked for with the greatest first, anything else from its beginning.
            "next": _turned(column, choice.sort),
        }
        for column in SORTS
    }


def _turned(column: str, now: str) -> str:
    first, other = (f"-{column}", column) if column == "figure" else (column, f"-{column}")
    return other if now == first else first


def _suggestions(listing: Listing) -> list[dict[str, Any]]:
    """Give for each word that finds nothing the words that may be meant, with the box that asks for each."""
    return [
        {
            "want": want,
            "choices": [{"word": word, "box": _box(listing, want, word)} for word in suggest(want)],
        }
        for want in listing.finding.lost
        if not want.topics or any(topic.has_sources for topic in want.topics)
    ]


def _leads(listing: Listing) -> list[tuple[Lead, str]]:
    """Give where else the words lead, with the address of each."""
    found = leads_of(listing.finding.wants, listing.seen)
    return [
        (
            each,
            reverse(each.route, args=each.parts) + (f"?{each.query}" if each.query else ""),
        )
        for each in found
    ]


def _box(listing: Listing, want: Want, instead: str) -> str:
    """Give the words of the box with another one, or none, in the place of one."""
    words = (instead if each is want else each.text for each in listing.finding.wants)
    return " ".join(word for word in words if word)


@states("public.read")
def hospital(request: HttpRequest, identity: str) -> HttpResponse:
    """Give the page of a hospital as it stood on a day, with what it reported and what was decided."""
    asked = read_query(request)
    shown = {
        "section": "hospitals",
        **tell_hospital(identity, asked),
        "told": tell_reports(identity, viewer_of(request), asked),
        "part": tell_published(identity, asked.day),
        "caution": CAUTION,
    }
    return render(request, "public/hospital.html", shown)
