"""``kinten whatif``: what a revision does to hospitals, areas and people."""

import argparse
from dataclasses import replace
from datetime import date
from pathlib import Path

from kinten.cli.options import take_inputs
from kinten.cli.output import print_json, print_refused, tell_written
from kinten.cli.places import refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.scenario_options import add_scenario, asked_of
from kinten.cli.tables import print_table
from kinten.cli.verb import Verb
from kinten.desk.atlas import load_atlas
from kinten.desk.reading import Inputs
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf, what_if
from kinten.desk.whatif_result import (
    areas_table,
    curve_table,
    hospitals_table,
    tell_bounds,
    tell_scenario,
    whatif_document,
)
from kinten.tables.files import write_whole
from kinten.tables.workbook import write_workbook
from kinten.tables.writing import ENDINGS, check_ending, write_json, write_table
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_scenario(parser)
    parser.add_argument(
        "--curve",
        metavar="CLAUSE",
        help="この条項の数値の境目をすべて示す / every step of this clause's number",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(ENDINGS))


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    asked = asked_of(options)
    inputs = take_inputs(options) if options.inputs else None
    reports = () if inputs is None else inputs.reports
    day = asked.call.as_of or today()
    # --as-of is the day of the network here; people are counted on each report's own day.
    asked = replace(asked, call=replace(asked.call, as_of=None))
    result = what_if(reports, asked, load_atlas(options.network), day)
    if options.output is not None:
        _write(options.output, result, inputs, options.lang)
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(whatif_document(result, inputs))
    else:
        _print(result, options.lang, day)
    if inputs is not None:
        print_refused(inputs.refused, options.lang)
    return 1 if inputs is not None and inputs.refused else 0


def _write(path: Path, result: WhatIf, inputs: Inputs | None, lang: str) -> None:
    """Write every table into a workbook, the whole document as .json, else the last table that has rows."""
    if path.suffix.lower() == ".json":
        write_json(path, whatif_document(result, inputs))
        return
    tables = [hospitals_table(result, lang), areas_table(result, lang)]
    if result.curve:
        tables.append(curve_table(result, lang))
    if path.suffix.lower() == ".xlsx":
        write_whole(path, lambda beside: write_workbook(beside, tuple(tables)))
    else:
        write_table(
            path, tables[-1] if result.curve else tables[1] if result.outcome.areas else tables[0]
        )


def _print(result: WhatIf, lang: str, day: date) -> None:
    console = make_console()
    sign = Words("、", ", ").in_language(lang)
    console.print(CAUTION.in_language(lang), style="bold")
    head = Words(
        f"{result.before.id} から {result.after.id} へ　配置は{day}　判定した報告 {len(result.joined.reports)}",
        f"from {result.before.id} to {result.after.id}, placement of {day}, "
        f"reports judged: {len(result.joined.reports)}",
    )
    console.print(head.in_language(lang), markup=False, highlight=False, soft_wrap=True)
    for told in tell_scenario(result, lang):
        console.print(f"  {told}", markup=False, highlight=False, soft_wrap=True)
    if result.joined.reports:
        print_table(console, hospitals_table(result, lang))
    print_table(console, areas_table(result, lang))
    sums = tell_bounds(result, lang)
    if lang != "ja":
        sums = sums.replace("　", "; ")
    console.print(sums, markup=False, highlight=False, soft_wrap=True)
    if result.curve:
        print_table(console, curve_table(result, lang))
    if result.second_round:
        console.print(Words("次に起こること", "What follows").in_language(lang), style="bold")
        for each in result.second_round:
            names = sign.join(one.hospital.name for one in each.hospitals)
            console.print(
                f"  {each.words.in_language(lang)}: {names}",
                markup=False,
                highlight=False,
                soft_wrap=True,
            )
    for report in result.joined.unmatched:
        told = Words("ネットワークに見つからない報告", "not found in the network").in_language(lang)
        console.print(
            f"{told}: {report.hospital} {report.year}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


VERB = Verb(
    "whatif",
    Words(
        "要件を変えたら病院・医療圏・住民に何が起こるか",
        "what a revision does to hospitals, areas and people",
    ),
    _add_options,
    _run,
)
