"""``kinten restore``: a workspace from a backup, checked to its last event."""

import argparse
from hashlib import file_digest
from pathlib import Path

from kinten.cli.erasure_options import WAITING, add_erasures, told_erasures, told_replayed
from kinten.cli.output import print_json, tell
from kinten.cli.verb import Verb
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="バックアップ（.tar.gz） / the backup (.tar.gz)",
    )
    parser.add_argument(
        "--workspace",
        type=Path,
        required=True,
        metavar="DIR",
        help="新しい作業フォルダー。空か、まだないもの / the new workspace: empty, or not there yet",
    )
    parser.add_argument(
        "--database",
        default="",
        metavar="ADDRESS",
        help="PostgreSQLのバックアップを戻す空のデータベース（postgresql://利用者@ホスト/名前）"
        " / empty database for a backup of PostgreSQL (postgresql://user@host/name)",
    )
    add_erasures(parser, "--erasures")
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.restoring import restore, restore_document

    folder = options.workspace.absolute()
    made = restore(options.file, folder, options.database, told_erasures(options))
    if options.json:
        with options.file.open("rb") as stream:
            sha256 = file_digest(stream, "sha256").hexdigest()
        print_json(restore_document(options.file, sha256, folder, made))
        return 0
    number = made.manifest.number
    told = Words(
        f"戻しました: {folder}（記録は{number}番まで確かめました）",
        f"Restored: {folder} (its record was verified up to number {number})",
    )
    print(told.in_language(options.lang))
    if made.replayed is None:
        tell(WAITING, options.lang)
    elif made.replayed:
        tell(told_replayed(made.replayed), options.lang)
    return 0


VERB = Verb(
    "restore",
    Words("バックアップから作業フォルダーを戻す", "restore a workspace from a backup"),
    _add_options,
    _run,
)
