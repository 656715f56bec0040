"""Recording rows of the network; each table that comes in is one event."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from kinten.portal.places.models import NetworkRow
from kinten.portal.record.appending import Actor, Change, append

_AT_ONCE = 500


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
    NetworkRow.objects.bulk_create(
        (
            NetworkRow(
                table=table,
                cells={name: cell for name, cell in row.items() if cell},
                recorded=recorded,
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
    append(actor, Change("network.record", "network", table, {}, told, reason=reason))
    return len(rows)


def rows_of(table: str) -> Iterable[tuple[int, dict[str, str], date]]:
    """Give the rows of one table in the order of recording: number, cells, day of recording."""
    found = NetworkRow.objects.filter(table=table).order_by("pk")
    return found.values_list("pk", "cells", "recorded").iterator(chunk_size=2000)
