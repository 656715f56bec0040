"""Many points on the earth: the same as haversine by brute force, limits inclusive."""

import numpy as np
import pytest

from kinten.coverage.access.points import (
    chord_of,
    km_of,
    nearest_among,
    pairs_within_km,
    vectors_of,
)
from kinten.geography.distance import EARTH_KM
from kinten.vocabulary.wording import FaultError


def haversine(here, there):
    """Every great circle in km, shape (here, there)."""
    (lat, lon), (lat_2, lon_2) = np.radians(here).T, np.radians(there).T
    north = np.sin((lat[:, None] - lat_2) / 2) ** 2
    east = np.sin((lon[:, None] - lon_2) / 2) ** 2
    half = north + np.cos(lat[:, None]) * np.cos(lat_2) * east
    return 2 * EARTH_KM * np.arcsin(np.sqrt(half))


@pytest.fixture
def points():
    """Demand and supply over Japan."""
    chance = np.random.default_rng(5)
    low, high = (24.0, 123.0), (45.5, 145.8)
    return chance.uniform(low, high, (400, 2)), chance.uniform(low, high, (60, 2))


def test_the_nearest_is_that_of_brute_force(points):
    km, place = nearest_among(*points)
    every = haversine(*points)

    np.testing.assert_allclose(km, every.min(axis=1), rtol=1e-9)
    assert place.tolist() == every.argmin(axis=1).tolist()


@pytest.mark.parametrize("limit", [0.0, 1.0, 30.8, 400.0, 5_000.0, 50_000.0])
def test_pairs_within_are_those_of_brute_force(points, limit):
    found = pairs_within_km(*points, limit)
    every = haversine(*points)
    there = set(zip(*np.nonzero(every <= limit), strict=True))

    assert set(zip(found.demand.tolist(), found.supply.tolist(), strict=True)) == there
    np.testing.assert_allclose(found.cost, every[found.demand, found.supply], rtol=1e-9)
    assert (found.demands, found.supplies) == (400, 60)


def test_what_lies_on_the_limit_is_within(points):
    """Each distance as its own limit: the pair is there, and with a limit a hair below it is not."""
    demand, supply = points
    km, _ = nearest_among(demand, supply)
    for row in range(20):
        here, limit = demand[row : row + 1], float(km[row])
        assert pairs_within_km(here, supply, limit).demand.size == 1
        assert pairs_within_km(here, supply, float(np.nextafter(limit, 0))).demand.size == 0


def test_a_place_is_within_nothing_of_itself():
    place = np.array([[36.5, 136.6]])

    assert pairs_within_km(place, place, 0.0).cost.tolist() == [0.0]
    assert nearest_among(place, place)[0].tolist() == [0.0]


def test_a_chord_and_its_arc_are_one_distance():
    """From a metre to half a round, past which no two points lie."""
    half = np.pi * EARTH_KM
    for km in (0.001, 1.0, 30.8, 5_000.0, half):
        assert km_of(np.array([chord_of(km)]))[0] == pytest.approx(km, rel=1e-9)
    assert chord_of(2 * half) == chord_of(half) == 2.0


def test_without_supply_nothing_is_near(points):
    demand, _ = points
    km, place = nearest_among(demand[:2], np.empty((0, 2)))

    assert km.tolist() == [np.inf, np.inf]
    assert place.tolist() == [-1, -1]
    assert nearest_among(np.empty((0, 2)), demand)[0].size == 0
    assert pairs_within_km(demand, np.empty((0, 2)), 5.0).demand.size == 0


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (np.array([[36.0, 136.0], [136.0, 36.0]]), "136, 36"),
        (np.array([[36.0, np.nan]]), "nan"),
        (np.array([36.0, 136.0]), "(2,)"),
    ],
)
def test_what_is_no_place_on_the_earth_is_refused(given, told):
    with pytest.raises(FaultError) as fault:
        vectors_of(given)
    assert told in str(fault.value.what.ja)
