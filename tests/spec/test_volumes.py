"""The volume clauses of H30.7 and R4.8 on figures that were really printed."""

from __future__ import annotations

import pytest

from kinten.guideline.loading import load_edition

# 松江赤十字病院 as submitted in 2019 (資料3-1-①, 第20回 指定の検討会).
MATSUE = {
    "registry_cases": "1118",
    "cancer_surgeries": "1021",
    "drug_therapy_patients": "1453",
    "radiotherapy_patients": "170",
    "palliative_team_referrals": "60",
    "resident_share": "0.44",
}

# One hospital in an area of fewer than 300 doctors (W9879/52). The five registry figures are printed
# without their years: 530, 521, 632, 598, 524, all of them 500 or more, so any order will do.
FIVE_YEARS = """
| year | registry_cases | cancer_surgeries | drug_therapy_patients | radiotherapy_patients | palliative_team_referrals | resident_share |
| 2018 | 530            | 209              | 275                   | 68                    | 74                        | 0.470          |
| 2019 | 521            | 135              | 583                   | 62                    | 53                        | 0.210          |
| 2020 | 632            | 165              | 1116                  | 58                    | 61                        | 0.290          |
| 2021 | 598            | 143              | 1061                  | 51                    | 62                        | 0.219          |
| 2022 | 524            | 82               | 1105                  | 48                    | 51                        | 0.204          |
"""


@pytest.mark.parametrize("edition", ["H30.7", "R4.8"])
def test_the_five_year_record(rows, judge, facts_in, edition):
    """It fails the absolute arm and passes the relative one in each of the five years."""
    years = rows(FIVE_YEARS)
    assert len(years) == 5
    for row in years:
        facts = facts_in({fact: cell for fact, cell in row.items() if fact != "year"})
        judged = judge(load_edition(edition), facts, scope="volume", roughly="1")
        arms = [judged.of(f"volume/{arm}") for arm in ("absolute", "relative")]
        assert arms == ["unmet", "met"]
        assert judged.of("volume/absolute/surgery") == "unmet"
        assert judged.of("volume/absolute/radiotherapy") == "unmet"


def test_the_five_year_record_in_R4_8(rows, judge, facts_in):  # noqa: N802 - the edition's id
    """Under R4.8 the relative arm alone is enough: the whole is met, and the share is what decides."""
    for row in rows(FIVE_YEARS):
        facts = facts_in({fact: cell for fact, cell in row.items() if fact != "year"})
        judged = judge(load_edition("R4.8"), facts, scope="volume", roughly="1")
        assert judged.reasons == [("R4.8/volume/relative", "met", "")]


def test_matsue_under_R4_8(judge, facts_in):  # noqa: N802 - the edition's id
    """44 % of the residents: met through the relative arm, although radiotherapy is 30 short."""
    judged = judge(load_edition("R4.8"), facts_in(MATSUE), scope="volume", roughly="1")
    assert judged.of("volume/absolute/radiotherapy") == "unmet"
    assert judged.reasons == [("R4.8/volume/relative", "met", "")]


@pytest.mark.parametrize("roughly", [None, "1", "0.8"])
@pytest.mark.parametrize(
    ("hubs", "overall", "several_hubs"),
    [
        ("1", "met", "not_applicable"),
        ("2", "unmet", "unmet"),
        ("3", "unmet", "unmet"),
        ("?", "unknown", "unknown not_asked"),
        ("1..2", "unknown", "unknown not_reported"),
        ("2..3", "unmet", "unmet"),
    ],
)
def test_several_hubs_of_H30_7(judge, facts_in, roughly, hubs, overall, several_hubs):  # noqa: N802
    """Where several regional hubs lie in one area every absolute figure must be met, and exactly."""
    facts = facts_in(MATSUE | {"regional_hubs_in_area": hubs})
    judged = judge(load_edition("H30.7"), facts, scope="H30.7/volume", roughly=roughly)
    assert (judged.overall, judged.of("volume/several-hubs")) == (overall, several_hubs)


@pytest.mark.parametrize("hubs", ["1", "2", "?"])
def test_several_hubs_with_all_figures_met(judge, facts_in, hubs):
    """A hospital that meets every absolute figure is met, however many hubs its area has."""
    facts = facts_in(MATSUE | {"radiotherapy_patients": "200", "regional_hubs_in_area": hubs})
    assert judge(load_edition("H30.7"), facts, scope="volume").overall == "met"


@pytest.mark.parametrize(
    ("share", "reading", "overall"),
    [
        ("0.18", "0.9", "met"),
        ("0.179", "0.9", "unmet"),
        ("0.18", "1", "unmet"),
        ("0.18", None, "unknown"),
        ("0.16", "0.8", "met"),
        ("0.20", "1", "met"),
    ],
)
def test_the_share_of_R4_8_under_a_reading(judge, facts_in, share, reading, overall):  # noqa: N802
    """2割程度 stands below 概ね: a reading loosens it once; the other arm is far away."""
    facts = facts_in({**dict.fromkeys(MATSUE, "0"), "resident_share": share})
    assert judge(load_edition("R4.8"), facts, scope="volume", roughly=reading).overall == overall
