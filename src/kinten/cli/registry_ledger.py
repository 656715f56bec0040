"""``kinten registry ledger`` and ``ask``: what was released and answered, and one cell more."""

import argparse
from pathlib import Path

from kinten.cli.output import refuse_inputs
from kinten.cli.registry_protect import (
    add_counts,
    add_told,
    read_date,
    read_pairs,
    refuse_threshold,
    wish_of,
)
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.asking import answer_cell, answer_document, answer_table
from kinten.desk.linked_outputs import refuse_unwritable
from kinten.desk.release_ledger import (
    hold_ledger,
    list_ledger,
    listed_document,
    listed_table,
    verified_document,
    verified_table,
    verify_ledger,
)
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import Words


def add_ledger(parser: argparse.ArgumentParser) -> None:
    """Add what is to be done with which ledger."""
    parser.add_argument(
        "what",
        choices=("list", "verify"),
        help="list は一覧、verify はすべての行のつながりの点検（壊れていれば終了コード1）"
        " / list what it holds, or verify that every line follows (exit 1 where one does not)",
    )
    parser.add_argument("ledger", type=Path, metavar="FILE", help="台帳 / the ledger")
    parser.add_argument(
        "--last",
        metavar="SHA256",
        help="控えておいた最後の行の sha256。後ろの行が除かれていないかも点検"
        " / sha256 of its last line as you noted it: tells too whether lines were cut off its end",
    )
    _add_output(parser)


def add_ask(parser: argparse.ArgumentParser) -> None:
    """Add the tables, the cell and the ledger."""
    add_counts(parser)
    parser.add_argument(
        "--with",
        dest="others",
        type=Path,
        nargs="+",
        default=[],
        metavar="TABLE",
        help="同じデータのほかの表 / other tables of the same data",
    )
    parser.add_argument(
        "--cell",
        nargs="*",
        default=[],
        metavar="NAME=VALUE",
        help="尋ねるセル。書かない区分は合計 / the cell asked for; dimensions left out are totals",
    )
    parser.add_argument(
        "--ledger",
        type=Path,
        required=True,
        metavar="FILE",
        help="公表と回答の台帳。この回答も書き加える / ledger of releases and answers; this one is added",
    )
    add_told(parser)
    _add_output(parser)


def run_ledger(options: argparse.Namespace) -> int:
    """List or verify a ledger."""
    _refuse(options, [options.ledger])
    if options.what == "list":
        chain = list_ledger(options.ledger)
        give(
            options,
            lambda: listed_table(chain, options.lang),
            lambda: listed_document(options.ledger, chain),
        )
        return 0
    found = verify_ledger(options.ledger, options.last)
    give(options, lambda: verified_table(found, options.lang), lambda: verified_document(found))
    return 0 if found.broken is None else 1


def run_ask(options: argparse.Namespace) -> int:
    """Answer one cell, and write in the ledger what was answered."""
    tables = [options.table, *options.others]
    _refuse(options, [*tables, options.ledger])
    refuse_threshold(options.threshold)
    wish = wish_of(options)
    values = read_pairs(
        options.cell,
        "--cell",
        Words("hospital=甲 のように書いてください。", "Write it like hospital=A."),
    )
    with hold_ledger(options.ledger) as ledger:
        answer = answer_cell(tables, values, wish, ledger.entries, read_date(options))
        ledger.add(answer.entry)
        give(
            options,
            lambda: answer_table(answer, options.lang),
            lambda: answer_document(answer),
        )
    return 0


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def _refuse(options: argparse.Namespace, inputs: list[Path]) -> None:
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output)
        refuse_unwritable(options.output)
        refuse_inputs(options.output, inputs)
