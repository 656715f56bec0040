"""H26.1, staff: for each row of the slide people who just meet it and people who just miss it.

People are told in words: effort, `full-time`, a qualification, parts of the training; `;` stands
between two people and `nobody` for none. Where a row needs a condition it stands under `given`.
"""

from __future__ import annotations

import pytest

from kinten.guideline.loading import load_edition
from kinten.vocabulary.people import QUALIFICATIONS, Effort, Person, Post, Staff

ROWS = """
| id                                    | role                          | given                    | meets                                            | misses                         |
| staff/surgeon                         | surgeon                       |                          | full-time                                        | part-time                      |
| staff/surgeon-local                   | surgeon                       |                          | part-time                                        | nobody                         |
| staff/radiation-oncologist            | radiation_oncologist          |                          | dedicated full-time                              | assigned full-time             |
| staff/radiation-oncologist/full-time  | radiation_oncologist          |                          | dedicated full-time                              | dedicated                      |
| staff/radiation-oncologist-local      | radiation_oncologist          | provides_radiotherapy    | dedicated                                        | assigned full-time             |
| staff/diagnostic-radiologist          | diagnostic_radiologist        |                          | assigned full-time                               | other full-time                |
| staff/diagnostic-radiologist/full-time | diagnostic_radiologist       |                          | assigned full-time                               | assigned                       |
| staff/rt-technologist                 | radiotherapy_technologist     |                          | dedicated full-time; dedicated full-time         | assigned full-time             |
| staff/rt-technologist/cert            | radiotherapy_technologist     |                          | dedicated full-time 放射線治療専門放射線技師     | dedicated full-time            |
| staff/rt-technologist-local           | radiotherapy_technologist     | provides_radiotherapy    | dedicated full-time                              | dedicated                      |
| staff/rt-technologist-local/cert      | radiotherapy_technologist     |                          | dedicated full-time 放射線治療専門放射線技師     | dedicated full-time            |
| staff/rt-physics                      | radiotherapy_qa_engineer      |                          | full-time                                        | dedicated                      |
| staff/rt-physics/cert                 | radiotherapy_qa_engineer      |                          | full-time 医学物理士                             | full-time                      |
| staff/rt-nurse                        | radiotherapy_nurse            |                          | assigned full-time                               | assigned                       |
| staff/rt-nurse/cert                   | radiotherapy_nurse            |                          | assigned full-time がん放射線療法看護認定看護師  | assigned full-time             |
| staff/rt-nurse-local                  | radiotherapy_nurse            | provides_radiotherapy    | assigned full-time                               | other full-time                |
| staff/rt-nurse-local/cert             | radiotherapy_nurse            | provides_radiotherapy    | assigned full-time がん放射線療法看護認定看護師  | assigned full-time             |
| staff/chemo-physician                 | chemotherapy_physician        |                          | dedicated full-time                              | assigned                       |
| staff/chemo-physician/dedicated       | chemotherapy_physician        |                          | dedicated full-time                              | assigned full-time             |
| staff/chemo-physician-local           | chemotherapy_physician        |                          | assigned full-time                               | assigned                       |
| staff/chemo-physician-local/assigned  | chemotherapy_physician        |                          | assigned full-time                               | other full-time                |
| staff/chemo-pharmacist                | chemotherapy_pharmacist       |                          | assigned full-time                               | other full-time                |
| staff/chemo-pharmacist/cert           | chemotherapy_pharmacist       |                          | assigned full-time がん専門薬剤師等              | assigned full-time             |
| staff/chemo-nurse                     | outpatient_chemo_nurse        |                          | assigned full-time                               | assigned                       |
| staff/chemo-nurse/cert                | outpatient_chemo_nurse        |                          | assigned full-time がん看護専門看護師等          | assigned full-time             |
| staff/pathologist                     | pathologist                   |                          | dedicated full-time                              | dedicated                      |
| staff/pathologist-local               | pathologist                   |                          | assigned                                         | other full-time                |
| staff/cytology                        | cytology_staff                |                          | assigned                                         | other full-time                |
| staff/cytology/cert                   | cytology_staff                |                          | assigned 細胞検査士                              | assigned                       |
| staff/cytology-local                  | cytology_staff                |                          | other                                            | nobody                         |
| staff/cytology-local/cert             | cytology_staff                |                          | other 細胞検査士                                 | other                          |
| staff/pct-physical                    | palliative_physical_physician |                          | assigned full-time                               | other full-time                |
| staff/pct-physical/full-time          | palliative_physical_physician |                          | assigned full-time                               | assigned                       |
| staff/pct-physical/dedicated          | palliative_physical_physician |                          | dedicated                                        | assigned full-time             |
| staff/pct-psych                       | palliative_psych_physician    |                          | other                                            | nobody                         |
| staff/pct-psych/full-time             | palliative_psych_physician    |                          | other full-time                                  | other                          |
| staff/pct-psych/assigned              | palliative_psych_physician    |                          | assigned                                         | other full-time                |
| staff/pct-nurse                       | palliative_nurse              |                          | dedicated full-time 要件に規定された専門看護師   | dedicated full-time            |
| staff/pct-nurse-local                 | palliative_nurse              |                          | dedicated full-time                              | assigned full-time             |
| staff/pct-nurse-local/cert            | palliative_nurse              |                          | dedicated full-time 要件に規定された専門看護師   | dedicated full-time            |
| staff/consult                         | counsellor                    |                          | dedicated 1 2 3; assigned 1 2 3                  | dedicated 1 2 3; assigned 1 2  |
| staff/consult-local                   | counsellor                    |                          | dedicated 1 2 3; assigned 1 2                    | dedicated 1 2; assigned 1 2    |
| staff/registrar                       | cancer_registrar              |                          | dedicated 研修修了                               | dedicated                      |
"""
NO_RULE = ("diagnostic-radiologist-local", "rt-physics-local", "chemo-pharmacist-local")
EDITION = load_edition("H26.1")


def people_told(role: str, told: str) -> Staff:
    """A complete staff sheet from words; what is not said does not hold."""
    people = [] if told == "nobody" else [each.split() for each in told.split(";")]
    return Staff(
        tuple(person(place, role, frozenset(words)) for place, words in enumerate(people, start=1)),
        is_complete=True,
    )


def person(place: int, role: str, words: frozenset[str]) -> Person:
    efforts = [Effort(word) for word in words & set(Effort)]
    return Person(
        place,
        (Post(role, efforts[0] if efforts else Effort.OTHER),),
        full_time="full-time" in words,
        qualifications=words & set(QUALIFICATIONS),
        training=words & {"1", "2", "3"},
    )


@pytest.fixture
def verdict_of(judge, facts_in, row):
    """Judge the clause of a row alone, for each kind it concerns; the kinds must agree."""
    clause = EDITION.clause(row["id"])

    def run(staff: Staff | None, reasons: dict[str, str] | None = None) -> tuple[str, str]:
        facts = facts_in({row["given"]: "yes"} if row["given"] else {})
        judged = {
            (each.of(row["id"]), each.overall)
            for kind in sorted(clause.kinds)
            for each in [judge(EDITION, facts, staff, kind=kind, scope=row["id"], reasons=reasons)]
        }
        assert len(judged) == 1
        return judged.pop()

    return run


def test_just_met(verdict_of, row):
    """People who just meet the row meet it."""
    whole = "met" if EDITION.clause(row["id"]).strength.is_binding else "not_applicable"
    assert verdict_of(people_told(row["role"], row["meets"])) == ("met", whole)


def test_just_missed(verdict_of, row):
    """Just missed: must is unmet, in principle asks for a reason, desirable does not bind."""
    staff = people_told(row["role"], row["misses"])
    expected = {
        "must": ("unmet", "unmet"),
        "principle": ("unknown reason_not_reported", "unknown"),
        "desirable": ("unmet", "not_applicable"),
    }
    assert verdict_of(staff) == expected[EDITION.clause(row["id"]).strength.value]


def test_just_missed_with_a_reason(verdict_of, row):
    """A recorded reason turns a principle that is missed over to a person, and helps no other row."""
    clause, _ = verdict_of(people_told(row["role"], row["misses"]), {row["id"]: "採用手続き中"})
    is_principle = EDITION.clause(row["id"]).strength.value == "principle"
    assert clause == ("unknown needs_judgement" if is_principle else "unmet")


def test_blank(verdict_of):
    """A sheet with nobody on it that is not declared complete, and a form without one, are not unmet."""
    assert verdict_of(Staff())[0] == "unknown not_reported"
    assert verdict_of(None)[0] == "unknown not_asked"


def test_every_staff_row_is_here(rows):
    """The rows above, the three without a rule and the one that is ambiguous are all the staff rows."""
    here = {each["id"] for each in rows(ROWS)}
    here |= {f"staff/{each}" for each in NO_RULE} | {"staff/rt-technologist/two"}
    assert here == {each.path for each in EDITION.walk() if each.path.startswith("staff/")}


@pytest.mark.parametrize("name", NO_RULE)
def test_no_rule(judge, name):
    """規定なし for local hospitals: nothing is asked, whoever is or is not there."""
    judged = judge(EDITION, kind="local", scope=f"staff/{name}")
    assert (judged.of(f"staff/{name}"), judged.overall) == ("not_applicable", "not_applicable")


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("dedicated full-time; dedicated full-time", "met"),
        ("dedicated full-time; dedicated", "unknown ambiguous_text"),
        ("nobody", "unknown ambiguous_text"),
    ],
)
def test_two_technologists(judge, told, verdict):
    """The slide can be read as a must for two or as two desirable: with fewer, the text is ambiguous."""
    staff = people_told("radiotherapy_technologist", told)
    assert (
        judge(EDITION, staff=staff, scope="staff/rt-technologist/two").of(
            "staff/rt-technologist/two"
        )
        == verdict
    )


@pytest.mark.parametrize(
    ("provides", "told", "verdict"),
    [
        ("no", "dedicated full-time", "met"),
        ("no", "nobody", "unknown ambiguous_text"),
        ("", "nobody", "unknown not_reported"),
        ("yes", "nobody", "unmet"),
    ],
)
def test_technologist_of_a_local_hospital(judge, facts_in, provides, told, verdict):
    """The slide does not say whether the row reaches a local hospital that gives no radiotherapy."""
    staff = people_told("radiotherapy_technologist", told)
    facts = facts_in({"provides_radiotherapy": provides})
    judged = judge(EDITION, facts, staff, kind="local", scope="staff/rt-technologist-local")
    assert judged.of("staff/rt-technologist-local") == verdict


@pytest.mark.parametrize("name", ["radiation-oncologist-local", "rt-nurse-local"])
def test_rows_on_condition_of_radiotherapy(judge, facts_in, name):
    """A local hospital that gives no radiotherapy is not asked for its people."""
    facts = facts_in({"provides_radiotherapy": "no"})
    judged = judge(EDITION, facts, Staff(is_complete=True), kind="local", scope=f"staff/{name}")
    assert judged.of(f"staff/{name}") == "not_applicable"
