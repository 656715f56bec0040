"""Networks made of a few rows, in the packaged geography of Ishikawa and its neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from kinten.network.reading import Row, Tables, read_network

RECORDED = date(2026, 11, 22)
# 能登中部 and 能登北部 touch, 石川中央 touches 能登中部, 南加賀 touches 石川中央; 佐渡 is an island.
HOSPITALS = {
    "A": {"prefecture": "17", "name": "甲病院", "area": "1702", "municipality": "17201"},
    "B": {"prefecture": "17", "name": "乙病院", "area": "1703", "municipality": "17202"},
    "C": {"prefecture": "17", "name": "丙病院", "area": "1704", "municipality": "17204"},
    "D": {"prefecture": "17", "name": "丁病院", "area": "1701", "municipality": "17203"},
    "S": {"prefecture": "15", "name": "佐渡の病院", "area": "1507", "municipality": "15224"},
}


def rows_of(table, rows):
    """Give rows as a table would: cells by column, and where each stands."""
    return [Row(cells, f"{table}.csv:{line}") for line, cells in enumerate(rows, 2)]


@pytest.fixture(scope="session")
def read(geography):
    """Read a network; hospitals are those above unless others are given as whole rows."""

    def make(designations=(), *, hospitals=None, recorded=RECORDED, **tables):
        listed = (
            [{"hospital_id": name, **cells} for name, cells in HOSPITALS.items()]
            if hospitals is None
            else hospitals
        )
        given = {"hospitals": listed, "designations": designations, **tables}
        rows = {name: rows_of(name, of) for name, of in given.items()}
        return read_network(Tables(**rows), geography, recorded)

    return make


@pytest.fixture(scope="session")
def stand(read):
    """Give the standing of hospital A on a day, from designations written as short rows."""

    def make(day, *designations, hospitals=None, **asked):
        rows = [{"hospital_id": "A", **each} for each in designations]
        network = read(rows, hospitals=hospitals)
        return network.as_of(date.fromisoformat(day), **asked).of("A")

    return make
