"""A table as a page of its own: readable on a screen, to a screen reader and on paper."""

import re
from html import escape

from kinten.tables.table import Table, Value

_STYLE = """
body{margin:0;background:#f8f8fb;color:#1a1a1c;line-height:1.7;
font-family:"Noto Sans JP","Noto Sans CJK JP","Hiragino Sans","Yu Gothic",Meiryo,sans-serif}
main{padding:1.5rem 1.25rem 3rem}
h1{font-size:1.5rem;line-height:1.4;margin:.5rem 0 1rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;background:#fff;font-size:.9rem}
th,td{border:1px solid #d8d8db;padding:.35rem .6rem;text-align:left;vertical-align:top}
thead th{background:#e8f1fe}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.notes{color:#4a4a4c;font-size:.9rem;padding-left:1.2rem}
.scroll:focus-visible{outline:4px solid #000;outline-offset:2px}
@page{size:A4 landscape;margin:12mm}
@media print{body{background:#fff;font-size:9pt}main{padding:0}table{font-size:8pt;width:100%}
.scroll{overflow:visible}thead{display:table-header-group}tr{break-inside:avoid}}
"""


def html_page(table: Table) -> str:
    """Make the page: the table under its title, its notes below. It needs nothing from elsewhere."""
    title = escape(table.title)
    numbers = _numbers(table)
    head = "".join(
        f'<th scope="col"{_class(place in numbers)}>{escape(name)}</th>'
        for place, name in enumerate(table.columns)
    )
    body = "\n".join(
        "<tr>"
        + "".join(
            f"<td{_class(_reads_as_number(value))}>{escape(_told(value))}</td>" for value in row
        )
        + "</tr>"
        for row in table.rows
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in table.notes)
    listed = f'<ul class="notes">{notes}</ul>\n' if notes else ""
    return (
        f'<!doctype html>\n<html lang="{language_of(table)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><main>\n<h1>{title}</h1>\n"
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></div>\n"
        f"{listed}</main></body></html>\n"
    )


def language_of(table: Table) -> str:
    """Tell the language of a table by its columns: Japanese ones hold a kana or a kanji."""
    return (
        "ja" if any("\u3040" <= letter <= "\u9fff" for letter in "".join(table.columns)) else "en"
    )


def _numbers(table: Table) -> frozenset[int]:
    """Name the columns that hold numbers and nothing else but blanks."""
    return frozenset(
        place
        for place in range(len(table.columns))
        if any(_reads_as_number(row[place]) for row in table.rows)
        and all(row[place] is None or _reads_as_number(row[place]) for row in table.rows)
    )


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _reads_as_number(value: Value) -> bool:
    """Whether a cell is a number, or a share or a range of them written out (0.814, 0.0〜7.1%)."""
    if isinstance(value, str):
        return _SHARE.fullmatch(value) is not None
    return _is_number(value)


_SHARE = re.compile(r"\d+\.\d+%?(〜\d+\.\d+%?)?")


def _class(is_number: object) -> str:
    return ' class="number"' if is_number else ""


def _told(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10_000:
        return f"{value:,}"
    return str(value)
