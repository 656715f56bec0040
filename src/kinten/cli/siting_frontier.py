"""``kinten siting frontier``: which hospitals stay under a minimum volume, and how far people then live."""

import argparse

from kinten.cli.output import print_json, tell, tell_written
from kinten.cli.places import prefecture_of, refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.tables import print_table, refuse_two_forms
from kinten.cli.travelling import travel_of
from kinten.coverage.demand import COUNTED_YEAR, Group
from kinten.desk.atlas import areas_asked, load_atlas
from kinten.desk.centralising import CentralAsked, Centralised, centralise
from kinten.desk.centralising_tables import (
    TABLES,
    central_document,
    floors_table,
    short_path_table,
)
from kinten.desk.siting_japan_words import CAUTION
from kinten.desk.volumes import find_disease, load_discharges
from kinten.tables.files import write_whole
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import check_ending, write_json, write_table
from kinten.vocabulary.wording import FaultError, Words

FRONTIER = "frontier"
RADIUS = 60.0
LIMIT = 120.0
"""Seconds without --time-limit: a high minimum can take much longer to prove."""
_OWN = ("cancer", "minimum")
_NOT_HERE = (
    "p",
    "more",
    "by",
    "candidates",
    "min_beds",
    "min_discharges",
    "candidates_file",
    "compare_year",
    "no_way_as",
    "runners_up",
    "within",
    "impose",
    "distances",
    "weights",
    "fixed",
    "forbidden",
    "capacity",
    "demand",
    "groups",
)


def add_frontier(parser: argparse.ArgumentParser) -> None:
    """Add what only the frontier takes; people, radius, limit and travel are those of a question about Japan."""
    parser.add_argument(
        "--cancer",
        metavar="CANCER",
        help="frontier：疾患の符号か名称 / frontier: a disease, by code or name",
    )
    parser.add_argument(
        "--minimum",
        metavar="N,N",
        help="frontier：年間の下限（件、コンマで区切る。例 10,20,50）"
        " / frontier: minimum discharges a year, by commas (such as 10,20,50)",
    )


def refuse_frontier_options(options: argparse.Namespace) -> None:
    """Raise FaultError where another model would pass an option of the frontier over."""
    for name in _OWN:
        if getattr(options, name) is not None:
            raise FaultError(
                Words(
                    f"--{name} は siting frontier だけのものです。",
                    f"--{name} is of siting frontier only.",
                ),
                f"siting {options.model} --{name}",
                Words("外してください。", "Leave it out."),
            )


def run_frontier(options: argparse.Namespace) -> int:
    """Answer; an exit code of 0 says that there is an answer, with its proof or bound."""
    for name in _NOT_HERE:
        if getattr(options, name, None) is not None:
            option = f"--{name.replace('_', '-')}"
            raise FaultError(
                Words(f"frontierに {option} は使えません。", f"{option} has no use in frontier."),
                f"siting frontier {option}",
                Words("外してください。", "Leave it out."),
            )
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    result = _answer(options)
    if options.output is not None:
        _write(options, result)
    elif options.json:
        print_json(central_document(result))
    else:
        console = make_console()
        console.print(CAUTION.in_language(options.lang), style="bold")
        print_table(console, short_path_table(result, options.lang))
        print_table(console, floors_table(result, options.lang))
    return 0


def _answer(options: argparse.Namespace) -> Centralised:
    day = options.as_of or today()
    atlas = load_atlas(options.network).in_force(day)
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    discharges = load_discharges(atlas)
    if options.cancer is None:
        raise FaultError(
            Words("疾患が指定されていません。", "no disease was named."),
            "--cancer",
            Words(
                "符号か名称を書いてください（例 060010、食道）。一覧は kinten volumes。",
                "Write a code or a name (such as 060010); kinten volumes lists them.",
            ),
        )
    radius = RADIUS if options.radius is None else options.radius
    if not radius >= 0:
        raise FaultError(
            Words(f"{radius:g}分は使えません。", f"{radius:g} minutes cannot be used."),
            "--radius",
            Words("0以上の分を書いてください。", "Write minutes from 0 on."),
        )
    is_part = options.area is not None or options.prefecture is not None
    asked = CentralAsked(
        find_disease(options.cancer, discharges),
        _minimums(options.minimum),
        radius,
        Group(options.group or Group.AGED_65),
        options.year or COUNTED_YEAR,
        areas_asked(atlas, options.area, prefecture_of(options)) if is_part else None,
        LIMIT if options.time_limit is None else options.time_limit,
    )
    return centralise(asked, discharges, atlas, snapshot, travel_of(options, atlas))


def _minimums(text: str | None) -> tuple[float, ...]:
    parts = [] if text is None else [each.strip() for each in text.split(",") if each.strip()]
    found = []
    for each in parts:
        if not (each.isascii() and each.isdecimal() and int(each) > 0):
            raise _no_minimum(each)
        found.append(float(each))
    if not found:
        raise _no_minimum("" if text is None else text)
    return tuple(found)


def _no_minimum(text: str) -> FaultError:
    return FaultError(
        Words(f"下限「{text}」は使えません。", f"“{text}” is no minimum."),
        "--minimum",
        Words(
            "1以上の件数をコンマで区切って書いてください（例 10,20,50）。",
            "Write whole discharges a year from 1 on, by commas (such as 10,20,50).",
        ),
    )


def _write(options: argparse.Namespace, result: Centralised) -> None:
    path, lang = options.output, options.lang
    ending = path.suffix.lower()
    if ending == ".json":
        write_json(path, central_document(result))
    elif ending == ".xlsx":
        sheets = tuple(make(result, lang) for make in TABLES.values())
        write_whole(path, lambda beside: write_workbook(beside, sheets))
    else:
        write_table(path, floors_table(result, lang))
        tell(
            Words(
                "病院ごとと途中の段階は -o 結果.xlsx にあります。",
                "Hospitals and stages are in -o result.xlsx.",
            ),
            lang,
        )
    tell_written(path, lang)
