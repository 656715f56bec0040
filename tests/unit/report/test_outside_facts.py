"""Facts from outside: read strictly, added to the reports they name."""

from __future__ import annotations

import io

import pytest

from kinten.report.model import Report, Source
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
    ("row", "place"),
    [
        ("松江赤十字病院,2019,no_such_fact,2,", "f.csv:2:3"),
        ("松江赤十字病院,来年,hubs_in_area,2,", "f.csv:2:2"),
        ("松江赤十字病院,2019,hubs_in_area,約2,", "f.csv:2:4"),
        ("松江赤十字病院,2019,hubs_in_area,3..1,", "f.csv:2:4"),
        ("松江赤十字病院,2019,hubs_in_area,,", "f.csv:2:4"),
        ("松江赤十字病院,2019,hubs_in_area", "f.csv:2:3"),
    ],
)
def test_a_row_that_cannot_be_read_is_a_fault(row, place):
    """A file of facts is one's own: any fault in it is refused with its line."""
    with pytest.raises(FaultError) as raised:
        read(row + "\n")
    assert raised.value.place == place


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
        ("出雲病院,2019,hubs_in_area,2,", "0 reported hospitals match “出雲病院”."),
        ("中央病院,2021,hubs_in_area,2,", "2 reported hospitals match “中央病院”."),
        ("松江赤十字病院,2020,hubs_in_area,2,", "There is no report of 松江赤十字病院 for 2020."),
    ],
)
def test_a_hospital_that_is_not_there_is_a_fault(row, words):
    """No hospital, several, or no report of the year: refused with the line."""
    with pytest.raises(FaultError) as raised:
        add_facts(REPORTS, read(row + "\n"))
    assert (raised.value.place, words in raised.value.what.en) == ("f.csv:2:1", True)


def test_a_value_that_differs_from_the_report_contradicts():
    """Where the report holds another value, the fact is contradictory, with both cells."""
    reports, remarks = add_facts(REPORTS, read("中央病院,2021,hubs_in_area,3,富山\n"))
    given = reports[2].facts["hubs_in_area"]
    assert (given.missing, given.at) == (Reason.CONTRADICTORY, "p:1:1; f.csv:2:4")
    assert [one.rule for one in remarks] == ["duplicate_differs"]
