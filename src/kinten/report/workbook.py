"""Reading a filled form by the names of its cells: a moved row does no harm."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kinten.report import faults
from kinten.report.cells import is_dash, read_fact, read_yes
from kinten.report.form_layout import (
    COVER,
    FORM_VERSION,
    GENERAL,
    Entry,
    EntryType,
    Property,
    SheetTitle,
    clause_of_name,
    cover_name,
    fact_name,
    general_name,
)
from kinten.report.grid import Cell, Sheet
from kinten.report.long_layout import read_prefecture, read_year_cell
from kinten.report.marks import read_standing
from kinten.report.model import Reading, Remark, Report, Severity
from kinten.report.opening import Content, Opened, Place, open_input
from kinten.report.spreadsheet import Workbook, read_spreadsheet, remarks_on
from kinten.report.workbook_staff import read_staff
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType, Supply
from kinten.vocabulary.given import Given, missing
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError, Words

_REFERENCE = re.compile(
    r"=?\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))[!.]\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d+)"
    r"(?::.*)?"
)
_A_PERSONS_NAME = re.compile(r"staff_\d+_name", re.IGNORECASE)
_FACT_PREFIX = fact_name("")
_PREFIXES = (_FACT_PREFIX, cover_name(""), general_name(""), "staff_", "reason_")
_NEEDED = tuple(title for title in SheetTitle if title is not SheetTitle.LISTS)
_TYPES = {
    EntryType.COUNT: FactType.COUNT,
    EntryType.DATE: FactType.DATE,
    EntryType.TEXT: FactType.TEXT,
}


@dataclass(slots=True)
class FilledForm:
    """A form's cells by name, and the remarks made while they are read."""

    book: Workbook
    cells: Mapping[str, Cell | None]
    remarks: list[Remark]

    def cell(self, name: str) -> Cell:
        """Give the cell of a name; blank where the form has no such name."""
        return self.cells.get(name) or Cell(None, self.book.file)

    def text(self, name: str) -> str:
        """Give a cell's text; a formula gives none and is told."""
        cell = self.cell(name)
        if cell.is_formula or cell.is_error:
            words = Words(
                "数式またはエラー値です。読みませんでした。",
                "A formula or an error value; it was not read.",
            )
            self.remarks.append(Remark("formula", Severity.ERROR, words, cell.at))
            return ""
        return cell.text.strip()


def is_form(book: Workbook) -> bool:
    """Whether a workbook says of itself that it is a form."""
    return Property.VERSION.value in book.properties


def read_workbook(place: Place, name: str = "") -> Reading:
    """Read a filled form from a path or a binary stream: one report, and what is doubtful in it.

    Values are found by the names of their cells. A blank cell is not reported, 「-」 is not
    applicable; text in a number, a formula or an error value is unreadable, a negative or an
    impossible value contradictory. No hospital or no year is a fault of the file, as are another
    form version and a missing sheet. The cells of names are never looked at.
    """
    opened = open_input(place, name)
    if opened.content is Content.TEXT:
        raise faults.not_a_workbook(opened.name)
    return report_of_form(read_spreadsheet(opened), opened)


def report_of_form(book: Workbook, opened: Opened) -> Reading:
    """Read the report out of a form."""
    _check_form(book)
    remarks = list(remarks_on(book.contents, book.file))
    form = FilledForm(book, MappingProxyType(_named_cells(book, remarks)), remarks)
    _check_names(form)
    hospital, year = _hospital_and_year(form)
    prefecture, told = read_prefecture(form.cell(cover_name("prefecture")))
    remarks.extend(told)
    application = form.text(cover_name("application"))
    report = Report(
        hospital,
        year,
        opened.source,
        form.cell(cover_name("hospital")).at,
        kind=_kind(book),
        prefecture=prefecture,
        area=form.text(cover_name("area")),
        hospital_id=form.text(cover_name("hospital_id")),
        is_advanced=_flag(form, "advanced"),
        is_exceptional=_flag(form, "exceptional"),
        facts=MappingProxyType(dict(_facts(form))),
        staff=read_staff(form.cells, remarks),
        reasons=MappingProxyType(dict(_reasons(form))),
        application=application,
        standing=read_standing(application),
        general=MappingProxyType(dict(_general(form))),
    )
    placed = tuple(replace(one, hospital=hospital, year=year) for one in remarks)
    return Reading(opened.source, (report,), placed)


def _check_form(book: Workbook) -> None:
    version = book.properties.get(Property.VERSION.value, "")
    if version != FORM_VERSION:
        raise faults.wrong_form_version(book.file, version, FORM_VERSION)
    for title in _NEEDED:
        if book.sheet(title.value) is None:
            raise faults.missing_sheet(book.file, title.value)


def _kind(book: Workbook) -> Kind:
    named = book.properties.get(Property.KIND.value, "")
    if named in set(Kind):
        return Kind(named)
    raise FaultError(
        Words(f"様式の類型「{named}」がわかりません。", f"The form's kind “{named}” is not known."),
        book.file,
        Words("kinten form で作った様式を使ってください。", "Use a form made by kinten form."),
    )


def _named_cells(book: Workbook, remarks: list[Remark]) -> dict[str, Cell | None]:
    """Find the cell of every name; None where its row or column was deleted."""
    found: dict[str, Cell | None] = {}
    for name, reference in book.names.items():
        if _A_PERSONS_NAME.fullmatch(name):
            continue
        match = _REFERENCE.fullmatch(reference.strip())
        sheet = book.sheet(_title_in(match)) if match else None
        if match is None or sheet is None:
            found[name] = None
            continue
        found[name] = _cell_of(sheet, int(match["row"]), _column_of(match["letters"]), remarks)
    return found


def _title_in(match: re.Match[str]) -> str:
    return match["plain"] or match["quoted"].replace("''", "'")


def _column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _cell_of(sheet: Sheet, row: int, column: int, remarks: list[Remark]) -> Cell:
    merge = sheet.merge_of(row, column)
    if merge is None:
        return sheet.cell(row, column)
    words = Words(
        "結合されたセルです。左上の値を読みました。",
        "The cell is merged with others; the value at the top left was read.",
    )
    remarks.append(Remark("merged_cell", Severity.WARNING, words, sheet.at(row, column)))
    return sheet.cell(merge.top, merge.left)


def _check_names(form: FilledForm) -> None:
    """Tell input cells that were deleted; their facts cannot be read."""
    lost = [
        name for name, cell in form.cells.items() if cell is None and name.startswith(_PREFIXES)
    ]
    declared = form.book.properties.get(Property.NAMES.value, "")
    count = int(declared) if declared.isdecimal() else 0
    gone = max(len(lost), count - len(form.book.names))
    if gone > 0:
        words = Words(
            f"記入欄が{gone}個削除されています。その項目は読めません。",
            f"{gone} input cells were deleted; they cannot be read.",
        )
        form.remarks.append(Remark("deleted_cells", Severity.ERROR, words, form.book.file))


def _hospital_and_year(form: FilledForm) -> tuple[str, int]:
    labels = {entry.id: entry.label for entry in COVER}
    hospital = form.text(cover_name("hospital"))
    cell = form.cell(cover_name("year"))
    year = read_year_cell(cell)
    if not hospital:
        raise faults.missing_entry(form.cell(cover_name("hospital")).at, labels["hospital"])
    if year is None:
        raise faults.missing_entry(cell.at, labels["year"])
    return hospital, year


def _flag(form: FilledForm, entry: str) -> bool:
    cell = form.cell(cover_name(entry))
    answer = read_yes(cell)
    if answer is None and not cell.is_blank and not is_dash(cell):
        words = Words(
            f"「{cell.text}」：「はい」「いいえ」のいずれでもありません。",
            f"“{cell.text}”: neither はい nor いいえ.",
        )
        form.remarks.append(Remark("no_answer", Severity.ERROR, words, cell.at))
    return answer is True


def _facts(form: FilledForm) -> Iterator[tuple[str, Given]]:
    for name, cell in form.cells.items():
        fact = name.removeprefix(_FACT_PREFIX)
        if not name.startswith(_FACT_PREFIX) or fact not in CATALOGUE:
            continue
        if cell is None:
            yield fact, missing(Reason.UNREADABLE, form.book.file)
            continue
        read = read_fact(CATALOGUE[fact], cell)
        form.remarks.extend(read.remarks)
        yield fact, read.given


def _reasons(form: FilledForm) -> Iterator[tuple[str, str]]:
    for name in form.cells:
        clause = clause_of_name(name)
        text = form.text(name) if clause is not None else ""
        if clause is not None and text:
            yield clause, text


def _general(form: FilledForm) -> Iterator[tuple[str, str]]:
    for entry in GENERAL:
        cell = form.cell(general_name(entry.id))
        if cell.is_blank:
            continue
        text = _general_text(form, entry, cell)
        if text:
            yield entry.id, text


def _general_text(form: FilledForm, entry: Entry, cell: Cell) -> str:
    """Give a general item as text: a day as ISO, a count as digits; nothing where it is faulty."""
    if entry.type not in (EntryType.COUNT, EntryType.DATE):
        return form.text(general_name(entry.id))
    asked = FactDefinition(entry.id, entry.label, _TYPES[entry.type], Supply.GENERAL)
    read = read_fact(asked, cell)
    form.remarks.extend(replace(one, fact="") for one in read.remarks)
    if read.given.value is None:
        return ""
    whole = int(read.given.value)
    return date.fromordinal(whole).isoformat() if entry.type is EntryType.DATE else str(whole)
