"""``kinten registry rates``: rates with intervals from tables of cases and population."""

import argparse
from pathlib import Path

from kinten.cli.output import refuse_inputs, tell
from kinten.cli.registry_options import add_given, add_level, refuse_level, warn_of_small_counts
from kinten.cli.tables import give, refuse_two_forms
from kinten.desk.rating import RatesAsked, reckon_rates
from kinten.desk.rating_document import rates_document
from kinten.desk.rating_table import left_out_words, rates_table, small_groups
from kinten.desk.standards import standard_names
from kinten.tables.writing import check_ending
from kinten.vocabulary.wording import Words

_SHOWN = 5


def add_rates(parser: argparse.ArgumentParser) -> None:
    """Add the options of the rates."""
    parser.add_argument(
        "--cases",
        type=Path,
        required=True,
        metavar="FILE",
        help="件数の表（[group,]sex,age_group,cases） / cases ([group,]sex,age_group,cases)",
    )
    parser.add_argument(
        "--population",
        type=Path,
        required=True,
        metavar="FILE",
        help="人口の表（[group,]sex,age_group,person_years）"
        " / population ([group,]sex,age_group,person_years)",
    )
    names = " ".join(standard_names())
    parser.add_argument(
        "--standard",
        required=True,
        metavar="NAME",
        help=f"標準人口: {names} / standard population",
    )
    parser.add_argument(
        "--standards",
        type=Path,
        metavar="FILE",
        help="自分の標準人口の表（standard,age_low,age_high,weight）"
        " / standards of your own (standard,age_low,age_high,weight)",
    )
    add_level(parser)
    parser.add_argument(
        "--compare",
        nargs=2,
        metavar=("GROUP", "GROUP"),
        help="二つのグループの年齢調整率の比 / ratio of the ASRs of two groups",
    )
    parser.add_argument(
        "--trend",
        action="store_true",
        help="グループを年として、年変化率（APC）を求める"
        " / the annual percent change, groups being years",
    )
    add_given(
        parser,
        "表に10未満の件数と、その率も示す（公表しない）"
        " / show counts below 10 and their rates in the table too (not for release)",
    )


def run_rates(options: argparse.Namespace) -> int:
    """Reckon the rates and give them as they were asked for."""
    refuse_two_forms(options)
    if options.output is not None:
        check_ending(options.output)
        refuse_inputs(options.output, (options.cases, options.population, options.standards))
    refuse_level(options.level)
    rates = reckon_rates(
        RatesAsked(
            options.cases,
            options.population,
            options.standard,
            options.standards,
            options.level,
            None if options.compare is None else tuple(options.compare),
            options.trend,
        )
    )
    give(
        options,
        lambda: rates_table(rates, options.lang, exact=options.exact),
        lambda: rates_document(rates),
    )
    left_out = left_out_words(rates)
    if left_out is not None and (options.json or options.output is not None):
        tell(left_out, options.lang)  # the table on screen has it below
    _warn(small_groups(rates), options)
    return 0


def _warn(small: tuple[str, ...], options: argparse.Namespace) -> None:
    """Say in which groups there are small counts."""
    if not small:
        return
    more = len(small) - _SHOWN
    names = "、".join(small[:_SHOWN])
    warn_of_small_counts(
        options,
        Words(
            f"10未満の件数を含むので、このまま公表しないでください（{names}{f' ほか{more}' if more > 0 else ''}）。",
            "it holds counts below 10 and is not for release as it is "
            f"({names}{f' and {more} more' if more > 0 else ''}).",
        ),
    )
