"""Facts from outside a report, such as the other hubs of its area: hospital, year, fact, value."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kinten.report import faults
from kinten.report.cells import read_fact
from kinten.report.delimited import check_widths, read_delimited
from kinten.report.duplicates import merge_given
from kinten.report.grid import Cell, Sheet
from kinten.report.long_layout import read_year_cell
from kinten.report.model import Remark, Report, Source
from kinten.report.opening import Content, Place, open_input
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import Given, between
from kinten.vocabulary.identity import KnownHospital, matching_hospitals, prefecture_code
from kinten.vocabulary.wording import FaultError, Words

_NEEDED = ("hospital", "year", "fact", "value")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*\.\.\s*(\d+(?:\.\d+)?)")
_EXPECTED = Words(
    "列 hospital・year・fact・value が必要です。",
    "The columns hospital, year, fact and value are needed.",
)


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """One fact for one hospital; ``year`` is None where the cell is blank: then for every year."""

    hospital: str
    year: int | None
    fact: str
    given: Given
    at: str
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """The rows of one file of facts."""

    source: Source
    rows: tuple[OutsideFact, ...]


def is_facts_layout(sheet: Sheet) -> bool:
    """Whether the first row has the columns of a file of facts."""
    return set(_NEEDED) <= set(_columns(sheet))


def read_facts(place: Place, name: str = "") -> OutsideFacts:
    """Read a file of facts; any row that cannot be read is a fault that names its line.

    A value is a figure, a percentage, はい or いいえ, 「-」, or a range such as 1..3 where only
    bounds are known.
    """
    opened = open_input(place, name)
    if opened.content is Content.WORKBOOK:
        raise faults.unknown_layout(opened.name, _EXPECTED)
    return facts_of_sheet(read_delimited(opened), opened.source)


def facts_of_sheet(sheet: Sheet, source: Source) -> OutsideFacts:
    """Read every row of the table."""
    if not is_facts_layout(sheet):
        raise faults.unknown_layout(sheet.file, _EXPECTED)
    check_widths(sheet, 1)
    columns = _columns(sheet)
    rows = range(2, sheet.row_count + 1)
    return OutsideFacts(source, tuple(_row(sheet, row, columns) for row in rows))


def _columns(sheet: Sheet) -> dict[str, int]:
    names = (
        (sheet.cell(1, column).text.strip(), column) for column in range(1, sheet.column_count + 1)
    )
    return {name: column for name, column in names if name}


def _row(sheet: Sheet, row: int, columns: dict[str, int]) -> OutsideFact:
    cells = {name: sheet.cell(row, columns[name]) for name in _NEEDED}
    fact = cells["fact"].text.strip()
    if fact not in CATALOGUE:
        raise _fault(
            cells["fact"],
            Words(
                f"項目「{fact}」は目録にありません（目録は docs/reference/facts）。",
                f"“{fact}” is no fact of the catalogue (docs/reference/facts).",
            ),
        )
    year = read_year_cell(cells["year"])
    if year is None and not cells["year"].is_blank:
        raise _fault(
            cells["year"],
            Words(
                f"年「{cells['year'].text}」が読めません。",
                f"The year “{cells['year'].text}” cannot be read.",
            ),
        )
    named = sheet.cell(row, columns["prefecture"]).text if "prefecture" in columns else ""
    return OutsideFact(
        cells["hospital"].text.strip(),
        year,
        fact,
        _value(fact, cells["value"]),
        cells["hospital"].at,
        prefecture_code(named) or "",
    )


def _value(fact: str, cell: Cell) -> Given:
    bounds = _RANGE.fullmatch(unicodedata.normalize("NFKC", cell.text).strip())
    if bounds is not None:
        low, high = float(bounds[1]), float(bounds[2])
        if low <= high:
            return between(low, high, cell.at, cell.text)
    read = read_fact(CATALOGUE[fact], cell)
    if read.given.missing is not None:
        raise _fault(
            cell,
            Words(
                f"{CATALOGUE[fact].label.ja}の値「{cell.text}」が読めません。",
                f"The value “{cell.text}” of {CATALOGUE[fact].label.en} cannot be read.",
            ),
        )
    return read.given


def _fault(cell: Cell, what: Words) -> FaultError:
    return FaultError(what, cell.at, Words("この行を直してください。", "Mend this row."))


def add_facts(
    reports: Iterable[Report], facts: OutsideFacts
) -> tuple[tuple[Report, ...], tuple[Remark, ...]]:
    """Add facts from outside to the reports they name.

    A hospital that no report is of, and a name that fits several, are faults. Where a report holds
    the same fact with another value, the fact becomes contradictory with both cells.
    """
    kept = list(reports)
    remarks: list[Remark] = []
    for row in facts.rows:
        for place in _places_of(row, kept):
            report = kept[place]
            given, told = merge_given(report, row.fact, report.facts.get(row.fact), row.given)
            kept[place] = replace(report, facts={**report.facts, row.fact: given})
            remarks.extend(told)
    return tuple(kept), tuple(remarks)


def _places_of(row: OutsideFact, reports: list[Report]) -> list[int]:
    known = {
        KnownHospital(report.hospital, report.hospital_id, report.prefecture)
        for report in reports
        if row.prefecture in ("", report.prefecture)
    }
    found = matching_hospitals(row.hospital, known)
    if len(found) != 1:
        listed = "、".join(one.told for one in found)
        raise FaultError(
            Words(
                f"病院「{row.hospital}」に該当する報告は{len(found)}施設です。{listed}",
                f"{len(found)} reported hospitals match “{row.hospital}”. {listed}",
            ),
            row.at,
            Words("名称・都道府県を直してください。", "Mend the name or add the prefecture."),
        )
    places = [
        place
        for place, report in enumerate(reports)
        if KnownHospital(report.hospital, report.hospital_id, report.prefecture) == found[0]
        and row.year in (None, report.year)
    ]
    if not places:
        raise FaultError(
            Words(
                f"「{row.hospital}」の{row.year}年の報告がありません。",
                f"There is no report of {row.hospital} for {row.year}.",
            ),
            row.at,
            Words("年を直してください。", "Mend the year."),
        )
    return places
