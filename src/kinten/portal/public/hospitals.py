"""The list of hospitals with its box, and the page of one."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.desk.atlas import Atlas
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.portal.places.models import NetworkRow, Reading
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.public.finding import find_hospitals, search_keys
from kinten.vocabulary.identity import PREFECTURES


@states("public.read")
def home(request: HttpRequest) -> HttpResponse:
    """Give the first page: the box, and where else to go."""
    return render(request, "public/home.html", {"section": "home"})


@states("public.read")
def hospitals(request: HttpRequest) -> HttpResponse:
    """Give the hospitals of a day that the box finds, fifty a page."""
    asked = read_query(request)
    atlas = current_atlas()
    snapshot = atlas.on(asked.day, asked.recorded_by)
    found = find_hospitals(snapshot, search_keys(atlas, snapshot, _readings()), asked.words)
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
    """Give the page of a hospital as it stood on a day."""
    asked = read_query(request)
    atlas = current_atlas()
    known = atlas.network.hospitals.get(identity)
    if known is None:
        raise Http404
    snapshot = atlas.on(asked.day, asked.recorded_by)
    records = [each for each in atlas.network.designations if each.hospital == identity]
    shown = {
        "section": "hospitals",
        "asked": asked,
        "hospital": known,
        "standing": snapshot.of(identity),
        "area": atlas.frame.areas.get(known.area),
        "prefecture": PREFECTURES[known.prefecture],
        "records": records,
        "partners": _partners(atlas, snapshot, identity),
        "is_example": NetworkRow.objects.filter(
            table="hospitals", cells__hospital_id=identity, is_made_up=True
        ).exists(),
    }
    return render(request, "public/hospital.html", shown)


def _readings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identity, kana in Reading.objects.values_list("hospital", "kana"):
        found.setdefault(identity, []).append(kana)
    return found


def _partners(atlas: Atlas, snapshot: Snapshot, identity: str) -> list[Hospital]:
    """Give the hospitals with which it forms a group on the day."""
    ids = [each.partner for each in snapshot.groups if each.hospital == identity]
    ids += [each.hospital for each in snapshot.groups if each.partner == identity]
    return [
        atlas.network.hospitals[each]
        for each in dict.fromkeys(ids)
        if each in atlas.network.hospitals
    ]
