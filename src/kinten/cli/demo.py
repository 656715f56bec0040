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
        help="report.html を置くフォルダー / where report.html goes",
    )
    parser.add_argument(
        "--no-serve", action="store_true", help="画面を開かない（今は常にそう）/ do not serve pages"
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
        "実際の会議資料の値をR4.8の診療実績で判定する",
        "judge real meeting-paper rows under R4.8, volumes",
    ),
    _add_options,
    _run,
)
