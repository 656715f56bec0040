"""What was erased since a backup, as the verbs that restore ask for it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kinten.vocabulary.wording import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kinten.portal.record.erasure_list import Erasure

WAITING = Words(
    "バックアップより後に消されたものがわからないので、まだ配信できません。kinten erasures replay で伝えてください。",
    "What was erased after the backup is not known, so it is not served yet: tell it with kinten erasures replay.",
)


def add_erasures(parser: argparse.ArgumentParser, name: str) -> None:
    """Add where the list of erasures is, or that there are none."""
    given = parser.add_mutually_exclusive_group()
    given.add_argument(
        name,
        dest="erasures",
        type=Path,
        metavar="PATH",
        help="バックアップより後に消されたものの一覧（もとの作業フォルダーか、その erasures.jsonl）"
        " / what was erased after the backup: the former workspace, or its erasures.jsonl",
    )
    given.add_argument(
        "--none",
        dest="is_none",
        action="store_true",
        help="バックアップより後に消されたものはない / nothing was erased after the backup",
    )


def told_erasures(options: argparse.Namespace) -> Sequence[Erasure] | None:
    """Give the erasures that were told; None where nobody told any."""
    if options.is_none:
        return ()
    if options.erasures is None:
        return None
    from kinten.portal.record.erasure_list import read_erasures

    return read_erasures(options.erasures)


def told_replayed(number: int) -> Words:
    """Tell how much was erased again."""
    return Words(
        f"バックアップより後に消された{number}件を、もう一度消しました。",
        f"{number} objects that were erased after the backup were erased again.",
    )
