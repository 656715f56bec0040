"""One row of a network table, and its cells read as words, days and numbers.

Every fault names the table, the line and the column.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

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
