"""``kinten form``: the status-report workbook of an edition and a kind."""

import argparse
from pathlib import Path

from kinten.cli.options import KINDS_TOLD
from kinten.cli.output import tell, tell_written
from kinten.cli.verb import Verb
from kinten.desk.forming import make_form
from kinten.desk.judging import match_hospital
from kinten.desk.reading import read_inputs
from kinten.report.model import Report
from kinten.tables.writing import check_ending
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.period import FIRST_REPORT_YEAR, LAST_REPORT_YEAR, is_report_year
from kinten.vocabulary.wording import FaultError, Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--edition",
        "-e",
        required=True,
        metavar="E",
        help="指針の版（例 R4.8。一覧は kinten guideline list）。この版が求める項目を尋ねる"
        " / edition of the guideline, such as R4.8 (kinten guideline list), whose items are asked",
    )
    parser.add_argument(
        "--kind",
        required=True,
        choices=[each.value for each in Kind],
        help=f"病院の類型（{KINDS_TOLD.ja}） / kind of the hospital ({KINDS_TOLD.en})",
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar="form.xlsx",
        help="書き出すファイル。すでにあるファイルは上書きしない"
        " / file to write; one that is there already is never replaced",
    )
    parser.add_argument(
        "--year",
        type=int,
        metavar="Y",
        help="提出の年（西暦）を表紙に入れる / put the year of submission on the cover",
    )
    parser.add_argument(
        "--last",
        type=Path,
        metavar="INPUT",
        help="前年の報告。病院の名などを表紙に写し、前年の値を記入欄の横に示す"
        " / last year's report: the cover is filled in, its values stand beside the cells",
    )
    parser.add_argument(
        "--hospital",
        metavar="NAME",
        help="--last に複数の病院があるとき、その名前かID"
        " / name or id of the hospital, where --last holds several",
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
    if options.year is not None and not is_report_year(options.year):
        raise FaultError(
            Words(f"{options.year}年の報告はありえません。", f"no report is of {options.year}."),
            "--year",
            Words(
                f"提出の年を西暦{FIRST_REPORT_YEAR}〜{LAST_REPORT_YEAR}で書いてください。",
                f"Write the year of submission, {FIRST_REPORT_YEAR} to {LAST_REPORT_YEAR}.",
            ),
        )
    last = None if options.last is None else _last(options)
    make_form(options.output, options.edition, Kind(options.kind), last, options.year)
    tell_written(options.output, options.lang)
    return 0


def _last(options: argparse.Namespace) -> Report:
    reports = list(read_inputs([options.last], edition=options.edition).reports)
    if options.hospital is not None:
        reports = match_hospital(reports, options.hospital)
    if len({(each.prefecture, each.hospital) for each in reports}) != 1:
        raise FaultError(
            Words(
                "前年の報告に病院が一つに決まりません。",
                "last year's input does not hold exactly one hospital.",
            ),
            str(options.last),
            Words("--hospital で病院を指定してください。", "Name the hospital with --hospital."),
        )
    if options.year is not None:
        reports = [each for each in reports if each.year < options.year]
        if not reports:
            raise FaultError(
                Words(
                    f"{options.year}年より前の報告がありません。",
                    f"it holds no report from before {options.year}.",
                ),
                str(options.last),
                Words(
                    "前年の報告を指定するか、--year を直してください。",
                    "Name the report of the year before, or mend --year.",
                ),
            )
    last = max(reports, key=lambda each: each.year)
    if last.kind.value != options.kind:
        told = Words(
            f"前回（{last.year}年）の報告は{last.kind.label.ja}です。この様式は{Kind(options.kind).label.ja}のものです。",
            f"the last report ({last.year}) is of a {last.kind.label.en}; "
            f"this form is for a {Kind(options.kind).label.en}.",
        )
        tell(told, options.lang)
    return last


VERB = Verb(
    "form",
    Words(
        "現況報告書の様式（Excel）を、版と類型に合わせて作る",
        "make the status-report workbook (Excel) of an edition and a kind",
    ),
    _add_options,
    _run,
)
