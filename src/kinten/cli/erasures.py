"""``kinten erasures``: what was erased for good, and erasing it again in what was restored."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.cli.erasure_options import add_erasures, told_erasures, told_replayed
from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from pathlib import Path

    from kinten.portal.record.erasure_list import Erasure


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=("list", "replay"),
        help="list: 消したものの一覧（番号だけで、患者の値はない）、replay: 戻した作業フォルダーでもう一度消す"
        " / list: what was erased (ids alone, no value of a patient); "
        "replay: erase it again in a restored workspace",
    )
    add_workspace(parser)
    add_erasures(parser, "--from")
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )


def _run(options: argparse.Namespace) -> int:
    given = told_erasures(options)
    if (options.what == "replay") != (given is not None):
        raise FaultError(
            Words(
                "replay には --from か --none が要ります（list には要りません）。",
                "replay needs --from or --none (list takes neither).",
            ),
            f"erasures {options.what}",
            Words(
                "もとの作業フォルダーを --from で指定してください。",
                "Name the former workspace with --from.",
            ),
        )
    from kinten.portal.running.reaching import open_portal

    folder = asked_folder(options)
    open_portal(folder)
    from kinten.portal.record.erasures import erased, list_erasures
    from kinten.portal.running.replaying import settle_known

    replayed = None if given is None else settle_known(folder, given)
    listed, known = list_erasures(folder), erased()
    if options.json:
        print_json(_document(folder, replayed, listed, known))
    elif replayed is not None:
        print(told_replayed(replayed).in_language(options.lang))
    else:
        for each in listed:
            print(f"{each.line}\t{each.at}\t{each.object_type}\t{each.object_id}")
    return 0


def _document(
    folder: "Path",
    replayed: int | None,
    listed: "Sequence[Erasure]",
    known: frozenset[tuple[str, str]],
) -> dict[str, Any]:
    return {
        "kinten": __version__,
        "workspace": str(folder),
        "replayed": replayed,
        "erasures": [
            {
                "line": each.line,
                "number": each.number,
                "at": each.at,
                "object_type": each.object_type,
                "object_id": each.object_id,
                "is_in_record": each.key in known,
            }
            for each in listed
        ],
    }


VERB = Verb(
    "erasures",
    Words(
        "消したものの一覧を見る、戻した作業フォルダーでもう一度消す",
        "list what was erased, and erase it again in a restored workspace",
    ),
    _add_options,
    _run,
)
