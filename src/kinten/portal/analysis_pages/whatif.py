"""The what-if page: a number of the guideline is moved, and what follows is counted, listed and drawn."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from kinten.desk.result import overlay_document
from kinten.desk.states import CAUTION
from kinten.desk.whatif_telling import ONE_COMPLETION, ONE_PASS, tell_about
from kinten.portal.analysis_pages.change_map import draw_changes
from kinten.portal.analysis_pages.curve_drawing import draw_steps
from kinten.portal.analysis_pages.figures import WITHHELD, Data, may_take, take_figures
from kinten.portal.analysis_pages.reckoning import Reckoned, reckon
from kinten.portal.analysis_pages.result_tables import (
    TABLES,
    counts_table,
    covers_table,
    sums_table,
    tables_of,
    tell_waiting,
)
from kinten.portal.analysis_pages.scenario import (
    KINDS,
    READINGS,
    SCOPES,
    Read,
    read_scenario,
)
from kinten.portal.analysis_pages.showing import show_areas, show_curve, show_hospitals, show_table
from kinten.portal.analysis_pages.telling import tell_result
from kinten.portal.analysis_pages.thresholds import editions_with_thresholds
from kinten.portal.people.viewing import viewer_of
from kinten.portal.policy.stating import refuse, states


@states("public.read")
def whatif(request: HttpRequest) -> HttpResponse:
    """Give the page; to htmx the parts that change with the number."""
    read = read_scenario(request)
    viewer = viewer_of(request)
    answer = may_take(viewer, read.scenario.data)
    if not answer.is_allowed:
        return refuse(request, answer)
    figures = take_figures(viewer, read.scenario.data)
    reckoned = reckon(read.scenario, figures)
    lang = get_language() or "ja"
    shown = {
        "section": "whatif",
        "caution": CAUTION,
        "read": read,
        "scenario": read.scenario,
        "figures": figures,
        "waiting": tell_waiting(figures.waiting) if figures.waiting else None,
        "least": read.least,
        "told": None if reckoned is None else tell_result(reckoned),
        "result": None if reckoned is None else _result(reckoned, lang),
        **_choices(read, may_accept=may_take(viewer, Data.ACCEPTED).is_allowed),
    }
    wants_part = "HX-Request" in request.headers
    if "HX-History-Restore-Request" in request.headers:
        wants_part = False
    page = render(request, f"analysis/{'whatif_answer' if wants_part else 'whatif'}.html", shown)
    patch_vary_headers(page, ("HX-Request",))
    return page


def _choices(read: Read, *, may_accept: bool) -> dict[str, Any]:
    """Give what the form offers."""
    return {
        "editions": editions_with_thresholds(),
        "kinds": KINDS,
        "scopes": SCOPES.items(),
        "readings": READINGS.items(),
        "data_choices": [each for each in Data if each is not Data.ACCEPTED or may_accept],
        "is_bound": read.scenario.kind is None
        or read.scenario.kind in read.scenario.threshold.kinds,
    }


def _result(reckoned: Reckoned, lang: str) -> dict[str, Any]:
    """Give what the template shows of a result."""
    named = reckoned.figures.is_named
    result = reckoned.result
    scenario = reckoned.scenario
    overlay = overlay_document(result.after)
    return {
        "counts": show_table(counts_table(reckoned, lang)),
        "sums": show_table(sums_table(reckoned, lang)),
        "covers": show_table(covers_table(reckoned, lang)),
        "hospitals": show_hospitals(reckoned, lang) if named else None,
        "areas": show_areas(reckoned, lang) if named else None,
        "next": show_table(TABLES["next"](reckoned, lang))
        if named and result.second_round
        else None,
        "curve": draw_steps(reckoned, lang),
        "steps": show_curve(reckoned, lang),
        "map": draw_changes(reckoned, lang) if named else None,
        "withheld": None if named else WITHHELD,
        "notes": (ONE_PASS, ONE_COMPLETION),
        "about": tell_about(result, lang),
        "edition": result.after,
        "overlay_hash": None if overlay is None else overlay["hash"],
        "permalink": reverse("whatif") + scenario.query(),
        "files": _files(reckoned, lang),
    }


def _files(reckoned: Reckoned, lang: str) -> list[tuple[str, str]]:
    """Give every file of the result: its words and its address."""
    query = reckoned.scenario.query()
    whole = [(ending, reverse(f"whatif-{ending}") + query) for ending in ("xlsx", "json")]
    single = [
        (f"CSV: {TABLES[name](reckoned, lang).title}", reverse("whatif-csv", args=[name]) + query)
        for name in tables_of(reckoned)
    ]
    return [*((name.upper(), address) for name, address in whole), *single]
