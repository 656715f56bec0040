"""Auditing: the chain of the record walked from its start, told in words and as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.portal.running.reaching import cannot_reach, open_portal
from kinten.vocabulary.wording import Words

if TYPE_CHECKING:
    from kinten.portal.record.verifying import Verified


def audit_record(folder: Path, head: str | None = None) -> Verified:
    """Verify the record of a workspace without changing anything in it."""
    workspace = open_portal(folder, is_migrated=False)
    from django.db import Error

    from kinten.portal.record.verifying import verify

    try:
        return verify(head)
    except Error as error:
        raise cannot_reach(workspace, error) from error


def audit_document(found: Verified) -> dict[str, Any]:
    """Give what was found as a document."""
    return {
        "kinten": __version__,
        "is_sound": found.is_sound,
        "events": found.events,
        "head": found.head,
        "broken": found.broken,
        "lacks_head": found.lacks_head,
    }


def tell_audit(found: Verified) -> Words:
    """Tell what was found."""
    if found.broken is not None:
        return Words(
            f"記録は{found.broken}番で壊れています（{found.events}番までは書かれたとおりです）。",
            f"The record is broken at number {found.broken} (it is sound up to {found.events}).",
        )
    if found.lacks_head:
        return Words(
            f"控えたハッシュが鎖にありません。終わりが切り落とされています（残りは{found.events}件）。",
            f"The hash that was noted is nowhere in the chain: its end was cut off ({found.events} are left).",
        )
    return Words(
        f"記録{found.events}件は書かれたとおりです。先頭のハッシュ: {found.head}",
        f"All {found.events} events are as they were written. Head: {found.head}",
    )
