"""A map to a file: the picture alone, or the page with its table; PNG where the library is there."""

import sys
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.drawing.shapes import draw_shapes
from kinten.desk.drawing.svg import draw_svg
from kinten.desk.mapping import CREDIT, Sheet
from kinten.desk.zooming import zoom_parts
from kinten.geography.loading import load_outlines
from kinten.report.model import Source
from kinten.tables.files import write_text, write_whole
from kinten.tables.table import Value
from kinten.vocabulary.wording import FaultError, Words

MAP_ENDINGS = (".html", ".svg", ".png")
_PIXELS = 1600


def write_map(
    path: Path,
    sheet: Sheet,
    sources: Sequence[Source],
    lang: str,
    *,
    caution: Words | None = None,
    notes: Sequence[str] = (),
    can_zoom: bool = False,
) -> None:
    """Write a map by the ending of the file, whole or not at all.

    With ``can_zoom`` a page also holds a map that zooms, for those who run scripts.

    Raises FaultError that names the missing package where no PNG can be made.
    """
    outlines = load_outlines()
    svg = draw_svg(sheet.picture, draw_shapes(outlines))
    ending = path.suffix.lower()
    if ending == ".svg":
        write_text(path, svg)
    elif ending == ".png":
        image = raster(svg)
        write_whole(path, lambda beside: _fill(beside, image))
    else:
        zoom = None
        if can_zoom:
            zoom = zoom_parts(sheet.picture, outlines, CREDIT.in_language(lang))
        page = map_page(svg, sheet, sources, lang, caution=caution, notes=notes, zoom=zoom)
        write_text(path, page)


def _fill(path: Path, image: bytes) -> None:
    path.write_bytes(image)


def map_page(
    svg: str,
    sheet: Sheet,
    sources: Sequence[Source],
    lang: str,
    *,
    caution: Words | None = None,
    notes: Sequence[str] = (),
    zoom: Mapping[str, Any] | None = None,
) -> str:
    """Make the page: the map, the table that says the same, the sources. It needs no script."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    table = sheet.table
    return environment.get_template("map.html.j2").render(
        lang=lang,
        title=sheet.picture.title,
        style=_template("style.css"),
        skip=Words("地図をとばして表へ", "Skip the map").in_language(lang),
        caution="" if caution is None else caution.in_language(lang),
        notes=[*notes, *table.notes],
        svg=svg,
        table=table,
        table_title=Words("地図と同じ内容の表", "The map as a table").in_language(lang),
        rows=[
            {"id": _area(row[0]), "cells": [_cell(value) for value in row]} for row in table.rows
        ],
        sources_title=Words("入力と出典", "Inputs and sources").in_language(lang),
        inputs=sources,
        engine=f"kinten {__version__}",
        zoom=zoom,
    )


def _area(value: Value) -> str:
    """Give the code of an area, to which the map's link leads; empty for another first cell."""
    return value if isinstance(value, str) and len(value) == 4 and value.isdigit() else ""


def _cell(value: Value) -> dict[str, object]:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    told = "" if value is None else f"{value:,}" if is_number else str(value)
    return {"told": told, "is_number": is_number}


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")


def raster(svg: str) -> bytes:
    """Make a PNG of an SVG; FaultError names the package that is missing for it."""
    try:
        import resvg_py
    except ImportError as error:
        raise FaultError(
            Words("PNGを作るには resvg-py が要ります。", "resvg-py is needed to make a PNG."),
            ".png",
            Words(
                f"「{sys.executable} -m pip install resvg-py」で入ります。または .svg か .html に書き出してください。",
                f'Install it with "{sys.executable} -m pip install resvg-py", or write .svg or .html.',
            ),
        ) from error
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=_PIXELS))
