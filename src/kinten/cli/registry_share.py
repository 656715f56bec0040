"""``kinten registry share``: the share of residents by the formula of the guideline."""

import argparse
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import refuse_inputs, tell_written
from kinten.cli.places import today
from kinten.cli.registry_options import add_given
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.designation_share import (
    reckon_designation_shares,
    share_document,
    share_facts,
    share_table,
)
from kinten.tables.records import RECORD_ENDINGS, write_records
from kinten.tables.writing import ENDINGS, check_ending


def add_share(parser: argparse.ArgumentParser) -> None:
    """Add the options of the share."""
    parser.add_argument(
        "--inpatients",
        type=Path,
        required=True,
        metavar="FILE",
        help="現況報告の新入院がん患者（hospital,area,inpatients）"
        " / new inpatients of the reports (hospital,area,inpatients)",
    )
    parser.add_argument(
        "--patient-survey",
        type=Path,
        required=True,
        metavar="FILE",
        help="患者調査の推計退院患者数（area,discharges、悪性新生物、月）"
        " / estimated discharges of the Patient Survey (area,discharges), malignant, a month",
    )
    parser.add_argument(
        "--as-of",
        type=day_of("--as-of"),
        metavar="DATE",
        help="医療圏をこの日で見る（既定は今日） / areas of this day (default today)",
    )
    parser.add_argument(
        "--facts",
        type=int,
        metavar="YEAR",
        help="-o に、この年の報告の事実として書く（judge --facts へ）"
        " / write -o as facts of the reports of this year (for judge --facts)",
    )
    add_given(
        parser,
        "10未満の患者数も示す（公表しない） / show numbers below 10 too (not for release)",
    )


def run_share(options: argparse.Namespace) -> int:
    """Reckon the shares and give them as they were asked for."""
    refuse_two_forms(options)
    is_facts = options.facts is not None and options.output is not None
    if options.output is not None:
        check_ending(options.output, RECORD_ENDINGS if is_facts else ENDINGS)
        refuse_inputs(options.output, (options.inpatients, options.patient_survey))
    shares = reckon_designation_shares(
        options.inpatients, options.patient_survey, options.as_of or today()
    )
    if is_facts:
        write_records(options.output, share_facts(shares, options.facts))
        tell_written(options.output, options.lang)
        return 0
    give(
        options,
        lambda: share_table(shares, options.lang, exact=options.exact),
        lambda: share_document(shares),
    )
    return 0
