"""``kinten paper``: 資料1, 資料3-1 and the recommendation slip, as workbooks."""

import argparse
from pathlib import Path

from kinten.cli.options import add_inputs, take_inputs
from kinten.cli.output import print_refused, tell, tell_written
from kinten.cli.places import add_place_options, prefecture_of, today
from kinten.cli.verb import Verb
from kinten.desk.area_paper import write_areas_paper
from kinten.desk.atlas import load_atlas, load_flows
from kinten.desk.in_force import edition_in_force
from kinten.desk.judging import reference_day
from kinten.desk.papers import write_recommendation, write_volumes_paper
from kinten.desk.recommending import find_recommended
from kinten.desk.slip import slip_lines
from kinten.guideline.loading import load_edition
from kinten.tables.writing import check_ending
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

_ENDINGS = (".xlsx",)
_LAYOUT_NOT_SEEN = Words(
    "資料3-1-②の様式は未確認です。資料3-1-①の様式で作り、シートにもそう記しました。",
    "The layout of paper 3-1-2 was not seen: it is written like 3-1-1, and the sheet says so.",
)
_IN_JAPANESE = "The ministry's papers are in Japanese: so is this workbook."


def _add_options(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    areas = kinds.add_parser("areas", help="資料1 がんの医療圏の概要 / paper 1, the areas")
    add_place_options(areas, with_choice=False)
    volumes = kinds.add_parser("volumes", help="資料3-1 診療実績 / paper 3-1, the volumes")
    add_inputs(volumes)
    volumes.add_argument(
        "--kind",
        choices=[Kind.LOCAL.value],
        help="資料3-1-②（地域がん診療病院） / paper 3-1-2 (local cancer hospitals)",
    )
    volumes.add_argument(
        "--edition", "-e", metavar="E", help="基準を印字する版 / edition whose numbers are printed"
    )
    volumes.add_argument(
        "--exact",
        action="store_true",
        help="10未満の件数も値のまま（非公開の会議用） / print counts below 10 too (closed meeting)",
    )
    slip = kinds.add_parser(
        "slip", help="推薦に添える書面 / a slip that goes with a recommendation"
    )
    add_place_options(slip, with_choice=False)
    slip.add_argument(
        "--hospital",
        required=True,
        metavar="NAME",
        help="病院。まだ指定されていない病院も（符号、名称、「都道府県 名称」）"
        " / the hospital, also one not yet designated (id, name, or prefecture and name)",
    )
    slip.add_argument(
        "--kind",
        choices=[each.value for each in Kind if each is not Kind.NCC],
        help="新規に推薦する類型（なければ記録、それもなければ地域がん診療連携拠点病院と仮定）"
        " / the kind of a new recommendation (default: as recorded, else a regional hub is assumed)",
    )
    slip.add_argument(
        "--opinion",
        default="",
        metavar="TEXT",
        help="都道府県拠点の意見 / the prefectural hub's opinion",
    )
    for each in (areas, volumes):
        each.add_argument(
            "--prefecture", required=True, metavar="PREFECTURE", help="都道府県 / the prefecture"
        )
    for each in (areas, volumes, slip):
        each.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".xlsx")


def _run(options: argparse.Namespace) -> int:
    check_ending(options.output, _ENDINGS)
    if options.what == "volumes":
        return _volumes(options)
    day = options.as_of or today()
    atlas = load_atlas(options.network)
    if options.what == "areas":
        atlas = atlas.in_force(day)
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    if options.what == "areas":
        write_areas_paper(options.output, _prefecture(options), atlas, snapshot)
    else:
        kind = None if options.kind is None else Kind(options.kind)
        recommended = find_recommended(options.hospital, atlas, snapshot, kind)
        lines = slip_lines(recommended, atlas, snapshot, load_flows())
        write_recommendation(options.output, recommended, lines, options.opinion)
    _tell_language(options.lang)
    tell_written(options.output, options.lang)
    return 0


def _volumes(options: argparse.Namespace) -> int:
    prefecture = _prefecture(options)
    inputs = take_inputs(options)
    years = [report.year for report in inputs.reports]
    if options.edition is not None:
        edition = load_edition(options.edition)
    else:
        edition = edition_in_force(reference_day(max(years, default=today().year)))
    kind = None if options.kind is None else Kind(options.kind)
    write_volumes_paper(
        options.output, prefecture, inputs.reports, edition, kind, is_exact=options.exact
    )
    if kind is Kind.LOCAL:
        tell(_LAYOUT_NOT_SEEN, options.lang)
    _tell_language(options.lang)
    tell_written(options.output, options.lang)
    print_refused(inputs.refused, options.lang)
    return 1 if inputs.refused else 0


def _tell_language(lang: str) -> None:
    """Tell a reader of English that the workbook is in Japanese."""
    if lang != "ja":
        tell(Words("", _IN_JAPANESE), lang)


def _prefecture(options: argparse.Namespace) -> str:
    code = prefecture_of(options)
    if code is None:
        raise FaultError(
            Words("都道府県がありません。", "the prefecture is missing."),
            "--prefecture",
            Words("例: --prefecture 石川", "Example: --prefecture Ishikawa"),
        )
    return code


VERB = Verb(
    "paper",
    Words(
        "検討会の資料1・資料3-1・推薦の書面を作る",
        "write the meeting papers 1 and 3-1, and the slip",
    ),
    _add_options,
    _run,
)
