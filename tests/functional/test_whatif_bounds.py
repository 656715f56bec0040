"""`kinten whatif`: what cannot take a designation away does not, and the curve agrees with the result."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-04-01")
STRICT = ("--reading", "roughly=strict")
VOLUME = ("-e", "R4.8", "--scope", "volume")
MATSUE = ("--without", "松江赤十字病院", "--without", "松江市立病院")
RADIOTHERAPY = "volume/absolute/radiotherapy"
NOTHING = {
    "hospitals": 0,
    "areas": 0,
    "population": 0,
    "population_65": 0,
    "population_2050": 0,
    "areas_without_2050": 0,
}


@pytest.fixture
def document(kinten, rows):
    def run(*arguments):
        ran = kinten("whatif", rows, *arguments, *DAY, "--json")
        assert (ran.code, ran.err) == (0, "")
        Draft202012Validator(load_schema("whatif")).validate(ran.document)
        return ran.document

    return run


@pytest.mark.parametrize(
    "change",
    [
        STRICT,
        ("--set", f"{RADIOTHERAPY}=200", *STRICT),
        ("--set", f"{RADIOTHERAPY}=150", *STRICT),
        ("--set", f"{RADIOTHERAPY}=1"),
        ("--set", "volume/relative=10%", *STRICT),
        ("--set", f"{RADIOTHERAPY}=desirable"),
    ],
)
def test_a_requirement_that_stays_or_gets_weaker_takes_nothing_away(document, change):
    """いわき市医療センター has gaps: they are the same before and after."""
    found = document(*VOLUME, *change)

    assert found["bounds"] == {"at_least": NOTHING, "at_most": NOTHING}
    assert found["areas"] == []
    assert {each["loses"] for each in found["hospitals"]} <= {"no"}


def test_two_editions_that_ask_the_same_take_nothing_away(document):
    """R4.8 prints the six figures of H30.7."""
    found = document("--from", "H30.7", "--to", "R4.8", "--scope", "volume", *STRICT)

    assert found["bounds"] == {"at_least": NOTHING, "at_most": NOTHING}


def test_a_raised_number_may_take_away_from_who_did_not_report_it(document):
    found = document(*VOLUME, "--set", f"{RADIOTHERAPY}=201", *STRICT)

    (iwaki,) = (each for each in found["hospitals"] if each["loses"] != "no")
    assert (iwaki["hospital"], iwaki["before"], iwaki["after"], iwaki["loses"]) == (
        *("いわき市医療センター", "unknown", "unknown"),
        "possibly",
    )
    assert found["bounds"]["at_most"]["population"] == 303_171


def test_the_curve_may_cost_an_area_above_the_number_in_force_alone(document):
    found = document(*VOLUME, "--curve", RADIOTHERAPY, *STRICT)

    told = [(each["above"], each["up_to"], each["areas"]["at_most"]) for each in found["curve"]]
    assert told == [
        (None, 121, 0),
        (121, 190, 0),
        (190, 200, 0),
        (200, 305, 1),
        (305, None, 1),
    ]


def test_the_row_of_the_present_value_is_the_result(document):
    change = ("--set", f"{RADIOTHERAPY}=340", "--set", "volume/relative=none", *MATSUE)
    found = document(*VOLUME, *change, *STRICT, "--curve", RADIOTHERAPY)
    bounds = found["bounds"]

    (row,) = (each for each in found["curve"] if each["is_current"])
    for name, of in (("hospitals", "hospitals"), ("areas", "areas"), ("people", "population")):
        assert row[name] == {bound: bounds[bound][of] for bound in ("at_least", "at_most")}
    assert row["hospitals"]["at_least"] < row["hospitals"]["at_most"]


def test_between_two_editions_the_curve_has_the_former_as_its_before(document):
    editions = ("--from", "H26.1", "--to", "R4.8", "--scope", "volume", *STRICT)
    found = document(*editions, "--curve", "volume/absolute/palliative")

    (row,) = (each for each in found["curve"] if each["is_current"])
    assert row["hospitals"]["at_most"] == found["bounds"]["at_most"]["hospitals"] > 0


def test_the_present_value_is_marked_in_the_table(kinten, rows):
    arguments = (*VOLUME, "--set", f"{RADIOTHERAPY}=300", "--curve", RADIOTHERAPY, *STRICT, *DAY)
    ran = kinten("whatif", rows, *arguments)

    (row,) = (line for line in ran.out.splitlines() if " 300 " in line and "│" in line)
    assert [cell.strip() for cell in row.strip("│").split("│")][:3] == ["200", "305", "300"]


def test_a_report_that_no_hospital_matches_is_counted_nowhere(document, kinten, rows):
    """山形市立病院済生館 is in the paper, not in the network: it has no designation there to lose."""
    scenario = (*VOLUME, "--set", "volume/absolute/registry=2000", "--set", "volume/relative=none")
    found = document(*scenario)

    (apart,) = found["not_matched"]
    assert apart["hospital"] == "山形市立病院済生館"
    losing = {each["hospital_id"] for each in found["hospitals"] if each["loses"] != "no"}
    assert None not in losing
    assert found["bounds"]["at_most"]["hospitals"] == len(losing)
    told = kinten("whatif", rows, *scenario, *DAY).out
    (row,) = (line for line in told.splitlines() if "済生館" in line and "│" in line)
    assert "ネットワークにない" in row
    assert "失う病院の数に入れていません" in told


def test_where_nothing_changes_no_empty_table_is_printed(kinten, rows):
    ran = kinten("whatif", rows, *VOLUME, *STRICT, *DAY)

    assert "病院への影響: 変わるものはありません\n" in ran.out
    assert "医療圏への影響: 変わるものはありません\n" in ran.out
    assert "│" not in ran.out


def test_help_says_which_year_and_which_day(kinten, capsys):
    with pytest.raises(SystemExit):
        kinten("whatif", "--help", "--lang", "ja")
    told = "".join(capsys.readouterr().out.split())

    assert "初期値latest" in told
    assert "初期値all" not in told
    assert "この日に指定されている病院の配置で計算" in told
    assert "この日に在職する人" not in told


def test_the_last_year_is_that_of_each_hospital_among_the_reports_given(document, rows):
    latest, every = document(*VOLUME), document(*VOLUME, "--year", "all")

    assert (latest["call"]["years"], every["call"]["years"]) == ("latest", "all")
    assert latest["judged"] == 24 < every["judged"]


@pytest.mark.parametrize(
    ("lang", "words"), [("ja", "評価していません"), ("en", "was not evaluated")]
)
def test_the_clause_on_several_hubs_that_is_not_held_is_said(kinten, rows, lang, words):
    """Under R4.8 with the hospitals it may concern; H30.7 holds the clause and says nothing."""
    call = ("whatif", rows, "--scope", "volume", "--as-of", "2026-04-01", "--lang", lang)
    out = kinten(*call, "--from", "H30.7", "--to", "R4.8").out

    assert words in out
    assert "松江" in out
    assert words not in kinten(*call, "--from", "H26.1", "--to", "H30.7").out
