"""The list of areas of a day: what stands in each of them, by prefecture and by state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.coverage.blank import AreaCover, Cover
from kinten.desk.network_notes import NOT_RECORDED, is_before_recording
from kinten.desk.networking import View, notes_of, tell_blank
from kinten.network.counting import count_all
from kinten.portal.atlas_pages.days import view_day
from kinten.portal.atlas_pages.made_up import note_of_examples
from kinten.portal.policy.stating import states
from kinten.portal.public.asking import PER_PAGE, Asked, read_query, today
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class State:
    """A choice of areas by what stands there: its key in an address, its words, whom it holds."""

    key: str
    words: Words
    holds: Callable[[AreaCover], bool]


def _is(cover: Cover) -> State:
    return State(cover.value, cover.label, lambda each: each.cover is cover)


_ALL = State("", Words("すべて", "all"), lambda _: True)
STATES = (
    _ALL,
    State(
        "open",
        Words("空白、または空白の可能性", "blank, or may be blank"),
        lambda each: each.is_blank is not False,
    ),
    _is(Cover.BLANK),
    _is(Cover.NOT_LISTED),
    _is(Cover.NOT_CERTAIN),
    _is(Cover.LOCAL),
    _is(Cover.HUB),
    _is(Cover.KIND_NOT_KNOWN),
)


@states("public.read")
def areas(request: HttpRequest) -> HttpResponse:
    """Give the areas in force on a day, fifty a page."""
    asked = read_query(request)
    prefecture, state, odd = _choice(request)
    view = view_day(asked.day, asked.recorded_by, prefecture)
    found = [each for each in view.covers if state.holds(each)]
    page = Paginator(found, PER_PAGE).get_page(asked.page)
    shown = {
        "section": "areas",
        "asked": asked,
        "odd": (*asked.odd, *odd),
        "view": view,
        "frame": view.atlas.frame,
        "prefecture": prefecture,
        "prefectures": PREFECTURES.items(),
        "state": state,
        "states": STATES,
        "page": page,
        "rows": [area_row(each, view) for each in page],
        "count": len(found),
        "blank": tell_blank(view),
        "notes": (*note_of_examples(found), *notes_of(view)),
        "of_day": of_day(asked),
    }
    return render(request, "areas/areas.html", shown)


def area_row(cover: AreaCover, view: View) -> dict[str, Any]:
    """Give what a row of a table tells of an area; of counts at least and at most, of the hospitals held."""
    return {
        "cover": cover,
        "area": cover.area,
        "prefecture": PREFECTURES[cover.area.prefecture],
        "state": state_of(cover, view),
        "hospitals": count_all(cover.hospitals),
        "hubs": cover.hubs,
    }


def state_of(cover: AreaCover, view: View) -> Words:
    """Tell what stands in an area; where nothing was recorded by the day asked for, only that."""
    return NOT_RECORDED if is_before_recording(view.atlas, view.snapshot) else cover.label


def of_day(asked: Asked) -> str:
    """Give the query by which a link keeps the days asked for; "" for today as it is known now."""
    parts = [f"on={asked.day}"] if asked.day != today() else []
    parts += [] if asked.recorded_by is None else [f"recorded={asked.recorded_by}"]
    return f"?{'&'.join(parts)}" if parts else ""


def _choice(request: HttpRequest) -> tuple[str, State, tuple[str, ...]]:
    """Read prefecture and state of an address; what is none is left out and named."""
    prefecture = request.GET.get("prefecture", "")
    wanted = request.GET.get("state", "")
    state = next((each for each in STATES if each.key == wanted), None)
    odd = [] if prefecture in {"", *PREFECTURES} else ["prefecture"]
    if state is None:
        odd.append("state")
    return "" if "prefecture" in odd else prefecture, state or _ALL, tuple(odd)
