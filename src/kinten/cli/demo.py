"""``kinten demo``: the main job on real rows, in one command."""

import argparse
from pathlib import Path

from kinten.cli.printing import print_judgement
from kinten.cli.verb import Verb
from kinten.desk.demonstrating import demonstrate
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="report.html を書くフォルダー（初期値は今いるフォルダー）"
        " / folder into which report.html is written (default: the current one)",
    )
    parser.add_argument(
        "--no-serve",
        action="store_true",
        help="頁を配信しない（今の demo は配信しないので、付けても同じ）"
        " / serve no pages (this version never does, so it changes nothing)",
    )


def _run(options: argparse.Namespace) -> int:
    made = demonstrate(options.folder, options.lang)
    print_judgement(made.judgement, options.lang)
    place = made.page.resolve()
    print(
        Words(
            f"\n報告書（病院ごとの判定・理由・不足・出典、集計、報告の確からしさ）: {place}",
            f"\nThe report (each hospital's verdict, reasons, shortfall, citation; summary; plausibility): {place}",
        ).in_language(options.lang)
    )
    return 0


VERB = Verb(
    "demo",
    Words(
        "試しに、収載した会議資料の値を版R4.8の診療実績で判定し、report.html を書く",
        "try it: judge the packaged meeting-paper rows under R4.8 (volumes), write report.html",
    ),
    _add_options,
    _run,
)
