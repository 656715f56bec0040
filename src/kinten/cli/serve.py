"""``kinten serve``: the portal in a browser."""

import argparse

from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.portal.running.listening import Listening, check_exposure, take_port
from kinten.vocabulary.wording import Words


def add_port(parser: argparse.ArgumentParser) -> None:
    """Add the port at which pages are served."""
    parser.add_argument(
        "--port",
        type=int,
        default=8000,
        metavar="N",
        help="待ち受けるポート（初期値 8000、0なら空いた番号） / port (default 8000; 0 takes a free one)",
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_workspace(parser)
    add_port(parser)
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="ADDRESS",
        help="待ち受ける住所（初期値 127.0.0.1）。ほかの機械に見せるには、作業フォルダーに https の住所が要る"
        " / address to listen at (default 127.0.0.1); others are reached only with an https address",
    )
    parser.add_argument(
        "--new",
        action="store_true",
        help="作業フォルダーを作り、収載した病院の一覧を入れる"
        " / make the workspace and fill in the packaged list of hospitals",
    )
    parser.add_argument(
        "--database",
        default="",
        metavar="ADDRESS",
        help="--new で、SQLiteの代わりに使う空のPostgreSQL（postgresql://利用者@ホスト/名前）"
        " / with --new: an empty PostgreSQL in place of SQLite (postgresql://user@host/name)",
    )
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="頁に答える処理の数（初期値 1） / processes that answer pages (default 1)",
    )


def _run(options: argparse.Namespace) -> int:
    from kinten.portal.running.reaching import check_database, open_portal
    from kinten.portal.running.replaying import check_replayed
    from kinten.portal.running.serving import serve, stop_by_signal
    from kinten.portal.running.starting import require_portal
    from kinten.portal.workspace import make_workspace, open_workspace

    require_portal()
    folder = asked_folder(options)
    at = Listening(options.host, options.port, max(1, options.workers))
    if options.new:
        if options.database:
            check_database(options.database)
        take_port(at)
        make_workspace(folder, is_made_up=False, database=options.database)
    workspace = open_workspace(folder)
    check_exposure(workspace, at.host)
    stop = stop_by_signal()
    at = take_port(at)
    open_portal(folder)
    from kinten.portal.record.erasures import list_erasures

    list_erasures(folder)
    check_replayed(folder)
    if options.new:
        from kinten.portal.running.filling import fill_network

        fill_network()

    def tell() -> None:
        print(
            Words(
                f"Kinten: {at.url} （止めるには Ctrl+C）", f"Kinten: {at.url} (Ctrl+C ends it)"
            ).in_language(options.lang),
            flush=True,
        )

    serve(folder, at, tell, stop)
    return 0


VERB = Verb(
    "serve",
    Words("ポータルを配信する", "serve the portal in a browser"),
    _add_options,
    _run,
)
