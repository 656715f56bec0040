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


PRINCIPLE = post("pathologist", "pathologist", "dedicated") + post(
    "oncologist", "radiation_oncologist", "dedicated", strength="principle"
)


@pytest.mark.parametrize(
    ("recorded", "reason"),
    [
        ({}, "reason_not_reported"),
        ({"oncologist": " "}, "reason_not_reported"),
        ({"oncologist": "隣接する病院と共同"}, "needs_judgement"),
        ({"pathologist": "原則の条項ではない"}, "reason_not_reported"),
    ],
)
def test_a_conflict_that_only_a_clause_in_principle_makes(
    make_edition, judge, people, recorded, reason
):
    """The must clauses hold at once, the clause in principle not beside them: a person judges it."""
    judged = judge(make_edition(PRINCIPLE), staff=people(TWICE), reasons=recorded)
    conflict = judged.explanation.conflict
    assert judged.reasons == [("t/staff_assignable", "unknown", reason)]
    assert (conflict.clauses, conflict.people) == (("t/pathologist", "t/oncologist"), (7,))
    assert conflict.in_principle == ("t/oncologist",)


def test_a_conflict_of_must_clauses_goes_before_one_in_principle(make_edition, judge, people):
    """Where the must clauses alone cannot hold, that is the conflict: contradictory."""
    principle = post("first", "pathologist", "dedicated", strength="principle")
    judged = judge(make_edition(principle + THREE_POSTS), staff=people(TWICE))
    assert judged.reasons == [("t/staff_assignable", "unknown", "contradictory")]
    assert judged.explanation.conflict.clauses == ("t/oncologist", "t/pathologist")
    assert judged.explanation.conflict.in_principle == ()


def test_a_must_clause_below_one_in_principle_is_in_principle(make_edition, judge, people):
    """What only a clause in principle needs may be given up with its reason, too."""
    below = "{id: oncologist, ja: 条項, en: clause, count: {role: radiation_oncologist, effort: dedicated, at_least: 1}}"
    clauses = post("pathologist", "pathologist", "dedicated") + (
        f"- {{id: both, ja: 条項, en: clause, strength: principle, all: [{below}]}}\n"
    )
    judged = judge(make_edition(clauses), staff=people(TWICE), reasons={"both": "理由"})
    assert judged.reasons == [("t/staff_assignable", "unknown", "needs_judgement")]
    assert judged.explanation.conflict.in_principle == ("t/both",)


def test_what_a_must_clause_leans_on_is_must(make_edition, judge, people):
    """A clause in principle that a must clause needs as well is needed without exception."""
    leaning = "- {id: lean, ja: 条項, en: clause, meets: {clause: both/oncologist}}\n"
    below = "{id: oncologist, ja: 条項, en: clause, count: {role: radiation_oncologist, effort: dedicated, at_least: 1}}"
    clauses = post("pathologist", "pathologist", "dedicated") + (
        f"- {{id: both, ja: 条項, en: clause, strength: principle, all: [{below}]}}\n"
    )
    for order in (clauses + leaning, leaning + clauses):
        judged = judge(make_edition(order), staff=people(TWICE))
        assert judged.reasons == [("t/staff_assignable", "unknown", "contradictory")]


SAME_PERSON = """
- id: chemo
  ja: 常勤かつ専任の化学療法の医師
  en: a full-time assigned drug-therapy physician
  count: {role: chemotherapy_physician, full_time: true, effort: assigned, at_least: 1}
  parts:
  - id: dedicated
    ja: 同医師は原則として専従
    en: this physician in principle dedicated
    strength: principle
    count: {role: chemotherapy_physician, effort: dedicated, at_least: 1, of_parent: true}
- id: diagnosis
  ja: 放射線診断の専任医師
  en: an assigned diagnostic radiologist
  count: {role: diagnostic_radiologist, effort: assigned, at_least: 1}
"""


def test_the_same_person_in_principle_dedicated(make_edition, judge, people):
    """0.5 + 0.5 of one person's hours is enough for the must clauses, 0.8 + 0.5 is not."""
    table = """
    | person | role                   | effort    | full_time |
    | 3      | chemotherapy_physician | dedicated | yes       |
    | 3      | diagnostic_radiologist | assigned  | yes       |
    """
    judged = judge(make_edition(SAME_PERSON), staff=people(table))
    conflict = judged.explanation.conflict
    assert judged.reasons == [("t/staff_assignable", "unknown", "reason_not_reported")]
    assert (conflict.clauses, conflict.people) == (("t/chemo/dedicated", "t/diagnosis"), (3,))
    assert conflict.in_principle == ("t/chemo/dedicated",)


def test_the_same_person_is_not_counted_twice(make_edition, judge, people):
    """The dedicated physician is the assigned one: 0.8 of the hours, not 0.8 + 0.5."""
    table = """
    | person | role                   | effort    | full_time |
    | 3      | chemotherapy_physician | dedicated | yes       |
    | 4      | diagnostic_radiologist | assigned  | yes       |
    """
    assert judge(make_edition(SAME_PERSON), staff=people(table)).overall == "met"


def test_people_of_one_clause_share_its_parts(make_edition, judge, people):
    """Two physicians, one of them dedicated, the other full-time: each part has its own person."""
    clauses = """
- id: two
  ja: 医師2人
  en: two physicians
  count: {role: pathologist, effort: assigned, at_least: 2}
  parts:
  - id: dedicated
    ja: うち1人は原則として専従
    en: one of them in principle dedicated
    strength: principle
    count: {role: pathologist, effort: dedicated, at_least: 1, of_parent: true}
- {id: cytology, ja: 細胞診断, en: cytology, count: {role: cytology_staff, effort: assigned, at_least: 1}}
"""
    table = """
    | person | role           | effort    |
    | 1      | pathologist    | dedicated |
    | 2      | pathologist    | %s |
    | 2      | cytology_staff | assigned  |
    """
    assert judge(make_edition(clauses), staff=people(table % "assigned")).overall == "met"
    assert judge(make_edition(clauses), staff=people(table % "dedicated")).overall == "met"


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
