"""Meeting papers in: the long layout, and the prefectures' own layout of 資料3-1-①."""

from dataclasses import replace

from kinten.report.delimited import read_delimited
from kinten.report.grid import Sheet
from kinten.report.long_layout import is_long_layout, read_long_layout
from kinten.report.model import Reading, Remark, Severity
from kinten.report.opening import Content, Opened, Place, open_input
from kinten.report.printed_layout import is_printed_layout, read_printed_layout
from kinten.report.spreadsheet import Workbook, read_spreadsheet, remarks_on
from kinten.report.unknown_tables import like_a_paper, unknown_table, unknown_workbook
from kinten.vocabulary.wording import Words

EXPECTED = Words(
    "資料3-1-①の表（病院名と診療実績の見出し）か、long形式のCSVが必要です。",
    "A table of 資料3-1-① (with headings for hospital and volumes) or a long CSV is needed.",
)


def read_paper(place: Place, name: str = "") -> Reading:
    """Read a meeting paper from a path or a binary stream, CSV or xlsx, in either layout.

    A paper asks exactly the facts it has columns for: a blank cell is not reported, 「-」 is not
    applicable, a fact without a column was not asked. There is no staff sheet. A fault of the file
    raises FaultError; a fault of a cell loses that fact and is told in the remarks.
    """
    opened = open_input(place, name)
    if opened.content is Content.TEXT:
        return paper_of_sheet(read_delimited(opened), opened)
    return paper_of_workbook(read_spreadsheet(opened), opened)


def paper_of_sheet(sheet: Sheet, opened: Opened) -> Reading:
    """Read one table in whichever layout its headings show."""
    if is_long_layout(sheet):
        reading = read_long_layout(sheet, opened.source)
    elif is_printed_layout(sheet):
        reading = read_printed_layout(sheet, opened.source)
    else:
        raise unknown_table(sheet, EXPECTED)
    if not sheet.is_csv or opened.data.endswith((b"\n", b"\r")):
        return reading
    return replace(reading, remarks=(*reading.remarks, _no_line_end(sheet)))


def _no_line_end(sheet: Sheet) -> Remark:
    """Tell a last line without its end: it has all its columns, but its last figure may be cut."""
    words = Words(
        "最後の行に改行がありません。末尾の値が切れていないか確認が必要です。",
        "The last line has no line end; its last figure may be cut off.",
    )
    place = sheet.at(sheet.row_count, sheet.widths[-1])
    return Remark("no_line_end", Severity.NOTE, words, place)


def is_paper(sheet: Sheet) -> bool:
    """Whether a table has the headings of a meeting paper."""
    return is_long_layout(sheet) or is_printed_layout(sheet)


def paper_of_workbook(book: Workbook, opened: Opened) -> Reading:
    """Read every sheet of a workbook that holds such a table; the others are passed over."""
    tables = [sheet for sheet in book.sheets if is_paper(sheet)]
    if not tables:
        raise unknown_workbook(opened.name, book.sheets, EXPECTED)
    readings = [paper_of_sheet(sheet, opened) for sheet in tables]
    remarks: list[Remark] = [*remarks_on(book.contents, opened.name)]
    remarks.extend(told for sheet in book.sheets if (told := like_a_paper(sheet, tables)))
    remarks.extend(one for reading in readings for one in reading.remarks)
    reports = tuple(report for reading in readings for report in reading.reports)
    return Reading(opened.source, reports, tuple(remarks))
