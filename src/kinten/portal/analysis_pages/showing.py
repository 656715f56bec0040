"""Tables of a result as the pages show them: cells in words, numbers to the right, links, not too long."""

import re
from dataclasses import dataclass, replace

from django.urls import reverse

from kinten.desk.whatif_telling import step_in_force
from kinten.portal.analysis_pages.reckoning import Reckoned
from kinten.portal.analysis_pages.result_tables import TABLES
from kinten.tables.table import Table, Value

MOST_ROWS = 50
"""A page shows this many rows of a long table; its file holds every one."""
_AROUND = 12
_NUMBER = re.compile(r"[\d,]+(\.\d+)?((〜| to )[\d,]+(\.\d+)?)?%?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in words; ``address`` is where it leads, "" for nowhere."""

    told: str
    is_number: bool = False
    address: str = ""
    is_japanese: bool = False


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table for a template. ``rows_in_all`` is how many there are; ``current`` the row that is marked."""

    title: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    rows_in_all: int
    current: int = -1

    @property
    def is_cut(self) -> bool:
        """Whether there are more rows than are shown."""
        return len(self.rows) < self.rows_in_all


def show_table(table: Table) -> ShownTable:
    """Make a table ready to show, all of it; a column of numbers and ranges goes to the right."""
    numbers = [
        _holds_numbers([row[place] for row in table.rows]) for place in range(len(table.columns))
    ]
    rows = tuple(
        tuple(Cell(_told(value), numbers[place]) for place, value in enumerate(row))
        for row in table.rows
    )
    columns = tuple(zip(table.columns, numbers, strict=True))
    return ShownTable(table.title, columns, rows, len(rows))


def show_hospitals(reckoned: Reckoned, lang: str) -> ShownTable:
    """Show the hospitals that change, those that lose the designation first, each with its page."""
    shown = show_table(TABLES["hospitals"](reckoned, lang))
    changes = [
        each
        for each in reckoned.result.outcome.changes
        if each.possibly or each.before is not each.after
    ]
    order = sorted(
        range(len(changes)),
        key=lambda at: (not changes[at].surely, not changes[at].possibly),
    )
    rows = []
    for at in order:
        cells = list(shown.rows[at])
        of = changes[at].hospital
        address = reverse("hospital", args=[of]) if of else ""
        cells[1] = replace(cells[1], address=address, is_japanese=True)
        cells[6] = replace(cells[6], told=cells[6].told.replace("、", " ").replace(", ", " "))
        rows.append(tuple(cells))
    return replace(shown, rows=tuple(rows[:MOST_ROWS]))


def show_areas(reckoned: Reckoned, lang: str) -> ShownTable:
    """Show the areas whose cover changes, each with its page."""
    shown = show_table(TABLES["areas"](reckoned, lang))
    frame = reckoned.result.atlas.frame.id
    rows = []
    for cells, change in zip(shown.rows, reckoned.result.outcome.areas, strict=True):
        address = reverse("area", kwargs={"frame": frame, "code": change.area.code})
        named = replace(cells[1], address=address, is_japanese=True)
        rows.append((cells[0], named, *cells[2:]))
    return replace(shown, rows=tuple(rows[:MOST_ROWS]))


def show_curve(reckoned: Reckoned, lang: str) -> ShownTable | None:
    """Show the steps of the curve around the number of this scenario; None where there is no curve."""
    steps = reckoned.result.curve
    if not steps:
        return None
    shown = show_table(TABLES["curve"](reckoned, lang))
    here = step_in_force(reckoned.result)
    at = next((place for place, each in enumerate(steps) if each is here), 0)
    first = max(0, min(at - _AROUND, len(steps) - 2 * _AROUND - 1))
    rows = shown.rows[first : first + 2 * _AROUND + 1]
    return replace(shown, rows=rows, current=at - first)


def _holds_numbers(values: list[Value]) -> bool:
    given = [_told(each) for each in values if each is not None]
    return bool(given) and all(_NUMBER.fullmatch(each) for each in given)


def _told(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value)
    return f"{value:,}" if abs(value) >= 10_000 else str(value)  # a year is no count
