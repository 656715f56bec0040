"""Survival as a picture, or as a page with the picture and the table that says the same."""

from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.drawing.survival import draw_survival
from kinten.desk.map_page import raster
from kinten.desk.surviving import Survived
from kinten.desk.surviving_chart import NOT_FOR_RELEASE, survival_sheet
from kinten.desk.surviving_table import survival_table
from kinten.tables.files import write_text, write_whole
from kinten.tables.table import Value
from kinten.vocabulary.wording import Words

DRAWN = (".html", ".svg", ".png")


def write_drawn(path: Path, survived: Survived, lang: str, *, exact: bool) -> None:
    """Write the curves by the ending of the file, whole or not at all.

    FaultError names the missing package where no PNG can be made.
    """
    svg = draw_survival(survival_sheet(survived, lang, exact=exact))
    ending = path.suffix.lower()
    if ending == ".svg":
        write_text(path, svg)
    elif ending == ".png":
        image = raster(svg)
        write_whole(path, lambda beside: _fill(beside, image))
    else:
        write_text(path, survival_page(survived, svg, lang, exact=exact))


def survival_page(survived: Survived, svg: str, lang: str, *, exact: bool) -> str:
    """Make the page; it stands alone, works without a script and in print."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    table = survival_table(survived, lang, exact=exact)
    return environment.get_template("survival.html.j2").render(
        lang=lang,
        title=table.title,
        caution=NOT_FOR_RELEASE.in_language(lang) if exact else "",
        style=_template("style.css"),
        skip=Words("図をとばして表へ", "Skip the curves").in_language(lang),
        svg=svg,
        table=table,
        table_title=Words("図と同じ内容の表", "The curves as a table").in_language(lang),
        rows=[[_cell(value) for value in row] for row in table.rows],
        sources_title=Words("入力", "Inputs").in_language(lang),
        inputs=survived.sources,
        engine=f"kinten {__version__}",
    )


def _cell(value: Value) -> dict[str, object]:
    is_number = isinstance(value, int | float)
    told = "" if value is None else f"{value:,}" if is_number else str(value)
    return {"told": told, "is_number": is_number}


def _fill(path: Path, image: bytes) -> None:
    path.write_bytes(image)


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")
