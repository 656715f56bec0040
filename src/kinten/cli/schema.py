"""Not there yet."""

import argparse

from kinten.cli.verb import Verb
from kinten.vocabulary.wording import Words


def _add_options(_: argparse.ArgumentParser) -> None:
    pass


def _run(_: argparse.Namespace) -> int:
    return 2


VERB = Verb("schema", Words("準備中", "in preparation"), _add_options, _run)
