"""``kinten check``: are the reports plausible, and which cells could not be read?"""

import argparse
from pathlib import Path

from rich.table import Table

from kinten.cli.options import add_inputs, take_inputs
from kinten.cli.output import print_json, print_refused, tell_written
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.desk.plausibility import (
    examine_inputs,
    make_parameters,
    remarks_document,
    remarks_table,
    rules_table,
)
from kinten.report.model import Severity
from kinten.tables.table import Table as Plain
from kinten.tables.writing import ENDINGS, check_ending, write_table
from kinten.vocabulary.wording import Words

_FATAL = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING)}


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    parser.add_argument(
        "--edition",
        "-e",
        metavar="E",
        help="専従・専任の割合をこの版から取る / shares of effort from it",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="規則の目安を替える / change a rule",
    )
    parser.add_argument(
        "--rules", action="store_true", help="規則と目安の一覧も示す / list the rules too"
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))
    parser.add_argument(
        "--fail-on",
        choices=tuple(_FATAL),
        help="該当があれば終了コード1 / exit 1 where there is any",
    )


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
    parameters = make_parameters(options.set, options.edition)
    inputs = take_inputs(options)
    remarks = examine_inputs(inputs, parameters)
    if options.output is not None:
        write_table(options.output, remarks_table(remarks, options.lang))
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(remarks_document(remarks, inputs, parameters))
    else:
        _print(remarks_table(remarks, options.lang))
        if options.rules:
            _print(rules_table(parameters, options.lang))
    print_refused(inputs.refused, options.lang)
    fatal = _FATAL.get(options.fail_on, ())
    found = any(remark.severity in fatal for remark in remarks)
    return 1 if found or inputs.refused else 0


def _print(plain: Plain) -> None:
    table = Table(title=plain.title, title_justify="left", pad_edge=False)
    for column in plain.columns:
        table.add_column(column, overflow="fold")
    for row in plain.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console = make_console()
    console.print(table)
    for note in plain.notes:
        console.print(note, markup=False, soft_wrap=True)


VERB = Verb(
    "check",
    Words(
        "報告の読み取りと確からしさを調べる",
        "examine the reports: what could not be read, what is doubtful",
    ),
    _add_options,
    _run,
)
