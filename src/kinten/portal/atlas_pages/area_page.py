"""The page of an area: its hospitals, its people, its neighbours, the official list, and year by year."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kinten.coverage.blank import AreaCover, BlankArea, BlankList
from kinten.desk.doubts import tell_doubt
from kinten.desk.network_notes import before_the_list, is_before_recording, recording_note
from kinten.desk.networking import View, tell_basis, tell_kind
from kinten.geography.area import Area
from kinten.geography.municipality import municipalities_of
from kinten.network.counting import count_all
from kinten.network.history import Standing
from kinten.portal.atlas_pages.areas import area_row, of_day, state_of
from kinten.portal.atlas_pages.days import (
    counterparts,
    is_unchanged,
    medical_frames,
    other_frame,
    view_day,
    years_until,
)
from kinten.portal.atlas_pages.made_up import note_of_examples
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import Asked, read_query, today
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class CancerArea:
    """An official blank cancer area that an area is, holds municipalities of, or may hold some of."""

    name: str
    is_whole: bool
    municipalities: tuple[str, ...]


@states("public.read")
def area(request: HttpRequest, frame: str, code: str) -> HttpResponse:
    """Give the page of an area of a frame; of a day outside the frame's days the nearest one in it."""
    spans = medical_frames()
    if frame not in spans:
        raise Http404
    begins, ends = spans[frame]
    asked = read_query(request)
    last = date.max if ends is None else ends - timedelta(days=1)
    held = replace(asked, day=min(max(asked.day, begins), last))
    view = view_day(held.day, held.recorded_by, frame=frame)
    cover = next((each for each in view.covers if each.area.code == code), None)
    if cover is None:
        raise Http404
    lang = get_language() or "ja"
    shown = {
        "section": "areas",
        "asked": held,
        "odd": asked.odd,
        "is_moved": "on" in request.GET and held.day != asked.day,
        "frame": view.atlas.frame,
        "last": None if ends is None else last,
        "row": area_row(cover, view),
        "area": cover.area,
        "official": _official(cover, view),
        "hospitals": [_hospital(each, lang) for each in cover.hospitals],
        "facts": tuple(_facts(cover.area)),
        "municipalities": municipalities_of(
            view.atlas.geography.municipalities.values(), frame, code
        ),
        "neighbours": _neighbours(view, code),
        "links": _links(view, code),
        "cancer_areas": tuple(_cancer_areas(cover.area, view)),
        "others": _others(frame, code, held),
        "years": [_year(day, cover.area, held.recorded_by) for day in years_until(today())],
        "notes": _notes(view, cover),
        "of_day": of_day(held),
    }
    return render(request, "areas/area.html", shown)


def _hospital(standing: Standing, lang: str) -> dict[str, Any]:
    return {
        "hospital": standing.hospital,
        "kind": tell_kind(standing, lang),
        "basis": tell_basis(standing, lang),
        "doubt": tell_doubt(standing),
    }


def _official(cover: AreaCover, view: View) -> BlankList | None:
    """Give the ministry's list where it has the area as blank on the day."""
    return view.atlas.official if cover.is_official else None


def _facts(area: Area) -> Iterator[tuple[Words, int | float | None]]:
    people = area.people
    yield Words("国勢調査2020年の人口", "people, census of 2020"), people.census_2020
    yield Words("住民（2025年1月）", "residents of January 2025"), people.now
    yield Words("うち65歳以上", "of these aged 65 and over"), people.aged_65
    yield Words("うち75歳以上", "of these aged 75 and over"), people.aged_75
    yield Words("2050年の推計人口", "projected people of 2050"), people.in_2050
    yield (
        Words("2050年の65歳以上（推計）", "aged 65 and over in 2050 (projected)"),
        people.aged_65_in_2050,
    )
    yield Words("面積（km²）", "area (km²)"), area.km2


def _neighbours(view: View, code: str) -> list[dict[str, Any]]:
    touched = view.atlas.geography.adjacency.neighbours(code)
    return [area_row(each, view) for each in view.covers if each.area.code in touched]


def _links(view: View, code: str) -> list[tuple[str, Area]]:
    """Give the bridges that lead out of an area, with where they lead."""
    links = view.atlas.geography.adjacency.links
    ends = [
        (each.link, each.b if each.a == code else each.a)
        for each in links
        if code in (each.a, each.b)
    ]
    return [(name, view.atlas.frame.areas[other]) for name, other in ends]


def _cancer_areas(area: Area, view: View) -> Iterator[CancerArea]:
    """Give the official blank cancer areas of the list that counts on the day, as far as they are here."""
    official = view.atlas.official
    if official is None or not official.is_known(view.snapshot):
        return
    places = view.atlas.geography.municipalities
    for each in official.areas:
        here = tuple(
            places[one].name
            for one in each.municipalities
            if places[one].areas.get(area.frame) == area.code
        )
        if each.area == area.code or here or _may_be_here(each, area):
            yield CancerArea(each.name, each.area == area.code, here)


def _may_be_here(blank: BlankArea, area: Area) -> bool:
    """Whether nothing tells which part of the area's prefecture it is."""
    is_unplaced = not blank.area and not blank.municipalities
    return is_unplaced and blank.prefecture == area.prefecture


def _others(frame: str, code: str, asked: Asked) -> tuple[Area, ...]:
    """Give the areas of the other frame that hold its municipalities, where they are not the same area."""
    if is_unchanged(frame, code):
        return ()
    begins, _ = medical_frames()[other_frame(frame)]
    told = view_day(begins, asked.recorded_by).atlas.frame.areas
    return tuple(told[each] for each in counterparts(frame, code))


def _year(day: date, area: Area, recorded_by: date | None) -> dict[str, Any]:
    """Tell what stood on the first of April of a year, in the area or in those in force instead of it."""
    view = view_day(day, recorded_by)
    is_same = view.atlas.frame.id == area.frame or is_unchanged(area.frame, area.code)
    if view.atlas.frame.id == area.frame:
        codes: tuple[str, ...] = (area.code,)
    else:
        codes = counterparts(area.frame, area.code)
    here = [each for each in view.covers if each.area.code in codes]
    return {
        "day": day,
        "is_same": is_same,
        "covers": [
            {
                "area": each.area,
                "state": state_of(each, view),
                "hospitals": count_all(each.hospitals),
                "hubs": each.hubs,
            }
            for each in here
        ],
    }


def _notes(view: View, cover: AreaCover) -> tuple[Words, ...]:
    notes = (*note_of_examples((cover,)), *recording_note(view.atlas, view.snapshot))
    if is_before_recording(view.atlas, view.snapshot):
        return notes
    return (*notes, *before_the_list(view.atlas, view.snapshot, cover.hospitals))
