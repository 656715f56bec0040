"""``kinten registry protect`` and ``audit-table``: small counts hidden so that none can be reckoned."""

import argparse
from pathlib import Path

from kinten.cli.output import refuse_inputs
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.protecting import (
    audit_document,
    audit_listing,
    audit_table,
    protect_tables,
    release_document,
    release_table,
)
from kinten.disclosure.masking import DEFAULT_K
from kinten.tables.writing import ENDINGS, check_ending, write_table
from kinten.vocabulary.wording import FaultError, Words

_SECONDS = 30.0


def add_protect(parser: argparse.ArgumentParser) -> None:
    """Add the options of the protection."""
    _add_table(parser)
    parser.add_argument(
        "--linked",
        type=Path,
        nargs=2,
        action="append",
        default=[],
        metavar=("TABLE", "FILE"),
        help="同じセルを持つほかの表と、その書き出し先（何度でも） / another table that shares cells, and where "
        "to write it (may be repeated)",
    )
    parser.add_argument(
        "--hide-zeros", action="store_true", help="0件も隠す / hide counts of nothing too"
    )
    parser.add_argument(
        "--time-limit",
        type=float,
        default=_SECONDS,
        metavar="S",
        help=f"最少を求める時間（秒、初期値{_SECONDS:g}）。切れても安全 / seconds for the least "
        f"(default {_SECONDS:g}); it is safe without",
    )


def add_audit(parser: argparse.ArgumentParser) -> None:
    """Add the options of the audit."""
    _add_table(parser)
    parser.add_argument(
        "--strict", action="store_true", help="unsafe なら終了コード1 / exit 1 where it is unsafe"
    )


def _add_table(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "table",
        type=Path,
        metavar="TABLE",
        help="件数の表（区分の列、n、合計は total） / counts: dimension columns, n, margins as total",
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=DEFAULT_K,
        metavar="K",
        help=f"K未満を隠す（初期値{DEFAULT_K}） / hide counts under K (default {DEFAULT_K})",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def run_protect(options: argparse.Namespace) -> int:
    """Hide what must be hidden and give the tables."""
    tables = [options.table, *(table for table, _ in options.linked)]
    outputs = [path for path in (options.output, *(path for _, path in options.linked)) if path]
    _refuse(options, tables, outputs)
    if not options.time_limit > 0:
        raise FaultError(
            Words(
                f"{options.time_limit:g} は使えません。", f"{options.time_limit:g} cannot be used."
            ),
            "--time-limit",
            Words("0より大きい秒数を書いてください。", "Write seconds above 0."),
        )
    release = protect_tables(
        tables, options.threshold, hides_zeros=options.hide_zeros, seconds=options.time_limit
    )
    for at, (_, path) in enumerate(options.linked, 1):
        write_table(path, release_table(release, at, options.lang))
    give(
        options,
        lambda: release_table(release, 0, options.lang),
        lambda: release_document(release),
    )
    return 0


def run_audit(options: argparse.Namespace) -> int:
    """Reckon what can be reckoned of hidden cells."""
    _refuse(options, [options.table], [options.output] if options.output else [])
    audit = audit_table(options.table, options.threshold)
    give(options, lambda: audit_listing(audit, options.lang), lambda: audit_document(audit))
    return 1 if options.strict and not all(audit.is_safe) else 0


def _refuse(options: argparse.Namespace, tables: list[Path], outputs: list[Path]) -> None:
    refuse_two_forms(options)
    for path in outputs:
        check_ending(path)
        refuse_inputs(path, tables)
    if options.threshold < 2:
        raise FaultError(
            Words(f"{options.threshold} は使えません。", f"{options.threshold} cannot be used."),
            "--threshold",
            Words("2以上の数を書いてください。", "Write a number of 2 or more."),
        )
