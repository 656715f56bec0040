"""Shares between medical areas are ranges wherever an area has several regional-care areas."""

import pytest

from kinten.coverage.flow import (
    Flows,
    Phase,
    flow_areas,
    may_be_largest,
    medical_area,
    medical_outflow,
)
from kinten.geography.loading import FRAME_2020


def outflow(out, area, **options):
    return dict(medical_outflow(Flows(Phase.ACUTE, out, {}), area, **options))


def test_the_range_spans_the_parts_and_what_one_leaves_unprinted():
    """2402 is 2408 and 2409: only 2409 prints 2902, 2408 leaves two per cent over."""
    out = {"2408": {"2408": 0.90, "2410": 0.08}, "2409": {"2409": 0.70, "2902": 0.30}}
    found = outflow(out, "2402")

    assert found["2902"] == pytest.approx((0.0, 0.30))
    assert found["2403"] == pytest.approx((0.0, 0.10))


def test_places_of_one_medical_area_are_summed():
    """0502 of 2024 holds 0504 and 0505: both shares of one home count."""
    out = {"0201": {"0201": 0.5, "0504": 0.2, "0505": 0.3}}

    assert outflow(out, "0201")["0502"] == pytest.approx((0.5, 0.5))
    assert outflow(out, "0201", frame=FRAME_2020) == {"0504": (0.2, 0.2), "0505": (0.3, 0.3)}


def test_a_place_printed_in_part_can_have_what_is_left():
    out = {"0201": {"0201": 0.5, "0504": 0.2}}

    assert outflow(out, "0201")["0502"] == pytest.approx((0.2, 0.5))


def test_the_order_rests_on_what_is_certain():
    """A large upper bound comes behind a smaller certain share."""
    out = {"2408": {"2408": 0.95, "2410": 0.05}, "2409": {"2409": 0.60, "2410": 0.05, "2902": 0.35}}

    assert [place for place, _ in medical_outflow(Flows(Phase.ACUTE, out, {}), "2402")] == [
        "2403", "2902",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "places", "share"),
    [
        ((("a", (0.3, 0.3)), ("b", (0.1, 0.1))), ("a",), (0.3, 0.3)),
        ((("a", (0.1, 0.2)), ("b", (0.0, 0.15))), ("a", "b"), (0.1, 0.2)),
        ((("a", (0.1, 0.1)), ("b", (0.0, 0.4)), ("c", (0.05, 0.05))), ("a", "b"), (0.1, 0.4)),
        ((("a", (0.1, 0.1)), ("b", (0.1, 0.1))), ("a", "b"), (0.1, 0.1)),
    ],
)
def test_all_that_may_be_the_largest_are_named(given, places, share):
    assert may_be_largest(given) == (places, share)


def test_nothing_printed_has_no_largest():
    assert may_be_largest(()) is None
    assert outflow({}, "2402") == {}


def test_before_2024_the_areas_of_akita_are_its_regional_care_areas():
    """In 三重 nothing changed."""
    assert flow_areas("0503", FRAME_2020) == ("0503",)
    assert flow_areas("0503") == ("0506", "0507", "0508")
    assert flow_areas("2404", FRAME_2020) == flow_areas("2404") == ("2412",)
    assert (medical_area("0504", FRAME_2020), medical_area("0504")) == ("0504", "0502")
    assert medical_area("2405", FRAME_2020) == "2401"
