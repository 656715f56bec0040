"""The prefectures' own layout of 資料3-1-①: where its tables are, each with its columns and its years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kinten.report import faults
from kinten.report.column_remarks import remarks_on_columns
from kinten.report.column_years import headings_with_years
from kinten.report.delimited import check_widths
from kinten.report.grid import Cell, Sheet
from kinten.report.headings import fact_of_heading, fold, role_of_heading
from kinten.report.model import Reading, Remark, Report, Severity, Source
from kinten.report.paper_doubts import refuse_doubts
from kinten.report.printed_cells import holds_figure
from kinten.report.printed_columns import Header, read_header
from kinten.report.printed_reports import read_rows
from kinten.report.printed_rows import PrintedTable
from kinten.report.printed_years import read_year_tag
from kinten.report.year_shares import Years, printed_years, settle_years
from kinten.vocabulary.identity import PREFECTURES, prefecture_named_in
from kinten.vocabulary.wording import FaultError, Words

_HEADER_WITHIN = 40
_FIGURES_OF_A_HEADER = 3
_NOTE_SIGNS = ("※", "*", "注", "(注", "出典")
_NO_YEAR = Words(
    "提出年（例：令和6年10月提出）が見つかりません。見出しか表題に書いてください。",
    "No year of submission (such as 令和6年10月提出) was found; put it into the title.",
)
_FULL_NAMES = {name.ja: code for code, name in PREFECTURES.items()}


@dataclass(frozen=True, slots=True)
class Block:
    """One of the tables that stand below each other: its title's first row, its header, its last row."""

    top: int
    header: Header
    last_row: int


def is_printed_layout(sheet: Sheet) -> bool:
    """Whether a row has the headings of at least three volumes, and a hospital's beside them."""
    return _next_header(sheet, 1, min(sheet.row_count, _HEADER_WITHIN)) is not None


def read_printed_layout(sheet: Sheet, source: Source) -> Reading:
    """Read every table of the sheet: each hospital's bracketed figures as one year's, the others'.

    Rows that name no hospital, totals and footnotes are passed over; totals are told. A year that is
    not printed is never guessed: without any the paper is refused, without one of two its figures
    are told and left out.
    """
    blocks = _blocks(sheet)
    if not blocks:
        raise faults.unknown_layout(sheet.file, _NO_YEAR)
    check_widths(sheet, blocks[0].header.row)
    reports: list[Report] = []
    remarks: list[Remark] = []
    above: PrintedTable | None = None
    for place, block in enumerate(blocks):
        table, told = _table(sheet, block, blocks[place - 1] if place else None, above)
        read = list(read_rows(table, source))
        of_rows = [one for _, some in read for one in some]
        reports.extend(report for report, _ in read if report is not None)
        differing = {one.fact for one in of_rows if one.rule == "duplicate_differs"}
        of_columns = remarks_on_columns(
            sheet, block.header, block.last_row, differing, by_column=table.has_years_in_columns
        )
        remarks += [*table.years.remarks, *told, *of_columns, *of_rows]
        above = table
    return Reading(source, tuple(reports), tuple(remarks))


def _next_header(sheet: Sheet, top: int, bottom: int) -> int | None:
    for row in range(top, bottom + 1):
        texts = _texts(sheet, row)
        facts = {fact for text in texts if (fact := fact_of_heading(text)) is not None}
        if len(facts) < _FIGURES_OF_A_HEADER:
            continue
        if any(role_of_heading(text) == "hospital" for text in texts):
            return row
        if "hospital" in read_header(sheet, row, top, row).roles:
            return row
    return None


def _texts(sheet: Sheet, row: int) -> list[str]:
    cells = (sheet.cell(row, column) for column in range(1, sheet.column_count + 1))
    return [cell.value for cell in cells if isinstance(cell.value, str) and cell.value.strip()]


def _blocks(sheet: Sheet) -> list[Block]:
    """Find the tables of a sheet; the title of each begins below the last figures above it."""
    rows: list[int] = []
    found = _next_header(sheet, 1, min(sheet.row_count, _HEADER_WITHIN))
    while found is not None:
        rows.append(found)
        found = _next_header(sheet, found + 1, sheet.row_count)
    tops = [1]
    headers: list[Header] = []
    for place, row in enumerate(rows):
        bottom = rows[place + 1] - 1 if place + 1 < len(rows) else sheet.row_count
        header = read_header(sheet, row, tops[-1], bottom)
        headers.append(header)
        if place + 1 < len(rows):
            tops.append(_top_of_title(sheet, header, rows[place + 1]))
    lasts = [*(top - 1 for top in tops[1:]), sheet.row_count]
    return [
        Block(top, header, last) for top, header, last in zip(tops, headers, lasts, strict=True)
    ]


def _top_of_title(sheet: Sheet, above: Header, header: int) -> int:
    """Find where the title of the next table begins: below the last hospital, total or note."""
    for row in range(header - 1, above.row, -1):
        cells = [sheet.cell(row, column) for column in range(1, sheet.column_count + 1)]
        filled = [cell for cell in cells if not cell.is_blank]
        is_note = bool(filled) and fold(filled[0].text).startswith(_NOTE_SIGNS)
        if len(filled) > 1 and any(holds_figure(cell) for cell in filled):
            return row + 1
        if is_note or (len(filled) > 1 and not sheet.cell(row, above.roles["hospital"]).is_blank):
            return row + 1
    return above.row + 1


def _table(
    sheet: Sheet, block: Block, before: Block | None, above: PrintedTable | None
) -> tuple[PrintedTable, list[Remark]]:
    header = block.header
    refuse_doubts(sheet, block.top, header, block.last_row)
    years = _years(sheet, block, before, above)
    figures, told = headings_with_years(sheet, header, years)
    prefecture, told_of_prefecture = _prefecture(sheet, block, above)
    table = PrintedTable(
        sheet=sheet,
        figures=figures,
        roles=header.roles,
        first_row=header.first_row,
        last_row=block.last_row,
        years=years,
        prefecture=prefecture,
        sections=tuple(_sections(sheet, block)),
    )
    return table, [*told, *told_of_prefecture]


def _cells(sheet: Sheet, top: int, bottom: int) -> list[Cell]:
    """Give the texts of some rows in reading order."""
    places = sorted(place for place in sheet.cells if top <= place[0] <= bottom)
    return [sheet.cells[place] for place in places if isinstance(sheet.cells[place].value, str)]


def _years(sheet: Sheet, block: Block, before: Block | None, above: PrintedTable | None) -> Years:
    """Find the years above the table, else anywhere in it; a column of years needs none."""
    header = block.header
    if "year" in header.roles:
        return Years()
    title = _cells(sheet, block.top, header.row - 1)
    told = _cells(sheet, block.top, header.first_row - 1)
    around = _cells(sheet, header.first_row, block.last_row)
    found = printed_years(told)
    if found:
        return settle_years(sheet.file, found, title, around)
    found = printed_years(around)
    if found:
        return settle_years(sheet.file, found, [*title, *around], [])
    if above is None or before is None:
        raise faults.unknown_layout(sheet.file, _NO_YEAR)
    if not _years_named(title) <= _years_named(_cells(sheet, before.top, before.header.row - 1)):
        raise _no_year_of_its_own(sheet.at(header.row, 1))
    return Years(
        above.years.printed,
        above.years.plain,
        above.years.places,
        above.years.is_by_row,
        above.years.brackets_below,
    )


def _years_named(cells: Sequence[Cell]) -> set[int]:
    """Give every year that some cells name, of whatever it is."""
    tags = [read_year_tag(fold(cell.text))[0] for cell in cells]
    return {year for tag in tags for year in (*tag.submitted, *tag.periods, *tag.bare)}


def _no_year_of_its_own(place: str) -> FaultError:
    return FaultError(
        Words(
            "この行から始まる二つ目の表の提出年がわかりません（上の表とは別の年が表題にあります）。",
            "The year of submission of the second table, which begins here, is not printed (its title names "
            "another year than the table above).",
        ),
        place,
        Words(
            "その表の表題に「令和6年10月提出」のように提出年を書くか、表を別のファイルに分けてください。",
            "Print it in that table's title, as in 令和6年10月提出, or put the table into a file of its own.",
        ),
    )


def _prefecture(sheet: Sheet, block: Block, above: PrintedTable | None) -> tuple[str, list[Remark]]:
    """Take the prefecture that the title names, where it names just one.

    A further table whose title names none is of the one above, unless its title has the short name
    of another.
    """
    title = _cells(sheet, block.top, block.header.first_row - 1)
    named = {code for cell in title if (code := prefecture_named_in(cell.text)) is not None}
    if named or above is None:
        return (named.pop() if len(named) == 1 else ""), []
    words = " ".join(cell.text for cell in _cells(sheet, block.top, block.header.row - 1))
    others = [name.ja for code, name in PREFECTURES.items() if _short(name.ja) in words]
    if not above.prefecture or not others:
        return above.prefecture, []
    told = Words(
        f"二つ目の表の都道府県が表題から決まりません（「{fold(words)[:40]}」）。"
        f"「{others[0]}」のように書いてください。",
        f"The prefecture of the second table is not settled by its title (“{fold(words)[:40]}”); write its "
        "full name.",
    )
    at = sheet.at(block.header.row, 1)
    return "", [Remark("prefecture", Severity.WARNING, told, at)]


def _short(name: str) -> str:
    return name if name == "北海道" else name[:-1]


def _sections(sheet: Sheet, block: Block) -> Iterator[tuple[int, str]]:
    """Find the rows that hold nothing but a prefecture's name."""
    for row in range(block.header.first_row, block.last_row + 1):
        cells = (sheet.cell(row, column) for column in range(1, sheet.column_count + 1))
        texts = [cell.text for cell in cells if not cell.is_blank]
        if len(texts) == 1:
            code = _FULL_NAMES.get(fold(texts[0]).strip("【】■●◆〔〕[]()"))
            if code is not None:
                yield row, code
