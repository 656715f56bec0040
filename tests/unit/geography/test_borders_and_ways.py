"""What became of an area, what touches what, how far it is."""

import math

import numpy as np
import pytest

from kinten.geography.adjacency import Adjacency, Border
from kinten.geography.area import Point
from kinten.geography.distance import DEFAULT_DETOUR, Detour, straight_km, unit_vectors
from kinten.geography.loading import FRAME_2020, FRAME_2024
from kinten.geography.succession import MERGED_IN_2018, predecessors, successions


@pytest.fixture
def links(geography):
    return successions(geography.municipalities.values(), FRAME_2020, FRAME_2024)


def test_akita_merged_from_eight_to_three_and_nothing_else_changed(links):
    """335 areas became 330 by that alone."""
    mergers = {after: before for after, before in predecessors(links).items() if before != (after,)}

    assert mergers == {
        "0501": ("0501", "0502", "0503"),
        "0502": ("0504", "0505"),
        "0503": ("0506", "0507", "0508"),
    }
    assert {each.after for each in links if each.is_merger} == set(mergers)
    assert (len(links), len({each.after for each in links})) == (335, 330)


def test_nine_mergers_of_2018_are_counted_though_their_members_are_not_held():
    """344 areas became 335."""
    assert sum(before - after for before, after in MERGED_IN_2018.values()) == 344 - 335


ISLANDS = (
    "1313 1507 2810 3207 3702 4206 4207 4208 4209 4311 4611 4612 4704 4705"  # as the data state
)


def test_fourteen_island_areas_touch_nothing(geography):
    """島しょ, 佐渡, 淡路, 隠岐, 小豆, 五島, 上五島, 壱岐, 対馬, 天草, 熊毛, 奄美, 宮古, 八重山."""
    codes = tuple(geography.frame.areas)

    assert geography.adjacency.islands(codes) == tuple(ISLANDS.split())
    assert all(not geography.adjacency.neighbours(code) for code in ISLANDS.split())


def test_adjacency_goes_both_ways_and_joins_known_areas_only(geography):
    """757 borders, none of an area with itself."""
    adjacency = geography.adjacency

    assert len(adjacency.borders) == 757
    for each in adjacency.borders:
        assert each.a != each.b
        assert {each.a, each.b} <= set(geography.frame.areas)
        assert each.b in adjacency.neighbours(each.a)
        assert each.a in adjacency.neighbours(each.b)
        assert adjacency.are_adjacent(each.a, each.b)
        assert adjacency.are_adjacent(each.b, each.a)
    assert not adjacency.are_adjacent("1704", "1701")


def test_a_bridge_makes_one_land_but_no_neighbour():
    """A chain of borders is one land; a link is crossed and declares nothing."""
    adjacency = Adjacency(
        "t", (Border("a", "b", 1.0), Border("c", "b", 1.0)), (Border("c", "d", 0.0, "橋"),)
    )

    assert adjacency.lands("abcde") == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e"}
    assert adjacency.neighbours("d") == frozenset()
    assert adjacency.islands("abcde") == ("d", "e")


def test_islands_with_a_bridge_are_on_the_land_and_others_are_not(geography):
    """淡路 and 天草 are reached by road, the other twelve are lands of their own."""
    lands = geography.adjacency.lands(geography.frame.areas)

    assert lands["2810"] == lands["2801"]
    assert lands["4311"] == lands["4302"]
    alone = [code for code in ISLANDS.split() if list(lands.values()).count(lands[code]) == 1]
    assert alone == [code for code in ISLANDS.split() if code not in {"2810", "4311"}]
    assert len({lands[code] for code in ("0101", "0201", "4001", "4701")}) == 4


TOKYO, OSAKA = Point(35.681236, 139.767125), Point(34.702485, 135.495951)
SAPPORO, NAHA = Point(43.068661, 141.350755), Point(26.212445, 127.680922)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        (Point(0, 0), Point(0, 1), 111.195),  # a degree of the sphere
        (Point(90, 0), Point(0, 123), 10007.557),  # a quarter of the way round
        (Point(0, 0), Point(0, 180), 20015.115),  # half of it
        (TOKYO, OSAKA, 403.058),
        (TOKYO, SAPPORO, 832.600),
        (OSAKA, NAHA, 1204.171),
        (TOKYO, TOKYO, 0.0),
        (TOKYO, Point(TOKYO.lat + 0.001, TOKYO.lon), 0.111),
    ],
)
def test_great_circle_distances_are_right_to_a_tenth_of_a_kilometre(here, there, km):
    """Against the arc tangent form of the same sphere, worked out apart; from both ends."""
    forth = straight_km(unit_vectors([here]), unit_vectors([there]))
    back = straight_km(unit_vectors([there]), unit_vectors([here]))

    assert forth.shape == (1, 1)
    assert forth[0, 0] == pytest.approx(km, abs=0.1)
    assert forth[0, 0] == pytest.approx(by_arc_tangent(here, there), abs=0.001)
    assert back[0, 0] == pytest.approx(forth[0, 0], abs=1e-6)


def by_arc_tangent(here, there):
    """The great circle without NumPy, good at every distance."""
    first, second = math.radians(here.lat), math.radians(there.lat)
    turn = math.radians(there.lon - here.lon)
    across = math.hypot(
        math.cos(second) * math.sin(turn),
        math.cos(first) * math.sin(second) - math.sin(first) * math.cos(second) * math.cos(turn),
    )
    along = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(turn)
    return 6371.0088 * math.atan2(across, along)


def test_no_points_give_no_distances():
    """An empty side is an empty table, not an error."""
    assert straight_km(unit_vectors([]), unit_vectors([TOKYO])).shape == (0, 1)


def test_minutes_follow_from_a_stated_detour_and_speed():
    """40 km are 52 km of road and 78 minutes; the assumption stands in the words."""
    assert DEFAULT_DETOUR.road_km(np.array([40.0]))[0] == pytest.approx(52.0)
    assert DEFAULT_DETOUR.minutes(np.array([40.0]))[0] == pytest.approx(78.0)
    assert "1.3" in DEFAULT_DETOUR.told.ja
    assert "40km" in DEFAULT_DETOUR.told.ja
    assert "1.5 at 30 km/h" in Detour(1.5, 30.0).told.en
