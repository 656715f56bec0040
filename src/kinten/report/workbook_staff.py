"""Reading the staff sheet of a form: people as numbers; the cells of names are never looked at."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from kinten.report.cells import IMPLAUSIBLE_DAY, Figure, figure_of, is_dash, quoted, read_yes
from kinten.report.form_layout import (
    NO_QUALIFICATION,
    POSTS,
    QUALIFICATION_CELLS,
    staff_name,
)
from kinten.report.form_staff import DECLARATION_NAME
from kinten.report.grid import Cell
from kinten.report.model import Remark, Severity
from kinten.report.spreadsheet import Workbook
from kinten.report.staff_sheet import offered_on, tell_strays
from kinten.vocabulary.people import QUALIFICATIONS, ROLES, TRAINING, Effort, Person, Post, Staff
from kinten.vocabulary.period import NotADay, read_day_of_cell
from kinten.vocabulary.wording import Words

_NUMBERED = re.compile(r"staff_(\d{2,})_(?!name$)\w+")
_ROLE_BY_LABEL = {
    **{label.ja: role for role, label in ROLES.items()},
    **{role: role for role in ROLES},
}
_EFFORT_BY_LABEL = {effort.label.ja: effort for effort in Effort}
_QUALIFICATION_BY_LABEL = {
    **{label.ja: one for one, label in QUALIFICATIONS.items()},
    **{one: one for one in QUALIFICATIONS},
}
_EMPLOYMENT = {"常勤": True, "非常勤": False}


@dataclass(slots=True)
class _Sheet:
    """The staff sheet while it is read. ``is_whole`` falls where an entry could not be read."""

    cells: Mapping[str, Cell]
    remarks: list[Remark]
    is_complete: bool = False
    is_whole: bool = True

    def cell(self, number: int, entry: str) -> Cell:
        """Give a cell of one person's row."""
        return self.cells.get(staff_name(number, entry)) or Cell(None, "")

    def tell(self, rule: str, cell: Cell, number: int, ja: str, en: str) -> None:
        """Note a fault of a cell."""
        shown = quoted(cell.text)
        received = Words(f"「{shown}」", f", “{shown}”") if shown else Words("", "")
        words = Words(
            f"職員{number}番{received.ja}：{ja}。", f"person {number}{received.en}: {en}."
        )
        self.remarks.append(Remark(rule, Severity.ERROR, words, cell.at))


def read_staff(book: Workbook, cells: Mapping[str, Cell], remarks: list[Remark]) -> Staff | None:
    """Read the people of the sheet, and whether it declares that everyone is there.

    A row with no entry is nobody. A qualification or training that is blank is none where the sheet
    is declared complete, else not reported. A role, qualification or training that cannot be read
    undoes the declaration: the person may be the one that a clause looks for. So does a row that
    holds nothing but had a cell deleted or swallowed by a merged block. A row that was deleted as a
    whole was taken out: it is nobody. What was written outside the input cells is told, and undoes
    the declaration as well.
    """
    numbers = _numbers(cells)
    if not numbers:
        return None
    remarks.extend(_swallowed(cells))
    declaration = cells.get(DECLARATION_NAME) or Cell(None, "")
    is_complete = read_yes(declaration) is True
    remarks.extend(_undeclared(declaration))
    sheet = _Sheet(cells, remarks, is_complete)
    people = tuple(
        person for person in (_person(sheet, number) for number in numbers) if person is not None
    )
    strays = list(tell_strays(book, cells))
    remarks.extend(strays)
    is_whole = sheet.is_whole and not strays
    return Staff(people, is_complete=is_complete and is_whole, offered=offered_on(book, cells))


def _undeclared(cell: Cell) -> Iterator[Remark]:
    """Tell a declaration that is neither はい nor いいえ: it does not count as one."""
    if cell.is_blank or cell.is_lost or is_dash(cell) or read_yes(cell) is not None:
        return
    words = Words(
        f"職員表の「全員を記入した」の欄「{quoted(cell.text)}」：「はい」「いいえ」のいずれでもありません。"
        "全員が記入されたとは扱いません。",
        f"the declaration of the staff sheet, “{quoted(cell.text)}”: neither はい nor いいえ; "
        "the sheet does not count as complete.",
    )
    yield Remark("no_answer", Severity.ERROR, words, cell.at)


def _swallowed(cells: Mapping[str, Cell]) -> Iterator[Remark]:
    """Tell each merged block once: it may have swallowed hundreds of cells."""
    lost: dict[tuple[str, str], list[Cell]] = {}
    for name, cell in cells.items():
        if cell.merged_in and (_NUMBERED.fullmatch(name) or name == DECLARATION_NAME):
            lost.setdefault((cell.at.rpartition("!")[0], cell.merged_in), []).append(cell)
    for (_, block), found in lost.items():
        words = Words(
            f"職員表の記入欄{len(found)}か所が結合セル {block} に含まれ、値が残っていません。"
            "結合を解除し、それぞれの欄に記入してください。",
            f"{len(found)} input cells of the staff sheet were merged into {block}, so that their "
            "values are gone; unmerge the cells and fill in each of them.",
        )
        first = min((cell.at for cell in found), key=lambda at: (len(at), at))
        yield Remark("merged_cell", Severity.ERROR, words, first)


def _numbers(cells: Mapping[str, Cell]) -> list[int]:
    found = (_NUMBERED.fullmatch(name) for name in cells)
    return sorted({int(match[1]) for match in found if match is not None})


def _entries(sheet: _Sheet, number: int, stem: str, suffixes: Iterable[object]) -> list[Cell]:
    return [sheet.cell(number, f"{stem}_{suffix}") for suffix in suffixes]


def _person(sheet: _Sheet, number: int) -> Person | None:
    cells = [
        sheet.cell(number, "employment"),
        *_entries(sheet, number, "role", range(1, POSTS + 1)),
        *_entries(sheet, number, "effort", range(1, POSTS + 1)),
        *_entries(sheet, number, "share", range(1, POSTS + 1)),
        *_entries(sheet, number, "qualification", range(1, QUALIFICATION_CELLS + 1)),
        *_entries(sheet, number, "training", TRAINING),
        sheet.cell(number, "since"),
        sheet.cell(number, "until"),
    ]
    if all(cell.is_deleted for cell in cells):
        return None
    if all(cell.is_blank or cell.is_lost for cell in cells):
        sheet.is_whole = sheet.is_whole and not any(cell.is_lost for cell in cells)
        return None
    posts = tuple(
        post for post in (_post(sheet, number, place) for place in range(1, POSTS + 1)) if post
    )
    if not posts:
        _tell_no_role(sheet, number)
    days = {entry: _day(sheet, number, entry) for entry in ("since", "until")}
    return Person(
        number,
        posts,
        full_time=_employment(sheet, number),
        qualifications=_qualifications(sheet, number),
        training=_training(sheet, number),
        since=days["since"] or None,
        until=days["until"] or None,
        at=cells[0].at,
        unread_days=frozenset(entry for entry, day in days.items() if day is False),
    )


def _tell_no_role(sheet: _Sheet, number: int) -> None:
    """Tell a person of whom no role is told: no clause counts them, and one may look for them."""
    entries = ("role", "effort", "share")
    told = [cell for each in entries for cell in _entries(sheet, number, each, range(1, POSTS + 1))]
    if all(cell.is_blank and not cell.is_lost for cell in told):
        sheet.is_whole = False
        role = sheet.cell(number, "role_1")
        sheet.tell("no_role", role, number, "役割が空欄です", "the role is blank")


def _post(sheet: _Sheet, number: int, place: int) -> Post | None:
    role_cell = sheet.cell(number, f"role_{place}")
    effort = _effort(sheet, number, place)
    share = _share(sheet, number, place)
    role = None if role_cell.is_formula else _ROLE_BY_LABEL.get(role_cell.text.strip())
    if role is not None:
        return Post(role, effort, share, role_cell.at)
    if role_cell.is_lost:
        sheet.is_whole = False
    elif not role_cell.is_blank:
        sheet.is_whole = False
        sheet.tell("unknown_role", role_cell, number, "一覧にない役割です", "no role of the list")
    elif effort is not None or share is not None:
        sheet.is_whole = False
        sheet.tell("no_role", role_cell, number, "役割が空欄です", "the role is blank")
    return None


def _effort(sheet: _Sheet, number: int, place: int) -> Effort | None:
    cell = sheet.cell(number, f"effort_{place}")
    effort = None if cell.is_formula else _EFFORT_BY_LABEL.get(cell.text.strip())
    if effort is None and _is_filled(cell) and not is_dash(cell):
        sheet.tell(
            "unknown_effort",
            cell,
            number,
            "専従・専任・その他のいずれでもありません",
            "neither 専従, 専任 nor その他",
        )
    return effort


def _share(sheet: _Sheet, number: int, place: int) -> Decimal | None:
    cell = sheet.cell(number, f"share_{place}")
    if not _is_filled(cell) or is_dash(cell):
        return None
    figure = None if cell.is_formula or cell.is_error else figure_of(cell)
    share = _fraction(figure)
    if share is None:
        sheet.tell(
            "unreadable_share", cell, number, "割合として読めません", "cannot be read as a share"
        )
        return None
    if not 0 <= share <= 1:
        sheet.tell(
            "share_over_one",
            cell,
            number,
            "割合が0%〜100%の外にあります",
            "a share outside 0 % to 100 %",
        )
        return None
    return share


def _fraction(figure: Figure | None) -> Decimal | None:
    if figure is None:
        return None
    return figure.value / 100 if figure.is_percent else figure.value


def _employment(sheet: _Sheet, number: int) -> bool | None:
    cell = sheet.cell(number, "employment")
    found = None if cell.is_formula else _EMPLOYMENT.get(cell.text.strip())
    if found is None and _is_filled(cell):
        sheet.tell(
            "unknown_employment",
            cell,
            number,
            "常勤・非常勤のいずれでもありません",
            "neither 常勤 nor 非常勤",
        )
    return found


def _qualifications(sheet: _Sheet, number: int) -> frozenset[str] | None:
    cells = _entries(sheet, number, "qualification", range(1, QUALIFICATION_CELLS + 1))
    filled = [cell for cell in cells if _is_filled(cell) and not is_dash(cell)]
    held: set[str] = set()
    is_readable = not any(cell.is_lost for cell in cells)
    sheet.is_whole = sheet.is_whole and is_readable
    for cell in filled:
        name = "" if cell.is_formula else cell.text.strip()
        if name in _QUALIFICATION_BY_LABEL:
            held.add(_QUALIFICATION_BY_LABEL[name])
        elif name != NO_QUALIFICATION:
            is_readable = sheet.is_whole = False
            sheet.tell(
                "unknown_qualification",
                cell,
                number,
                "一覧にない資格です",
                "no qualification of the list",
            )
    if not is_readable or (not filled and not sheet.is_complete):
        return None
    return frozenset(held)


def _training(sheet: _Sheet, number: int) -> frozenset[str] | None:
    done: set[str] = set()
    is_readable, is_said = True, False
    for part in TRAINING:
        cell = sheet.cell(number, f"training_{part}")
        answer = read_yes(cell)
        is_said = is_said or answer is not None or is_dash(cell)
        if answer is True:
            done.add(part)
        if cell.is_lost:
            is_readable = sheet.is_whole = False
        elif answer is None and not cell.is_blank and not is_dash(cell):
            is_readable = sheet.is_whole = False
            sheet.tell(
                "no_answer",
                cell,
                number,
                "「はい」「いいえ」のいずれでもありません",
                "neither はい nor いいえ",
            )
    if not is_readable or (not is_said and not sheet.is_complete):
        return None
    return frozenset(done)


def _day(sheet: _Sheet, number: int, entry: str) -> date | Literal[False] | None:
    """Give a day, None where there is none, False where it cannot be read."""
    cell = sheet.cell(number, entry)
    if cell.is_lost:
        return False
    if cell.is_blank or is_dash(cell):
        return None
    day = None if cell.is_formula else read_day_of_cell(cell.value)
    if isinstance(day, date):
        return day
    if isinstance(day, NotADay) and day.is_impossible:
        sheet.tell(
            "impossible_date", cell, number, "存在しない日付です", "a date that does not exist"
        )
    elif isinstance(day, NotADay) and day.is_implausible:
        sheet.tell("text_in_date", cell, number, IMPLAUSIBLE_DAY.ja, IMPLAUSIBLE_DAY.en)
    else:
        sheet.tell("text_in_date", cell, number, "日付として読めません", "cannot be read as a date")
    return False


def _is_filled(cell: Cell) -> bool:
    """Whether something stands in a cell; what stood in a lost one is told with its block."""
    return not cell.is_blank and not cell.is_lost
