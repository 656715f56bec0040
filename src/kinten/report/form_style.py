"""The look of the form: few colours, inputs told by fill and border, widths for Japanese."""

import unicodedata
from dataclasses import dataclass
from math import ceil
from typing import Any

INK = "#1F2A30"
QUIET = "#5B6770"
TITLE = "#1F4E5F"
HEADING = "#DCE7EC"
SECTION = "#EFF4F6"
INPUT = "#FFF9DB"
LINE = "#AEBBC2"

_BASE: dict[str, Any] = {
    "font_name": "Yu Gothic",
    "font_size": 10,
    "font_color": INK,
    "valign": "vcenter",
    "text_wrap": True,
}
_BOX: dict[str, Any] = {"border": 1, "border_color": LINE}
_INPUT: dict[str, Any] = {**_BASE, **_BOX, "bg_color": INPUT, "locked": False}
_LEFT: dict[str, Any] = {"align": "left", "indent": 1}
_RIGHT: dict[str, Any] = {"align": "right", "indent": 1}

_FORMATS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "font_size": 16, "bold": True, "font_color": TITLE, "text_wrap": False},
    "subtitle": {**_BASE, "font_size": 11, "font_color": QUIET, "text_wrap": False},
    "text": {**_BASE},
    "plain": {**_BASE, **_LEFT, "text_wrap": False},
    "quiet": {**_BASE, **_LEFT, "font_size": 9, "font_color": QUIET},
    "heading": {**_BASE, **_BOX, "bold": True, "bg_color": HEADING, "align": "center"},
    "across": {**_BASE, **_BOX, "bold": True, "bg_color": HEADING, "align": "center_across"},
    "section": {
        **_BASE,
        **_LEFT,
        "bold": True,
        "bg_color": SECTION,
        "bottom": 1,
        "bottom_color": LINE,
        "top": 1,
        "top_color": LINE,
        "text_wrap": False,
    },
    "label": {**_BASE, **_BOX, **_LEFT},
    "centre": {**_BASE, **_BOX, "align": "center"},
    "must": {**_BASE, **_BOX, "align": "center", "bold": True, "font_color": TITLE},
    "last": {**_BASE, **_BOX, **_RIGHT, "font_color": QUIET, "num_format": "#,##0"},
    "last_share": {**_BASE, **_BOX, **_RIGHT, "font_color": QUIET, "num_format": "0.0%"},
    "none": {**_BASE, **_BOX, "bg_color": "#F4F5F6", "font_color": QUIET, "align": "center"},
    "input": {**_INPUT, **_LEFT},
    "legend_input": {**_INPUT, "align": "center", "locked": True},
    "input_centre": {**_INPUT, "align": "center"},
    "input_count": {**_INPUT, **_RIGHT, "num_format": "#,##0"},
    "input_number": {**_INPUT, "align": "center", "num_format": "0"},
    "input_share": {**_INPUT, **_RIGHT, "num_format": "0.0##%"},
    "input_percent": {**_INPUT, "align": "center", "num_format": "0.##%"},
    "input_date": {**_INPUT, "align": "center", "num_format": '[$-411]ggge"年"m"月"d"日"'},
    "meaning": {"font_name": "Yu Gothic", "font_size": 8.5, "font_color": QUIET},
    "item": {"font_name": "Yu Gothic", "font_size": 10, "font_color": INK},
}


@dataclass(frozen=True, slots=True)
class Styles:
    """The formats of one workbook, by what they are for."""

    formats: dict[str, Any]

    def __getitem__(self, purpose: str) -> Any:  # noqa: ANN401  xlsxwriter has no types
        """Give the format for a purpose."""
        return self.formats[purpose]


def make_styles(book: Any) -> Styles:  # noqa: ANN401
    """Register every format in a workbook."""
    return Styles({purpose: book.add_format(look) for purpose, look in _FORMATS.items()})


def width_of(text: str) -> int:
    """Count the columns a text takes: a full-width sign takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def height_for(cells: dict[str, float], line: float = 16.5) -> float:
    """Give the row height that shows each text in a column of the given width."""
    lines = [_lines_of(text, width) for text, width in cells.items() if text]
    return line * max(lines, default=1) + 4


def _lines_of(text: str, width: float) -> int:
    return sum(max(1, ceil(width_of(line) / max(width - 1, 1))) for line in text.split("\n"))
