"""What the staff sheet of a form offered, and what was written on it outside its input cells."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from openpyxl.utils.cell import coordinate_to_tuple

from kinten.report.cells import quoted
from kinten.report.form_layout import SheetTitle, staff_name
from kinten.report.grid import Cell
from kinten.report.model import Remark, Severity
from kinten.report.spreadsheet import Workbook
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Offered
from kinten.vocabulary.wording import Words

_LISTS = MappingProxyType({"役割": ROLES, "資格": QUALIFICATIONS})
_NUMBERED = re.compile(r"staff_\d{2,}_")


def offered_on(book: Workbook, cells: Mapping[str, Cell]) -> Offered | None:
    """Give what could be entered: the lists on the hidden sheet and the columns of training.

    None where the hidden sheet is gone: the form is then taken to have offered everything.
    """
    lists = book.sheet(SheetTitle.LISTS.value)
    if lists is None:
        return None
    found: dict[str, frozenset[str]] = {}
    for column in range(1, lists.column_count + 1):
        known = _LISTS.get(lists.cell(1, column).text)
        if known is not None:
            shown = {lists.cell(row, column).text for row in range(2, lists.row_count + 1)}
            found[lists.cell(1, column).text] = frozenset(
                one for one, label in known.items() if label.ja in shown
            )
    if len(found) < len(_LISTS):
        return None
    training = frozenset(part for part in TRAINING if staff_name(1, f"training_{part}") in cells)
    return Offered(found["役割"], found["資格"], training)


def tell_strays(book: Workbook, cells: Mapping[str, Cell]) -> Iterator[Remark]:
    """Tell what was written beside the input cells, below or between them: it is no person's entry.

    The column of persons' names is never looked at.
    """
    sheet = book.sheet(SheetTitle.STAFF.value)
    if sheet is None:
        return
    named = {
        _place(cell)
        for name, cell in cells.items()
        if _NUMBERED.match(name) and not cell.is_deleted
    }
    if not named:
        return
    first, columns = min(row for row, _ in named), {column for _, column in named}
    strays = [
        cell
        for place, cell in sorted(sheet.cells.items())
        if place[0] > first and place[1] in columns and place not in named and not cell.is_blank
    ]
    rows = {_place(cell)[0]: cell for cell in reversed(strays)}
    for cell in reversed(rows.values()):
        words = Words(
            f"職員表の記入欄の外の行に記入があります（「{quoted(cell.text)}」）。この行は読みませんでした。"
            "番号のある行に移すか、kinten form で作り直した様式に記入してください。",
            f"a row of the staff sheet outside the input cells has entries (“{quoted(cell.text)}”); "
            "it was not read. Move them to a numbered row, or into a form made anew by kinten form.",
        )
        yield Remark("outside_the_form", Severity.ERROR, words, cell.at)


def _place(cell: Cell) -> tuple[int, int]:
    return coordinate_to_tuple(cell.at.rpartition("!")[2])
