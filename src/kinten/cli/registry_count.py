"""``kinten registry count``: counts of records by hospital, year, sex, age, site and more."""

import argparse
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import refuse_inputs, tell_written
from kinten.cli.places import today
from kinten.cli.registry_check import add_spark
from kinten.cli.registry_options import add_given, warn_of_small_counts
from kinten.cli.registry_read import add_layout
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.record_counting import CountAsked, Counted, count_file
from kinten.desk.record_counts import (
    cases_table,
    count_document,
    count_table,
    facts_table,
    has_small_counts,
    long_table,
)
from kinten.desk.resident_shares import SharesAsked
from kinten.registry.counting import OWN_FIRST, Dimension, Measure
from kinten.tables.records import RECORD_ENDINGS, write_records
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

_FORMS = ("table", "long", "cases", "facts")
_SMALL = Words(
    "10未満の件数を含むので、このまま公表しないでください。",
    "it holds counts below 10 and is not for release as it is.",
)


def add_count(parser: argparse.ArgumentParser) -> None:
    """Add the options of counting."""
    parser.add_argument("records", type=Path, metavar="FILE", help="登録の記録 / records")
    add_layout(parser)
    names = ",".join(Dimension)
    parser.add_argument(
        "--by",
        default=str(Dimension.HOSPITAL),
        metavar="NAME,NAME",
        help=f"何ごとに数えるか: {names}（既定 hospital） / by what: {names} (default hospital)",
    )
    parser.add_argument(
        "--scheme",
        metavar="NAME",
        help="部位・組織型の区分でも数える（mcij など。recode --list-schemes）"
        " / count by groups of sites and histologies too (mcij and others; recode --list-schemes)",
    )
    parser.add_argument(
        "--year",
        type=int,
        metavar="Y",
        help="診断年（既定は全年） / year of diagnosis (default all)",
    )
    listed = ",".join(map(str, OWN_FIRST))
    parser.add_argument(
        "--classes",
        default=listed,
        metavar="N,N",
        help=f"自施設初回治療とする症例区分（既定 {listed}）"
        f" / case classes of own first treatment (default {listed})",
    )
    parser.add_argument(
        "--shares",
        action="store_true",
        help="登録による医療圏居住者の割合も（判定しない） / the registry share of residents too (never judged)",
    )
    parser.add_argument(
        "--area-cases",
        type=Path,
        metavar="FILE",
        help="医療圏の罹患数（area,cases）を分母に / new cases by area (area,cases) as the denominator",
    )
    parser.add_argument(
        "--as-of",
        type=day_of("--as-of"),
        metavar="DATE",
        help="医療圏と病院をこの日で見る（既定は今日） / areas and hospitals of this day (default today)",
    )
    parser.add_argument(
        "--form",
        choices=_FORMS,
        default="table",
        help="table 集計表、long 合計つき縦長（protect へ）、cases 件数（rates へ）、facts 事実（judge --facts へ）"
        " / table; long with totals (for protect); cases (for rates); facts (for judge --facts)",
    )
    parser.add_argument(
        "--measure",
        choices=[str(each) for each in Measure],
        default=str(Measure.REGISTERED),
        help="long と cases で数えるもの（既定 registered） / what long and cases count",
    )
    parser.add_argument(
        "--report-year",
        type=int,
        metavar="Y",
        help="facts の報告年（提出年） / year of submission of the reports, for facts",
    )
    add_spark(parser)
    add_given(
        parser,
        "10未満の件数も示す（公表しない） / show counts below 10 too (not for release)",
    )


def run_count(options: argparse.Namespace) -> int:
    """Count the records and give the counts as they were asked for."""
    refuse_two_forms(options)
    by = _dimensions(options.by)
    _refuse_form(options, by)
    if options.output is not None:
        check_ending(options.output, ENDINGS if options.form == "table" else RECORD_ENDINGS)
        refuse_inputs(options.output, (options.records, options.area_cases))
    shares = None
    if options.shares or options.area_cases is not None:
        shares = SharesAsked(options.as_of or today(), options.area_cases)
    counted = count_file(
        CountAsked(
            options.records,
            options.layout,
            by,
            options.year,
            _classes(options.classes),
            options.scheme,
            shares,
            options.spark,
        )
    )
    if options.form != "table":
        _write_form(options, counted)
        return 0
    give(
        options,
        lambda: count_table(counted, options.lang, exact=options.exact),
        lambda: count_document(counted),
    )
    if has_small_counts(counted):
        warn_of_small_counts(options, _SMALL)
    return 0


def _write_form(options: argparse.Namespace, counted: Counted) -> None:
    measure = Measure(options.measure)
    frame = {
        "long": lambda: long_table(counted, measure),
        "cases": lambda: cases_table(counted, measure),
        "facts": lambda: facts_table(counted, options.report_year),
    }[options.form]()
    write_records(options.output, frame)
    tell_written(options.output, options.lang)
    if has_small_counts(counted):
        warn_of_small_counts(options, _SMALL)


def _dimensions(text: str) -> tuple[Dimension, ...]:
    names = [part.strip() for part in text.split(",")]
    wrong = [name for name in names if name not in set(Dimension) or names.count(name) > 1]
    if wrong:
        told = " ".join(dict.fromkeys(wrong))
        raise FaultError(
            Words(f"「{told}」では数えられません。", f"“{told}” is no way to count."),
            "--by",
            Words(
                f"{' '.join(Dimension)} から、一度ずつ選んでください。",
                f"Choose from {' '.join(Dimension)}, each once.",
            ),
        )
    return tuple(Dimension(name) for name in names)


def _classes(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise FaultError(
            Words(f"「{text}」は症例区分ではありません。", f"“{text}” is no list of case classes."),
            "--classes",
            Words("20,21,30,31 のように書いてください。", "Write it as 20,21,30,31."),
        )
    return tuple(int(part) for part in parts)


def _refuse_form(options: argparse.Namespace, by: tuple[Dimension, ...]) -> None:
    """Raise for a form that lacks what it needs."""
    form, what, mend = options.form, None, Words("", "")
    if form == "table":
        return
    if options.output is None or options.json:
        what = Words("書き出し先がありません。", "it needs a file.")
        mend = Words(
            "-o に .csv か .parquet を指定してください。", "Name -o with .csv or .parquet."
        )
    elif not options.exact:
        what = Words("この形の件数は正確なままです。", "the counts of this form are exact.")
        mend = Words(
            "公表しないことを確かめて --exact を付けてください。",
            "Add --exact if it is not for release.",
        )
    elif form == "cases" and not {Dimension.SEX, Dimension.AGE_GROUP} <= set(by):
        what = Words("性と年齢が要ります。", "it needs sex and age.")
        mend = Words("--by に sex,age_group を加えてください。", "Add sex,age_group to --by.")
    elif form == "facts" and (
        by != (Dimension.HOSPITAL,) or options.scheme is not None or options.report_year is None
    ):
        what = Words(
            "病院ごとの件数と報告年が要ります。",
            "it needs counts by hospital and the year of reports.",
        )
        mend = Words(
            "--by hospital --report-year 2026 のように指定してください。",
            "Give --by hospital --report-year 2026.",
        )
    if what is not None:
        raise FaultError(what, f"--form {form}", mend)
