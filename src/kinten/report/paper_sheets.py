"""What the sheets of meeting papers share: formats, the page, the head."""

from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

_FONT = {"font_name": "ＭＳ Ｐゴシック", "font_size": 10}
_BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}
_DECIMALS = ("#,##0", "#,##0.0", "#,##0.00")
_PERCENTS = ("0%", "0.0%", "0.00%")


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of a paper."""

    title: Format
    corner: Format
    plain: Format
    head: Format
    text: Format
    mark: Format
    number: Format
    decimals: tuple[Format, ...]
    upper: Format
    lower: Format
    upper_shares: tuple[Format, ...]
    lower_shares: tuple[Format, ...]
    note: Format


def make_formats(book: Workbook) -> Formats:
    """Add the formats to a workbook. ``decimals``, ``upper_shares`` and ``lower_shares`` have 0, 1 and 2 decimals."""
    upper = {**_FONT, **_BOX, "align": "right", "bottom": 0}
    lower = {**_FONT, **_BOX, "align": "right", "top": 0}
    return Formats(
        book.add_format({**_FONT, "bold": True, "font_size": 14, "align": "center"}),
        book.add_format({**_FONT, "align": "right", "border": 1}),
        book.add_format(_FONT),
        book.add_format({**_FONT, **_BOX, "align": "center", "bg_color": "#E8F1FE"}),
        book.add_format({**_FONT, **_BOX, "align": "left", "indent": 1}),
        book.add_format({**_FONT, **_BOX, "align": "center"}),
        book.add_format({**_FONT, **_BOX, "align": "right", "num_format": "#,##0"}),
        tuple(
            book.add_format({**_FONT, **_BOX, "align": "right", "num_format": digits})
            for digits in _DECIMALS
        ),
        book.add_format({**upper, "num_format": "(#,##0)"}),
        book.add_format({**lower, "num_format": "#,##0"}),
        tuple(book.add_format({**upper, "num_format": f"({digits})"}) for digits in _PERCENTS),
        tuple(book.add_format({**lower, "num_format": digits}) for digits in _PERCENTS),
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
