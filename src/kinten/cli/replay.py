"""``kinten replay``: a result computed again from the same inputs."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.desk.replaying import Replay, replay, replay_document
from kinten.vocabulary.wording import Words

_MOST_SHOWN = 20


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("result", type=Path, metavar="RESULT.json")
    parser.add_argument(
        "--edition",
        metavar="DIR",
        help="収載していない版のフォルダー / folder of an edition of your own",
    )
    parser.add_argument(
        "--inputs",
        type=Path,
        metavar="DIR",
        help="元の入力のフォルダー / folder of the original inputs",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
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
    if replayed.edition_then != replayed.edition_now:
        told = f"{replayed.edition_then[:16]} → {replayed.edition_now[:16]}"
        print(
            Words(
                f"指針データが違います: {told}", f"the edition's data changed: {told}"
            ).in_language(lang)
        )
    for path, then, now in replayed.differences[:_MOST_SHOWN]:
        print(f"  {path}: {then!r} → {now!r}")


VERB = Verb(
    "replay",
    Words("結果を同じ入力から計算し直して比べる", "recompute a result and compare"),
    _add_options,
    _run,
)
