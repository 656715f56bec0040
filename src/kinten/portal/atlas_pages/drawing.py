"""The national map as a page of the portal shows it: no style in it, links to the areas, a legend beside."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from kinten.desk.drawing.shapes import Shapes, draw_shapes
from kinten.desk.drawing.svg import Look, Picture, draw_svg
from kinten.desk.mapping import coverage_map
from kinten.geography.loading import FRAME_2024, load_outlines
from kinten.portal.atlas_pages.days import view_day
from kinten.portal.places.reading import newest_row

_STEP = 8.0  # units of the sheet of 8,000: finer than a point of a large screen


@dataclass(frozen=True, slots=True)
class Class:
    """A class of areas in the legend: its words and fill, how many areas, how many people live there.

    ``people`` is None where a source lacks the residents of one of them.
    """

    words: str
    fill: str
    areas: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn map, its legend, the words for the outlined areas, and what has to stand beside it."""

    svg: SafeString
    classes: tuple[Class, ...]
    marked: str
    notes: tuple[str, ...]


def draw_day(day: date, recorded_by: date | None, lang: str) -> Drawn:
    """Draw what stands in every area of 2024 on a day; kept until something else is recorded."""
    return _drawn(newest_row(), day, recorded_by, lang)


@lru_cache(maxsize=32)
def _drawn(newest: int, day: date, recorded_by: date | None, lang: str) -> Drawn:  # noqa: ARG001
    view = view_day(day, recorded_by, frame=FRAME_2024)
    sheet = coverage_map(view.atlas, view.snapshot, lang, is_page=True)
    query = f"?on={day}" + ("" if recorded_by is None else f"&recorded={recorded_by}")
    links = {
        code: reverse("area", kwargs={"frame": FRAME_2024, "code": code}) + query
        for code in sheet.picture.links
    }
    picture = replace(sheet.picture, links=links)
    residents = {each.area.code: each.area.people.now for each in view.covers}
    marked = "" if picture.mark is None or not picture.mark.codes else picture.mark.words
    return Drawn(
        mark_safe(strict_svg(picture, sheet_shapes())),  # noqa: S308 - drawn here; its words are escaped
        tuple(_class(look, picture, residents) for look in picture.looks),
        marked,
        (*picture.caption, *sheet.table.notes),
    )


@lru_cache(maxsize=1)
def sheet_shapes() -> Shapes:
    """Give the outlines of the areas of 2024 as the maps of pages draw them."""
    return draw_shapes(load_outlines(), _STEP)


def _class(look: Look, picture: Picture, residents: dict[str, int | None]) -> Class:
    codes = [code for code, key in picture.shown.items() if key == look.key]
    people = [residents[code] for code in codes]
    known = [each for each in people if each is not None]
    return Class(
        look.words, fill_of(look), len(codes), sum(known) if len(known) == len(people) else None
    )


def fill_of(look: Look) -> str:
    """Give the fill of a class as an attribute of SVG: its colour, or its pattern."""
    return look.fill if look.pattern == "plain" else f"url(#p-{look.key})"


_RULES = re.compile(r"<style>.*?</style>", re.DOTALL)
_STYLE = re.compile(r'style="([^"]*)"')


def strict_svg(picture: Picture, shapes: Shapes) -> str:
    """Draw a map without style elements and attributes, which the policy for contents of pages refuses.

    The rules common to all maps stand in areas.css; the fills of the classes become attributes.
    """
    svg = _RULES.sub("", draw_svg(picture, shapes, has_legend=False), count=1)
    svg = _STYLE.sub(lambda found: _attributes(found[1].split(";")), svg)
    for look in picture.looks:
        svg = svg.replace(f'class="c-{look.key}"', f'fill="{fill_of(look)}"')
    return svg.replace("<svg ", '<svg class="atlas" ', 1)


def _attributes(rules: Sequence[str]) -> str:
    pairs = (rule.partition(":") for rule in rules if rule)
    return " ".join(f'{name}="{value}"' for name, _, value in pairs)
