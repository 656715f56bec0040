"""The prefectures' own layout of 資料3-1-①: where the table is, its columns, and its years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kinten.report import faults
from kinten.report.delimited import check_widths
from kinten.report.grid import Sheet
from kinten.report.headings import (
    Heading,
    fact_of_heading,
    fold,
    is_threshold,
    role_of_heading,
)
from kinten.report.long_layout import YEAR
from kinten.report.model import Reading, Remark, Report, Severity, Source
from kinten.report.printed_rows import PrintedTable, read_rows
from kinten.vocabulary.identity import prefecture_named_in
from kinten.vocabulary.period import find_wrong_submission_years, read_submission_years
from kinten.vocabulary.wording import Words

_HEADER_WITHIN = 40
_FIGURES_OF_A_HEADER = 3
_LONGEST_ROLE = 24
_MANY_YEARS = Words(
    "提出年が三つ以上書かれています。上段（括弧内）と下段の年だけを残してください。",
    "More than two years of submission are printed; keep only those of the two figures.",
)
_PLAIN_YEARS = Words(
    "表題の提出年を、元号にある年か西暦2000〜2100年に直してください（例：令和6年10月提出）。",
    "Mend the year in the title: one that its era has, or 2000 to 2100 (such as 令和6年10月提出).",
)
_NO_YEAR = Words(
    "提出年（例：令和6年10月提出）が見つかりません。見出しか表題に書いてください。",
    "No year of submission (such as 令和6年10月提出) was found; put it into the title.",
)


@dataclass(frozen=True, slots=True)
class Years:
    """The years of submission of the bracketed figures and of the figures below them."""

    earlier: int | None
    later: int | None


def is_printed_layout(sheet: Sheet) -> bool:
    """Whether a row has the headings of at least three volumes, and a hospital's beside them."""
    header = _header_row(sheet)
    return header is not None and "hospital" in _roles(sheet, header, _figures(sheet, header))


def read_printed_layout(sheet: Sheet, source: Source) -> Reading:
    """Read the table: each hospital's bracketed figures as the earlier year's, the others later.

    Rows that name no hospital, totals and footnotes are passed over. A year that is not printed is
    never guessed: without the later year the paper is refused, without the earlier one its figures
    are told and left out.
    """
    header = _header_row(sheet)
    if header is None:
        raise faults.unknown_layout(sheet.file, _NO_YEAR)
    check_widths(sheet, header)
    figures = _figures(sheet, header)
    roles = _roles(sheet, header, figures)
    first = _first_row(sheet, header, figures, roles)
    years = _years(sheet, first, roles)
    table = PrintedTable(
        sheet=sheet,
        figures=figures,
        roles=roles,
        first_row=first,
        earlier=years.earlier,
        later=years.later,
        prefecture=_prefecture(sheet, first),
    )
    reports: list[Report] = []
    remarks: list[Remark] = [*_doubled(sheet, header, figures)]
    for report, told in read_rows(table, source):
        remarks.extend(told)
        if report is not None:
            reports.append(report)
    return Reading(source, tuple(reports), tuple(remarks))


def _header_row(sheet: Sheet) -> int | None:
    for row in range(1, min(sheet.row_count, _HEADER_WITHIN) + 1):
        facts = {fact for _, fact in _facts_in(sheet, row)}
        if len(facts) >= _FIGURES_OF_A_HEADER:
            return row
    return None


def _facts_in(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    for column in range(1, sheet.column_count + 1):
        value = sheet.cell(row, column).value
        fact = fact_of_heading(value) if isinstance(value, str) else None
        if fact is not None:
            yield column, fact


def _figures(sheet: Sheet, header: int) -> tuple[Heading, ...]:
    """Take the first column of each figure; a second one is told as doubled."""
    found: dict[str, Heading] = {}
    for column, fact in _facts_in(sheet, header):
        found.setdefault(fact, Heading(column, fact, sheet.cell(header, column).text))
    return tuple(found.values())


def _doubled(sheet: Sheet, header: int, figures: Iterable[Heading]) -> Iterator[Remark]:
    taken = {heading.column for heading in figures}
    for column, fact in _facts_in(sheet, header):
        if column not in taken:
            shown = fold(sheet.cell(header, column).text)
            words = Words(
                f"同じ項目の列が二つあります。「{shown}」の列は読みませんでした。",
                f"Two columns name the same figure; the column “{shown}” was not read.",
            )
            yield Remark(
                "doubled_column", Severity.WARNING, words, sheet.at(header, column), fact=fact
            )


def _roles(sheet: Sheet, header: int, figures: Iterable[Heading]) -> dict[str, int]:
    """Find the other columns; a heading merged downwards stands a row or two above."""
    taken = {heading.column for heading in figures}
    roles: dict[str, int] = {}
    for column in range(1, sheet.column_count + 1):
        text = "" if column in taken else _heading_over(sheet, header, column)
        role = role_of_heading(text)
        if role is not None:
            roles.setdefault(role, column)
    return roles


def _heading_over(sheet: Sheet, header: int, column: int) -> str:
    for row in range(header, max(header - 3, 0), -1):
        text = sheet.cell(row, column).text
        if text.strip():
            return text if len(fold(text)) <= _LONGEST_ROLE else ""
    return ""


def _first_row(
    sheet: Sheet, header: int, figures: tuple[Heading, ...], roles: dict[str, int]
) -> int:
    """Pass over the rows of thresholds and units that may stand under the headings.

    A row over which the heading of the hospitals is merged belongs to the headings, whatever its
    words: 「病院名」 is no hospital.
    """
    column = roles.get("hospital", 1)
    for row in range(header + 1, sheet.row_count + 1):
        merge = sheet.merge_of(row, column)
        if merge is not None and merge.top <= header:
            continue
        texts = [sheet.cell(row, heading.column).text for heading in figures]
        filled = [text for text in texts if text.strip()]
        names_hospital = not sheet.cell(row, column).is_blank
        if names_hospital or (filled and not all(is_threshold(text) for text in filled)):
            return row
    return sheet.row_count + 1


def _years(sheet: Sheet, first: int, roles: dict[str, int]) -> Years:
    """Find the years above the table, else anywhere; a column of years needs none.

    A printed year that no report is of is a fault: without it the other year would be misplaced.
    """
    if "year" in roles:
        return Years(None, None)
    found = _years_between(sheet, 1, first - 1)
    found = found or _years_between(sheet, first, sheet.row_count)
    if len(found) > 2:
        raise faults.unknown_layout(sheet.file, _MANY_YEARS)
    if not found:
        raise faults.unknown_layout(sheet.file, _NO_YEAR)
    return Years(min(found) if len(found) == 2 else None, max(found))


def _years_between(sheet: Sheet, top: int, bottom: int) -> set[int]:
    found: set[int] = set()
    for (row, _), cell in sheet.cells.items():
        if not (top <= row <= bottom and isinstance(cell.value, str)):
            continue
        wrong = find_wrong_submission_years(cell.value)
        if wrong:
            raise faults.unreadable_entry(cell.at, YEAR, wrong[0], _PLAIN_YEARS)
        found.update(read_submission_years(cell.value))
    return found


def _prefecture(sheet: Sheet, first: int) -> str:
    """Take the prefecture that the title names, where it names just one."""
    named = {
        code
        for (row, _), cell in sheet.cells.items()
        if row < first and isinstance(cell.value, str)
        if (code := prefecture_named_in(cell.value)) is not None
    }
    return named.pop() if len(named) == 1 else ""
