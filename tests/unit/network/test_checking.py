"""Where the network departs from the rules of groups, provisions and terms: told on the same day."""

from datetime import date

import pytest

from kinten.guideline.loading import load_edition
from kinten.network.checking import Gravity, check_network, count_gravities
from kinten.network.departure import GROUP_RULE, PROVISION_RULE, TERM_RULE
from kinten.network.placement import place

DAY = date(2024, 1, 1)


def known(hospital, kind, **more):
    return {"hospital_id": hospital, "kind": kind, "begins": "2020-04-01", **more}


def with_(partner, hospital="C", **more):
    return {"hospital_id": hospital, "partner_id": partner, "begins": "2020-04-01", **more}


@pytest.fixture
def found(read, geography):
    """Check a network on a day; give gravity, rule and hospitals of what is found under one rule."""

    def make(*designations, rule=GROUP_RULE, day=DAY, **tables):
        snapshot = read(designations, **tables).as_of(day)
        placement = place(snapshot, geography.adjacency)
        departures = check_network(placement, load_edition("H30.7"), {})
        assert sum(count_gravities(departures).values()) == len(departures)
        assert all(each.words.ja and each.words.en for each in departures)
        return [
            (each.gravity, each.words.en, [one.hospital.id for one in each.hospitals])
            for each in departures
            if each.rule == rule
        ]

    return make


HUBS = (known("A", "pref"), known("B", "regional"))


def test_a_partner_of_an_adjacent_area_is_in_order(found):
    """能登中部 touches 能登北部."""
    assert found(*HUBS, known("C", "local"), groups=[with_("B")]) == []


@pytest.mark.parametrize(
    ("rows", "groups", "gravity", "words"),
    [
        (HUBS, [with_("A")], Gravity.BREACH, "the area of the partner 甲病院 (1702) is not adjacent"),
        (HUBS, [with_("D")], Gravity.BREACH, "the partner is not designated"),
        ((known("B", "local"),), [with_("B")], Gravity.BREACH, "the partner 乙病院 is not a hub"),
        ((known("B", ""),), [with_("B")], Gravity.NOT_KNOWN, "the kind of the partner 乙病院 is not known"),
        (HUBS, [with_("")], Gravity.NOT_KNOWN, "the partner matches no hospital"),
        (HUBS, [], Gravity.NOT_KNOWN, "no group partner is recorded"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_partner(found, rows, groups, gravity, words):
    """Not adjacent, gone, no hub, of unknown kind, not matched, none: each with the local hospital."""
    told = [each for each in found(*rows, known("C", "local"), groups=groups) if each[2] == ["C"]]

    assert told == [(gravity, words, ["C"])]


def test_an_island_is_never_in_breach_of_adjacency(found):
    """It touches nothing: the prefecture has to declare it."""
    told = found(*HUBS, known("S", "local"), groups=[with_("A", "S")])

    assert [(gravity, hospitals) for gravity, _, hospitals in told] == [(Gravity.NOT_KNOWN, ["S"])]


def test_losing_the_partner_opens_a_finding_on_the_same_day(found):
    """The last day in force is in order, the next one is not."""
    rows = (known("B", "regional", ends="2024-04-01"), known("C", "local"))

    assert found(*rows, groups=[with_("B")], day=date(2024, 3, 31)) == []
    told = found(*rows, groups=[with_("B")], day=date(2024, 4, 1))
    assert told == [(Gravity.BREACH, "the partner is not designated", ["C"])]


def test_a_treatment_that_neither_gives_is_a_finding(found):
    """Own, partner and not known are none."""
    row = {"hospital_id": "C", "cancer": "lung"}
    givers = [
        {**row, "modality": modality, "giver": giver}
        for modality, giver in (
            ("palliative", "own"),
            ("radiotherapy", "partner"),
            ("drug_therapy", "not_known"),
            ("surgery", "neither"),
        )
    ]
    told = found(*HUBS, known("C", "local"), rule=PROVISION_RULE, provisions=givers)

    assert told == [
        (Gravity.BREACH, "neither hospital of the group gives surgery for lung cancer", ["C"])
    ]


@pytest.mark.parametrize(("day", "count"), [("2024-03-31", 0), ("2024-04-01", 1)])
def test_a_term_that_is_over_needs_a_reason(found, day, count):
    """From the day after its last day, while no renewal is recorded."""
    row = known("A", "pref", term_ends="2024-03-31")
    told = found(row, rule=TERM_RULE, day=date.fromisoformat(day))

    assert [gravity for gravity, _, _ in told] == [Gravity.REASON] * count


@pytest.mark.parametrize(
    ("others", "gravity", "hospitals"),
    [
        ((), None, []),
        ((known("B", "regional"),), Gravity.REASON, ["A", "B"]),
        ((known("B", "regional"), known("C", "")), Gravity.REASON, ["A", "B"]),
        ((known("B", ""),), Gravity.NOT_KNOWN, ["A", "B"]),
        ((known("B", "pref"),), Gravity.REASON, ["A", "B"]),
    ],
)
def test_more_than_one_hub_in_an_area_is_an_exception_that_needs_a_reason(
    read, geography, others, gravity, hospitals
):
    """Also where there are two or three; with one or two it cannot be told. One finding for the area.

    It names the hubs that were counted, of whatever kind.
    """
    area = {"prefecture": "17", "area": "1702"}
    listed = [{"hospital_id": name, **area} for name in "ABC"]
    snapshot = read([known("A", "regional"), *others], hospitals=listed).as_of(DAY)
    departures = check_network(place(snapshot, geography.adjacency), load_edition("R4.8"), {})
    found = [each for each in departures if each.rule == "R4.8/placement/regional-number"]

    assert [each.gravity for each in found] == ([] if gravity is None else [gravity])
    for each in found:
        assert [one.hospital.id for one in each.hospitals] == hospitals
        assert (each.area, each.citation.source) == ("1702", "W9878")


def test_a_local_hospital_beside_a_hub_is_a_breach_by_the_designator(read, geography):
    """It may stand only where no hub is."""
    area = {"prefecture": "17", "area": "1702"}
    listed = [{"hospital_id": name, **area} for name in "AB"]
    snapshot = read([known("A", "regional"), known("B", "local")], hospitals=listed).as_of(DAY)
    departures = check_network(place(snapshot, geography.adjacency), load_edition("R4.8"), {})
    rules = {each.rule: each.gravity for each in departures}

    assert rules["R4.8/placement/local-no-hub"] is Gravity.BREACH


@pytest.mark.parametrize(
    ("rows", "gravity", "hospitals"),
    [
        pytest.param((known("A", "pref"),), None, [], id="one"),
        pytest.param((known("A", "regional"),), Gravity.REASON, [], id="none"),
        pytest.param((known("A", "pref", ends="2023-04-01"),), Gravity.REASON, [], id="it left"),
        pytest.param(
            (known("A", "pref"), known("B", "pref")), Gravity.REASON, ["A", "B"], id="two"
        ),
        pytest.param(
            (known("A", ""), known("B", "regional")), Gravity.NOT_KNOWN, ["A"], id="perhaps"
        ),
    ],
)
def test_a_prefecture_has_one_prefectural_hub(read, geography, rows, gravity, hospitals):
    """None is an exception to the principle as two are, also where no hospital stands any more."""
    snapshot = read(rows).as_of(DAY)
    placement = place(snapshot, geography.adjacency, ["17"])
    departures = check_network(placement, load_edition("R4.8"), {})
    found = [each for each in departures if each.rule == "R4.8/placement/pref-number"]

    assert [each.gravity for each in found] == ([] if gravity is None else [gravity])
    for each in found:
        assert each.area == "17"
        assert [one.hospital.id for one in each.hospitals] == hospitals
