"""H26.1, volumes, facilities and tasks: a report that just meets each row, and one that just misses it."""

from __future__ import annotations

import pytest

from kinten.guideline.loading import load_edition
from kinten.guideline.shapes import Compare, Is, NoNumber, Test
from kinten.vocabulary.hospital_kind import Kind

ROWS = """
| id                               | given                        | meets                        | misses                      |
| volume/absolute/registry         |                              | registry_cases=500           | registry_cases=499          |
| volume/absolute/surgery          |                              | cancer_surgeries=400         | cancer_surgeries=399        |
| volume/absolute/chemo            |                              | chemotherapy_patients=1000   | chemotherapy_patients=999   |
| volume/absolute/radiotherapy     |                              | radiotherapy_patients=200    | radiotherapy_patients=199   |
| volume/relative                  |                              | resident_share=0.2           | resident_share=0.199        |
| facility/linac                   |                              | external_beam_units=1        | external_beam_units=0       |
| facility/linac-local             | provides_radiotherapy        | external_beam_units=1        | external_beam_units=0       |
| facility/outpatient-chemo        |                              | outpatient_chemo_room=yes    | outpatient_chemo_room=no    |
| facility/icu                     |                              | icu=yes                      | icu=no                      |
| facility/icu-local               |                              | icu=yes                      | icu=no                      |
| facility/clean-room              | lists_leukaemia_as_specialty | clean_rooms=1                | clean_rooms=0               |
| facility/pathology-room          |                              | pathology_room_frozen_section=yes | pathology_room_frozen_section=no |
| pref/palliative-centre           |                              | palliative_care_centre=yes   | palliative_care_centre=no   |
| pref/training-others             |                              | training_for_other_hubs=yes  | training_for_other_hubs=no  |
| pref/pdca-lead                   |                              | pdca_lead=yes                | pdca_lead=no                |
| pref/quality-lead                |                              | quality_lead=yes             | quality_lead=no             |
| pref/liaison-lead                |                              | liaison_lead=yes             | liaison_lead=no             |
| regional/specialised-care        |                              | regional_specialised_care=yes | regional_specialised_care=no |
| regional/liaison                 |                              | regional_liaison=yes         | regional_liaison=no         |
| regional/consultation-information |                             | regional_consultation_information=yes | regional_consultation_information=no |
| local/group                      | group_partner_hub            | partner_area_is_adjacent=yes | partner_area_is_adjacent=no |
| local/role-split                 |                              | role_split_plan=yes          | role_split_plan=no          |
"""
BINDS_OTHERS = """
| id                   | kinds                            | asks                              |
| pref/number          | pref                             | pref_hospitals_in_prefecture = 1  |
| regional/number      | regional                         | hubs_in_area = 1                  |
| specific/top-volume  | specific                         | patients_of_named_cancer_rank = 1 |
| local/area/no-hub    | local                            | hubs_in_area = 0                  |
| local/area/one-only  | local                            | local_hospitals_in_area = 1       |
| ncc/training         | ncc                              | ncc_training = True               |
| ncc/national-council | ncc                              | ncc_national_council = True       |
| procedure/route      | pref regional specific local     | a person decides                  |
| procedure/report     | pref regional specific local ncc | a person decides                  |
| procedure/term       | pref regional specific local     | a person decides                  |
| procedure/misreport  | pref regional specific local     | a person decides                  |
"""
EDITION = load_edition("H26.1")
OTHERS = {"volume", "volume/absolute", "volume/local", "pref/as-regional", "specific/as-regional"}


@pytest.fixture
def verdict_of(judge, facts_in, row):
    """Judge the clause of a row alone, for each kind it concerns; the kinds must agree."""
    clause = EDITION.clause(row["id"])

    def run(cells: str, reasons: dict[str, str] | None = None) -> tuple[str, str]:
        given = {row["given"]: "yes"} if row["given"] else {}
        facts = facts_in(given | dict(cell.split("=") for cell in cells.split()))
        judged = {
            (each.of(row["id"]), each.overall)
            for kind in sorted(clause.kinds)
            for each in [judge(EDITION, facts, kind=kind, scope=row["id"], reasons=reasons)]
        }
        assert len(judged) == 1
        return judged.pop()

    return run


def strength_of(row: dict[str, str]) -> str:
    """The strength of a row; `roughly` for one that stands below 概ね."""
    is_rough = row["id"].startswith("volume/")
    return "roughly" if is_rough else EDITION.clause(row["id"]).strength.value


def test_just_met(verdict_of, row):
    """A report that just meets the row meets it."""
    whole = "not_applicable" if strength_of(row) == "desirable" else "met"
    assert verdict_of(row["meets"]) == ("met", whole)


def test_just_missed(verdict_of, row):
    """Just missed: must is unmet; roughly and in principle are for people; desirable does not bind."""
    expected = {
        "must": ("unmet", "unmet"),
        "roughly": ("unknown needs_judgement", "unknown"),
        "principle": ("unknown reason_not_reported", "unknown"),
        "desirable": ("unmet", "not_applicable"),
    }
    assert verdict_of(row["misses"]) == expected[strength_of(row)]


def test_just_missed_with_a_reason(verdict_of, row):
    """A recorded reason turns a principle that is missed over to a person, and helps no other row."""
    clause, _ = verdict_of(row["misses"], {row["id"]: "建替え中のため"})
    is_for_people = strength_of(row) in ("roughly", "principle")
    assert clause == ("unknown needs_judgement" if is_for_people else "unmet")


def test_blank(verdict_of, row):
    """A blank is not reported, whatever the strength."""
    fact = row["meets"].partition("=")[0]
    assert verdict_of(f"{fact}=")[0] == "unknown not_reported"


@pytest.mark.parametrize(
    ("clause", "condition", "kind"),
    [
        ("facility/linac-local", "provides_radiotherapy", Kind.LOCAL),
        ("facility/clean-room", "lists_leukaemia_as_specialty", Kind.REGIONAL),
        ("facility/clean-room", "lists_leukaemia_as_specialty", Kind.LOCAL),
    ],
)
def test_rows_on_condition(judge, facts_in, clause, condition, kind):
    """A row on condition asks nothing of a hospital that the condition does not concern."""
    facts = facts_in({condition: "no", "external_beam_units": "0", "clean_rooms": "0"})
    judged = judge(EDITION, facts, kind=kind, scope=clause)
    assert (judged.of(clause), judged.overall) == ("not_applicable", "not_applicable")


def asked(test: Test) -> str:
    """What a clause asks, in a few signs."""
    match test:
        case Compare(fact=fact, comparison=comparison, number=number):
            return f"{fact} {comparison.sign} {number}"
        case Is(fact=fact, value=value):
            return f"{fact} = {value}"
        case NoNumber():
            return "a person decides"
    return "?"


@pytest.mark.parametrize("kind", Kind)
def test_rows_that_bind_others(rows, judge, kind):
    """Rows on the minister or the National Cancer Center say what they ask and judge no hospital."""
    for row in rows(BINDS_OTHERS):
        clause = EDITION.clause(row["id"])
        assert (clause.kinds, asked(clause.test)) == (set(row["kinds"].split()), row["asks"])
        judged = judge(EDITION, kind=kind, scope=row["id"])
        assert (judged.overall, judged.clauses) == ("not_applicable", [])


def test_every_row_is_here(rows):
    """Rows on facts, rows that bind others, five told apart below and three holes: all but staff."""
    here = {row["id"] for row in (*rows(ROWS), *rows(BINDS_OTHERS))} | OTHERS
    here |= {"hole/care-system", "hole/training", "hole/information"}
    assert here == {each.path for each in EDITION.walk() if not each.path.startswith("staff/")}


ABSOLUTE = {
    "registry_cases": "500",
    "cancer_surgeries": "400",
    "chemotherapy_patients": "1000",
    "radiotherapy_patients": "200",
}


@pytest.mark.parametrize("kind", [Kind.PREF, Kind.REGIONAL])
@pytest.mark.parametrize(
    ("changed", "whole", "absolute"),
    [
        ({"resident_share": "0"}, "met", "met"),
        ({"resident_share": "0.2", "cancer_surgeries": "0"}, "met", "unknown needs_judgement"),
        (
            {"resident_share": "0.1", "cancer_surgeries": "399"},
            "unknown needs_judgement",
            "unknown needs_judgement",
        ),
        (
            {"resident_share": "", "cancer_surgeries": "399"},
            "unknown needs_judgement",
            "unknown needs_judgement",
        ),
        (
            {"resident_share": "0.1", "cancer_surgeries": ""},
            "unknown not_reported",
            "unknown not_reported",
        ),
    ],
)
def test_volumes(judge, facts_in, kind, changed, whole, absolute):
    """Either the four counts or the share: one arm met is enough, the other is then left open."""
    judged = judge(EDITION, facts_in(ABSOLUTE | changed), kind=kind, scope="volume")
    assert (judged.of("volume"), judged.of("volume/absolute")) == (whole, absolute)


def test_volumes_of_a_local_hospital(judge, facts_in):
    """Desirable and without a number: shown as for a person to decide, and never binding."""
    judged = judge(EDITION, facts_in(ABSOLUTE), kind=Kind.LOCAL, scope="volume")
    assert (judged.clauses, judged.overall) == (["volume/local"], "not_applicable")
    assert judged.of("volume/local") == "unknown no_number_in_text"


@pytest.mark.parametrize("kind", [Kind.PREF, Kind.REGIONAL])
@pytest.mark.parametrize("name", ["care-system", "training", "information"])
def test_holes(judge, kind, name):
    """A section that is only named keeps the whole open: its text is not held."""
    assert (
        judge(EDITION, kind=kind, scope=f"hole/{name}").of(f"hole/{name}")
        == "unknown text_not_held"
    )


def test_the_regional_requirements_for_others(judge, facts_in):
    """A prefectural hub must meet the regional rows; a specific-field hub in principle."""
    facts = facts_in({"regional_liaison": "no"})
    pref = judge(EDITION, facts, kind=Kind.PREF, scope="pref/as-regional")
    specific = judge(EDITION, facts, kind=Kind.SPECIFIC, scope="specific/as-regional")
    assert pref.reasons == [("H26.1/regional/liaison", "unmet", "")]
    assert specific.of("specific/as-regional") == "unknown reason_not_reported"
