"""``kinten data``: every packaged source with its licence."""

import argparse

from rich.table import Table

from kinten import __version__
from kinten.cli.output import print_json
from kinten.cli.printing import make_console
from kinten.cli.verb import Verb
from kinten.data.loading import list_sources
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json",
        action="store_true",
        help="表でなくJSONで。元の資料とハッシュも入る"
        " / JSON in place of a table, with the papers and the hash of the source",
    )


def _run(options: argparse.Namespace) -> int:
    sources = list_sources()
    if options.json:
        print_json(
            {
                "kinten": __version__,
                "sources": [
                    {
                        "name": each.name,
                        "title": each.title._asdict(),
                        "publisher": each.publisher._asdict(),
                        "licence": each.licence._asdict(),
                        "papers": list(each.papers),
                        "date": each.date,
                        "rows": each.rows,
                        "source_sha256": each.source_sha256,
                        "derived": each.derived._asdict(),
                    }
                    for each in sources
                ],
            }
        )
        return 0
    table = Table(pad_edge=False, show_lines=True)
    for words in (
        Words("ファイル", "file"),
        Words("内容", "content"),
        Words("公表者", "publisher"),
        Words("利用条件", "licence"),
        Words("行数", "rows"),
    ):
        table.add_column(words.in_language(options.lang), overflow="fold")
    for each in sources:
        lang = options.lang
        table.add_row(
            each.name,
            each.title.in_language(lang),
            each.publisher.in_language(lang),
            each.licence.in_language(lang),
            str(each.rows),
        )
    make_console().print(table)
    return 0


VERB = Verb(
    "data",
    Words("収載データの出典と利用条件", "the packaged data, their sources and licences"),
    _add_options,
    _run,
)
