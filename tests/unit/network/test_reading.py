"""Tables into a network: every fault names its table, line and column, in both languages."""

from datetime import date

import pytest

from kinten.geography.area import Point
from kinten.network.designation import Act, Basis
from kinten.network.group import Cancer, Giver, Modality
from kinten.network.hospital import Certainty
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError

ONE = {"hospital_id": "A", "prefecture": "石川", "name": "甲病院", "municipality": "17201"}


def refused(read, **tables):
    """Read what is wrong; give the fault, told in both languages."""
    with pytest.raises(FaultError) as raised:
        read(**tables)
    fault = raised.value
    assert all((fault.what.ja, fault.what.en, fault.mend.ja, fault.mend.en))
    assert fault.what.ja != fault.what.en
    return fault


@pytest.mark.parametrize(
    ("change", "place", "word"),
    [
        ({"hospital_id": " "}, "hospital_id", "no id"),
        ({"prefecture": "加賀国"}, "prefecture", "加賀国"),
        ({"prefecture": ""}, "prefecture", "no prefecture"),
        ({"municipality": "99999"}, "municipality", "99999"),
        ({"municipality": "172012"}, "municipality", "172012"),
        ({"prefecture": "13"}, "municipality", "lies in Ishikawa, but the prefecture is Tokyo"),
        ({"area": "1701"}, "area", "lies in 1702"),
        ({"area": "0508"}, "area", "no area with the code “0508”"),
        ({"area": "0501"}, "area", "no area of Ishikawa"),
        ({"area": "県南", "municipality": ""}, "area", "県南"),
        ({"prefecture": "14", "municipality": "14130"}, "area", "川崎市 alone"),
        ({"lat": "36.5"}, "lon", "only one"),
        ({"lon": "136.6"}, "lat", "only one"),
        ({"lat": "136.6", "lon": "36.5"}, "lat", "outside Japan"),
        ({"lat": "nan", "lon": "136.6"}, "lat", "outside Japan"),
        ({"lat": "36度", "lon": "136.6"}, "lat", "not a number"),
        ({"lat": "31.5", "lon": "130.5"}, "lat", "km from the office of 金沢市"),
        ({"municipality": "", "lat": "31.5", "lon": "130.5"}, "lat", "from the office of"),
        ({"municipality": "", "area": "1701", "lat": "37.5", "lon": "137.26"}, "lat", "川北町"),
        ({"beds_total": "約500"}, "beds_total", "not a number"),
        ({"beds_total": "-5"}, "beds_total", "-5"),
        ({"certainty": "perhaps"}, "certainty", "perhaps"),
    ],
)
def test_a_wrong_cell_of_a_hospital_is_refused_with_its_place(read, change, place, word):
    """Table, line and column; what was found there; what to write instead."""
    fault = refused(read, hospitals=[{**ONE, **change}])

    assert fault.place == f"hospitals.csv:2:{place}"
    assert word in fault.what.en


def test_a_hospital_in_two_areas_is_refused(read):
    """Two rows of one id that disagree on the area; two equal rows are refused as well."""
    twice = [{**ONE, "area": "1702"}, {**ONE, "area": "1701", "municipality": ""}]
    fault = refused(read, hospitals=twice)
    assert fault.place == "hospitals.csv:3:area"
    assert "1702" in fault.what.ja
    assert "1701" in fault.what.ja

    fault = refused(read, hospitals=[ONE, ONE])
    assert fault.place == "hospitals.csv:3:hospital_id"
    assert "twice" in fault.what.en


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"hospital_id": "Z"}, "hospital_id", "“Z” is not in the table"),
        ({"hospital_id": ""}, "hospital_id", "no id"),
        ({"kind": "hub"}, "kind", "hub"),
        ({"flag": "advance"}, "flag", "advance"),
        ({"basis": "rumour"}, "basis", "rumour"),
        ({"begins": "2023/4/1"}, "begins", "2023/4/1"),
        ({"stated": "2023-02-30"}, "stated", "2023-02-30"),
        ({"recorded": "yesterday"}, "recorded", "yesterday"),
        ({"begins": "2023-04-01", "ends": "2023-04-01"}, "ends", "2023-04-01"),
        ({"begins": "2023-04-01", "ends": "2022-04-01"}, "ends", "2022-04-01"),
        ({"begins": "2023-04-01", "term_ends": "2023-03-31"}, "term_ends", "before its beginning"),
    ],
)
def test_a_wrong_cell_of_a_designation_is_refused_with_its_place(read, change, column, word):
    """An unknown hospital, kind, flag, basis or date; an end that is not behind the beginning."""
    fault = refused(read, designations=[{"hospital_id": "A"}, {"hospital_id": "A", **change}])

    assert fault.place == f"designations.csv:3:{column}"
    assert word in fault.what.en


@pytest.mark.parametrize(
    ("change", "column", "word"),
    [
        ({"kind": "local"}, "kind", "two kinds (regional hub and local cancer hospital)"),
        ({"flag": "exceptional"}, "flag", "differ in their flag"),
    ],
)
def test_two_kinds_of_a_hospital_from_one_day_on_are_refused(read, change, column, word):
    """The second row is named: neither can be taken. A blank kind, another day or hospital is in order."""
    first = {"hospital_id": "A", "kind": "regional", "begins": "2023-04-01"}
    fault = refused(read, designations=[first, {**first, **change}])
    assert fault.place == f"designations.csv:3:{column}"
    assert word in fault.what.en
    assert "2023-04-01" in fault.what.ja

    second = {"kind": "local", "begins": "2023-04-01"}
    for fine in ({"kind": ""}, {"begins": "2024-04-01"}, {"hospital_id": "B"}):
        assert len(read([first, {**first, **second, **fine}]).designations) == 2


def test_a_point_some_way_from_the_office_is_read(read):
    """能登町 stands 16 km from the office of 輪島市, nearer to others, and is taken."""
    placed = {**ONE, "municipality": "17204", "area": "1704", "lat": "37.31", "lon": "137.05"}

    assert read(hospitals=[placed]).hospitals["A"].point == Point(37.31, 137.05)


def test_a_point_in_a_place_far_from_the_one_stated_is_refused(read):
    """A hospital of 輪島 with the point of 金沢, and one of 能代 by the code that its area had until 2024."""
    fault = refused(
        read,
        hospitals=[{**ONE, "municipality": "17204", "area": "", "lat": "36.56", "lon": "136.65"}],
    )
    assert fault.place == "hospitals.csv:2:lat"
    assert "輪島市" in fault.what.ja
    assert "金沢市" in fault.what.ja

    akita = {
        "hospital_id": "A",
        "prefecture": "05",
        "area": "0503",
        "lat": "40.1976",
        "lon": "140.0335",
    }
    fault = refused(read, hospitals=[akita])
    assert "能代市" in fault.what.ja
    assert "2024" in fault.mend.en


def test_two_answers_about_one_treatment_from_one_day_are_refused(read):
    """Own and neither cannot both hold; from another day on, or of another treatment, they can."""
    first = {"hospital_id": "C", "cancer": "lung", "modality": "surgery", "giver": "own"}
    second = {**first, "giver": "neither"}
    fault = refused(read, provisions=[first, second])
    assert fault.place == "provisions.csv:3:giver"

    for fine in ({"begins": "2024-04-01"}, {"modality": "palliative"}, {"giver": "own"}):
        assert len(read(provisions=[first, {**second, **fine}]).provisions) == 2


def test_a_hospital_is_not_its_own_partner(read):
    """Refused at the partner's cell."""
    fault = refused(read, groups=[{"hospital_id": "C", "partner_id": "C"}])

    assert fault.place == "groups.csv:2:partner_id"


def test_a_decision_before_its_meeting_is_refused(read):
    """On the day of the meeting it is in order."""
    row = {"hospital_id": "A", "act": "new", "meeting": "2026-02-09"}
    fault = refused(read, recommendations=[{**row, "decided": "2026-01-01"}])

    assert fault.place == "recommendations.csv:2:decided"
    assert read(recommendations=[{**row, "decided": "2026-02-09"}]).recommendations


def test_the_words_that_can_be_written_are_listed(read):
    """ncc pref regional specific local."""
    fault = refused(read, designations=[{"hospital_id": "A", "kind": "hub"}])

    assert fault.mend.en.endswith(" ".join(Kind))


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("groups", {"hospital_id": "Z"}, "hospital_id"),
        ("groups", {"hospital_id": "C", "partner_id": "Z"}, "partner_id"),
        ("groups", {"hospital_id": "C", "begins": "2024", "partner_id": "A"}, "begins"),
        (
            "groups",
            {"hospital_id": "C", "begins": "2024-04-01", "ends": "2023-04-01"},
            "ends",
        ),
        ("provisions", {"hospital_id": "C", "cancer": "bone"}, "cancer"),
        ("provisions", {"hospital_id": "C"}, "cancer"),
        ("provisions", {"hospital_id": "C", "cancer": "lung", "modality": ""}, "modality"),
        (
            "provisions",
            {"hospital_id": "C", "cancer": "lung", "modality": "surgery", "giver": "we"},
            "giver",
        ),
        ("recommendations", {"hospital_id": "A", "act": "new"}, "meeting"),
        ("recommendations", {"hospital_id": "A", "meeting": "2026-02-09"}, "act"),
        (
            "recommendations",
            {"hospital_id": "Z", "act": "new", "meeting": "2026-02-09"},
            "hospital_id",
        ),
    ],
)
def test_a_wrong_cell_of_the_other_tables_is_refused_with_its_place(read, table, row, column):
    """Groups, provisions and recommendations."""
    fault = refused(read, **{table: [row]})

    assert fault.place == f"{table}.csv:2:{column}"


def test_a_hospital_is_what_its_row_says(read):
    """Names in their order without doubles; the area follows from the municipality; codes are normal."""
    network = read(
        hospitals=[
            {
                **ONE,
                "municipality": "172014",
                "also_called": "甲中央病院|甲病院| 旧甲病院 ",
                "lat": "36.56",
                "lon": "136.65",
                "beds_total": "500",
                "certainty": "named",
            }
        ]
    )
    hospital = network.hospitals["A"]

    assert [each.text for each in hospital.names] == ["甲病院", "甲中央病院", "旧甲病院"]
    assert (hospital.prefecture, hospital.municipality, hospital.area) == ("17", "17201", "1702")
    assert (hospital.point, hospital.beds) == (Point(36.56, 136.65), 500)
    assert hospital.certainty is Certainty.NAMED
    assert {each.id for each in hospital.known} == {"A"}


def test_an_area_may_be_written_by_name_within_the_prefecture_of_its_row(read):
    """県南 is unambiguous beside 長崎; without an area and a municipality the place is not known."""
    rows = [
        {"hospital_id": "A", "prefecture": "長崎", "area": "県南"},
        {"hospital_id": "B", "prefecture": "42"},
        {"hospital_id": "C", "prefecture": "14", "area": "1404", "municipality": "14130"},
    ]
    hospitals = read(hospitals=rows).hospitals

    assert [hospitals[name].area for name in "ABC"] == ["4204", "", "1404"]
    assert hospitals["B"].name == "（名称不明 B）"
    assert hospitals["A"].certainty is Certainty.LISTED


def test_the_other_rows_are_what_they_say(read):
    """Dates, kinds, flags and words of each table; what is blank is not known."""
    network = read(
        [
            {"hospital_id": "A", "kind": "regional", "flag": "exceptional", "begins": "2023-04-01",
             "ends": "2024-04-01", "term_ends": "2027-03-31", "recorded": "2023-05-01"},
            {"hospital_id": "B", "stated": "2022-04-01", "printed": "2022-04"},
        ],
        groups=[{"hospital_id": "C", "partner_printed": "どこか", "stated": "2024-01-01"}],
        provisions=[{"hospital_id": "C", "cancer": "lung", "modality": "surgery", "giver": "neither"}],
        recommendations=[{"act": "withdrawal", "meeting": "2026-02-09", "printed": "済生館"}],
    )  # fmt: skip
    decree, statement = network.designations

    assert (decree.basis, statement.basis) == (Basis.DECREED, Basis.PRINTED)
    assert (decree.kind, decree.is_exceptional, decree.is_advanced) == (Kind.REGIONAL, True, False)
    assert (decree.recorded, statement.recorded) == (date(2023, 5, 1), date(2026, 11, 22))
    assert (statement.kind, statement.printed) == (None, "2022-04")
    assert (network.groups[0].partner, network.groups[0].partner_printed) == ("", "どこか")
    provision = network.provisions[0]
    assert (provision.cancer, provision.modality) == (Cancer.LUNG, Modality.SURGERY)
    assert provision.giver is Giver.NEITHER
    asked = network.recommendations[0]
    assert (asked.hospital, asked.act, asked.printed_name) == ("", Act.WITHDRAWAL, "済生館")


def test_every_word_of_the_tables_has_its_words_for_people():
    """In both languages."""
    for words in (Basis, Act, Certainty, Cancer, Modality, Giver):
        assert all(each.label.ja and each.label.en for each in words)
