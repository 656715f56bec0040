"""Facts from outside a report, such as the other hubs of its area: hospital, year, fact, value."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kinten.report import faults
from kinten.report.cells import Flaw, Read, quoted, read_fact, remark
from kinten.report.delimited import check_widths, read_delimited
from kinten.report.duplicates import merge_given
from kinten.report.grid import Cell, Sheet
from kinten.report.long_layout import read_prefecture, read_year_cell
from kinten.report.model import Remark, Report, Severity, Source
from kinten.report.opening import Content, Place, open_input
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType
from kinten.vocabulary.given import Given, between, missing
from kinten.vocabulary.identity import KnownHospital, matching_hospitals
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

_NEEDED = ("hospital", "year", "fact", "value")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*\.\.\s*(\d+(?:\.\d+)?)")
_ORDERED = (FactType.COUNT, FactType.SHARE)
_LISTED_AT_MOST = 20
_UNREADABLE_YEAR = Flaw(
    "unreadable_year",
    Severity.ERROR,
    "年が読めません。2000〜2100年を 2024 や 令和6年 のように書いてください",
    "the year cannot be read; write one from 2000 to 2100, such as 2024 or 令和6年",
)
_BLANK_VALUE = Flaw(
    "blank_value",
    Severity.WARNING,
    "外からの事実の値が空欄です。未報告として扱いました",
    "the value of a fact from outside is blank; it was taken as not reported",
)
_EXPECTED = Words(
    "列 hospital・year・fact・value が必要です。",
    "The columns hospital, year, fact and value are needed.",
)


@dataclass(frozen=True, slots=True)
class OutsideFact:
    """One fact for one hospital; ``year`` is None where its cell is blank or cannot be read.

    It is then for every year of the hospital.
    """

    hospital: str
    year: int | None
    fact: str
    given: Given
    at: str
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class OutsideFacts:
    """The rows of one file of facts, and what is to be said about their cells."""

    source: Source
    rows: tuple[OutsideFact, ...]
    remarks: tuple[Remark, ...] = ()


def is_facts_layout(sheet: Sheet) -> bool:
    """Whether the first row has the columns of a file of facts."""
    return set(_NEEDED) <= set(_columns(sheet))


def read_facts(place: Place, name: str = "") -> OutsideFacts:
    """Read a file of facts.

    A value is a figure, a percentage, はい or いいえ, 「-」, or a range such as 1..3 where only
    bounds are known. A value or a year that cannot be read costs that fact and is told: it is then
    unreadable, for every year of the hospital where the year is at fault. Names of facts that are
    not in the catalogue are a fault of the file, which lists all of them.
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
    filled = [row for row in range(2, sheet.row_count + 1) if not _is_empty(sheet, row)]
    _check_facts([sheet.cell(row, columns["fact"]) for row in filled])
    rows: list[OutsideFact] = []
    remarks: list[Remark] = []
    for row in filled:
        read, told = _row(sheet, row, columns)
        rows.append(read)
        remarks.extend(replace(one, hospital=read.hospital, year=read.year) for one in told)
    return OutsideFacts(source, tuple(rows), tuple(remarks))


def _columns(sheet: Sheet) -> dict[str, int]:
    names = (
        (sheet.cell(1, column).text.strip(), column) for column in range(1, sheet.column_count + 1)
    )
    return {name: column for name, column in names if name}


def _is_empty(sheet: Sheet, row: int) -> bool:
    return all(sheet.cell(row, column).is_blank for column in range(1, sheet.column_count + 1))


def _check_facts(cells: Iterable[Cell]) -> None:
    """Refuse the file where it names facts that nobody knows, all of them at once."""
    unknown = [cell for cell in cells if cell.text.strip() not in CATALOGUE]
    if unknown:
        ja, en = _listed([f"「{quoted(cell.text)}」（{cell.at}）" for cell in unknown])
        raise FaultError(
            Words(f"目録にない項目です：{ja}。", f"These are no facts of the catalogue: {en}."),
            unknown[0].at,
            Words(
                "docs/reference/facts の id を書いてください。",
                "Write ids of docs/reference/facts.",
            ),
        )


def _listed(told: Sequence[str]) -> Words:
    """List what is wrong, up to a number that a message can bear."""
    more = len(told) - _LISTED_AT_MOST
    shown = told[:_LISTED_AT_MOST]
    return Words(
        "、".join(shown) + (f" ほか{more}行" if more > 0 else ""),
        ", ".join(shown) + (f" and {more} more rows" if more > 0 else ""),
    )


def _row(sheet: Sheet, row: int, columns: dict[str, int]) -> tuple[OutsideFact, list[Remark]]:
    cells = {name: sheet.cell(row, columns[name]) for name in _NEEDED}
    fact = cells["fact"].text.strip()
    prefecture = ""
    told: list[Remark] = []
    if "prefecture" in columns:
        prefecture, told = read_prefecture(sheet.cell(row, columns["prefecture"]))
    read = _value(CATALOGUE[fact], cells["value"])
    outside = OutsideFact(
        cells["hospital"].text.strip(),
        read_year_cell(cells["year"]),
        fact,
        read.given,
        cells["hospital"].at,
        prefecture,
    )
    if outside.year is None and not cells["year"].is_blank:
        told.append(remark(CATALOGUE[fact], cells["year"], _UNREADABLE_YEAR))
        lost = missing(Reason.UNREADABLE, cells["year"].at, cells["year"].text)
        return replace(outside, given=lost), told
    return outside, [*told, *read.remarks]


def _value(fact: FactDefinition, cell: Cell) -> Read:
    if cell.is_blank:
        return Read(missing(Reason.NOT_REPORTED, cell.at), (remark(fact, cell, _BLANK_VALUE),))
    found = _RANGE.fullmatch(unicodedata.normalize("NFKC", cell.text).strip())
    if found is not None and fact.type in _ORDERED:
        low, high = (
            read_fact(fact, replace(cell, value=one)).given.value for one in found.groups()
        )
        if low is not None and high is not None and low <= high:
            return Read(between(low, high, cell.at, cell.text))
    return read_fact(fact, cell)


def add_facts(
    reports: Iterable[Report], facts: OutsideFacts
) -> tuple[tuple[Report, ...], tuple[Remark, ...]]:
    """Add facts from outside to the reports they name, with the remarks made while they were read.

    Hospitals that no report is of, names that fit several and years without a report are a fault
    that lists all such rows. Where a report holds the same fact with another value, the fact becomes
    contradictory with both cells; a cell that cannot be read fills no gap and changes no value.
    """
    kept = list(reports)
    remarks = list(facts.remarks)
    places = [_places_of(row, kept) for row in facts.rows]
    _check_places([row for row, found in zip(facts.rows, places, strict=True) if not found], kept)
    for row, found in zip(facts.rows, places, strict=True):
        for place in found:
            report = kept[place]
            given, told = merge_given(report, row.fact, report.facts.get(row.fact), row.given)
            kept[place] = replace(report, facts={**report.facts, row.fact: given})
            remarks.extend(told)
    return tuple(kept), tuple(remarks)


def _check_places(lost: Sequence[OutsideFact], reports: Sequence[Report]) -> None:
    """Refuse the file where rows find no report, all of them at once."""
    if not lost:
        return
    told = [_why_lost(row, reports) for row in lost]
    raise FaultError(
        Words(
            _listed([one.ja for one in told]).ja + "。", _listed([one.en for one in told]).en + "."
        ),
        lost[0].at,
        Words(
            "病院名・都道府県・年を直してください。",
            "Mend the name or the year, or add the prefecture.",
        ),
    )


def _why_lost(row: OutsideFact, reports: Sequence[Report]) -> Words:
    found = _hospitals(row, reports)
    if len(found) == 1:
        return Words(
            f"「{row.hospital}」の{row.year}年の報告がありません（{row.at}）",
            f"there is no report of {row.hospital} for {row.year} ({row.at})",
        )
    listed = "、".join(one.told for one in found)
    ja, en = (f"：{listed}", f": {listed}") if listed else ("", "")
    return Words(
        f"病院「{row.hospital}」に該当する報告は{len(found)}施設です（{row.at}）{ja}",
        f"{len(found)} reported hospitals match “{row.hospital}” ({row.at}){en}",
    )


def _hospitals(row: OutsideFact, reports: Sequence[Report]) -> tuple[KnownHospital, ...]:
    known = {_known(one) for one in reports if row.prefecture in ("", one.prefecture)}
    return matching_hospitals(row.hospital, known)


def _known(report: Report) -> KnownHospital:
    return KnownHospital(report.hospital, report.hospital_id, report.prefecture)


def _places_of(row: OutsideFact, reports: Sequence[Report]) -> list[int]:
    """Find the reports that a row is about; none where it fits no hospital, several, or no year."""
    found = _hospitals(row, reports)
    if len(found) != 1:
        return []
    return [
        place
        for place, report in enumerate(reports)
        if _known(report) == found[0] and row.year in (None, report.year)
    ]
