"""What stands with an open table in every form: sources, licence, date, rows, meaning of the columns."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from kinten import __version__
from kinten.portal.opendata.shapes import Column, OpenTable, Source
from kinten.portal.opendata.tables import Asking, date_of, licences_of
from kinten.vocabulary.wording import Words

ENDINGS = (".csv", ".xlsx", ".json")
_SEMICOLON = Words("、", "; ")


def address_of(table: OpenTable, ending: str = "/") -> str:
    """Give the stable address of a table's page ("/"), of a file, or of its description."""
    return reverse("open-table", args=[table.name]).removesuffix("/") + ending


def describe(table: OpenTable, asking: Asking, rows: int) -> dict[str, Any]:
    """Give what a program needs to know of the rows that a query asks for."""
    return {
        "table": table.name,
        "title": both(table.title),
        "about": both(table.about),
        "licence": [both(each) for each in licences_of(table)],
        "sources": [_source(each) for each in table.sources()],
        "date": date_of(table),
        "on": asking.on(table),
        "recorded": asking.recorded(table),
        "q": asking.words or None,
        "rows": rows,
        "columns": [_column(each) for each in table.columns],
        "kinten": __version__,
    }


def describe_files(table: OpenTable) -> dict[str, Any]:
    """Tell how each of the files is written."""
    return {
        "page": address_of(table),
        "files": {ending.removeprefix("."): address_of(table, ending) for ending in ENDINGS},
        "csv": {
            "encoding": "UTF-8 with BOM",
            "line_end": "CRLF",
            "header": "names of the columns",
            "missing": "empty cell",
            "escaped": "an apostrophe stands before a text that begins with = + - @",
        },
    }


def notes_of(table: OpenTable, asking: Asking, rows: int) -> tuple[Words, ...]:
    """Tell the same in sentences, for people."""
    on, recorded = asking.on(table), asking.recorded(table)
    notes = [table.about]
    if on is not None:
        notes.append(Words(f"{on}の時点", f"as of {on}"))
    if recorded is not None:
        notes.append(Words(f"{recorded}までに記録されたもの", f"as recorded by {recorded}"))
    if asking.words:
        words = asking.words
        notes.append(
            Words(f"次の語を全て含む行だけ: {words}", f"only rows with every word of: {words}")
        )
    notes.append(Words(f"行数: {rows}", f"rows: {rows}"))
    notes.append(Words(f"データの日: {date_of(table)}", f"date of the data: {date_of(table)}"))
    notes.extend(_told(each) for each in table.sources())
    licences = licences_of(table)
    notes.append(
        Words(
            f"利用条件: {_SEMICOLON.ja.join(each.ja for each in licences)}",
            f"Licence: {_SEMICOLON.en.join(each.en for each in licences)}",
        )
    )
    return tuple(notes)


def both(words: Words) -> dict[str, str]:
    """Give words in both languages as a document has them."""
    return {"ja": words.ja, "en": words.en}


def _told(source: Source) -> Words:
    return Words(
        f"出典: {source.title.ja}（{source.publisher.ja}、{source.date}）。"
        f"{'、'.join(source.papers)}",
        f"Source: {source.title.en} ({source.publisher.en}, {source.date}). "
        f"{'; '.join(source.papers)}",
    )


def _source(source: Source) -> Mapping[str, Any]:
    return {
        "name": source.name,
        "title": both(source.title),
        "publisher": both(source.publisher),
        "licence": both(source.licence),
        "date": source.date,
        "collected": source.collected,
        "papers": list(source.papers),
        "derived": None if source.derived is None else both(source.derived),
    }


def _column(column: Column) -> Mapping[str, Any]:
    return {
        "name": column.name,
        "title": both(column.title),
        "meaning": both(column.told),
        "form": str(column.form),
    }
