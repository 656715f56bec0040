"""The rows of the prefectures' layout: two years of one hospital, in one cell, two rows or two columns."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from kinten.report.grid import Cell, Sheet
from kinten.report.headings import Heading, fold
from kinten.report.marks import without_marks
from kinten.report.model import Remark, Severity
from kinten.report.printed_cells import (
    Figures,
    all_negative,
    figure_cell,
    halves_of,
    holds_figure,
    positive,
)
from kinten.report.printed_years import Place
from kinten.report.totals import is_total, total_left_out
from kinten.report.year_shares import Years
from kinten.vocabulary.wording import Words

_NO_HOSPITAL = re.compile(r"[※＊*]|注|（注|出典|\(注")


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table: its sheet, its columns, its rows, the years of its figures.

    ``last_row`` is included. ``prefecture`` is that of the title; ``sections`` are the rows
    that hold nothing but a prefecture's name, with its code, which holds for the rows below.
    """

    sheet: Sheet
    figures: tuple[Heading, ...]
    roles: dict[str, int]
    first_row: int
    last_row: int
    years: Years
    prefecture: str
    sections: tuple[tuple[int, str], ...] = ()

    def prefecture_at(self, row: int) -> str:
        """Give the prefecture of a row: of the section that it lies in, else of the title."""
        above = bisect_right(self.sections, row, key=itemgetter(0))
        return self.sections[above - 1][1] if above else self.prefecture

    @property
    def has_years_in_columns(self) -> bool:
        """Whether headings name the years of their columns: 前回, 今回."""
        return any(heading.has_year for heading in self.figures)


@dataclass(frozen=True, slots=True)
class Half:
    """The figures of one year of a hospital, and where they stand; no year is one not printed."""

    cells: Figures
    year: int | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One hospital: its row or rows, and its figures of each year.

    ``is_open`` tells that its figures go on in the next row.
    """

    rows: tuple[int, ...]
    hospital: Cell
    halves: tuple[Half, ...] = ()
    is_open: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def name(self) -> str:
        """The hospital's name without its marks; empty where the row does not repeat it."""
        return without_marks(self.hospital.text)

    @property
    def is_plain(self) -> bool:
        """Whether it is one row without brackets that waits for no other."""
        return not self.is_open and len(self.rows) == 1 and [h.place for h in self.halves] == [None]


def read_lines(table: PrintedTable) -> Iterator[tuple[Line | None, tuple[Remark, ...]]]:
    """Join the rows of each hospital; what belongs to none, or to none for certain, is told."""
    lines: list[Line] = []
    sections = {row for row, _ in table.sections}
    for row in range(table.first_row, table.last_row + 1):
        if row in sections:
            continue
        told = _beside_the_table(table, row)
        if told is not None:
            yield None, told
            continue
        line = _line(table, row)
        if line is not None:
            lines.append(line)
    place = 0
    while place < len(lines):
        taken, line, told = _joined_at(table, lines, place)
        place += taken
        yield line, told


def _joined_at(
    table: PrintedTable, lines: list[Line], place: int
) -> tuple[int, Line | None, tuple[Remark, ...]]:
    """Join the line at a place with the next where they are of one hospital."""
    line = lines[place]
    below = lines[place + 1] if place + 1 < len(lines) else None
    if line.is_open:
        if not line.name and place and _may_belong_above(table, lines[place - 1], line):
            return 1, None, (_of_no_certain_row(line),)
        if below is not None and _belong_together(line, below):
            return 2, _joined(table, line, below), ()
    elif below is not None and line.is_plain and line.name and not below.name:
        is_next = below.rows[0] == line.rows[0] + 1
        if is_next and below.is_open and table.years.brackets_below:
            return 2, _with_brackets_below(line, below), ()
        if is_next and below.is_plain and len(table.years.printed) == 2:
            return _two_rows_without_brackets(table, line, below)
    return 1, line, ()


def _two_rows_without_brackets(
    table: PrintedTable, line: Line, below: Line
) -> tuple[int, Line | None, tuple[Remark, ...]]:
    """Take two rows as 上段 and 下段 only where the title speaks of them."""
    if not table.years.is_by_row:
        return 2, None, (_of_no_certain_year(line),)
    upper = Half(line.halves[0].cells, table.years.of(Place.UPPER), Place.UPPER)
    return 2, _joined(table, replace(line, halves=(upper,)), below), ()


def _may_belong_above(table: PrintedTable, above: Line, line: Line) -> bool:
    return above.is_plain and above.rows[-1] + 1 == line.rows[0] and len(table.years.printed) == 2


def _with_brackets_below(line: Line, below: Line) -> Line:
    halves = (*below.halves, *line.halves)
    return replace(line, rows=(*line.rows, *below.rows), halves=halves, remarks=below.remarks)


def _belong_together(upper: Line, lower: Line) -> bool:
    return lower.is_plain and (not upper.name or not lower.name or upper.name == lower.name)


def _joined(table: PrintedTable, upper: Line, lower: Line) -> Line:
    below = lower.halves
    if any(half.place is Place.UPPER for half in upper.halves):
        below = tuple(
            replace(half, year=table.years.of(Place.LOWER), place=Place.LOWER) for half in below
        )
    return Line(
        (*upper.rows, *lower.rows),
        upper.hospital if upper.name else lower.hospital,
        (*upper.halves, *below),
        remarks=(*upper.remarks, *lower.remarks),
    )


def _line(table: PrintedTable, row: int) -> Line | None:
    """Read one row; None for an empty row."""
    names = table.roles["hospital"]
    cells = {
        heading.column: figure_cell(table.sheet, row, heading.column, names)
        for heading in table.figures
    }
    hospital = table.sheet.shown(row, names)
    if hospital.is_blank and all(cell.is_blank for cell in cells.values()):
        return None
    if "year" in table.roles:
        return Line((row,), hospital, (Half(cells, None),))
    if table.has_years_in_columns:
        return Line((row,), hospital, tuple(_halves_by_column(table, cells)))
    return _line_of_two_years(table, row, hospital, cells)


def _halves_by_column(table: PrintedTable, cells: Figures) -> Iterator[Half]:
    """Give the figures of each year that headings name; a column of no certain year is in each."""
    named = {heading.year for heading in table.figures if heading.has_year}
    for year in sorted(named, key=lambda each: each or 0):
        of_year = {
            heading.column: _without_its_brackets(cells[heading.column], heading, table.years)
            for heading in table.figures
            if not heading.has_year or heading.year == year
        }
        yield Half(of_year, year, Place.EARLIER)


def _without_its_brackets(cell: Cell, heading: Heading, years: Years) -> Cell:
    """Take the brackets off a figure under a heading of the brackets' own year, and off no other."""
    above, below = halves_of(cell)
    if above is None or cell.is_lost or not heading.has_year:
        return cell
    if below is None and heading.year == years.of(Place.BRACKETS):
        return above
    return replace(cell, value=cell.text if below is not None else f"({above.text})")


def _line_of_two_years(table: PrintedTable, row: int, hospital: Cell, cells: Figures) -> Line:
    halves = {column: halves_of(cell) for column, cell in cells.items()}
    filled = [
        halves[column] for column, cell in cells.items() if not cell.is_blank and not cell.is_lost
    ]
    bracketed = {
        column: above or Cell(None, cells[column].at) for column, (above, _) in halves.items()
    }
    plain = {column: below or Cell(None, cells[column].at) for column, (_, below) in halves.items()}
    years = table.years
    in_brackets = Half(bracketed, years.of(Place.BRACKETS), Place.BRACKETS)
    if filled and all(below is None for _, below in filled):
        return Line((row,), hospital, (in_brackets,), is_open=True)
    if any(above is not None for above, _ in filled):
        return Line((row,), hospital, (in_brackets, Half(plain, years.plain)))
    if all_negative(plain):
        turned = {column: positive(cell) for column, cell in plain.items()}
        told = (_brackets_became_minus(hospital, table.sheet.at(row, table.roles["hospital"])),)
        half = Half(turned, years.of(Place.BRACKETS), Place.BRACKETS)
        return Line((row,), hospital, (half,), is_open=True, remarks=told)
    merge = table.sheet.merge_of(row, table.roles["hospital"])
    if merge is not None and merge.top == row and merge.bottom == row + 1:
        # Two rows of one hospital without brackets: the paper prints the earlier year above.
        half = Half(plain, years.of(Place.UPPER), Place.UPPER)
        return Line((row,), hospital, (half,), is_open=True)
    if not filled and not hospital.is_blank and _goes_on_below(table, row):
        return Line((row,), hospital, is_open=True)
    return Line((row,), hospital, (Half(plain, years.plain),))


def _goes_on_below(table: PrintedTable, row: int) -> bool:
    """Whether the next row has figures and no hospital of its own."""
    below = row + 1
    if below > table.last_row or not table.sheet.shown(below, table.roles["hospital"]).is_blank:
        return False
    return any(not table.sheet.cell(below, heading.column).is_blank for heading in table.figures)


def _beside_the_table(table: PrintedTable, row: int) -> tuple[Remark, ...] | None:
    """Tell a total, and a row that begins like a note and has figures; None for a hospital's row."""
    columns = range(1, table.sheet.column_count + 1)
    first = next(
        (cell for column in columns if not (cell := table.sheet.cell(row, column)).is_blank), None
    )
    hospital = table.sheet.shown(row, table.roles["hospital"])
    has_figures = any(
        holds_figure(table.sheet.cell(row, heading.column)) for heading in table.figures
    )
    for cell in (each for each in (hospital, first) if each is not None and not each.is_blank):
        if is_total(cell.text):
            return (total_left_out(cell),) if has_figures else ()
        if _NO_HOSPITAL.match(fold(cell.text)) is not None:
            return (_like_a_note(cell),) if has_figures else ()
    return None


def _like_a_note(cell: Cell) -> Remark:
    shown = " ".join(cell.text.split())[:40]
    words = Words(
        f"「{shown}」で始まる行は注のようですが、値があります。病院の行なら、※や注を病院名の後ろに移してください。"
        "読みませんでした。",
        f"A row that begins with “{shown}” looks like a note but has figures; it was not read. If it is a "
        "hospital's, put the sign behind its name.",
    )
    return Remark("row_left_out", Severity.ERROR, words, cell.at)


def _of_no_certain_row(line: Line) -> Remark:
    words = Words(
        "病院名のない括弧の行が、上の病院のものか下の病院のものか決まりません。読みませんでした。"
        "病院名を両方の行に書いてください。",
        "A bracketed row without a hospital may be of the one above or the one below; it was not read. "
        "Write the hospital into both of its rows.",
    )
    at = next(iter(line.halves[0].cells.values())).at if line.halves else line.hospital.at
    return Remark("row_left_out", Severity.ERROR, words, at)


def _of_no_certain_year(line: Line) -> Remark:
    words = Words(
        "この病院の二行のどちらがどの提出年か、括弧も「上段」「下段」の説明もないため決まりません。"
        "どちらも読みませんでした。",
        "Which of this hospital's two rows is of which year is not settled: there are no brackets and no "
        "words on 上段 and 下段. Neither was read.",
    )
    return Remark("row_left_out", Severity.ERROR, words, line.hospital.at, line.name)


def _brackets_became_minus(hospital: Cell, at: str) -> Remark:
    words = Words(
        "行の値がすべて負です。表計算ソフトが括弧を負号に変えたものとして、括弧内の値と読みました。",
        "All figures of the row are negative: brackets that a spreadsheet turned into minus signs; "
        "they were read as the bracketed ones.",
    )
    return Remark("brackets_became_minus", Severity.NOTE, words, at, without_marks(hospital.text))
