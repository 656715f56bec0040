"""A scenario's outcome as a page of its own: readable on a screen, to a screen reader and on paper."""

import re
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from kinten import __version__
from kinten.desk.reading import Inputs
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_tables import TABLES, tables_of, whole_notes
from kinten.desk.whatif_telling import (
    NOT_FOUND,
    UNCHANGED,
    list_bounds,
    tell_about,
    tell_head,
    tell_pair,
    tell_scenario,
    tell_unmatched,
    tell_without_projection,
)
from kinten.desk.whatif_ways import list_gains, list_ways
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

_WORDS = {
    "skip": Words("本文へ", "Skip to the content"),
    "title": Words(
        "要件を変えたら：病院・医療圏・住民", "What a revision does: hospitals, areas, people"
    ),
    "scenario": Words("何を変えたか", "What was changed"),
    "unchanged": UNCHANGED,
    "sums": Words("合計（少なくとも〜多くとも）", "Sums (at least to at most)"),
    "contents": Words("このページの表", "Tables on this page"),
    "nothing": Words("ありません。", "None."),
    "sources": Words("入力と出典", "Inputs and sources"),
    "apart": Words("2050年の住民：", "Residents in 2050: "),
}


def whatif_page(result: WhatIf, inputs: Inputs | None, lang: str) -> str:
    """Make the page: the scenario, the sums, every table, the notes and the sources. It needs no script."""
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=select_autoescape(("html.j2",), default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    words = {key: each.in_language(lang) for key, each in _WORDS.items()}
    return environment.get_template("whatif.html.j2").render(
        lang=lang,
        t=words,
        style=_template("style.css"),
        caution=CAUTION.in_language(lang),
        head=tell_head(result, lang),
        about=tell_about(result, lang),
        scenario=tell_scenario(result, lang),
        sums=[
            (name.in_language(lang), tell_pair((low, high), lang))
            for name, low, high in (*list_bounds(result), *list_gains(result), *list_ways(result))
        ],
        apart=tell_without_projection(result, lang),
        notes=whole_notes(result, lang),
        tables=[_shown(name, TABLES[name](result, lang)) for name in tables_of(result)],
        not_found=NOT_FOUND.in_language(lang),
        unmatched=tell_unmatched(result),
        inputs=(*(() if inputs is None else inputs.sources), *result.atlas.sources),
        engine=" | ".join(
            (
                f"kinten {__version__}",
                *(f"{each.id} {each.hash}" for each in (result.before, result.after)),
            )
        ),
    )


def _shown(name: str, table: Table) -> dict[str, Any]:
    numbers = [
        _holds_numbers(row[place] for row in table.rows) for place in range(len(table.columns))
    ]
    return {
        "name": name,
        "title": table.title,
        "columns": list(zip(table.columns, numbers, strict=True)),
        "rows": [
            [(_told(value), numbers[place]) for place, value in enumerate(row)]
            for row in table.rows
        ],
        "notes": table.notes,
    }


def _holds_numbers(values: Iterable[Value]) -> bool:
    """Whether a column holds numbers and ranges of them, and nothing else but blanks."""
    given = [each for each in values if each is not None]
    return bool(given) and all(_NUMBER.fullmatch(_told(each)) for each in given)


_NUMBER = re.compile(r"[\d,]+(\.\d+)?((〜| to )[\d,]+)?")


def _told(value: Value) -> str:
    if value is None:
        return ""
    is_large = isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000
    return f"{value:,}" if is_large else str(value)


def _template(name: str) -> str:
    return files("kinten.desk").joinpath("templates", name).read_text(encoding="utf-8")
