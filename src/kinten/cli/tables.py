"""A table on the terminal, or in the file that was named."""

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from kinten.cli.output import print_json, tell_written
from kinten.cli.printing import make_console
from kinten.tables.table import Table, Value
from kinten.tables.writing import write_json, write_table
from kinten.vocabulary.wording import FaultError, Words

Document = Mapping[str, Any]


def give(
    options: argparse.Namespace, table: Callable[[], Table], document: Callable[[], Document]
) -> None:
    """Give a result as it was asked for: printed, as JSON, or in the file that was named.

    A file ``.json`` holds the document, every other the table. FaultError where JSON and a file of
    another form are both asked for.
    """
    output: Path | None = options.output
    refuse_two_forms(options)
    if output is None and options.json:
        print_json(document())
    elif output is not None and output.suffix.lower() == ".json":
        write_json(output, document())
        tell_written(output, options.lang)
    else:
        give_table(table(), output, options.lang)


def refuse_two_forms(options: argparse.Namespace) -> None:
    """Raise where --json would be passed over for a file that holds no JSON."""
    output: Path | None = options.output
    if options.json and output is not None and output.suffix.lower() != ".json":
        raise FaultError(
            Words(
                f"--json と -o {output.name} は形が違います。",
                f"--json and -o {output.name} are two forms.",
            ),
            "--json -o",
            Words(
                "JSONをファイルにするなら -o を .json に、表にするなら --json を外してください。",
                "Write -o with .json for the document, or leave out --json for the table.",
            ),
        )


def give_table(table: Table, output: Path | None, lang: str) -> None:
    """Write a table to the file that was named, or print it."""
    if output is None:
        print_table(make_console(), table)
        return
    write_table(output, table)
    tell_written(output, lang)


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
