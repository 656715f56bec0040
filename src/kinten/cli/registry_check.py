"""``kinten registry check``: edits over a file of records."""

import argparse
from pathlib import Path

from kinten.cli.dating import day_of
from kinten.cli.output import print_json, refuse_inputs, tell_written
from kinten.cli.places import today
from kinten.cli.registry_read import add_layout
from kinten.cli.tables import give_table, refuse_two_forms
from kinten.desk.record_checking import CheckAsked, check_records
from kinten.desk.record_findings import (
    LIMIT,
    check_document,
    check_summary,
    findings_table,
    is_blocked,
    placed_findings,
)
from kinten.tables.records import RECORD_ENDINGS, write_records
from kinten.tables.writing import ENDINGS, check_ending, write_json


def add_check(parser: argparse.ArgumentParser) -> None:
    """Add the options of the check."""
    parser.add_argument(
        "records",
        type=Path,
        metavar="FILE",
        help="登録の記録（.csv .xlsx .parquet、固定長はレイアウトとともに） / records of a registry",
    )
    add_layout(parser)
    parser.add_argument(
        "--as-of",
        type=day_of("--as-of"),
        metavar="DATE",
        help="点検の日。この日より後の日付は誤り（既定は今日）"
        " / day of the check: later dates are errors (default: today)",
    )
    parser.add_argument(
        "--codes",
        type=Path,
        nargs="+",
        default=(),
        metavar="FILE",
        help="ICD-Oの一覧と差分（registry codes と同じ形） / a list of ICD-O and its differences",
    )
    parser.add_argument(
        "--families",
        type=Path,
        metavar="FOLDER",
        help="IARCのファミリーの表（morphology_family.csv must.csv must_not.csv）"
        " / families of IARC, a folder of three tables",
    )
    parser.add_argument(
        "--overrides",
        type=Path,
        metavar="FILE",
        help="残す理由（rule,patient_id,tumour_sequence,reason）"
        " / reasons for which records stay (rule,patient_id,tumour_sequence,reason)",
    )
    add_spark(parser)
    parser.add_argument(
        "--limit",
        type=int,
        default=LIMIT,
        metavar="N",
        help=f"JSONに載せる件数（既定 {LIMIT}） / findings in the JSON (default {LIMIT})",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="誤りか、理由のない要照会があれば1で終わる"
        " / end with 1 where an error stands, or a warning without a reason",
    )
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    endings = " ".join(dict.fromkeys((*RECORD_ENDINGS, *ENDINGS)))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"見つかったことすべて（{endings}） / all findings ({endings})",
    )


def add_spark(parser: argparse.ArgumentParser) -> None:
    """Add the option of another engine."""
    parser.add_argument(
        "--spark",
        metavar="ADDRESS",
        help="Spark Connect の住所（sc://ホスト:ポート）。既定はこの機械の中"
        " / address of a Spark Connect server; the default is this machine",
    )


def run_check(options: argparse.Namespace) -> int:
    """Check the records and give the findings as they were asked for."""
    refuse_two_forms(options)
    output: Path | None = options.output
    if output is not None:
        check_ending(output, tuple(dict.fromkeys((*RECORD_ENDINGS, *ENDINGS))))
        refuse_inputs(output, (options.records, options.overrides, *options.codes))
    checked = check_records(
        CheckAsked(
            options.records,
            options.layout,
            options.as_of or today(),
            options.families,
            options.overrides,
            tuple(options.codes),
            options.spark,
        )
    )
    ending = None if output is None else output.suffix.lower()
    if output is not None and ending in RECORD_ENDINGS:
        write_records(output, placed_findings(checked, options.lang))
        tell_written(output, options.lang)
    elif output is not None and ending == ".json":
        write_json(output, check_document(checked, options.lang, options.limit))
        tell_written(output, options.lang)
    elif output is not None:
        give_table(findings_table(checked, options.lang), output, options.lang)
    elif options.json:
        print_json(check_document(checked, options.lang, options.limit))
    else:
        give_table(check_summary(checked, options.lang), None, options.lang)
    return 1 if options.strict and is_blocked(checked) else 0
