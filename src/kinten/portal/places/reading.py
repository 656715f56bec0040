"""The network of the database as the domain knows it, read again when something was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Max

from kinten.desk.atlas import TABLES, Atlas, load_atlas
from kinten.network.cells import Row
from kinten.network.history import Snapshot
from kinten.network.reading import Tables, read_network
from kinten.portal.places.finding import Key, search_keys
from kinten.portal.places.models import NetworkRow, Reading
from kinten.portal.places.services import rows_of
from kinten.vocabulary.wording import FaultError


@dataclass(frozen=True, slots=True)
class Seen:
    """The network on a day as it was recorded by another, with the text in which each hospital is found."""

    atlas: Atlas
    snapshot: Snapshot
    keys: Mapping[str, Key]


def newest_row() -> int:
    """Give the number of the row of the network that was recorded last; 0 for none."""
    return NetworkRow.objects.aggregate(newest=Max("pk"))["newest"] or 0


def current_atlas() -> Atlas:
    """Give geography and network as they are recorded now.

    Each process keeps the last one read; a row that was recorded since makes it read again.
    """
    return _atlas(newest_row())


def see_network(day: date, recorded_by: date | None = None) -> Seen:
    """Give the network on a day; FaultError before the first frame of areas that is held."""
    newest_reading = Reading.objects.aggregate(newest=Max("pk"))["newest"] or 0
    return _seen(newest_row(), newest_reading, day, recorded_by)


@lru_cache(maxsize=2)
def _atlas(newest: int) -> Atlas:  # noqa: ARG001 - the key of what is kept
    packaged = load_atlas()
    tables = Tables(*(tuple(_rows(name)) for name in TABLES))
    network = read_network(tables, packaged.geography, date.min)
    return Atlas(packaged.geography, network, packaged.official, packaged.sources)


@lru_cache(maxsize=32)
def _seen(newest: int, newest_reading: int, day: date, recorded_by: date | None) -> Seen:  # noqa: ARG001
    atlas = _atlas(newest)
    try:
        snapshot = atlas.on(day, recorded_by)
    except FaultError as fault:  # its place is an option of the command line
        raise FaultError(fault.what, f"on={day}", fault.mend) from fault
    return Seen(atlas, snapshot, search_keys(atlas, snapshot, _readings()))


def _readings() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identity, kana in Reading.objects.values_list("hospital", "kana"):
        found.setdefault(identity, []).append(kana)
    return found


def _rows(table: str) -> list[Row]:
    return [
        Row({**cells, "recorded": recorded.isoformat()}, f"{table}:{number}")
        for number, cells, recorded in rows_of(table)
    ]
