"""Different people for different posts, and one person claimed twice."""

from __future__ import annotations

import pytest

from kinten.vocabulary.hospital_kind import Kind

CONSULT = """
- id: consult
  ja: 専従1人・専任1人
  en: one dedicated and one assigned counsellor
  distinct:
  - {role: counsellor, effort: dedicated, training: ["1", "2", "3"]}
  - {role: counsellor, effort: assigned, training: ["1", "2", "3"]}
"""
EITHER = """
- id: consult
  ja: 専従1人・専任1人、うち1人は基礎研修1・2まで
  en: one of them may have parts 1-2 only
  distinct_any:
  - - {role: counsellor, effort: dedicated, training: ["1", "2", "3"]}
    - {role: counsellor, effort: assigned, training: ["1", "2"]}
  - - {role: counsellor, effort: dedicated, training: ["1", "2"]}
    - {role: counsellor, effort: assigned, training: ["1", "2", "3"]}
"""
HEAD = "| person | role | effort | training |\n"


@pytest.mark.parametrize(
    ("table", "complete", "verdict"),
    [
        # One dedicated counsellor cannot be the assigned one as well, though 専従 satisfies 専任.
        ("| 1 | counsellor | dedicated | 1 2 3 |", True, "unmet"),
        (
            "| 1 | counsellor | dedicated | 1 2 3 |\n| 1 | counsellor | assigned | 1 2 3 |",
            True,
            "unmet",
        ),
        (
            "| 1 | counsellor | dedicated | 1 2 3 |\n| 2 | counsellor | assigned | 1 2 3 |",
            True,
            "met",
        ),
        (
            "| 1 | counsellor | dedicated | 1 2 3 |\n| 2 | counsellor | dedicated | 1 2 3 |",
            True,
            "met",
        ),
        (
            "| 1 | counsellor | assigned | 1 2 3 |\n| 2 | counsellor | assigned | 1 2 3 |",
            True,
            "unmet",
        ),
        (
            "| 1 | counsellor | dedicated | 1 2 3 |\n| 2 | counsellor | assigned | 1 2 |",
            True,
            "unmet",
        ),
        (
            "| 1 | counsellor | dedicated | 1 2 3 |\n| 2 | counsellor | | 1 2 3 |",
            True,
            "unknown not_reported",
        ),
        ("| 1 | counsellor | dedicated | 1 2 3 |\n| 2 | counsellor | assigned | |", True, "unmet"),
        ("| 1 | counsellor | dedicated | 1 2 3 |", False, "unknown not_reported"),
    ],
)
def test_distinct(make_edition, judge, people, table, complete, verdict):
    """One dedicated and one assigned counsellor are two people: counted by assignment, not twice."""
    judged = judge(make_edition(CONSULT), staff=people(HEAD + table, complete=complete))
    assert judged.of("consult") == verdict


@pytest.mark.parametrize(
    ("dedicated", "assigned", "verdict"),
    [
        ("1 2 3", "1 2", "met"),
        ("1 2", "1 2 3", "met"),
        ("1 2", "1 2", "unmet"),
        ("1 2 3", "none", "unmet"),
    ],
)
def test_distinct_any(make_edition, judge, people, dedicated, assigned, verdict):
    """Several ways to fill the posts: one of them is enough."""
    table = f"{HEAD}| 1 | counsellor | dedicated | {dedicated} |\n| 2 | counsellor | assigned | {assigned} |"
    assert judge(make_edition(EITHER), staff=people(table)).of("consult") == verdict


def test_distinct_without_a_staff_sheet(make_edition, judge):
    """A form without a staff sheet leaves it open."""
    assert judge(make_edition(CONSULT)).of("consult") == "unknown not_asked"


def post(name: str, role: str, effort: str, number: int = 1, strength: str = "must") -> str:
    asked = f"role: {role}, effort: {effort}, at_least: {number}"
    return f"- {{id: {name}, ja: 条項, en: clause, strength: {strength}, count: {{{asked}}}}}\n"


TWICE = """
| person | role                 | effort    |
| 7      | pathologist          | dedicated |
| 7      | radiation_oncologist | dedicated |
| 8      | counsellor           | dedicated |
"""
THREE_POSTS = (
    post("counsellor", "counsellor", "dedicated")
    + post("oncologist", "radiation_oncologist", "dedicated")
    + post("pathologist", "pathologist", "dedicated")
)


def test_one_person_claimed_twice(make_edition, judge, people):
    """Each clause holds alone, both cannot: the whole is at best unknown, with the smallest conflict."""
    judged = judge(make_edition(THREE_POSTS), staff=people(TWICE))
    assert [judged.of(each) for each in judged.clauses] == ["met", "met", "met"]
    assert judged.reasons == [("t/staff_assignable", "unknown", "contradictory")]
    conflict = judged.explanation.conflict
    assert (conflict.clauses, conflict.people) == (("t/oncologist", "t/pathologist"), (7,))


def test_an_unmet_clause_stands_above_a_conflict(make_edition, judge, people):
    """Unmet is unmet: a conflict does not soften it."""
    edition = make_edition(THREE_POSTS + post("nurse", "radiotherapy_nurse", "assigned"))
    judged = judge(edition, staff=people(TWICE))
    assert (judged.overall, judged.reasons) == ("unmet", [("t/nurse", "unmet", "")])


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("dedicated", "dedicated", True),  # 0.8 + 0.8 of one person's hours
        ("dedicated", "assigned", True),  # 0.8 + 0.5
        ("assigned", "assigned", False),  # 0.5 + 0.5
        ("dedicated", "other", False),
    ],
)
def test_the_hours_of_one_person(make_edition, judge, people, first, second, conflict):
    """専従 takes 0.8 and 専任 0.5 of one person's hours; what the text leaves open takes none."""
    clauses = post("one", "pathologist", first) + (
        "- {id: two, ja: 条項, en: clause, count: {role: cytology_staff, at_least: 1}}"
        if second == "other"
        else post("two", "cytology_staff", second)
    )
    table = f"| person | role | effort |\n| 1 | pathologist | {first} |\n| 1 | cytology_staff | {second} |"
    judged = judge(make_edition(clauses), staff=people(table))
    assert judged.overall == ("unknown" if conflict else "met")


def test_a_second_person_ends_the_conflict(make_edition, judge, people):
    """Where someone else can take one of the posts, all clauses hold at once."""
    table = TWICE + "| 9 | pathologist | dedicated |\n"
    judged = judge(make_edition(THREE_POSTS), staff=people(table))
    assert (judged.overall, judged.explanation.conflict) == ("met", None)


def test_a_desirable_post_makes_no_conflict(make_edition, judge, people):
    """A post that is only desirable claims nobody."""
    clauses = post("pathologist", "pathologist", "dedicated") + post(
        "oncologist", "radiation_oncologist", "dedicated", strength="desirable"
    )
    assert judge(make_edition(clauses), staff=people(TWICE)).overall == "met"


def test_several_people_for_one_clause(make_edition, judge, people):
    """Two people asked by one clause are two; both are then taken."""
    clauses = post("two", "counsellor", "dedicated", 2) + post(
        "nurse", "palliative_nurse", "assigned"
    )
    table = """
    | person | role             | effort    |
    | 1      | counsellor       | dedicated |
    | 2      | counsellor       | dedicated |
    | 2      | palliative_nurse | assigned  |
    """
    judged = judge(make_edition(clauses), staff=people(table))
    assert judged.explanation.conflict.people == (1, 2)


def test_a_count_of_nobody(make_edition, judge, people):
    """A scenario that asks for nobody is met, and claims nobody."""
    clauses = post("none", "pathologist", "dedicated", 0) + post(
        "one", "radiation_oncologist", "dedicated"
    )
    assert judge(make_edition(clauses), staff=people(TWICE), kind=Kind.PREF).overall == "met"
