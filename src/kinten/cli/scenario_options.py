"""Options of a scenario, and the scenario they ask for."""

import argparse
from dataclasses import replace
from pathlib import Path

from kinten.cli.options import add_judging, make_call, take_inputs
from kinten.desk.equating import split_equated
from kinten.desk.judging import refuse_nothing
from kinten.desk.reading import Inputs
from kinten.desk.whatif import Asked
from kinten.vocabulary.wording import FaultError, Words

_YEARS = (
    "提出の年（西暦）。latest は、渡した報告のうち病院ごとに最も新しい年、all はすべて（初期値 latest）。"
    "どの年も --edition の版で判定"
    " / year of submission; latest takes each hospital's last among the reports given, all every one"
    " (default: latest); each is judged under --edition"
)
_AS_OF = (
    "この日に指定されている病院の配置で計算（例 2026-04-01。初期値は今日）。名簿の人は全員を数える"
    " / work with the hospitals designated on this day (2026-04-01; default: today);"
    " of a staff sheet everybody counts"
)


def add_scenario(parser: argparse.ArgumentParser) -> None:
    """Add what a scenario consists of: inputs, editions, changes, withdrawals and openings."""
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        type=Path,
        help="報告か会議資料（--without・--opening だけなら不要）"
        " / reports or meeting papers (not needed for --without and --opening alone)",
    )
    parser.add_argument(
        "--facts", type=Path, metavar="FILE", help="報告の外の事実のCSV / facts from outside, CSV"
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="読めないセルがあれば終了コード2 / exit 2 at any cell that cannot be read",
    )
    parser.add_argument("--edition", "-e", metavar="E", help="指針の版 / edition of the guideline")
    parser.add_argument(
        "--from", dest="before", metavar="E", help="前の版（版どうしの差） / the edition before"
    )
    parser.add_argument("--to", dest="after", metavar="E", help="後の版 / the edition after")
    parser.add_argument(
        "--scope", metavar="CLAUSE", help="この節か条項だけ / only this section or clause"
    )
    add_judging(parser, year="latest", years=_YEARS, as_of=_AS_OF)
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="HOSPITAL",
        help="この病院の指定がなくなる / this hospital loses its designation",
    )
    parser.add_argument(
        "--opening",
        action="append",
        default=[],
        metavar="HOSPITAL",
        help="この病院を新たに指定する / this hospital is designated",
    )
    parser.add_argument(
        "--network",
        type=Path,
        metavar="FOLDER",
        help="自分の表（hospitals.csvほか）を使う / use your own tables",
    )


def take_reports(options: argparse.Namespace) -> Inputs | None:
    """Read the inputs, None where none are named; FaultError for inputs that hold no report."""
    if not options.inputs:
        return None
    inputs = take_inputs(options)
    refuse_nothing(inputs.reports)
    return inputs


def asked_of(options: argparse.Namespace) -> Asked:
    """Turn the options into a scenario; FaultError where the edition or the subject is missing."""
    after = options.after or options.edition
    if (
        after is None
        or (options.after and options.edition)
        or bool(options.before) != bool(options.after)
    ):
        raise FaultError(
            Words(
                "版の指定が足りないか、重なっています。", "the edition is missing, or named twice."
            ),
            "--edition",
            Words(
                "--edition R4.8、または --from H26.1 --to R4.8 のどちらかを指定してください。",
                "Give either --edition R4.8, or --from H26.1 --to R4.8.",
            ),
        )
    if not (options.inputs or options.without or options.opening):
        raise FaultError(
            Words("報告も病院も指定されていません。", "no report and no hospital is named."),
            "INPUT",
            Words(
                "報告を指定するか、--without か --opening で病院を指定してください。",
                "Name reports, or hospitals with --without or --opening.",
            ),
        )
    call = make_call(options, edition=after)
    readings, equated = split_equated(call.readings)
    return Asked(
        replace(call, readings=readings),
        options.before,
        equated,
        tuple(options.without),
        tuple(options.opening),
        getattr(options, "curve", None),
    )
