"""Corners of the clause language: where a clause may not apply, is read twice, or asks nobody."""

from __future__ import annotations

import pytest

from kinten.guideline.checking import examine
from kinten.guideline.mapping import load_mapping
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError

ICU = "is: {fact: icu, value: true}"


def one(path: str, test: str) -> str:
    return f"- {{id: {path}, ja: 条項, en: clause, {test}}}\n"


def arm(path: str, test: str) -> str:
    return f"{{id: {path}, ja: 条項, en: clause, {test}}}"


@pytest.mark.parametrize(
    ("applies", "verdict"), [("yes", "met"), ("no", "unmet"), ("", "unknown not_reported")]
)
def test_one_way_of_several_that_may_not_apply(make_edition, judge, facts_in, applies, verdict):
    """A way that may not apply cannot stand for the others: the answer decides, in either direction."""
    other = arm("other", "applies_if: pdca_lead, is: {fact: quality_lead, value: true}")
    edition = make_edition(one("either", f"any: [{arm('icu', ICU)}, {other}]"))
    facts = facts_in({"icu": "no", "quality_lead": "yes", "pdca_lead": applies})
    assert judge(edition, facts).of("either") == verdict


def test_two_readings_that_ask_for_different_people(make_edition, judge, people):
    """Each reading counts its own people, in columns as for one hospital."""
    both = "[{role: counsellor, training: ['1', '2']}, {role: counsellor, training: ['1', '2']}]"
    either = "[[{role: counsellor, training: ['1', '2']}, {role: counsellor, training: ['1']}]]"
    edition = make_edition(
        one("two", f"distinct: {both}, readings: {{a: {{}}, b: {{distinct_any: {either}}}}}")
    )
    table = "| person | role | training |\n| 1 | counsellor | 1 2 |\n| 2 | counsellor | 1 |"
    assert judge(edition, staff=people(table)).of("two") == "unknown ambiguous_text"


def test_nothing_applies_to_the_staff(make_edition, judge, facts_in, people):
    """Where the only staffing clause does not apply, neither does the whole: nothing is met by that."""
    edition = make_edition(
        one("post", "applies_if: pdca_lead, count: {role: surgeon, at_least: 1}")
    )
    judged = judge(
        edition, facts_in({"pdca_lead": "no"}), people("| person | role |\n| 1 | surgeon |")
    )
    assert (judged.of("post"), judged.overall) == ("not_applicable", "not_applicable")


TWICE = """
| person | role                 | effort    |
| 7      | pathologist          | dedicated |
| 7      | radiation_oncologist | dedicated |
"""
PATHOLOGIST = "count: {role: pathologist, effort: dedicated, at_least: 1}"
ONCOLOGIST = "count: {role: radiation_oncologist, effort: dedicated, at_least: 1}"


def test_a_post_that_does_not_apply_claims_nobody(make_edition, judge, facts_in, people):
    """A hospital without radiotherapy is not asked for the post, so its person is claimed once."""
    edition = make_edition(
        one("a", PATHOLOGIST) + one("b", f"applies_if: provides_radiotherapy, {ONCOLOGIST}")
    )
    judged = judge(edition, facts_in({"provides_radiotherapy": "no"}), people(TWICE))
    assert (judged.overall, judged.explanation.conflict) == ("met", None)


def test_one_way_of_several_claims_nobody_for_the_others(make_edition, judge, people):
    """Of two posts one is enough, so the same person may stand for either."""
    edition = make_edition(one("either", f"any: [{arm('a', PATHOLOGIST)}, {arm('b', ONCOLOGIST)}]"))
    assert judge(edition, staff=people(TWICE)).overall == "met"


@pytest.mark.parametrize(
    ("roughly", "verdict"), [(None, "unknown needs_judgement"), ("1", "unmet"), ("0.5", "met")]
)
def test_people_below_roughly(make_edition, judge, people, roughly, verdict):
    """概ね holds for everything below it, numbers of people included."""
    edition = make_edition(one("two", "manner: roughly, count: {role: surgeon, at_least: 2}"))
    judged = judge(edition, staff=people("| person | role |\n| 1 | surgeon |"), roughly=roughly)
    assert judged.of("two") == verdict


def test_a_clause_named_before_its_place(make_edition, judge, facts_in):
    """A clause that another leans on still has its own line, wherever it stands in the text."""
    edition = make_edition(one("a", "meets: {clause: b, manner: exactly}") + one("b", ICU))
    judged = judge(edition, facts_in({"icu": "yes"}))
    assert [judged.of(each) for each in ("a", "b")] == ["met", "met"]


def test_a_conditional_clause_named_before_its_place(make_edition, judge, facts_in):
    """The same with a condition and a part that states its own manner."""
    target = f"""
- id: b
  ja: 条項
  en: clause
  applies_if: pdca_lead
  {ICU}
  parts:
  - {{id: q, ja: 部, en: part, manner: exactly, is: {{fact: quality_lead, value: true}}}}
"""
    edition = make_edition(one("a", "meets: {clause: b, manner: roughly}") + target)
    judged = judge(edition, facts_in({"icu": "yes", "pdca_lead": "yes", "quality_lead": "no"}))
    assert [judged.of(each) for each in ("a", "b", "b/q")] == ["unmet", "unmet", "unmet"]


def test_the_parts_of_each_kind(make_edition, judge, facts_in):
    """A prefectural hub is asked its own parts, though it meets the regional requirements too."""
    part = arm("q", "kinds: [pref], is: {fact: quality_lead, value: true}")
    edition = make_edition(
        one("as-regional", "kinds: [pref], meets: {kind: regional}")
        + one("b", f"{ICU}, parts: [{part}]")
    )
    judged = judge(edition, facts_in({"icu": "yes", "quality_lead": "no"}), kind=Kind.PREF)
    assert [judged.of(each) for each in ("as-regional", "b", "b/q")] == ["met", "unmet", "unmet"]


def test_a_ratio_to_what_may_be_nothing(verdicts_on):
    """A denominator that may be nothing leaves the ratio open, since it is no ratio then."""
    expected, actual = verdicts_on(
        "strength: desirable, ratio: {of: registry_cases, to: cancer_surgeries, times: 1, at_least: 0.2}",
        """
        | registry_cases | cancer_surgeries | verdict              |
        | 5              | 0..5             | unknown not_reported |
        | 5              | 1..5             | met                  |
        | 5              | 1..inf           | unknown not_reported |
        | ?              | -                | not_applicable       |
        """,
    )
    assert expected == actual


@pytest.mark.parametrize(
    "test",
    [
        "all_facts: []",
        "distinct: []",
        "distinct_any: []",
        "distinct_any: [[]]",
        f"applies_if: {{all: []}}, {ICU}",
        f"applies_if: {{any: []}}, {ICU}",
    ],
)
def test_an_empty_list(make_edition, test):
    """A list of facts, posts or conditions that holds nothing asks nothing: refused with its line."""
    with pytest.raises(FaultError, match="the list is empty") as raised:
        make_edition(one("a", test))
    assert raised.value.place.endswith("/section.yaml:4")


@pytest.mark.parametrize(
    "clauses",
    [
        one("a", "meets: {clause: a}"),
        one("a", "meets: {clause: b}") + one("b", "meets: {clause: a}"),
        one("a", "meets: {kind: regional}"),
    ],
)
def test_a_clause_that_asks_for_itself(make_edition, judge, clauses):
    """A circle is refused with file and line, never followed without end."""
    edition = make_edition(clauses)
    assert not examine(edition).has_errors
    with pytest.raises(FaultError, match="the clause refers to itself"):
        judge(edition)


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x [1]\nb: *x\n"])
def test_an_alias(tmp_path, text):
    """An alias of YAML may refer to itself or unfold without end: refused with its line."""
    (tmp_path / "mapping.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match="an alias") as raised:
        load_mapping(str(tmp_path))
    assert raised.value.place == f"{tmp_path.name}/mapping.yaml:{len(text.splitlines())}"


def test_a_mapping_that_is_not_utf_8(tmp_path):
    """A mapping in Shift_JIS is refused by name."""
    (tmp_path / "mapping.yaml").write_bytes("from: 版".encode("cp932"))
    with pytest.raises(FaultError, match="the file is not text in UTF-8"):
        load_mapping(str(tmp_path))


def test_the_target_of_meets_is_asked_by_kind(make_edition, judge, facts_in):
    """A clause that leans on another is asked anew for each kind, since its target may be."""
    edition = make_edition(
        """
- {id: x, ja: 条項, en: clause, meets: {clause: wish, manner: exactly}}
- {id: as-regional, ja: 条項, en: clause, kinds: [pref], meets: {kind: regional}}
- id: wish
  ja: 条項
  en: clause
  strength: desirable
  is: {fact: icu, value: true}
  parts:
  - {id: q, ja: 部, en: part, kinds: [pref], is: {fact: quality_lead, value: true}}
"""
    )
    judged = judge(edition, facts_in({"icu": "yes", "quality_lead": "no"}), kind=Kind.PREF)
    assert [judged.of(each) for each in ("x", "as-regional")] == ["unmet", "met"]
