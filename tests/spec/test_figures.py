"""Clauses that hold one figure, one answer or one ratio against the text."""

from __future__ import annotations

import pytest


def test_at_least(verdicts_on):
    """At least: the figure itself is enough; a blank is never unmet."""
    expected, actual = verdicts_on(
        "at_least: {fact: registry_cases, number: 500}",
        """
        | registry_cases | verdict                       |
        | 499            | unmet                         |
        | 500            | met                           |
        | 501            | met                           |
        | 0              | unmet                         |
        |                | unknown not_reported          |
        | ?              | unknown not_asked             |
        | unreadable     | unknown unreadable            |
        | contradictory  | unknown contradictory         |
        | 500..600       | met                           |
        | 400..499       | unmet                         |
        | 499..500       | unknown not_reported          |
        """,
    )
    assert expected == actual


def test_at_most(verdicts_on):
    """At most: the figure itself is still allowed."""
    expected, actual = verdicts_on(
        "at_most: {fact: hubs_in_area, number: 1}",
        """
        | hubs_in_area | verdict              |
        | 0            | met                  |
        | 1            | met                  |
        | 2            | unmet                |
        | 0..1         | met                  |
        | 1..2         | unknown not_reported |
        | 2..3         | unmet                |
        |              | unknown not_reported |
        """,
    )
    assert expected == actual


def test_equals(verdicts_on):
    """Equals: one figure only; a range that holds it is not yet an answer."""
    expected, actual = verdicts_on(
        "equals: {fact: hubs_in_area, number: 1}",
        """
        | hubs_in_area | verdict              |
        | 0            | unmet                |
        | 1            | met                  |
        | 2            | unmet                |
        | 0..2         | unknown not_reported |
        | 1..1         | met                  |
        | 2..3         | unmet                |
        | ?            | unknown not_asked    |
        """,
    )
    assert expected == actual


def test_is_yes(verdicts_on):
    """Is true: はい meets it, いいえ does not, a blank is not no."""
    expected, actual = verdicts_on(
        "is: {fact: icu, value: true}",
        """
        | icu        | verdict              |
        | yes        | met                  |
        | no         | unmet                |
        |            | unknown not_reported |
        | ?          | unknown not_asked    |
        | unreadable | unknown unreadable   |
        """,
    )
    assert expected == actual


def test_is_no(verdicts_on):
    """Is false: the answer いいえ meets it."""
    expected, actual = verdicts_on(
        "is: {fact: icu, value: false}",
        """
        | icu | verdict              |
        | yes | unmet                |
        | no  | met                  |
        |     | unknown not_reported |
        """,
    )
    assert expected == actual


def test_all_facts(verdicts_on):
    """All facts: one no is enough for unmet; the first fact that is missing gives the reason."""
    expected, actual = verdicts_on(
        "all_facts: [icu, outpatient_chemo_room]",
        """
        | icu | outpatient_chemo_room | verdict               |
        | yes | yes                   | met                   |
        | yes | no                    | unmet                 |
        | no  |                       | unmet                 |
        |     | no                    | unmet                 |
        | yes |                       | unknown not_reported  |
        |     | unreadable            | unknown not_reported  |
        | ?   |                       | unknown not_asked     |
        | yes | contradictory         | unknown contradictory |
        """,
    )
    assert expected == actual


def test_ratio(verdicts_on):
    """Ratio: new inpatients of the area / (monthly discharges x 12) at least 0.2, boundary included."""
    expected, actual = verdicts_on(
        "ratio: {of: inpatient_cancer_patients, to: registry_cases, times: 12, at_least: 0.2}",
        """
        | inpatient_cancer_patients | registry_cases | verdict               |
        | 240                       | 100            | met                   |
        | 239                       | 100            | unmet                 |
        | 241                       | 100            | met                   |
        | 0                         | 100            | unmet                 |
        | 240                       | 90..100        | met                   |
        | 239                       | 90..100        | unknown not_reported  |
        | 200..230                  | 100            | unmet                 |
        |                           | 100            | unknown not_reported  |
        |                           | 100            | unknown not_reported  |
        | 240                       |                | unknown not_reported  |
        | 240                       | ?              | unknown not_asked     |
        | 240                       | 0              | unknown contradictory |
        | 0                         | 0              | unknown contradictory |
        """,
    )
    assert expected == actual


def test_a_dash_on_a_clause_that_binds(verdicts_on):
    """「-」 where the clause binds is neither yes, no nor missing: a person has to confirm it."""
    table = """
        | icu | verdict                 |
        | -   | unknown needs_judgement |
        """
    for strength in ("must", "principle"):
        test = f"strength: {strength}, is: {{fact: icu, value: true}}"
        expected, actual = verdicts_on(test, table)
        assert expected == actual


def test_a_dash_on_a_desirable_clause(verdicts_on):
    """「-」 where the clause does not bind is taken at its word."""
    table = """
        | icu | registry_cases | verdict        |
        | -   | -              | not_applicable |
        """
    for test in ("is: {fact: icu, value: false}", "at_least: {fact: registry_cases, number: 1}"):
        for strength in ("desirable", "desirable_next"):
            expected, actual = verdicts_on(f"strength: {strength}, {test}", table)
            assert expected == actual


def test_a_dash_on_every_shape(verdicts_on):
    """「-」 in place of a figure is never read as nothing."""
    tests = (
        "at_least: {fact: registry_cases, number: 0}",
        "at_most: {fact: registry_cases, number: 9}",
        "equals: {fact: registry_cases, number: 0}",
        "ratio: {of: registry_cases, to: cancer_surgeries, times: 1, at_least: 0}",
        "all_facts: [icu]",
    )
    for test in tests:
        expected, actual = verdicts_on(
            test,
            """
            | registry_cases | cancer_surgeries | icu | verdict                 |
            | -              | 100              | -   | unknown needs_judgement |
            """,
        )
        assert expected == actual


def test_a_dash_is_shown_as_not_applicable(make_edition, judge, facts_in):
    """The dash is printed as not applicable and counts as unknown in the whole."""
    edition = make_edition("- {id: icu, ja: 条項, en: clause, is: {fact: icu, value: true}}")
    judged = judge(edition, facts_in({"icu": "-"}))
    (finding,) = judged.explanation.findings
    assert (judged.overall, finding.shown.word, finding.is_dash) == (
        "unknown",
        "not_applicable",
        True,
    )


def test_exact_decimals_at_every_boundary(verdicts_on):
    """Thresholds are decimals: a figure equal to the printed one meets it, one step less does not."""
    for printed in ("0.1", "0.2", "0.29", "0.3", "0.7", "0.57", "0.11", "0.2675"):
        less = str(float(printed) - 1e-9)
        expected, actual = verdicts_on(
            f"at_least: {{fact: resident_share, number: {printed}}}",
            f"""
            | resident_share | verdict |
            | {printed}      | met     |
            | {less}         | unmet   |
            """,
        )
        assert expected == actual


@pytest.mark.parametrize(("printed", "of", "to"), [("1.1", 11, 10), ("2.675", 2675, 1000)])
def test_exact_decimals_of_a_ratio(verdicts_on, printed, of, to):
    """A ratio may be above 1: equal to the printed number meets it, one case less does not."""
    ratio = f"of: registry_cases, to: cancer_surgeries, times: 1, at_least: {printed}"
    expected, actual = verdicts_on(
        f"ratio: {{{ratio}}}",
        f"""
        | registry_cases | cancer_surgeries | verdict |
        | {of}           | {to}             | met     |
        | {of - 1}       | {to}             | unmet   |
        """,
    )
    assert expected == actual
