"""Municipalities by code, what lies in an area, who lives there."""

import pytest

from kinten.geography.loading import FRAME_2024
from kinten.geography.municipality import find_municipality, municipalities_of
from kinten.vocabulary.wording import FaultError


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("17204", "輪島市"),
        ("172049", "輪島市"),
        ("1202", "函館市"),
        ("012025", "函館市"),
        ("１７２０４", "輪島市"),
        ("14130", "川崎市"),
        ("141305", "川崎市"),
        ("13101", "千代田区"),
        ("131016", "千代田区"),
    ],
)
def test_a_code_is_read_with_and_without_its_check_digit(geography, code, name):
    """Five digits, six digits, and a leading zero that a spreadsheet has eaten."""
    found = find_municipality(geography.municipalities, code, "here")

    assert found.name == name


@pytest.mark.parametrize("code", ["99999", "172040", "012020", "輪島市", "", "1720490"])
def test_an_unknown_code_or_a_wrong_check_digit_is_refused_with_its_place(geography, code):
    """A slip of the pen never lands in another town."""
    with pytest.raises(FaultError) as raised:
        find_municipality(geography.municipalities, code, "hospitals.csv:4:municipality")

    assert raised.value.place == "hospitals.csv:4:municipality"
    assert f"「{code}」" in raised.value.what.ja
    assert "6桁" in raised.value.mend.ja
    assert "check digit" in raised.value.mend.en


def test_a_designated_city_counts_once_and_through_its_wards(geography):
    """川崎市 is one municipality; its seven wards lie in two areas and make its sum."""
    city = geography.municipalities["14130"]
    wards = [each for each in geography.municipalities.values() if each.parent == city.code]

    assert (city.is_municipality, city.is_leaf, dict(city.areas)) == (True, False, {})
    assert {each.areas[FRAME_2024] for each in wards} == {"1404", "1405"}
    assert not any(each.is_municipality for each in wards)
    assert sum(each.now for each in wards) == city.now


def test_northern_villages_are_in_no_sum(geography):
    """They have no area, no office and no residents."""
    villages = [geography.municipalities[f"{code:05d}"] for code in range(1695, 1701)]

    assert all(not each.areas and not each.now for each in villages)
    assert not any(each.is_municipality for each in villages)


def test_residents_are_counted_from_an_age_on(geography):
    """金沢市 on 2025-01-01; two residents of unknown age are in no band."""
    city = geography.municipalities["17201"]

    assert (city.now, city.residents()) == (443_123, 443_121)
    assert (city.residents(65), city.residents(75)) == (123_414, 71_784)
    assert len(city.men) == len(city.women) == 21


def test_areas_hold_the_sum_of_their_leaves(geography):
    """Residents, and those of 65 and 75 and over, to the person."""
    leaves = tuple(geography.municipalities.values())
    for code, area in geography.frame.areas.items():
        inside = municipalities_of(leaves, FRAME_2024, code)

        assert sum(each.now for each in inside) == area.people.now, code
        assert sum(each.residents(65) for each in inside) == area.people.aged_65, code
        assert sum(each.residents(75) for each in inside) == area.people.aged_75, code


def test_what_the_projection_does_not_split_has_no_figure(geography):
    """浜通り is one unit over 相双 and いわき: neither gets a share of it. Every other area has both figures."""
    lacking = {area.name for area in geography.frame.areas.values() if area.people.in_2050 is None}

    assert lacking == {"相双", "いわき"}
    for area in geography.frame.areas.values():
        if area.people.in_2050 is not None:
            assert 0 < area.people.aged_65_in_2050 < area.people.in_2050, area.code
