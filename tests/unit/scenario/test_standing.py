"""Which areas lose their last hospital, for one scenario and for many at once."""

from __future__ import annotations

import numpy as np
import pytest

from kinten.scenario.standing import draw_map


@pytest.fixture
def land(frame, snapshot, standing):
    """Two hospitals in the first area, one in the third, one of no known area, one that is not certain."""
    return draw_map(
        frame,
        snapshot(
            standing("A", "1701"),
            standing("C", "1703"),
            standing("B", "1701"),
            standing("X", ""),
            standing("U", "1702", certain=False),
        ),
    )


def test_only_hospitals_of_a_known_area_are_on_the_map(land):
    assert land.hospitals == ("A", "C", "B", "U")
    assert land.is_certain.tolist() == [True, True, True, False]
    assert land.row_of(["B", "X", "", "A"]).tolist() == [2, -1, -1, 0]
    assert land.may_empty.tolist() == [True, False, True]


def test_who_may_stand_keeps_an_area_from_being_emptied_for_certain(frame, snapshot, standing):
    land = draw_map(frame, snapshot(standing("A", "1701"), standing("U", "1701", certain=False)))
    alone, both = (np.isin(land.hospitals, gone) for gone in (["A"], ["A", "U"]))

    assert land.emptied(alone)[0]
    assert not land.emptied(alone, for_certain=True)[0]
    assert land.emptied(both, for_certain=True)[0]


def test_an_area_where_one_is_opened_is_not_emptied(frame, snapshot, standing):
    land = draw_map(frame, snapshot(standing("A", "1701")), [standing("N", "1701")])

    assert land.hospitals == ("A",)
    assert not land.emptied(np.array([True])).any()


@pytest.mark.parametrize(
    ("gone", "emptied"),
    [
        ((), [False, False, False]),
        (("A",), [False, False, False]),
        (("A", "B"), [True, False, False]),
        (("C",), [False, False, True]),
        (("A", "B", "C"), [True, False, True]),
    ],
)
def test_an_area_is_emptied_with_its_last_hospital(land, gone, emptied):
    flags = np.isin(land.hospitals, gone)

    assert land.emptied(flags).tolist() == emptied


def test_many_scenarios_lie_along_the_first_axes(land):
    flags = np.array([[[1, 0, 1, 0], [0, 1, 0, 0]], [[0, 0, 0, 1], [1, 1, 1, 0]]], dtype=bool)
    found = land.emptied(flags)

    assert found.shape == (2, 2, 3)
    assert (found @ land.people).tolist() == [[100, 400], [0, 500]]


def test_an_area_without_a_projection_is_marked_not_counted_as_nothing(land):
    assert land.in_2050.tolist() == [60, 120, 0]
    assert land.lacks_2050.tolist() == [False, False, True]


def test_a_map_without_hospitals_empties_nothing(frame, snapshot):
    land = draw_map(frame, snapshot())

    assert land.emptied(np.zeros((2, 0), dtype=bool)).tolist() == [[False] * 3] * 2
