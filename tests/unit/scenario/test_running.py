"""Coverage before and after: who is gone, which areas are emptied, how many people live there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinten.coverage.blank import Cover
from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.scenario.losing import compare
from kinten.scenario.panel import seat
from kinten.scenario.running import Change, list_changes, run
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Verdict


@pytest.fixture
def lose(report):
    """A change by which a hospital surely, or possibly, loses the designation."""

    def make(hospital, *, surely=True, name="例示病院", year=2024):
        after = Verdict.UNMET if surely else Verdict.UNKNOWN
        told = report(name, year=year)
        return Change(told, hospital, Verdict.MET, after, (), surely, possibly=True)

    return make


@pytest.fixture
def network(snapshot, standing):
    """Two hospitals in the first area, one in the second, one in the third."""
    return snapshot(
        standing("A", "1701"),
        standing("B", "1701"),
        standing("C", "1702"),
        standing("D", "1703"),
    )


def covers(outcome):
    return {each.area.code: (each.before, each.after, each.at_most) for each in outcome.areas}


def test_an_area_that_loses_its_last_hospital_is_emptied(frame, network, lose):
    outcome = run(frame, network, None, [lose("C"), lose("A")])

    assert covers(outcome) == {"1702": (Cover.HUB, Cover.EMPTIED, Cover.EMPTIED)}
    least = outcome.at_least
    assert least == outcome.at_most
    assert (least.hospitals, least.areas, least.people, least.aged_65) == (2, 1, 200, 60)
    assert (least.in_2050, least.without_2050) == (120, 0)
    assert outcome.gone == {"A", "C"}


def test_possible_losses_count_at_most_and_areas_without_a_projection_apart(frame, network, lose):
    outcome = run(frame, network, None, [lose("C"), lose("D", surely=False)])

    assert covers(outcome)["1703"] == (Cover.HUB, Cover.HUB, Cover.EMPTIED)
    least, most = outcome.at_least, outcome.at_most
    assert (least.people, most.people) == (200, 600)
    assert (least.in_2050, most.in_2050) == (120, 120)
    assert (least.without_2050, most.without_2050) == (0, 1)
    (third,) = (each for each in outcome.areas if each.area.code == "1703")
    assert third.gone == ()
    assert [each.hospital.id for each in third.perhaps_gone] == ["D"]


def test_withdrawals_and_openings_join_in(frame, network, standing):
    outcome = run(
        frame,
        network.without(["C"]),
        None,
        (),
        without=("D",),
        opening=(standing("N", "1702"),),
    )

    assert covers(outcome) == {
        "1702": (Cover.NOT_LISTED, Cover.HUB, Cover.HUB),
        "1703": (Cover.HUB, Cover.EMPTIED, Cover.EMPTIED),
    }
    assert outcome.at_least.hospitals == 1


def test_an_opening_keeps_an_area_from_being_emptied(frame, network, standing, lose):
    outcome = run(frame, network, None, [lose("C")], opening=(standing("N", "1702"),))

    assert covers(outcome) == {}
    assert (outcome.at_least.hospitals, outcome.at_least.areas) == (1, 0)


def test_an_area_left_with_a_local_hospital_loses_its_last_hub(frame, snapshot, standing):
    stands = snapshot(standing("A", "1701"), standing("L", "1701", Kind.LOCAL))
    outcome = run(frame, stands, None, (), without=("A",))

    assert covers(outcome) == {"1701": (Cover.HUB, Cover.LOCAL, Cover.LOCAL)}
    assert outcome.at_least.areas == outcome.at_most.areas == 1


def test_where_kinds_are_not_known_the_last_hub_is_lost_at_most(frame, snapshot, standing):
    """The hospital that is left may be a local one, and the one that goes may be the only hub."""
    stands = snapshot(
        *(standing("A", "1701"), standing("B", "1701", None)),
        *(standing("C", "1702", None), standing("D", "1702", None)),
    )
    outcome = run(frame, stands, None, (), without=("A", "C"))

    assert covers(outcome) == {
        "1701": (Cover.HUB, Cover.KIND_NOT_KNOWN, Cover.KIND_NOT_KNOWN),
        "1702": (Cover.KIND_NOT_KNOWN,) * 3,
    }
    assert {(each.surely, each.possibly) for each in outcome.areas} == {(False, True)}
    assert (outcome.at_least.areas, outcome.at_most.areas) == (0, 2)
    assert (outcome.at_least.people, outcome.at_most.people) == (0, 300)


def test_a_hub_that_stays_keeps_its_area(frame, snapshot, standing):
    stands = snapshot(*(standing(name, "1701", kind) for name, kind in _HUB_AND_OTHERS))
    outcome = run(frame, stands, None, (), without=("L", "U"))

    assert (outcome.areas, outcome.at_most.areas) == ((), 0)


_HUB_AND_OTHERS = (("A", Kind.REGIONAL), ("L", Kind.LOCAL), ("U", None))


def test_an_opening_gives_a_first_hospital_or_a_first_hub(frame, snapshot, standing):
    """In an area without a listed hospital, and in one of unknown kind, it does so at most."""
    stands = snapshot(standing("L", "1701", Kind.LOCAL), standing("U", "1702", None))
    new = [standing(f"N{area}", area) for area in frame.areas]
    least, most = run(frame, stands, None, (), opening=new).gained

    assert (least.hospitals, least.areas, least.people) == (3, 1, 100)
    assert (most.hospitals, most.areas, most.people) == (3, 3, 700)
    assert run(frame, stands, None, ()).gained[1].areas == 0


def test_an_opening_beside_a_hub_that_goes_gives_nothing(frame, network, standing):
    new = (standing("N", "1702"),)

    assert run(frame, network, None, (), without=("C",), opening=new).gained[1].areas == 0


def test_where_an_uncertain_hospital_is_left_the_area_is_emptied_at_most(frame, snapshot, standing):
    stands = snapshot(standing("A", "1701"), standing("U", "1701", certain=False))
    outcome = run(frame, stands, None, (), without=("A",))

    assert covers(outcome) == {"1701": (Cover.HUB, Cover.NOT_CERTAIN, Cover.NOT_CERTAIN)}
    assert (outcome.at_least.people, outcome.at_most.people) == (0, 100)


def test_a_hospital_that_the_network_does_not_list_has_no_designation_to_lose(frame, network, lose):
    changes = [lose("", year=2023), lose("", name="別の病院", surely=False), lose("C")]
    outcome = run(frame, network, None, changes)

    assert (outcome.at_least.hospitals, outcome.at_most.hospitals) == (1, 1)
    assert [each.area.code for each in outcome.areas] == ["1702"]
    assert len(outcome.changes) == 3


def test_changes_are_listed_with_their_clauses(report, strict):
    reports = (report("a"), report("b", registry_cases=100), report("c", registry_cases=None))
    over = Overlay(numbers={"R4.8/volume/absolute/registry": Decimal(501)}, roughly=Decimal(1))
    first, second = (
        seat(reports, edition, None, "volume") for edition in (strict(), lay_over(strict(), over))
    )

    def changes(later):
        contrast, after = compare(first, later), later.judge()
        losses = contrast.losses(after)
        return list_changes(reports, ("A", "", "C"), contrast.before, after, losses)

    assert changes(first) == ()
    (change,) = changes(second)
    assert (change.hospital, change.before, change.after) == ("C", Verdict.UNKNOWN, Verdict.UNKNOWN)
    assert (change.clauses, change.surely, change.possibly) == ((), False, True)
