"""What the sheets of meeting papers share: formats, the page, the head."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "ＭＳ Ｐゴシック", "font_size": 10}
_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a paper."""

    title: Format
    corner: Format
    plain: Format
    head: Format
    text: Format
    number: Format
    upper: Format
    lower: Format
    share: Format
    note: Format


def make_formats(book: Workbook) -> Formats:
    """Add the formats to a workbook."""
    return Formats(
        book.add_format({**_FONT, "bold": True, "font_size": 14, "align": "center"}),
        book.add_format({**_FONT, "align": "right", "border": 1}),
        book.add_format(_FONT),
        book.add_format({**_FONT, **_BOX, "align": "center", "bg_color": "#E8F1FE"}),
        book.add_format({**_FONT, **_BOX}),
        book.add_format({**_FONT, **_BOX, "align": "right", "num_format": "#,##0"}),
        book.add_format({**_FONT, **_BOX, "align": "right", "bottom": 0}),
        book.add_format({**_FONT, **_BOX, "align": "right", "top": 0, "num_format": "#,##0"}),
        book.add_format({**_FONT, **_BOX, "align": "right", "top": 0, "num_format": "0.0%"}),
        book.add_format({**_FONT, "text_wrap": True, "valign": "top"}),
    )


def set_page(sheet: Worksheet, last_row: int, last_column: int) -> None:
    """Set A4, landscape, one page wide."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_area(0, 0, last_row, last_column)
    sheet.hide_gridlines(2)
