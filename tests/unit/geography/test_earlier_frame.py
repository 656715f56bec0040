"""The 335 areas of 2018: the places, people and borders of today, told in the frame of that time."""

import pytest

from kinten.geography.loading import FRAME_2020, FRAME_2024, load_adjacency
from kinten.geography.municipality import municipalities_of
from kinten.geography.succession import area_in, successions

AKITA = {
    "0501": ("大館・鹿角", 103_105),
    "0502": ("北秋田", 32_261),
    "0503": ("能代・山本", 74_695),
    "0504": ("秋田周辺", 386_244),
    "0505": ("由利本荘・にかほ", 98_142),
    "0506": ("大仙・仙北", 120_880),
    "0507": ("横手", 85_555),
    "0508": ("湯沢・雄勝", 58_620),
}


@pytest.fixture(scope="module")
def earlier(geography):
    return geography.told_in(FRAME_2020)


def test_the_municipalities_of_each_area_sum_to_its_published_people(geography):
    """The eight that the source leaves blank fit in no other way (小坂町, 上小阿仁村 and others)."""
    for code, (name, people) in AKITA.items():
        inside = municipalities_of(geography.municipalities.values(), FRAME_2020, code)
        area = geography.frames[FRAME_2020].areas[code]

        assert (area.name, area.people.census_2020) == (name, people)
        assert sum(each.census_2020 for each in inside) == people


def test_the_people_of_both_frames_are_the_same_in_all(geography, earlier):
    """So many people, whatever the frame; three areas of 秋田 or eight."""
    for figure in ("census_2020", "now", "aged_65", "aged_75"):
        sums = [
            sum(getattr(area.people, figure) for area in frame.areas.values())
            for frame in (geography.frame, earlier.frame)
        ]
        assert sums[0] == sums[1], figure
    later = sum(area.people.in_2050 for area in geography.frame.in_prefecture("05"))
    assert sum(area.people.in_2050 for area in earlier.frame.in_prefecture("05")) == later


def test_outside_akita_an_area_is_the_same_in_both(geography, earlier):
    for code, area in earlier.frame.areas.items():
        if not code.startswith("05"):
            assert area.people == geography.frame.areas[code].people


def test_the_geography_is_told_in_another_frame(geography, earlier):
    assert (geography.frame.id, earlier.frame.id) == (FRAME_2024, FRAME_2020)
    assert earlier.adjacency.frame == FRAME_2020
    assert geography.told_in(FRAME_2024) is geography


def test_borders_of_akita_are_those_of_its_eight_areas(earlier):
    """And to the outside each stands for one of 2024: nothing new touches 秋田."""
    neighbours = earlier.adjacency.neighbours
    assert neighbours("0507") == {"0302", "0505", "0506", "0508"}
    assert neighbours("0503") == {"0201", "0204", "0501", "0502", "0504"}
    assert earlier.adjacency.islands(AKITA) == ()


def test_outside_borders_of_akita_are_as_long_as_today(earlier):
    """The two were measured on outlines of different detail: within a quarter."""

    def length(adjacency):
        return sum(
            each.km for each in adjacency.borders if (each.a[:2] == "05") != (each.b[:2] == "05")
        )

    assert length(earlier.adjacency) == pytest.approx(length(load_adjacency()), rel=0.25)


@pytest.mark.parametrize(
    ("municipality", "area", "found"),
    [("05203", "0503", "0507"), ("", "1704", "1704"), ("", "0503", ""), ("", "", "")],
    ids=["by its municipality", "an area that is the same", "one made of three", "without an area"],
)
def test_a_place_has_its_area_of_that_time(geography, municipality, area, found):
    places = geography.municipalities
    links = successions(places.values(), FRAME_2020, FRAME_2024)

    assert area_in(FRAME_2020, places.get(municipality), area, links) == found
