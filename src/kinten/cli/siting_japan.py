"""``kinten siting MODEL`` without a matrix: existing hospitals of Japan that could be designated next."""

import argparse
from pathlib import Path

from rich.console import Console

from kinten.cli.output import print_json, tell, tell_written
from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.tables import print_table, refuse_two_forms
from kinten.cli.travelling import add_travel, travel_of
from kinten.coverage.demand import COUNTED_YEAR, YEARS, By, Group
from kinten.coverage.siting.answer import Model
from kinten.desk.atlas import Atlas, areas_asked, load_atlas
from kinten.desk.siting_japan import JapanAsked, JapanSited, is_answered, pose, site_in_japan
from kinten.desk.siting_japan_document import japan_document
from kinten.desk.siting_japan_list import read_candidates, with_hospitals
from kinten.desk.siting_japan_more import NEAR, More, MoreAsked, find_more
from kinten.desk.siting_japan_sites import Conditions, Where
from kinten.desk.siting_japan_tables import TABLES, tables_of
from kinten.desk.siting_japan_words import (
    CAUTION,
    tell_equals,
    tell_head,
    tell_notes,
    tell_unserved,
)
from kinten.desk.siting_more import check_runners
from kinten.report.model import Source
from kinten.tables.files import write_whole
from kinten.tables.reading import read_text
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import check_ending, write_json, write_table
from kinten.vocabulary.wording import FaultError, Words

MIN_BEDS = 100
MIN_DISCHARGES = 10
_ONE_TABLE = frozenset({".csv", ".parquet", ".html"})
_OF_MATRICES = (
    "weights",
    "fixed",
    "forbidden",
    "capacity",
    "demand",
    "groups",
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is asked of Japan only; the number, the radius and the like are those of every question."""
    add_people(parser)
    parser.add_argument(
        "--candidates",
        choices=tuple(each.value for each in Where),
        help="候補を置く医療圏：空白（初期値）、空白の可能性も、すべて"
        " / where candidates lie: blank areas (default), those that may be blank too, all",
    )
    parser.add_argument(
        "--min-beds",
        type=int,
        metavar="N",
        help=f"候補の一般病床の下限（初期値{MIN_BEDS}。計算の仮定） / general beds of a candidate at least "
        f"(default {MIN_BEDS}, an assumption)",
    )
    parser.add_argument(
        "--min-discharges",
        type=int,
        metavar="N",
        help=f"候補のがんの退院（2021年度、公表値）の下限（初期値{MIN_DISCHARGES}。0で問わない）"
        f" / published cancer discharges of a candidate at least (default {MIN_DISCHARGES}; 0 asks for none)",
    )
    parser.add_argument(
        "--candidates-file",
        type=Path,
        metavar="FILE",
        help="候補をこのCSVの病院（registry_id列）に限る / only the hospitals of this CSV (column registry_id)",
    )
    parser.add_argument(
        "--compare-year",
        type=int,
        choices=YEARS,
        metavar="YEAR",
        help="同じ組をこの年の人でも評価する（2050など） / measure the same set for this year's people too",
    )
    parser.add_argument(
        "--no-way-as",
        type=float,
        metavar="MINUTES",
        help="指定病院への道のない人をこの分とみなす（pmedianとpcenter）"
        " / minutes that a missing way counts as (pmedian, pcenter)",
    )
    parser.add_argument(
        "--table",
        choices=tuple(TABLES),
        help=".csv .parquet .html に書く表（初期値 hospitals）。.xlsx と .json には全部が入る"
        " / which table goes into .csv, .parquet or .html (default hospitals); .xlsx and .json hold all",
    )
    add_travel(parser)


def add_people(parser: argparse.ArgumentParser) -> None:
    """Add who counts, where, and of which day the network is."""
    add_place_options(parser)
    parser.add_argument(
        "--by",
        choices=tuple(each.value for each in By),
        help="人を数える単位（初期値 municipality） / where people count (default municipality)",
    )
    parser.add_argument(
        "--group",
        choices=tuple(each.value for each in Group),
        help="数える人：全員（初期値）、65歳以上、75歳以上"
        " / who counts: all (default), aged 65 and over, 75 and over",
    )
    parser.add_argument(
        "--year",
        type=int,
        choices=YEARS,
        metavar="YEAR",
        help=f"人口の年（{YEARS[0]}、推計は{YEARS[1]}〜{YEARS[-1]}の5年ごと） / year of the people "
        f"({YEARS[0]}; projected: {YEARS[1]} to {YEARS[-1]} by five)",
    )


JAPAN_OPTIONS = (
    "as_of",
    "recorded_by",
    "kinds_since",
    "area",
    "prefecture",
    "network",
    "by",
    "group",
    "year",
    "candidates",
    "min_beds",
    "min_discharges",
    "candidates_file",
    "compare_year",
    "no_way_as",
    "table",
    "detour",
    "speed",
    "travel_times",
    "routing",
)
"""The options that a question about a matrix has no use for."""


def refuse_beside_matrix(options: argparse.Namespace) -> None:
    """Raise FaultError where a question about a matrix would pass an option of Japan over."""
    _refuse(options, JAPAN_OPTIONS, "--distances", Words("行列の問い", "a question about a matrix"))


def _refuse(options: argparse.Namespace, names: tuple[str, ...], place: str, what: Words) -> None:
    for name in names:
        if getattr(options, name, None) is not None:
            option = f"--{name.replace('_', '-')}"
            raise FaultError(
                Words(f"{what.ja}に {option} は使えません。", f"{option} has no use in {what.en}."),
                f"{place} {option}".strip(),
                Words("外してください。", "Leave it out."),
            )


def run(options: argparse.Namespace) -> int:
    """Answer for Japan; the exit code is 1 where no set of hospitals was found."""
    _refuse(
        options,
        _OF_MATRICES,
        "",
        Words("--distances のない（日本の病院の）問い", "a question about Japan (no --distances)"),
    )
    refuse_two_forms(options)
    _check_output(options)
    sited, more, sources = answer(options)
    if options.output is not None:
        _write(options, sited, more, sources)
    elif options.json:
        print_json(japan_document(sited, more, sources))
    else:
        _print(sited, more, options.lang)
    return 0 if is_answered(sited.answer) else 1


def answer(
    options: argparse.Namespace, drawn: Atlas | None = None
) -> tuple[JapanSited, More, tuple[Source, ...]]:
    """Pose and answer what the options ask, with the user's own files as sources.

    Areas are those in force on the day, or those of ``drawn`` for a map.
    """
    day = options.as_of or today()
    atlas = drawn or load_atlas(options.network).in_force(day)
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    listed: frozenset[str] | None = None
    sources: tuple[Source, ...] = ()
    if options.candidates_file is not None:
        listed, sources = read_candidates(options.candidates_file)
    travel = travel_of(options, with_hospitals(atlas))
    asked = _more(options)
    posed = pose(_asked(options, atlas, listed), atlas, snapshot, travel)
    sited = site_in_japan(posed)
    return sited, find_more(sited, asked), sources


def _asked(options: argparse.Namespace, atlas: Atlas, listed: frozenset[str] | None) -> JapanAsked:
    is_part = options.area is not None or options.prefecture is not None
    beds, discharges = (MIN_BEDS, MIN_DISCHARGES) if listed is None else (0, 0)
    return JapanAsked(
        Model(options.model),
        options.more,
        options.p,
        options.radius,
        options.time_limit,
        By(options.by or By.MUNICIPALITY),
        Group(options.group or Group.ALL),
        options.year or COUNTED_YEAR,
        areas_asked(atlas, options.area, prefecture_of(options)) if is_part else None,
        options.no_way_as,
        Conditions(
            Where(options.candidates or Where.BLANK),
            _whole(options.min_beds, beds, "--min-beds"),
            _whole(options.min_discharges, discharges, "--min-discharges"),
            listed,
        ),
    )


def _whole(given: int | None, otherwise: int, place: str) -> int:
    number = otherwise if given is None else given
    if number < 0:
        raise FaultError(
            Words(f"{number}は使えません。", f"{number} cannot be used."),
            place,
            Words("0以上にしてください。", "Write a number from 0 on."),
        )
    return number


def _more(options: argparse.Namespace) -> MoreAsked:
    share = getattr(options, "within", None)
    runners, share = getattr(options, "runners_up", None), NEAR if share is None else share
    check_runners(runners, share)
    return MoreAsked(
        runners,
        share,
        _imposed(getattr(options, "impose", None)),
        bool(getattr(options, "losses", False)),
        options.compare_year,
    )


def _imposed(given: Path | None) -> tuple[str, ...]:
    """Give the hospitals of a file, one a line, or those named in the option itself, by commas."""
    if given is None:
        return ()
    names = tuple(each.strip() for each in str(given).split(",") if each.strip())
    if not given.name or not names:
        raise FaultError(
            Words("病院が書かれていません。", "no hospital is named."),
            "--impose",
            Words(
                "病院の名称か登録番号を、コンマで区切って書いてください。",
                "Write names or registry ids of hospitals, with commas between.",
            ),
        )
    try:
        is_file = given.is_file()
    except OSError:  # a list too long for the name of a file
        is_file = False
    if is_file:
        return tuple(line.strip() for line in read_text(given).splitlines() if line.strip())
    return names


def _check_output(options: argparse.Namespace) -> None:
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    if options.table is None:
        return
    if options.output is None or options.output.suffix.lower() not in _ONE_TABLE:
        raise FaultError(
            Words(
                "表を選ぶのは .csv .parquet .html に書くときだけです。",
                "a table is chosen only where a .csv, .parquet or .html file is written.",
            ),
            "--table",
            Words("--table を外してください。", "Leave --table out."),
        )


def _write(
    options: argparse.Namespace, sited: JapanSited, more: More, sources: tuple[Source, ...]
) -> None:
    path, lang = options.output, options.lang
    ending = path.suffix.lower()
    if ending == ".json":
        write_json(path, japan_document(sited, more, sources))
    elif ending == ".xlsx":
        sheets = tuple(TABLES[name](sited, more, lang) for name in tables_of(more))
        write_whole(path, lambda beside: write_workbook(beside, sheets))
    else:
        name = options.table or "hospitals"
        if name not in tables_of(more):
            raise FaultError(
                Words(f"表 {name} は求めていません。", f"the table {name} was not asked for."),
                "--table",
                Words(
                    "--runners-up --impose --losses のうち要るものを加えてください。",
                    "Add --runners-up, --impose or --losses.",
                ),
            )
        write_table(path, TABLES[name](sited, more, lang))
        others = " ".join(each for each in tables_of(more) if each != name)
        tell(
            Words(
                f"ほかの表は --table（{others}）、全部を一つには -o 結果.xlsx。",
                f"Other tables: --table ({others}); everything in one file: -o result.xlsx.",
            ),
            lang,
        )
    tell_written(path, lang)


_BRIEF = ("hospitals", "reach", "runners", "imposed", "losses")


def _print(sited: JapanSited, more: More, lang: str) -> None:
    console = make_console()
    console.print(CAUTION.in_language(lang), style="bold")
    for line in tell_head(sited):
        _say(console, line.in_language(lang))
    if is_answered(sited.answer):
        for name in _BRIEF:
            if name in tables_of(more):
                table = TABLES[name](sited, more, lang)
                notes = () if name == "hospitals" else table.notes
                print_table(console, type(table)(table.title, table.columns, table.rows, notes))
    equals = tell_equals(sited, sited.answer.open) if more.runners is None else ()
    for line in (*equals, *tell_unserved(sited)):
        _say(console, line.in_language(lang))
    for note in tell_notes(sited.posed):
        _say(console, note.in_language(lang))


def _say(console: Console, told: str) -> None:
    console.print(told, markup=False, highlight=False, soft_wrap=True)
