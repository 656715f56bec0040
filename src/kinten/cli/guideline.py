"""``kinten guideline``: the editions, one clause, what changed, what is missing."""

import argparse
from collections.abc import Callable
from typing import Any, TypeAlias

from kinten.cli import guideline_printing as printing
from kinten.cli.output import print_json
from kinten.cli.verb import Run, Verb
from kinten.desk import guidelines
from kinten.vocabulary.wording import Words

Acts: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001
Document: TypeAlias = dict[str, Any]


def _add_options(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="list|show|diff|check", required=True)
    _add_act(acts, "list", Words("版の一覧", "the editions"), _list)
    show = _add_act(acts, "show", Words("版の条項", "the clauses of an edition"), _show)
    show.add_argument("edition", metavar="EDITION")
    show.add_argument("clause", metavar="CLAUSE", nargs="?")
    diff = _add_act(
        acts, "diff", Words("二つの版の違い", "what changed between two editions"), _diff
    )
    diff.add_argument("old", metavar="OLD")
    diff.add_argument("new", metavar="NEW")
    diff.add_argument("--all", action="store_true", help="変更なしも示す / show unchanged ones too")
    check = _add_act(acts, "check", Words("版の検査", "examine an edition"), _check)
    check.add_argument("edition", metavar="EDITION")


def _add_act(acts: Acts, name: str, told: Words, act: Run) -> argparse.ArgumentParser:
    parser = acts.add_parser(name, help=f"{told.ja} / {told.en}")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=("ja", "en"), default=argparse.SUPPRESS)
    parser.set_defaults(act=act)
    return parser


def _run(options: argparse.Namespace) -> int:
    code: int = options.act(options)
    return code


def _list(options: argparse.Namespace) -> int:
    document = guidelines.list_document()
    _put(options, document, printing.print_list)
    return 0


def _show(options: argparse.Namespace) -> int:
    document = guidelines.show_document(options.edition, options.clause)
    _put(options, document, printing.print_clauses)
    return 0


def _diff(options: argparse.Namespace) -> int:
    document = guidelines.diff_document(options.old, options.new, with_unchanged=options.all)
    _put(options, document, printing.print_differences)
    return 0


def _check(options: argparse.Namespace) -> int:
    document = guidelines.check_document(options.edition)
    _put(options, document, printing.print_examination)
    return 1 if document["errors"] else 0


def _put(
    options: argparse.Namespace, document: Document, show: Callable[[Document, str], None]
) -> None:
    if options.json:
        print_json(document)
    else:
        show(document, options.lang)


VERB = Verb(
    "guideline",
    Words("指針の版：一覧・条項・違い・検査", "editions: list, show, diff, check"),
    _add_options,
    _run,
)
