"""What would settle an unknown, and the distance of figures to thresholds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.verdict.explaining import explain
from kinten.verdict.program import compile_program
from kinten.verdict.settling import figure, measure_changes, settle, threshold
from kinten.vocabulary.given import answer, between, dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason

DAY = date(2024, 9, 1)
BLANK = missing(Reason.NOT_REPORTED)
ICU = "is: {fact: icu, value: true}"
LEAD = "is: {fact: pdca_lead, value: true}"


def one(path: str, test: str) -> str:
    return f"- {{id: {path}, ja: 条項, en: clause, {test}}}\n"


def arm(path: str, test: str) -> str:
    return f"{{id: {path}, ja: 条項, en: clause, {test}}}"


NEVER = (
    f"any: [{arm('gap', 'hole: true')}, {arm('never', 'is: {fact: quality_lead, value: true}')}]"
)
NO = {"quality_lead": answer(False)}


@pytest.mark.parametrize(
    ("clauses", "facts", "named"),
    [
        # the smallest set that can make the whole met
        (one("a", ICU) + one("b", LEAD), {}, ("icu", "pdca_lead")),
        (one("a", ICU) + one("b", LEAD), {"icu": answer(True)}, ("pdca_lead",)),
        (
            one("a", f"any: [{arm('x', 'all_facts: [icu, quality_lead]')}, {arm('y', LEAD)}]"),
            {},
            ("pdca_lead",),
        ),
        (
            one("a", f"any: [{arm('x', ICU)}, {arm('y', LEAD)}]"),
            {"icu": answer(False)},
            ("pdca_lead",),
        ),
        (one("a", "all_facts: [icu, pdca_lead]"), {"icu": answer(True)}, ("pdca_lead",)),
        (
            one("a", "ratio: {of: registry_cases, to: cancer_surgeries, times: 1, at_least: 1}"),
            {"registry_cases": number(1)},
            ("cancer_surgeries",),
        ),
        (
            one("a", "at_least: {fact: registry_cases, number: 500}"),
            {"registry_cases": between(400, 600)},
            ("registry_cases",),
        ),
        (
            one("a", f"any: [{arm('x', ICU)}, {arm('y', 'all_facts: [icu, pdca_lead]')}]"),
            {},
            ("icu",),
        ),
        (
            one("a", ICU) + one("b", "meets: {clause: a}") + one("c", "meets: {clause: a}"),
            {},
            ("icu",),
        ),
        # a condition: told that it does not apply, or meet it
        (one("a", f"applies_if: pdca_lead, {ICU}"), {"icu": answer(False)}, ("pdca_lead",)),
        (one("a", f"applies_if: pdca_lead, {ICU}"), {"pdca_lead": answer(True)}, ("icu",)),
        # in principle, in two readings, by another clause
        (one("a", f"strength: principle, {ICU}"), {}, ("icu",)),
        (one("a", f"readings: {{x: {{}}, y: {{{LEAD}}}}}, {ICU}"), {}, ("icu", "pdca_lead")),
        (one("a", f"strength: desirable, {ICU}") + one("b", "meets: {clause: a}"), {}, ("icu",)),
        # text that is not held is left aside, and so is what a person has to judge
        (one("a", "hole: true") + one("b", ICU), {}, ("icu",)),
        (one("a", "no_number: true") + one("b", ICU), {}, ("icu",)),
        (
            one("a", f"strength: principle, {LEAD}") + one("b", ICU),
            {"pdca_lead": answer(False)},
            ("icu",),
        ),
        (
            one("a", f"readings: {{x: {{}}, y: {{strength: desirable}}}}, {LEAD}") + one("b", ICU),
            {"pdca_lead": answer(False)},
            ("icu",),
        ),
        (one("a", LEAD) + one("b", ICU), {"pdca_lead": dash()}, ("icu",)),
        # nothing can make it met any more: then what makes it unmet
        (one("a", NEVER) + one("b", ICU), NO, ("icu",)),
        (
            one("a", NEVER) + one("b", f"any: [{arm('x', ICU)}, {arm('y', LEAD)}]"),
            NO,
            ("icu", "pdca_lead"),
        ),
        (one("a", NEVER) + one("b", f"applies_if: pdca_lead, {ICU}"), NO, ("pdca_lead", "icu")),
        (
            one("a", NEVER) + one("b", f"readings: {{x: {{}}, y: {{{LEAD}}}}}, {ICU}"),
            NO,
            ("icu", "pdca_lead"),
        ),
        (
            one("a", NEVER)
            + one("b", f"strength: desirable, {ICU}")
            + one("c", "meets: {clause: b}"),
            NO,
            ("icu",),
        ),
        (one("a", NEVER) + one("b", f"manner: roughly, {ICU}"), NO, ()),
        (one("a", NEVER) + one("b", f"strength: principle, {ICU}"), NO, ()),
        # only a person or a text can settle these
        (one("a", "no_number: true"), {}, ()),
        (one("a", "hole: true"), {}, ()),
        (one("a", ICU), {"icu": dash()}, ()),
        (one("a", f"strength: principle, {ICU}"), {"icu": answer(False)}, ()),
        (
            one("a", "manner: roughly, at_least: {fact: registry_cases, number: 500}"),
            {"registry_cases": number(499)},
            (),
        ),
        # settled already
        (one("a", ICU), {"icu": answer(True)}, ()),
        (one("a", ICU) + one("b", LEAD), {"icu": answer(False)}, ()),
    ],
)
def test_what_would_settle_it(program_of, report_of, clauses, facts, named):
    """The smallest set of missing facts, in the order of the text."""
    assert settle(explain(report_of(facts), program_of(clauses))) == named


def test_people_are_named_by_role(program_of, report_of):
    """A staffing clause is settled by people of its roles; a figure that is missing stands beside."""
    clauses = one("a", "count: {role: [surgeon, pathologist], at_least: 1}") + one(
        "b", "distinct: [{role: counsellor}, {role: counsellor}]"
    )
    named = settle(explain(report_of(), program_of(clauses)))
    assert named == ("staff/surgeon", "staff/pathologist", "staff/counsellor")


def test_a_conflict_is_not_settled_by_facts(program_of, report_of):
    """One person claimed twice is for people to mend, not for a figure."""
    clauses = one("a", "count: {role: surgeon, effort: dedicated, at_least: 1}") + one(
        "b", "count: {role: pathologist, effort: dedicated, at_least: 1}"
    )
    both = Person(1, (Post("surgeon", Effort.DEDICATED), Post("pathologist", Effort.DEDICATED)))
    assert settle(explain(report_of(staff=Staff((both,))), program_of(clauses))) == ()


def test_distances(program_of, report_of):
    """threshold - figure: positive is the shortfall of a minimum, negative its margin."""
    clauses = (
        one("a", "at_least: {fact: registry_cases, number: 500}")
        + one("b", "at_most: {fact: hubs_in_area, number: 1}")
        + one("c", "at_least: {fact: resident_share, number: 0.2}")
        + one("d", ICU)
        + one("e", "at_least: {fact: cancer_surgeries, number: 400}")
        + one("f", "count: {role: surgeon, at_least: 2}")
        + one("g", "at_least: {fact: clean_rooms, number: 1}")
    )
    facts = {
        "registry_cases": number(480),
        "hubs_in_area": number(3),
        "resident_share": number(Decimal("0.21")),
        "icu": answer(True),
        "cancer_surgeries": BLANK,
    }
    surgeon = Person(1, (Post("surgeon"),))
    explained = explain(report_of(facts, Staff((surgeon,))), program_of(clauses))
    assert [(each.clause, each.fact, each.by) for each in measure_changes(explained)] == [
        ("t/a", "registry_cases", Decimal(20)),
        ("t/b", "hubs_in_area", Decimal(-2)),
        ("t/c", "resident_share", Decimal("-0.01")),
        ("t/f", "staff/surgeon", Decimal(1)),
    ]


def test_a_distance_follows_the_reading(edition_of, report_of):
    """The threshold is the printed number times the reading, as a decimal."""
    edition = edition_of(one("a", "manner: roughly, at_least: {fact: resident_share, number: 0.2}"))
    laid = lay_over(edition, Overlay(roughly=Decimal("0.9")))
    program = compile_program(laid, Kind.REGIONAL, DAY)
    explained = explain(report_of({"resident_share": number(Decimal("0.17"))}), program)
    (finding,) = explained.findings
    assert threshold(program.steps[finding.line.test]) == Decimal("0.18")
    assert [each.by for each in measure_changes(explained)] == [Decimal("0.01")]


def test_people_that_were_not_counted_have_no_figure(program_of, report_of):
    """Without a staff sheet there is no distance."""
    explained = explain(report_of(), program_of(one("a", "count: {role: surgeon, at_least: 2}")))
    (finding,) = explained.findings
    assert figure(finding, explained.program.steps[finding.line.test]) is None
    assert measure_changes(explained) == ()
