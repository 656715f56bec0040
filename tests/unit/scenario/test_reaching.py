"""Whose way to the nearest hub gets longer or shorter, whatever the open kinds and losses are."""

from __future__ import annotations

import numpy as np
import pytest

from kinten.coverage.travel import Ways
from kinten.geography.area import Point
from kinten.geography.municipality import Municipality
from kinten.network.hospital import Hospital, Name
from kinten.scenario.reaching import Hubs, Minutes, compare_ways
from kinten.vocabulary.wording import Words

NOBODY = (0, 0)


@pytest.fixture
def ways(frame):
    """Two municipalities in the first area (60 and 40 people), one in the second (200)."""

    def make(*minutes):
        names = "ABCD"[: len(minutes[0])]
        places = tuple(
            Municipality(code, code, "city", {}, Point(36, 137), None, 1)
            for code in ("17001", "17002", "17003")
        )
        return Ways(
            places,
            tuple(Hospital(name, (Name(name),), "17", "1701") for name in names),
            np.array(minutes, dtype=np.float64),
            np.array([60.0, 40.0, 200.0]),
            np.array([20.0, 10.0, 60.0]),
            {"1701": np.array([0, 1]), "1702": np.array([2]), "": np.array([], dtype=np.int64)},
            Words("分", "minutes"),
        )

    return make


def hubs(known="", opened="", gone="", perhaps=""):
    return Hubs(set(known), set(opened), set(gone), set(perhaps))


def test_the_way_gets_longer_where_the_nearest_hub_is_gone(ways, frame):
    found = compare_ways(ways([10, 30], [40, 20], [50, 60]), frame, hubs("AB", gone="A"))

    assert list(found.areas) == ["1701", "1702"]
    first, second = found.areas.values()
    assert (first.before.certain, first.after.certain) == (14.0, 26.0)
    assert first.longer == (60, 60)  # the others were nearer to B all along
    assert (second.before.possible, second.at_most.possible) == (50.0, 60.0)
    assert first.shorter == second.shorter == NOBODY
    least, most = found.longer
    assert least == most
    assert (least.areas, least.people, least.aged_65) == (2, 260, 80)
    assert found.shorter[1].people == 0


def test_a_possible_loss_counts_at_most(ways, frame):
    found = compare_ways(ways([10, 30], [40, 20], [50, 60]), frame, hubs("AB", perhaps="A"))

    first = found.areas["1701"]
    assert first.before == first.after
    assert first.at_most.certain == 26.0
    assert (first.longer, [each.people for each in found.longer]) == ((0, 60), [0, 260])


def test_a_hospital_of_unknown_kind_makes_a_pair(ways, frame):
    """B is 5 minutes nearer than C where it is a hub; where it is none C is the nearest left."""
    found = compare_ways(ways([10, 15, 20], [90, 80, 5], [90, 80, 5]), frame, hubs("AC", gone="A"))

    (first,) = found.areas.values()
    assert (first.after.possible, first.after.certain) == (11.0, 14.0)
    assert first.longer == (60, 60)


def test_a_loss_of_unknown_kind_counts_at_most_even_beside_another_one(ways, frame):
    """A may be a hub and B none: then the way leads to C, though neither reading alone shows it."""
    found = compare_ways(ways([10, 5, 20], [9, 9, 5], [9, 9, 5]), frame, hubs("C", gone="A"))

    (first,) = found.areas.values()
    assert first.before == first.after
    assert first.longer == (0, 60)


def test_an_opening_makes_the_way_shorter(ways, frame):
    """Nearer than every hub: certain. Nearer than the known ones only: at most."""
    found = compare_ways(ways([30, 20, 10], [30, 5, 10], [3, 3, 4]), frame, hubs("AC", opened="C"))

    (first,) = found.areas.values()
    assert first.shorter == (60, 100)
    assert first.before == Minutes(14.0, 30.0, NOBODY)
    assert first.after == Minutes(8.0, 10.0, NOBODY)
    assert [each.people for each in found.shorter] == [60, 100]


def test_an_opening_makes_up_for_a_loss(ways, frame):
    found = compare_ways(ways([10, 10], [5, 5], [3, 3]), frame, hubs("AB", opened="B", gone="A"))

    assert found.areas == {}
    assert (found.longer[1].people, found.shorter[1].people) == (0, 0)


def test_who_is_cut_off_has_a_longer_way_and_is_counted_apart(ways, frame):
    """The mean is over those who have a way: it may fall while somebody loses theirs."""
    inf = np.inf
    found = compare_ways(ways([40, inf], [9, 10], [inf, 1]), frame, hubs("AB", gone="A"))

    (first,) = found.areas.values()
    assert first.after == Minutes(10.0, 10.0, (60, 60))
    assert first.longer == (100, 100)


def test_areas_that_are_wanted_are_told_though_nothing_changes(ways, frame):
    found = compare_ways(ways([10], [5], [3]), frame, hubs("A"), wanted=["1702", "1703"])

    assert list(found.areas) == ["1702"]
    assert found.areas["1702"].longer == NOBODY


def test_without_any_hub_nobody_has_a_way(ways, frame):
    found = compare_ways(ways([10], [5], [3]), frame, hubs("A", gone="A"))

    assert found.areas["1701"].after == Minutes(None, None, (100, 100))
