"""``kinten explain``: one hospital, every clause, with cell and citation."""

import argparse
from pathlib import Path

from kinten.cli.explaining import print_explanation
from kinten.cli.options import (
    add_edition,
    add_exact,
    add_inputs,
    add_judging,
    make_call,
    take_inputs,
)
from kinten.cli.output import print_json, print_refused, tell_written
from kinten.cli.placing import add_network, add_places
from kinten.cli.verb import Verb
from kinten.desk.judging import judge_reports
from kinten.desk.pages import explanation_page
from kinten.desk.printing_pdf import write_page
from kinten.desk.result import as_document
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import Words

_ENDINGS = (".html", ".pdf")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    parser.add_argument(
        "--hospital",
        required=True,
        metavar="NAME",
        help="病院の名前、その一部、またはID / name of the hospital, part of it, or id",
    )
    add_edition(parser)
    add_judging(parser)
    add_network(parser)
    add_exact(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで（形は kinten schema explain）"
        " / JSON in place of a table (its form: kinten schema explain)",
    )
    endings = " ".join(_ENDINGS)
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
        check_ending(options.output, _ENDINGS)
    call = make_call(options)
    inputs = add_places(take_inputs(options), options)
    judgement = judge_reports(inputs.reports, call)
    if options.output is not None:
        write_page(options.output, explanation_page(judgement, inputs, options.lang))
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(as_document(judgement, inputs.sources))
    else:
        print_explanation(judgement, options.lang)
    print_refused(inputs.refused, options.lang)
    return 1 if inputs.refused else 0


VERB = Verb(
    "explain",
    Words("一つの病院の判定を条項ごとに説明する", "explain the judgement of one hospital"),
    _add_options,
    _run,
)
