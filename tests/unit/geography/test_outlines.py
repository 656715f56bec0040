"""Outlines out of TopoJSON: steps summed up, arcs shared by neighbours."""

import numpy as np
import pytest

from kinten.geography.loading import load_outlines
from kinten.geography.outline import decode_topology

SQUARES = {
    "transform": {"scale": [0.5, 2.0], "translate": [100.0, 30.0]},
    "arcs": [
        [[1, 0], [0, 1]],  # the border of both squares
        [[1, 1], [-1, 0], [0, -1], [1, 0]],  # the rest of the western one
        [[1, 1], [1, 0], [0, -1], [-1, 0]],  # the rest of the eastern one
    ],
    "objects": {
        "areas": {
            "geometries": [
                {"id": "west", "type": "Polygon", "arcs": [[0, 1]]},
                {"id": "east", "type": "MultiPolygon", "arcs": [[[0, 2]], [[~2, ~0]]]},
            ]
        }
    },
}


@pytest.fixture
def outlines():
    return decode_topology(SQUARES, "areas")


def test_arcs_are_summed_scaled_and_moved(outlines):
    """The first point is where it is, each further one a step from the last."""
    np.testing.assert_allclose(outlines.arcs[0], [[100.5, 30.0], [100.5, 32.0]])
    np.testing.assert_allclose(
        outlines.arcs[1], [[100.5, 32.0], [100.0, 32.0], [100.0, 30.0], [100.5, 30.0]]
    )


def test_a_ring_joins_its_arcs_without_doubling_a_point(outlines):
    """And comes back to where it began."""
    line = outlines.line(outlines.rings["west"][0])

    assert len(line) == 5
    np.testing.assert_allclose(line[0], line[-1])


def test_an_arc_runs_backwards_where_its_number_is_inverted(outlines):
    """The same ring the other way round."""
    forth, back = (outlines.line(ring) for ring in outlines.rings["east"])

    np.testing.assert_allclose(back, forth[::-1])


def test_a_border_names_both_of_its_areas(outlines):
    """Arcs in their order, each with the codes along it."""
    along = {number: set(codes) for number, codes in outlines.shared()}

    assert along == {0: {"west", "east"}, 1: {"west"}, 2: {"east"}}


def test_every_area_has_an_outline_within_japan(geography):
    """330 codes, closed rings, no hole in the figures."""
    outlines = load_outlines()

    assert set(outlines.rings) == set(geography.frame.areas)
    for code, rings in outlines.rings.items():
        for ring in rings:
            line = outlines.line(ring)
            assert np.isfinite(line).all(), code
            np.testing.assert_allclose(line[0], line[-1], err_msg=code)
            assert (line.min(axis=0) > [122.0, 20.0]).all(), code
            assert (line.max(axis=0) < [154.5, 46.0]).all(), code


def test_areas_that_touch_share_an_arc(geography):
    """So that a drawing leaves no gap; what touches at a point only need not."""
    together = set()
    for _, codes in load_outlines().shared():
        together |= {frozenset((a, b)) for a in codes for b in codes if a != b}
    long = [each for each in geography.adjacency.borders if each.km > 1.0]
    missing = [each for each in long if frozenset((each.a, each.b)) not in together]

    assert len(long) > 700
    assert not missing
