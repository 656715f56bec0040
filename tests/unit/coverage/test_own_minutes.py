"""The minutes to each municipality's own nearest hospital are not those to one hospital."""

import pytest

from kinten.coverage.travel import GreatCircle, Matrix, measure, reach
from kinten.geography.distance import Detour


def test_the_mean_of_the_nearest_is_told_apart_from_the_mean_to_one_hospital(town, standing):
    """Most live near A; the others near B, far from A."""
    hospitals = [standing(name, "1701", "pref", 0.0).hospital for name in "AB"]
    towns = [town("1", "1701", 0.0, 300), town("2", "1701", 0.0, 100)]
    pairs = {("1", "A"): 20.0, ("1", "B"): 90.0, ("2", "A"): 100.0, ("2", "B"): 40.0}

    found = reach(measure(Matrix(pairs, "m"), towns, hospitals), "1701")

    assert found.mean == pytest.approx((300 * 20 + 100 * 40) / 400)
    assert found.nearest.id == "A"
    assert found.nearest_mean == pytest.approx((300 * 20 + 100 * 100) / 400)
    assert found.nearest_share == pytest.approx(0.75)


def test_a_town_without_a_way_to_that_hospital_is_not_in_its_mean(town, standing):
    hospitals = [standing(name, "1701", "pref", 0.0).hospital for name in "AB"]
    towns = [town("1", "1701", 0.0, 300), town("2", "1701", 0.0, 100), town("3", "1701", 0.0, 100)]
    pairs = {("1", "A"): 20.0, ("2", "B"): 40.0}

    found = reach(measure(Matrix(pairs, "m"), towns, hospitals), "1701")

    assert (found.nearest_mean, found.nearest_share, found.cut_off) == (20.0, 0.75, 100)


def test_only_straight_lines_say_that_they_are(frame, adjacency, town, standing):
    towns, hospitals = [town("1", "1701", 0.0)], [standing("A", "1701", "pref", 0.0).hospital]
    line = GreatCircle(adjacency, tuple(frame.areas), Detour(1.0, 60.0))

    assert measure(line, towns, hospitals).is_straight
    assert not measure(Matrix({}, "m"), towns, hospitals).is_straight
