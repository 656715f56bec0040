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

_EDITION = (
    "版の名（一覧は kinten guideline list）か、版を書いたフォルダー"
    " / id of an edition (kinten guideline list), or the folder of one of your own"
)


def _add_options(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="list|show|diff|check", required=True)
    _add_act(acts, "list", Words("収載している版の一覧", "list the editions"), _list)
    show = _add_act(
        acts,
        "show",
        Words(
            "版の条項：要件、強さ、類型、判定の仕方、出典",
            "show the clauses of an edition: requirement, strength, kinds, test, source",
        ),
        _show,
    )
    show.add_argument("edition", metavar="EDITION", help=_EDITION)
    show.add_argument(
        "clause",
        metavar="CLAUSE",
        nargs="?",
        help="この条項か節とその下だけ（例 volume）。初期値は版の全体"
        " / only this clause or section and what is below (volume); by default the whole edition",
    )
    diff = _add_act(
        acts, "diff", Words("二つの版の違い", "tell what changed between two editions"), _diff
    )
    diff.add_argument("old", metavar="OLD", help="もとの版の名 / id of the older edition")
    diff.add_argument("new", metavar="NEW", help="新しい版の名 / id of the newer edition")
    diff.add_argument(
        "--all",
        action="store_true",
        help="変更のない条項も示す / show the clauses that did not change too",
    )
    check = _add_act(
        acts,
        "check",
        Words(
            "版のデータの検査：誤り、未収載の条文、出典の確かさ",
            "examine the data of an edition: errors, holes, how sure the sources are",
        ),
        _check,
    )
    check.add_argument("edition", metavar="EDITION", help=_EDITION)


def _add_act(acts: Acts, name: str, told: Words, act: Run) -> argparse.ArgumentParser:
    help_text = f"{told.ja} / {told.en}"
    parser = acts.add_parser(name, help=help_text, description=help_text)
    parser.add_argument(
        "--json",
        action="store_true",
        help=f"表でなくJSONで（形は kinten schema guideline-{name}）"
        f" / JSON in place of a table (its form: kinten schema guideline-{name})",
    )
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
    Words(
        "指針の版を見る：一覧（list）、条項（show）、違い（diff）、検査（check）",
        "look into the editions: list, show, diff, check",
    ),
    _add_options,
    _run,
)
