"""Readings of packaged names by machine: hidden keys of the search. They are never shown to anybody.

Nobody has checked them. A name that a report or a person reads otherwise keeps both as keys.
"""

from collections.abc import Mapping
from functools import cache

from kinten.data.loading import read_packaged

TABLE = "name_readings.csv"


def machine_reading(name: str) -> str:
    """Give the reading of a packaged name in katakana; "" for a name that has none."""
    return _readings().get(name, "")


@cache
def _readings() -> Mapping[str, str]:
    return {row["name"]: row["reading"] for row in read_packaged(TABLE)}
