"""The page of a funnel: its table, its picture, and what it is not."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from kinten.disclosure.cells import TOTAL
from kinten.portal.policy.stating import states
from kinten.portal.registry_pages.files import about_of
from kinten.portal.registry_pages.funnel import Point, Share, make_funnel, shares_of
from kinten.portal.registry_pages.funnel_drawing import draw_funnel, percents, tell_place
from kinten.portal.registry_pages.reading import READ, cells_of, find_table, place_of_table
from kinten.portal.registry_pages.words import HOSPITAL, tell_dimension, tell_value


@states(READ, place_of_table)
@never_cache
def funnel_page(request: HttpRequest, number: int) -> HttpResponse:
    """Give the hospitals of a table by their share of a value, beside the limits of chance."""
    table = find_table(number)
    cells = cells_of(table)
    shares = shares_of(cells)
    if not shares:
        raise Http404
    asked = request.GET.get("share", "")
    share = next((each for each in shares if each.text == asked), None)
    odd = [] if share is not None or not asked else ["share"]
    share = share or _usual(shares)
    fixed, fields = {}, []
    for name, values in zip(cells.dimensions, cells.values, strict=True):
        if name in {HOSPITAL, share.dimension}:
            continue
        told = request.GET.get(f"v-{name}", "")
        if told and told not in values:
            odd.append(f"v-{name}")
        fixed[name] = told if told in values else TOTAL if TOTAL in values else values[0]
        listed = [(value, tell_value(name, value)) for value in values]
        fields.append(
            {
                "name": f"v-{name}",
                "words": tell_dimension(name),
                "chosen": fixed[name],
                "values": listed,
            }
        )
    funnel = make_funnel(cells, share, fixed)
    lang = get_language() or "ja"
    title = f"{table.words.in_language(lang)}: {share.words.in_language(lang)}"
    shown = {
        "section": "registry",
        "table": table,
        "about": about_of(table),
        "shares": shares,
        "fields": fields,
        "funnel": funnel,
        "target": 100 * funnel.target,
        "rows": [_row(point) for point in funnel.points],
        "picture": draw_funnel(funnel, title, lang),
        "begins_above": percents(funnel)[1] if funnel.points else 0,
        "odd": odd,
    }
    return render(request, "registry/funnel.html", shown)


def _usual(shares: tuple[Share, ...]) -> Share:
    """Give the value "yes" where a table has one, else the first."""
    return next((each for each in shares if each.value == "yes"), shares[0])


def _row(point: Point) -> dict[str, object]:
    return {
        "point": point,
        "share": 100 * point.share,
        "limits": [(100 * low, 100 * high) for low, high in point.limits],
        "place": tell_place(point),
    }
