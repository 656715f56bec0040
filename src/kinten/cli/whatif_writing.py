"""A scenario's outcome to a file: everything in a page, a workbook or a document, one table elsewhere."""

import argparse
from pathlib import Path

from kinten.cli.output import tell
from kinten.desk.reading import Inputs
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_page import whatif_page
from kinten.desk.whatif_result import whatif_document
from kinten.desk.whatif_tables import TABLES, scenario_table, tables_of
from kinten.tables.files import write_text, write_whole
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import check_ending, write_json, write_table
from kinten.vocabulary.wording import FaultError, Words

_ONE_TABLE = frozenset({".csv", ".parquet"})
_OPTION = "--table"


def add_table_option(parser: argparse.ArgumentParser) -> None:
    """Add the choice of the table that a file for one table holds."""
    parser.add_argument(
        _OPTION,
        choices=tuple(TABLES),
        help=".csv と .parquet に書く表（病院・医療圏・拠点までの分・次に起こること・境目）。"
        "初期値は --curve があれば境目、なければ医療圏。.xlsx .html .json には全部が入る"
        " / which table goes into .csv or .parquet (by default the curve if asked for, else the areas);"
        " .xlsx, .html and .json hold everything",
    )


def check_table(options: argparse.Namespace) -> None:
    """Raise FaultError for a table that the file does not choose, or that the scenario does not have."""
    if options.table is None:
        return
    if options.output is None or check_ending(options.output) not in _ONE_TABLE:
        raise FaultError(
            Words(
                "表を選ぶのは .csv か .parquet に書くときだけです。",
                "a table is chosen only where a .csv or .parquet file is written.",
            ),
            _OPTION,
            Words(
                ".xlsx .html .json には全部の表が入ります。--table を外すか、-o 結果.csv としてください。",
                ".xlsx, .html and .json hold every table. Leave --table out, or write -o result.csv.",
            ),
        )
    if options.table == "curve" and options.curve is None:
        raise FaultError(
            Words("境目を求めていません。", "no curve was asked for."),
            _OPTION,
            Words("--curve に条項を指定してください。", "Name a clause with --curve."),
        )


def write_outcome(
    path: Path, result: WhatIf, inputs: Inputs | None, lang: str, table: str | None
) -> None:
    """Write an outcome by the ending of the file; of a file that holds one table it is told which."""
    ending = check_ending(path)
    if ending == ".json":
        write_json(path, whatif_document(result, inputs))
    elif ending == ".html":
        write_text(path, whatif_page(result, inputs, lang))
    elif ending == ".xlsx":
        sheets = [TABLES[name](result, lang) for name in tables_of(result)]
        whole = (scenario_table(result, inputs, lang), *sheets)
        write_whole(path, lambda beside: write_workbook(beside, whole))
    else:
        chosen = table or ("curve" if result.curve else "areas")
        written = TABLES[chosen](result, lang)
        write_table(path, written)
        others = [name for name in tables_of(result) if name != chosen]
        tell(_one_table(written.title, others), lang)


def _one_table(title: str, others: list[str]) -> Words:
    ways = " ".join(f"{_OPTION} {name}" for name in others)
    return Words(
        f"書いたのは表「{title}」だけです。ほかの表は {ways}、全部を一つには -o 結果.xlsx か 結果.html。",
        f"Only the table '{title}' was written. For the others: {ways}; everything in one file: "
        "-o result.xlsx or result.html.",
    )
