"""Flow indices from printed shares: a share that is not printed is a range, or not told at all."""

import pytest

from kinten.coverage.flow import (
    AKITA_AND_MIE,
    Flows,
    Phase,
    flow_areas,
    gather_flows,
    medical_area,
)
from kinten.desk.atlas import load_flows
from kinten.geography.loading import FRAME_2024, FRAME_FLOW

# Patients of three areas; one cell is under ten and not printed.
PATIENTS = {
    ("a", "a"): 60,
    ("a", "b"): 35,
    ("a", "c"): 5,
    ("b", "b"): 100,
    ("c", "b"): 15,
    ("c", "c"): 45,
}


@pytest.fixture
def flows():
    living = {k: sum(n for (home, _), n in PATIENTS.items() if home == k) for k in "abc"}
    treated = {k: sum(n for (_, place), n in PATIENTS.items() if place == k) for k in "abc"}
    printed = {pair: n for pair, n in PATIENTS.items() if n >= 10}
    rows = [("out", "acute", k, m, n / living[k]) for (k, m), n in printed.items()]
    rows += [("in", "acute", m, k, n / treated[m]) for (k, m), n in printed.items()]
    rows += [("out", "chronic", "a", "a", 1.0), ("out", "acute", "a", "", None)]
    return gather_flows(rows, Phase.ACUTE)


def test_printed_shares_are_told_as_they_are(flows):
    """Relevance of the place for the home, commitment of the place to the home."""
    assert flows.relevance("a", "b") == pytest.approx((0.35, 0.35))
    assert flows.commitment("b", "a") == pytest.approx((35 / 150, 35 / 150))
    assert flows.localisation("a") == pytest.approx((0.6, 0.6))
    assert flows.market_share("b") == pytest.approx((100 / 150, 100 / 150))


def test_a_share_that_is_not_printed_lies_between_nothing_and_what_is_left(flows):
    """5 of 100 residents of a, not printed: between 0 and 5 per cent. The truth lies within."""
    assert flows.relevance("a", "c") == pytest.approx((0.0, 0.05))
    assert flows.commitment("c", "a") == pytest.approx((0.0, 0.1))
    low, high = flows.relevance("a", "c")
    assert low <= PATIENTS["a", "c"] / 100 <= high + 1e-12
    assert flows.relevance("b", "c") == (0.0, 0.0)


def test_an_area_of_which_nothing_is_printed_is_not_told():
    """None, not a range from nothing to all."""
    nothing = Flows(Phase.ACUTE, {}, {})

    assert nothing.relevance("a", "b") is None
    assert nothing.localisation("a") is None
    assert nothing.market_share("a") is None
    assert nothing.net_flow("a") is None
    assert nothing.outflow("a") == ()


def test_shares_that_add_up_to_more_than_all_leave_nothing_over():
    """Printed shares are rounded: no range is negative."""
    flows = Flows(Phase.ACUTE, {"a": {"a": 0.7, "b": 0.301}}, {})

    assert flows.relevance("a", "c") == (0.0, 0.0)


def test_net_flow_needs_no_number_of_patients(flows):
    """Both shares of an area with itself count the same patients: treated there per resident treated."""
    for area in "abc":
        living = sum(n for (home, _), n in PATIENTS.items() if home == area)
        treated = sum(n for (_, place), n in PATIENTS.items() if place == area)
        assert flows.net_flow(area) == pytest.approx(treated / living), area


@pytest.mark.parametrize(
    ("out", "into"),
    [({}, {"a": {"a": 0.5}}), ({"a": {"a": 0.5}}, {}), ({"a": {"a": 0.0}}, {"a": {"a": 0.0}})],
)
def test_net_flow_is_not_told_where_a_share_is_missing_or_nothing(out, into):
    """Nothing is divided by nothing, and no share is guessed."""
    assert Flows(Phase.ACUTE, out, into).net_flow("a") is None


def test_outflow_lists_the_other_areas_the_largest_first(flows):
    """Without the area itself; equal shares in the order of their codes."""
    assert flows.outflow("a") == (("b", pytest.approx(0.35)),)
    tied = Flows(Phase.ACUTE, {"a": {"c": 0.1, "a": 0.6, "b": 0.1, "d": 0.2}}, {})
    assert [place for place, _ in tied.outflow("a")] == ["d", "b", "c"]


def test_only_the_phase_asked_for_is_gathered(flows):
    """Of the chronic row nothing is seen."""
    assert flows.out["a"].keys() == {"a", "b"}
    assert {phase.label.ja for phase in Phase} == {"高度急性期+急性期", "包括期", "慢性期"}


def test_every_regional_care_area_lies_in_one_medical_area(geography):
    """339 into 330: only 秋田 and 三重 differ, there and back."""
    flow, medical = geography.frames[FRAME_FLOW].areas, geography.frames[FRAME_2024].areas

    assert {medical_area(code) for code in flow} == set(medical)
    assert sorted(code for area in medical for code in flow_areas(area)) == sorted(flow)
    assert all(medical_area(code) == area for area in medical for code in flow_areas(area))
    merged = {code for inside in AKITA_AND_MIE.values() for code in inside}
    assert {code for code in flow if code[:2] in {"05", "24"}} == merged


@pytest.mark.parametrize("phase", list(Phase))
def test_printed_shares_of_the_country_are_shares(geography, phase):
    """Between 0 and 1, of known areas, never more than all."""
    flows = load_flows(phase)
    known = set(geography.frames[FRAME_FLOW].areas)

    for direction in (flows.out, flows.into):
        assert set(direction) <= known
        for area, shares in direction.items():
            assert set(shares) <= known
            assert all(0 < share <= 1 for share in shares.values()), area
            assert sum(shares.values()) <= 1 + 1e-9, area


def test_cells_printed_as_an_error_are_not_told():
    """島しょ and 上五島 have no chronic outflow in the table (#VALUE!)."""
    flows = load_flows(Phase.CHRONIC)

    assert flows.relevance("1313", "1301") is None
    assert flows.net_flow("4207") is None
    assert len(flows.out) == 337
