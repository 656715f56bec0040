"""The officers' pages: areas of a prefecture with their figures, and one area with its five."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from kinten.coverage.flow import Phase
from kinten.desk.coverage_table import coverage_listing, coverage_table
from kinten.desk.covering import AreaView, Coverage, tell_five
from kinten.desk.officer_page import tell_methods
from kinten.geography.loading import FRAME_2024
from kinten.portal.analysis_pages.files import answer_file, csv_of, workbook_of
from kinten.portal.analysis_pages.officer_figures import (
    Wanted,
    area_of,
    area_table,
    cover_areas,
    notes_of,
    place_of_area,
    sources_of,
    tell_missing,
    within_frame,
)
from kinten.portal.analysis_pages.showing import show_table
from kinten.portal.atlas_pages.days import medical_frames
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.asking import ask
from kinten.portal.policy.stating import refuse, states
from kinten.portal.policy.viewer import Place, Role, Viewer
from kinten.portal.public.asking import read_query
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES

WHOLE = "all"
"""What stands in the address of a file for the whole country."""


@states("desk.officer")
def officer_areas(request: HttpRequest) -> HttpResponse:
    """Give the areas of a prefecture with their figures, each with its page."""
    found = _choose(request, FRAME_2024)
    if isinstance(found, HttpResponse):
        return found
    wanted, odd = found
    coverage = cover_areas(wanted)
    lang = get_language() or "ja"
    listing = coverage_listing(coverage, lang)
    rows = zip(show_table(listing).rows, coverage.areas, strict=True)
    shown = {
        "section": "officer",
        "wanted": wanted,
        "odd": odd,
        "prefectures": [(code, PREFECTURES[code]) for code in _own(viewer_of(request))],
        "phases": tuple(Phase),
        "columns": show_table(listing).columns[2:],
        "rows": [(cells[2:], each.cover.area) for cells, each in rows],
        "notes": notes_of(coverage),
        "query": _query(wanted),
        "may_take_all": viewer_of(request).has(Role.MINISTRY),
    }
    return render(request, "analysis/officer_areas.html", shown)


@states("desk.officer")
def officer_areas_file(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the figures of the areas of a prefecture, or of the whole country, as a file."""
    found = _choose(request, FRAME_2024)
    if isinstance(found, HttpResponse):
        return found
    wanted, odd = found
    if odd:
        raise Http404
    table = coverage_table(cover_areas(wanted), get_language() or "ja")
    return _file(table, f"医療圏の状況_{wanted.prefecture or '全国'}", "areas", ending, wanted)


@states("desk.officer_area", place_of_area)
def officer_area(request: HttpRequest, frame: str, code: str) -> HttpResponse:
    """Give the five figures of an area, what is missing, and all others behind them."""
    view, coverage, wanted, odd = _area(request, frame, code)
    lang = get_language() or "ja"
    shown = {
        "section": "officer",
        "area": view.cover.area,
        "prefecture": PREFECTURES[view.cover.area.prefecture],
        "frame": coverage.atlas.frame,
        "wanted": wanted,
        "odd": odd,
        "phases": tuple(Phase),
        "five": tuple(tell_five(view, coverage.atlas, lang)),
        "methods": tuple(tell_methods(view, coverage, lang)),
        "missing": tuple(tell_missing(view)),
        "notes": notes_of(coverage),
        "sources": sources_of(coverage),
        "query": _query(wanted),
        "neighbours": _neighbours(view, coverage, viewer_of(request)),
    }
    return render(request, "analysis/officer_area.html", shown)


@states("desk.officer_area", place_of_area)
def officer_area_file(request: HttpRequest, frame: str, code: str, ending: str) -> HttpResponse:
    """Give the figures of an area as a file."""
    view, coverage, wanted, odd = _area(request, frame, code)
    if odd:
        raise Http404
    table = area_table(view, coverage, get_language() or "ja")
    return _file(
        table, f"医療圏の状況_{code}_{view.cover.area.name}", f"area-{code}", ending, wanted
    )


def _choose(request: HttpRequest, frame: str) -> tuple[Wanted, tuple[str, ...]] | HttpResponse:
    """Read prefecture, day and phase; another's prefecture is refused, what is none is left out."""
    viewer, given = viewer_of(request), request.GET.get("prefecture", "")
    own = _own(viewer)
    asked = read_query(request)
    odd: list[str] = []
    if not own:
        return refuse(request, ask(viewer, "desk.officer_area"))
    if given == WHOLE and viewer.has(Role.MINISTRY):
        prefecture = ""
    elif given in PREFECTURES:
        answer = ask(viewer, "desk.officer_area", Place(prefecture=given))
        if not answer.is_allowed:
            return refuse(request, answer)
        prefecture = given
    else:
        odd += ["prefecture"] if given else []
        prefecture = own[0]
    phase, odd_phase = _phase(request)
    day = within_frame(frame, asked.day)
    told = tuple(each for each in asked.odd if each in {"on", "recorded"})
    return Wanted(frame, prefecture, day, asked.recorded_by, phase), (*told, *odd, *odd_phase)


def _own(viewer: Viewer) -> tuple[str, ...]:
    """Give the prefectures whose areas a viewer may see."""
    return tuple(
        code
        for code in PREFECTURES
        if ask(viewer, "desk.officer_area", Place(prefecture=code)).is_allowed
    )


def _phase(request: HttpRequest) -> tuple[Phase, tuple[str, ...]]:
    given = request.GET.get("phase", Phase.ACUTE.value)
    known = next((each for each in Phase if each.value == given), None)
    return (known, ()) if known is not None else (Phase.ACUTE, ("phase",))


def _area(
    request: HttpRequest, frame: str, code: str
) -> tuple[AreaView, Coverage, Wanted, tuple[str, ...]]:
    """Give an area with its figures on the day asked for; Http404 where it is none."""
    place = place_of_area(frame, code)
    if not place.prefecture or frame not in medical_frames():
        raise Http404
    asked = read_query(request)
    phase, odd_phase = _phase(request)
    day = within_frame(frame, asked.day)
    wanted = Wanted(frame, place.prefecture, day, asked.recorded_by, phase)
    coverage = cover_areas(wanted)
    view = area_of(coverage, code)
    if view is None:
        raise Http404
    told = tuple(each for each in asked.odd if each in {"on", "recorded"})
    return view, coverage, wanted, (*told, *odd_phase)


def _neighbours(view: AreaView, coverage: Coverage, viewer: Viewer) -> list[dict[str, Any]]:
    """Give the areas that touch it; those that the viewer may open lead to their page."""
    areas = coverage.atlas.frame.areas
    touched = sorted(coverage.atlas.geography.adjacency.neighbours(view.cover.area.code))
    return [
        {
            "area": areas[code],
            "is_open": ask(
                viewer, "desk.officer_area", Place(prefecture=areas[code].prefecture)
            ).is_allowed,
        }
        for code in touched
        if code in areas
    ]


def _query(wanted: Wanted) -> str:
    """Give the query that asks for the same day and phase."""
    recorded = "" if wanted.recorded_by is None else f"&recorded={wanted.recorded_by}"
    return f"?on={wanted.day}{recorded}&phase={wanted.phase.value}"


def _file(table: Table, title: str, plain: str, ending: str, wanted: Wanted) -> HttpResponse:
    content = csv_of(table) if ending == ".csv" else workbook_of((table,))
    return answer_file(content, title, plain, ending, wanted.day)
