"""Options of ``kinten registry survival`` that choose: the standard of age, the period, what is suppressed."""

import argparse
from datetime import date
from typing import Any

from kinten.cli.dating import day_of
from kinten.desk.surviving_standards import AGE_GROUPS, STANDARDS, load_survival_standard
from kinten.estimation.net_survival import WHOLE_COHORT, Method
from kinten.vocabulary.wording import FaultError, Words


def add_selection(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "--standardise",
        choices=STANDARDS,
        help="年齢調整の標準（ICSS） / standard of age (ICSS)",
    )
    parser.add_argument(
        "--age-groups",
        metavar="N-N,N-N,N+",
        help=f"年齢調整の年齢階級（初期値 {AGE_GROUPS}） / age groups of the standard (default {AGE_GROUPS})",
    )
    parser.add_argument(
        "--brenner",
        action="store_true",
        help="年齢調整を、階級別でなく患者ごとの重みで / standardise by a weight for each patient, not by strata",
    )
    parser.add_argument(
        "--period",
        metavar="DATE..DATE",
        help="期間法の期間（2018-01-01..2020-12-31） / period of a period analysis",
    )
    parser.add_argument(
        "--min-patients",
        type=int,
        metavar="N",
        help="患者がN人未満のグループを抑制（初期値なし） / suppress groups of fewer patients (no default)",
    )
    parser.add_argument(
        "--min-follow-up",
        type=float,
        metavar="X",
        help="追跡率がX未満の年を抑制（0.9 など。初期値なし）"
        " / suppress years with a lower share of complete follow-up (0.9; no default)",
    )


def read_selection(method: Method, options: argparse.Namespace) -> dict[str, Any]:
    """Give what was chosen, as fields of what is asked.

    FaultError for what cannot be used, or not together.
    """
    _refuse_lone(options)
    if options.min_patients is not None and options.min_patients < 1:
        raise _unusable(
            "--min-patients",
            str(options.min_patients),
            Words("1以上の人数を書いてください。", "Write a number of patients, 1 or more."),
        )
    share = options.min_follow_up
    if share is not None and not 0 < share <= 1:
        raise _unusable(
            "--min-follow-up",
            f"{share:g}",
            Words("0より大きく1以下の割合を書いてください。例: 0.9", "Write a share up to 1: 0.9."),
        )
    standard = None
    if options.standardise is not None:
        standard = load_survival_standard(options.standardise, options.age_groups or AGE_GROUPS)
    return {
        "standard": standard,
        "by_patient": options.brenner,
        "period": _period(method, options),
        "min_patients": options.min_patients,
        "min_follow_up": share,
    }


def _refuse_lone(options: argparse.Namespace) -> None:
    """Raise for options that would change nothing without --standardise, or cannot be joined."""
    lone = [
        name
        for name, value in (("--age-groups", options.age_groups), ("--brenner", options.brenner))
        if value and options.standardise is None
    ]
    if lone:
        raise FaultError(
            Words("年齢調整がなければ使えません。", "it has no use without a standard of age."),
            " ".join(lone),
            Words(
                f"--standardise {'|'.join(STANDARDS)} を付けるか、外してください。",
                f"Add --standardise {'|'.join(STANDARDS)}, or leave it out.",
            ),
        )
    if options.brenner and options.period is not None:
        raise FaultError(
            Words(
                "患者ごとの重みは、診断時の患者の年齢構成から決まります。期間法では患者が入れ替わるので定まりません。",
                "the weights of patients follow from their ages at diagnosis; in a period analysis the patients "
                "change along follow-up, and no weight is defined.",
            ),
            "--brenner --period",
            Words(
                "期間法では --brenner を外してください。",
                "Leave out --brenner for a period analysis.",
            ),
        )


def _period(method: Method, options: argparse.Namespace) -> tuple[date, date] | None:
    text: str | None = options.period
    if text is None:
        return None
    if method in WHOLE_COHORT:
        raise FaultError(
            Words(
                f"{method} の期待生存率は診断時の全員のものです。期間法では年ごとに別の患者を見るので、定まりません。",
                f"the expected survival of {method} follows all patients from diagnosis; those of a period are "
                "other patients in every year, and it is not defined.",
            ),
            "--period",
            Words(
                "pohar-perme、ederer2、kaplan-meier のどれかを使ってください。",
                "Use pohar-perme, ederer2 or kaplan-meier.",
            ),
        )
    first, dots, last = text.partition("..")
    if not dots:
        raise _unusable("--period", text, _HOW_PERIOD)
    read = day_of("--period")
    days = read(first.strip()), read(last.strip())
    if days[1] < days[0]:
        raise _unusable("--period", text, _HOW_PERIOD)
    return days


_HOW_PERIOD = Words(
    "初日と最終日を 2018-01-01..2020-12-31 のように書いてください。",
    "Write its first and last day: 2018-01-01..2020-12-31.",
)


def _unusable(option: str, text: str, mend: Words) -> FaultError:
    return FaultError(Words(f"「{text}」は使えません。", f"“{text}” cannot be used."), option, mend)
