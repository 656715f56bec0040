"""``kinten registry convert``: ICD-O-3 to ICD-10, and ICD-10 to ICD-O-3."""

import argparse
from pathlib import Path

from kinten.cli.registry_coding import add_outputs, give_found, refuse_output
from kinten.desk.converting import ICDO, TARGETS, convert_codes, convert_document, convert_table
from kinten.vocabulary.wording import FaultError, Words


def add_convert(parser: argparse.ArgumentParser) -> None:
    """Add the options of the conversion."""
    parser.add_argument(
        "tumours",
        type=Path,
        metavar="FILE",
        help="登録された腫瘍の表（topography,morphology[,behaviour][,sex]、--to icdo3 は icd10）"
        " / registered tumours, one a row (--to icdo3: icd10)",
    )
    parser.add_argument(
        "--to", choices=TARGETS, required=True, help="変換先 / what the codes become"
    )
    parser.add_argument(
        "--tables",
        type=Path,
        nargs="+",
        default=[],
        metavar="FILE",
        help="ICD-10への変換表（CSV、固定長の四つ組）。並べた順に使い、収載の表は使わない"
        " / tables to ICD-10 (CSV, or the set of four in fixed columns) in their order, in place of the packaged ones",
    )
    add_outputs(parser, "icd10 (--to icdo3: topography,morphology,behaviour)")


def run_convert(options: argparse.Namespace) -> int:
    """Convert the codes, and give the counts or the rows as they were asked for."""
    if options.to == ICDO and options.tables:
        raise FaultError(
            Words("--tables はICD-10への変換の表です。", "--tables are tables to ICD-10."),
            "--to icdo3 --tables",
            Words("--tables を外してください。", "Leave out --tables."),
        )
    refuse_output(options, (options.tumours, *options.tables))
    converted = convert_codes(options.tumours, options.to, options.tables)
    given = (count for _, count in converted.given)
    give_found(
        options,
        converted.frame,
        (*given, converted.unreadable, *(each.records for each in converted.left)),
        lambda: convert_document(converted),
        lambda: convert_table(converted, options.lang, exact=options.exact),
    )
    return 0
