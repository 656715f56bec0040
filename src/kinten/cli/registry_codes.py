"""``kinten registry codes``: codes held against lists of ICD-O."""

import argparse
from pathlib import Path

from kinten.cli.registry_coding import add_outputs, give_found, refuse_output
from kinten.desk.code_checking import ADDED, check_listed, codes_document, codes_table


def add_codes(parser: argparse.ArgumentParser) -> None:
    """Add the options of the check of codes."""
    parser.add_argument(
        "tumours",
        type=Path,
        metavar="FILE",
        help="登録された腫瘍の表（topography,morphology[,behaviour][,diagnosis_date]）"
        " / registered tumours, one a row",
    )
    parser.add_argument(
        "--list",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="ICD-Oの符号の一覧と、版の差分（kind,code,edition,valid_from,valid_to）。並べた順に重ねる"
        " / lists of ICD-O codes and differences between editions, laid over in their order",
    )
    add_outputs(parser, ADDED)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="一覧にない部位か組織型があれば終了コード1 / exit 1 where a site or histology is not in the list",
    )


def run_codes(options: argparse.Namespace) -> int:
    """Hold the codes against the lists, and give the counts or the rows as they were asked for."""
    refuse_output(options, (options.tumours, *options.list))
    checked = check_listed(options.tumours, options.list)
    give_found(
        options,
        checked.frame,
        (*checked.counts, checked.unreadable, *(each.records for each in checked.unlisted)),
        lambda: codes_document(checked),
        lambda: codes_table(checked, options.lang, exact=options.exact),
    )
    return 1 if options.strict and checked.unknown else 0
