"""Reading a workbook into plain cells: no macro is run, no link followed, no formula trusted.

openpyxl reads it row by row, so that a cell far away or a merge over a million rows costs nothing.
What stands below row 20,000 or right of column 256 belongs to no report and is passed over.
"""

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from kinten.report import faults
from kinten.report.container import Contents, check_container
from kinten.report.grid import Cell, Merge, Sheet
from kinten.report.model import Remark, Severity
from kinten.report.opening import Opened
from kinten.vocabulary.wording import FaultError, Words

MAX_ROWS = 20_000
MAX_COLUMNS = 256
MAX_CELLS = 200_000
MAX_MERGES = 1_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as cells: its sheets in their order, its defined names, its custom properties."""

    file: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
    contents: Contents

    def sheet(self, title: str) -> Sheet | None:
        """Find a sheet by its title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)


def read_spreadsheet(opened: Opened) -> Workbook:
    """Read every sheet of a workbook; whatever cannot be read is a fault of the file."""
    contents = check_container(opened)
    try:
        with warnings.catch_warnings():
            # openpyxl warns of drawings and extensions that it leaves out; nothing of them is used.
            warnings.simplefilter("ignore")
            return _read(opened, contents)
    except FaultError:
        raise
    except Exception as error:
        # openpyxl raises anything on a part that is damaged.
        if any(isinstance(one, DefusedXmlException) for one in _causes(error)):
            raise faults.entities(opened.name, "xl") from error
        is_xml = any(isinstance(one, ParseError) for one in _causes(error))
        why = faults.XML_UNREADABLE if is_xml else faults.SHEETS_UNREADABLE
        raise faults.damaged(opened.name, why) from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _read(opened: Opened, contents: Contents) -> Workbook:
    import openpyxl

    book = openpyxl.load_workbook(
        io.BytesIO(opened.data), read_only=True, data_only=False, keep_links=False
    )
    try:
        with zipfile.ZipFile(io.BytesIO(opened.data)) as archive:
            sheets = tuple(_sheet(opened.name, sheet, archive) for sheet in book.worksheets)
        names = {name: str(defined.attr_text or "") for name, defined in book.defined_names.items()}
        properties = {
            entry.name: "" if entry.value is None else str(entry.value)
            for entry in _properties(book)
        }
    finally:
        book.close()
    return Workbook(opened.name, sheets, names, properties, contents)


def _properties(book: Any) -> tuple[Any, ...]:  # noqa: ANN401  not in the library's types
    return tuple(book.custom_doc_props.props)


def _sheet(file: str, worksheet: Any, archive: zipfile.ZipFile) -> Sheet:  # noqa: ANN401
    title = str(worksheet.title)
    cells: dict[tuple[int, int], Cell] = {}
    rows = columns = 0
    grid = worksheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)
    for row, line in enumerate(grid, start=1):
        for found in line:
            if found.value is not None:
                cells[row, found.column] = _cell(found, f"{file}!{title}!{found.coordinate}")
                rows, columns = row, max(columns, found.column)
        if len(cells) > MAX_CELLS:
            raise faults.bomb(
                file, Words(f"{MAX_CELLS:,}を超えるセル", f"over {MAX_CELLS:,} cells")
            )
    merges = _merges(archive, worksheet._worksheet_path)  # noqa: SLF001  the only way to its part
    if len(merges) > MAX_MERGES:
        raise faults.bomb(file, Words(f"結合{len(merges)}か所", f"{len(merges)} merged blocks"))
    return Sheet(file, title, cells, rows, columns, merges=merges)


def _cell(found: Any, at: str) -> Cell:  # noqa: ANN401
    if found.data_type == "f":
        return Cell(str(getattr(found.value, "text", found.value)), at, is_formula=True)
    return Cell(
        found.value, at, is_error=found.data_type == "e", number_format=str(found.number_format)
    )


def _merges(archive: zipfile.ZipFile, part: str) -> tuple[Merge, ...]:
    """Read the merged blocks from the sheet's own part; most sheets of a form have none."""
    from openpyxl.utils.cell import range_boundaries

    content = archive.read(part)
    if b"mergeCell" not in content:
        return ()
    found: list[Merge] = []
    for _, element in iterparse(io.BytesIO(content)):
        if element.tag.rpartition("}")[2] == "mergeCell":
            left, top, right, bottom = (edge or 1 for edge in range_boundaries(element.get("ref")))
            found.append(Merge(top, left, bottom, right))
        if element.tag.rpartition("}")[2] == "row":
            element.clear()
    return tuple(found)


def remarks_on(contents: Contents, file: str) -> Iterable[Remark]:
    """Warn of macros and of links to other files: they were left alone."""
    if contents.has_macros:
        words = Words(
            "マクロが含まれています。実行していません。", "It holds macros. They were not run."
        )
        yield Remark("macros", Severity.WARNING, words, file)
    if contents.has_external_links:
        words = Words(
            "他のファイルへのリンクが含まれています。参照していません。",
            "It links to other files. The links were not followed.",
        )
        yield Remark("external_links", Severity.WARNING, words, file)
