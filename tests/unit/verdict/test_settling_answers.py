"""Several answers in one clause: one no settles it as unmet, and 「-」 among them is for a person."""

from __future__ import annotations

import pytest

from kinten.verdict.explaining import explain
from kinten.verdict.settling import settle
from kinten.vocabulary.given import answer, dash

NEVER = "any: [{id: gap, ja: 条項, en: clause, hole: true}, {id: never, ja: 条項, en: clause, is: {fact: quality_lead, value: true}}]"
WAYS = """\
- id: a
  ja: 条項
  en: clause
  any:
  - {id: x, ja: 条項, en: clause, is: {fact: icu, value: true}}
  - {id: y, ja: 条項, en: clause, applies_if: pdca_lead, is: {fact: quality_lead, value: true}}
"""
TWO = "- {id: two, ja: 条項, en: clause, all_facts: [icu, pdca_lead]}\n"


@pytest.mark.parametrize(
    ("clauses", "facts", "named"),
    [
        (
            f"- {{id: a, ja: 条項, en: clause, {NEVER}}}\n{TWO}",
            {"quality_lead": answer(False)},
            ("icu",),
        ),
        (
            f"- {{id: a, ja: 条項, en: clause, {NEVER}}}\n{TWO}",
            {"quality_lead": answer(False), "icu": dash()},
            ("pdca_lead",),
        ),
        (TWO, {"icu": dash()}, ("pdca_lead",)),
        (WAYS, {"icu": answer(False)}, ("pdca_lead", "quality_lead")),
        (TWO, {"pdca_lead": dash()}, ("icu",)),
    ],
)
def test_several_answers(program_of, report_of, clauses, facts, named):
    """The smallest set of answers is named."""
    assert settle(explain(report_of(facts), program_of(clauses))) == named
