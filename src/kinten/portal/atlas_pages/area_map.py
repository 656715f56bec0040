"""The national map with its slider of years, the counts and the blank areas beside it."""

from datetime import date
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from kinten.coverage.blank import Cover
from kinten.desk.network_notes import is_before_recording
from kinten.desk.networking import notes_of, tell_blank, tell_covers
from kinten.geography.loading import FRAME_2024
from kinten.portal.atlas_pages.areas import area_row
from kinten.portal.atlas_pages.days import APRIL, view_day, years_until
from kinten.portal.atlas_pages.drawing import draw_day
from kinten.portal.atlas_pages.made_up import note_of_examples
from kinten.portal.places.reading import newest_row
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import read_query, today


@states("public.read")
def area_map(request: HttpRequest) -> HttpResponse:
    """Give the map of a day, or of the first of April of a year; to htmx the parts that change."""
    asked = read_query(request)
    years = years_until(today())
    day, odd = _day(request, asked.day, years)
    shown = {
        "section": "map",
        "day": day,
        "recorded_by": asked.recorded_by,
        "odd": (*asked.odd, *odd),
        "years": years,
        "year": min(max(_fiscal_year(day), years[0].year), years[-1].year),
        **_kept(newest_row(), day, asked.recorded_by, years, get_language() or "ja"),
    }
    wants_part = "HX-Request" in request.headers
    if "HX-History-Restore-Request" in request.headers:
        wants_part = False
    answer = render(request, f"areas/{'map_answer' if wants_part else 'map'}.html", shown)
    patch_vary_headers(answer, ("HX-Request",))
    return answer


@lru_cache(maxsize=32)
def _kept(
    newest: int,  # noqa: ARG001 - the key of what is kept
    day: date,
    recorded_by: date | None,
    years: tuple[date, ...],
    lang: str,
) -> dict[str, Any]:
    """Give what is the same for all who ask for a day, its map and tables drawn; kept for the next."""
    view = view_day(day, recorded_by, frame=FRAME_2024)
    blank = [each for each in view.covers if each.is_blank is not False]
    blank.sort(key=lambda each: each.cover is not Cover.BLANK)
    has_records = not is_before_recording(view.atlas, view.snapshot)
    drawn = draw_day(day, recorded_by, lang)
    notes = (*note_of_examples(view.covers), *notes_of(view))
    told = [note.in_language(lang) for note in notes]
    shown = {
        "day": day,
        "recorded_by": recorded_by,
        "years": years,
        "is_april": day in years,
        "has_records": has_records,
        "drawn": drawn,
        "covers": tell_covers(view, lang),
        "areas": len(view.covers),
        "blank": tell_blank(view),
        "blank_rows": [area_row(each, view) for each in blank] if has_records else [],
        "notes": tuple(dict.fromkeys((*drawn.notes, *told))),
    }
    return {
        "part": render_to_string("areas/map_part.html", shown),
        "told": render_to_string("areas/map_told.html", shown),
    }


def _day(
    request: HttpRequest, asked: date, years: tuple[date, ...]
) -> tuple[date, tuple[str, ...]]:
    """Give the day of the year that the slider names, else the day asked for."""
    wanted = request.GET.get("year", "")
    if not wanted:
        return asked, ()
    found = next((each for each in years if str(each.year) == wanted), None)
    return (asked, ("year",)) if found is None else (found, ())


def _fiscal_year(day: date) -> int:
    return day.year if day.month >= APRIL else day.year - 1
