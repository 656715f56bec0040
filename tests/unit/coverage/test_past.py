"""What an area was before: told only where an earlier list or an earlier record says so."""

from datetime import date

import pytest

from kinten.coverage.blank import BlankArea, BlankList, Cover, cover_areas
from kinten.coverage.past import Past, pasts_of
from kinten.network.designation import Basis, Designation
from kinten.network.history import Network
from kinten.network.hospital import Hospital, Name
from kinten.vocabulary.hospital_kind import Kind

DAY = date(2026, 4, 1)
LIST = BlankList(date(2024, 4, 1), (BlankArea("17", "甲", "1701"), BlankArea("17", "甲乙", "")))


def network_of(*records):
    hospitals = {each[0]: Hospital(each[0], (Name(each[0]),), "17", each[1]) for each in records}
    told = tuple(
        Designation(name, Kind(kind), Basis.PRINTED, "t", date(2020, 1, 1), stated=stated)
        for name, _, kind, stated in records
    )
    return Network(hospitals, told)


@pytest.mark.parametrize(
    ("records", "official", "past"),
    [
        ([], None, None),
        ([], LIST, Past.WAS_BLANK),
        ([("A", "1701", "local", date(2025, 1, 1))], None, None),
        ([("A", "1701", "regional", date(2010, 1, 1))], None, Past.HAD_HUB),
        ([("A", "1701", "regional", date(2010, 1, 1))], LIST, Past.WAS_BLANK),
        ([("A", "1701", "regional", date(2025, 1, 1))], LIST, Past.HAD_HUB),
        ([("A", "1701", "regional", date(2026, 5, 1))], None, None),
        ([("A", "1701", "regional", None)], None, None),
        ([("A", "1702", "regional", date(2010, 1, 1))], None, None),
    ],
    ids=[
        "nothing is told",
        "on the list",
        "a local hospital alone tells nothing",
        "an earlier hub",
        "a hub before the list",
        "a hub after the list",
        "a later hub",
        "a hub without a day",
        "a hub of another area",
    ],
)
def test_the_past_is_what_a_source_tells_last(snapshot, records, official, past):
    assert pasts_of(network_of(*records), snapshot(day=DAY), official).get("1701") == past


def test_what_was_not_yet_recorded_tells_nothing(snapshot):
    network = network_of(("A", "1701", "regional", date(2010, 1, 1)))
    then = snapshot(day=DAY, recorded_by=date(2019, 1, 1))

    assert pasts_of(network, then, None) == {}
    assert pasts_of(network, snapshot(day=DAY, recorded_by=date(2020, 1, 1)), None) != {}


def test_the_list_tells_nothing_on_its_own_day(snapshot):
    """On that day an area on it is blank, and was not blank before."""
    assert pasts_of(network_of(), snapshot(day=LIST.day), LIST) == {}


@pytest.mark.parametrize(
    ("past", "ja", "en"),
    [
        (None, "地域がん診療病院のみ", "a local cancer hospital only"),
        (
            Past.WAS_BLANK,
            "地域がん診療病院のみ（もと空白）",
            "a local cancer hospital only (was blank)",
        ),
        (
            Past.HAD_HUB,
            "地域がん診療病院のみ（もと拠点あり）",
            "a local cancer hospital only (had a hub)",
        ),
    ],
)
def test_the_label_tells_the_past_of_an_area_with_a_local_hospital(
    frame, snapshot, standing, past, ja, en
):
    pasts = {} if past is None else {"1701": past, "1702": past}
    stands = snapshot(standing("A", "1701", "local"), standing("B", "1702", "regional"))
    first, second, *_ = cover_areas(frame, stands, None, pasts)

    assert (first.cover, first.past, first.label) == (Cover.LOCAL, past, (ja, en))
    assert (second.past, second.label.ja) == (None, "拠点病院あり")
