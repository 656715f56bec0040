"""The list of hospitals with its box, and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.desk.states import CAUTION
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.finding import find_hospitals
from kinten.portal.places.reading import see_network
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.reports.page import tell_reports
from kinten.portal.reports.standing import tell_hospital
from kinten.vocabulary.identity import PREFECTURES


@states("public.read")
def home(request: HttpRequest) -> HttpResponse:
    """Give the first page: the box, and where else to go."""
    return render(request, "public/home.html", {"section": "home"})


@states("public.read")
def hospitals(request: HttpRequest) -> HttpResponse:
    """Give the hospitals of a day that the box finds, fifty a page."""
    asked = read_query(request)
    seen = see_network(asked.day, asked.recorded_by)
    atlas = seen.atlas
    found = find_hospitals(seen.snapshot, seen.keys, asked.words)
    pages = Paginator(found, PER_PAGE)
    page = pages.get_page(asked.page)
    rows = [
        {
            "standing": each,
            "hospital": each.hospital,
            "area": atlas.frame.areas.get(each.hospital.area),
            "prefecture": PREFECTURES[each.hospital.prefecture],
        }
        for each in page
    ]
    shown = {
        "section": "hospitals",
        "asked": asked,
        "page": page,
        "rows": rows,
        "count": len(found),
    }
    return render(request, "public/hospitals.html", shown)


@states("public.read")
def hospital(request: HttpRequest, identity: str) -> HttpResponse:
    """Give the page of a hospital as it stood on a day, with what it reported and what was decided."""
    asked = read_query(request)
    shown = {
        "section": "hospitals",
        **tell_hospital(identity, asked),
        "told": tell_reports(identity, viewer_of(request), asked),
        "caution": CAUTION,
    }
    return render(request, "public/hospital.html", shown)
