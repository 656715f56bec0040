"""``kinten judge``: reports against an edition."""

import argparse
from pathlib import Path

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
from kinten.cli.printing import print_judgement
from kinten.cli.verb import Verb
from kinten.desk.judging import judge_reports
from kinten.desk.result import as_document
from kinten.desk.writing import JUDGEMENT_ENDINGS, write_judgement
from kinten.tables.writing import check_ending
from kinten.vocabulary.truth import Verdict
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    add_edition(parser)
    add_judging(parser)
    add_network(parser)
    parser.add_argument(
        "--next",
        metavar="E",
        help="この版に替わったら何が欠けるかも示す / also tell what falls short under this later edition",
    )
    parser.add_argument(
        "--hospital",
        metavar="NAME",
        help="この病院だけ（名前、その一部、またはID）/ only this hospital (name, part of it, or id)",
    )
    add_exact(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで（形は kinten schema judge）"
        " / JSON in place of a table (its form: kinten schema judge)",
    )
    endings = " ".join(JUDGEMENT_ENDINGS)
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
        choices=("unmet", "unknown"),
        help="未充足（unmet）があれば、または判定不能か未充足（unknown）があれば、終了コード1で終わる"
        " / exit with code 1 where any hospital is unmet, or (unknown) unknown or unmet",
    )


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output, JUDGEMENT_ENDINGS)
    call = make_call(options)
    inputs = add_places(take_inputs(options), options)
    judgement = judge_reports(inputs.reports, call)
    if options.output is not None:
        write_judgement(options.output, judgement, inputs, options.lang)
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(as_document(judgement, inputs.sources))
    else:
        print_judgement(judgement, options.lang)
    print_refused(inputs.refused, options.lang)
    fatal = {"unmet": (Verdict.UNMET,), "unknown": (Verdict.UNMET, Verdict.UNKNOWN)}
    wanted = fatal.get(options.fail_on, ())
    found = any(each.explanation.overall in wanted for each in judgement.hospitals)
    return 1 if found or inputs.refused else 0


VERB = Verb(
    "judge",
    Words("報告を指針の版で判定する", "judge reports against an edition"),
    _add_options,
    _run,
)
