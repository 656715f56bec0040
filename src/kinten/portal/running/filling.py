"""Filling a workspace: the network as the packaged papers tell it."""

from datetime import date

from kinten.data.loading import read_packaged
from kinten.network.loading import recorded_on
from kinten.portal.places.services import record_rows
from kinten.portal.record.appending import SYSTEM

_TABLES = {
    "hospitals": "network_hospitals.csv",
    "designations": "network_designations.csv",
    "groups": "network_groups.csv",
    "recommendations": "network_recommendations.csv",
}


def fill_network() -> date:
    """Record the packaged tables; gives the day on which they were collected."""
    recorded = recorded_on("network_designations.csv")
    for table, name in _TABLES.items():
        rows = [row for row in read_packaged(name) if row.get("hospital_id")]
        record_rows(SYSTEM, table, rows, recorded, reason=name)
    return recorded
