"""Every rule on made-up reports: what it finds, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.report.model import Report, Source
from kinten.report.plausibility import Parameters, check_reports
from kinten.vocabulary.given import answer, dash, missing, number
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason

SOURCE = Source("example.csv", "0")
SOUND = {
    "registry_cases": "1000",
    "cancer_surgeries": "800",
    "drug_therapy_patients": "1500",
    "radiotherapy_patients": "300",
    "palliative_team_referrals": "150",
    "resident_share": "0.254",
    "consultations": "1200",
    "inpatient_cancer_patients": "2000",
    "inpatient_cancer_share": "0.221",
}
NEXT = {
    "registry_cases": "1020",
    "cancer_surgeries": "790",
    "drug_therapy_patients": "1490",
    "radiotherapy_patients": "310",
    "palliative_team_referrals": "160",
    "resident_share": "0.261",
    "consultations": "1250",
    "inpatient_cancer_patients": "2100",
    "inpatient_cancer_share": "0.223",
}


def report(year=2024, hospital="例示病院", area="", staff=None, base=SOUND, **facts) -> Report:
    figures = {**base, **facts}
    given = {
        fact: number(Decimal(value), f"example.csv:{year}:{fact}", value)
        for fact, value in figures.items()
        if value is not None
    }
    given |= {
        fact: missing(Reason.NOT_REPORTED, f"example.csv:{year}:{fact}")
        for fact, value in figures.items()
        if value is None
    }
    return Report(
        hospital,
        year,
        SOURCE,
        "example.csv:1:1",
        prefecture="17",
        area=area,
        facts=given,
        staff=staff,
    )


def rules(*reports, parameters=None) -> list[str]:
    return [one.rule for one in check_reports(reports, parameters=parameters)]


def after(**facts) -> Report:
    return report(2025, base=NEXT, **facts)


def test_sound_reports_have_no_finding():
    """Two years that move a little are not remarked on."""
    assert rules(report(), after()) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"radiotherapy_patients": "451"}, ["jump"]),
        ({"radiotherapy_patients": "450"}, []),
        ({"radiotherapy_patients": "199"}, ["jump"]),
        ({"radiotherapy_patients": "200"}, []),
        ({"radiotherapy_patients": None}, ["blank_cells"]),
        ({"resident_share": "0.391"}, ["jump"]),
    ],
)
def test_jumps(facts, expected):
    """Over 1.5 times, or under two thirds, is a jump; a gap is none."""
    assert rules(report(), after(**facts)) == expected


def test_small_counts_do_not_jump():
    """Nineteen cases more are no jump, however small the count."""
    assert rules(report(radiotherapy_patients="10"), after(radiotherapy_patients="29")) == []


def test_years_far_apart_are_not_compared():
    """Reports more than three years apart are not compared."""
    assert rules(report(2020), report(2024, base=NEXT, radiotherapy_patients="900")) == []


def test_the_words_of_a_jump_hold_both_figures():
    """The words name the years, both figures and their ratio, in both languages."""
    found = check_reports([report(), after(radiotherapy_patients="600")])[0]
    assert found.words.ja == (
        "放射線治療のべ患者数：2024年 300 → 2025年 600（2.00倍）。変動が大きいため確認が必要です。"
    )
    assert found.words.en == (
        "radiotherapy patients (cumulative): 300 in 2024, 600 in 2025 (2.00 times). "
        "A change this large needs a look."
    )
    assert (found.at, found.hospital, found.year) == (
        "example.csv:2025:radiotherapy_patients",
        "例示病院",
        2025,
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"registry_cases": "1000"}, [("same_in_two_years", "warning")]),
        ({"resident_share": "0.254"}, [("same_in_two_years", "warning")]),
    ],
)
def test_the_same_in_two_years(facts, expected):
    """A figure that did not change at all may have been copied."""
    found = check_reports([report(), after(**facts)])
    assert [(one.rule, one.severity) for one in found] == expected


def test_a_whole_percent_may_repeat_by_chance():
    """A share in whole percents that repeats is only a note."""
    pair = report(resident_share="0.25"), after(resident_share="0.25")
    assert [(one.rule, one.severity) for one in check_reports(pair)] == [
        ("same_in_two_years", "note")
    ]


def test_small_counts_repeat_by_chance():
    """A count below a hundred that repeats is not remarked on."""
    assert (
        rules(report(palliative_team_referrals="60"), after(palliative_team_referrals="60")) == []
    )


def test_other_precision():
    """Whole percents in one year and decimals in the other are remarked on once a table."""
    pair = report(resident_share="0.25"), after()
    assert rules(*pair) == ["other_precision"]


def test_the_same_in_two_columns():
    """Two figures of one report with one value may be a slip."""
    assert rules(report(cancer_surgeries="1000")) == ["same_in_two_columns"]


def test_the_same_row_at_two_hospitals():
    """Two hospitals with the same counts may be a copied row."""
    assert rules(report(), report(hospital="別の病院")) == ["same_row"]


def test_small_counts_of_two_rows_are_not_compared():
    """The others make the row, and that is said."""
    one = report(consultations="3")
    (found,) = check_reports([one, report(hospital="別の病院", consultations="8")])
    assert found.rule == "same_row"
    assert "同じ値の行です（10未満の値を除く）" in found.words.ja
    assert "(but for those under 10)" in found.words.en
    assert rules(one, report(hospital="別の病院", consultations="10")) == []


@pytest.mark.parametrize("small", ["0", "3", "9"])
def test_a_small_count_is_told_as_nine_whatever_it_is(small):
    """A rule speaks where it would for every count below ten, and of two such counts never."""
    always = Parameters(same_least=0, jump_least=Decimal(0), spread=Decimal(0))
    assert rules(report(consultations=small), after(consultations="28")) == []
    jumped = rules(report(2024, consultations=small), after(consultations="29"))
    assert jumped == ["jump"]
    few = {"registry_cases": small, "cancer_surgeries": small, "drug_therapy_patients": small}
    reports = [report(base=few, hospital=name) for name in "甲乙丙丁戊"]
    assert rules(*reports, report(2025, base=few, hospital="甲"), parameters=always) == []
    tiny = {"inpatient_cancer_patients": small, "inpatient_cancer_share": "0.0001"}
    assert rules(report(base=tiny)) == []
    assert rules(report(base={**few, "cancer_surgeries": "10"})) == ["surgeries_over_registry"]
    assert rules(report(base={**few, "drug_therapy_patients": "28"})) == ["visits_not_patients"]
    assert rules(report(base={**few, "drug_therapy_patients": "27"})) == []


def test_more_operations_than_cases():
    """Operations over registry cases are remarked on."""
    assert rules(report(cancer_surgeries="1001")) == ["surgeries_over_registry"]


@pytest.mark.parametrize(("count", "expected"), [("3000", []), ("3001", ["visits_not_patients"])])
def test_visits_instead_of_patients(count, expected):
    """Drug-therapy patients over three times the registry cases look like visits."""
    assert rules(report(drug_therapy_patients=count)) == expected


def test_a_parameter_moves_a_rule():
    """Each rule obeys its parameter."""
    wide = Parameters(drug_per_case=Decimal(5))
    assert rules(report(drug_therapy_patients="3001"), parameters=wide) == []


def test_a_share_unlike_the_neighbours():
    """Of two hospitals of an area that differ threefold, the one outside the usual range is odd."""
    odd = report(
        hospital="甲",
        area="松江",
        base=NEXT,
        inpatient_cancer_share="0.039",
        inpatient_cancer_patients="800",
    )
    found = check_reports([odd, report(hospital="乙", area="松江")])
    assert [(one.rule, one.hospital) for one in found] == [("share_unlike_neighbours", "甲")]


def test_neighbours_of_the_area_go_before_the_prefectures():
    """A share is compared in the area first, then in the prefecture, then in all."""
    own = report(hospital="甲", area="松江")
    near = report(hospital="乙", area="松江", base=NEXT)
    far = report(hospital="丙", area="出雲", base={"inpatient_cancer_share": "0.04"})
    found = check_reports([own, near, far])
    assert [(one.rule, one.hospital) for one in found if one.rule == "share_unlike_neighbours"] == [
        ("share_unlike_neighbours", "丙")
    ]


def test_a_share_that_implies_too_many_admissions():
    """Patients over share is the number of admissions; no hospital has over 60,000."""
    assert rules(report(inpatient_cancer_share="0.019")) == ["implied_admissions"]


def test_a_wide_spread():
    """Where one hospital's figure is fifteen times another's, units may differ."""
    rows = [
        report(hospital=f"病院{step}", base={"consultations": str(400 * (step + 1) + step)})
        for step in range(4)
    ]
    assert rules(*rows, report(hospital="甲", base={"consultations": "7000"})) == ["wide_spread"]


def test_a_dash_where_a_figure_applies():
    """「-」 for a volume may be zero or a gap."""
    base = report()
    facts = {**base.facts, "consultations": dash("x")}
    assert rules(Report("甲", 2024, SOURCE, "a", facts=facts)) == ["dash_in_figure"]


def test_answers_that_are_mostly_dashes():
    """A report mostly answered with 「-」 may only fill the form."""
    names = ["icu", "pdca_lead", "quality_lead", "liaison_lead", "outpatient_chemo_room", "group_partner_hub",
             "regional_liaison", "palliative_care_centre", "role_split_plan", "ncc_training"]  # fmt: skip
    dashes = {name: dash() for name in names[:6]} | {name: answer(True) for name in names[6:]}
    assert rules(Report("甲", 2024, SOURCE, "a", facts=dashes)) == ["mostly_dashes"]


def person(*posts: Post, **more) -> Staff:
    return Staff((Person(3, posts, at="form.xlsx!職員!C9", **more),))


@pytest.mark.parametrize(
    ("staff", "expected"),
    [
        (person(Post("surgeon", Effort.DEDICATED, Decimal("0.8"))), []),
        (
            person(
                Post("surgeon", Effort.OTHER, Decimal("0.8")),
                Post("pathologist", None, Decimal("0.3")),
            ),
            ["effort_over_whole"],
        ),
        (person(Post("surgeon", Effort.DEDICATED, Decimal("0.79"))), ["word_against_share"]),
        (person(Post("surgeon", Effort.ASSIGNED, Decimal("0.4"))), ["word_against_share"]),
        (person(Post("surgeon", Effort.OTHER, Decimal("0.1"))), []),
        (
            person(Post("surgeon", Effort.DEDICATED), Post("pathologist", Effort.DEDICATED)),
            ["dedicated_twice"],
        ),
        (
            person(Post("surgeon", Effort.DEDICATED), Post("pathologist", Effort.ASSIGNED)),
            ["words_over_whole"],
        ),
        (person(Post("surgeon", Effort.ASSIGNED), Post("pathologist", Effort.ASSIGNED)), []),
        (person(Post("surgeon"), Post("surgeon")), ["role_twice"]),
        (
            person(Post("surgeon"), since=date(2025, 4, 1), until=date(2024, 4, 1)),
            ["left_before_begun"],
        ),
    ],
)
def test_the_staff_sheet(staff, expected):
    """More than one whole person, words against shares, and claims made twice are found."""
    assert rules(report(staff=staff)) == expected


def test_an_edition_without_figures_says_nothing_of_shares():
    """Where the edition holds no figure for 専従, a share cannot contradict the word."""
    none = Parameters(dedicated=None, assigned=None)
    staff = person(Post("surgeon", Effort.DEDICATED, Decimal("0.1")))
    assert rules(report(staff=staff), parameters=none) == []


def test_people_are_numbers_in_what_is_said():
    """A remark on a person has the number and the cell."""
    found = check_reports([report(staff=person(Post("surgeon", Effort.ASSIGNED, Decimal("0.4"))))])[
        0
    ]
    assert found.words.en == (
        "Person 3: surgeon: declared assigned, but the share is 40% (50% is needed)."
    )
