"""Counts as pairs, and the network facts that clauses about placement read, as intervals."""

from datetime import date

import pytest

from kinten.network.counting import Pair, count_all, count_hubs, count_kinds
from kinten.network.placement import place
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason

DAY = date(2024, 1, 1)


def known(hospital, kind):
    return {"hospital_id": hospital, "kind": kind, "begins": "2020-04-01"}


def open_kind(hospital):
    return {"hospital_id": hospital, "stated": "2020-04-01"}


def later(hospital, kind=""):
    return {"hospital_id": hospital, "kind": kind, "stated": "2026-04-01"}


@pytest.fixture
def on(read):
    def make(*designations, **tables):
        return read(designations, **tables).as_of(DAY)

    return make


def test_counts_are_at_least_the_certain_and_at_most_the_possible(on):
    """A prefectural hub, a local hospital, one of unknown kind, one known from later only."""
    standings = on(known("A", "pref"), known("B", "local"), open_kind("C"), later("D")).standings
    counts = count_kinds(standings)

    assert counts[Kind.NCC] == Pair(0, 0)
    assert counts[Kind.PREF] == Pair(1, 3)
    assert counts[Kind.REGIONAL] == Pair(0, 2)
    assert counts[Kind.LOCAL] == Pair(1, 3)
    assert count_hubs(standings) == Pair(1, 3)
    assert count_all(standings) == Pair(3, 4)


def test_kinds_between_two_hubs_are_a_hub_for_certain(on):
    """Which of the two it is stays open, that it is a hub does not."""
    rows = [
        {"hospital_id": "A", "kind": kind, "stated": "2023-04-01"} for kind in ("pref", "regional")
    ]
    standings = on(*rows).standings

    assert standings[0].is_hub is True
    assert count_hubs(standings) == Pair(1, 1)
    assert count_kinds(standings)[Kind.PREF] == Pair(0, 1)


def test_a_pair_is_told_as_one_figure_where_it_is_one():
    """And adds up end by end."""
    assert (str(Pair(2, 2)), str(Pair(1, 3))) == ("2", "1〜3")
    assert Pair(1, 3) + Pair(2, 2) == Pair(3, 5)


def facts(snapshot, geography, hospital):
    return place(snapshot, geography.adjacency).facts(snapshot.of(hospital))


def test_placement_facts_count_the_hospital_itself(on, geography):
    """One prefectural hub in the prefecture, one hub in the area."""
    snapshot = on(known("A", "pref"), known("D", "regional"))
    found = facts(snapshot, geography, "A")

    assert {name: (each.low, each.high) for name, each in found.items()} == {
        "pref_hospitals_in_prefecture": (1, 1),
        "hubs_in_area": (1, 1),
        "regional_hubs_in_area": (0, 0),
        "local_hospitals_in_area": (0, 0),
    }
    assert found["hubs_in_area"].at == "network@2024-01-01"


def test_unknown_kinds_make_placement_facts_ranges(on, geography):
    """Of two hospitals of the area one may be a hub or not: the verdict may be unknown."""
    area = {"prefecture": "17", "area": "1702"}
    hospitals = [{"hospital_id": name, **area} for name in "ABC"]
    snapshot = on(known("A", "regional"), open_kind("B"), later("C"), hospitals=hospitals)
    found = facts(snapshot, geography, "A")

    assert (found["hubs_in_area"].low, found["hubs_in_area"].high) == (1, 3)
    assert (found["regional_hubs_in_area"].low, found["regional_hubs_in_area"].high) == (1, 3)
    assert (found["local_hospitals_in_area"].low, found["local_hospitals_in_area"].high) == (0, 2)
    assert found["hubs_in_area"].value is None
    assert found["hubs_in_area"].text == "1〜3"
    assert "partner_area_is_adjacent" not in found


def test_a_hospital_without_a_place_has_no_facts_of_its_area(on, geography):
    """Absent, so that the clause is not reported rather than kept or broken."""
    snapshot = on(known("A", "pref"), hospitals=[{"hospital_id": "A", "prefecture": "17"}])

    assert set(facts(snapshot, geography, "A")) == {"pref_hospitals_in_prefecture"}


@pytest.mark.parametrize(
    ("partners", "value", "reason"),
    [
        (["B"], 1, None),  # 能登中部 touches 能登北部
        (["A"], 0, None),  # 石川中央 does not
        (["A", "B"], 1, None),  # one of two is enough
        (["D"], None, Reason.NOT_REPORTED),  # does not stand
        ([""], None, Reason.NOT_REPORTED),  # matches nobody
        ([], None, Reason.NOT_REPORTED),
    ],
)
def test_whether_the_partner_is_adjacent(on, geography, partners, value, reason):
    """Of the partners that stand; with none of them it is not reported."""
    groups = [{"hospital_id": "C", "partner_id": each, "begins": "2020-04-01"} for each in partners]
    snapshot = on(known("A", "pref"), known("B", "regional"), known("C", "local"), groups=groups)
    found = facts(snapshot, geography, "C")["partner_area_is_adjacent"]

    assert (found.value, found.missing) == (value, reason)


def test_on_an_island_adjacency_is_for_the_prefecture_to_declare(on, geography):
    """佐渡 touches nothing: not reported, never broken."""
    groups = [{"hospital_id": "S", "partner_id": "A", "begins": "2020-04-01"}]
    snapshot = on(known("A", "pref"), known("S", "local"), groups=groups)
    found = facts(snapshot, geography, "S")["partner_area_is_adjacent"]

    assert (found.value, found.missing) == (None, Reason.NOT_REPORTED)


def test_partners_that_do_not_stand_are_told_as_none(on, geography):
    """So that a finding can open on the same day."""
    groups = [
        {"hospital_id": "C", "partner_id": each, "begins": "2020-04-01"} for each in ("A", "D", "")
    ]
    snapshot = on(known("A", "pref"), known("C", "local"), groups=groups)
    partners = place(snapshot, geography.adjacency).partners("C")

    assert [each and each.hospital.id for each in partners] == ["A", None, None]
    gone = place(snapshot.without(["A"]), geography.adjacency).partners("C")
    assert gone == (None, None, None)
