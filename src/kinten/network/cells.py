"""One row of a network table, and its cells read as words, days and numbers.

Every fault names the table, the line and the column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NoReturn, TypeVar

from kinten.vocabulary.wording import FaultError, Words

Choice = TypeVar("Choice", bound=StrEnum)
Number = TypeVar("Number", int, float)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its cells by column, and where it stands (``file:line``)."""

    cells: Mapping[str, str]
    at: str

    def get(self, column: str) -> str:
        """Give a cell without the blanks around it; empty where the column is not there."""
        return (self.cells.get(column) or "").strip()

    def wrong(self, column: str, what: Words, mend: Words) -> FaultError:
        """Make the fault of one cell."""
        return FaultError(what, f"{self.at}:{column}", mend)


def read_needed(row: Row, column: str, choices: type[Choice]) -> Choice:
    """Read a cell that has to hold one of the words."""
    found = read_choice(row, column, choices)
    if found is None:
        raise _no_choice(row, column, choices)
    return found


def read_choice(row: Row, column: str, choices: type[Choice]) -> Choice | None:
    """Read one of the words, None for a blank cell; FaultError lists them."""
    text = row.get(column)
    if not text:
        return None
    try:
        return choices(text)
    except ValueError as error:
        raise _no_choice(row, column, choices) from error


def _no_choice(row: Row, column: str, choices: type[Choice]) -> FaultError:
    listed = " ".join(choices)
    return row.wrong(
        column,
        Words(
            f"「{row.get(column)}」は使えません。", f"“{row.get(column)}” is not one of the words."
        ),
        Words(f"次のどれかを書いてください: {listed}", f"Write one of: {listed}"),
    )


def read_day(row: Row, column: str) -> date | None:
    """Read a day, None for a blank cell."""
    text = row.get(column)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise row.wrong(
            column,
            Words(f"「{text}」は日付ではありません。", f"“{text}” is not a date."),
            Words("年-月-日（2026-04-01）で書いてください。", "Write year-month-day (2026-04-01)."),
        ) from error


def read_number(row: Row, column: str, read: Callable[[str], Number]) -> Number | None:
    """Read a plain number, None for a blank cell."""
    text = row.get(column)
    if not text:
        return None
    try:
        return read(text)
    except ValueError as error:
        raise row.wrong(
            column,
            Words(f"「{text}」は数ではありません。", f"“{text}” is not a number."),
            Words("数だけを書いてください。", "Write a plain number."),
        ) from error


def read_hospital(row: Row, known: frozenset[str]) -> str:
    """Give the hospital that a row is about; one without an id or not in the table is refused."""
    hospital = row.get("hospital_id") or refuse_without_id(row)
    if hospital not in known:
        raise unknown_hospital(row, "hospital_id", hospital)
    return hospital


def refuse_without_id(row: Row) -> NoReturn:
    """Raise FaultError for a row without the id of its hospital."""
    raise row.wrong(
        "hospital_id",
        Words("病院の符号がありません。", "the hospital has no id."),
        Words(
            "hospital_idの列に符号を書いてください。", "Write an id into the column hospital_id."
        ),
    )


def unknown_hospital(row: Row, column: str, hospital: str) -> FaultError:
    """Make the fault of a hospital that the table of hospitals does not hold."""
    return row.wrong(
        column,
        Words(
            f"病院「{hospital}」は病院の表にありません。",
            f"the hospital “{hospital}” is not in the table of hospitals.",
        ),
        Words(
            "hospitals.csvに行を加えるか、符号を直してください。",
            "Add it to hospitals.csv, or mend the id.",
        ),
    )


def read_span(row: Row) -> tuple[date | None, date | None]:
    """Give when something begins and ends (the first day no longer in force)."""
    begins, ends = read_day(row, "begins"), read_day(row, "ends")
    if begins is not None and ends is not None and ends <= begins:
        raise row.wrong(
            "ends",
            Words(
                f"終わり（{ends}）が始まり（{begins}）より後ではありません。",
                f"the end ({ends}) is not behind the beginning ({begins}).",
            ),
            Words(
                "endsには効力がなくなる最初の日を書きます。",
                "ends is the first day no longer in force.",
            ),
        )
    return begins, ends
