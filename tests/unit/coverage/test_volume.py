"""Published discharges: shares, ranks and concentration, hidden cells never taken for nothing."""

import pytest

from kinten.coverage.volume import (
    DischargeHospital,
    Discharges,
    concentrations,
    ranks,
    shares,
)
from kinten.desk.volumes import load_discharges, ranks_table

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


def test_the_share_of_a_place_is_in_designated_hospitals_that_are_linked():
    areas, prefectures = shares(MADE, ["D1", "D3"])

    assert areas["3201"].share == pytest.approx(70 / 110)
    assert "" not in areas
    assert (prefectures["32"].designated, prefectures["32"].total) == (110, 150)


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


def test_no_share_is_above_one(published):
    linked = [each.hospital for each in published.hospitals.values() if each.hospital]
    for places in shares(published, linked):
        assert all(0 <= (each.share or 0) <= 1 for each in places.values())


def test_every_hospital_of_the_survey_lies_in_an_area_of_2024(published, geography):
    """Names that recur (東部_大分県) and 秋田's merged areas of 2022 are joined as well."""
    areas = geography.frame.areas
    for each in published.hospitals.values():
        assert areas[each.area].prefecture == each.prefecture
    counts = shares(published, [])[0]
    assert {code for code, area in areas.items() if area.prefecture == "05"} <= set(counts)
    assert sum(each.total for each in counts.values()) == 2_016_831
    unpublished = {areas[code].name for code in set(areas) - set(counts)}
    assert unpublished == {"島しょ", "西都児湯"}


def test_a_designated_hospital_without_a_published_cell_is_shown_masked_and_unranked(published):
    """Nothing, or up to nine: the survey does not say, and neither do we."""
    table = ranks_table(published, "020040", "17", "ja")

    assert table.rows
    assert all(row[0] is None and row[2] == "10未満" and row[3] for row in table.rows)
