"""The option that takes facts of a hospital's place from a network into its judgement."""

import argparse
from dataclasses import replace

from kinten.cli.dating import day_of
from kinten.cli.output import tell
from kinten.desk.placing import load_named, place_reports
from kinten.desk.reading import Inputs
from kinten.vocabulary.wording import Words

_SHOWN = 3


def add_network(parser: argparse.ArgumentParser) -> None:
    """Add where the facts of the place come from."""
    parser.add_argument(
        "--network",
        metavar="published|FOLDER",
        help="医療圏の拠点病院の数などの配置の事実を補う。published は収載の一覧、または自分の表のフォルダー"
        "（--as-of の日、なければ提出年の9月1日の状態）"
        " / add the facts of the place, such as the hubs in the area: published takes the packaged list, "
        "or name the folder of your own tables (as of --as-of, else 1 September of the year)",
    )


def add_places(inputs: Inputs, options: argparse.Namespace) -> Inputs:
    """Give the reports with the facts of their place, and tell which hospitals the network lacks."""
    if options.network is None:
        return inputs
    atlas = load_named(options.network)
    day = None if options.as_of is None else day_of("--as-of")(options.as_of)
    placed = place_reports(inputs.reports, atlas, day)
    names = list(dict.fromkeys(each.hospital for each in placed.unmatched))
    if names:
        listed, more = "、".join(names[:_SHOWN]), len(names) - _SHOWN
        others = Words(f" ほか{more}", f" and {more} more") if more > 0 else Words("", "")
        tell(
            Words(
                f"一覧に見つからない病院（配置の事実なし）: {listed}{others.ja}",
                f"hospitals that the network does not hold (no facts of their place): "
                f"{listed.replace('、', ', ')}{others.en}",
            ),
            options.lang,
        )
    return replace(inputs, reports=placed.reports, sources=(*inputs.sources, *atlas.sources))
