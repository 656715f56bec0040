"""The panel's questions on the real rows: who falls out, which areas are left, how many live there."""

import csv
from datetime import date
from itertools import product

import pytest

from kinten.data.loading import packaged_path
from kinten.desk.call import Call
from kinten.desk.reading import read_inputs
from kinten.desk.whatif import Asked, WhatIf, what_if
from kinten.desk.whatif_telling import step_in_force
from kinten.vocabulary.hospital_kind import Kind
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
    way = result.reached.areas[area.area.code]
    before, after = way.before.certain, way.after.certain
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


# What the three editions ask of a hub, written out again from their texts (H26.1: W1930 and the
# ministry's slides; H30.7: W1930 p.13; R4.8: W9879 p.52). Chemotherapy is read as drug therapy.
LEAST = {
    "registry_cases": 500,
    "surgeries": 400,
    "drug_therapy_patients": 1000,
    "radiotherapy_patients": 200,
    "palliative_referrals": 50,
}
ABSOLUTE = {"H26.1": list(LEAST)[:4], "H30.7": list(LEAST), "R4.8": list(LEAST)}
SHARE = "resident_share_pct"


@pytest.fixture(scope="module")
def printed():
    """The packaged rows as they are: (hospital, year) to figures, None where a cell is blank."""
    with packaged_path("meeting_paper_volumes.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["hospital"], int(row["year_submitted"])): {
                name: float(row[name]) if row[name] else None for name in (*LEAST, SHARE)
            }
            for row in csv.DictReader(stream)
        }


def reaches(value, least, *, roughly):
    """True, False, or None: not reported, or short of 概ね so that a person has to judge."""
    if value is None:
        return None
    return True if value >= least else None if roughly else False


def every(answers):
    return False if False in answers else None if None in answers else True


def some(answers):
    return True if True in answers else None if None in answers else False


def is_met(edition, figures, *, has_neighbour, is_read):
    """The volumes of one edition: all counts or the share; H30.7 wants all counts where hubs share an area."""
    soft = not is_read
    counts = [(figures[name], LEAST[name]) for name in ABSOLUTE[edition]]
    absolute = every([reaches(*each, roughly=soft) for each in counts])
    met = some([absolute, reaches(figures[SHARE], 20, roughly=soft)])
    if edition == "H30.7" and has_neighbour is not False:
        exactly = every([reaches(*each, roughly=False) for each in counts])
        if has_neighbour is None:
            exactly = True if exactly is True else None
        met = every([met, exactly])
    return met


def neighbours(report):
    """Whether the network has two regional hubs in the area of a regional hub; None where that is open."""
    given = report.facts.get("regional_hubs_in_area")
    if report.kind is not Kind.REGIONAL:
        return False
    if given is None or given.low < 2 <= given.high:
        return None
    return given.low >= 2


# What H30.7 alone asks: 金沢医療センター (radiotherapy 190), 千葉北総 (180) and 松江赤十字 (170, with a
# share of 44 %) stand beside another regional hub, where each count has to be met exactly.
CHANGED = {
    ("H26.1", "latest", False): [],
    ("H26.1", "latest", True): [],
    ("H30.7", "latest", False): [("金沢医療センター", 2023, False, None)],
    ("H30.7", "latest", True): [],
    ("H26.1", "all", False): [],
    ("H26.1", "all", True): [],
    ("H30.7", "all", False): [
        ("日本医科大学千葉北総病院", 2024, False, None),
        ("松江赤十字病院", 2019, False, True),
        ("金沢医療センター", 2023, False, None),
    ],
    ("H30.7", "all", True): [("松江赤十字病院", 2019, False, True)],
}


@pytest.mark.parametrize(("former", "years", "is_read"), CHANGED)
def test_the_hospitals_whose_verdict_changes_between_editions(
    former, years, is_read, reports, atlas, printed
):
    """The list is pinned; plain arithmetic over the rows and the engine both give it."""
    call = Call("R4.8", scope="volume", years=years, readings=STRICT if is_read else {})
    equated = {"chemotherapy_patients": "drug_therapy_patients"}
    result = what_if(reports, Asked(call, former, equated), atlas, DAY)

    by_hand = []
    for report in result.joined.reports:
        figures, beside = printed[report.hospital, report.year], neighbours(report)
        before, after = (
            is_met(edition, figures, has_neighbour=beside, is_read=is_read)
            for edition in (former, "R4.8")
        )
        if before is not after:
            by_hand.append((report.hospital, report.year, before, after))
    told = {Verdict.MET: True, Verdict.UNMET: False, Verdict.UNKNOWN: None}
    by_engine = [
        (each.report.hospital, each.report.year, told[each.before], told[each.after])
        for each in result.outcome.changes
        if each.before is not each.after
    ]
    assert sorted(by_hand, key=str) == sorted(by_engine, key=str)
    assert sorted(by_hand, key=str) == sorted(CHANGED[former, years, is_read], key=str)


@pytest.mark.parametrize(("former", "losing"), [("H26.1", ["いわき市医療センター"]), ("H30.7", [])])
def test_who_may_lose_between_editions_is_who_does_under_some_completion(
    former, losing, reports, atlas, printed
):
    """Every blank cell is filled with nothing and with plenty, the same under both editions."""
    equated = {"chemotherapy_patients": "drug_therapy_patients"}
    result = revise(reports, atlas, before=former, equated=equated)

    by_hand = []
    for report in result.joined.reports:
        figures, beside = printed[report.hospital, report.year], neighbours(report)
        blank = [name for name, value in figures.items() if value is None]
        filled = (
            figures | dict(zip(blank, values, strict=True))
            for values in product((0, 10**6), repeat=len(blank))
        )
        if any(
            is_met(former, each, has_neighbour=beside, is_read=True) is not False
            and is_met("R4.8", each, has_neighbour=beside, is_read=True) is False
            for each in filled
        ):
            by_hand.append(report.hospital)
    possibly = [each.report.hospital for each in result.outcome.changes if each.possibly]
    assert by_hand == possibly == losing


CURVE = "R4.8/volume/absolute/radiotherapy"
WITHDRAWN = ("松江赤十字病院", "松江市立病院")


@pytest.mark.parametrize("readings", [STRICT, {"roughly": "0.9"}, {}])
@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, {}),
        ({CURVE: "150"}, {}),
        ({CURVE: "300"}, {"without": WITHDRAWN}),
        ({CURVE: "340", "volume/relative": "none"}, {"without": WITHDRAWN}),
        ({"volume/relative": "none"}, {"opening": ("埼玉県 秩父市立病院",)}),
        ({CURVE: "250"}, {"before": "H26.1"}),
        ({CURVE: "250"}, {"before": "H30.7"}),
    ],
)
def test_the_row_of_the_present_number_is_the_result_above_it(
    changes, asked, readings, reports, atlas
):
    result = revise(reports, atlas, changes, readings, curve=CURVE, **asked)

    row = step_in_force(result)
    least, most = result.outcome.at_least, result.outcome.at_most
    assert row is not None
    assert row.hospitals == (least.hospitals, most.hospitals)
    assert row.areas == (least.areas, most.areas)
    assert row.people == (least.people, most.people)


def test_an_opening_keeps_its_area_in_every_row_of_the_curve(reports, atlas):
    """南加賀 loses its only hospital without the share; one opened there keeps it at any number."""
    changes = {"volume/relative": "none"}
    plain = revise(reports, atlas, changes, curve=CURVE)
    opened = revise(reports, atlas, changes, curve=CURVE, opening=("石川県 加賀市医療センター",))

    ends = [(step.above, step.up_to) for step in opened.curve]
    assert ends == [(step.above, step.up_to) for step in plain.curve]
    saved = {
        first.people[0] - second.people[0]
        for first, second in zip(plain.curve, opened.curve, strict=True)
    }
    assert saved == {0, 222_923}
