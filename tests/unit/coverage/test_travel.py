"""The way to the nearest hospital: minutes are finite or there is no way, never NaN."""

import numpy as np
import pytest

from kinten.coverage.travel import LIMITS, GreatCircle, Matrix, measure, reach
from kinten.geography.distance import Detour

KM_A_DEGREE = 111.19508
ONE_MINUTE_A_KM = Detour(1.0, 60.0)


@pytest.fixture
def travel(frame, adjacency):
    return GreatCircle(adjacency, tuple(frame.areas), ONE_MINUTE_A_KM)


@pytest.fixture
def hospitals(standing):
    return [
        standing("A", "1701", "pref", 0.0).hospital,
        standing("B", "1703", "regional", 2.0).hospital,
        standing("N", "1702", "regional").hospital,
        standing("P", "", "regional", 0.1).hospital,
    ]


@pytest.fixture
def ways(travel, town, hospitals):
    return measure(
        travel,
        [
            town("17001", "1701", 0.1, 300),
            town("17002", "1701", 1.2, 100),
            town("17003", "1704", 2.5),
            town("17004", "1705", 0.2),
            town("17005", "1702", None),
            town("17006", "1702", 1.0, 0, 0),
            town("17007", "1702", 1.0, kind="designated_city"),
            town("17008", "", 1.0),
        ],
        hospitals,
    )


def test_only_places_with_residents_that_are_leaves_take_part(ways):
    """No designated city beside its wards, no village without residents."""
    assert [each.code for each in ways.municipalities] == [
        "17001", "17002", "17003", "17004", "17005", "17008",
    ]  # fmt: skip
    assert ways.people.tolist() == [300, 100, 100, 100, 100, 100]
    assert ways.aged_65.tolist() == [40.0] * 6


def test_minutes_are_by_land_and_a_bridge_is_land(ways):
    """Over the bridge there is a way, to the island none; without a place on either side none."""
    expected = [
        [0.1, 1.9, np.inf, np.inf],
        [1.2, 0.8, np.inf, np.inf],
        [2.5, 0.5, np.inf, np.inf],  # across the bridge
        [np.inf] * 4,  # the island
        [np.inf] * 4,  # no office
        [np.inf] * 4,  # no area
    ]

    np.testing.assert_allclose(ways.minutes, np.array(expected) * KM_A_DEGREE, rtol=1e-6)
    assert not np.isnan(ways.minutes).any()


def test_the_nearest_is_weighted_by_residents(ways):
    """300 people 11 km from A, 100 people 89 km from B: A is nearest for most."""
    found = reach(ways, "1701")

    assert found.nearest.id == "A"
    assert found.mean == pytest.approx((300 * 0.1 + 100 * 0.8) / 400 * KM_A_DEGREE)
    assert found.worst == pytest.approx(0.8 * KM_A_DEGREE)
    assert found.within == {30: 0.75, 60: 0.75, 90: 1.0, 120: 1.0}
    assert (found.unreachable, found.cut_off) == ((), 0)


def test_only_the_chosen_hospitals_count(ways):
    """Without A it is farther; without any there is no way, and everybody is cut off."""
    without_a = np.array([False, True, True, True])
    assert reach(ways, "1701", without_a).nearest.id == "B"

    nobody = reach(ways, "1701", np.zeros(4, dtype=bool))
    assert (nobody.mean, nobody.worst, nobody.nearest) == (None, None, None)
    assert nobody.within == dict.fromkeys(LIMITS, 0.0)
    assert ([each.code for each in nobody.unreachable], nobody.cut_off) == (["17001", "17002"], 400)


@pytest.mark.parametrize(
    ("area", "codes", "people"), [("1705", ["17004"], 100), ("1702", ["17005"], 100)]
)
def test_who_has_no_way_is_listed_and_counted(ways, area, codes, people):
    """An island, and a town whose office has no place: named, never a long distance or NaN."""
    found = reach(ways, area)

    assert [each.code for each in found.unreachable] == codes
    assert (found.cut_off, found.mean, found.worst, found.nearest) == (people, None, None, None)
    assert found.within == dict.fromkeys(LIMITS, 0.0)


def test_an_area_in_which_some_have_no_way_is_told_both_ways(travel, town, hospitals):
    """The mean is over those who have a way; the shares are of all; the others are listed."""
    towns = [town("17001", "1701", 0.1, 300), town("17002", "1701", None, 100)]
    found = reach(measure(travel, towns, hospitals), "1701")

    assert found.mean == pytest.approx(0.1 * KM_A_DEGREE)
    assert found.within[30] == pytest.approx(0.75)
    assert ([each.code for each in found.unreachable], found.cut_off) == (["17002"], 100)


def test_an_area_without_residents_has_no_way_and_nobody_cut_off(ways):
    """Nothing is divided by nothing."""
    found = reach(ways, "1703")

    assert (found.mean, found.cut_off, found.unreachable) == (None, 0, ())
    assert found.within == dict.fromkeys(LIMITS, 0.0)


def test_a_limit_is_inclusive(town, hospitals):
    """Sixty minutes are within sixty; a second more is not."""
    towns = [town("1", "1701", 0.0), town("2", "1701", 0.0), town("3", "1701", 0.0)]
    pairs = {("1", "A"): 60.0, ("2", "A"): 60.0 + 1 / 60, ("3", "A"): 30.0}
    found = reach(measure(Matrix(pairs, "matrix.csv"), towns, hospitals), "1701")

    assert found.within == {
        30: pytest.approx(1 / 3),
        60: pytest.approx(2 / 3),
        90: pytest.approx(1.0),
        120: pytest.approx(1.0),
    }


def test_a_matrix_of_the_user_is_taken_as_it_is(town, hospitals):
    """A pair that is left out has no way; the source is named."""
    matrix = Matrix({("1", "B"): 12.5}, "matrix.csv")
    ways = measure(matrix, [town("1", "1705", None), town("2", "1705", 0.0)], hospitals)
    found = reach(ways, "1705")

    assert (found.nearest.id, found.mean, found.worst) == ("B", 12.5, 12.5)
    assert [each.code for each in found.unreachable] == ["2"]
    assert "matrix.csv" in ways.told.ja
    assert "matrix.csv" in ways.told.en


@pytest.mark.parametrize("kind", ["great circle", "matrix"])
def test_without_hospitals_or_without_towns_nothing_breaks(travel, town, hospitals, kind):
    """An empty side is an empty table."""
    way = travel if kind == "great circle" else Matrix({}, "m")
    nothing = measure(way, [town("1", "1701", 0.0)], [])
    nobody = measure(way, [], hospitals)

    assert nothing.minutes.shape == (1, 0)
    assert reach(nothing, "1701").cut_off == 100
    assert nobody.minutes.shape == (0, 4)
    assert reach(nobody, "1701").cut_off == 0


def test_the_assumption_is_told_beside_the_minutes(travel):
    """Factor and speed, in both languages."""
    assert all("60" in words for words in travel.told)


def test_no_real_way_is_nan_and_every_area_has_an_answer(atlas):
    """All 330 areas: a mean, or everybody listed as cut off."""
    from datetime import date

    snapshot = atlas.on(date(2026, 11, 24))
    ways = atlas.ways(snapshot.standings)
    assert not np.isnan(ways.minutes).any()
    assert ways.people.sum() == 124_330_690

    for code, area in atlas.frame.areas.items():
        found = reach(ways, code)
        listed = sum(each.now for each in found.unreachable)
        assert listed == found.cut_off, code
        assert (found.mean is None) == (found.cut_off == area.people.now), code
        if found.mean is not None:
            assert 0 <= found.mean <= found.worst < 1_000, code
        assert list(found.within.values()) == sorted(found.within.values()), code


def test_islands_without_a_hospital_are_cut_off_whole(atlas):
    """Of the islands without a bridge those with a hospital have a way, the others have none."""
    from datetime import date

    snapshot = atlas.on(date(2026, 11, 24))
    ways = atlas.ways(snapshot.standings)
    bridged = {"2810", "4311"}
    for code in set(atlas.geography.adjacency.islands(atlas.frame.areas)) - bridged:
        has_one = any(each.hospital.point is not None for each in snapshot.in_area(code))
        assert (reach(ways, code).mean is not None) is has_one, code
    assert all(reach(ways, code).mean is not None for code in bridged)
