"""An edition examined: errors that must be mended, notes, and what is held."""

from __future__ import annotations

import pytest

from kinten.guideline.checking import Gravity, binding_facts, examine
from kinten.guideline.loading import load_edition

ICU = "is: {fact: icu, value: true}"
CLAUSE = "- {id: a, ja: 条項, en: clause, %s}\n"


def told(edition, predecessor=None):
    return [
        (each.gravity.value, each.clause, each.words.en)
        for each in examine(edition, predecessor).remarks
    ]


@pytest.mark.parametrize(
    ("text", "clause", "words"),
    [
        (CLAUSE % "all: []", "t/a", "has no sub-clause."),
        (CLAUSE % "any: []", "t/a", "has no sub-clause."),
        (CLAUSE % "no_rule: true", "t/a", "no_rule and strength: none belong together."),
        (CLAUSE % f"strength: none, {ICU}", "t/a", "no_rule and strength: none belong together."),
        (CLAUSE % "meets: {clause: nowhere}", "t/a", "t has no clause 'nowhere'."),
        (
            CLAUSE % f"kinds: [], {ICU}",
            "t/a",
            "reaches no kind of hospital (its kinds and its parent's do not meet).",
        ),
        (
            CLAUSE
            % "kinds: [pref], all: [{id: b, ja: 子, en: child, kinds: [local], no_number: true}]",
            "t/a/b",
            "reaches no kind of hospital (its kinds and its parent's do not meet).",
        ),
        (
            CLAUSE % "hole: true, parts: [{id: b, ja: 子, en: child, no_number: true}]",
            "t/a/b",
            "stands below a hole.",
        ),
        (CLAUSE % "count: {at_least: 1}", "t/a", "counts people without a role."),
        (CLAUSE % "distinct: [{effort: dedicated}]", "t/a", "counts people without a role."),
        (
            CLAUSE % "count: {role: surgeon, at_least: 1, of_parent: true}",
            "t/a",
            "says of_parent, but its parent does not count people.",
        ),
        (
            CLAUSE
            % f"{ICU}, parts: [{{id: b, ja: 子, en: child, count: {{at_least: 1, of_parent: true}}}}]",
            "t/a/b",
            "says of_parent, but its parent does not count people.",
        ),
    ],
)
def test_an_error(clauses, text, clause, words):
    """Each error names the clause, its file and line, in both languages."""
    edition = clauses(text)
    examined = examine(edition)
    errors = [each for each in examined.remarks if each.gravity is Gravity.ERROR]
    assert [(each.clause, each.words.en) for each in errors] == [(clause, words)]
    assert examined.has_errors
    assert errors[0].place == "ed/a.yaml:3"
    assert errors[0].words.ja


def test_a_sound_edition_has_no_remark(clauses):
    """A clause that meets another, a part that counts among its parent's people: nothing to say."""
    text = (
        CLAUSE % f"strength: desirable, {ICU}"
        + "- {id: b, ja: 条項, en: clause, meets: {clause: a}}\n"
        + "- {id: c, ja: 条項, en: clause, count: {role: surgeon, at_least: 2}, parts: [{id: d, ja: 子, en: child, count: {full_time: true, at_least: 1, of_parent: true}}]}\n"
        + "- {id: e, ja: 条項, en: clause, strength: none, no_rule: true}\n"
    )
    examined = examine(clauses(text))
    assert (examined.remarks, examined.has_errors, examined.clauses) == ((), False, 5)


def test_what_is_held(clauses):
    """Holes, silent clauses, provenances and facts are counted."""
    text = (
        CLAUSE % f"evaluated: false, provenance: unconfirmed, applies_if: pdca_lead, {ICU}"
        + "- {id: gap, ja: 条項, en: clause, hole: true}\n"
    )
    examined = examine(clauses(text))
    assert (examined.holes, examined.silent) == (("t/gap",), ("t/a",))
    assert examined.provenances == {
        "printed": 1,
        "excerpt": 0,
        "carried_back": 0,
        "carried_forward": 0,
        "unconfirmed": 1,
    }
    assert examined.facts == ("icu", "pdca_lead")


@pytest.mark.parametrize(("stated", "errors"), [("true", 1), ("false", 0)])
def test_a_section_that_says_it_is_complete(folder, stated, errors):
    """A complete section may not hold a hole; holes of other sections do not count."""
    section = f"subtree: a\ntitle: {{ja: 節, en: section}}\ncomplete: {stated}\ndefaults: {{citation: {{source: slide}}}}\n"
    holes = "clauses:\n- {id: a, ja: 条項, en: clause, all: [{id: b, ja: 子, en: child, hole: true}]}\n- {id: ab, ja: 条項, en: clause, hole: true}\n"
    folder.write("a.yaml", section + holes)
    found = told(folder.load())
    assert found == [("error", "t/a", "says complete: true but holds holes: t/a/b")] * errors


def test_an_edition_that_says_it_is_complete(clauses):
    """A complete edition may not hold a hole anywhere."""
    hole = CLAUSE % "hole: true"
    assert told(clauses(hole, complete="false")) == []
    (remark,) = examine(clauses(hole, complete="true")).remarks
    assert (remark.gravity, remark.place) == (Gravity.ERROR, "t/edition.yaml:1")
    assert remark.words.en == "says complete: true but holds holes: t/a"


def test_a_note_on_efforts_without_a_figure(clauses):
    """Where the edition holds no percentage, that is worth knowing and no error."""
    text = CLAUSE % "count: {role: surgeon, effort: dedicated, at_least: 1}"
    words = "holds no share for 'dedicated', so the declared word alone decides."
    edition = clauses(text)
    assert told(edition) == [("note", "t", words)]
    assert not examine(edition).has_errors
    figure = {"parameters": "{dedicated: [{from: 2020-01-01, value: 0.8}]}"}
    assert told(clauses(text, **figure)) == []


def test_was_is_held_against_the_predecessor(clauses):
    """`was` has to name a clause of the edition before."""
    old = load_edition("H26.1")
    edition = clauses(
        CLAUSE % f"was: facility/icu, {ICU}"
        + "- {id: b, ja: 条項, en: clause, was: facility/castle, no_number: true}\n"
    )
    assert told(edition) == []
    assert told(edition, old) == [
        ("error", "t/b", "says it was 'facility/castle', which H26.1 does not have.")
    ]


def test_the_facts_that_bind_a_hospital(clauses):
    """Each fact with the clauses that read it, those on the minister left out."""
    text = (
        CLAUSE % f"applies_if: pdca_lead, {ICU}"
        + "- {id: b, ja: 条項, en: clause, is: {fact: icu, value: false}}\n"
        + "- {id: c, ja: 条項, en: clause, binds: designator, equals: {fact: hubs_in_area, number: 1}}\n"
    )
    assert binding_facts(clauses(text)) == {"icu": ("t/a", "t/b"), "pdca_lead": ("t/a",)}
