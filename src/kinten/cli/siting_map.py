"""``kinten map siting MODEL``: the map of the answer that `kinten siting MODEL` gives for Japan."""

import argparse

from kinten.cli.siting_japan import add_options, answer
from kinten.coverage.siting.additions import ADDED_MODELS
from kinten.desk.atlas import Atlas
from kinten.desk.map_page import write_map
from kinten.desk.siting_japan_words import CAUTION
from kinten.desk.siting_map import map_lines, siting_map
from kinten.vocabulary.wording import FaultError, Words


def add_siting_map(parser: argparse.ArgumentParser) -> None:
    """Add what is asked: the model, the number, the radius, and all that a question about Japan takes."""
    parser.add_argument(
        "model",
        metavar="MODEL",
        choices=[each.value for each in ADDED_MODELS],
        help="lscp mclp pmedian pcenter（kinten siting と同じ） / as in kinten siting",
    )
    number = parser.add_mutually_exclusive_group()
    number.add_argument(
        "--p",
        type=int,
        metavar="N",
        help="病院の数（指定病院を含む） / number of hospitals, designated ones included",
    )
    number.add_argument(
        "--more",
        type=int,
        metavar="N",
        help="加える病院の数 / number of hospitals added",
    )
    parser.add_argument(
        "--radius", type=float, metavar="R", help="半径（分） / radius in minutes, inclusive"
    )
    parser.add_argument(
        "--time-limit", type=float, metavar="S", help="秒数の上限 / seconds at most"
    )
    add_options(parser)


def draw_siting(
    options: argparse.Namespace, atlas: Atlas, *, is_page: bool
) -> tuple[FaultError, ...]:
    """Answer in the areas of 2024, which the map shows, and write the map."""
    for name in ("table", "compare_year"):
        if getattr(options, name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise FaultError(
                Words(f"地図に {option} は使えません。", f"{option} has no use in a map."),
                f"map siting {option}",
                Words("kinten siting で求めてください。", "Ask kinten siting for it."),
            )
    sited, more, own = answer(options, atlas)
    lang = options.lang
    write_map(
        options.output,
        siting_map(sited, more, lang, is_page=is_page),
        (*own, *sited.posed.sources),
        lang,
        caution=CAUTION,
        notes=map_lines(sited, lang),
        can_zoom=options.zoom,
    )
    return ()
