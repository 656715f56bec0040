"""``kinten import``: a past year of reports, or a protected table, into the portal's workspace."""

import argparse
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.cli.importing_table import add_table, run_table
from kinten.cli.options import add_reports
from kinten.cli.output import print_json
from kinten.cli.progress import watching
from kinten.cli.verb import Verb
from kinten.cli.workspace_options import add_workspace, asked_folder
from kinten.desk.reading import Inputs, read_inputs
from kinten.report.model import Severity
from kinten.vocabulary.wording import FaultError, Words

if TYPE_CHECKING:
    from kinten.portal.reports.importing import Imported

_STATES = {"approved": "accepted", "published": "published"}


def _add_options(parser: argparse.ArgumentParser) -> None:
    add_reports(parser)
    parser.add_argument(
        "--year",
        metavar="Y",
        help="取り込む提出の年（西暦）。ほかの年の報告は取り込まない。--table では、年の列がない表の年"
        " / year of submission to bring in; reports of other years are left out. With --table the year of a "
        "table without a column of years",
    )
    parser.add_argument(
        "--as",
        dest="state",
        choices=tuple(_STATES),
        help="approved は受理済み（公表前）、published は公表済みとして記録する"
        " / approved: accepted, not public yet; published: public from today on",
    )
    add_workspace(parser)
    parser.add_argument(
        "--made-up",
        action="store_true",
        help="架空の報告か表（「例示」と付く病院だけに記録できる）"
        " / reports or table are made up: of the invented hospitals alone",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="読めないセルが一つでもあれば、何も記録せず終了コード2で終わる"
        " / record nothing and stop with exit code 2 at any cell that cannot be read",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="文でなくJSONで（形は kinten schema import）"
        " / JSON in place of words (its form: kinten schema import)",
    )
    add_table(parser)


def _run(options: argparse.Namespace) -> int:
    if options.table:
        return run_table(options)
    _refuse_lacking(options)
    if not re.fullmatch(r"\d{4}", options.year, re.ASCII):
        raise FaultError(
            Words(f"年「{options.year}」は読めません。", f"'{options.year}' is not a year."),
            "--year",
            Words("西暦4桁で書いてください。", "Write four digits."),
        )
    with watching(options.lang) as watch:
        inputs = read_inputs(options.inputs, is_strict=options.strict, watch=watch)
    from kinten.portal.running.reaching import open_portal

    open_portal(asked_folder(options))
    from kinten.portal.reports.importing import import_reports
    from kinten.portal.reports.models import State

    made = import_reports(
        inputs,
        options.inputs,
        int(options.year),
        State(_STATES[options.state]),
        is_made_up=options.made_up,
    )
    if options.json:
        print_json(_document(made, inputs, options))
    else:
        print(_tell(made, inputs, options).in_language(options.lang))
    return 0


def _refuse_lacking(options: argparse.Namespace) -> None:
    lacking = [
        name for name, value in (("--year", options.year), ("--as", options.state)) if value is None
    ]
    if lacking:
        raise FaultError(
            Words("報告を取り込むには、年と扱いが要ります。", "reports need a year and a state."),
            " ".join(lacking),
            Words(
                "例: --year 2023 --as approved（登録の秘匿した表なら --table）",
                "As in --year 2023 --as approved; for a protected table --table.",
            ),
        )


def _document(made: "Imported", inputs: Inputs, options: argparse.Namespace) -> dict[str, Any]:
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in inputs.sources],
        "year": int(options.year),
        "as": options.state,
        "rows": {
            "read": made.read,
            "recorded": made.recorded,
            "already_there": len(made.rows) - made.recorded,
            "other_years": made.other_years,
        },
        "reports": [
            {
                "hospital_id": each.version.hospital,
                "hospital": each.report.hospital,
                "at": each.report.at,
                "version": each.version.number,
                "state": str(each.version.state),
                "sha256": each.version.sha256,
                "is_new": each.is_new,
            }
            for each in made.rows
        ],
        "remarks": {str(each): _counted(inputs)[each] for each in Severity},
    }


def _tell(made: "Imported", inputs: Inputs, options: argparse.Namespace) -> Words:
    there = len(made.rows) - made.recorded
    lost = _counted(inputs)[Severity.ERROR]
    told = Words(
        f"{made.read}件を読み、{options.year}年の{made.recorded}件を記録しました"
        f"（すでにあったもの {there}件、ほかの年 {made.other_years}件）。",
        f"{made.read} reports read, {made.recorded} of {options.year} recorded "
        f"({there} were there already, {made.other_years} of other years).",
    )
    if not lost:
        return told
    return Words(
        f"{told.ja}\n読み取れない所が{lost}か所あります。kinten check で確かめてください。",
        f"{told.en}\n{lost} places could not be read: see kinten check.",
    )


def _counted(inputs: Inputs) -> Counter[Severity]:
    return Counter(each.severity for each in inputs.remarks)


VERB = Verb(
    "import",
    Words(
        "過去の年の報告を受理済みとして、または登録の秘匿した表を、ポータルの作業フォルダーに取り込む",
        "bring a past year of reports, as approved, or a protected table into the portal's workspace",
    ),
    _add_options,
    _run,
)
