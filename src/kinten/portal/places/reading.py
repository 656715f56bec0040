"""The network of the database as the domain knows it, read again when something was recorded."""

from datetime import date
from functools import lru_cache

from django.db.models import Max

from kinten.desk.atlas import TABLES, Atlas, load_atlas
from kinten.network.cells import Row
from kinten.network.reading import Tables, read_network
from kinten.portal.places.models import NetworkRow
from kinten.portal.places.services import rows_of


def current_atlas() -> Atlas:
    """Give geography and network as they are recorded now.

    Each process keeps the last one read; a row that was recorded since makes it read again.
    """
    newest = NetworkRow.objects.aggregate(newest=Max("pk"))["newest"]
    return _atlas(newest or 0)


@lru_cache(maxsize=2)
def _atlas(newest: int) -> Atlas:  # noqa: ARG001 - the key of what is kept
    packaged = load_atlas()
    tables = Tables(*(tuple(_rows(name)) for name in TABLES))
    network = read_network(tables, packaged.geography, date.min)
    return Atlas(packaged.geography, network, packaged.official, packaged.sources)


def _rows(table: str) -> list[Row]:
    return [
        Row({**cells, "recorded": recorded.isoformat()}, f"{table}:{number}")
        for number, cells, recorded in rows_of(table)
    ]
