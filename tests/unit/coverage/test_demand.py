"""People by place: the register of 2025, the projection after it, and what is not held one by one."""

from collections import Counter

import pytest

from kinten.coverage.demand import YEARS, By, Group, demand_of, split
from kinten.geography.loading import FRAME_2020, load_geography
from kinten.geography.projection import load_projection
from kinten.vocabulary.wording import FaultError


@pytest.fixture(scope="module")
def geography():
    return load_geography()


def by_prefecture(demand):
    found = Counter()
    for place, people in zip(demand.places, demand.weights, strict=True):
        found[place.code[:2]] += int(people)
    return found


@pytest.mark.parametrize("year", YEARS[1:])
@pytest.mark.parametrize("group", Group)
def test_prefectures_of_the_projection_are_the_sums_of_their_municipalities(geography, year, group):
    """All people exactly; an age group within the rounding of the printed shares."""
    rows = load_projection(year)
    found = by_prefecture(demand_of(geography, By.MUNICIPALITY, group, year))

    assert len(found) == 47
    for code, people in found.items():
        apart = abs(people - rows[f"{code}000"].residents(group.from_age))
        assert apart <= (0 if group is Group.ALL else 8)


@pytest.mark.parametrize("year", [2025, 2050])
@pytest.mark.parametrize("group", Group)
def test_areas_are_the_sums_of_their_municipalities(geography, year, group):
    small, large = (demand_of(geography, by, group, year) for by in By)
    summed = Counter()
    for area, people in zip(small.areas, small.weights, strict=True):
        summed[area] += people

    assert (len(large.places), large.total) == (330, small.total)
    assert dict(zip(large.areas, large.weights, strict=True)) == summed
    assert all(place.office == geography.frame.areas[place.code].point for place in large.places)


def test_people_of_2025_are_those_of_the_register(geography):
    found = demand_of(geography)
    now = [each.now for each in geography.municipalities.values() if each.is_leaf and each.areas]

    assert found.total == sum(now) == 124_330_690
    assert (found.weights > 0).all()
    aged = demand_of(geography, group="75")
    assert aged.total == sum(each.residents(75) for each in aged.places)
    assert any("年齢不詳" in note.ja for note in aged.notes)


def test_what_the_projection_has_only_as_one_is_split_by_the_register_and_told(geography):
    """The 13 municipalities of 浜通り lie in two areas; 浜松市 has other wards since."""
    found = demand_of(geography, year=2050)
    people = dict(zip((each.code for each in found.places), found.weights, strict=True))
    rows = load_projection(2050)
    coast = [code for code in people if code.startswith("07") and code not in rows]
    wards = ["22138", "22139", "22140"]

    assert len(coast) == 13
    assert sum(people[code] for code in coast) == rows["07999"].people
    assert sum(people[code] for code in wards) == rows["22130"].people
    told = "".join(note.ja for note in found.notes)
    assert "13市区町村" in told
    assert "浜松市中央区、浜松市浜名区、浜松市天竜区" in told


def test_areas_of_an_earlier_frame_hold_the_same_people(geography):
    found = demand_of(geography.told_in(FRAME_2020), By.AREA, year=2050)
    assert (len(found.places), found.total) == (335, demand_of(geography, year=2050).total)


def test_a_part_keeps_its_places_only(geography):
    whole = demand_of(geography)
    part = whole.within(frozenset({"1701", "1702"}))
    assert set(part.areas) == {"1701", "1702"}
    assert len(part.places) == len(part.areas) == part.weights.size
    assert 0 < part.total < whole.total


def test_another_year_is_refused(geography):
    with pytest.raises(FaultError, match="--year"):
        demand_of(geography, year=2026)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),
        (7, [0, 2, 5], [0, 2, 5]),
        (5, [0, 0], [3, 2]),
        (0, [3, 4], [0, 0]),
    ],
)
def test_a_whole_number_is_split_into_whole_parts(total, weights, parts):
    assert split(total, weights) == parts
