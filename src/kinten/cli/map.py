"""``kinten map``: the network, a scenario, real volumes or added hospitals as a map."""

import argparse
from dataclasses import replace
from pathlib import Path

from kinten.cli.access_map import add_access_map, draw_access
from kinten.cli.output import print_refused, tell_written
from kinten.cli.places import add_place_options, today
from kinten.cli.scenario_options import add_scenario, asked_of, take_reports
from kinten.cli.siting_map import add_siting_map, draw_siting
from kinten.cli.verb import Verb
from kinten.desk.atlas import Atlas, load_atlas, packaged_source
from kinten.desk.genome import GENOME_KINDS
from kinten.desk.genome_map import GENOME_TABLES, genome_map
from kinten.desk.map_page import MAP_ENDINGS, write_map
from kinten.desk.mapping import coverage_map, volumes_map
from kinten.desk.states import CAUTION
from kinten.desk.volumes import DISCHARGE_TABLES, find_disease, load_discharges, shares_table
from kinten.desk.whatif import what_if
from kinten.desk.whatif_map import ONE_PASS_PAGE, tell_whole_scenario, whatif_map
from kinten.desk.whatif_ways import tell_effects
from kinten.network.history import Snapshot
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import FaultError, Words

Refused = tuple[FaultError, ...]  # files of a folder that could not be read


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
    genome = kinds.add_parser(
        "genome", help="がんゲノム医療の病院の記載 / statements on cancer-genome hospitals"
    )
    add_place_options(genome, with_choice=False)
    genome.add_argument(
        "--kind",
        choices=tuple(GENOME_KINDS),
        help="中核拠点・拠点・連携（既定はすべて） / core, hub or cooperating (default: all)",
    )
    siting = kinds.add_parser("siting", help="病院を加えた答え / hospitals added")
    add_siting_map(siting)
    access = kinds.add_parser(
        "access", help="指定病院への届きやすさ / access to designated hospitals"
    )
    add_access_map(access)
    for each in (coverage, whatif, volumes, genome, siting, access):
        each.add_argument(
            "-o", "--output", type=Path, required=True, metavar="FILE", help=" ".join(MAP_ENDINGS)
        )
        each.add_argument(
            "--zoom",
            action="store_true",
            help="拡大できる地図（MapLibre）もページに入れる。約1.7MB増える"
            " / put a map that zooms (MapLibre) into the page too; adds some 1.7 MB",
        )


def _run(options: argparse.Namespace) -> int:
    is_page = check_ending(options.output, MAP_ENDINGS) == ".html"
    atlas = load_atlas(options.network)
    draw = {
        "coverage": _coverage,
        "whatif": _whatif,
        "volumes": _volumes,
        "genome": _genome,
        "siting": draw_siting,
        "access": draw_access,
    }
    refused = draw[options.what](options, atlas, is_page=is_page)
    tell_written(options.output, options.lang)
    print_refused(refused, options.lang)
    return 1 if refused else 0


def _whatif(options: argparse.Namespace, atlas: Atlas, *, is_page: bool) -> Refused:
    asked = asked_of(options)
    inputs = take_reports(options)
    day = asked.call.as_of or today()
    asked = replace(asked, call=replace(asked.call, as_of=None))
    result = what_if(() if inputs is None else inputs.reports, asked, atlas, day)
    sources = (*(() if inputs is None else inputs.sources), *atlas.sources)
    told = tell_whole_scenario(result, options.lang)
    notes = [*told, ONE_PASS_PAGE.in_language(options.lang), *tell_effects(result, options.lang)]
    sheet = whatif_map(result, options.lang, is_page=is_page, sources=sources)
    write_map(
        options.output,
        sheet,
        sources,
        options.lang,
        caution=CAUTION,
        notes=notes,
        can_zoom=options.zoom,
    )
    return () if inputs is None else inputs.refused


def _coverage(options: argparse.Namespace, atlas: Atlas, *, is_page: bool) -> Refused:
    sheet = coverage_map(atlas, _snapshot(options, atlas), options.lang, is_page=is_page)
    write_map(options.output, sheet, atlas.sources, options.lang, can_zoom=options.zoom)
    return ()


def _volumes(options: argparse.Namespace, atlas: Atlas, *, is_page: bool) -> Refused:
    lang = options.lang
    snapshot = _snapshot(options, atlas)
    discharges = load_discharges(atlas)
    disease = None if options.cancer is None else find_disease(options.cancer, discharges)
    table = shares_table(discharges, atlas, snapshot, disease, lang)
    sheet = volumes_map(atlas, snapshot, discharges, disease, table, lang, is_page=is_page)
    sources = (*map(packaged_source, DISCHARGE_TABLES), *atlas.sources)
    write_map(options.output, sheet, sources, lang, can_zoom=options.zoom)
    return ()


def _genome(options: argparse.Namespace, atlas: Atlas, *, is_page: bool) -> Refused:
    sheet = genome_map(
        atlas,
        options.as_of or today(),
        options.kind,
        options.lang,
        is_page=is_page,
        recorded_by=options.recorded_by,
        kinds_since=options.kinds_since,
    )
    sources = (*map(packaged_source, GENOME_TABLES), *atlas.sources)
    write_map(options.output, sheet, sources, options.lang, can_zoom=options.zoom)
    return ()


def _snapshot(options: argparse.Namespace, atlas: Atlas) -> Snapshot:
    return atlas.on(options.as_of or today(), options.recorded_by, options.kinds_since)


VERB = Verb(
    "map",
    Words(
        "配置・改定案・退院数・がんゲノム医療の地図",
        "maps of the network, of a revision, of real volumes, of genome hospitals",
    ),
    _add_options,
    _run,
)
