"""Facts from outside: read cell by cell, added to the reports they name."""

from __future__ import annotations

import io

import pytest

from kinten.report.model import Report, Severity, Source
from kinten.report.outside_facts import add_facts, read_facts
from kinten.vocabulary.given import number
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import FaultError

HEAD = "hospital,year,fact,value,prefecture\n"
SOURCE = Source("papers.csv", "")
REPORTS = (
    Report("松江赤十字病院", 2019, SOURCE, "", prefecture="32", hospital_id="H1"),
    Report("松江赤十字病院", 2021, SOURCE, "", prefecture="32", hospital_id="H1"),
    Report(
        "中央病院", 2021, SOURCE, "", prefecture="16", facts={"hubs_in_area": number(2, "p:1:1")}
    ),
    Report("中央病院", 2021, SOURCE, "", prefecture="17"),
)


def read(text: str):
    return read_facts(io.BytesIO((HEAD + text).encode()), "f.csv")


@pytest.mark.parametrize(
    ("fact", "value", "low", "high"),
    [
        ("regional_hubs_in_area", "2", 2, 2),
        ("regional_hubs_in_area", "1..3", 1, 3),
        ("regional_hubs_in_area", "1 .. 3", 1, 3),
        ("resident_share", "26%", 0.26, 0.26),
        ("resident_share", "0.26", 0.26, 0.26),
        ("resident_share", "0.2..0.3", 0.2, 0.3),
        ("partner_area_is_adjacent", "はい", 1, 1),
        ("partner_area_is_adjacent", "いいえ", 0, 0),
    ],
)
def test_a_value_is_read(fact, value, low, high):
    """A value is a figure, a percentage, an answer, or a range."""
    given = read(f"松江赤十字病院,2019,{fact},{value},\n").rows[0].given
    assert (given.low, given.high, given.at) == (low, high, "f.csv:2:4")


@pytest.mark.parametrize(
    ("value", "reason", "rule"),
    [
        ("約2", Reason.UNREADABLE, "text_in_number"),
        ("3..1", Reason.UNREADABLE, "text_in_number"),
        ("1.5..2", Reason.UNREADABLE, "text_in_number"),
        ("-1", Reason.CONTRADICTORY, "negative"),
        ("", Reason.NOT_REPORTED, "blank_value"),
    ],
)
def test_a_value_that_cannot_be_read_costs_that_fact_alone(value, reason, rule):
    """The fact is unknown with its cell and told; the other rows are read."""
    facts = read(f"松江赤十字病院,2019,hubs_in_area,{value},\n中央病院,2021,hubs_in_area,2,富山\n")
    assert [row.given.missing for row in facts.rows] == [reason, None]
    assert facts.rows[0].given.at == "f.csv:2:4"
    told = [(one.rule, one.at, one.hospital, one.year, one.fact) for one in facts.remarks]
    assert told == [(rule, "f.csv:2:4", "松江赤十字病院", 2019, "hubs_in_area")]


def test_a_range_is_no_answer():
    """はい or いいえ has no range: it is unreadable."""
    given = read("松江赤十字病院,2019,partner_area_is_adjacent,0..1,\n").rows[0].given
    assert given.missing is Reason.UNREADABLE


def test_a_fault_of_a_cell_reaches_the_report_with_its_remark():
    """The fact is unknown in the report it is for, and the remark goes on with the reports."""
    reports, remarks = add_facts(REPORTS, read("松江赤十字,2019,regional_hubs_in_area,二,\n"))
    assert reports[0].facts["regional_hubs_in_area"].missing is Reason.UNREADABLE
    assert [(one.rule, one.severity) for one in remarks] == [("text_in_number", Severity.ERROR)]


@pytest.mark.parametrize("year", ["来年", "令和0年", "平成32年", "1899", "2200"])
def test_a_year_that_cannot_be_read_leaves_every_year_open(year):
    """Nobody knows which year is meant: the fact is unreadable in each, and the text is quoted."""
    facts = read(f"松江赤十字病院,{year},hubs_in_area,2,\n松江赤十字病院,2021,hubs_in_area,3,\n")
    reports, remarks = add_facts(REPORTS, facts)
    found = [report.facts["hubs_in_area"] for report in reports[:2]]
    assert [(one.missing, one.value, one.at) for one in found] == [
        (Reason.UNREADABLE, None, "f.csv:2:2"),
        (None, 3.0, "f.csv:3:4"),
    ]
    assert [one.rule for one in remarks] == ["unreadable_year"]
    assert f"「{year}」" in remarks[0].words.ja


def test_an_unreadable_cell_changes_no_value_of_the_report():
    """What the report says stays, beside the remark."""
    reports, _ = add_facts(REPORTS, read("中央病院,2021,hubs_in_area,約3,富山\n"))
    assert reports[2].facts["hubs_in_area"].value == 2.0


def test_an_unknown_prefecture_is_told():
    """It does not choose, and it is not passed over in silence."""
    facts = read("松江赤十字病院,2019,hubs_in_area,2,出雲国\n")
    assert [(one.rule, one.at) for one in facts.remarks] == [("prefecture", "f.csv:2:5")]


def test_unknown_facts_are_refused_all_at_once():
    """A name that is not in the catalogue is no cell's slip: every one is listed with its place."""
    with pytest.raises(FaultError) as raised:
        read("松江赤十字病院,2019,no_such,2,\n甲,2019,hubs_in_area,2,\n乙,2019,nor_this,2,\n")
    assert raised.value.place == "f.csv:2:3"
    assert raised.value.what.ja == (
        "目録にない項目です：「no_such」（f.csv:2:3）、「nor_this」（f.csv:4:3）。"
    )


def test_a_long_list_of_faults_is_cut():
    """A message stays readable: twenty rows, and how many more."""
    with pytest.raises(FaultError) as raised:
        read("甲,2019,no_such,2,\n" * 25)
    assert raised.value.what.en.endswith(" and 5 more rows.")


def test_half_a_row_is_a_fault_of_the_file():
    """A row that is cut off is refused with its line; an empty one is passed over."""
    assert len(read(",,,,\n松江赤十字病院,2019,hubs_in_area,2,\n").rows) == 1
    with pytest.raises(FaultError) as raised:
        read("松江赤十字病院,2019,hubs_in_area\n")
    assert raised.value.place == "f.csv:2:3"


@pytest.mark.parametrize("data", [b"a,b\n1,2\n", b"PK\x03\x04"])
def test_another_table_is_refused(data):
    """A table without the four columns, and a workbook, are refused."""
    with pytest.raises(FaultError):
        read_facts(io.BytesIO(data), "f.csv")


def test_a_fact_is_added_to_the_year_it_names():
    """A fact reaches the report of its hospital and year, and no other."""
    reports, remarks = add_facts(REPORTS, read("松江赤十字,2019,regional_hubs_in_area,2,\n"))
    found = [report.facts.get("regional_hubs_in_area") is not None for report in reports]
    assert (found, remarks) == ([True, False, False, False], ())


def test_a_fact_without_a_year_is_added_to_every_year():
    """A blank year means every year of the hospital; a hospital may be named by its id."""
    reports, _ = add_facts(REPORTS, read("H1,,regional_hubs_in_area,2,\n"))
    assert [len(report.facts) for report in reports] == [1, 1, 1, 0]


def test_a_prefecture_tells_hospitals_of_one_name_apart():
    """The optional column of prefectures chooses between two hospitals of one name."""
    reports, _ = add_facts(REPORTS, read("中央病院,2021,local_hospitals_in_area,0,石川\n"))
    assert [len(report.facts) for report in reports] == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("出雲病院,2019,hubs_in_area,2,", "0 reported hospitals match “出雲病院” (f.csv:2:1)."),
        ("中央病院,2021,hubs_in_area,2,", "2 reported hospitals match “中央病院” (f.csv:2:1): "),
        (
            "松江赤十字病院,2020,hubs_in_area,2,",
            "there is no report of 松江赤十字病院 for 2020 (f.",
        ),
    ],
)
def test_a_hospital_that_is_not_there_is_a_fault(row, words):
    """No hospital, several, or no report of the year: refused with the line."""
    with pytest.raises(FaultError) as raised:
        add_facts(REPORTS, read(row + "\n"))
    assert (raised.value.place, words in raised.value.what.en) == ("f.csv:2:1", True)


def test_all_hospitals_that_are_not_there_are_told_at_once():
    """One message lists every row to mend."""
    rows = "出雲病院,2019,hubs_in_area,2,\nH1,2019,hubs_in_area,2,\nH1,2020,hubs_in_area,2,\n"
    with pytest.raises(FaultError) as raised:
        add_facts(REPORTS, read(rows))
    assert raised.value.what.ja == (
        "病院「出雲病院」に該当する報告は0施設です（f.csv:2:1）、"
        "「H1」の2020年の報告がありません（f.csv:4:1）。"
    )


def test_a_value_that_differs_from_the_report_contradicts():
    """Where the report holds another value, the fact is contradictory, with both cells."""
    reports, remarks = add_facts(REPORTS, read("中央病院,2021,hubs_in_area,3,富山\n"))
    given = reports[2].facts["hubs_in_area"]
    assert (given.missing, given.at) == (Reason.CONTRADICTORY, "p:1:1; f.csv:2:4")
    assert [one.rule for one in remarks] == ["duplicate_differs"]
