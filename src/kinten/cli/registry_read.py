"""``kinten registry read`` and ``items``: records read from whatever they came in, and what an item is."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json, refuse_inputs, tell_written
from kinten.cli.tables import give, give_table
from kinten.desk.item_listing import items_document, items_table
from kinten.desk.recording import open_records, read_document, read_table, write_records_file
from kinten.registry.layouts import LayoutName
from kinten.tables.writing import ENDINGS, check_ending

_PARQUET = (".parquet",)


def add_layout(parser: argparse.ArgumentParser) -> None:
    """Add the option of the layout."""
    names = " ".join(LayoutName)
    parser.add_argument(
        "--layout",
        metavar="NAME|FILE",
        help=f"列と項目の対応: {names} か、自分のYAML（既定 neutral）"
        f" / which column is which item: {names} or a YAML file (default neutral)",
    )


def add_read(parser: argparse.ArgumentParser) -> None:
    """Add the options of reading."""
    parser.add_argument("records", type=Path, metavar="FILE", help="登録の記録 / records")
    add_layout(parser)
    parser.add_argument(
        "--json", action="store_true", help="読んだ行の数などをJSONで / what was read, as JSON"
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="記録のファイル（.parquet） / records"
    )


def run_read(options: argparse.Namespace) -> int:
    """Read records, tell how, and keep them where a file is named."""
    if options.output is not None:
        check_ending(options.output, _PARQUET)
        refuse_inputs(options.output, (options.records,))
    with open_records(options.records, options.layout) as records:
        if options.output is not None:
            write_records_file(records, options.output)
    if options.json:
        print_json(read_document(records.intake))
    elif options.output is not None:
        tell_written(options.output, options.lang)
    else:
        give_table(read_table(records.intake, options.lang), None, options.lang)
    return 0


def add_items(parser: argparse.ArgumentParser) -> None:
    """Add the options of the list of items."""
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def run_items(options: argparse.Namespace) -> int:
    """List the items and their codes."""
    if options.output is not None:
        check_ending(options.output)
    give(options, lambda: items_table(options.lang), items_document)
    return 0
