"""``kinten check``: are the reports plausible, and which cells could not be read?"""

import argparse
from dataclasses import replace
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
from kinten.desk.telling_notes import notes_on_remarks
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
        help="専従・専任の割合の目安をこの版から取り、別の版の様式を指摘する（例 R4.8）"
        " / take the shares of dedicated and assigned staff from this edition, and tell forms of another one",
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="規則の目安を替える（例 jump=1。一覧は --rules）"
        " / change a parameter of a rule (jump=1; --rules lists them)",
    )
    parser.add_argument(
        "--rules", action="store_true", help="規則と目安の一覧も示す / list the rules too"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで（形は kinten schema check）"
        " / JSON in place of a table (its form: kinten schema check)",
    )
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"書き出すファイル。形は拡張子で決まる（{endings}）"
        f" / file to write, its form by the ending ({endings})",
    )
    parser.add_argument(
        "--fail-on",
        choices=tuple(_FATAL),
        help="誤り（error）があれば、または注意（warning）以上があれば、終了コード1で終わる"
        " / exit with code 1 where there is an error, or (warning) anything from a warning up",
    )


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
    parameters = make_parameters(options.set, options.edition)
    inputs = take_inputs(options)
    remarks = examine_inputs(inputs, parameters)
    table = replace(
        remarks_table(remarks, options.lang), notes=notes_on_remarks(remarks, options.lang)
    )
    if options.output is not None:
        write_table(options.output, table)
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(remarks_document(remarks, inputs, parameters))
    else:
        _print(table)
        if options.rules:
            _print(rules_table(parameters, options.lang))
    print_refused(inputs.refused, options.lang)
    fatal = _FATAL.get(options.fail_on, ())
    found = any(remark.severity in fatal for remark in remarks)
    return 1 if found or inputs.refused else 0


def _print(plain: Plain) -> None:
    console = make_console()
    if not plain.rows:
        console.print(plain.title)
        return
    table = Table(title=plain.title, title_justify="left", pad_edge=False)
    for column in plain.columns:
        table.add_column(column, overflow="fold")
    for row in plain.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
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
