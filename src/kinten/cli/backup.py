"""``kinten backup``: the workspace in one file, while it is served."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="書き出すファイル（.tar.gz）。作業フォルダーと同じく秘密にする"
        " / file to write (.tar.gz); it is as secret as the workspace",
    )
    add_workspace(parser)
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.copying import back_up, backup_document

    made = back_up(asked_folder(options), options.file)
    if options.json:
        print_json(backup_document(options.file, made))
    else:
        told = Words(
            f"書き出しました: {options.file}（記録は{made.number}番まで、先頭のハッシュ: {made.head}）",
            f"Written: {options.file} (the record up to number {made.number}, head: {made.head})",
        )
        print(told.in_language(options.lang))
    return 0


VERB = Verb(
    "backup",
    Words("作業フォルダーのバックアップを取る", "back up the workspace"),
    _add_options,
    _run,
)
