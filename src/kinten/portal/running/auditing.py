"""Auditing: the record walked from its start, all held against it, told in words and as a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from kinten import __version__
from kinten.portal.running.reaching import cannot_reach, open_portal
from kinten.portal.running.tables import Standing, standing
from kinten.vocabulary.wording import Words

if TYPE_CHECKING:
    from kinten.portal.record.comparing import Compared, Difference
    from kinten.portal.record.verifying import Verified

_NAMED = 20


def audit_record(folder: Path, head: str | None = None) -> Verified:
    """Verify the record of a workspace, and what it tells of, without changing anything in it."""
    workspace = open_portal(folder, is_migrated=False)
    from django.db import Error

    from kinten.portal.record.verifying import verify, verify_all

    try:
        # Tables of another engine cannot be read by this one; the chain can.
        return verify_all(head) if standing() is Standing.CURRENT else verify(head)
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
        "compared": None if found.compared is None else found.compared.objects,
        "differing": [
            {
                "type": each.object_type,
                "id": each.object_id,
                "how": str(each.how),
                "fields": list(each.fields),
            }
            for each in (() if found.compared is None else found.compared.differing)
        ],
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
    whole = Words(
        f"記録{found.events}件は書かれたとおりです。先頭のハッシュ: {found.head}",
        f"All {found.events} events are as they were written. Head: {found.head}",
    )
    told = _tell_compared(found.compared)
    return Words(f"{whole.ja}\n{told.ja}", f"{whole.en}\n{told.en}")


def _tell_compared(compared: Compared | None) -> Words:
    """Tell how what is there stands to the events."""
    if compared is None:
        return Words(
            "表がこのKintenのものではないので、いまの値とは比べていません（kinten upgrade）。",
            "The tables are not those of this Kinten: the values that are there were not compared (kinten upgrade).",
        )
    if compared.differing:
        count = len(compared.differing)
        lines = [_tell_difference(each) for each in compared.differing[:_NAMED]]
        more = "" if count <= _NAMED else f"\n  … {count - _NAMED}"
        return Words(
            f"記録と違うものが{count}あります。だれかが記録を通さずに変えました。\n"
            + "\n".join(each.ja for each in lines)
            + more,
            f"{count} differ from the record: somebody changed them behind it.\n"
            + "\n".join(each.en for each in lines)
            + more,
        )
    return Words(
        f"いまの値と受け取ったファイル{compared.objects}件は、記録のとおりです。",
        f"The {compared.objects} objects and received files that are there are as the record tells.",
    )


def _tell_difference(found: Difference) -> Words:
    name = f"  {found.object_type} {found.object_id}"
    fields = ", ".join(found.fields)
    return {
        "changed": Words(f"{name}: {fields} が変えられています", f"{name}: {fields} changed"),
        "gone": Words(f"{name}: なくなっています", f"{name}: gone"),
        "unknown": Words(f"{name}: 記録にありません", f"{name}: not in the record"),
    }[found.how]
