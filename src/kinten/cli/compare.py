"""``kinten compare``: what became of the findings between two years."""

import argparse
from pathlib import Path

from rich.table import Table

from kinten.cli.options import add_edition, add_exact, add_inputs, make_call, take_inputs
from kinten.cli.output import print_json, print_refused, tell_written
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.desk.comparing import (
    Compared,
    Comparison,
    Fate,
    compare_years,
    comparison_document,
    refuse_same_years,
)
from kinten.desk.comparison_table import comparison_table, tell_side
from kinten.desk.reading import Inputs
from kinten.desk.states import CAUTION
from kinten.tables.writing import ENDINGS, check_ending, write_json, write_table
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    parser.add_argument(
        "--from",
        dest="first",
        required=True,
        type=int,
        metavar="YEAR",
        help="早い方の年（西暦）/ the earlier year",
    )
    parser.add_argument(
        "--to",
        dest="last",
        required=True,
        type=int,
        metavar="YEAR",
        help="遅い方の年（西暦）/ the later year",
    )
    add_edition(parser, required=False)
    parser.add_argument(
        "--hospital",
        metavar="NAME",
        help="この病院だけ（名前、その一部、またはID）/ only this hospital (name, part of it, or id)",
    )
    parser.add_argument(
        "--reading",
        action="append",
        default=[],
        metavar="roughly=strict|0.9",
        help="「概ね」の読み方（kinten judge --help）/ how 'roughly' is read (kinten judge --help)",
    )
    add_exact(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで（形は kinten schema compare）"
        " / JSON in place of a table (its form: kinten schema compare)",
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


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
    refuse_same_years(options.first, options.last)
    call = make_call(options, edition=options.edition or "")
    inputs = take_inputs(options)
    comparison = compare_years(inputs.reports, options.first, options.last, call)
    if options.output is not None:
        _write(options.output, comparison, inputs, options.lang)
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(comparison_document(comparison, inputs.sources))
    else:
        _print(comparison, options.lang)
    print_refused(inputs.refused, options.lang)
    return 1 if inputs.refused else 0


def _write(path: Path, comparison: Comparison, inputs: Inputs, lang: str) -> None:
    """Write the table; as .json the whole document, which can be replayed."""
    if path.suffix.lower() == ".json":
        document = comparison_document(comparison, inputs.sources)
        write_json(path, document)
    else:
        write_table(path, comparison_table(comparison, lang))


def _print(comparison: Comparison, lang: str) -> None:
    console = make_console()
    console.print(CAUTION.in_language(lang), style="bold")
    for side in (comparison.before, comparison.after):
        console.print(tell_side(side, lang), markup=False, soft_wrap=True)
    plain = comparison_table(comparison, lang)
    table = Table(pad_edge=False)
    for column in plain.columns:
        table.add_column(column, overflow="fold")
    for row in plain.rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
    console.print(_counts(comparison.compared, lang), markup=False, soft_wrap=True)
    for report in comparison.lone:
        told = Words("一方の年のみ", "in one year only").in_language(lang)
        console.print(f"{told}: {report.hospital} {report.year}", markup=False, soft_wrap=True)


def _counts(compared: tuple[Compared, ...], lang: str) -> str:
    return ("　" if lang == "ja" else ", ").join(
        f"{fate.label.in_language(lang)} {sum(each.fate is fate for each in compared)}"
        for fate in Fate
        if fate is not Fate.NOT_HELD or any(each.fate is fate for each in compared)
    )


VERB = Verb(
    "compare",
    Words("二つの年の指摘を比べる", "compare the findings of two years"),
    _add_options,
    _run,
)
