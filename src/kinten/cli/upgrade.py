"""``kinten upgrade``: a workspace of an older Kinten made one of this Kinten, after a backup."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument(
        "--backup",
        type=Path,
        metavar="FILE",
        help="先に取るバックアップ（.tar.gz。初期値は作業フォルダーの隣、時刻の入った名前）"
        " / backup made first (.tar.gz; default: beside the workspace, with the time in its name)",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.upgrading import upgrade, upgrade_document

    folder = asked_folder(options)
    made = upgrade(folder, options.backup)
    if options.json:
        print_json(upgrade_document(folder, made))
        return 0
    if made.backup:
        told = Words(
            f"新しくしました: {folder}（表の変更{len(made.changes)}件、記録は{made.number}番まで確かめました）\n"
            f"前のものは {made.backup} にあります。",
            f"Upgraded: {folder} ({len(made.changes)} changes of tables; the record was verified up to "
            f"number {made.number})\nAs it was before, it is in {made.backup}.",
        )
    else:
        told = Words(f"もう新しいものです: {folder}", f"It is up to date: {folder}")
    print(told.in_language(options.lang))
    return 0


VERB = Verb(
    "upgrade",
    Words(
        "古いKintenの作業フォルダーを、バックアップを取ってからこのKintenのものにする",
        "make a workspace of an older Kinten one of this Kinten, after a backup",
    ),
    _add_options,
    _run,
)
