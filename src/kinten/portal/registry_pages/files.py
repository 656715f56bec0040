"""A protected table as a file: CSV, a workbook or JSON, written as the open tables are."""

from django.utils.timezone import localdate

from kinten.portal.opendata.shapes import Column, Form, OpenTable, Row, Source
from kinten.portal.opendata.tables import Asking
from kinten.portal.opendata.writing import content_of
from kinten.portal.public.asking import today
from kinten.portal.registry_pages.cells import Cells
from kinten.portal.registry_pages.choosing import Choice, chosen_rows
from kinten.portal.registry_pages.models import ProtectedTable
from kinten.portal.registry_pages.words import (
    HOSPITAL,
    NOT_SHOWN,
    statuses,
    tell_dimension,
    tell_value,
)
from kinten.vocabulary.wording import Words

MADE_UP = Words(
    "例示（架空）の値です。実在の病院や患者の値ではありません。",
    "Example data, made up: of no real hospital and no real patient.",
)
_NO_LICENCE = Words("利用条件は示されていません", "no licence was stated")


def write_file(
    table: ProtectedTable, cells: Cells, choice: Choice | None, ending: str, lang: str
) -> tuple[bytes, int]:
    """Write the rows of a table, all or those that a page chose; gives the file and its rows."""
    chosen = list(cells.rows) if choice is None else chosen_rows(cells, choice)
    rows = tuple(_row(cells, *each) for each in chosen)
    described = open_table(table, cells, choice)
    return content_of(described, Asking(today()), rows, ending, lang), len(rows)


def open_table(table: ProtectedTable, cells: Cells, choice: Choice | None = None) -> OpenTable:
    """Describe a protected table as the open tables are described."""
    kept = Source(
        f"registry_{table.pk}",
        table.words,
        Words(table.source, table.source),
        Words(table.licence, table.licence) if table.licence else _NO_LICENCE,
        " ".join(table.years),
        localdate(table.received).isoformat(),
    )
    return OpenTable(
        f"registry_{table.pk}",
        table.words,
        about_of(table, choice),
        tuple(_columns(cells)),
        lambda _day, _recorded: (),
        lambda: (kept,),
        is_recorded=False,
    )


def about_of(table: ProtectedTable, choice: Choice | None = None) -> Words:
    """Tell what a table is: made up or not, how it is protected, which of its cells are there."""
    parts = [MADE_UP] if table.is_made_up else []
    if table.rounding:
        base = table.rounding
        parts.append(
            Words(
                f"件数は{base}の倍数に丸めてあります。",
                f"Counts are rounded to multiples of {base}.",
            )
        )
    else:
        k = table.threshold
        parts.append(
            Words(
                f"{k}未満の件数と、引き算でそれが分かるセルは、隠してあります（空欄）。",
                f"Counts under {k}, and cells from which they could be reckoned, are hidden (blank).",
            )
        )
    if choice is not None and choice.fixed:
        ja = "、".join(each.ja for each in choice.words)
        en = "; ".join(each.en for each in choice.words)
        parts.append(Words(f"選んだ区分だけ: {ja}。", f"Only the chosen rows: {en}."))
    return Words("".join(each.ja for each in parts), " ".join(each.en for each in parts))


def _columns(cells: Cells) -> list[Column]:
    columns = []
    for name in cells.dimensions:
        title = tell_dimension(name)
        columns += [
            Column(name, Words(f"{title.ja}の符号", f"{title.en} (code)"), meaning=title),
            Column(f"{name}_ja", title, is_japanese=name == HOSPITAL),
            Column(f"{name}_en", Words(f"{title.ja}（英語）", title.en)),
        ]
    listed = [(status, words) for status, words in statuses().items()]
    meaning = Words(
        "、".join(f"{status}={words.ja}" for status, words in listed),
        "; ".join(f"{status}: {words.en}" for status, words in listed),
    )
    return [
        *columns,
        Column(
            "n",
            Words("件数", "count"),
            Form.NUMBER,
            Words("件数。隠したセルは空欄", "count; blank where hidden"),
        ),
        Column("status", Words("状態", "status"), meaning=meaning),
        Column("shown_ja", Words("頁での表し方", "as on the page, Japanese")),
        Column("shown_en", Words("頁での表し方（英語）", "as on the page")),
    ]


def _row(cells: Cells, values: tuple[str, ...], n: int | None, status: str) -> Row:
    told: list[str | int | None] = []
    for name, value in zip(cells.dimensions, values, strict=True):
        words = tell_value(name, value)
        told += [value, words.ja, words.en]
    shown = NOT_SHOWN if n is None else Words(f"{n:,}", f"{n:,}")
    return (*told, n, status, shown.ja, shown.en)
