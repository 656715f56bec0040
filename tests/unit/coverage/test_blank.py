"""What stands in an area, and what counts as blank: the ministry's list, or only an upper bound."""

from datetime import date

import pytest

from kinten.coverage.blank import (
    BlankArea,
    BlankList,
    Cover,
    count_blank,
    count_covers,
    cover_areas,
)
from kinten.network.counting import Pair
from kinten.vocabulary.hospital_kind import Kind

DAY = date(2024, 4, 1)
OFFICIAL = BlankList(DAY, (BlankArea("17", "甲", "1701"), BlankArea("17", "甲乙", "")), DAY)


def cover_of(frame, snapshot, area="1701", official=None):
    return {each.area.code: each for each in cover_areas(frame, snapshot, official)}[area]


@pytest.mark.parametrize(
    ("hospitals", "official", "cover", "blank", "hubs"),
    [
        ([], None, Cover.NOT_LISTED, None, (0, 0)),
        ([], OFFICIAL, Cover.BLANK, True, (0, 0)),
        ([{"kind": "regional"}], None, Cover.HUB, False, (1, 1)),
        ([{"kind": "ncc"}, {"kind": "local"}], None, Cover.HUB, False, (1, 1)),
        ([{"kind": "local"}], None, Cover.LOCAL, False, (0, 0)),
        ([{}], None, Cover.KIND_NOT_KNOWN, False, (0, 1)),
        ([{}, {"kind": "local"}], None, Cover.KIND_NOT_KNOWN, False, (0, 1)),
        ([{}, {"kind": "pref"}], None, Cover.HUB, False, (1, 2)),
        ([{"kinds": {Kind.PREF, Kind.REGIONAL}}], None, Cover.HUB, False, (1, 1)),
        ([{"certain": False}], None, Cover.NOT_CERTAIN, None, (0, 1)),
        ([{"certain": False, "kind": "pref"}], None, Cover.NOT_CERTAIN, None, (0, 1)),
        ([{"certain": False}], OFFICIAL, Cover.BLANK, True, (0, 1)),
        ([{"certain": False}, {"kind": "local"}], None, Cover.LOCAL, False, (0, 1)),
        ([{"kind": "local"}], OFFICIAL, Cover.LOCAL, False, (0, 0)),
    ],
)
def test_every_class_of_cover(frame, snapshot, standing, hospitals, official, cover, blank, hubs):
    """A hub, a local hospital only, a kind not known, a standing not certain, none listed, blank."""
    here = [standing(str(number), "1701", **each) for number, each in enumerate(hospitals)]
    found = cover_of(frame, snapshot(*here), official=official)

    assert (found.cover, found.is_blank, found.hubs) == (cover, blank, Pair(*hubs))
    assert found.is_official is (official is not None)
    assert len(found.hospitals) == len(hospitals)


@pytest.mark.parametrize(
    ("day", "recorded_by", "blank"),
    [
        (DAY, None, True),
        (date(2026, 1, 1), None, True),
        (date(2024, 3, 31), None, None),
        (DAY, DAY, True),
        (DAY, date(2024, 3, 31), None),
    ],
)
def test_the_official_list_counts_from_its_own_day_and_its_recording_on(
    frame, snapshot, day, recorded_by, blank
):
    """Before either "no hospital listed" is all that can be said."""
    found = cover_of(frame, snapshot(day=day, recorded_by=recorded_by), official=OFFICIAL)

    assert found.is_blank is blank


def test_blank_areas_are_at_least_the_official_ones_and_at_most_all_that_may_be(
    frame, snapshot, standing
):
    """One official, one with a hub, one uncertain, two without a hospital listed."""
    here = snapshot(standing("A", "1702", "regional"), standing("B", "1703", certain=False))
    covers = cover_areas(frame, here, OFFICIAL)

    assert count_blank(covers) == Pair(1, 4)
    counted = {cover: count for cover, count in count_covers(covers).items() if count}
    assert counted == {Cover.BLANK: 1, Cover.HUB: 1, Cover.NOT_CERTAIN: 1, Cover.NOT_LISTED: 2}
    assert [each.area.code for each in covers] == list(frame.areas)


def test_a_hospital_without_a_place_covers_nothing(frame, snapshot, standing):
    """Its area is not known: no area gets it."""
    covers = cover_areas(frame, snapshot(standing("A", "", "pref")), None)

    assert all(not each.hospitals for each in covers)


def test_every_class_has_its_words():
    """In both languages, all different."""
    assert len({cover.label.ja for cover in Cover}) == len(Cover)
    assert len({cover.label.en for cover in Cover}) == len(Cover)
