"""Options and warnings that acts of the registry desk share."""

import argparse
from pathlib import Path

from kinten.cli.output import tell
from kinten.tables.writing import ENDINGS
from kinten.vocabulary.wording import FaultError, Words


def add_level(parser: argparse.ArgumentParser) -> None:
    """Add --level."""
    parser.add_argument(
        "--level", type=float, default=0.95, metavar="X", help="区間の水準 / level of the intervals"
    )


def add_given(
    parser: argparse.ArgumentParser, exact: str, endings: tuple[str, ...] = ENDINGS
) -> None:
    """Add how a result is given: --exact with its help, --json and -o."""
    parser.add_argument("--exact", action="store_true", help=exact)
    parser.add_argument(
        "--json", action="store_true", help="JSONを標準出力へ / JSON to standard output"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=" ".join(endings))


def refuse_level(level: float) -> None:
    """Raise where intervals cannot have that level."""
    if not 0 < level < 1:
        raise FaultError(
            Words(f"{level:g} は使えません。", f"{level:g} cannot be used."),
            "--level",
            Words(
                "0と1の間の数を書いてください。例: 0.95", "Write a number between 0 and 1: 0.95."
            ),
        )


def warn_of_small_counts(options: argparse.Namespace, words: Words) -> None:
    """Say what small counts are in what was given: a document always has the exact ones."""
    is_document = options.json or (
        options.output is not None and options.output.suffix.lower() == ".json"
    )
    if is_document or options.exact:
        tell(words, options.lang)
