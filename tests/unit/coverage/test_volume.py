"""Published discharges: shares, ranks and concentration, hidden cells never taken for nothing."""

import pytest

from kinten.coverage.volume import (
    DischargeHospital,
    Discharges,
    concentrations,
    ranks,
    shares,
)
from kinten.desk.volumes import load_discharges

MADE = Discharges(
    {
        1: DischargeHospital(1, "甲", "32", "3201", "D1"),
        2: DischargeHospital(2, "乙", "32", "3201", ""),
        3: DischargeHospital(3, "丙", "32", "", "D3"),
    },
    {"a": "肺", "b": "胃"},
    {(1, "a"): 60, (2, "a"): 40, (3, "a"): 40, (1, "b"): 10},
)


@pytest.fixture(scope="module")
def published() -> Discharges:
    return load_discharges()


def test_equal_numbers_share_a_rank():
    assert [(each.hospital.name, each.rank) for each in ranks(MADE, "a", "32")] == [
        ("甲", 1),
        ("乙", 2),
        ("丙", 2),
    ]


def test_the_curve_rises_to_all_and_half_is_the_fewest_hospitals_that_reach_it():
    lung, stomach = concentrations(MADE)

    assert lung.curve == pytest.approx((60 / 140, 100 / 140, 1.0))
    assert (lung.half, stomach.half) == (2, 1)


def test_the_published_totals_are_those_of_the_survey(published):
    counted = published.by_hospital()

    assert sum(counted.values()) == 2_016_831
    assert len(counted) == 2_354
    assert min(published.cells.values()) == 10


def test_every_curve_ends_at_all_and_retinoblastoma_is_in_ten_hospitals(published):
    found = {each.disease: each for each in concentrations(published)}

    assert len(found) == 41  # of the 43 groups two have no published cell
    assert all(each.curve[-1] == pytest.approx(1.0) for each in found.values())
    assert found["020040"].hospitals == 10


def test_the_specific_field_hub_of_breast_cancer_is_first_in_its_prefecture(published):
    first = ranks(published, "090010", "46")[0]

    assert (first.hospital.name, first.rank, first.discharges) == ("相良病院", 1, 1626)
    assert first.hospital.hospital == "DCM014"


def test_every_hospital_of_the_survey_lies_in_an_area_of_2024(published, geography):
    """Names that recur (東部_大分県) and 秋田's merged areas of 2022 are joined as well."""
    areas = geography.frame.areas
    for each in published.hospitals.values():
        assert areas[each.area].prefecture == each.prefecture
    counts = shares(published, [])[0]
    assert {code for code, area in areas.items() if area.prefecture == "05"} <= set(counts)
    assert sum(each.total for each in counts.values()) == 2_016_831
    unpublished = {areas[code].name for code in areas if code not in counts}
    assert unpublished == {"島しょ", "西都児湯"}


def test_many_equal_numbers_are_ranked_without_looking_through_all_of_them():
    """Twenty thousand hospitals of one number: a search from the front for each would take minutes."""
    many = range(20_000)
    hospitals = {code: DischargeHospital(code, str(code), "32", "3201", "") for code in many}
    made = Discharges(hospitals, {"a": "肺"}, {(code, "a"): 10 + code // 10_000 for code in many})

    found = [each.rank for each in ranks(made, "a", "32")]

    assert (found[0], found[9_999], found[10_000], found[-1]) == (1, 1, 10_001, 10_001)


def test_concentration_is_of_one_disease_or_one_prefecture_where_asked():
    assert [each.disease for each in concentrations(MADE, "b")] == ["b"]
    assert [each.hospitals for each in concentrations(MADE, None, "32")] == [3, 1]
    assert concentrations(MADE, None, "13") == ()
