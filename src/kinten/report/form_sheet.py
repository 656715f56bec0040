"""What the sheets of the form share: naming input cells, validation, protection, print set-up."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kinten.report.form_layout import (
    APPLICATIONS,
    FORM_VERSION,
    NAMES_HEADING,
    NO_QUALIFICATION,
    FormLayout,
    SheetTitle,
)
from kinten.report.form_style import Styles
from kinten.report.grid import column_letters
from kinten.report.model import Report
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, Effort

YES_NO_DASH = ["はい", "いいえ", "-"]
YES_NO = ["はい", "いいえ"]
EFFORTS = [effort.label.ja for effort in Effort]
EMPLOYMENT = ["常勤", "非常勤"]
_OF_ANOTHER_PERSON = re.compile(r"staff_(?!01_)\d{2,}_")
_DAY_ZERO = date(1899, 12, 30).toordinal()

Written = str | int | float | None


@dataclass(slots=True)
class FormBook:
    """A form while it is written: the workbook, its formats, its layout, the answers to fill in."""

    book: Any
    styles: Styles
    layout: FormLayout
    answers: Report | None
    named: list[str] = field(default_factory=list)

    def sheet(self, title: SheetTitle) -> Any:  # noqa: ANN401  xlsxwriter has no types
        """Give a sheet by its title."""
        return self.book.get_worksheet_by_name(title.value)

    def enter(
        self,
        title: SheetTitle,
        place: tuple[int, int],
        name: str,
        style: str,
        value: Written = None,
    ) -> None:
        """Make an input cell: unlocked, coloured, named, and filled where a value is given."""
        row, column = place
        sheet = self.sheet(title)
        if value is None:
            sheet.write_blank(row, column, None, self.styles[style])
        elif isinstance(value, str):
            sheet.write_string(row, column, value, self.styles[style])
        else:
            sheet.write_number(row, column, value, self.styles[style])
        self.book.define_name(name, f"='{title.value}'!${column_letters(column + 1)}${row + 1}")
        self.named.append(name)

    def choose(self, title: SheetTitle, place: tuple[int, int], source: list[str] | str) -> None:
        """Offer a list in a cell; nothing outside it can be typed."""
        self.sheet(title).data_validation(
            *place,
            *place,
            {
                "validate": "list",
                "source": source,
                "error_title": "選択してください",
                "error_message": "一覧にある答えを選んでください。",
            },
        )


def serial_of(day: date) -> int:
    """Give a day as a spreadsheet stores it."""
    return day.toordinal() - _DAY_ZERO


def finish_sheet(form: FormBook, title: SheetTitle, header: tuple[int, int], *, wide: bool) -> None:
    """Lock the labels, freeze and repeat the header rows, and set up A4 paper."""
    sheet = form.sheet(title)
    sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
    first, last = header
    sheet.freeze_panes(last + 1, 0)
    sheet.repeat_rows(first, last)
    sheet.set_paper(9)
    if wide:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    edition = form.layout.edition
    sheet.set_footer(f"&L&9現況報告書 {edition} 様式版{FORM_VERSION}&C&9&A&R&9&P / &N")


LISTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("都道府県", tuple(name.ja for name in PREFECTURES.values())),
    ("推薦区分", APPLICATIONS),
)


def list_columns(layout: FormLayout) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the lists that are too long to stand in a validation itself."""
    roles = tuple(ROLES[role].ja for role in layout.roles)
    held = tuple(QUALIFICATIONS[one].ja for one in layout.qualifications)
    return (*LISTS, ("役割", roles), ("資格", (*held, NO_QUALIFICATION)))


def list_source(layout: FormLayout, heading: str) -> str:
    """Refer to a list on the hidden sheet."""
    for column, (title, choices) in enumerate(list_columns(layout), start=1):
        if title == heading:
            letter = column_letters(column)
            return f"='{SheetTitle.LISTS.value}'!${letter}$2:${letter}${len(choices) + 1}"
    raise KeyError(heading)


def write_lists(form: FormBook) -> None:
    """Write the hidden sheet of lists, with the names of the input cells, so that a lost one is known.

    The names of the first person stand for those of every row of the staff sheet.
    """
    sheet = form.sheet(SheetTitle.LISTS)
    for column, (heading, choices) in enumerate(list_columns(form.layout)):
        sheet.write_string(0, column, heading, form.styles["heading"])
        for row, choice in enumerate(choices, start=1):
            sheet.write_string(row, column, choice, form.styles["plain"])
    beside = len(list_columns(form.layout))
    sheet.write_string(0, beside, NAMES_HEADING, form.styles["heading"])
    kept = (name for name in form.named if not _OF_ANOTHER_PERSON.match(name))
    for row, name in enumerate(kept, start=1):
        sheet.write_string(row, beside, name, form.styles["plain"])
    sheet.set_column(0, beside, 36)
    sheet.protect()
    sheet.hide()
