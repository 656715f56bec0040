"""`applies_if`, `meets` and `readings`: clauses that lean on a condition, on another clause or on a way to read."""

from __future__ import annotations

import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.vocabulary.hospital_kind import Kind


def test_applies_if_a_fact(verdicts_on):
    """Not met: the clause does not apply. Open: met either way is met, else nothing can be said."""
    expected, actual = verdicts_on(
        "applies_if: provides_radiotherapy, at_least: {fact: external_beam_units, number: 1}",
        """
        | provides_radiotherapy | external_beam_units | verdict                 |
        | yes                   | 1                   | met                     |
        | yes                   | 0                   | unmet                   |
        | yes                   |                     | unknown not_reported    |
        | no                    | 0                   | not_applicable          |
        | no                    |                     | not_applicable          |
        |                       | 1                   | met                     |
        |                       | 0                   | unknown not_reported    |
        | ?                     | 0                   | unknown not_asked       |
        | -                     | 0                   | unknown needs_judgement |
        """,
    )
    assert expected == actual


def test_applies_if_a_figure(verdicts_on):
    """A condition may be any test of facts; a range on both sides of its number leaves it open."""
    expected, actual = verdicts_on(
        "applies_if: {at_least: {fact: hubs_in_area, number: 2}}, is: {fact: icu, value: true}",
        """
        | hubs_in_area | icu | verdict              |
        | 2            | no  | unmet                |
        | 1            | no  | not_applicable       |
        | 1..2         | no  | unknown not_reported |
        | 1..2         | yes | met                  |
        """,
    )
    assert expected == actual


def test_applies_if_all_and_any(verdicts_on):
    """Conditions join with all and any, one in the other."""
    condition = "{any: [pdca_lead, {all: [provides_radiotherapy, {is: {fact: quality_lead, value: false}}]}]}"
    expected, actual = verdicts_on(
        f"applies_if: {condition}, is: {{fact: icu, value: true}}",
        """
        | pdca_lead | provides_radiotherapy | quality_lead | icu | verdict              |
        | yes       |                       |              | no  | unmet                |
        | no        | yes                   | no           | no  | unmet                |
        | no        | yes                   | yes          | no  | not_applicable       |
        | no        | no                    |              | no  | not_applicable       |
        | no        | yes                   |              | no  | unknown not_reported |
        | no        | yes                   |              | yes | met                  |
        """,
    )
    assert expected == actual


def test_a_condition_holds_for_the_parts(make_edition, judge, facts_in):
    """Where a clause does not apply, its parts do not either."""
    edition = make_edition(
        """
- id: beam
  ja: 条項
  en: clause
  applies_if: provides_radiotherapy
  at_least: {fact: external_beam_units, number: 1}
  parts:
  - {id: icu, ja: 条項, en: clause, strength: desirable, is: {fact: icu, value: true}}
"""
    )
    facts = {"external_beam_units": "1", "icu": "no"}
    with_it = judge(edition, facts_in(facts | {"provides_radiotherapy": "yes"}))
    without = judge(edition, facts_in(facts | {"provides_radiotherapy": "no"}))
    assert (with_it.of("beam"), with_it.of("beam/icu")) == ("met", "unmet")
    assert (without.of("beam"), without.of("beam/icu")) == ("not_applicable", "not_applicable")
    assert without.overall == "not_applicable"


MEETS = """
- id: base
  ja: 地域拠点の要件
  en: requirements of regional hubs
  kinds: [regional, pref]
  manner: roughly
  at_least: {fact: registry_cases, number: 500}
- id: wish
  ja: 望ましい
  en: desirable
  kinds: [regional]
  strength: desirable
  is: {fact: icu, value: true}
- id: as-regional
  ja: 地域拠点の要件を満たすこと
  en: meets the regional requirements
  kinds: [specific]
  meets: {kind: regional}
- id: exactly
  ja: 要件を文言どおり満たすこと
  en: meets it exactly
  kinds: [pref]
  meets: {clause: base, manner: exactly}
- id: again
  ja: 要件を概ね満たすこと
  en: meets it roughly
  kinds: [local]
  meets: {clause: base, manner: roughly}
"""


@pytest.mark.parametrize(
    ("cases", "verdict"),
    [("500", "met"), ("499", "unknown needs_judgement"), ("", "unknown not_reported")],
)
def test_meets_kind(make_edition, judge, facts_in, cases, verdict):
    """The requirements of another kind: its binding clauses, in their own manner."""
    judged = judge(
        make_edition(MEETS), facts_in({"registry_cases": cases, "icu": "no"}), kind=Kind.SPECIFIC
    )
    assert judged.of("as-regional") == judged.of("base") == verdict
    assert "wish" not in judged.clauses


@pytest.mark.parametrize(("cases", "verdict"), [("500", "met"), ("499", "unmet")])
def test_meets_clause_exactly(make_edition, judge, facts_in, cases, verdict):
    """Another clause read exactly: what is roughly enough there is not enough here."""
    judged = judge(make_edition(MEETS), facts_in({"registry_cases": cases}), kind=Kind.PREF)
    roughly = {"500": "met", "499": "unknown needs_judgement"}[cases]
    assert (judged.of("base"), judged.of("exactly"), judged.overall) == (roughly, verdict, verdict)


def test_meets_clause_exactly_is_not_loosened(make_edition, judge, facts_in):
    """A reading of 概ね loosens the clause itself, not the place where it must be met exactly."""
    judged = judge(
        make_edition(MEETS), facts_in({"registry_cases": "450"}), kind=Kind.PREF, roughly="0.9"
    )
    assert (judged.of("base"), judged.of("exactly")) == ("met", "unmet")


def test_meets_clause_roughly(make_edition, judge, facts_in):
    """Another clause read roughly leaves a shortfall to a person."""
    judged = judge(make_edition(MEETS), facts_in({"registry_cases": "499"}), kind=Kind.LOCAL)
    assert judged.of("again") == "unknown needs_judgement"


READ_BY_STRENGTH = (
    "readings: {may: {strength: desirable}, must: {strength: must}}, is: {fact: icu, value: true}"
)


def test_readings_that_differ_in_strength(verdicts_on):
    """Met is met under both readings; unmet binds under one of them only, so the text is ambiguous."""
    expected, actual = verdicts_on(
        READ_BY_STRENGTH,
        """
        | icu | verdict                |
        | yes | met                    |
        | no  | unknown ambiguous_text |
        |     | unknown not_reported   |
        """,
    )
    assert expected == actual


def test_readings_that_differ_in_condition(verdicts_on):
    """As printed, or with radiotherapy only: they differ where a hospital gives none and lacks it."""
    expected, actual = verdicts_on(
        "readings: {as_printed: {}, with_radiotherapy_only: {applies_if: provides_radiotherapy}}, is: {fact: icu, value: true}",
        """
        | provides_radiotherapy | icu | verdict                |
        | yes                   | yes | met                    |
        | yes                   | no  | unmet                  |
        | no                    | yes | met                    |
        | no                    | no  | unknown ambiguous_text |
        |                       | no  | unknown not_reported   |
        |                       | yes | met                    |
        """,
    )
    assert expected == actual


def test_readings_that_differ_in_number(verdicts_on):
    """Two numbers: between them the text is ambiguous."""
    expected, actual = verdicts_on(
        "readings: {low: {}, high: {at_least: {fact: registry_cases, number: 500}}}, at_least: {fact: registry_cases, number: 400}",
        """
        | registry_cases | verdict                |
        | 500            | met                    |
        | 499            | unknown ambiguous_text |
        | 400            | unknown ambiguous_text |
        | 399            | unmet                  |
        | 300..399       | unmet                  |
        | 399..400       | unknown not_reported   |
        """,
    )
    assert expected == actual


def test_readings_must_or_in_principle(verdicts_on):
    """Must or in principle: unmet under one reading is for a person under the other."""
    expected, actual = verdicts_on(
        "readings: {must: {}, principle: {strength: principle}}, is: {fact: icu, value: true}",
        """
        | icu | verdict                     |
        | yes | met                         |
        | no  | unknown reason_not_reported |
        """,
    )
    assert expected == actual


def test_readings_none_of_which_binds(verdicts_on):
    """Where no reading binds, nothing is asked."""
    expected, actual = verdicts_on(
        "readings: {now: {strength: desirable}, soon: {strength: desirable_next}}, is: {fact: icu, value: true}",
        """
        | icu | verdict        |
        | no  | not_applicable |
        """,
    )
    assert expected == actual


@pytest.mark.parametrize(("reading", "overall"), [("may", "not_applicable"), ("must", "unmet")])
def test_a_reading_is_chosen(make_edition, judge, facts_in, reading, overall):
    """A reading that the user names ends the doubt."""
    edition = make_edition(f"- {{id: icu, ja: 条項, en: clause, {READ_BY_STRENGTH}}}")
    chosen = lay_over(edition, Overlay(readings={"icu": reading}))
    assert judge(chosen, facts_in({"icu": "no"})).overall == overall
