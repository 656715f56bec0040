"""A prefecture by brute force from the packaged tables: hospitals added, and minimum volumes.

The hospitals, beds and places are those of the ministry's open data of June 2025, the residents those of
the register of January 2025, the discharges those of the DPC survey of fiscal 2021. Ways are reckoned
here again, by the haversine formula.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations, product

import numpy as np
import pytest

from kinten.coverage.demand import demand_of
from kinten.coverage.siting.answer import Model, Status
from kinten.coverage.travel import GreatCircle
from kinten.desk.atlas import load_atlas
from kinten.desk.centralising import CentralAsked, centralise
from kinten.desk.siting_japan import JapanAsked, pose, site_in_japan
from kinten.desk.siting_japan_sites import Conditions, Where
from kinten.desk.volumes import load_discharges

DAY = date(2026, 4, 1)
KM_A_MINUTE = 40.0 / 60.0 / 1.3


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.fixture(scope="module")
def travel(atlas):
    return GreatCircle(atlas.geography.adjacency, tuple(atlas.frame.areas))


def minutes(here, there):
    """Reckon minutes over land that is one: haversine, 1.3 times, 40 km/h."""
    lat, lon = (
        np.radians([getattr(each, name) for each in here])[:, None] for name in ("lat", "lon")
    )
    other, far = (
        np.radians([getattr(each, name) for each in there])[None] for name in ("lat", "lon")
    )
    half = (
        np.sin((lat - other) / 2) ** 2 + np.cos(lat) * np.cos(other) * np.sin((lon - far) / 2) ** 2
    )
    return 2 * 6371.0088 * np.arcsin(np.sqrt(half)) / KM_A_MINUTE


@pytest.mark.parametrize(("prefecture", "more"), [("30", 2), ("24", 3)])
def test_hospitals_added_in_a_prefecture(atlas, travel, prefecture, more):
    """和歌山県 and 三重県: every set of candidates, one an area at most, for the residents of the prefecture."""
    snapshot = atlas.on(DAY)
    areas = frozenset(each.code for each in atlas.frame.in_prefecture(prefecture))
    demand = demand_of(atlas.geography).within(areas)
    people = demand.weights
    here = [each.office for each in demand.places]
    standing = [
        each.hospital.point
        for each in snapshot.standings
        if each.is_certain and each.hospital.point is not None
    ]
    # Everything near lies on 本州, and nothing of another land is nearer.
    now = minutes(here, standing).min(axis=1)
    for model, radius in ((Model.PMEDIAN, None), (Model.MCLP, 45.0), (Model.PCENTER, None)):
        asked = JapanAsked(
            model, more, radius=radius, areas=areas, conditions=Conditions(Where.BLANK, 100, 10)
        )
        posed = pose(asked, atlas, snapshot, travel)
        found = site_in_japan(posed)
        candidates = posed.sites.candidates
        ways = minutes(here, [each.hospital.point for each in candidates])
        mine = [place for place, each in enumerate(candidates) if (ways[:, place] < now).any()]
        nearer = ways.min(axis=1) < now
        best = None
        for size in range(1, more + 1):
            for chosen in combinations(mine, size):
                if len({candidates[each].group for each in chosen}) < size:
                    continue
                after = np.minimum(now, ways[:, chosen].min(axis=1))
                value = {
                    Model.PMEDIAN: people @ after,
                    Model.MCLP: -people[after <= (radius or 0)].sum(),
                    Model.PCENTER: after[nearer].max(),
                }[model]
                best = value if best is None else min(best, value)
        sign = -1 if model is Model.MCLP else 1
        assert found.answer.status is Status.OPTIMAL
        assert found.answer.objective == pytest.approx(sign * best, rel=1e-9)


@pytest.mark.parametrize(("prefecture", "disease"), [("17", "060010"), ("32", "090010")])
def test_minimum_volumes_in_a_prefecture(atlas, travel, prefecture, disease):
    """石川県 and 島根県: every set in which the hospitals with the minimum stay, patients to the nearest."""
    discharges = load_discharges(atlas)
    areas = frozenset(each.code for each in atlas.frame.in_prefecture(prefecture))
    minimums = (10.0, 20.0, 50.0, 100.0, 200.0)
    asked = CentralAsked(disease, minimums, 60.0, areas=areas, limit=60.0)
    result = centralise(asked, discharges, atlas, atlas.on(DAY), travel)
    published = discharges.by_hospital(disease)
    assert [unit.discharges for unit in result.units] == [
        published[unit.row.code] for unit in result.units
    ]

    # The land is that of the area: 隠岐 is none with the rest of 島根県.
    land = travel.adjacency.lands(travel.areas)
    of = np.array([land[unit.hospital.area] for unit in result.units])
    points = [unit.hospital.point for unit in result.units]
    between = np.where(of[:, None] == of[None], minutes(points, points), np.inf)
    here = np.array([land[area] for area in result.demand.areas])
    offices = [each.office for each in result.demand.places]
    within = (minutes(offices, points) <= 60.0) & (here[:, None] == of[None])
    volumes = np.array([float(unit.discharges) for unit in result.units])
    assert len(volumes) <= 12
    for floor in result.floors:
        best = 0.0
        for tried in product((False, True), repeat=len(volumes)):
            is_open = np.array(tried)
            if (~is_open & (volumes >= floor.minimum)).any() or not is_open.any():
                continue
            taken = np.zeros(len(volumes))
            for unit, volume in enumerate(volumes):
                way = np.where(is_open, between[unit], np.inf)
                if is_open[unit]:
                    taken[unit] += volume
                elif np.isfinite(way.min()):
                    taken[way.argmin()] += volume
            if (taken[is_open] >= floor.minimum).all():
                best = max(best, float(result.demand.weights[within[:, is_open].any(axis=1)].sum()))
        assert floor.status is Status.OPTIMAL
        assert floor.stage.covered == best
