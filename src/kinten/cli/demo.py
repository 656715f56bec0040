"""``kinten demo``: the main job on real rows, and a portal filled for trying out, in one command."""

import argparse
import sys
from pathlib import Path

from kinten.cli.output import tell
from kinten.cli.printing import make_console, print_judgement
from kinten.cli.serve import add_port
from kinten.cli.verb import Verb
from kinten.desk.demonstrating import WORKSPACE, demonstrate
from kinten.portal.policy.viewer import Role
from kinten.portal.running.demonstrating import Account, fill_workspace, has_portal
from kinten.portal.running.listening import Listening, take_port
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(),
        metavar="DIR",
        help=f"report.html と作業フォルダー {WORKSPACE} を置くフォルダー（初期値は今いるフォルダー）"
        f" / folder for report.html and the workspace {WORKSPACE} (default: the current one)",
    )
    add_port(parser)
    parser.add_argument(
        "--no-serve",
        action="store_true",
        help="作るだけで、配信しない / make them, and serve no pages",
    )


def _run(options: argparse.Namespace) -> int:
    at = Listening(port=options.port)
    is_served = has_portal() and not options.no_serve
    if is_served:
        take_port(at)
    made = demonstrate(options.folder, options.lang)
    print_judgement(made.judgement, options.lang)
    place = made.page.resolve()
    print(
        Words(
            f"\n報告書（病院ごとの判定・理由・不足・出典、集計、報告の確からしさ）: {place}",
            f"\nThe report (each hospital's verdict, reasons, shortfall, citation; summary; plausibility): {place}",
        ).in_language(options.lang),
        flush=True,
    )
    if not has_portal():
        tell(
            Words(
                "ポータルの追加部品（portal）がないので、頁は作りません。pip install 'kinten[portal]' で入ります。",
                "The extra “portal” is not installed, so no pages are made: pip install 'kinten[portal]'.",
            ),
            options.lang,
        )
        return 0
    folder = (options.folder / WORKSPACE).absolute()
    _print_accounts(fill_workspace(folder), folder, options.lang)
    if is_served:
        _serve(folder, at, options.lang)
    return 0


def _print_accounts(accounts: tuple[Account, ...], folder: Path, lang: str) -> None:
    from rich.table import Table

    told = Words(
        f"\n例示の作業フォルダー（「例示」と付く病院と利用者は架空）: {folder}",
        f"\nThe made-up workspace (hospitals named 例示 and all users are invented): {folder}",
    )
    print(told.in_language(lang))
    table = Table(pad_edge=False)
    for words in (
        Words("役割", "role"),
        Words("所属", "of"),
        Words("メールアドレス", "e-mail"),
        Words("今回のパスワード", "password of this run"),
    ):
        table.add_column(words.in_language(lang), overflow="fold")
    for each in accounts:
        label = Role(each.role).label.in_language(lang)
        table.add_row(label, each.at, each.email, each.password)
    make_console().print(table)
    sys.stdout.flush()


def _serve(folder: Path, at: Listening, lang: str) -> None:
    from kinten.portal.running.serving import serve, stop_by_signal

    stop = stop_by_signal()
    at = take_port(at)
    told = Words(f"Kinten: {at.url} （止めるには Ctrl+C）", f"Kinten: {at.url} (Ctrl+C ends it)")
    serve(folder, at, lambda: print(told.in_language(lang), flush=True), stop)


VERB = Verb(
    "demo",
    Words(
        "試しに、収載した会議資料の値を版R4.8の診療実績で判定し、report.html を書き、例示のポータルを配信する",
        "try it: judge the packaged meeting-paper rows under R4.8 (volumes), write report.html, serve a portal",
    ),
    _add_options,
    _run,
)
