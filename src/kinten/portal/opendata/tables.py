"""The open tables by name, and their rows as a query asks for them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kinten.portal.opendata.area_tables import AREAS, BLANK_AREAS
from kinten.portal.opendata.count_tables import DISCHARGES, PUBLISHED_COUNTS
from kinten.portal.opendata.guideline_tables import CLAUSES, EDITIONS
from kinten.portal.opendata.incidence_tables import INCIDENCE, INCIDENCE_CATEGORIES
from kinten.portal.opendata.network_tables import DESIGNATIONS, GROUPS, HOSPITALS
from kinten.portal.opendata.shapes import OpenTable, Row
from kinten.portal.opendata.volume_tables import DISCHARGE_TOTALS, MEETING_VOLUMES
from kinten.portal.places.models import NetworkRow
from kinten.portal.places.reading import newest_row
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.wording import Words

TABLES: Mapping[str, OpenTable] = {
    table.name: table
    for table in (
        HOSPITALS,
        DESIGNATIONS,
        GROUPS,
        AREAS,
        BLANK_AREAS,
        PUBLISHED_COUNTS,
        DISCHARGES,
        DISCHARGE_TOTALS,
        MEETING_VOLUMES,
        INCIDENCE,
        INCIDENCE_CATEGORIES,
        EDITIONS,
        CLAUSES,
    )
}
"""Every open table; a name never changes, for it stands in addresses."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a table: a day, by when it was recorded, words that a row must have."""

    day: date
    recorded_by: date | None = None
    words: str = ""

    def on(self, table: OpenTable) -> str | None:
        """Tell the day, None for a table that does not change with it."""
        return self.day.isoformat() if "on" in table.obeys else None

    def recorded(self, table: OpenTable) -> str | None:
        """Tell by when it was recorded, None for everything recorded."""
        if self.recorded_by is None or "recorded" not in table.obeys:
            return None
        return self.recorded_by.isoformat()


def rows_of(table: OpenTable, asking: Asking) -> tuple[Row, ...]:
    """Give the rows that are asked for; FaultError for a day before the first frame of areas."""
    newest = newest_row() if table.is_recorded else 0
    day = asking.day if "on" in table.obeys else date.min
    recorded_by = asking.recorded_by if "recorded" in table.obeys else None
    rows = _whole(table.name, newest, day, recorded_by)
    if not asking.words:
        return rows
    if table.find is not None:
        found = table.find(day, recorded_by, asking.words)
        return tuple(row for row in rows if row[0] in found)
    return tuple(_having(rows, asking.words))


@lru_cache(maxsize=32)
def _whole(name: str, newest: int, day: date, recorded_by: date | None) -> tuple[Row, ...]:  # noqa: ARG001
    return tuple(TABLES[name].rows(day, recorded_by))


def _having(rows: Iterable[Row], words: str) -> Iterator[Row]:
    """Give the rows that have every word in one of their cells, however it is spelt."""
    wanted = [key for word in words.split() if (key := search_key(word))]
    for row in rows:
        text = "\n".join(search_key(cell) for cell in row if isinstance(cell, str))
        if all(word in text for word in wanted):
            yield row


def date_of(table: OpenTable) -> str:
    """Give the day to which the table is told: that of its newest source, or of its newest record."""
    collected = max((each.collected for each in table.sources()), default="")
    if not table.is_recorded:
        return collected
    newest = NetworkRow.objects.order_by("-recorded").values_list("recorded", flat=True).first()
    return collected if newest is None else max(collected, newest.isoformat())


def licences_of(table: OpenTable) -> tuple[Words, ...]:
    """Give the licences of the sources, each once."""
    return tuple(dict.fromkeys(each.licence for each in table.sources()))


def publishers_of(table: OpenTable) -> tuple[Words, ...]:
    """Give the publishers of the sources, each once."""
    return tuple(dict.fromkeys(each.publisher for each in table.sources()))
