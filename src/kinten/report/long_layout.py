"""Meeting papers typed into the long layout: one row per hospital and year."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kinten.report import faults
from kinten.report.cells import (
    NO_ANSWER,
    Read,
    figure_of,
    is_dash,
    quoted,
    read_fact,
    read_yes,
    remark_on,
)
from kinten.report.delimited import check_widths
from kinten.report.doubled_columns import tell_doubled
from kinten.report.duplicates import merge_given
from kinten.report.grid import Cell, Sheet
from kinten.report.headings import LONG_COLUMNS, Heading
from kinten.report.marks import Mark, read_standing, read_type, unknown_type
from kinten.report.model import Reading, Remark, Report, Severity, Source
from kinten.report.totals import is_total, total_left_out
from kinten.report.unknown_columns import unknown_columns
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import Given
from kinten.vocabulary.identity import prefecture_code
from kinten.vocabulary.period import is_report_year, read_year
from kinten.vocabulary.wording import Words

_YEAR = ("year_submitted", "year")
_HOSPITAL = Words("病院名", "hospital")
YEAR = Words("提出年", "year of submission")
_FLAGS = {
    "advanced": Words("高度型", "advanced type"),
    "exceptional": Words("特例型", "exceptional type"),
}
_REQUIRED = Words(
    "列 year_submitted・hospital と、診療実績の列が必要です。",
    "The columns year_submitted and hospital and at least one volume are needed.",
)


@dataclass(frozen=True, slots=True)
class LongTable:
    """A long table with its columns by name and its figures by heading."""

    sheet: Sheet
    columns: dict[str, int]
    figures: tuple[Heading, ...]

    def cell(self, row: int, *names: str) -> Cell:
        """Give the cell of a row in the first of the named columns that is there; else a blank."""
        column = next((self.columns[name] for name in names if name in self.columns), None)
        return Cell(None, self.sheet.at(row, 1)) if column is None else self.sheet.held(row, column)

    def text(self, row: int, *names: str) -> str:
        """Give a cell's text without white space around it."""
        return self.cell(row, *names).text.strip()


def is_long_layout(sheet: Sheet) -> bool:
    """Whether the first row has the columns of the long layout."""
    table = _table(sheet)
    has_year = any(name in table.columns for name in _YEAR)
    return has_year and "hospital" in table.columns and bool(table.figures)


def read_long_layout(sheet: Sheet, source: Source) -> Reading:
    """Read every row as one report; a row without hospital or year is told and left out."""
    if not is_long_layout(sheet):
        raise faults.unknown_layout(sheet.file, _REQUIRED)
    check_widths(sheet, 1)
    table = _table(sheet)
    reports: list[Report] = []
    remarks: list[Remark] = []
    for row in range(2, sheet.row_count + 1):
        report, told = _read_row(table, row, source)
        remarks.extend(told)
        if report is not None:
            reports.append(report)
    differing = {one.fact for one in remarks if one.rule == "duplicate_differs"}
    of_columns = (*_doubled(table, differing), *unknown_columns(sheet))
    return Reading(source, tuple(reports), (*of_columns, *remarks))


def _table(sheet: Sheet) -> LongTable:
    headings = {
        column: sheet.cell(1, column).text.strip()
        for column in range(1, sheet.column_count + 1)
        if not sheet.cell(1, column).is_blank
    }
    names: dict[str, int] = {}
    for column, name in headings.items():
        names.setdefault(name, column)
    # Each column of a fact is read, also where two are of one fact: none of them wins by its place.
    figures = tuple(
        Heading(column, LONG_COLUMNS[name], name)
        for column, name in headings.items()
        if name in LONG_COLUMNS
    )
    return LongTable(sheet, names, figures)


def _doubled(table: LongTable, differing: Collection[str]) -> Iterator[Remark]:
    """Tell every column after the first of the same fact, or of the same name."""
    seen: dict[str, str] = {}
    for column in range(1, table.sheet.column_count + 1):
        name = table.sheet.cell(1, column).text.strip()
        if not name:
            continue
        holds = LONG_COLUMNS.get(name, name)
        first = seen.setdefault(holds, table.sheet.at(1, column))
        at = table.sheet.at(1, column)
        if first == at:
            continue
        both = f"{first}; {at}"
        if name in LONG_COLUMNS:
            yield tell_doubled(holds, name, both, differs=holds in differing)
            continue
        words = Words(
            f"列「{name}」が二つあります。左の列を読みました。",
            f"The column “{name}” is there twice; the left one was read.",
        )
        yield Remark("doubled_column", Severity.WARNING, words, both)


def _read_row(table: LongTable, row: int, source: Source) -> tuple[Report | None, list[Remark]]:
    sheet = table.sheet
    if all(sheet.cell(row, column).is_blank for column in range(1, sheet.column_count + 1)):
        return None, []
    hospital = table.text(row, "hospital")
    year = read_year_cell(table.cell(row, *_YEAR))
    if is_total(hospital):
        return None, [total_left_out(table.cell(row, "hospital"))]
    if not hospital:
        return None, [row_left_out(_HOSPITAL, table.cell(row, "hospital"))]
    if year is None:
        return None, [row_left_out(YEAR, table.cell(row, *_YEAR))]
    others = [cell for name in _YEAR if not (cell := table.cell(row, name)).is_blank]
    if len({read_year_cell(cell) for cell in others}) > 1:
        return None, [row_left_out(YEAR, others[-1])]
    reads = [
        (
            heading.holds,
            read_fact(
                CATALOGUE[heading.holds],
                sheet.own(row, heading.column),
                in_percent=heading.names_percent,
            ),
        )
        for heading in table.figures
    ]
    report, doubts = _report(table, row, source, hospital, year, reads)
    prefecture, told = read_prefecture(table.cell(row, "prefecture"))
    remarks = [*told, *doubts, *(one for _, read in reads for one in read.remarks)]
    placed = replace(report, prefecture=prefecture)
    return placed, [replace(one, hospital=hospital, year=year) for one in remarks]


def _report(
    table: LongTable,
    row: int,
    source: Source,
    hospital: str,
    year: int,
    reads: Iterable[tuple[str, Read]],
) -> tuple[Report, list[Remark]]:
    mark, told = _kind_of_row(table, row)
    flags = {name: _flag(table, row, name, told) for name in ("advanced", "exceptional")}
    application = table.text(row, "application")
    report = Report(
        hospital,
        year,
        source,
        table.sheet.at(row, 1),
        kind=mark.kind,
        other_kinds=mark.other_kinds,
        is_kind_stated=mark.is_stated,
        area=table.text(row, "area"),
        hospital_id=table.text(row, "hospital_id"),
        is_advanced=mark.is_advanced or flags["advanced"],
        is_exceptional=mark.is_exceptional or flags["exceptional"],
        application=application,
        standing=read_standing(application),
    )
    facts: dict[str, Given] = {}
    for fact, read in reads:
        facts[fact], differing = merge_given(report, fact, facts.get(fact), read.given)
        told.extend(differing)
    return replace(report, facts=facts), told


def _kind_of_row(table: LongTable, row: int) -> tuple[Mark, list[Remark]]:
    kind = table.text(row, "kind")
    mark, unknown = read_type(table.text(row, "type_mark"), table.text(row, "hospital"), kind)
    if not unknown:
        return mark, []
    places = [table.cell(row, name) for name in ("type_mark", "kind", "hospital")]
    at = next(cell.at for cell in places if not cell.is_blank)
    return mark, [unknown_type(unknown, mark, at)]


def _flag(table: LongTable, row: int, name: str, told: list[Remark]) -> bool:
    cell = table.cell(row, name)
    answer = read_yes(cell)
    if answer is None and not cell.is_blank and not is_dash(cell):
        told.append(remark_on(_FLAGS[name], cell, NO_ANSWER))
    return answer is True


def read_year_cell(cell: Cell) -> int | None:
    """Read a year of submission: a number, 2024年 or 令和6年; None for anything else.

    A year that no report is of (令和0年, 平成32年, 1899, 2200) is None as well.
    """
    if cell.is_formula:
        return None
    figure = figure_of(cell)
    if figure is None or figure.is_percent:
        year = read_year(cell.text)
    else:
        is_whole = figure.value == figure.value.to_integral_value()
        year = int(figure.value) if is_whole else None
    return year if year is not None and is_report_year(year) else None


def read_prefecture(cell: Cell) -> tuple[str, list[Remark]]:
    """Read a prefecture as its code; words that name none are told, and no code is given."""
    if cell.is_blank:
        return "", []
    code = prefecture_code(cell.text)
    if code is not None:
        return code, []
    words = Words(
        f"都道府県「{cell.text}」がわかりません。",
        f"“{cell.text}” is not a prefecture that is known.",
    )
    return "", [Remark("prefecture", Severity.WARNING, words, cell.at)]


def row_left_out(entry: Words, cell: Cell) -> Remark:
    """Tell a row that cannot be placed: the entry is blank, or what stands there cannot be read."""
    shown = quoted(cell.text)
    ja = f"「{shown}」が読めない" if shown.strip() else "が空欄である"
    en = f"“{shown}” cannot be read" if shown.strip() else "is blank"
    words = Words(
        f"{entry.ja}{ja}ため、この行は読みませんでした。",
        f"The row was left out: its {entry.en} {en}.",
    )
    return Remark("row_left_out", Severity.ERROR, words, cell.at)
