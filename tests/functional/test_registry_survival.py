"""`kinten registry survival`: its document and table, and what it says to tables that do not fit."""

from __future__ import annotations

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEADER = "id,sex,age_days,diagnosis_date,time_days,dead"


def patients(size=200, seed=0):
    chance = np.random.default_rng(seed)
    return [
        f"p{at},{chance.integers(1, 3)},{chance.integers(18_000, 29_000)},201{chance.integers(0, 4)}-0{chance.integers(1, 10)}-15,"
        f"{chance.integers(1, 1800)},{chance.integers(0, 2)}"
        for at in range(size)
    ]


def life_table(first=2010, last=2020, oldest=110):
    return [
        f"{sex},{year},{age},{min(1.0, 0.0002 * 1.09**age):.6f}"
        for sex in (1, 2)
        for year in range(first, last + 1)
        for age in range(oldest + 1)
    ]


@pytest.fixture
def tables(tmp_path):
    """Write patients and a life table, each as lines."""

    def write(people=None, table=None):
        here, there = tmp_path / "patients.csv", tmp_path / "table.csv"
        here.write_text("\n".join([HEADER, *(patients() if people is None else people)]), "utf-8")
        lines = life_table() if table is None else table
        there.write_text("\n".join(["sex,year,age,qx", *lines]), "utf-8")
        return (here, "--lifetable", there)

    return write


def test_a_document_has_every_year(kinten, tables):
    run = kinten("registry", "survival", *tables(), "--years", "1,2,4", "--json")
    document = run.document
    Draft202012Validator(load_schema("registry-survival")).validate(document)

    assert run.code == 0
    assert document["method"] == "pohar-perme"
    assert document["year_days"] == 365.241
    assert [each["years"] for each in document["survival"]] == [1, 2, 4]
    for each in document["survival"]:
        assert each["low"] < each["estimate"] < each["high"]
        assert each["at_risk"] >= each["effective"] > 0


def test_net_survival_lies_above_observed_survival(kinten, tables):
    given = tables()
    net, observed = (
        kinten("registry", "survival", *files, "--method", method, "--json").document["survival"]
        for method, files in (("pohar-perme", given), ("kaplan-meier", given[:1]))
    )

    for one, other in zip(net, observed, strict=True):
        if one["estimate"] is not None:
            assert one["estimate"] > other["estimate"]


def test_beyond_follow_up_there_is_no_estimate(kinten, tables):
    found = kinten("registry", "survival", *tables(), "--years", "8", "--json").document[
        "survival"
    ][0]

    assert found["estimate"] is None
    assert found["at_risk"] == 0


def test_a_table_shows_no_year_with_few_at_risk_or_few_deaths(kinten, tables):
    """Survival and one of the two numbers give the other away."""
    for people in (patients(14), [line[:-1] + "0" for line in patients()]):
        given = tables(people)
        hidden = kinten("registry", "survival", *given, "--years", "1")
        shown = kinten("registry", "survival", *given, "--years", "1", "--exact")

        assert "非表示" in hidden.out
        assert "0." not in hidden.out.split("患者")[0]
        assert "公表しない" in shown.err
        assert "非表示" not in shown.out


def test_a_file_of_the_table_names_the_method(kinten, tables, tmp_path):
    """A .csv has neither title nor notes."""
    kinten("registry", "survival", *tables(), "--method", "ederer2", "-o", tmp_path / "out.csv")

    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all(line.endswith(",ederer2") for line in lines[1:])


def test_a_death_on_the_day_of_diagnosis_counts(kinten, tables):
    given = tables([*patients(), "day0,1,20000,2012-01-01,0,1"])
    run = kinten("registry", "survival", *given)

    assert "半日" in run.out


def test_the_last_year_of_the_life_table_can_be_held(kinten, tables):
    given = tables(table=life_table(last=2014))
    refused = kinten("registry", "survival", *given)
    held = kinten("registry", "survival", *given, "--hold-last-year", "--json")

    assert refused.code == 2
    assert "2014年で終わりますが" in refused.err
    assert "--hold-last-year" in refused.err
    assert held.document["life_table_held_from"] == 2014


def test_an_open_end_where_everybody_dies_holds_the_age_before(kinten, tables):
    closed = [line.rsplit(",", 1)[0] + ",1" if ",110," in line else line for line in life_table()]

    assert kinten("registry", "survival", *tables(table=closed), "--json").code == 0


BAD = [
    ("unknown sex", ["a,3,20000,2012-01-01,10,1"], None, ("patients.csv:2:sex", "「3」")),
    (
        "no date",
        ["a,1,20000,2012-02-30,10,1"],
        None,
        ("patients.csv:2:diagnosis_date", "2012-02-30"),
    ),
    ("era", ["a,1,20000,H24-01-01,10,1"], None, ("patients.csv:2:diagnosis_date",)),
    ("negative", ["a,1,20000,2012-01-01,-3,1"], None, ("patients.csv:2:time_days",)),
    ("too old", ["a,1,70000,2012-01-01,3,1"], None, ("patients.csv:2:age_days", "130")),
    ("neither", ["a,1,20000,2012-01-01,3,yes"], None, ("patients.csv:2:dead", "「yes」")),
    ("twice", ["a,1,20000,2012-01-01,3,1"] * 2, None, ("patients.csv:3:id", "二度")),
    ("blank", [",1,20000,2012-01-01,3,1"], None, ("patients.csv:2:id", "空欄")),
    ("empty", [], None, ("patients.csv", "行がありません")),
    ("before", ["a,1,20000,1999-01-01,3,1"], None, ("table.csv", "1999年")),
    ("young table", None, life_table(oldest=60), ("table.csv", "60歳で終わります")),
    ("gap", None, [row for row in life_table() if ",2013," not in row], ("table.csv", "2013年")),
    ("qx", None, ["1,2010,60,1.2"], ("table.csv:2:qx",)),
    ("twice there", None, ["1,2010,60,0.1"] * 2, ("table.csv:3:age", "二度")),
    ("too long", ["a,1,20000,2012-01-01,99999999,0"], None, ("patients.csv:2:time_days", "130年")),
    (
        "in years",
        ["a,1,61,2012-01-01,3,0", "b,1,74,2012-01-01,3,0"],
        None,
        ("patients.csv:2:age_days", "365.241を掛けます"),
    ),
    ("no life table", None, [], ("table.csv", "行がありません")),
    ("far year", None, ["1,1e30,60,0.1"], ("table.csv:2:year",)),
    ("no year", None, ["1,99999999,60,0.1"], ("table.csv:2:year",)),
    ("half a year", None, ["1,2010.5,60,0.1"], ("table.csv:2:year",)),
]


@pytest.mark.parametrize(
    ("people", "table", "told"), [row[1:] for row in BAD], ids=[row[0] for row in BAD]
)
def test_tables_that_do_not_fit_are_refused_with_the_place(kinten, tables, people, table, told):
    run = kinten("registry", "survival", *tables(people, table), "--json")

    assert run.code == 2
    assert run.out == ""
    for each in told:
        assert each in run.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--years", "x"), "--years"),
        (("--years", "0"), "--years"),
        (("--level", "2"), "--level"),
        (("--closing", "2014-01-01"), "--closing"),
        (("--method", "hakulinen", "--closing", "2011-01-01"), "--closing"),
        (("--method", "kaplan-meier", "--hold-last-year"), "--hold-last-year"),
    ],
)
def test_options_that_cannot_be_used(kinten, tables, more, told):
    run = kinten("registry", "survival", *tables(), *more)

    assert run.code == 2
    assert told in run.err


def test_a_method_by_mortality_needs_a_life_table(kinten, tables):
    run = kinten("registry", "survival", tables()[0])

    assert run.code == 2
    assert "--lifetable" in run.err


def test_observed_survival_leaves_a_life_table_unread(kinten, tables):
    """Whatever is in it; the document names only what was read."""
    given = tables(table=["9,2010,60,0.1"])
    asked = ("--method", "kaplan-meier", "--json")
    run, alone = (kinten("registry", "survival", *files, *asked) for files in (given, given[:1]))

    assert run.code == 0
    assert run.document == alone.document
    assert "読んでいません" in run.err


def test_a_patient_of_few_days_is_no_fault_beside_others(kinten, tables):
    run = kinten("registry", "survival", *tables([*patients(), "baby,1,61,2012-01-01,30,0"]))

    assert run.code == 0


def test_no_input_is_overwritten(kinten, tables):
    given = tables()
    run = kinten("registry", "survival", *given, "-o", given[2])

    assert run.code == 2
    assert "入力と同じファイル" in run.err
