"""The three values as tables: and, or, not, with all nine rows, and "not applicable" beside them."""

from __future__ import annotations

import pytest

from kinten.vocabulary.truth import Verdict, all_of, any_of, negate

AND = """
| a       | b       | a and b |
| met     | met     | met     |
| met     | unknown | unknown |
| met     | unmet   | unmet   |
| unknown | met     | unknown |
| unknown | unknown | unknown |
| unknown | unmet   | unmet   |
| unmet   | met     | unmet   |
| unmet   | unknown | unmet   |
| unmet   | unmet   | unmet   |
"""
OR = """
| a       | b       | a or b  |
| met     | met     | met     |
| met     | unknown | met     |
| met     | unmet   | met     |
| unknown | met     | met     |
| unknown | unknown | unknown |
| unknown | unmet   | unknown |
| unmet   | met     | met     |
| unmet   | unknown | unknown |
| unmet   | unmet   | unmet   |
"""
NOT = """
| a       | not a   |
| met     | unmet   |
| unknown | unknown |
| unmet   | met     |
"""
BESIDE = """
| a              | b              | a and b        | a or b         |
| not_applicable | met            | met            | met            |
| not_applicable | unknown        | unknown        | unknown        |
| not_applicable | unmet          | unmet          | unmet          |
| met            | not_applicable | met            | met            |
| unknown        | not_applicable | unknown        | unknown        |
| unmet          | not_applicable | unmet          | unmet          |
| not_applicable | not_applicable | not_applicable | not_applicable |
"""
ANSWERS = {"met": "yes", "unknown": "", "unmet": "no", "not_applicable": "yes"}


def two_clauses(joined: str, row: dict[str, str]) -> str:
    """Two yes/no clauses a and b below one clause; one that does not apply asks for a condition."""

    def clause(name: str, fact: str, condition: str) -> str:
        does_not_apply = row[name] == "not_applicable"
        applies_if = f"applies_if: {condition}, " if does_not_apply else ""
        return f"  - {{id: {name}, ja: 条項, en: clause, {applies_if}is: {{fact: {fact}, value: true}}}}"

    arms = (
        clause("a", "icu", "provides_radiotherapy"),
        clause("b", "pdca_lead", "palliative_care_centre"),
    )
    return "\n".join((f"- id: both\n  ja: 条項\n  en: clause\n  {joined}:", *arms))


@pytest.fixture
def evaluated(make_edition, judge, facts_in):
    """Join two clauses in both evaluators and give the verdict on the joining clause."""

    def run(joined: str, row: dict[str, str]) -> str:
        facts = {"icu": ANSWERS[row["a"]], "pdca_lead": ANSWERS[row["b"]]}
        facts |= {"provides_radiotherapy": "no", "palliative_care_centre": "no"}
        judged = judge(make_edition(two_clauses(joined, row)), facts_in(facts))
        return judged.of("both").split()[0]

    return run


def verdict(word: str) -> Verdict:
    return Verdict[word.upper()]


def test_and_of_the_vocabulary(rows):
    """And is the lowest of the two, in all nine rows."""
    table = rows(AND)
    assert len(table) == 9
    assert [row["a and b"] for row in table] == [
        all_of((verdict(row["a"]), verdict(row["b"]))).word for row in table
    ]


def test_or_of_the_vocabulary(rows):
    """Or is the highest of the two, in all nine rows."""
    table = rows(OR)
    assert len(table) == 9
    assert [row["a or b"] for row in table] == [
        any_of((verdict(row["a"]), verdict(row["b"]))).word for row in table
    ]


def test_not_of_the_vocabulary(rows):
    """Not turns met and unmet round and leaves unknown unknown."""
    table = rows(NOT)
    assert [row["not a"] for row in table] == [negate(verdict(row["a"])).word for row in table]
    assert negate(Verdict.NOT_APPLICABLE) is Verdict.NOT_APPLICABLE


def test_not_applicable_of_the_vocabulary(rows):
    """What does not apply takes no part; where nothing applies, neither does the whole."""
    table = rows(BESIDE)
    pairs = [(verdict(row["a"]), verdict(row["b"])) for row in table]
    assert [row["a and b"] for row in table] == [all_of(pair).word for pair in pairs]
    assert [row["a or b"] for row in table] == [any_of(pair).word for pair in pairs]
    assert all_of(()) is any_of(()) is Verdict.NOT_APPLICABLE


def test_and_in_both_evaluators(rows, evaluated):
    """Two clauses that must both hold follow the nine rows, in columns and for one hospital."""
    table = rows(AND)
    assert [row["a and b"] for row in table] == [evaluated("all", row) for row in table]


def test_or_in_both_evaluators(rows, evaluated):
    """Two clauses of which one must hold follow the nine rows, in columns and for one hospital."""
    table = rows(OR)
    assert [row["a or b"] for row in table] == [evaluated("any", row) for row in table]


def test_not_in_both_evaluators(rows, verdicts_on):
    """A clause that asks for "no" is the negation of the answer."""
    answers = {"met": "yes", "unknown": "", "unmet": "no"}
    reasons = {"unknown": "unknown not_reported"}
    lines = [
        f"| {answers[row['a']]} | {reasons.get(row['not a'], row['not a'])} |" for row in rows(NOT)
    ]
    table = "\n".join(("| icu | verdict |", *lines))
    expected, actual = verdicts_on("is: {fact: icu, value: false}", table)
    assert expected == actual


def test_not_applicable_in_both_evaluators(rows, evaluated):
    """A clause whose condition is not met takes no part, in columns and for one hospital."""
    table = rows(BESIDE)
    assert [row["a and b"] for row in table] == [evaluated("all", row) for row in table]
    assert [row["a or b"] for row in table] == [evaluated("any", row) for row in table]


@pytest.mark.parametrize("each", Verdict)
def test_a_verdict_has_no_bool(each):
    """`if not verdict` would mix unmet, unknown and not applicable, so it raises."""
    with pytest.raises(TypeError, match="a verdict has no bool"):
        bool(each)
    with pytest.raises(TypeError, match="a verdict has no bool"):
        assert not each
