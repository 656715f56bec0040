"""``kinten coverage``: how far care is in each area, and who could be its partner."""

import argparse
from pathlib import Path

from kinten.cli.output import tell_written
from kinten.cli.places import add_place_options, prefecture_of, refuse_overwriting, today
from kinten.cli.printing import make_console
from kinten.cli.tables import give, give_table, refuse_two_forms
from kinten.cli.travelling import add_travel, travel_of
from kinten.cli.verb import Verb
from kinten.coverage.flow import Phase
from kinten.desk.atlas import areas_asked, load_atlas, load_flows
from kinten.desk.coverage_table import coverage_listing, coverage_table, flow_note, series_table
from kinten.desk.covering import Coverage, coverage_document, tell_five, view_coverage
from kinten.desk.officer_page import officer_page
from kinten.desk.series_page import series_page, series_svg
from kinten.network.loading import load_published
from kinten.tables.files import write_text
from kinten.tables.writing import ENDINGS, check_ending
from kinten.vocabulary.wording import FaultError, Words

SERIES_ENDINGS = (*ENDINGS, ".svg")


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_place_options(parser)
    parser.add_argument(
        "--series",
        action="store_true",
        help="公表された病院数と空白の医療圏の推移 / the published numbers of hospitals and blank areas",
    )
    parser.add_argument(
        "--phase",
        choices=tuple(each.value for each in Phase),
        help="受診の流れの区分（初期値 acute） / the phase of care of the flows (default acute)",
    )
    add_travel(parser)
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    endings = " ".join(ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"{endings}（--series は図つきの .html と .svg も）"
        f" / {endings} (--series: .html with a chart, and .svg)",
    )


def _run(options: argparse.Namespace) -> int:
    if options.output is not None:
        check_ending(options.output, SERIES_ENDINGS if options.series else ENDINGS)
        refuse_overwriting(options.output, options.network)
    if options.series:
        _refuse_beside_series(options)
        _give_series(options.output, options.lang)
        return 0
    day = options.as_of or today()
    atlas = load_atlas(options.network).in_force(day)
    snapshot = atlas.on(day, options.recorded_by, options.kinds_since)
    asked = areas_asked(atlas, options.area, prefecture_of(options))
    travel = travel_of(options, atlas)
    coverage = view_coverage(
        atlas, snapshot, load_flows(Phase(options.phase or Phase.ACUTE)), asked, travel
    )
    if options.area is not None and options.output is None and not options.json:
        _print_five(coverage, options.lang)
        return 0
    refuse_two_forms(options)
    if options.output is not None and options.output.suffix.lower() == ".html":
        write_text(options.output, officer_page(coverage, options.lang))
        tell_written(options.output, options.lang)
        return 0
    give(
        options,
        lambda: (coverage_listing if options.output is None else coverage_table)(
            coverage, options.lang
        ),
        lambda: coverage_document(coverage),
    )
    return 0


_NOT_OF_SERIES = (
    "area",
    "prefecture",
    "as_of",
    "recorded_by",
    "kinds_since",
    "network",
    "phase",
    "detour",
    "speed",
    "travel_times",
    "routing",
)


def _refuse_beside_series(options: argparse.Namespace) -> None:
    """Raise where an option would be passed over: the series is of the whole country and all years."""
    if options.json:
        raise FaultError(
            Words("--series は表だけです。", "--series is a table only."),
            "--series --json",
            Words("-o 推移.json のように書き出してください。", "Write it with -o series.json."),
        )
    for name in _NOT_OF_SERIES:
        if getattr(options, name) is not None:
            option = f"--{name.replace('_', '-')}"
            raise FaultError(
                Words(
                    f"--series は全国の公表された数の推移で、{option} は使えません。",
                    f"--series tells the published numbers of the whole country: {option} has no use there.",
                ),
                f"--series {option}",
                Words("どちらかを外してください。", "Leave one of the two out."),
            )


def _give_series(output: Path | None, lang: str) -> None:
    """Print or write the published numbers: .html with the chart, .svg the chart alone."""
    published = load_published()
    drawn = {".html": series_page, ".svg": series_svg}
    ending = "" if output is None else output.suffix.lower()
    if output is None or ending not in drawn:
        give_table(series_table(published, lang), output, lang)
        return
    write_text(output, drawn[ending](published, lang))
    tell_written(output, lang)


def _print_five(coverage: Coverage, lang: str) -> None:
    console = make_console()
    for view in coverage.areas:
        console.print(
            f"{view.cover.area.code} {view.cover.area.told.in_language(lang)}",
            style="bold",
            markup=False,
        )
        for name, told in tell_five(view, coverage.atlas, lang):
            console.print(f"{name}: {told}", markup=False, highlight=False, soft_wrap=True)
    for note in (coverage.ways.told, flow_note(coverage.flows.phase), *coverage.notes):
        console.print(note.in_language(lang), markup=False, highlight=False, soft_wrap=True)


VERB = Verb(
    "coverage",
    Words(
        "医療圏ごとの拠点病院までの遠さと相手の候補",
        "how far the nearest hub is, area by area, and who could be a partner",
    ),
    _add_options,
    _run,
)
