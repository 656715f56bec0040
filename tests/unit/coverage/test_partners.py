"""Partner candidates: hubs of adjacent areas, ranked three ways."""

import pytest

from kinten.coverage.partner import partner_candidates
from kinten.coverage.travel import Matrix, measure


@pytest.fixture
def hubs(standing):
    return [
        standing("A", "1701", "pref", 0.0),
        standing("B", "1703", "regional", 2.0),
        standing("C", "1703", "regional", 2.0),
        standing("D", "1702", "regional", 1.0),
        standing("E", "1704", "regional", 1.0),
        standing("N", "1701", "regional"),
    ]


@pytest.fixture
def ranked(hubs, adjacency, town):
    """Rank the partners of area 1702, with minutes from its two towns to the hubs with a place."""

    def make(minutes, outflow=None, area="1702"):
        placed = [each.hospital for each in hubs if each.hospital.point is not None]
        towns = [town("1", "1702", 1.0, 300), town("2", "1702", 1.0, 100)]
        ways = measure(Matrix(minutes, "m"), towns, placed)
        return partner_candidates(area, hubs, adjacency, ways, outflow or {})

    return make


TABLE = {
    ("1", "A"): 20.0, ("2", "A"): 80.0,
    ("1", "B"): 40.0, ("2", "B"): 50.0,
    ("1", "C"): 40.0, ("2", "C"): 50.0,
}  # fmt: skip


def test_hubs_of_adjacent_areas_are_ranked_by_mean_outflow_and_worst(ranked):
    """A is nearer on the whole, B and C are nearer for the farthest; equal values share a rank."""
    outflow = {"1701": (0.1, 0.1), "1703": (0.3, 0.3)}
    found = {each.standing.hospital.id: each for each in ranked(TABLE, outflow)}

    assert list(found) == ["A", "B", "C", "N"]
    assert (found["A"].mean, found["A"].worst) == (35.0, 80.0)
    assert (found["B"].mean, found["B"].worst) == (42.5, 50.0)
    assert found["A"].ranks == (1, 3, 3)
    assert found["B"].ranks == found["C"].ranks == (2, 1, 1)


def test_a_hub_without_a_place_has_no_minutes_and_no_rank_by_them(ranked):
    """It stays on the list, last, with what the flow tells of its area."""
    last = ranked(TABLE, {"1701": (0.1, 0.2)})[-1]

    assert last.standing.hospital.id == "N"
    assert (last.mean, last.worst) == (None, None)
    assert last.ranks == (None, 1, None)
    assert last.outflow == (0.1, 0.2)


def test_a_hub_that_some_cannot_reach_is_measured_over_those_who_can(ranked):
    """And one that nobody reaches has no minutes, never an endless one."""
    found = {each.standing.hospital.id: each for each in ranked({("2", "A"): 80.0})}

    assert (found["A"].mean, found["A"].worst) == (80.0, 80.0)
    assert (found["B"].mean, found["B"].worst, found["B"].ranks) == (None, None, (None, None, None))


def test_a_bridge_and_the_own_area_are_not_adjacent(ranked):
    """D lies in the area itself, E two borders away; neither is a candidate."""
    assert {each.standing.hospital.id for each in ranked(TABLE)} == {"A", "B", "C", "N"}


@pytest.mark.parametrize("area", ["1705", "1704"])
def test_an_island_has_no_candidates(ranked, area):
    """Which area counts as adjacent is for the prefecture to declare; a bridge declares nothing."""
    assert ranked(TABLE, area=area) == ()
