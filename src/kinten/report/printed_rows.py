"""The rows of the prefectures' layout: two years of one hospital, in one cell or two rows."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from kinten.report.cells import Read, figure_of, read_fact, remark_on_share
from kinten.report.grid import Cell, Merge, Sheet
from kinten.report.headings import Heading, fold
from kinten.report.long_layout import YEAR, read_prefecture, read_year_cell, row_left_out
from kinten.report.marks import Mark, read_standing, read_type, unknown_type, without_marks
from kinten.report.model import Remark, Report, Severity, Source
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.period import read_submission_years
from kinten.vocabulary.wording import Words

_BRACKETED = re.compile(r"\(([^()]*)\)\s*(.*)", re.DOTALL)
_BRACKET_BELOW = re.compile(r"([^()]+?)\s*\(([^()]*)\)", re.DOTALL)
_NO_HOSPITAL = re.compile(r"[※＊*]|注|（注|計$|合計|小計|総計|平均|出典")
_LONGEST_MERGE = 60

Figures = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A printed table: its sheet, its columns, where its rows begin, the years of its figures."""

    sheet: Sheet
    figures: tuple[Heading, ...]
    roles: dict[str, int]
    first_row: int
    earlier: int | None
    later: int | None
    prefecture: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: who it is about, and its figures of the earlier and of the later year.

    ``is_upper`` tells that the hospital's figures go on in the next row.
    """

    rows: tuple[int, ...]
    hospital: Cell
    earlier: Figures = field(default_factory=dict)
    later: Figures = field(default_factory=dict)
    is_upper: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def name(self) -> str:
        """The hospital's name without its marks; empty where the row does not repeat it."""
        return without_marks(self.hospital.text)


def read_rows(
    table: PrintedTable, source: Source
) -> Iterator[tuple[Report | None, tuple[Remark, ...]]]:
    """Read each hospital's rows as one report per year, and say what could not be read."""
    for line in _hospitals(table):
        if not line.name:
            yield None, (*line.remarks, _without_hospital(table, line))
            continue
        yield None, line.remarks
        if line.earlier and any(not cell.is_blank for cell in line.earlier.values()):
            yield _report(table, line, line.earlier, table.earlier, source)
        if line.later or not line.earlier:
            yield _report(table, line, line.later, table.later, source)


def _hospitals(table: PrintedTable) -> Iterator[Line]:
    """Join the bracketed row of a hospital with the row below it."""
    upper: Line | None = None
    for row in range(table.first_row, table.sheet.row_count + 1):
        line = _line(table, row)
        if line is None:
            continue
        if upper is not None and _belong_together(upper, line):
            yield _joined(upper, line)
            upper = None
            continue
        if upper is not None:
            yield upper
        upper = line if line.is_upper else None
        if upper is None:
            yield line
    if upper is not None:
        yield upper


def _belong_together(upper: Line, lower: Line) -> bool:
    is_lower = not lower.is_upper and not lower.earlier
    return is_lower and (not upper.name or not lower.name or upper.name == lower.name)


def _joined(upper: Line, lower: Line) -> Line:
    return Line(
        (*upper.rows, *lower.rows),
        upper.hospital if upper.name else lower.hospital,
        upper.earlier,
        lower.later,
        remarks=(*upper.remarks, *lower.remarks),
    )


def _line(table: PrintedTable, row: int) -> Line | None:
    """Read one row; None for an empty row, a total or a footnote."""
    names = table.roles["hospital"]
    cells = {
        heading.holds: _figure_cell(table.sheet, row, heading.column, names)
        for heading in table.figures
    }
    hospital = table.sheet.shown(row, names)
    filled = [cell for cell in cells.values() if not cell.is_blank]
    if _is_beside_the_table(table, row) or (not filled and hospital.is_blank):
        return None
    if "year" in table.roles:
        return Line((row,), hospital, later=cells)
    return _line_of_two_years(table, row, hospital, cells)


def _line_of_two_years(table: PrintedTable, row: int, hospital: Cell, cells: Figures) -> Line:
    halves = {fact: _halves(cell) for fact, cell in cells.items()}
    filled = [
        halves[fact] for fact, cell in cells.items() if not cell.is_blank and not cell.is_lost
    ]
    earlier = {fact: above or Cell(None, cells[fact].at) for fact, (above, _) in halves.items()}
    later = {fact: below or Cell(None, cells[fact].at) for fact, (_, below) in halves.items()}
    if filled and all(below is None for _, below in filled):
        return Line((row,), hospital, earlier=earlier, is_upper=True)
    if any(above is not None for above, _ in filled):
        return Line((row,), hospital, earlier, later)
    if _all_negative(later):
        turned = {fact: _positive(cell) for fact, cell in later.items()}
        told = (_brackets_became_minus(hospital, table.sheet.at(row, table.roles["hospital"])),)
        return Line((row,), hospital, earlier=turned, is_upper=True, remarks=told)
    merge = table.sheet.merge_of(row, table.roles["hospital"])
    if merge is not None and merge.top == row and merge.bottom == row + 1:
        # Two rows of one hospital without brackets: the paper prints the earlier year above.
        return Line((row,), hospital, earlier=later, is_upper=True)
    if not filled and not hospital.is_blank and _goes_on_below(table, row):
        return Line((row,), hospital, earlier={}, is_upper=True)
    return Line((row,), hospital, later=later)


def _goes_on_below(table: PrintedTable, row: int) -> bool:
    """Whether the next row has figures and no hospital of its own."""
    below = row + 1
    if (
        below > table.sheet.row_count
        or not table.sheet.shown(below, table.roles["hospital"]).is_blank
    ):
        return False
    return any(not table.sheet.cell(below, heading.column).is_blank for heading in table.figures)


def _is_beside_the_table(table: PrintedTable, row: int) -> bool:
    columns = range(1, table.sheet.column_count + 1)
    texts = (table.sheet.cell(row, column).text for column in columns)
    first = next((fold(text) for text in texts if text.strip()), "")
    hospital = fold(table.sheet.shown(row, table.roles["hospital"]).text)
    return any(_NO_HOSPITAL.match(text) is not None for text in (first, hospital))


def _figure_cell(sheet: Sheet, row: int, column: int, names: int) -> Cell:
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


def _halves(cell: Cell) -> tuple[Cell | None, Cell | None]:
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


def _all_negative(figures: Figures) -> bool:
    """Whether a spreadsheet program has turned every (764) of a row into -764."""
    filled = (cell for cell in figures.values() if not cell.is_blank and not cell.is_lost)
    found = [figure_of(cell) for cell in filled]
    known = [figure for figure in found if figure is not None]
    return len(known) >= 2 and len(known) == len(found) and all(one.value < 0 for one in known)


def _positive(cell: Cell) -> Cell:
    if isinstance(cell.value, int | float):
        return replace(cell, value=-cell.value)
    return replace(cell, value=cell.text.strip().lstrip("-−")) if cell.text else cell


def _report(
    table: PrintedTable, line: Line, cells: Figures, year: int | None, source: Source
) -> tuple[Report | None, tuple[Remark, ...]]:
    if "year" in table.roles:
        cell = table.sheet.shown(line.rows[-1], table.roles["year"])
        year = _year_in(cell)
        if year is None:
            return None, (replace(row_left_out(YEAR, cell), hospital=line.name),)
    if year is None:
        return None, (_without_year(line),)
    reads = {heading.holds: _read(heading, cells.get(heading.holds)) for heading in table.figures}
    prefecture, told = _prefecture(table, line)
    mark, unknown = _mark(table, line)
    application = _text(table, line, "application")
    report = Report(
        line.name,
        year,
        source,
        line.hospital.at,
        kind=mark.kind,
        prefecture=prefecture,
        area=_area(table, line),
        is_advanced=mark.is_advanced,
        is_exceptional=mark.is_exceptional,
        facts={fact: read.given for fact, read in reads.items()},
        application=application,
        standing=read_standing(application),
    )
    remarks = [*told, *unknown, *(one for read in reads.values() for one in read.remarks)]
    return report, tuple(replace(one, hospital=line.name, year=year) for one in remarks)


def _read(heading: Heading, cell: Cell | None) -> Read:
    fact = CATALOGUE[heading.holds]
    read = read_fact(fact, cell or Cell(None, ""), in_percent=True)
    if cell is None or heading.names_percent:
        return read
    return remark_on_share(fact, cell, read)


def _year_in(cell: Cell) -> int | None:
    printed = read_submission_years(cell.text)
    return printed[0] if len(printed) == 1 else read_year_cell(cell)


def _text(table: PrintedTable, line: Line, role: str) -> str:
    column = table.roles.get(role)
    if column is None:
        return ""
    texts = (" ".join(table.sheet.shown(row, column).text.split()) for row in line.rows)
    return next((text for text in texts if text), "")


def _area(table: PrintedTable, line: Line) -> str:
    """Take the area of the row; in a CSV made from merged cells it stands some rows above."""
    column = table.roles.get("area")
    found = _text(table, line, "area")
    if found or column is None or not table.sheet.is_csv:
        return found
    return _from_above(table, line, column)


def _from_above(table: PrintedTable, line: Line, column: int) -> str:
    highest = max(table.first_row, line.rows[0] - _LONGEST_MERGE)
    above = range(line.rows[0] - 1, highest - 1, -1)
    return next(
        (
            cell.text.strip()
            for row in above
            if not (cell := table.sheet.cell(row, column)).is_blank
        ),
        "",
    )


def _prefecture(table: PrintedTable, line: Line) -> tuple[str, list[Remark]]:
    column = table.roles.get("prefecture")
    if column is None:
        return table.prefecture, []
    cell = table.sheet.shown(line.rows[0], column)
    if cell.is_blank and table.sheet.is_csv:
        cell = replace(cell, value=_from_above(table, line, column) or None)
    code, told = read_prefecture(cell)
    return code or table.prefecture, told


def _mark(table: PrintedTable, line: Line) -> tuple[Mark, list[Remark]]:
    """Read the kind from the column of marks, and from the signs that may stand anywhere beside."""
    beside = " ".join(_texts_beside(table, line))
    mark, unknown = read_type(_text(table, line, "mark"), line.hospital.text, beside=beside)
    if not unknown:
        return mark, []
    column = table.roles.get("mark")
    cells = [] if column is None else [table.sheet.shown(row, column) for row in line.rows]
    at = next((cell.at for cell in cells if not cell.is_blank), line.hospital.at)
    return mark, [unknown_type(unknown, mark, at)]


def _texts_beside(table: PrintedTable, line: Line) -> Iterator[str]:
    """Give the texts of a hospital's rows that are no figures: a mark may stand in any of them."""
    taken = {heading.column for heading in table.figures}
    for row in line.rows:
        for column in range(1, table.sheet.column_count + 1):
            if column not in taken:
                yield table.sheet.shown(row, column).text


def _without_hospital(table: PrintedTable, line: Line) -> Remark:
    words = Words(
        "病院名のない行です。読みませんでした。", "A row without a hospital; it was not read."
    )
    at = table.sheet.at(line.rows[0], table.roles["hospital"])
    return Remark("row_left_out", Severity.ERROR, words, at)


def _without_year(line: Line) -> Remark:
    words = Words(
        "括弧内（前回）の提出年が書かれていないため、括弧内の値は読みませんでした。",
        "The year of the bracketed figures is not printed; they were not read.",
    )
    return Remark("year_not_printed", Severity.ERROR, words, line.hospital.at, line.name)


def _brackets_became_minus(hospital: Cell, at: str) -> Remark:
    words = Words(
        "行の値がすべて負です。表計算ソフトが括弧を負号に変えたものとして、前回の値と読みました。",
        "All figures of the row are negative: brackets that a spreadsheet turned into minus signs; "
        "they were read as those of the earlier year.",
    )
    return Remark("brackets_became_minus", Severity.NOTE, words, at, without_marks(hospital.text))
