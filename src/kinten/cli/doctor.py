"""``kinten doctor``: what is missing or unsafe in a workspace and its machine."""

import argparse

from rich.table import Table
from rich.text import Text

from kinten.cli.output import print_json
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.portal.running.finding import Finding, Grade, examination_document
from kinten.vocabulary.wording import Words

_STYLES = {Grade.OK: "green", Grade.WARN: "yellow", Grade.BAD: "bold red"}


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="危険なものがあれば終了コード1 / exit 1 where something is unsafe",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.examining import examine

    folder = asked_folder(options)
    found = tuple(examine(folder))
    if options.json:
        print_json(examination_document(str(folder), found))
    else:
        _print(found, options.lang)
    is_bad = any(each.grade is Grade.BAD for each in found)
    return 1 if options.strict and is_bad else 0


def _print(found: tuple[Finding, ...], lang: str) -> None:
    table = Table(pad_edge=False)
    for words in (
        Words("調べたもの", "what"),
        Words("結果", "grade"),
        Words("わかったこと", "found"),
        Words("直し方", "what to do"),
    ):
        table.add_column(words.in_language(lang), overflow="fold")
    for each in found:
        table.add_row(
            each.name,
            Text(each.grade.label.in_language(lang), style=_STYLES[each.grade]),
            each.words.in_language(lang),
            "" if each.mend is None else each.mend.in_language(lang),
        )
    make_console().print(table)


VERB = Verb(
    "doctor",
    Words(
        "作業フォルダーと機械に足りないもの・危ないものを調べる",
        "find what is missing or unsafe in a workspace and its machine",
    ),
    _add_options,
    _run,
)
