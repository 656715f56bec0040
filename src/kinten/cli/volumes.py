"""``kinten volumes``: published discharges, the share in designated hospitals, ranks, concentration."""

import argparse
from pathlib import Path

from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.tables import give
from kinten.cli.verb import Verb
from kinten.desk.atlas import load_atlas
from kinten.desk.volumes import (
    concentration_table,
    find_disease,
    load_discharges,
    ranks_table,
    shares_table,
)
from kinten.desk.volumes_result import concentration_document, ranks_document, shares_document
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words


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
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    discharges = load_discharges()
    disease = None if options.cancer is None else find_disease(options.cancer, discharges)
    prefecture = prefecture_of(options)
    lang = options.lang
    if options.what == "ranks":
        if disease is None or prefecture is None:
            raise _ranks_of_what()
        give(
            options,
            lambda: ranks_table(discharges, disease, prefecture, lang),
            lambda: ranks_document(discharges, disease, prefecture),
        )
    elif options.what == "concentration":
        give(
            options,
            lambda: concentration_table(discharges, lang),
            lambda: concentration_document(discharges),
        )
    else:
        atlas = load_atlas(options.network)
        snapshot = atlas.on(options.as_of or today(), options.recorded_by, options.kinds_since)
        give(
            options,
            lambda: shares_table(discharges, atlas, snapshot, disease, lang),
            lambda: shares_document(discharges, atlas, snapshot, disease),
        )
    return 0


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
