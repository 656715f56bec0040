"""``kinten schema``: the JSON Schema of a command's `--json`."""

import argparse

from kinten.cli.output import print_json
from kinten.cli.verb import Verb
from kinten.desk.describing import load_schema, schema_names
from kinten.vocabulary.wording import Words


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="VERB", help=" ".join(schema_names()))


def _run(options: argparse.Namespace) -> int:
    print_json(load_schema(options.name))
    return 0


VERB = Verb(
    "schema",
    Words("命令が書くJSONの形（JSON Schema）", "the JSON Schema of what a command prints"),
    _add_options,
    _run,
)
