"""What a page shows of a table: one dimension down, another across, one value of each of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.http import urlencode

from kinten.disclosure.cells import TOTAL
from kinten.portal.registry_pages.cells import YEAR, Cells
from kinten.portal.registry_pages.words import HOSPITAL, tell_dimension, tell_value
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """``by`` is the dimension of the rows, ``across`` that of the columns, "" for none.

    ``fixed`` has the value of every other dimension; ``odd`` names what of the query could not be obeyed.
    """

    by: str
    across: str
    fixed: Mapping[str, str]
    odd: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The query under which a file holds the rows that a page shows."""
        told = {"by": self.by, "across": self.across or "-"}
        return "?" + urlencode(
            {**told, **{f"v-{name}": value for name, value in self.fixed.items()}}
        )

    @property
    def words(self) -> tuple[Words, ...]:
        """The values that were chosen, in words."""
        return tuple(
            Words(f"{named.ja}: {value.ja}", f"{named.en}: {value.en}")
            for name, text in self.fixed.items()
            for named, value in [(tell_dimension(name), tell_value(name, text))]
        )


def choose(cells: Cells, query: Mapping[str, str]) -> Choice:
    """Read a query: by, across ("-" for none) and v-NAME; what it does not say is the widest there is."""
    names, odd = cells.dimensions, []
    by = query.get("by", "") or _usual_rows(names)
    if by not in names:
        odd.append("by")
        by = _usual_rows(names)
    across = query.get("across", "") or (YEAR if YEAR in names and by != YEAR else "-")
    if across == by or across not in {"-", *names}:
        odd.append("across")
        across = "-"
    across = "" if across == "-" else across
    fixed = {}
    for name, values in zip(names, cells.values, strict=True):
        if name in {by, across}:
            continue
        asked = query.get(f"v-{name}", "")
        if asked and asked not in values:
            odd.append(f"v-{name}")
        fixed[name] = asked if asked in values else _widest(values)
    return Choice(by, across, fixed, tuple(odd))


def _usual_rows(names: Sequence[str]) -> str:
    """Give the dimension that tells what was counted, else the first."""
    return next((name for name in names if name not in {HOSPITAL, YEAR}), names[0])


def _widest(values: Sequence[str]) -> str:
    return TOTAL if TOTAL in values else values[0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a page: a number, hidden, or in no row of the table."""

    n: int | None
    is_hidden: bool = False


ABSENT = Cell(None)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a page: its value and a cell for each column."""

    value: str
    words: Words
    cells: tuple[Cell, ...]

    @property
    def last(self) -> Cell:
        """The cell of the total, or of the last column."""
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as a page shows it; ``columns`` are the values across, one without a value where none is."""

    columns: tuple[tuple[str, Words], ...]
    lines: tuple[Line, ...]

    @property
    def hidden(self) -> int:
        """How many of its cells are hidden."""
        return sum(cell.is_hidden for line in self.lines for cell in line.cells)


def lay_out(cells: Cells, choice: Choice) -> Grid:
    """Lay the chosen cells out; years and ages stand in their order, the total last."""
    values = dict(zip(cells.dimensions, cells.values, strict=True))
    down = _ordered(choice.by, values[choice.by])
    across = _ordered(choice.across, values[choice.across]) if choice.across else ("",)
    lines = tuple(
        Line(
            row,
            tell_value(choice.by, row),
            tuple(
                find_cell(cells, {**choice.fixed, **_at(choice, row, column)}) for column in across
            ),
        )
        for row in down
    )
    columns = tuple((column, tell_value(choice.across, column)) for column in across)
    kept = [line for line in lines if any(cell != ABSENT for cell in line.cells)]
    return Grid(columns, tuple(kept))


def find_cell(cells: Cells, values: Mapping[str, str]) -> Cell:
    """Give the cell of one value of each dimension."""
    found = cells.by_values.get(tuple(values[name] for name in cells.dimensions))
    return ABSENT if found is None else Cell(found[0], found[0] is None)


def chosen_rows(cells: Cells, choice: Choice) -> list[tuple[tuple[str, ...], int | None, str]]:
    """Give the rows of a table that have the chosen values."""
    places = [(cells.dimensions.index(name), value) for name, value in choice.fixed.items()]
    return [row for row in cells.rows if all(row[0][at] == value for at, value in places)]


def _at(choice: Choice, row: str, column: str) -> dict[str, str]:
    return {choice.by: row} | ({choice.across: column} if choice.across else {})


def _ordered(name: str, values: Sequence[str]) -> tuple[str, ...]:
    if name != YEAR:
        return tuple(values)
    return tuple(sorted(values, key=lambda each: (each == TOTAL, each)))
