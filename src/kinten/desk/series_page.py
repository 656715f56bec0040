"""The published numbers as a page: the chart, and the table that says the same with every source."""

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.coverage_table import series_table
from kinten.desk.drawing.chart import draw_chart
from kinten.desk.series_chart import series_chart
from kinten.network.published import Published
from kinten.tables.table import Value
from kinten.vocabulary.wording import Words


def series_svg(published: Sequence[Published], lang: str) -> str:
    """Draw the numbers as one SVG."""
    return draw_chart(series_chart(published, lang))


def series_page(published: Sequence[Published], lang: str) -> str:
    """Make the page; it stands alone, works without a script and in print."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    table = series_table(published, lang)
    return environment.get_template("series.html.j2").render(
        lang=lang,
        title=table.title,
        style=_template("style.css"),
        skip=Words("図をとばして表へ", "Skip the chart").in_language(lang),
        svg=series_svg(published, lang),
        table=table,
        table_title=Words("図と同じ内容の表", "The chart as a table").in_language(lang),
        rows=[
            {"cells": [_cell(value) for value in row], "is_break": row[2] is None}
            for row in table.rows
        ],
        engine=f"kinten {__version__}",
    )


def _cell(value: Value) -> dict[str, object]:
    is_number = isinstance(value, int | float)
    return {"told": "" if value is None else str(value), "is_number": is_number}


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")
