"""``kinten flow``: where people are treated, and the catchments that makes."""

import argparse
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.places import prefecture_of, today
from kinten.cli.tables import give
from kinten.cli.verb import Verb
from kinten.coverage.catchment import find_catchments
from kinten.coverage.flow import Phase
from kinten.desk.atlas import load_atlas, load_flows
from kinten.desk.flowing import SEED, catchment_table, flow_document, flow_table
from kinten.geography.loading import FRAME_FLOW
from kinten.tables.table import Table
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=("areas", "catchments"),
        default="areas",
        help="区域ごとの指標（初期値）か、自然な圏域 / indices by area (default), or natural catchments",
    )
    parser.add_argument(
        "--phase",
        choices=tuple(each.value for each in Phase),
        default=Phase.ACUTE.value,
        help="区分（acute 高度急性期+急性期、comprehensive 包括期、chronic 慢性期）"
        " / phase of care (acute, comprehensive or chronic)",
    )
    parser.add_argument(
        "--area", metavar="AREA", help="構想区域の符号か名称 / an area, by code or name"
    )
    parser.add_argument(
        "--prefecture", metavar="PREFECTURE", help="都道府県（17、石川、Ishikawa） / a prefecture"
    )
    parser.add_argument(
        "--as-of",
        type=day_of("--as-of"),
        metavar="DATE",
        help="拠点病院の有無をこの日で見る（既定は今日） / where hubs stand on this day (default: today)",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで（形は kinten schema flow）"
        " / JSON in place of a table (its form: kinten schema flow)",
    )
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"書き出すファイル。形は拡張子で決まる（{endings}）"
        f" / file to write, its form by the ending ({endings})",
    )


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
    atlas = load_atlas()
    snapshot = atlas.on(options.as_of or today())
    frame = atlas.geography.frames[FRAME_FLOW]
    prefecture = prefecture_of(options)
    if options.area is not None:
        asked = frozenset({frame.find(options.area, prefecture).code})
    elif prefecture is not None:
        asked = frozenset(each.code for each in frame.in_prefecture(prefecture))
    else:
        asked = frozenset(frame.areas)
    flows = load_flows(Phase(options.phase))
    catchments = find_catchments(flows, SEED)

    def table() -> Table:
        if options.what == "catchments":
            chosen = tuple(each for each in catchments if asked & set(each.areas))
            return catchment_table(chosen, atlas, flows.phase, options.lang)
        return flow_table(flows, catchments, atlas, asked, snapshot, options.lang)

    give(options, table, lambda: flow_document(flows, catchments, atlas, asked, snapshot))
    return 0


VERB = Verb(
    "flow",
    Words(
        "構想区域間の患者の流れと自然な圏域", "patient flows between areas, and natural catchments"
    ),
    _add_options,
    _run,
)
