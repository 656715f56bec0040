"""``kinten network``: the designated hospitals and the blank areas of a day."""

import argparse
from datetime import date
from pathlib import Path

from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.tables import give, print_table
from kinten.cli.verb import Verb
from kinten.desk.atlas import Atlas, areas_asked, load_atlas
from kinten.desk.in_force import edition_in_force
from kinten.desk.network_checking import check_document, check_on, check_table, concerns
from kinten.desk.networking import (
    View,
    areas_table,
    hospitals_table,
    network_document,
    tell_blank,
    tell_counts,
    tell_covers,
    view_network,
)
from kinten.guideline.loading import load_edition
from kinten.network.checking import Gravity
from kinten.network.history import Snapshot
from kinten.tables.table import Table
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import Words

_FATAL = {
    None: (),
    "breach": (Gravity.BREACH,),
    "reason": (Gravity.BREACH, Gravity.REASON),
}


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        nargs="?",
        choices=("list", "check"),
        default="list",
        help="一覧（初期値）か、配置・グループ・期間の検査"
        " / the list (default), or the check of placement, groups and terms",
    )
    parser.add_argument(
        "--edition",
        "-e",
        metavar="E",
        help="検査に使う版（初期値はその日に施行の版） / edition of the check (default: the one in force)",
    )
    add_place_options(parser)
    parser.add_argument(
        "--list",
        choices=("hospitals", "areas"),
        default="hospitals",
        help="書き出す表 / which table to write or print",
    )
    parser.add_argument(
        "--fail-on",
        choices=("breach", "reason"),
        help="検査で、規則に反するもの（reason：理由を要する例外も）があれば終了コード1"
        " / of the check: exit 1 at a breach (reason: or an exception that needs one)",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    day: date = options.as_of or today()
    atlas = load_atlas(options.network).in_force(day)
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    asked = areas_asked(atlas, options.area, prefecture_of(options))
    if options.what == "check":
        return _check(options, atlas, snapshot, asked)
    view = view_network(atlas, snapshot, asked)
    table = (hospitals_table if options.list == "hospitals" else areas_table)(view, options.lang)
    if options.output is None and not options.json:
        _print(view, table, options.lang)
    else:
        give(options, lambda: table, lambda: network_document(view))
    return 0


def _check(
    options: argparse.Namespace, atlas: Atlas, snapshot: Snapshot, asked: frozenset[str]
) -> int:
    """Check the network; what concerns no area asked for is left out."""
    edition = (
        edition_in_force(snapshot.day) if options.edition is None else load_edition(options.edition)
    )
    found = tuple(
        each for each in check_on(atlas, snapshot, edition) if concerns(each, atlas, asked)
    )
    give(
        options,
        lambda: check_table(found, atlas, edition, options.lang),
        lambda: check_document(found, atlas, snapshot, edition),
    )
    fatal = _FATAL[options.fail_on]
    return 1 if any(each.gravity in fatal for each in found) else 0


def _print(view: View, table: Table, lang: str) -> None:
    console = make_console()
    told = Words(
        f"{view.snapshot.day}現在のネットワーク", f"the network on {view.snapshot.day}"
    ).in_language(lang)
    console.print(told, style="bold")
    print_table(console, table)
    for name, count in tell_counts(view, lang):
        console.print(f"{name}: {count}", markup=False, highlight=False)
    for line in (tell_blank(view).in_language(lang), tell_covers(view, lang)):
        console.print(line, markup=False, highlight=False)


VERB = Verb(
    "network",
    Words("指定された病院と空白の医療圏", "the designated hospitals and the blank areas"),
    _add_options,
    _run,
)
