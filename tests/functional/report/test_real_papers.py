"""The real meeting papers: every row is read, every slip that their README names is found."""

from __future__ import annotations

import importlib.util
from collections import Counter

import pytest
import yaml

from kinten.data import list_sources, open_packaged, packaged_path
from kinten.report.intake import join_intakes, read_input
from kinten.report.model import Standing
from kinten.report.plausibility import check_reports
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError

NAME = "meeting_paper_volumes.csv"


@pytest.fixture(scope="module")
def papers(shared_data):
    reviews = shared_data / "reviews"
    names = ("hospital_volumes.csv", "areas_overview.csv")
    return join_intakes([read_input(reviews / name) for name in names])


@pytest.fixture(scope="module")
def findings(papers):
    return check_reports(papers.reports, papers.areas)


def hospital(papers, name, year):
    return next(one for one in papers.reports if (one.hospital, one.year) == (name, year))


@pytest.mark.shared_data
def test_every_row_is_read_without_a_remark(papers):
    """48 reports of 24 hospitals in 6 prefectures, and 71 areas."""
    reports = papers.reports
    counts = (
        len(reports),
        len({one.hospital for one in reports}),
        len({one.prefecture for one in reports}),
    )
    assert (counts, len(papers.areas), papers.remarks) == ((48, 24, 6), 71, ())


@pytest.mark.shared_data
def test_a_row_of_the_paper(papers):
    """松江赤十字 2019: its figures, its kind, its standing."""
    found = hospital(papers, "松江赤十字病院", 2019)
    facts = {fact: given.value for fact, given in found.facts.items()}
    assert facts == {
        "registry_cases": 1118.0,
        "cancer_surgeries": 1021.0,
        "drug_therapy_patients": 1453.0,
        "radiotherapy_patients": 170.0,
        "palliative_team_referrals": 60.0,
        "resident_share": 0.44,
        "consultations": 372.0,
        "inpatient_cancer_patients": None,
        "inpatient_cancer_share": None,
    }
    assert (found.kind, found.area, found.standing) == (Kind.REGIONAL, "松江", Standing.DESIGNATED)


@pytest.mark.shared_data
def test_the_hospital_that_withdraws(papers):
    """指定辞退 is withdrawn, an empty application is not known."""
    found = [
        hospital(papers, name, 2024).standing
        for name in ("山形市立病院済生館", "富山県立中央病院", "会津中央病院")
    ]
    assert found == [Standing.WITHDRAWN, Standing.NOT_KNOWN, Standing.DESIGNATED]


VISITS = [
    ("金沢大学附属病院", 2022), ("金沢大学附属病院", 2023), ("医大附属病院", 2024), ("医大附属病院", 2025),
    ("太田西ノ内病院", 2024), ("太田西ノ内病院", 2025), ("会津中央病院", 2024), ("会津中央病院", 2025),
    ("松江市立病院", 2019), ("松江市立病院", 2021),
]  # fmt: skip
JUMPS = [
    ("金沢大学附属病院", "cancer_surgeries"),
    ("石川県立中央病院", "cancer_surgeries"),
    ("石川県立中央病院", "palliative_team_referrals"),
    ("金沢医科大学病院", "consultations"),
    ("総合南東北病院", "radiotherapy_patients"),
    ("総合南東北病院", "palliative_team_referrals"),
    ("総合南東北病院", "consultations"),
    ("地方独立行政法人総合病院国保旭中央病院", "palliative_team_referrals"),
    ("国保直営総合病院君津中央病院", "palliative_team_referrals"),
    ("白河厚生総合病院", "palliative_team_referrals"),
    ("松江赤十字病院", "palliative_team_referrals"),
]
COPIES = [
    ("白河厚生総合病院", "resident_share"),
    ("竹田綜合病院", "resident_share"),
    ("会津中央病院", "resident_share"),
    ("白河厚生総合病院", "registry_cases"),
]


@pytest.mark.shared_data
def test_visits_counted_as_patients(findings):
    """Units differ between hospitals: just the five hospitals that the README names."""
    found = [(one.hospital, one.year) for one in findings if one.rule == "visits_not_patients"]
    assert found == VISITS


@pytest.mark.shared_data
def test_jumps(findings):
    """Just the eleven jumps that the README names."""
    found = [(one.hospital, one.fact) for one in findings if one.rule == "jump"]
    assert sorted(found) == sorted(JUMPS)


@pytest.mark.shared_data
def test_copies_of_the_year_before(findings):
    """The four copies that the README names; two more repeat as well (475 = 475, 33 % = 33 %)."""
    found = {(one.hospital, one.fact) for one in findings if one.rule == "same_in_two_years"}
    more = {("富山県立中央病院", "radiotherapy_patients"), ("市立砺波総合病院", "resident_share")}
    assert found == set(COPIES) | more


@pytest.mark.shared_data
def test_operations_over_registry_cases(findings):
    """医大附属 in both years, 石川県立中央 in the earlier."""
    found = [(one.hospital, one.year) for one in findings if one.rule == "surgeries_over_registry"]
    assert found == [("石川県立中央病院", 2022), ("医大附属病院", 2024), ("医大附属病院", 2025)]


@pytest.mark.shared_data
def test_the_lost_digit(findings):
    """松江赤十字 1.9 % beside 23.5 %: found against the neighbour, and against its own patients."""
    rules = ("share_unlike_neighbours", "implied_admissions")
    found = [(one.rule, one.hospital, one.at) for one in findings if one.rule in rules]
    assert found == [(rule, "松江赤十字病院", "hospital_volumes.csv:47:19") for rule in rules]


@pytest.mark.shared_data
def test_whole_percents_and_decimals(findings):
    """千葉: whole percents in the earlier year, one decimal in the later."""
    found = [(one.hospital, one.year) for one in findings if one.rule == "other_precision"]
    assert found == [("日本医科大学千葉北総病院", 2025)]


@pytest.mark.shared_data
def test_consultations_from_265_to_5481(findings):
    """The range of consultations, and of drug-therapy patients, is too wide for one unit."""
    found = [(one.fact, one.severity) for one in findings if one.rule == "wide_spread"]
    assert found == [("drug_therapy_patients", "note"), ("consultations", "note")]


@pytest.mark.shared_data
def test_areas(findings):
    """佐賀's total density, 熊本's shares and densities, 栃木's sum, a truncated share, 県内西部."""
    names = {"area_density", "area_share", "area_share_sum", "area_total", "area_name"}
    found = Counter(
        (one.rule, one.words.ja.partition("県")[0]) for one in findings if one.rule in names
    )
    assert found == {
        ("area_density", "熊本"): 9,
        ("area_density", "佐賀"): 1,
        ("area_share", "熊本"): 5,
        ("area_share", "佐賀"): 1,
        ("area_share", "栃木"): 6,
        ("area_share_sum", "栃木"): 1,
        ("area_name", "岡山"): 1,
    }


@pytest.mark.shared_data
def test_false_alarms_are_few(findings):
    """What is neither named in the README nor a gap it tells of: at most two of all findings."""
    named = {*JUMPS, *COPIES}
    unnamed = [
        one
        for one in findings
        if one.rule
        in {"jump", "same_in_two_years", "same_in_two_columns", "same_row", "dash_in_figure"}
        and (one.hospital, one.fact) not in named
    ]
    gaps = [one for one in findings if one.rule == "blank_cells"]
    assert (len(unnamed), len(gaps), len(findings)) == (2, 9, 68)


@pytest.mark.shared_data
def test_every_finding_is_worded_in_both_languages(findings):
    """No finding lacks its words, its rule or its cell."""
    assert [
        one for one in findings if not (one.words.ja and one.words.en and one.at and one.rule)
    ] == []


@pytest.mark.shared_data
def test_the_packaged_rows_are_derived_from_the_shared_ones(root, shared_data):
    """The packaged file and its entry are what the script makes of the shared folder."""
    path = root / "tools" / "data" / "meeting_papers.py"
    spec = importlib.util.spec_from_file_location("meeting_papers", path)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    content, entry = script.derive(shared_data)
    listed = yaml.safe_load((root / "src/kinten/data/sources.yaml").read_text(encoding="utf-8"))
    assert packaged_path(NAME).read_bytes() == content
    assert [one for one in listed["sources"] if one["name"] == NAME] == [entry]


@pytest.mark.shared_data
def test_packaged_and_shared_rows_say_the_same(papers):
    """Every fact of every row is the same in the packaged file."""
    with open_packaged(NAME) as stream:
        packaged = read_input(stream, NAME).reports

    def told(reports):
        return [
            (
                one.hospital,
                one.year,
                {fact: (given.value, given.text) for fact, given in one.facts.items()},
            )
            for one in reports
        ]

    assert told(packaged) == told(papers.reports)


def test_the_packaged_rows_hold_no_prose():
    """The columns of prose are left out; the page's address is kept."""
    header = packaged_path(NAME).read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert ({"note", "figure_label"} & set(header), "source" in header) == (set(), True)


def test_every_packaged_source_is_described():
    """Publisher, title, licence, date, checksum and derivation are there, in both languages."""
    source = list_sources()[0]
    assert (source.name, source.rows, len(source.source_sha256)) == (NAME, 48, 64)
    assert all((*source.title, *source.publisher, *source.licence, *source.derived, source.date))


def test_a_file_that_is_not_packaged():
    """A name that no source describes is refused."""
    with pytest.raises(FaultError) as raised:
        open_packaged("../secrets.csv")
    assert raised.value.what.en == "There is no packaged file “../secrets.csv”."
