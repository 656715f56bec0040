"""``kinten volumes``: published discharges, the share in designated hospitals, ranks, concentration."""

import argparse
from pathlib import Path

from kinten.cli.output import tell_written
from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.tables import give
from kinten.cli.verb import Verb
from kinten.desk.atlas import Atlas, load_atlas
from kinten.desk.curves_page import curves_page, curves_svg
from kinten.desk.volumes import find_disease, load_discharges, shares_table
from kinten.desk.volumes_concentration import concentration_table
from kinten.desk.volumes_ranks import ranks_table
from kinten.desk.volumes_result import concentration_document, ranks_document, shares_document
from kinten.network.history import Snapshot
from kinten.tables.files import write_text
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

CURVE_ENDINGS = (*ENDINGS, ".svg")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_place_options(parser, with_choice=False)
    parser.add_argument(
        "what",
        nargs="?",
        default="shares",
        choices=("shares", "ranks", "concentration"),
        help="割合・順位・集中 / shares, ranks in a prefecture, concentration by cancer",
    )
    parser.add_argument(
        "--cancer", metavar="CANCER", help="疾患の符号か名称 / a disease, by code or name"
    )
    parser.add_argument("--prefecture", metavar="PREFECTURE", help="都道府県 / a prefecture")
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"{endings}（concentration は曲線つきの .html と .svg も）"
        f" / {endings} (concentration: .html with the curves, and .svg)",
    )


def _run(options: argparse.Namespace) -> int:
    is_concentration = options.what == "concentration"
    if options.output is not None:
        check_ending(options.output, CURVE_ENDINGS if is_concentration else ENDINGS)
        refuse_overwriting(options.output, options.network)
    give_it = {"shares": _shares, "ranks": _ranks, "concentration": _concentration}
    give_it[options.what](options)
    return 0


def _shares(options: argparse.Namespace) -> None:
    prefecture, lang = prefecture_of(options), options.lang
    atlas, snapshot = _places(options)
    discharges = load_discharges(atlas)
    disease = None if options.cancer is None else find_disease(options.cancer, discharges)
    give(
        options,
        lambda: shares_table(discharges, atlas, snapshot, disease, lang, prefecture=prefecture),
        lambda: shares_document(discharges, atlas, snapshot, disease, prefecture),
    )


def _ranks(options: argparse.Namespace) -> None:
    prefecture, lang = prefecture_of(options), options.lang
    if options.cancer is None or prefecture is None:
        raise _ranks_of_what()
    atlas, snapshot = _places(options)
    discharges = load_discharges(atlas)
    disease = find_disease(options.cancer, discharges)
    give(
        options,
        lambda: ranks_table(discharges, atlas, snapshot, disease, prefecture, lang),
        lambda: ranks_document(discharges, atlas, snapshot, disease, prefecture),
    )


def _concentration(options: argparse.Namespace) -> None:
    """Give the concentration; .html has the curves beside the table, .svg the curves alone."""
    _refuse_places(options)
    prefecture, lang = prefecture_of(options), options.lang
    discharges = load_discharges()
    disease = None if options.cancer is None else find_disease(options.cancer, discharges)
    drawn = {".html": curves_page, ".svg": curves_svg}
    ending = "" if options.output is None else options.output.suffix.lower()
    if ending in drawn:
        write_text(options.output, drawn[ending](discharges, disease, prefecture, lang))
        tell_written(options.output, lang)
        return
    give(
        options,
        lambda: concentration_table(discharges, disease, prefecture, lang),
        lambda: concentration_document(discharges, disease, prefecture),
    )


def _places(options: argparse.Namespace) -> tuple[Atlas, Snapshot]:
    atlas = load_atlas(options.network)
    return atlas, atlas.on(options.as_of or today(), options.recorded_by, options.kinds_since)


def _refuse_places(options: argparse.Namespace) -> None:
    """Refuse options that say which hospitals are designated: concentration counts all of them."""
    given = [
        name
        for name in ("as_of", "recorded_by", "kinds_since", "network")
        if getattr(options, name) is not None
    ]
    if not given:
        return
    names = " ".join(f"--{name.replace('_', '-')}" for name in given)
    raise FaultError(
        Words(
            "集中は指定の有無にかかわらず数えるので、この指定は効きません。",
            "concentration counts hospitals whether designated or not: this would change nothing.",
        ),
        names,
        Words(f"{names} を外してください。", f"Leave out {names}."),
    )


def _ranks_of_what() -> FaultError:
    return FaultError(
        Words("順位にはがん種と都道府県が要ります。", "ranks need a cancer and a prefecture."),
        "--cancer --prefecture",
        Words(
            "例: kinten volumes ranks --cancer 乳房 --prefecture 鹿児島",
            "Example: kinten volumes ranks --cancer 乳房 --prefecture Kagoshima",
        ),
    )


VERB = Verb(
    "volumes",
    Words(
        "がんの退院数（公表値）と指定病院", "published cancer discharges and designated hospitals"
    ),
    _add_options,
    _run,
)
