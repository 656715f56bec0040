"""How strongly a clause binds: must, in principle, desirable, and clauses that leave it to people."""

from __future__ import annotations

ICU = "{{id: icu, ja: 集中治療室, en: intensive care unit, strength: {strength}, is: {{fact: icu, value: true}}}}"


def test_in_principle(make_edition, judge, facts_in):
    """原則: met where satisfied; else never unmet by machine, with or without a recorded reason."""
    edition = make_edition("- " + ICU.format(strength="principle"))
    recorded = {"icu": "建替え中のため"}
    blank = {"icu": "  "}
    judged = [
        judge(edition, facts_in({"icu": cell}), reasons=reasons).of("icu")
        for cell, reasons in (
            ("yes", {}),
            ("no", recorded),
            ("no", blank),
            ("no", {}),
            ("", recorded),
        )
    ]
    assert judged == [
        "met",
        "unknown needs_judgement",
        "unknown reason_not_reported",
        "unknown reason_not_reported",
        "unknown not_reported",
    ]


def test_desirable_is_only_reported(make_edition, judge, facts_in):
    """望ましい and 望ましい*: unmet is shown at the clause and never enters the whole."""
    for strength in ("desirable", "desirable_next"):
        must = "- {id: pdca, ja: 条項, en: clause, is: {fact: pdca_lead, value: true}}\n"
        edition = make_edition(must + "- " + ICU.format(strength=strength))
        judged = judge(edition, facts_in({"icu": "no", "pdca_lead": "yes"}))
        assert (judged.of("icu"), judged.overall) == ("unmet", "met")
        assert judged.reasons == [("t/pdca", "met", "")]


def test_desirable_part(make_edition, judge, facts_in):
    """A desirable part is reported beside its clause and does not enter it."""
    edition = make_edition(
        """
- id: room
  ja: 条項
  en: clause
  is: {fact: outpatient_chemo_room, value: true}
  parts:
  - {id: icu, ja: 条項, en: clause, strength: desirable, is: {fact: icu, value: true}}
  - {id: lead, ja: 条項, en: clause, is: {fact: pdca_lead, value: true}}
"""
    )
    facts = {"outpatient_chemo_room": "yes", "icu": "no", "pdca_lead": "yes"}
    judged = judge(edition, facts_in(facts))
    assert [judged.of(each) for each in judged.clauses] == ["met", "unmet", "met"]
    unmet = judge(edition, facts_in(facts | {"pdca_lead": "no"}))
    assert unmet.reasons == [("t/room/lead", "unmet", "")]


def test_only_desirable_clauses(make_edition, judge, facts_in):
    """Where no clause binds, the whole does not apply."""
    edition = make_edition("- " + ICU.format(strength="desirable"))
    judged = judge(edition, facts_in({"icu": "no"}))
    assert (judged.overall, judged.reasons) == ("not_applicable", [])


def test_no_number(make_edition, judge):
    """Where the text gives no number, a person decides."""
    edition = make_edition("- {id: some, ja: 一定数, en: a certain number, no_number: true}")
    judged = judge(edition)
    assert (judged.overall, judged.of("some")) == ("unknown", "unknown no_number_in_text")


def test_hole(make_edition, judge, facts_in):
    """A hole is text that is not held: the whole cannot be met, but one unmet clause still decides."""
    edition = make_edition(
        "- {id: gap, ja: 未収載, en: not held, hole: true}\n- " + ICU.format(strength="must")
    )
    met, unmet = (judge(edition, facts_in({"icu": cell})) for cell in ("yes", "no"))
    assert met.reasons == [("t/gap", "unknown", "text_not_held")]
    assert (unmet.overall, unmet.reasons) == ("unmet", [("t/icu", "unmet", "")])


def test_an_edition_that_is_not_complete(make_edition, judge, facts_in):
    """Where the edition says that text is missing, all held clauses met is unknown: text not held."""
    incomplete = """
id: t
title: {ja: 版, en: edition}
complete: false
sources: {slide: {title: スライド}}
"""
    edition = make_edition("- " + ICU.format(strength="must"), head=incomplete)
    judged = judge(edition, facts_in({"icu": "yes"}))
    held = judged.explanation.held
    assert judged.reasons == [("t", "unknown", "text_not_held")]
    assert (held.met, held.unmet, held.unknown, held.of) == (1, 0, 0, 1)


def test_a_hole_under_a_condition_does_not_complete_the_text(make_edition, judge, facts_in):
    """A hole that does not apply here does not make the rest of the missing text held."""
    incomplete = "id: t\ntitle: {ja: 版, en: edition}\nsources: {slide: {title: スライド}}\n"
    gap = "- {id: gap, ja: 未収載, en: not held, applies_if: pdca_lead, hole: true}\n- "
    edition = make_edition(gap + ICU.format(strength="must"), head=incomplete)
    judged = judge(edition, facts_in({"icu": "yes", "pdca_lead": "no"}))
    assert (judged.of("gap"), judged.overall) == ("not_applicable", "unknown")


def test_no_rule(make_edition, judge, facts_in):
    """規定なし: the text says that there is no rule, so nothing is asked."""
    clause = "- {id: free, ja: 規定なし, en: no rule, strength: none, no_rule: true}\n- "
    judged = judge(make_edition(clause + ICU.format(strength="must")), facts_in({"icu": "yes"}))
    assert (judged.of("free"), judged.overall) == ("not_applicable", "met")


def test_not_evaluated_answers_only_when_named(make_edition, judge, facts_in):
    """A draft or unconfirmed clause is silent, unless its own id is the scope."""
    draft = (
        "- {id: draft, ja: 案, en: draft, evaluated: false, is: {fact: pdca_lead, value: true}}\n- "
    )
    edition = make_edition(draft + ICU.format(strength="must"))
    facts = facts_in({"icu": "yes", "pdca_lead": "no"})
    silent, named = judge(edition, facts), judge(edition, facts, scope="draft")
    assert (silent.clauses, silent.overall) == (["icu"], "met")
    assert (named.clauses, named.overall) == (["draft"], "unmet")


def test_whom_a_clause_binds(make_edition, judge, facts_in):
    """Clauses on the minister or on the National Cancer Center never enter a hospital's verdict."""
    edition = make_edition(
        """
- {id: place, ja: 条項, en: clause, binds: designator, equals: {fact: hubs_in_area, number: 1}}
- {id: centre, ja: 条項, en: clause, binds: ncc, is: {fact: ncc_training, value: true}}
- id: icu
  ja: 条項
  en: clause
  is: {fact: icu, value: true}
  parts:
  - {id: lead, ja: 条項, en: clause, binds: designator, is: {fact: pdca_lead, value: true}}
"""
    )
    judged = judge(edition, facts_in({"icu": "yes", "hubs_in_area": "3", "pdca_lead": "no"}))
    assert (judged.clauses, judged.overall) == (["icu"], "met")
