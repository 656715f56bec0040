"""``kinten map``: the network, a scenario or real volumes as a map."""

import argparse
from dataclasses import replace
from pathlib import Path

from kinten.cli.options import take_inputs
from kinten.cli.output import tell_written
from kinten.cli.places import add_place_options, today
from kinten.cli.scenario_options import add_scenario, asked_of
from kinten.cli.verb import Verb
from kinten.desk.atlas import load_atlas
from kinten.desk.map_page import MAP_ENDINGS, write_map
from kinten.desk.mapping import coverage_map, volumes_map, whatif_map
from kinten.desk.states import CAUTION
from kinten.desk.volumes import find_disease, load_discharges, shares_table
from kinten.desk.whatif import what_if
from kinten.desk.whatif_result import ONE_PASS
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    coverage = kinds.add_parser("coverage", help="配置と空白の医療圏 / hospitals and blank areas")
    add_place_options(coverage, with_choice=False)
    whatif = kinds.add_parser("whatif", help="改定案による変化 / what a revision changes")
    add_scenario(whatif)
    volumes = kinds.add_parser(
        "volumes", help="指定病院での退院の割合 / share of discharges in designated hospitals"
    )
    add_place_options(volumes, with_choice=False)
    volumes.add_argument(
        "--cancer", metavar="CANCER", help="疾患の符号か名称 / a disease, by code or name"
    )
    for each in (coverage, whatif, volumes):
        each.add_argument(
            "-o", "--output", type=Path, required=True, metavar="FILE", help=" ".join(MAP_ENDINGS)
        )


def _run(options: argparse.Namespace) -> int:
    is_page = check_ending(options.output, MAP_ENDINGS) == ".html"
    lang = options.lang
    atlas = load_atlas(options.network)
    if options.what == "whatif":
        asked = asked_of(options)
        inputs = take_inputs(options) if options.inputs else None
        day = asked.call.as_of or today()
        asked = replace(asked, call=replace(asked.call, as_of=None))
        result = what_if(() if inputs is None else inputs.reports, asked, atlas, day)
        sources = (*(() if inputs is None else inputs.sources), *atlas.sources)
        notes = [ONE_PASS.in_language(lang), *_changes(options)]
        sheet = whatif_map(result, lang, is_page=is_page)
        write_map(options.output, sheet, sources, lang, caution=CAUTION, notes=notes)
    else:
        snapshot = atlas.on(options.as_of or today(), options.recorded_by, options.kinds_since)
        if options.what == "coverage":
            sheet = coverage_map(atlas, snapshot, lang, is_page=is_page)
        else:
            discharges = load_discharges()
            disease = None if options.cancer is None else find_disease(options.cancer, discharges)
            table = shares_table(discharges, atlas, snapshot, disease, lang)
            sheet = volumes_map(atlas, snapshot, discharges, disease, table, lang, is_page=is_page)
        write_map(options.output, sheet, atlas.sources, lang)
    tell_written(options.output, lang)
    return 0


def _changes(options: argparse.Namespace) -> list[str]:
    told = [*options.set, *options.reading]
    told += [f"--without {name}" for name in options.without]
    return told + [f"--opening {name}" for name in options.opening]


VERB = Verb(
    "map",
    Words("配置・改定案・退院数の地図", "maps of the network, of a revision, of real volumes"),
    _add_options,
    _run,
)
