"""What the acts on codes share: the same rows with columns more, or the counts of what was found."""

import argparse
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import polars as pl

from kinten.cli.output import print_json, refuse_inputs, tell_written
from kinten.cli.registry_options import warn_of_small_counts
from kinten.cli.tables import give_table
from kinten.disclosure.masking import DEFAULT_K
from kinten.tables.records import RECORD_ENDINGS, write_records
from kinten.tables.table import Table
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import Words


def add_outputs(parser: argparse.ArgumentParser, added: str) -> None:
    """Add --json, --exact and -o, which writes the records with the columns named."""
    parser.add_argument(
        "--json", action="store_true", help="件数をJSONで標準出力へ / the counts as JSON"
    )
    parser.add_argument(
        "--exact",
        action="store_true",
        help="10未満の件数も表に示す（公表しない） / show counts below 10 in the table too (not for release)",
    )
    endings = " ".join(RECORD_ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"同じ行に {added} を加えて書く（{endings}） / write the same rows with {added} ({endings})",
    )


def refuse_output(options: argparse.Namespace, inputs: Iterable[Path | None]) -> None:
    """Raise where the output has another ending or would overwrite an input."""
    if options.output is not None:
        check_ending(options.output, RECORD_ENDINGS)
        refuse_inputs(options.output, inputs)


def give_found(
    options: argparse.Namespace,
    frame: pl.DataFrame,
    counts: Iterable[int],
    document: Callable[[], Mapping[str, Any]],
    table: Callable[[], Table],
) -> None:
    """Write the records where a file was named; print the counts as JSON, or else as a table."""
    if options.output is not None:
        write_records(options.output, frame)
        if not options.json:
            tell_written(options.output, options.lang)
            return
    if any(count < DEFAULT_K for count in counts):
        warn_of_small_counts(options, _SMALL)
    if options.json:
        print_json(document())
    else:
        give_table(table(), None, options.lang)


_SMALL = Words(
    "10未満の件数を含みます。このまま公表しないでください。",
    "it holds counts below 10 and is not for release as it is.",
)
