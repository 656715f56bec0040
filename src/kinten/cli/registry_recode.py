"""``kinten registry recode``: groups of sites and histologies."""

import argparse
from pathlib import Path

from kinten.cli.registry_coding import add_outputs, give_found, refuse_output
from kinten.cli.tables import give_table
from kinten.desk.recoding import recode, recode_document, recode_table, schemes_table
from kinten.vocabulary.wording import FaultError, Words


def add_recode(parser: argparse.ArgumentParser) -> None:
    """Add the options of the groups."""
    parser.add_argument(
        "tumours",
        type=Path,
        nargs="?",
        metavar="FILE",
        help="登録された腫瘍の表（topography,morphology[,behaviour][,diagnosis_date]、mcij-icd10は icd10）"
        " / registered tumours, one a row (mcij-icd10: icd10)",
    )
    parser.add_argument(
        "--scheme",
        metavar="NAME",
        help="区分の名前（--list-schemes にあるもの。--list と使うときは列の名前）"
        " / a scheme of --list-schemes; with --list the name of the columns",
    )
    parser.add_argument(
        "--list",
        type=Path,
        metavar="FILE",
        help="自分の区分（code,name,topography,morphology）か希少がんの分類"
        "（entity,tier,family,topography,morphology） / one's own groups, or a classification of rare cancers",
    )
    parser.add_argument(
        "--list-schemes", action="store_true", help="収載している区分 / list the packaged schemes"
    )
    add_outputs(parser, "NAME, NAME_name")


def run_recode(options: argparse.Namespace) -> int:
    """Give each tumour its group, and the counts or the rows as they were asked for."""
    if options.list_schemes:
        give_table(schemes_table(options.lang), None, options.lang)
        return 0
    if options.tumours is None or options.scheme is None:
        raise FaultError(
            Words("表と区分の名前が要ります。", "a file and a scheme are needed."),
            "FILE --scheme",
            Words(
                "kinten registry recode FILE --scheme NAME と書いてください（名前は --list-schemes）。",
                "Write kinten registry recode FILE --scheme NAME (--list-schemes has the names).",
            ),
        )
    refuse_output(options, (options.tumours, options.list))
    recoded = recode(options.tumours, options.scheme, options.list, options.lang)
    give_found(
        options,
        recoded.frame,
        (*(each.records for each in recoded.groups), recoded.without, recoded.unreadable),
        lambda: recode_document(recoded),
        lambda: recode_table(recoded, options.lang, exact=options.exact),
    )
    return 0
