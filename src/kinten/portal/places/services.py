"""Recording rows of the network and readings of names; each table that comes in is one event."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from unicodedata import normalize

from django.db import transaction
from django.db.models import Max

from kinten.portal.places.models import NetworkRow, Reading
from kinten.portal.record.appending import EVERY, Actor, Change, append, lock_chain

_AT_ONCE = 500
_LONGEST_READING = 200
# Kana with what stands between words; a name may hold Latin letters (ＪＡ) or figures.
_KANA = re.compile(r"(?=.*[ぁ-ゖァ-ヺ])[ぁ-ゖァ-ヺー・ 0-9A-Za-z().,-]+")


@transaction.atomic
def record_rows(
    actor: Actor,
    table: str,
    rows: Sequence[Mapping[str, str]],
    recorded: date,
    *,
    is_made_up: bool = False,
    reason: str = "",
) -> int:
    """Record rows of one table of the network; gives how many."""
    lock_chain()  # no other recording takes the same number, and none comes between the rows of this one
    newest = NetworkRow.objects.filter(table=table).aggregate(newest=Max("recording"))["newest"]
    recording = (newest or 0) + 1
    NetworkRow.objects.bulk_create(
        (
            NetworkRow(
                table=table,
                cells={name: cell for name, cell in row.items() if cell},
                recorded=recorded,
                recording=recording,
                is_made_up=is_made_up,
            )
            for row in rows
        ),
        batch_size=_AT_ONCE,
    )
    told = {
        "table": table,
        "rows": len(rows),
        "recorded": recorded.isoformat(),
        "made_up": is_made_up,
    }
    change = Change(
        "network.record", "network", f"{table}/{recording}", {}, told, seals=EVERY, reason=reason
    )
    append(actor, change)
    return len(rows)


@transaction.atomic
def record_reading(
    actor: Actor, hospital: str, kana: str, *, is_machine: bool = False, reason: str = ""
) -> bool:
    """Record how a hospital's name is read; one that is not kana, or is held already, is not recorded.

    Gives whether it was recorded. A reading stays when a later report gives another: people still ask by it.
    """
    told = kana.strip()[:_LONGEST_READING]
    if not _KANA.fullmatch(normalize("NFKC", told)):
        return False
    if Reading.objects.filter(hospital=hospital, kana=told, is_machine=is_machine).exists():
        return False
    made = Reading.objects.create(hospital=hospital, kana=told, is_machine=is_machine)
    after = {"kana": told, "machine": is_machine}
    change = Change(
        "reading.record", "reading", str(made.pk), {}, after, seals=EVERY, hospital=hospital,
        reason=reason,
    )  # fmt: skip
    append(actor, change)
    return True


def rows_of(table: str) -> Iterable[tuple[int, dict[str, str], date]]:
    """Give the rows of one table in the order of recording: number, cells, day of recording."""
    found = NetworkRow.objects.filter(table=table).order_by("pk")
    return found.values_list("pk", "cells", "recorded").iterator(chunk_size=2000)
