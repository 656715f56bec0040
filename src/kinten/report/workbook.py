"""Reading a filled form by the names of its cells: a moved row does no harm."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from kinten.report import faults
from kinten.report.cells import is_dash, quoted, read_fact, read_yes, remark_on, swallowed
from kinten.report.form_layout import (
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
from kinten.report.grid import Cell
from kinten.report.long_layout import read_prefecture, read_year_cell
from kinten.report.marks import read_standing
from kinten.report.model import Reading, Remark, Report, Severity
from kinten.report.named_cells import cells_of_names, label_of_name, remarks_on_deleted
from kinten.report.opening import Content, Opened, Place, open_input
from kinten.report.spreadsheet import Workbook, read_spreadsheet, remarks_on
from kinten.report.workbook_staff import read_staff
from kinten.vocabulary.facts import CATALOGUE, FactDefinition, FactType, Supply
from kinten.vocabulary.given import Given
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.period import FIRST_REPORT_YEAR, LAST_REPORT_YEAR
from kinten.vocabulary.wording import FaultError, Words

_FACT_PREFIX = fact_name("")
_TELLING = ("hospital", "year")
_PLAIN_NAME = Words("数式でなく、文字で記入してください。", "Enter the name itself, not a formula.")
_PLAIN_YEAR = Words(
    f"{FIRST_REPORT_YEAR}〜{LAST_REPORT_YEAR}年を、2026 や 令和8年 のように記入してください。",
    f"Enter a year from {FIRST_REPORT_YEAR} to {LAST_REPORT_YEAR}, such as 2026 or 令和8年.",
)
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
    cells: Mapping[str, Cell]
    remarks: list[Remark]

    def cell(self, name: str) -> Cell:
        """Give the cell of a name; blank where the form has no such name."""
        return self.cells.get(name) or Cell(None, self.book.file)

    def is_lost(self, name: str) -> bool:
        """Whether a cell was deleted or swallowed by a merged block, which is told."""
        cell = self.cell(name)
        if cell.merged_in:
            self.remarks.append(remark_on(label_of_name(name), cell, swallowed(cell)))
        return cell.is_lost

    def text(self, name: str) -> str:
        """Give a cell's text; a lost cell and a formula give none and are told."""
        cell = self.cell(name)
        if self.is_lost(name):
            return ""
        if cell.is_formula or cell.is_error:
            words = Words(
                "数式またはエラー値です。読みませんでした。",
                "A formula or an error value; it was not read.",
            )
            self.remarks.append(Remark("formula", Severity.ERROR, words, cell.at))
            return ""
        return cell.text.strip()


def is_form(book: Workbook) -> bool:
    """Whether a workbook is a form: by a property of its own, else by the names of its cells."""
    has_property = any(one.value in book.properties for one in Property)
    return has_property or all(cover_name(one) in book.names for one in _TELLING)


def read_workbook(place: Place, name: str = "") -> Reading:
    """Read a filled form from a path or a binary stream: one report, and what is doubtful in it.

    Values are found by the names of their cells. A blank cell is not reported, 「-」 is not
    applicable; text in a number, a formula or an error value is unreadable, a negative or an
    impossible value contradictory. No hospital or no year is a fault of the file, as are another
    form version and a missing sheet. The cells of names are never looked at. A cell that was
    deleted or swallowed by a merged block is unreadable: its name still tells what it was.
    """
    opened = open_input(place, name)
    if opened.content is Content.TEXT:
        raise faults.not_a_workbook(opened.name)
    return report_of_form(read_spreadsheet(opened), opened)


def report_of_form(
    book: Workbook, opened: Opened, editions: Collection[str] | None = None
) -> Reading:
    """Read the report out of a form. ``editions`` are those that are known; None asks for none."""
    edition = _check_form(book, editions)
    remarks = [*remarks_on(book.contents, book.file), *_other_sheets(book)]
    form = FilledForm(book, MappingProxyType(cells_of_names(book)), remarks)
    remarks.extend(remarks_on_deleted(book, form.cells))
    hospital, year = _hospital_and_year(form)
    prefecture = _prefecture(form)
    application = form.text(cover_name("application"))
    report = Report(
        hospital,
        year,
        opened.source,
        form.cell(cover_name("hospital")).at,
        kind=_kind(book),
        edition=edition,
        prefecture=prefecture,
        area=form.text(cover_name("area")),
        hospital_id=form.text(cover_name("hospital_id")),
        is_advanced=_flag(form, "advanced"),
        is_exceptional=_flag(form, "exceptional"),
        facts=MappingProxyType(dict(_facts(form))),
        staff=read_staff(book, form.cells, remarks),
        reasons=MappingProxyType(dict(_reasons(form))),
        application=application,
        standing=read_standing(application),
        general=MappingProxyType(dict(_general(form))),
    )
    placed = tuple(replace(one, hospital=hospital, year=year) for one in remarks)
    return Reading(opened.source, (report,), placed)


def _other_sheets(book: Workbook) -> Iterator[Remark]:
    """Tell sheets that are none of the form and hold something: a copy with other figures, say."""
    known = {title.value for title in SheetTitle}
    for sheet in book.sheets:
        if sheet.title not in known and any(not cell.is_blank for cell in sheet.cells.values()):
            words = Words(
                f"シート「{quoted(sheet.title)}」は様式のシートではないため読みませんでした。",
                f"The sheet “{quoted(sheet.title)}” is none of the form; it was not read.",
            )
            yield Remark("sheet_not_read", Severity.WARNING, words, f"{book.file}!{sheet.title}")


def _check_form(book: Workbook, editions: Collection[str] | None) -> str:
    """Refuse another form and one of an unknown edition; give the edition it was made from."""
    version = book.properties.get(Property.VERSION.value, "").strip()
    if not version:
        raise faults.missing_form_version(book.file, FORM_VERSION)
    if version != FORM_VERSION:
        raise faults.wrong_form_version(book.file, version, FORM_VERSION)
    for title in _NEEDED:
        if book.sheet(title.value) is None:
            raise faults.missing_sheet(book.file, title.value)
    edition = book.properties.get(Property.EDITION.value, "").strip()
    if not edition or (editions is not None and edition not in editions):
        raise faults.unknown_edition(book.file, edition, editions or ())
    return edition


def _kind(book: Workbook) -> Kind:
    named = book.properties.get(Property.KIND.value, "")
    if named in set(Kind):
        return Kind(named)
    raise FaultError(
        Words(f"様式の類型「{named}」がわかりません。", f"The form's kind “{named}” is not known."),
        book.file,
        Words("kinten form で作った様式を使ってください。", "Use a form made by kinten form."),
    )


def _hospital_and_year(form: FilledForm) -> tuple[str, int]:
    """Read who reports and when; a report without either cannot be told from another."""
    hospital, year = _needed(form, "hospital"), _needed(form, "year")
    name = form.text(cover_name("hospital"))
    if not name:
        raise _unreadable(hospital, "hospital", _PLAIN_NAME)
    read = read_year_cell(year)
    if read is None:
        raise _unreadable(year, "year", _PLAIN_YEAR)
    return name, read


def _needed(form: FilledForm, entry: str) -> Cell:
    cell, label = form.cell(cover_name(entry)), label_of_name(cover_name(entry))
    if cell.is_lost:
        raise faults.lost_entry(cell.at, label, cell.merged_in)
    if cell.is_blank:
        raise faults.missing_entry(cell.at, label)
    return cell


def _unreadable(cell: Cell, entry: str, mend: Words) -> FaultError:
    label = label_of_name(cover_name(entry))
    return faults.unreadable_entry(cell.at, label, quoted(cell.text), mend)


def _prefecture(form: FilledForm) -> str:
    name = cover_name("prefecture")
    if form.is_lost(name):
        return ""
    prefecture, told = read_prefecture(form.cell(name))
    form.remarks.extend(told)
    return prefecture


def _flag(form: FilledForm, entry: str) -> bool:
    if form.is_lost(cover_name(entry)):
        return False
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
