"""The panel's questions on the real rows: who falls out, which areas are left, how many live there."""

from datetime import date

import pytest

from kinten.data.loading import packaged_path
from kinten.desk.call import Call
from kinten.desk.reading import read_inputs
from kinten.desk.whatif import Asked, WhatIf, what_if
from kinten.vocabulary.truth import Verdict

DAY = date(2026, 4, 1)
STRICT = {"roughly": "strict"}


@pytest.fixture(scope="module")
def reports():
    return read_inputs([packaged_path("meeting_paper_volumes.csv")]).reports


def revise(reports, atlas, changes=None, readings=STRICT, **asked) -> WhatIf:
    call = Call("R4.8", scope="volume", years="latest", changes=changes or {}, readings=readings)
    return what_if(reports, Asked(call, **asked), atlas, DAY)


def losers(result: WhatIf) -> set[str]:
    return {each.report.hospital for each in result.outcome.changes if each.surely}


def test_without_the_relative_arm_three_hospitals_and_their_areas_fall_out(reports, atlas):
    result = revise(reports, atlas, {"volume/relative": "none"})

    assert losers(result) == {"小松市民病院", "白河厚生総合病院", "市立砺波総合病院"}
    emptied = [each.area.name for each in result.outcome.areas if each.after.value == "emptied"]
    assert emptied == ["県南", "砺波", "南加賀"]
    assert result.outcome.at_least.people == 133_933 + 120_602 + 222_923
    assert result.outcome.at_most.people == result.outcome.at_least.people + 303_171
    # いわき has no projection of its own: it is counted apart, not as nothing.
    assert (result.outcome.at_least.without_2050, result.outcome.at_most.without_2050) == (0, 1)


@pytest.mark.parametrize("threshold", ["600", "700"])
def test_a_registry_threshold_of_600_or_700_moves_nobody(threshold, reports, atlas):
    result = revise(reports, atlas, {"volume/absolute/registry": threshold})

    assert losers(result) == set()
    assert result.outcome.at_most.areas == 0


def test_radiotherapy_150_brings_one_hospital_back_and_costs_none(reports, atlas):
    result = revise(reports, atlas, {"volume/absolute/radiotherapy": "150"})

    assert losers(result) == set()
    gained = [
        each.report.hospital
        for each in result.outcome.changes
        if (each.before, each.after) == (Verdict.UNMET, Verdict.MET)
    ]
    assert gained == ["金沢医療センター"]


def test_the_curve_of_the_registry_has_these_steps_and_no_other(reports, atlas):
    result = revise(reports, atlas, curve="R4.8/volume/absolute/registry")

    steps = [(step.above, step.up_to, step.met, step.unmet, step.unknown) for step in result.curve]
    assert steps == [(None, 1118, 21, 2, 1), (1118, 1243, 20, 3, 1), (1243, None, 20, 3, 1)]


@pytest.mark.parametrize(("threshold", "met"), [("1118", 21), ("1119", 20)])
def test_each_side_of_a_step_is_what_the_whole_chain_says(threshold, met, reports, atlas):
    result = revise(reports, atlas, {"volume/absolute/registry": threshold})
    after = {each.report.hospital: each.after for each in result.outcome.changes}
    unchanged = 21 - sum(each.before is Verdict.MET for each in result.outcome.changes)

    assert unchanged + sum(verdict is Verdict.MET for verdict in after.values()) == met


def test_two_hospitals_withdraw_and_an_area_is_left(reports, atlas):
    result = what_if((), Asked(Call("R4.8"), without=("松江赤十字病院", "DCH274")), atlas, DAY)

    (area,) = result.outcome.areas
    before, after, _ = result.minutes[area.area.code]
    assert (area.area.name, area.after.value, result.outcome.at_least.people) == (
        "松江",
        "emptied",
        229_425,
    )
    assert before is not None
    assert after is not None
    assert after > before + 30


def test_a_hospital_opened_in_a_blank_area_ends_the_blank(atlas):
    result = what_if((), Asked(Call("R4.8"), opening=("秩父市立病院",)), atlas, DAY)

    (area,) = result.outcome.areas
    assert (area.area.name, area.before.value, area.after.value) == ("秩父", "blank", "hub")


def test_the_network_closes_the_relative_arm_under_the_edition_of_2018(reports, atlas):
    """松江 has two regional hubs by the network alone: all of ① must be met, and 2019 misses it."""
    call = Call("H30.7", scope="volume", years="2019", hospital="松江赤十字病院", readings=STRICT)
    result = what_if(reports, Asked(call), atlas, DAY)

    (report,) = result.joined.reports
    assert (report.facts["regional_hubs_in_area"].low, report.facts["hubs_in_area"].low) == (2, 2)


def test_two_editions_are_compared_when_one_fact_is_read_for_the_other(reports, atlas):
    plain = revise(reports, atlas, readings=STRICT, before="H26.1")
    read = revise(
        reports,
        atlas,
        readings=STRICT,
        before="H26.1",
        equated={"chemotherapy_patients": "drug_therapy_patients"},
    )

    def unknown_before(result: WhatIf) -> int:
        return sum(each.before is Verdict.UNKNOWN for each in result.outcome.changes)

    assert unknown_before(read) < unknown_before(plain)
