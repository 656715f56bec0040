"""Terms longer than the rule of their edition: told with the rule, or that its text was not seen."""

from datetime import date

import pytest

from kinten.guideline.loading import load_edition
from kinten.network.checking import check_network
from kinten.network.departure import EXCEPTIONAL_TERM_RULE, TERM_RULE, Gravity
from kinten.network.placement import place
from kinten.network.terms import last_day

DAY = date(2023, 10, 1)


@pytest.fixture
def found(read, geography):
    """Check hospital A of one designation under an edition; give the rule and gravity of each finding."""

    def make(edition="R4.8", day=DAY, **record):
        rows = [{"hospital_id": "A", "kind": "regional", **record}]
        placement = place(read(rows).as_of(day), geography.adjacency)
        departures = check_network(placement, load_edition(edition), {})
        assert all(each.words.ja != each.words.en for each in departures)
        return [
            (each.rule, each.gravity)
            for each in departures
            if each.rule in {TERM_RULE, EXCEPTIONAL_TERM_RULE}
        ]

    return make


LONG = [(TERM_RULE, Gravity.BREACH)]
LONG_EXCEPTIONAL = [(EXCEPTIONAL_TERM_RULE, Gravity.BREACH)]
OPEN_EXCEPTIONAL = [(EXCEPTIONAL_TERM_RULE, Gravity.NOT_KNOWN)]


@pytest.mark.parametrize(
    ("edition", "flag", "ends", "told"),
    [
        ("R4.8", "", "2027-03-31", []),
        ("R4.8", "", "2024-03-31", []),
        ("R4.8", "", "2027-04-01", LONG),
        ("R4.8", "", "2031-03-31", LONG),
        ("H30.7", "", "2031-03-31", LONG),
        ("R4.8", "exceptional", "2024-03-31", []),
        ("R4.8", "exceptional", "2024-04-01", LONG_EXCEPTIONAL),
        ("R4.8", "exceptional", "2027-03-31", LONG_EXCEPTIONAL),
        ("R4.8", "exceptional", "2031-03-31", LONG_EXCEPTIONAL),
        ("H30.7", "exceptional", "2027-03-31", OPEN_EXCEPTIONAL),
        ("H30.7", "exceptional", "2031-03-31", LONG),
    ],
)
def test_a_term_longer_than_the_rule_is_a_finding(found, edition, flag, ends, told):
    """Four years; one for a 特例型 under R4.8. The text of H30.7 on 特例型 is not held: never a breach."""
    assert found(edition, flag=flag, begins="2023-04-01", term_ends=ends) == told


def test_an_exceptional_term_that_began_before_the_edition_cannot_be_told(found):
    """R4.8 speaks of designations from 2022-08 on."""
    told = found(flag="exceptional", begins="2022-04-01", term_ends="2026-03-31")

    assert told == OPEN_EXCEPTIONAL


def test_of_a_paper_only_the_time_from_its_day_on_is_known(found):
    """More than four years after the day it describes is too long, whenever the term began."""
    assert found(stated="2023-09-01", term_ends="2027-08-31") == []
    assert found(stated="2023-09-01", term_ends="2027-09-01") == LONG
    assert (
        found(stated="2023-09-01", flag="exceptional", term_ends="2026-03-31") == OPEN_EXCEPTIONAL
    )


def test_the_rule_does_not_speak_of_the_national_centre(found):
    """The clause names the four kinds that a prefecture recommends."""
    assert found(kind="ncc", begins="2023-04-01", term_ends="2031-03-31") == []


@pytest.mark.parametrize(
    ("begins", "years", "ends"),
    [
        ("2023-04-01", 4, "2027-03-31"),
        ("2023-04-01", 1, "2024-03-31"),
        ("2024-03-01", 4, "2028-02-29"),
        ("2024-02-29", 1, "2025-02-28"),
        ("2024-02-29", 4, "2028-02-28"),
    ],
)
def test_the_last_day_of_a_term(begins, years, ends):
    """The day before the same date; where there is no 29 February, the last of February."""
    assert last_day(date.fromisoformat(begins), years) == date.fromisoformat(ends)
