"""``kinten access METHOD`` without tables: the residents of Japan and the designated hospitals of a day."""

import argparse

from kinten.cli.access_measure import decay_of, most_of
from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.tables import give
from kinten.cli.travelling import add_travel, travel_of
from kinten.coverage.demand import COUNTED_YEAR, YEARS, By, Group
from kinten.desk.access_japan import JapanAccess, JapanAsked, SupplyBy, measure_japan, settle
from kinten.desk.access_table import japan_document, place_listing, place_table, prefecture_table
from kinten.desk.accessing import Method
from kinten.desk.atlas import Atlas, areas_asked, load_atlas
from kinten.desk.filing import source_of

OF_JAPAN = (
    *("by", "group", "year", "supply_by", "as_of", "recorded_by", "kinds_since"),
    *("area", "prefecture", "network", "detour", "speed", "travel_times", "routing"),
)
"""The options that have a meaning for Japan only."""


def add_japan(parser: argparse.ArgumentParser, *, with_choice: bool = True) -> None:
    """Add who counts, what the hospitals count as, the day, and what the minutes are made of."""
    parser.add_argument(
        "--by",
        choices=[each.value for each in By],
        help="人を置く単位（初期値 municipality） / where people count (default municipality)",
    )
    parser.add_argument(
        "--group",
        choices=[each.value for each in Group],
        help="住民の範囲：全員、65歳以上、75歳以上（初期値 all）"
        " / which residents: all, aged 65 and over, 75 and over (default all)",
    )
    parser.add_argument(
        "--year",
        type=int,
        choices=YEARS,
        metavar="YEAR",
        help=f"人口の年（{'、'.join(map(str, YEARS))}。初期値 {COUNTED_YEAR}）"
        f" / year of the residents ({', '.join(map(str, YEARS))}; default {COUNTED_YEAR})",
    )
    parser.add_argument(
        "--supply-by",
        choices=[each.value for each in SupplyBy],
        help="病院の重み：1、一般病床、公表されたがんの退院（初期値 hospitals）"
        " / what a hospital counts as: one, its general beds, its published cancer discharges "
        "(default hospitals)",
    )
    add_place_options(parser, with_choice=with_choice)
    add_travel(parser)


def run_japan(options: argparse.Namespace) -> int:
    """Measure Japan and give it as it was asked for."""
    if options.output is not None:
        refuse_overwriting(options.output, options.network)
    access = measure_asked(options, load_atlas(options.network), in_force=True)
    told = place_table
    if options.output is None:
        told = prefecture_table if access.shown is None else place_listing
    give(options, lambda: told(access, options.lang), lambda: japan_document(access))
    return 0


def measure_asked(options: argparse.Namespace, atlas: Atlas, *, in_force: bool) -> JapanAccess:
    """Measure what the options ask for; with ``in_force`` in the areas of the day, else in those of 2024."""
    method = Method(options.method)
    measure, assumed = settle(method, most_of(options), decay_of(options), options.tau)
    asked = JapanAsked(
        measure,
        By(options.by or By.MUNICIPALITY),
        Group(options.group or Group.ALL),
        options.year or COUNTED_YEAR,
        SupplyBy(options.supply_by or SupplyBy.HOSPITALS),
        assumed,
    )
    day = options.as_of or today()
    atlas = atlas.in_force(day) if in_force else atlas
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    area, prefecture = getattr(options, "area", None), None
    if getattr(options, "prefecture", None) is not None:
        prefecture = prefecture_of(options)
    has_choice = area is not None or prefecture is not None
    shown = areas_asked(atlas, area, prefecture) if has_choice else None
    own = () if options.travel_times is None else (source_of(options.travel_times),)
    return measure_japan(asked, atlas, snapshot, travel_of(options, atlas), shown, own)
