"""A table on the terminal."""

from rich.console import Console
from rich.table import Table as Grid

from kinten.tables.table import Table, Value


def print_table(console: Console, table: Table) -> None:
    """Print a table with its title above and its notes below; numbers of five digits and more in groups of three."""
    console.print(table.title, style="bold", markup=False)
    grid = Grid(pad_edge=False)
    numbers = _numbers(table)
    for place, column in enumerate(table.columns):
        grid.add_column(column, overflow="fold", justify="right" if place in numbers else "left")
    for row in table.rows:
        grid.add_row(*(_told(value) for value in row))
    console.print(grid)
    for note in table.notes:
        console.print(note, markup=False, highlight=False, soft_wrap=True)


def _numbers(table: Table) -> frozenset[int]:
    """Name the columns that hold numbers only."""
    return frozenset(
        place
        for place in range(len(table.columns))
        if all(isinstance(row[place], int | float | None) for row in table.rows)
    )


def _told(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}" if value >= 10_000 else str(value)
    return str(value)
