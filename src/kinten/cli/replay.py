"""``kinten replay``: a result computed again from the same inputs."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.desk.replaying import Replay, replay, replay_document
from kinten.vocabulary.wording import Words

_MOST_SHOWN = 20
_LONGEST = 100  # letters of a value that is shown


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "result",
        type=Path,
        metavar="RESULT.json",
        help="judge の -o 結果.json、または judge・explain・compare・whatif の --json を残したファイル"
        " / file kept from judge -o result.json, or from --json of judge, explain, compare or whatif",
    )
    parser.add_argument(
        "--edition",
        metavar="DIR",
        help="自分で書いた版で判定した結果のとき、その版のフォルダー"
        " / folder of the edition, where the result was judged under one of your own",
    )
    parser.add_argument(
        "--inputs",
        type=Path,
        metavar="DIR",
        help="元の入力のあるフォルダー。名前が変わっていてもよい（中身のsha256で探す）"
        " / folder of the original inputs, whatever their names are now (found by sha256)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="違いのすべてをJSONで / every difference, as JSON",
    )


def _run(options: argparse.Namespace) -> int:
    replayed = replay(options.result, options.inputs, options.edition)
    if options.json:
        print_json(replay_document(replayed))
    else:
        _print(replayed, options.lang)
    return 0 if replayed.is_equal else 1


def _print(replayed: Replay, lang: str) -> None:
    if replayed.is_equal:
        print(Words("同じ結果です。", "Equal.").in_language(lang))
    else:
        count = len(replayed.differences)
        print(Words(f"{count}か所が違います。", f"{count} places differ.").in_language(lang))
    if replayed.engine_then != replayed.engine_now:
        told = f"{replayed.engine_then} → {replayed.engine_now}"
        print(
            Words(f"プログラムの版が違います: {told}", f"another engine: {told}").in_language(lang)
        )
    for edition, then, now in replayed.editions:
        if then != now:
            told = f"{edition} {then[:16]} → {now[:16] or '-'}"
            print(
                Words(
                    f"指針データが違います: {told}", f"the edition's data changed: {told}"
                ).in_language(lang)
            )
    for then, now in replayed.renamed:
        print(
            Words(
                f"入力「{then}」は今「{now}」という名前です（中身は同じ）。",
                f"the input '{then}' is now named '{now}' (the same content).",
            ).in_language(lang)
        )
    for path, then, now in replayed.differences[:_MOST_SHOWN]:
        print(f"  {path}: {_shown(then)} → {_shown(now)}")
    if (left := len(replayed.differences) - _MOST_SHOWN) > 0:
        print(
            Words(
                f"  ほか{left}か所（--json ですべて）", f"  and {left} more (all with --json)"
            ).in_language(lang)
        )


def _shown(value: object) -> str:
    """Write a value on one line; a long one is cut."""
    told = repr(value)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


VERB = Verb(
    "replay",
    Words(
        "残した結果を同じ入力から計算し直し、同じになるか確かめる",
        "recompute a saved result from the same inputs and say whether it is equal",
    ),
    _add_options,
    _run,
)
