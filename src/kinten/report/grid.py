"""Cells in rows and columns, the same for CSV and for a sheet of a workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what it holds, where it stands, and what makes it untrustworthy.

    ``merged_in`` names the merged block (``A5:F7``) in which the cell vanished with its value;
    ``is_deleted`` tells a form's cell that is no longer there.
    """

    value: CellValue
    at: str
    is_formula: bool = False
    is_error: bool = False
    number_format: str = ""
    merged_in: str = ""
    is_deleted: bool = False

    @property
    def text(self) -> str:
        """What was received, unchanged, as text; empty for a blank cell."""
        if self.value is None:
            return ""
        if isinstance(self.value, float) and self.value.is_integer() and abs(self.value) < 1e15:
            return str(int(self.value))
        if isinstance(self.value, datetime) and self.value.time() == time(0):
            return self.value.date().isoformat()
        return str(self.value)

    @property
    def is_lost(self) -> bool:
        """Whether the cell itself is gone, so that nobody can tell what was filled in."""
        return self.is_deleted or bool(self.merged_in)

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it: a formula is something, white space is not.

        A cell that is lost is not blank: something may have stood in it.
        """
        return not self.is_formula and not self.is_lost and not self.text.strip()


@dataclass(frozen=True, slots=True)
class Merge:
    """A block of merged cells, edges included; its value stands at the top left."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in the block."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def name(self) -> str:
        """The block as a spreadsheet names it: ``A5:F7``."""
        first, last = column_letters(self.left), column_letters(self.right)
        return f"{first}{self.top}:{last}{self.bottom}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of cells, counted from 1. ``title`` is empty for a CSV file.

    ``lines`` gives the line of the file on which each row of a CSV begins: a cell may hold line
    breaks. ``widths`` gives the number of fields of each row of a CSV.
    """

    file: str
    title: str
    cells: Mapping[tuple[int, int], Cell]
    row_count: int
    column_count: int
    lines: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = field(default=())

    @property
    def is_csv(self) -> bool:
        """Whether the table came from a CSV file."""
        return not self.title

    def cell(self, row: int, column: int) -> Cell:
        """Give a cell; one that is not stored is blank."""
        return self.cells.get((row, column)) or Cell(None, self.at(row, column))

    def at(self, row: int, column: int) -> str:
        """Name a cell's place: ``file:line:column`` or ``file!sheet!cell``."""
        if self.is_csv:
            return f"{self.file}:{self.lines[row - 1]}:{column}"
        return f"{self.file}!{self.title}!{column_letters(column)}{row}"

    def merge_of(self, row: int, column: int) -> Merge | None:
        """Find the merged block that a cell belongs to."""
        return next((merge for merge in self.merges if merge.holds(row, column)), None)

    def own(self, row: int, column: int) -> Cell:
        """Give a cell with its own value: inside a merged block only the top left cell has one."""
        merge = self.merge_of(row, column)
        if merge is None or (merge.top, merge.left) == (row, column):
            return self.cell(row, column)
        return Cell(None, self.at(row, column), merged_in=merge.name)

    def held(self, row: int, column: int) -> Cell:
        """Give what holds for a row in one column: a block merged downwards holds for its rows."""
        merge = self.merge_of(row, column)
        top = row if merge is None or merge.left != column else merge.top
        return self.cell(top, column)

    def shown(self, row: int, column: int) -> Cell:
        """Give what a reader sees in a cell: inside a merged block that is its top left cell."""
        merge = self.merge_of(row, column)
        return self.cell(row, column) if merge is None else self.cell(merge.top, merge.left)


def column_letters(column: int) -> str:
    """Write a column's number as letters: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
