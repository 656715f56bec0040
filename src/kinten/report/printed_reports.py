"""One report of each hospital and year of a printed table."""

from collections.abc import Iterator
from dataclasses import replace

from kinten.report.cells import Read, read_fact, remark_on_share
from kinten.report.duplicates import merge_given
from kinten.report.grid import Cell
from kinten.report.headings import Heading
from kinten.report.long_layout import YEAR, read_prefecture, read_year_cell, row_left_out
from kinten.report.marks import Mark, read_standing, read_type, unknown_type
from kinten.report.model import Remark, Report, Severity, Source
from kinten.report.printed_rows import Half, Line, PrintedTable, read_lines
from kinten.report.printed_years import Place
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import Given, missing
from kinten.vocabulary.period import read_submission_years
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

_LONGEST_MERGE = 60


def read_rows(
    table: PrintedTable, source: Source
) -> Iterator[tuple[Report | None, tuple[Remark, ...]]]:
    """Read each hospital's rows as one report per year, and say what could not be read."""
    for line, told in read_lines(table):
        yield None, told
        if line is None:
            continue
        if not line.name:
            yield None, (*line.remarks, _without_hospital(table, line))
            continue
        yield None, line.remarks
        halves = line.halves or (Half({}, table.years.plain),)
        for half in halves:
            is_last = half is halves[-1]
            is_blank = all(cell.is_blank for cell in half.cells.values())
            if not is_blank or (is_last and half.place is not Place.BRACKETS):
                yield _report(table, line, half, source)


def _report(
    table: PrintedTable, line: Line, half: Half, source: Source
) -> tuple[Report | None, tuple[Remark, ...]]:
    year = half.year
    if "year" in table.roles:
        cell = table.sheet.shown(line.rows[-1], table.roles["year"])
        year = _year_in(cell)
        if year is None:
            return None, (replace(row_left_out(YEAR, cell), hospital=line.name),)
    if year is None:
        return None, (_without_year(line, half),)
    prefecture, told = _prefecture(table, line)
    mark, unknown = _mark(table, line)
    application = _text(table, line, "application")
    report = Report(
        line.name,
        year,
        source,
        line.hospital.at,
        kind=mark.kind,
        other_kinds=mark.other_kinds,
        is_kind_stated=mark.is_stated,
        prefecture=prefecture,
        area=_area(table, line),
        is_advanced=mark.is_advanced,
        is_exceptional=mark.is_exceptional,
        application=application,
        standing=read_standing(application),
    )
    facts, told_of_facts = _facts(table, half, report)
    remarks = [*told, *unknown, *told_of_facts]
    known = replace(report, facts=facts)
    return known, tuple(replace(one, hospital=line.name, year=year) for one in remarks)


def _facts(
    table: PrintedTable, half: Half, report: Report
) -> tuple[dict[str, Given], list[Remark]]:
    """Read every column of the year; columns of one fact that differ contradict each other."""
    facts: dict[str, Given] = {}
    remarks: list[Remark] = []
    differing: list[Remark] = []
    for heading in table.figures:
        if half.cells and heading.column not in half.cells:
            continue
        read = _read(heading, half.cells.get(heading.column))
        remarks.extend(read.remarks)
        first = facts.get(heading.holds)
        if first is not None and heading.must_agree and _only_one_is_blank(first, read.given):
            facts[heading.holds], told = _of_no_certain_year(heading, first, read.given)
        else:
            facts[heading.holds], told = merge_given(report, heading.holds, first, read.given)
        differing.extend(told)
    return facts, [*remarks, *differing]


def _only_one_is_blank(first: Given, second: Given) -> bool:
    blanks = [given.missing is Reason.NOT_REPORTED for given in (first, second)]
    return blanks.count(True) == 1


def _of_no_certain_year(
    heading: Heading, first: Given, second: Given
) -> tuple[Given, tuple[Remark, ...]]:
    label = CATALOGUE[heading.holds].label
    words = Words(
        f"{label.ja}の列は年の違う二つで、一方だけに値があります。どちらがこの年の値か決まりません。",
        f"Two columns of different years are of {label.en}, and only one is filled in; which is of this "
        "year is not settled.",
    )
    both = f"{first.at}; {second.at}"
    text = f"{first.text} / {second.text}"
    told = Remark("duplicate_differs", Severity.ERROR, words, both, fact=heading.holds)
    return missing(Reason.CONTRADICTORY, both, text), (told,)


def _read(heading: Heading, cell: Cell | None) -> Read:
    fact = CATALOGUE[heading.holds]
    if heading.is_uncertain and cell is not None and not cell.is_blank:
        # Told once, at the heading.
        return Read(missing(Reason.UNREADABLE, cell.at, cell.text))
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
        return table.prefecture_at(line.rows[0]), []
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


_PLACES = {
    Place.BRACKETS: Words("括弧内（前回）", "the bracketed figures"),
    Place.UPPER: Words("上段", "the upper figures"),
    Place.LOWER: Words("下段", "the lower figures"),
    Place.EARLIER: Words("「前回」などの列", "the columns of 前回"),
}


def _without_year(line: Line, half: Half) -> Remark:
    place = Words("括弧のない値", "the figures without brackets")
    place = _PLACES.get(half.place, place) if half.place is not None else place
    words = Words(
        f"{place.ja}の提出年が書かれていないため、その値は読みませんでした。"
        "表題に「令和6年10月提出（括弧内は令和5年10月提出）」のように書いてください。",
        f"The year of {place.en} is not printed; they were not read. Print it in the title, as in "
        "令和6年10月提出（括弧内は令和5年10月提出）.",
    )
    return Remark("year_not_printed", Severity.ERROR, words, line.hospital.at, line.name)
