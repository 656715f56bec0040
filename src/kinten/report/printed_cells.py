"""The cells of a paper's figures: two years in one cell, blocks of merged cells, lost brackets."""

import re
import unicodedata
from dataclasses import replace

from kinten.report.cells import figure_of, is_dash
from kinten.report.grid import Cell, Merge, Sheet

_BRACKETED = re.compile(r"\(([^()]*)\)\s*(.*)", re.DOTALL)
_BRACKET_BELOW = re.compile(r"([^()]+?)\s*\(([^()]*)\)", re.DOTALL)
_FIGURE_LIKE = re.compile(r"[-−△▲]?\(?[\d,.\s]+[%件人名例]?\)?\s*[\d,.%()]*")

Figures = dict[int, Cell]
"""Cells of one row, or of one year of it, by their column."""


def holds_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure, a bracketed one, a 「-」 or a formula."""
    if cell.is_blank or cell.is_formula:
        return cell.is_formula
    plain = unicodedata.normalize("NFKC", cell.text).strip()
    return (
        is_dash(cell)
        or figure_of(cell) is not None
        or (any(sign.isdigit() for sign in plain) and _FIGURE_LIKE.fullmatch(plain) is not None)
    )


def figure_cell(sheet: Sheet, row: int, column: int, names: int) -> Cell:
    """Give a figure's cell; one merged over a hospital's two rows is taken as the later year's.

    In a block over several figures or hospitals the value belongs to the top left one; the others
    are lost. ``names`` is the column of the hospitals.
    """
    merge = sheet.merge_of(row, column)
    if merge is None:
        return sheet.cell(row, column)
    if merge.holds(row, names):
        # A title or a note over the whole table, no figure.
        return Cell(None, sheet.at(row, column))
    if column != merge.left or not _is_of_one_hospital(sheet, merge, names):
        return sheet.own(row, column)
    if row == merge.bottom:
        return sheet.cell(merge.top, merge.left)
    return Cell(None, sheet.at(row, column))


def _is_of_one_hospital(sheet: Sheet, merge: Merge, names: int) -> bool:
    """Whether a block spans no more than the two rows of one hospital."""
    if merge.bottom - merge.top > 1:
        return False
    upper, lower = sheet.shown(merge.top, names), sheet.shown(merge.bottom, names)
    return lower.is_blank or upper.text.strip() == lower.text.strip()


def halves_of(cell: Cell) -> tuple[Cell | None, Cell | None]:
    """Split a cell into the bracketed figure of the earlier year and the other one."""
    if cell.is_blank:
        return None, None
    if cell.is_lost:
        return cell, cell
    if not isinstance(cell.value, str) or cell.is_formula:
        shows_brackets = "(" in cell.number_format.partition(";")[0]
        return (cell, None) if shows_brackets else (None, cell)
    plain = unicodedata.normalize("NFKC", cell.value).strip()
    if found := _BRACKETED.fullmatch(plain):
        return _part(cell, found[1]), _part(cell, found[2])
    if found := _BRACKET_BELOW.fullmatch(plain):
        return _part(cell, found[2]), _part(cell, found[1])
    return None, cell


def _part(cell: Cell, text: str) -> Cell | None:
    return replace(cell, value=text.strip()) if text.strip() else None


def all_negative(figures: Figures) -> bool:
    """Whether a spreadsheet program has turned every (764) of a row into -764."""
    filled = (cell for cell in figures.values() if not cell.is_blank and not cell.is_lost)
    found = [figure_of(cell) for cell in filled]
    known = [figure for figure in found if figure is not None]
    return len(known) >= 2 and len(known) == len(found) and all(one.value < 0 for one in known)


def positive(cell: Cell) -> Cell:
    """Take the minus sign off a figure."""
    if isinstance(cell.value, int | float):
        return replace(cell, value=-cell.value)
    return replace(cell, value=cell.text.strip().lstrip("-−")) if cell.text else cell
