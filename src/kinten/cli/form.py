"""``kinten form``: the status-report workbook of an edition and a kind."""

import argparse
from pathlib import Path

from kinten.cli.output import tell_written
from kinten.cli.verb import Verb
from kinten.desk.forming import make_form
from kinten.desk.judging import match_hospital
from kinten.desk.reading import read_inputs
from kinten.report.model import Report
from kinten.tables.writing import check_ending
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--edition", "-e", required=True, metavar="E", help="指針の版 / edition")
    parser.add_argument("--kind", required=True, choices=[each.value for each in Kind])
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="form.xlsx")
    parser.add_argument(
        "--year", type=int, metavar="Y", help="提出の年（西暦）/ year of submission"
    )
    parser.add_argument(
        "--last", type=Path, metavar="INPUT", help="前年の報告。値を横に示す / last year's report"
    )
    parser.add_argument(
        "--hospital", metavar="NAME", help="--last の中の病院 / the hospital in --last"
    )


def _run(options: argparse.Namespace) -> int:
    check_ending(options.output, (".xlsx",))
    if options.output.exists():
        raise FaultError(
            Words("そのファイルはもうあります。", "this file is there already."),
            str(options.output),
            Words(
                "記入済みの報告を消さないよう、別の名前を指定するか先に片づけてください。",
                "It may be a filled-in report: choose another name, or move it away first.",
            ),
        )
    last = None if options.last is None else _last(options.last, options.hospital)
    make_form(options.output, options.edition, Kind(options.kind), last, options.year)
    tell_written(options.output, options.lang)
    return 0


def _last(path: Path, hospital: str | None) -> Report:
    reports = list(read_inputs([path]).reports)
    if hospital is not None:
        reports = match_hospital(reports, hospital)
    if len({(each.prefecture, each.hospital) for each in reports}) != 1:
        raise FaultError(
            Words(
                "前年の報告に病院が一つに決まりません。",
                "last year's input does not hold exactly one hospital.",
            ),
            str(path),
            Words("--hospital で病院を指定してください。", "Name the hospital with --hospital."),
        )
    return max(reports, key=lambda each: each.year)


VERB = Verb(
    "form",
    Words("現況報告書の様式（Excel）を作る", "make the status-report workbook"),
    _add_options,
    _run,
)
