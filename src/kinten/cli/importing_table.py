"""``kinten import --table``: a protected table of the registry into the portal's workspace."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.cli.output import print_json
from kinten.cli.workspace_options import asked_folder
from kinten.disclosure.masking import DEFAULT_K
from kinten.vocabulary.identity import prefecture_code
from kinten.vocabulary.wording import FaultError, Words, told_system

if TYPE_CHECKING:
    from kinten.portal.registry_pages.models import ProtectedTable

VISIBLE = ("public", "desk")


def add_table(parser: argparse.ArgumentParser) -> None:
    """Add what is told of a table."""
    parser.add_argument(
        "--table",
        action="store_true",
        help="INPUT は kinten registry protect が書き出した表。もう一度調べてから取り込む"
        " / INPUT is a table that kinten registry protect wrote; it is audited again",
    )
    for name, told in (
        ("title", "--table の表の題 / title of the table of --table"),
        ("title-en", "表の題、英語 / its title in English"),
        (
            "source",
            "表の出典。だれの、何年の、何を数えたか / whose records of which years, and what of them",
        ),
        ("licence", "表の利用条件 / what one may do with the table"),
    ):
        parser.add_argument(f"--{name}", default="", metavar="TEXT", help=told)
    parser.add_argument(
        "--visible",
        choices=VISIBLE,
        default="desk",
        help="public はだれでも、desk は行政とその病院だけ（初期値）"
        " / public: anybody; desk: the desks and that hospital (default)",
    )
    parser.add_argument(
        "--hospital",
        default="",
        metavar="ID",
        help="この病院の表（番号） / a table of this hospital (its id)",
    )
    parser.add_argument(
        "--prefecture",
        default="",
        metavar="P",
        help="この都道府県の表 / a table of this prefecture",
    )
    parser.add_argument(
        "--threshold",
        type=int,
        default=DEFAULT_K,
        metavar="K",
        help=f"K未満が隠してある（初期値 {DEFAULT_K}、これより小さくできない）"
        f" / counts under K are hidden (default {DEFAULT_K}, and never less)",
    )
    parser.add_argument(
        "--rounding",
        type=int,
        default=0,
        metavar="B",
        help="Bの倍数に丸めた表 / a table rounded to multiples of B",
    )


def run_table(options: argparse.Namespace) -> int:
    """Audit and record one table; tell its number and its address."""
    path, data = _read(options.inputs)
    from kinten.portal.running.reaching import open_portal

    open_portal(asked_folder(options))
    from kinten.portal.record.appending import SYSTEM
    from kinten.portal.registry_pages.models import Visibility
    from kinten.portal.registry_pages.services import Told, receive_table

    told = Told(
        title=options.title,
        title_en=options.title_en,
        source=options.source,
        licence=options.licence,
        visibility=Visibility(options.visible),
        year=options.year or "",
        hospital=options.hospital,
        prefecture=prefecture_code(options.prefecture) or options.prefecture,
        threshold=options.threshold,
        rounding=options.rounding,
        is_made_up=options.made_up,
    )
    table, is_new = receive_table(SYSTEM, data, path.name, told, reason="kinten import --table")
    if options.json:
        print_json(_document(table, is_new=is_new))
    else:
        print(_tell(table, is_new=is_new).in_language(options.lang))
    return 0


def _read(paths: list[Path]) -> tuple[Path, bytes]:
    if len(paths) != 1:
        raise FaultError(
            Words("表は一つずつ取り込みます。", "tables come in one at a time."),
            "--table",
            Words("ファイルを一つだけ指定してください。", "Name one file."),
        )
    try:
        return paths[0], paths[0].read_bytes()
    except OSError as error:
        why = told_system(error)
        raise FaultError(
            Words(f"読めません（{why.ja}）。", f"it cannot be read ({why.en})."),
            str(paths[0]),
            Words("ファイルの場所と権限を確かめてください。", "Look for the file."),
        ) from error


def _document(table: "ProtectedTable", *, is_new: bool) -> dict[str, Any]:
    return {
        "kinten": __version__,
        "inputs": [{"name": table.file_name, "sha256": table.file_sha256}],
        "table": {
            "number": table.pk,
            "title": table.title,
            "visible": str(table.visibility),
            "dimensions": table.dimensions,
            "years": table.years,
            "cells": table.rows,
            "hidden": table.hidden,
            "made_up": table.is_made_up,
            "is_new": is_new,
        },
    }


def _tell(table: "ProtectedTable", *, is_new: bool) -> Words:
    if not is_new:
        return Words(
            f"同じ表がもうあります: /registry/{table.pk}/",
            f"The same table is there already: /registry/{table.pk}/",
        )
    return Words(
        f"表を取り込みました: /registry/{table.pk}/（{table.rows}セル、うち非公表 {table.hidden}）",
        f"Received: /registry/{table.pk}/ ({table.rows} cells, {table.hidden} of them not shown)",
    )
