"""A scenario laid over an edition: what it may change, and what it refuses."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over, number_of
from kinten.guideline.shapes import Is
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.wording import FaultError

TEXT = """\
- id: a
  ja: 親
  en: parent
  all:
  - {id: figure, ja: 数, en: figure, at_least: {fact: registry_cases, number: 500}}
  - {id: ratio, ja: 比, en: ratio, ratio: {of: registry_cases, to: cancer_surgeries, times: 12, at_least: 0.2}}
  parts:
  - {id: people, ja: 人, en: people, count: {role: surgeon, at_least: 2}}
  - {id: answer, ja: 答, en: answer, is: {fact: icu, value: true}, readings: {same: {}, other: {strength: desirable, applies_if: pdca_lead, is: {fact: icu, value: false}}}}
"""


@pytest.fixture
def edition(clauses):
    return clauses(TEXT, parameters="{dedicated: [{from: 2020-01-01, value: 0.8}]}")


def test_numbers(edition):
    """Figures, ratios and counts take another number, with or without the edition in the id."""
    laid = lay_over(
        edition,
        Overlay(
            numbers={"a/figure": Decimal(400), "t/a/ratio": Decimal("0.1"), "a/people": Decimal(1)}
        ),
    )
    assert [number_of(each) for each in laid.walk()] == [
        None,
        Decimal(400),
        Decimal("0.1"),
        Decimal(1),
        None,
    ]
    assert [number_of(each) for each in edition.walk()] == [
        None,
        Decimal(500),
        Decimal("0.2"),
        Decimal(2),
        None,
    ]
    assert (laid.hash, laid.id) == (edition.hash, edition.id)


def test_strengths(edition):
    """A clause takes another strength."""
    assert (
        lay_over(edition, Overlay(strengths={"a": "desirable"})).clause("a").strength
        is Strength.DESIRABLE
    )


def test_readings(edition):
    """A reading that is chosen puts what it says in place of what is ambiguous."""
    same = lay_over(edition, Overlay(readings={"a/answer": "same"})).clause("a/answer")
    other = lay_over(edition, Overlay(readings={"a/answer": "other"})).clause("a/answer")
    assert (same.strength, same.applies_if, same.test, same.readings) == (
        Strength.MUST,
        None,
        Is("icu", value=True),
        (),
    )
    assert (other.strength, other.applies_if) == (Strength.DESIRABLE, Is("pdca_lead", value=True))
    assert (other.test, other.readings) == (Is("icu", value=False), ())


def test_parameters_and_roughly(edition):
    """A parameter counts from the beginning of time; a reading of 概ね stays until another is laid over."""
    laid = lay_over(
        edition, Overlay(name="x", parameters={"dedicated": Decimal("0.7")}, roughly=Decimal("0.9"))
    )
    assert laid.parameter("dedicated", date(1900, 1, 1)) == Decimal("0.7")
    assert edition.parameter("dedicated", date(2024, 1, 1)) == Decimal("0.8")
    again = lay_over(laid, Overlay(strengths={"a": "must"}))
    assert (laid.roughly, again.roughly, edition.roughly) == (Decimal("0.9"), Decimal("0.9"), None)
    assert (laid.overlay.name, edition.overlay) == ("x", None)


@pytest.mark.parametrize(
    ("overlay", "place", "what"),
    [
        (Overlay(numbers={"b": Decimal(1)}), "t", "t has no clause 'b'."),
        (Overlay(strengths={"b": "must"}), "t", "t has no clause 'b'."),
        (Overlay(readings={"b": "same"}), "t", "t has no clause 'b'."),
        (Overlay(numbers={"a": Decimal(1)}), "t/a", "this clause holds no number."),
        (Overlay(numbers={"a/answer": Decimal(1)}), "t/a/answer", "this clause holds no number."),
        (Overlay(strengths={"a": "strong"}), "t/a", "'strong' is not a strength."),
        (
            Overlay(readings={"a/answer": "third"}),
            "t/a/answer",
            "this clause has no reading 'third'.",
        ),
        (
            Overlay(readings={"a/figure": "same"}),
            "t/a/figure",
            "this clause has no reading 'same'.",
        ),
    ],
)
def test_what_cannot_be_laid_over(edition, overlay, place, what):
    """A clause that is not there, has no number, no such strength or no such reading."""
    with pytest.raises(FaultError) as raised:
        lay_over(edition, overlay)
    assert (raised.value.place, raised.value.what.en) == (place, what)
    assert raised.value.mend.ja


@pytest.mark.parametrize(
    "overlay",
    [
        Overlay(numbers={"a/figure": Decimal(1)}),
        Overlay(strengths={"a": "must"}),
        Overlay(parameters={"dedicated": Decimal(1)}),
        Overlay(readings={"a/answer": "same"}),
        Overlay(roughly=Decimal(1)),
    ],
)
def test_an_overlay_that_changes_something_is_not_empty(overlay):
    """A name alone changes nothing; every other part does."""
    assert not overlay.is_empty
    assert Overlay(name="only a name").is_empty
