"""The cells of a form by their names, and what became of those that are no longer there."""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from kinten.report.form_layout import (
    COVER,
    DECLARATION,
    GENERAL,
    NAMES_HEADING,
    STAFF_ROWS,
    Property,
    SheetTitle,
    clause_of_name,
    cover_name,
    fact_name,
    general_name,
    staff_name,
)
from kinten.report.form_staff import DECLARATION_NAME
from kinten.report.grid import Cell
from kinten.report.model import Remark, Severity
from kinten.report.spreadsheet import Workbook
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.wording import Words

_REFERENCE = re.compile(
    r"=?\$?(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!]+))[!.]\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d+)"
    r"(?::.*)?"
)
_A_PERSONS_NAME = re.compile(r"staff_\d+_name", re.IGNORECASE)
_OF_A_PERSON = re.compile(r"staff_(?P<number>\d{2,})_(?P<entry>[a-z]+)(?:_(?P<place>\w+))?")
_FACT_PREFIX = fact_name("")
_PREFIXES = (_FACT_PREFIX, cover_name(""), general_name(""), "staff_", "reason_")
_ENTRIES = {
    **{cover_name(entry.id): entry.label for entry in COVER},
    **{general_name(entry.id): entry.label for entry in GENERAL},
    DECLARATION_NAME: DECLARATION.label,
}
_STAFF_ENTRIES = {
    "employment": Words("勤務", "employment"),
    "role": Words("役割", "role"),
    "effort": Words("専従・専任", "effort"),
    "share": Words("割合", "share"),
    "qualification": Words("資格", "qualification"),
    "training": Words("相談員研修", "training"),
    "since": Words("着任日", "from"),
    "until": Words("離任日", "until"),
}
_NAMED_AT_MOST = 5
_MEND = Words(
    "kinten form で作った様式に転記してください",
    "copy the answers into a form made by kinten form",
)


def cells_of_names(book: Workbook) -> dict[str, Cell]:
    """Find the cell of every name of a form, wherever it was moved.

    A cell is marked as deleted where its row, its column or its name was, and as merged where a
    block swallowed it: neither is blank. The cells of persons' names are never looked at.
    """
    found = {
        name: _cell_at(book, reference)
        for name, reference in book.names.items()
        if not _A_PERSONS_NAME.fullmatch(name)
    }
    for name in _listed_names(book):
        if not _A_PERSONS_NAME.fullmatch(name):
            found.setdefault(name, _deleted(book))
    return found


def _cell_at(book: Workbook, reference: str) -> Cell:
    match = _REFERENCE.fullmatch(reference.strip())
    sheet = book.sheet(_title_in(match)) if match else None
    if match is None or sheet is None:
        return _deleted(book)
    return sheet.own(int(match["row"]), _column_of(match["letters"]))


def _deleted(book: Workbook) -> Cell:
    return Cell(None, book.file, is_deleted=True)


def _title_in(match: re.Match[str]) -> str:
    return match["plain"] or match["quoted"].replace("''", "'")


def _column_of(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _listed_names(book: Workbook) -> Iterator[str]:
    """Give the names that the hidden sheet lists; those of the first person stand for every row."""
    sheet = book.sheet(SheetTitle.LISTS.value)
    if sheet is None:
        return
    columns = range(1, sheet.column_count + 1)
    column = next((one for one in columns if sheet.cell(1, one).text == NAMES_HEADING), None)
    if column is None:
        return
    for row in range(2, sheet.row_count + 1):
        name = sheet.cell(row, column).text
        first = staff_name(1, "")
        if name.startswith(first):
            entry = name.removeprefix(first)
            yield from (staff_name(number, entry) for number in range(1, STAFF_ROWS + 1))
        elif name.startswith(_PREFIXES):
            yield name


def remarks_on_deleted(book: Workbook, cells: Mapping[str, Cell]) -> Iterator[Remark]:
    """Tell the input cells that were deleted, each by its label; whole rows of people as such."""
    gone = [name for name, cell in cells.items() if cell.is_deleted and name.startswith(_PREFIXES)]
    for name in gone:
        if not _OF_A_PERSON.fullmatch(name) or name == DECLARATION_NAME:
            yield _told(book, name)
    yield from _told_of_staff(book, cells)
    declared = book.properties.get(Property.NAMES.value, "")
    held = sum(1 for name in book.names if name.startswith(_PREFIXES))
    short = (int(declared) if declared.isdecimal() else 0) - held
    if short > 0 and not any(_listed_names(book)):
        # A form without its hidden sheet no longer says what they were.
        words = Words(
            f"記入欄が{short}個、名前ごと削除されています。その項目は読めません。{_MEND.ja}。",
            f"{short} input cells were deleted with their names; they cannot be read: {_MEND.en}.",
        )
        yield Remark("deleted_cells", Severity.ERROR, words, book.file)


def _told(book: Workbook, name: str) -> Remark:
    label = label_of_name(name)
    words = Words(
        f"「{label.ja}」の記入欄（{name}）が削除されています。この項目は読めません。{_MEND.ja}。",
        f"The input cell of “{label.en}” ({name}) was deleted; it cannot be read: {_MEND.en}.",
    )
    fact = name.removeprefix(_FACT_PREFIX)
    known = fact if name.startswith(_FACT_PREFIX) and fact in CATALOGUE else ""
    return Remark("deleted_cells", Severity.ERROR, words, book.file, fact=known)


def _told_of_staff(book: Workbook, cells: Mapping[str, Cell]) -> Iterator[Remark]:
    people = [name for name in cells if _OF_A_PERSON.fullmatch(name) and name != DECLARATION_NAME]
    rows, entries = [], []
    for _, group in groupby(sorted(people), key=lambda name: name.split("_")[1]):
        row = list(group)
        lost = [name for name in row if cells[name].is_deleted]
        if len(lost) == len(row):
            rows.append(row[0])
        else:
            entries.extend(lost)
    if rows:
        words = Words(
            f"職員表の{len(rows)}行が削除されています。その行の人はいないものとして読みました。",
            f"{len(rows)} rows of the staff sheet were deleted; they were read as holding nobody.",
        )
        yield Remark("deleted_cells", Severity.WARNING, words, book.file)
    if entries:
        labels = [label_of_name(name) for name in entries[:_NAMED_AT_MOST]]
        more = len(entries) - len(labels)
        ja = "、".join(label.ja for label in labels) + (f" ほか{more}か所" if more else "")
        en = ", ".join(label.en for label in labels) + (f" and {more} more" if more else "")
        words = Words(
            f"職員表の記入欄が削除されています（{ja}）。その欄は読めません。{_MEND.ja}。",
            f"Input cells of the staff sheet were deleted ({en}); they cannot be read: {_MEND.en}.",
        )
        yield Remark("deleted_cells", Severity.ERROR, words, book.file)


def label_of_name(name: str) -> Words:
    """Give the words that stand beside an input cell; the name itself where nothing is known of it."""
    fact = name.removeprefix(_FACT_PREFIX)
    if name.startswith(_FACT_PREFIX) and fact in CATALOGUE:
        return CATALOGUE[fact].label
    if name in _ENTRIES:
        return _ENTRIES[name]
    clause = clause_of_name(name)
    if clause is not None:
        return Words(f"{clause} の理由", f"the reason for {clause}")
    person = _OF_A_PERSON.fullmatch(name)
    if person is None or person["entry"] not in _STAFF_ENTRIES:
        return Words(name, name)
    entry, place = _STAFF_ENTRIES[person["entry"]], person["place"] or ""
    number = int(person["number"])
    return Words(f"職員{number}番の{entry.ja}{place}", f"{entry.en} {place} of person {number}")
