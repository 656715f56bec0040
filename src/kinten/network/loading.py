"""The packaged network: the real list as far as public papers tell it."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from kinten.data.loading import list_sources, read_packaged
from kinten.geography.area import Layer
from kinten.geography.loading import Geography
from kinten.network.history import Network
from kinten.network.published import Published, Subject
from kinten.network.reading import Row, Tables, read_network
from kinten.vocabulary.wording import Words


def load_network(geography: Geography) -> Network:
    """Read the packaged hospitals and what published papers say of them.

    Everything was recorded on the day it was collected. Who gives which treatment in a group is not
    published: there are no provisions.
    """
    tables = Tables(
        packaged_rows("network_hospitals.csv"),
        packaged_rows("network_designations.csv"),
        (row for row in packaged_rows("network_groups.csv") if row.get("hospital_id")),
        (),
        packaged_rows("network_recommendations.csv"),
    )
    return read_network(tables, geography, recorded_on("network_designations.csv"))


@cache
def load_published() -> tuple[Published, ...]:
    """Read the yearly numbers of hospitals and blank areas, in the order of the table."""
    return tuple(
        Published(
            Subject(row.get("subject")),
            row.get("date"),
            int(row.get("count")),
            row.get("source"),
            Words(row.get("note_ja"), row.get("note_en")) if row.get("note_ja") else None,
            row.get("by_position") == "1",
            Layer(row.get("layer")) if row.get("layer") else None,
        )
        for row in packaged_rows("published_counts.csv")
    )


def recorded_on(name: str) -> date:
    """Give the day on which a packaged table was collected."""
    collected = next(each.collected for each in list_sources() if each.name == name)
    return date.fromisoformat(collected)


def packaged_rows(name: str) -> Iterator[Row]:
    """Give the rows of a packaged table with their lines."""
    for line, cells in enumerate(read_packaged(name), 2):
        yield Row(cells, f"{name}:{line}")
