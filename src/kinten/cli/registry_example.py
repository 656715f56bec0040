"""``kinten registry example``: made-up records, as many as are asked for."""

import argparse
import re
from pathlib import Path

from kinten.cli.output import print_json, tell, tell_written
from kinten.cli.progress import watching
from kinten.example.record_telling import ASSUMPTIONS, example_document
from kinten.example.record_writing import (
    RECORD_FILES,
    TRUTH_FILES,
    refuse_unmarked,
    write_example_records,
)
from kinten.example.records import MOST, Records, RecordsAsked
from kinten.vocabulary.wording import FaultError, Words

_ROWS = 10_000
_YEARS = "2021..2023"
_SPAN = re.compile(r"(\d{4})(?:\.\.(\d{4}))?")


def add_example(parser: argparse.ArgumentParser) -> None:
    """Add the options of made-up records."""
    parser.add_argument(
        "--rows",
        type=int,
        default=_ROWS,
        metavar="N",
        help=f"記録の数（初期値 {_ROWS}、最大 {MOST}） / records (default {_ROWS}, at most {MOST})",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="種。同じ種からは同じ記録ができる（初期値 1） / the same seed gives the same records (default 1)",
    )
    parser.add_argument(
        "--years",
        default=_YEARS,
        metavar="Y..Y",
        help=f"診断の年（初期値 {_YEARS}） / years of diagnosis (default {_YEARS})",
    )
    parser.add_argument(
        "--hospitals",
        nargs="+",
        default=[],
        metavar="HOSPITAL",
        help="この病院の記録だけ（番号か名称。初期値は指定されているすべて）"
        " / records of these hospitals only (ids or names; by default all that are designated)",
    )
    parser.add_argument(
        "--errors",
        type=float,
        default=0.0,
        metavar="SHARE",
        help="わざと誤りを入れる記録の割合（0から1） / share of records that get a fault on purpose (0 to 1)",
    )
    parser.add_argument(
        "--truth",
        type=Path,
        metavar="FILE",
        help="入れた誤りの一覧（.csv: row,kind,item,was,now） / the faults that were put in (.csv)",
    )
    parser.add_argument("--json", action="store_true", help="件数などをJSONで / counts as JSON")
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE",
        help="名前に example・synthetic・例 のどれかを含む .parquet か .csv"
        " / .parquet or .csv whose name has example or synthetic",
    )


def run_example(options: argparse.Namespace) -> int:
    """Make records and write them; the assumptions go to standard error."""
    refuse_unmarked(options.output, RECORD_FILES)
    if options.truth is not None:
        refuse_unmarked(options.truth, TRUTH_FILES)
    asked = RecordsAsked(
        _between(options.rows, 1, MOST, "--rows"),
        _between(options.seed, 0, 2**63 - 1, "--seed"),
        _years(options.years),
        tuple(options.hospitals),
        options.errors,
    )
    _refuse_untold(options)
    records = Records(asked)
    with watching(options.lang, Words("書き出し中", "writing")) as watch:
        written = write_example_records(records, options.output, options.truth, watch)
    if options.json:
        print_json(example_document(asked, written, options.output, options.truth))
    else:
        tell_written(options.output, options.lang)
    for each in ASSUMPTIONS:
        tell(each, options.lang)
    return 0


def _between(number: int, low: int, high: int, option: str) -> int:
    if not low <= number <= high:
        raise FaultError(
            Words(f"{number} は指定できません。", f"{number} cannot be asked for."),
            option,
            Words(
                f"{low}から{high}までの整数を指定してください。",
                f"Give a whole number from {low} to {high}.",
            ),
        )
    return number


def _years(text: str) -> tuple[int, ...]:
    found = _SPAN.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if first > last:
        raise FaultError(
            Words(f"「{text}」は年として読めません。", f"“{text}” cannot be read as years."),
            "--years",
            Words(f"{_YEARS} か 2022 のように書いてください。", f"Write {_YEARS} or 2022."),
        )
    return tuple(range(first, last + 1))


def _refuse_untold(options: argparse.Namespace) -> None:
    """Raise for a share that is none, for faults that nobody could know of, and for one file for both."""
    if not 0 <= options.errors <= 1:
        raise FaultError(
            Words(f"{options.errors} は割合ではありません。", f"{options.errors} is no share."),
            "--errors",
            Words("0から1までで指定してください（例 0.02）。", "Give 0 to 1, as 0.02."),
        )
    if (options.errors > 0) is not (options.truth is not None):
        raise FaultError(
            Words(
                "--errors と --truth は、両方を指定します。",
                "--errors and --truth go together.",
            ),
            "--errors --truth",
            Words(
                "入れた誤りの一覧を --truth に書き出すか、両方を外してください。",
                "Name a file for the faults with --truth, or leave out both.",
            ),
        )
    if options.truth is not None and options.truth.resolve() == options.output.resolve():
        raise FaultError(
            Words("記録と一覧が同じファイルです。", "records and truth are one file."),
            "--truth",
            Words("別の名前を指定してください。", "Choose another name."),
        )
