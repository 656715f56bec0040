"""``kinten registry primaries``: which registered tumours are primaries."""

import argparse
from pathlib import Path

from kinten.cli.output import print_json, refuse_inputs, tell, tell_written
from kinten.cli.tables import give_table
from kinten.desk.primaries import EDITIONS, flag_primaries, primaries_document, primaries_table
from kinten.tables.records import RECORD_ENDINGS, write_records
from kinten.tables.writing import check_ending


def add_primaries(parser: argparse.ArgumentParser) -> None:
    """Add the options of the primaries."""
    parser.add_argument(
        "tumours",
        type=Path,
        metavar="FILE",
        help="登録された腫瘍の表（patient_id,tumour_sequence,diagnosis_date,topography,morphology,behaviour）"
        " / registered tumours, one a row",
    )
    parser.add_argument(
        "--edition",
        choices=EDITIONS,
        default=EDITIONS[0],
        help=f"組織型のグループの版（ICD-O-3.1 か 3.2、既定 {EDITIONS[0]}）"
        f" / edition of the groups of histologies (default {EDITIONS[0]})",
    )
    parser.add_argument(
        "--json", action="store_true", help="件数をJSONで標準出力へ / the counts as JSON"
    )
    endings = " ".join(RECORD_ENDINGS)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help=f"同じ行に flag,site_group,hist_group,histology を加えて書く（{endings}）"
        f" / write the same rows with flag,site_group,hist_group,histology ({endings})",
    )


def run_primaries(options: argparse.Namespace) -> int:
    """Flag the primaries, and give the counts or the rows as they were asked for."""
    if options.output is not None:
        check_ending(options.output, RECORD_ENDINGS)
        refuse_inputs(options.output, (options.tumours,))
    flagged = flag_primaries(options.tumours, options.edition)
    if options.output is not None:
        as_text = options.output.suffix.lower() == ".csv"
        write_records(options.output, flagged.frame if as_text else flagged.typed)
    for doubt in flagged.doubts:
        tell(doubt.told(flagged.source.name), options.lang)
    if options.json:
        print_json(primaries_document(flagged))
    elif options.output is not None:
        tell_written(options.output, options.lang)
    else:
        give_table(primaries_table(flagged, options.lang), None, options.lang)
    return 0
