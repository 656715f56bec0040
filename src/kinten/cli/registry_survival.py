"""``kinten registry survival``: net, relative and observed survival from a table of patients."""

import argparse
from math import isfinite
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import refuse_inputs, tell, tell_written
from kinten.cli.registry_options import add_given, add_level, refuse_level, warn_of_small_counts
from kinten.cli.registry_survival_options import add_selection, read_selection
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.surviving import SurvivalAsked, Survived, reckon_survival
from kinten.desk.surviving_page import DRAWN, write_drawn
from kinten.desk.surviving_result import has_small_counts, survival_document
from kinten.desk.surviving_table import survival_table
from kinten.estimation.net_survival import Method
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

_YEARS = "1,2,3,5,10"
_ENDINGS = (*ENDINGS, *(each for each in DRAWN if each not in ENDINGS))


def add_survival(parser: argparse.ArgumentParser) -> None:
    """Add the options of survival."""
    parser.add_argument(
        "patients",
        type=Path,
        metavar="FILE",
        help="患者の表（[group,]id,sex,age_days,diagnosis_date,time_days,dead）"
        " / patients ([group,]id,sex,age_days,diagnosis_date,time_days,dead)",
    )
    parser.add_argument(
        "--lifetable",
        type=Path,
        metavar="FILE",
        help="生命表（sex,year,age,qx） / life table (sex,year,age,qx)",
    )
    parser.add_argument(
        "--method",
        choices=[each.value for each in Method],
        default=Method.POHAR_PERME.value,
        help="純生存率 pohar-perme、相対生存率 ederer1 ederer2 hakulinen、実測生存率 kaplan-meier"
        " / net, relative or observed survival",
    )
    parser.add_argument(
        "--years",
        default=_YEARS,
        metavar="N,N",
        help=f"診断からの年（初期値 {_YEARS}） / years since diagnosis (default {_YEARS})",
    )
    add_level(parser)
    parser.add_argument(
        "--closing",
        type=day_of("--closing"),
        metavar="DATE",
        help="追跡を締めた日（追跡率と hakulinen。初期値は最後の追跡の日）"
        " / day on which follow-up was closed (of follow-up and hakulinen; default its last day)",
    )
    parser.add_argument(
        "--hold-last-year",
        action="store_true",
        help="生命表の最後の年を、その後の年にも使う / let the last year of the life table go on",
    )
    add_selection(parser)
    add_given(
        parser,
        "表に10人未満の年も示す（公表しない）"
        " / show years with fewer than 10 at risk in the table too (not for release)",
        _ENDINGS,
    )


def run_survival(options: argparse.Namespace) -> int:
    """Reckon survival and give it as it was asked for."""
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output, _ENDINGS)
        refuse_inputs(options.output, (options.patients, options.lifetable))
    refuse_level(options.level)
    method = Method(options.method)
    _refuse_unused(method, options)
    survived = reckon_survival(
        SurvivalAsked(
            options.patients,
            options.lifetable,
            method,
            _years(options.years),
            options.level,
            options.closing,
            options.hold_last_year,
            **read_selection(method, options),
        )
    )
    _give(survived, options)
    if method is Method.KAPLAN_MEIER and options.lifetable is not None:
        tell(
            Words(
                f"{method} は生命表を使わないので、{options.lifetable} を読んでいません。",
                f"{method} needs no life table; {options.lifetable} was not read.",
            ),
            options.lang,
        )
    if has_small_counts(survived):
        warn_of_small_counts(
            options,
            Words(
                "10人未満の数を含むので、このまま公表しないでください。",
                "it holds numbers below 10 and is not for release as it is.",
            ),
        )
    return 0


def _give(survived: Survived, options: argparse.Namespace) -> None:
    output: Path | None = options.output
    if output is not None and output.suffix.lower() in DRAWN:
        write_drawn(output, survived, options.lang, exact=options.exact)
        tell_written(output, options.lang)
        return
    give(
        options,
        lambda: survival_table(survived, options.lang, exact=options.exact),
        lambda: survival_document(survived),
    )


def _years(text: str) -> tuple[float, ...]:
    try:
        years = tuple(float(part) for part in text.split(","))
    except ValueError:
        years = ()
    if not years or not all(isfinite(year) and 0 < year <= 100 for year in years):
        raise FaultError(
            Words(f"「{text}」は年として読めません。", f"“{text}” cannot be read as years."),
            "--years",
            Words(f"{_YEARS} のように書いてください。", f"Write it as {_YEARS}."),
        )
    return years


def _refuse_unused(method: Method, options: argparse.Namespace) -> None:
    """Raise for an option that would change nothing."""
    if options.hold_last_year and method is Method.KAPLAN_MEIER:
        raise FaultError(
            Words(f"{method} には使えません。", f"{method} has no use for it."),
            "--hold-last-year",
            Words("このオプションを外してください。", "Leave this option out."),
        )
