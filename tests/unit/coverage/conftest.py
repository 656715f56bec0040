"""A country of five areas: two that touch, one behind them, one across a bridge, an island."""

from __future__ import annotations

from datetime import date

import pytest

from kinten.geography.adjacency import Adjacency, Border
from kinten.geography.area import Area, Layer, People, Point
from kinten.geography.frame import Frame
from kinten.geography.loading import FRAME_2024
from kinten.geography.municipality import Municipality
from kinten.network.designation import Basis, Designation
from kinten.network.history import CHANGEABLE, Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

DAY = date(2024, 4, 1)


@pytest.fixture(scope="session")
def frame():
    areas = {
        code: Area(FRAME_2024, code, "17", name, 1.0, People(1, 1))
        for code, name in zip(
            ("1701", "1702", "1703", "1704", "1705"), ("甲", "乙", "丙", "丁", "島"), strict=True
        )
    }
    title = Words("試験の版", "a frame for tests")
    return Frame(FRAME_2024, Layer.MEDICAL, title, DAY, None, areas)


@pytest.fixture(scope="session")
def adjacency():
    return Adjacency(
        FRAME_2024,
        (Border("1701", "1702", 10.0), Border("1702", "1703", 10.0)),
        (Border("1703", "1704", 0.0, "橋"),),
    )


@pytest.fixture(scope="session")
def town():
    """Make a municipality of an area at a point of the equator, so many degrees east."""

    def make(code, area, degrees, people=100, aged=40, **changes):
        bands = (0,) * 12 + (people - aged, aged) + (0,) * 7
        given = {
            "code": code,
            "name": f"{code}町",
            "kind": "town",
            "areas": {FRAME_2024: area},
            "office": None if degrees is None else Point(0.0, degrees),
            "census_2020": people,
            "now": people,
            "men": bands,
            "women": (0,) * 21,
        }
        return Municipality(**{**given, **changes})

    return make


@pytest.fixture(scope="session")
def standing():
    """Make a standing hospital of an area; without a kind it may be any."""

    def make(name, area, kind=None, degrees=None, *, certain=True, kinds=None):
        point = None if degrees is None else Point(0.0, degrees)
        hospital = Hospital(name, (Name(f"{name}病院"),), "17", area, point=point)
        record = Designation(name, kind, Basis.PRINTED, "t", DAY, stated=DAY)
        may_be = kinds or (CHANGEABLE if kind is None else {Kind(kind)})
        return Standing(hospital, certain, frozenset(may_be), None, record)

    return make


@pytest.fixture(scope="session")
def snapshot():
    def make(*standings, day=DAY, recorded_by=None):
        return Snapshot(day, recorded_by, tuple(standings), (), (), ())

    return make
