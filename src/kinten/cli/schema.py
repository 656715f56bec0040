"""``kinten schema``: the JSON Schema of a command's `--json`."""

import argparse

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.desk.describing import load_schema, schema_names
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    names = " ".join(schema_names())
    parser.add_argument(
        "name",
        metavar="NAME",
        help=f"文書の名。次のいずれか: {names} / name of the document, one of: {names}",
    )


def _run(options: argparse.Namespace) -> int:
    print_json(load_schema(options.name))
    return 0


VERB = Verb(
    "schema",
    Words(
        "--json が書く文書の形（JSON Schema）を示す",
        "show the form of what --json prints (JSON Schema)",
    ),
    _add_options,
    _run,
)
