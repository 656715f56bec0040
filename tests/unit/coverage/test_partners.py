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
    assert found["A"].known_ranks == (1, 3, 3)
    assert found["B"].known_ranks == found["C"].known_ranks == (2, 1, 1)
    assert found["A"].ranks == ((1, 1), (3, 3), (3, 3))


def test_a_hub_without_a_place_has_no_minutes_and_no_rank_by_them(ranked):
    """It stays on the list, last, with what the flow tells of its area."""
    last = ranked(TABLE, {"1701": (0.1, 0.2)})[-1]

    assert last.standing.hospital.id == "N"
    assert (last.mean, last.worst) == (None, None)
    assert last.ranks == (None, (1, 1), None)
    assert last.known_ranks == (None, 1, None)
    assert not last.has_place
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


def test_one_that_some_cannot_reach_is_not_before_those_that_all_reach(ranked):
    """A is near for the quarter that reaches it; the others have no minutes to it and are counted."""
    table = {**TABLE, ("2", "A"): 5.0}
    del table["1", "A"]
    found = {each.standing.hospital.id: each for each in ranked(table)}

    assert list(found)[:3] == ["B", "C", "A"]
    assert found["A"].known_ranks[0] == found["A"].known_ranks[2] == 3
    assert (found["A"].cut_off, [each.code for each in found["A"].unreachable]) == (300, ["1"])
    assert found["B"].cut_off == 0


def test_a_hospital_that_may_be_a_hub_is_a_candidate_and_widens_the_ranks(
    ranked, hubs, standing, adjacency, town
):
    """P is of unknown kind, Q not known to have been designated, L a local hospital for certain."""
    hubs += [
        standing("P", "1701", None, 0.0),
        standing("Q", "1703", "regional", 2.0, certain=False),
        standing("L", "1703", "local", 2.0),
    ]
    table = {
        **TABLE,
        ("1", "P"): 10.0, ("2", "P"): 10.0,
        ("1", "Q"): 41.0, ("2", "Q"): 51.0,
        ("1", "L"): 1.0, ("2", "L"): 1.0,
    }  # fmt: skip
    found = {each.standing.hospital.id: each for each in ranked(table, {"1701": (0.1, 0.3)})}

    assert list(found) == ["P", "A", "B", "C", "Q", "N"]
    assert found["P"].ranks == ((1, 1), (1, 1), (1, 1))
    assert found["A"].ranks[0] == (1, 2)
    assert found["A"].known_ranks[0] == 1
    assert found["Q"].ranks[0] == (4, 5)
    assert found["P"].known_ranks == found["Q"].known_ranks == (None, None, None)
    assert not found["P"].is_known
    assert found["A"].is_known


def test_overlapping_ranges_of_outflow_leave_the_rank_open(ranked):
    found = {
        each.standing.hospital.id: each
        for each in ranked(TABLE, {"1701": (0.1, 0.4), "1703": (0.3, 0.3)})
    }

    assert found["A"].ranks[1] == (1, 3)
    assert found["B"].ranks[1] == (1, 3)
