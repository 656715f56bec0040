"""``kinten whatif``: what a revision does to hospitals, areas and people."""

import argparse
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from kinten.cli.output import print_json, print_refused, tell_written
from kinten.cli.places import refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.scenario_options import add_scenario, asked_of, take_reports
from kinten.cli.tables import print_table
from kinten.cli.verb import Verb
from kinten.cli.whatif_writing import add_table_option, check_table, write_outcome
from kinten.desk.atlas import load_atlas
from kinten.desk.states import CAUTION
from kinten.desk.whatif import WhatIf, what_if
from kinten.desk.whatif_result import whatif_document
from kinten.desk.whatif_tables import areas_table, curve_table, hospitals_table, ways_table
from kinten.desk.whatif_telling import (
    FOLLOWS,
    NOT_FOUND,
    tell_bounds,
    tell_head,
    tell_scenario,
    tell_unmatched,
)
from kinten.desk.whatif_ways import tell_effects
from kinten.tables.table import Table
from kinten.tables.writing import ENDINGS, check_ending
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
    add_table_option(parser)


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output)
        refuse_overwriting(options.output, options.network)
    check_table(options)
    asked = asked_of(options)
    inputs = take_reports(options)
    reports = () if inputs is None else inputs.reports
    day = asked.call.as_of or today()
    # --as-of is the day of the network here; of a staff sheet everybody counts.
    asked = replace(asked, call=replace(asked.call, as_of=None))
    result = what_if(reports, asked, load_atlas(options.network), day)
    if options.output is not None:
        write_outcome(options.output, result, inputs, options.lang, options.table)
        tell_written(options.output, options.lang)
    elif options.json:
        print_json(whatif_document(result, inputs))
    else:
        _print(result, options.lang)
    if inputs is not None:
        print_refused(inputs.refused, options.lang)
    return 1 if inputs is not None and inputs.refused else 0


def _print(result: WhatIf, lang: str) -> None:
    console = make_console()

    def say(told: str) -> None:
        console.print(told, markup=False, highlight=False, soft_wrap=True)

    console.print(CAUTION.in_language(lang), style="bold")
    say(tell_head(result, lang))
    for told in tell_scenario(result, lang):
        say(f"  {told}")
    if result.joined.reports:
        _print_changes(console, hospitals_table(result, lang), lang)
    _print_places(console, result, lang)
    sums = tell_bounds(result, lang)
    say(sums if lang == "ja" else sums.replace("　", "; "))
    for told in tell_effects(result, lang):
        say(told)
    if result.curve:
        print_table(console, curve_table(result, lang))
    if result.second_round:
        console.print(FOLLOWS.in_language(lang), style="bold")
        sign = Words("、", ", ").in_language(lang)
        for each in result.second_round:
            names = sign.join(one.hospital.name for one in each.hospitals)
            say(f"  {each.words.in_language(lang)}: {names}")
    for told in tell_unmatched(result):
        say(f"{NOT_FOUND.in_language(lang)}: {told}")


def _print_places(console: Console, result: WhatIf, lang: str) -> None:
    """Print the areas whose cover changes, then those whose way does; nothing only where neither does."""
    areas, ways = areas_table(result, lang), ways_table(result, lang)
    if not ways.rows:
        _print_changes(console, areas, lang)
        return
    _print_changes(
        console, areas, lang, Words("区分の変わる医療圏はありません", "no area's cover changes")
    )
    own = tuple(each for each in ways.notes if each not in areas.notes)
    print_table(console, replace(ways, notes=own))


_NOTHING = Words("変わるものはありません", "nothing changes")


def _print_changes(console: Console, table: Table, lang: str, nothing: Words = _NOTHING) -> None:
    """Print a table of changes; where nothing changes, that and its notes instead of an empty table."""
    if table.rows:
        print_table(console, table)
        return
    told = f"{table.title}: {nothing.in_language(lang)}"
    console.print(told, style="bold", markup=False)
    for note in table.notes:
        console.print(note, markup=False, highlight=False, soft_wrap=True)


VERB = Verb(
    "whatif",
    Words(
        "要件を変えたら病院・医療圏・住民に何が起こるか",
        "what a revision does to hospitals, areas and people",
    ),
    _add_options,
    _run,
)
