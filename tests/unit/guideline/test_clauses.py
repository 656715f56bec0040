"""Clauses parsed: what is inherited, and every wrong key, id or value with its line."""

from __future__ import annotations

import pytest

from kinten.guideline.shapes import Count, Distinct, Is, facts_of, posts_of
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner, Strength

CLAUSE = "- id: a\n  ja: 条項\n  en: clause\n"
IS = "  is: {fact: icu, value: true}\n"


def test_what_a_clause_takes_from_above(folder):
    """Binds, kinds, citation and provenance come from the parent; strength and manner do not."""
    folder.write(
        "a.yaml",
        """\
defaults: {strength: desirable, binds: ncc, kinds: [ncc], citation: {source: slide, place: 7}, provenance: excerpt}
clauses:
- id: a
  ja: 親
  en: parent
  strength: must
  manner: roughly
  kinds: any
  all:
  - {id: b, ja: 子, en: child, is: {fact: icu, value: true}}
""",
    )
    parent, child = folder.load().walk()
    assert (parent.strength, parent.manner) == (Strength.MUST, Manner.ROUGHLY)
    assert (child.strength, child.manner, child.states_manner) == (
        Strength.DESIRABLE,
        Manner.EXACTLY,
        False,
    )
    assert (child.kinds, child.binds) == (frozenset(Kind), Binds.NCC)
    assert (child.id, child.path, child.provenance.value) == ("t/a/b", "a/b", "excerpt")
    assert (str(child.citation), child.citation.address) == ("スライド 7", None)


def test_defaults_that_are_not_said(clauses):
    """Must, exactly, on the hospital, for every kind, printed in the source."""
    (clause,) = clauses(CLAUSE + IS).walk()
    assert (clause.strength, clause.manner, clause.binds) == (
        Strength.MUST,
        Manner.EXACTLY,
        Binds.HOSPITAL,
    )
    assert (clause.kinds, clause.provenance.value, clause.is_evaluated) == (
        frozenset(Kind),
        "printed",
        True,
    )
    assert (clause.note, clause.was, clause.is_implied, clause.is_hole) == (
        None,
        None,
        False,
        False,
    )


def test_everything_a_clause_may_say(clauses):
    """Note, implied, was, evaluated, parts and readings."""
    more = "  note: {ja: 注, en: note}\n  implied: true\n  was: b\n  evaluated: false\n  manner: exactly\n"
    readings = "  readings: {x: {}, y: {strength: desirable, applies_if: pdca_lead, is: {fact: icu, value: false}}}\n"
    parts = "  parts:\n  - {id: p, ja: 部, en: part, hole: true}\n"
    clause, part = clauses(CLAUSE + IS + more + readings + parts).walk()
    assert (clause.note.en, clause.is_implied, clause.was, clause.is_evaluated) == (
        "note",
        True,
        "b",
        False,
    )
    assert clause.states_manner
    first, second = clause.readings
    assert (first.strength, first.applies_if, first.test) == (None, None, None)
    assert (second.strength, second.applies_if, second.test) == (
        Strength.DESIRABLE,
        Is("pdca_lead", value=True),
        Is("icu", value=False),
    )
    assert (part.id, part.is_hole) == ("t/a/p", True)


def test_of_parent_stands_inside_or_beside(clauses):
    """`of_parent` may stand in the count or beside it."""
    inside, beside, plain = clauses(
        CLAUSE + "  count: {role: surgeon, at_least: 1, of_parent: true}\n"
        "- {id: b, ja: 条項, en: clause, count: {role: [surgeon, pathologist], at_least: 2}, of_parent: true}\n"
        '- {id: c, ja: 条項, en: clause, distinct: [{role: counsellor, effort: dedicated, training: ["1"]}]}\n'
    ).walk()
    assert (inside.test.of_parent, beside.test.of_parent) == (True, True)
    assert [isinstance(each.test, Count) for each in (inside, beside, plain)] == [True, True, False]
    assert [len(posts_of(each.test)) for each in (inside, plain)] == [1, 1]
    assert isinstance(plain.test, Distinct)


def test_facts_of_every_shape(clauses):
    """The facts a test or a condition reads, in the order of the text."""
    edition = clauses(
        CLAUSE
        + "  applies_if: {any: [icu, {all: [pdca_lead, {at_most: {fact: clean_rooms, number: 1}}]}]}\n"
        "  ratio: {of: registry_cases, to: cancer_surgeries, times: 12, at_least: 0.2}\n"
        "- {id: b, ja: 条項, en: clause, all_facts: [icu, pdca_lead]}\n"
        "- {id: c, ja: 条項, en: clause, no_number: true}\n"
    )
    first, second, third = edition.walk()
    assert facts_of(first.test) == ("registry_cases", "cancer_surgeries")
    assert facts_of(first.applies_if) == ("icu", "pdca_lead", "clean_rooms")
    assert (facts_of(second.test), facts_of(third.test)) == (("icu", "pdca_lead"), ())
    assert posts_of(third.test) == ()


WRONG = [
    ("  is: {fact: icu, value: true}\n  colour: red\n", 7, "the key 'colour' cannot stand here."),
    ("", 3, "a clause has exactly one test (found: -)."),
    (
        "  no_number: true\n  hole: true\n",
        3,
        "a clause has exactly one test (found: no_number hole).",
    ),
    ("  all: []\n  any: []\n", 3, "a clause has exactly one test (found: -)."),
    ("  is: {fact: castle, value: true}\n", 6, "'castle' is not in the vocabulary."),
    (
        "  is: {fact: registry_cases, value: true}\n",
        6,
        "has a type that this test cannot read (count).",
    ),
    ("  at_least: {fact: icu, number: 1}\n", 6, "has a type that this test cannot read (yes_no)."),
    ("  at_least: {fact: registry_cases, number: many}\n", 6, "a number is needed, not 'many'."),
    *(
        (f"  {test}\n", 6, f"{number} is no number that can stand here.")
        for test, number in (
            ("at_least: {fact: registry_cases, number: -500}", "-500"),
            ("at_most: {fact: hubs_in_area, number: -1}", "-1"),
            ("at_least: {fact: resident_share, number: 20}", "20"),
            ("equals: {fact: resident_share, number: 1.01}", "1.01"),
            ("at_most: {fact: resident_share, number: -0.1}", "-0.1"),
            ("applies_if: {at_least: {fact: clean_rooms, number: -1}}\n  no_number: true", "-1"),
            ("count: {role: surgeon, at_least: -1}", "-1"),
            ("count: {role: surgeon, at_least: 1.5}", "1.5"),
            (
                "ratio: {of: registry_cases, to: cancer_surgeries, times: 0, at_least: 0.2}",
                "0",
            ),
            (
                "ratio: {of: registry_cases, to: cancer_surgeries, times: 12, at_least: -0.2}",
                "-0.2",
            ),
        )
    ),
    (
        "  at_least: {fact: registry_cases, number: 1000000000}\n",
        6,
        "1000000000 is too large.",
    ),
    (
        "  no_number: true\n  readings: {x: {}, y: {at_least: {fact: resident_share, number: 2}}}\n",
        7,
        "2 is no number that can stand here.",
    ),
    ("  at_least: {fact: registry_cases}\n", 6, "'number' is missing."),
    ("  count: {role: king, at_least: 1}\n", 6, "'king' is not in the vocabulary."),
    (
        "  count: {role: surgeon, effort: hard, at_least: 1}\n",
        6,
        "'hard' is not in the vocabulary.",
    ),
    (
        "  count: {role: surgeon, qualification: 王, at_least: 1}\n",
        6,
        "'王' is not in the vocabulary.",
    ),
    (
        '  count: {role: surgeon, training: ["9"], at_least: 1}\n',
        6,
        "'9' is not in the vocabulary.",
    ),
    (
        "  count: {role: surgeon, full_time: often, at_least: 1}\n",
        6,
        "true or false is needed, not 'often'.",
    ),
    ("  meets: {}\n", 6, "meets takes either kind or clause."),
    ("  meets: {kind: regional, clause: a}\n", 6, "meets takes either kind or clause."),
    ("  meets: {kind: regional, manner: exactly}\n", 6, "meets takes either kind or clause."),
    ("  meets: {kind: castle}\n", 6, "'castle' is not in the vocabulary."),
    ("  meets: {clause: a, manner: gladly}\n", 6, "'gladly' is not in the vocabulary."),
    ("  hole: false\n", 6, "false cannot stand here."),
    (
        "  applies_if: {count: {role: surgeon, at_least: 1}}\n" + IS,
        6,
        "a condition may only test facts.",
    ),
    ("  applies_if: registry_cases\n" + IS, 6, "has a type that this test cannot read (count)."),
    ("  strength: strong\n" + IS, 6, "'strong' is not in the vocabulary."),
    ("  kinds: [castle]\n" + IS, 6, "'castle' is not in the vocabulary."),
    ("  kinds: regional\n" + IS, 6, "a list (lines that begin with -) is needed here."),
    (
        "  citation: {source: nowhere}\n" + IS,
        6,
        "the source 'nowhere' is not among the sources of edition.yaml.",
    ),
    ("  note: {ja: 注}\n" + IS, 6, "'en' is missing."),
    ("  evaluated: perhaps\n" + IS, 6, "true or false is needed, not 'perhaps'."),
    ("  readings: [a]\n" + IS, 6, "a mapping 'key: value' is needed here."),
    ("  readings:\n    a: {strength: mild}\n" + IS, 7, "'mild' is not in the vocabulary."),
    (
        "  parts:\n  - {id: p, ja: 部, en: part}\n" + IS,
        7,
        "a clause has exactly one test (found: -).",
    ),
    ("  all:\n  - {ja: 部, en: part, hole: true}\n", 7, "'id' is missing."),
]


@pytest.mark.parametrize(("lines", "line", "what"), WRONG, ids=[each[2][:40] for each in WRONG])
def test_a_wrong_clause(folder, lines, line, what):
    """Each fault of a clause is told with its line and with what may stand there."""
    fault = folder.write(
        "a.yaml", f"defaults: {{citation: {{source: slide}}}}\nclauses:\n{CLAUSE}{lines}"
    ).fault()
    assert fault.place == f"ed/a.yaml:{line}"
    assert what in fault.what.en
    assert fault.mend.ja
    assert fault.mend.en


def test_a_clause_without_a_citation(folder):
    """A clause that neither itself nor its file cites is refused."""
    fault = folder.write("a.yaml", f"clauses:\n{CLAUSE}{IS}").fault()
    assert (fault.place, fault.what.en) == ("ed/a.yaml:2", "the clause has no citation.")


def test_wrong_defaults(folder):
    """`defaults` takes what is inherited, nothing else."""
    fault = folder.write("a.yaml", f"defaults: {{manner: roughly}}\nclauses:\n{CLAUSE}{IS}").fault()
    assert fault.what.en == "the key 'manner' cannot stand here."


def test_sources_without_a_title(folder):
    """A source without its title cannot be cited."""
    fault = folder.change("edition.yaml", "{title: スライド}", "{}").fault()
    assert (fault.place, fault.what.en) == ("ed/edition.yaml:3", "'title' is missing.")


def test_a_clause_is_found_with_and_without_its_edition(clauses):
    """`a`, `t/a` and `/a/` name the same clause; another id is a fault that says where to look."""
    edition = clauses(CLAUSE + IS)
    assert {edition.clause(name).id for name in ("a", "t/a", "/a/")} == {"t/a"}
    with pytest.raises(Exception, match="t has no clause 'b'"):
        edition.clause("b")


@pytest.mark.parametrize(
    "name", ["a b", "a=b", "a,b", "/a", "a/", "a//b", "診療", "a\\u200b", "-a", "A*"]
)
@pytest.mark.parametrize("place", ["clause", "part"])
def test_an_id_of_odd_characters(folder, name, place):
    """An id stands in commands and paths: letters, digits and . - _ between slashes, nothing else."""
    clause = f'- id: "{name}"\n  ja: 条項\n  en: clause\n' + IS
    if place == "part":
        part = f'{{id: "{name}", ja: 部, en: part, hole: true}}'
        clause = CLAUSE + IS + f"  parts:\n  - {part}\n"
    folder.write("a.yaml", f"defaults: {{citation: {{source: slide}}}}\nclauses:\n{clause}")
    fault = folder.fault()
    assert fault.place == f"ed/a.yaml:{3 if place == 'clause' else 8}"
    assert "cannot be an id." in fault.what.en
    assert "半角の英数字" in fault.mend.ja


@pytest.mark.parametrize("name", ["a", "A-1", "a/b.c_d", "25-volume", "H26.1"])
def test_an_id_of_plain_characters(clauses, name):
    """Every packaged id is one of these."""
    (clause,) = clauses(f'- id: "{name}"\n  ja: 条項\n  en: clause\n' + IS).walk()
    assert clause.path == name
