"""How rows of the network and readings are looked at."""

from collections.abc import Iterable
from itertools import groupby

from kinten.portal.places.models import NetworkRow, Reading
from kinten.portal.record.looks import Look, keys_of, look, look_of, text_of


@look("network")
def look_at_recordings(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each recording, named by table and number (``hospitals/1``), with all of its rows."""
    rows = NetworkRow.objects.order_by("table", "recording", "pk")
    if object_id is not None:
        table, _, number = object_id.partition("/")
        rows = rows.filter(table=table, recording=int(number) if number.isdecimal() else -1)
    for (table, number), found in groupby(rows, lambda row: (row.table, row.recording)):
        told = [[row.pk, row.cells, row.recorded.isoformat(), row.is_made_up] for row in found]
        yield f"{table}/{number}", {"rows": text_of(told)}


@look("reading")
def look_at_readings(object_id: str | None) -> Iterable[tuple[str, Look]]:
    """Give each reading, or the one of an id, with its look."""
    for row in Reading.objects.filter(**keys_of(object_id)).order_by("pk"):
        yield str(row.pk), look_of(row, "hospital", "kana", "is_machine")
