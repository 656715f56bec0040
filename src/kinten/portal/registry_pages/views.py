"""The pages of the protected tables: the list, a table with its pictures, its funnel, its files."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache

from kinten.disclosure.cells import TOTAL
from kinten.network.hospital import Hospital
from kinten.portal.opendata.writing import MEDIA, disposition
from kinten.portal.people.viewing import viewer_of
from kinten.portal.places.reading import current_atlas
from kinten.portal.policy.stating import states
from kinten.portal.policy.viewer import Role
from kinten.portal.public.asking import PER_PAGE, read_query
from kinten.portal.registry_pages.cells import YEAR, Cells
from kinten.portal.registry_pages.choosing import Choice, Grid, Line, choose, lay_out
from kinten.portal.registry_pages.drawing import MOST_BARS, MOST_LINES, draw_bars, draw_trend
from kinten.portal.registry_pages.files import about_of, write_file
from kinten.portal.registry_pages.funnel import shares_of
from kinten.portal.registry_pages.models import ProtectedTable
from kinten.portal.registry_pages.reading import (
    READ,
    cells_of,
    find_table,
    place_of_table,
    tables_for,
)
from kinten.portal.registry_pages.words import HOSPITAL, tell_dimension, tell_value

_SORTED = frozenset({HOSPITAL, "site", "group"})
"""Dimensions whose values have no order of their own: their bars stand by size."""
ENDINGS = (".csv", ".xlsx", ".json")


@states("public.read")
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Give the tables that the viewer may read."""
    listed = [
        {
            "table": table,
            "dimensions": [tell_dimension(name) for name in table.dimensions],
            "has_funnel": HOSPITAL in table.dimensions and len(table.dimensions) > 1,
        }
        for table in tables_for(viewer_of(request))
    ]
    shown = {"section": "registry", "listed": listed, "own": _own_hospitals(request)}
    return render(request, "registry/index.html", shown)


def _own_hospitals(request: HttpRequest) -> list[Hospital]:
    """Give the hospitals whose findings the viewer may see."""
    known = current_atlas().network.hospitals
    grants = viewer_of(request).grants
    found = {each.hospital: None for each in grants if each.role is Role.HOSPITAL}
    return [known[of] for of in found if of in known]


@states(READ, place_of_table)
@never_cache
def table_page(request: HttpRequest, number: int) -> HttpResponse:
    """Give a table as a page chooses it: the cells first, then bars and the trend."""
    table = find_table(number)
    cells = cells_of(table)
    choice = choose(cells, request.GET)
    grid = lay_out(cells, choice)
    page = Paginator(grid.lines, PER_PAGE).get_page(read_query(request).page)
    lang = get_language() or "ja"
    title = table.words.in_language(lang)
    shown = {
        "section": "registry",
        "table": table,
        "about": about_of(table),
        "hospital": HOSPITAL,
        "dimensions": [(name, tell_dimension(name)) for name in cells.dimensions],
        "has_funnel": bool(shares_of(cells)),
        "choice": choice,
        "fields": _fields(cells, choice),
        "grid": grid,
        "page": page,
        "row_heading": tell_dimension(choice.by),
        "column_heading": tell_dimension(choice.across) if choice.across else None,
        "bars": draw_bars(_for_bars(grid, choice), f"{title}: {gettext('棒の図')}", lang),
        "bars_of": grid.columns[-1][1] if choice.across else None,
        "most_bars": MOST_BARS,
        "trend": _trend(cells, choice, f"{title}: {gettext('年ごとの図')}", lang),
        "most_lines": MOST_LINES,
        "files": _files(table, choice.query),
        "whole": _files(table, ""),
    }
    return render(request, "registry/table.html", shown)


@states(READ, place_of_table)
@never_cache
def download(request: HttpRequest, number: int, ending: str) -> HttpResponse:
    """Give a table as a file: all rows, or with a query those that the page shows."""
    table = find_table(number)
    cells = cells_of(table)
    lang = get_language() or "ja"
    choice = choose(cells, request.GET) if request.GET else None
    content, _ = write_file(table, cells, choice, ending, lang)
    day = localdate(table.received).isoformat()
    name = "_".join(
        [
            *(["例示"] if table.is_made_up else []),
            f"{table.title[:60].replace('/', '・')}_{day}",
            *(["抽出"] if choice is not None else []),
        ]
    )
    made_up = "example_" if table.is_made_up else ""
    answer = HttpResponse(content, content_type=MEDIA[ending])
    plain = f"{made_up}registry_{table.pk}_{day}{ending}"
    answer["Content-Disposition"] = disposition(f"{name}{ending}", plain)
    return answer


def _fields(cells: Cells, choice: Choice) -> list[dict[str, object]]:
    """Give for each dimension that is neither down nor across what can be chosen of it."""
    return [
        {
            "name": f"v-{name}",
            "words": tell_dimension(name),
            "is_japanese": name == HOSPITAL,
            "chosen": choice.fixed[name],
            "values": [(value, tell_value(name, value)) for value in values],
        }
        for name, values in zip(cells.dimensions, cells.values, strict=True)
        if name in choice.fixed
    ]


def _for_bars(grid: Grid, choice: Choice) -> Sequence[Line]:
    lines = [line for line in grid.lines if line.value != TOTAL]
    if choice.by not in _SORTED:
        return lines
    return sorted(lines, key=lambda line: -1 if line.last.n is None else line.last.n, reverse=True)


def _trend(cells: Cells, choice: Choice, title: str, lang: str) -> object:
    """Draw the rows over the years, whatever stands across on the page."""
    if YEAR not in cells.dimensions or choice.by == YEAR:
        return ""
    fixed = {name: value for name, value in choice.fixed.items() if name != YEAR}
    if choice.across not in {"", YEAR}:
        at = cells.dimensions.index(choice.across)
        fixed[choice.across] = TOTAL if TOTAL in cells.values[at] else cells.values[at][0]
    grid = lay_out(cells, Choice(choice.by, YEAR, fixed))
    kept = [at for at, (year, _) in enumerate(grid.columns) if year != TOTAL]
    lines = [
        Line(line.value, line.words, tuple(line.cells[at] for at in kept))
        for line in grid.lines
        if line.value != TOTAL
    ]
    return draw_trend(lines, [grid.columns[at][0] for at in kept], title, lang)


def _files(table: ProtectedTable, query: str) -> list[tuple[str, str]]:
    return [
        (
            ending.removeprefix(".").upper(),
            reverse(f"registry-{ending.removeprefix('.')}", args=[table.pk]) + query,
        )
        for ending in ENDINGS
    ]
