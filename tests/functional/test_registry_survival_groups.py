"""`kinten registry survival` by group, by age and in a period: what is told, and what is not."""

from __future__ import annotations

import csv
import json
import re

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEADER = "id,sex,age_days,diagnosis_date,time_days,dead"
FIGURES = ("estimate", "low", "high", "at_risk", "deaths", "effective")


def patients(size=900, seed=0, youngest=6_000, oldest=31_000):
    """Made-up patients of nine years, ages from 16 to 85 years."""
    chance = np.random.default_rng(seed)
    return [
        f"p{seed}-{at},{chance.integers(1, 3)},{chance.integers(youngest, oldest)},"
        f"20{chance.integers(5, 14):02}-0{chance.integers(1, 10)}-15,"
        f"{chance.integers(1, 2200)},{chance.integers(0, 2)}"
        for at in range(size)
    ]


LIFE_TABLE = [
    f"{sex},{year},{age},{min(1.0, 0.0002 * 1.09**age):.6f}"
    for sex in (1, 2)
    for year in range(2005, 2021)
    for age in range(111)
]


@pytest.fixture
def survival(kinten, tmp_path):
    """Run the command over patients, in groups where they are given by name."""
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["sex,year,age,qx", *LIFE_TABLE]), "utf-8")

    def run(people, *more, life_table=True):
        path = tmp_path / "patients.csv"
        if isinstance(people, dict):
            lines = [f"{name},{row}" for name, rows in people.items() for row in rows]
            path.write_text("\n".join([f"group,{HEADER}", *lines]), "utf-8")
        else:
            path.write_text("\n".join([HEADER, *people]), "utf-8")
        lives = ("--lifetable", table) if life_table else ()
        return kinten("registry", "survival", path, *lives, "--years", "1,2,3", *more)

    return run


def document_of(run):
    document = run.document
    Draft202012Validator(load_schema("registry-survival")).validate(document)
    return document


def three():
    return {
        "甲病院": patients(400, 1),
        "乙病院": patients(300, 2),
        "丙病院": patients(40, 3),
    }


def test_each_group_is_what_it_is_alone(survival):
    together = document_of(survival(three(), "--json"))

    assert [each["group"] for each in together["groups"]] == ["甲病院", "乙病院", "丙病院"]
    for each, rows in zip(together["groups"], three().values(), strict=True):
        alone = document_of(survival(rows, "--json"))
        assert alone["groups"] == []
        # Follow-up is closed on one day for all.
        for one, other in zip(each["survival"], alone["survival"], strict=True):
            assert {**one, "follow_up": None} == {**other, "follow_up": None}
        assert each["patients"] == alone["patients"] == len(rows)


def test_with_groups_nothing_is_told_of_all_together(survival):
    """From a total the one suppressed group could be reckoned."""
    document = document_of(survival(three(), "--min-patients", "100", "--json"))

    assert [document[name] for name in ("status", "patients", "deaths")] == [None] * 3
    assert document["survival"] == []
    assert "740" not in survival(three(), "--min-patients", "100").out


@pytest.mark.parametrize("more", [(), ("--standardise", "icss1"), ("--exact",)])
def test_a_group_of_few_patients_is_suppressed_everywhere(survival, tmp_path, more):
    given = (*more, "--min-patients", "100")
    document = document_of(survival(three(), *given, "--json"))
    small = document["groups"][2]

    assert document["groups"][0]["status"] == "shown"
    assert (small["status"], small["reason"]) == ("suppressed", "patients")
    assert (small["patients"], small["deaths"], small["standardised"]) == (None, None, None)
    for year in small["survival"]:
        assert [year[name] for name in (*FIGURES, "follow_up")] == [None] * 7
        assert (year["status"], year["reason"]) == ("suppressed", "patients")
    survival(three(), *given, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as text:
        rows = [row for row in csv.DictReader(text) if row["グループ"] == "丙病院"]
    assert rows
    for row in rows:
        told = {name for name, value in row.items() if value}
        assert told <= {"グループ", "対象", "年", "状態", "方法"}
        assert row["状態"] == "抑制（患者数）"


def test_a_year_of_incomplete_follow_up_is_suppressed(survival):
    """Who is alive is followed for two years only: the third is known of the dead alone."""
    rows = [
        f"a{at},1,20000,2008-01-{at % 28 + 1:02},{200 if at % 4 == 0 else 800},{int(at % 4 == 0)}"
        for at in range(200)
    ]
    rows.append("last,1,20000,2013-01-01,100,0")
    run = survival(rows, "--min-follow-up", "0.9", "--json")
    one, two, three_ = document_of(run)["survival"]

    assert (one["status"], one["follow_up"], two["follow_up"]) == ("shown", 1.0, 1.0)
    assert (three_["status"], three_["reason"]) == ("suppressed", "follow_up")
    assert [three_[name] for name in (*FIGURES, "follow_up")] == [None] * 7
    shown = document_of(survival(rows, "--json"))["survival"][2]
    assert shown["follow_up"] == 0.25
    table = survival(rows, "--min-follow-up", "0.9").out
    assert "抑制（追跡率）" in table
    assert "公の基準ではありません" in table
    assert "公の基準ではありません" not in survival(rows).out


def test_a_year_that_nobody_could_reach_is_not_of_complete_follow_up(survival):
    rows = [f"a{at},1,20000,2012-06-01,{at * 10 + 1},{at % 2}" for at in range(60)]
    run = survival(rows, "--min-follow-up", "0.01", "--closing", "2014-12-31", "--json")

    assert [each["status"] for each in document_of(run)["survival"]] == [
        "shown",
        "shown",
        "suppressed",
    ]


def test_the_closing_day_tells_who_could_be_followed(survival):
    """Those of 2013 could not be followed for three years by the end of 2014."""
    rows = [f"a{at},1,20000,2008-03-01,100,1" for at in range(10)]
    rows += [f"b{at},1,20000,2013-06-01,500,0" for at in range(10)]
    early, late, default = (
        document_of(survival(rows, *more, "--json"))
        for more in (("--closing", "2014-12-31"), ("--closing", "2019-12-31"), ())
    )

    assert early["survival"][2]["follow_up"] == 1.0
    assert late["survival"][2]["follow_up"] == 0.5
    assert default["closing"] == "2014-10-14"


def test_standardised_survival_is_the_mean_of_its_strata(survival):
    document = document_of(survival(patients(2000), "--standardise", "icss2", "--json"))
    weights = [each["weight"] for each in document["standard"]["age_groups"]]
    found = document["standardised"]

    assert weights == [28000, 17000, 21000, 20000, 14000]
    assert document["weighting"] == "strata"
    assert sum(each["patients"] for each in found["strata"]) == document["patients"]
    for at, year in enumerate(found["survival"]):
        strata = [each["survival"][at]["estimate"] for each in found["strata"]]
        assert year["estimate"] == pytest.approx(np.dot(strata, weights) / 100_000)
        assert year["low"] < year["estimate"] < year["high"]
        assert year["lacking"] == []


def test_own_age_groups_have_the_sums_of_the_standard(survival):
    document = document_of(
        survival(patients(), "--standardise", "icss1", "--age-groups", "0-64,65+", "--json")
    )

    assert [(each["age_group"], each["weight"]) for each in document["standard"]["age_groups"]] == [
        ("0-64", 42000),
        ("65+", 58000),
    ]


@pytest.mark.parametrize("more", [(), ("--brenner",)])
def test_an_age_group_of_nobody_leaves_no_standardised_survival(survival, more):
    old = patients(youngest=17_000)
    run = survival(old, "--standardise", "icss1", *more, "--json")
    found = document_of(run)["standardised"]

    assert found["strata"][0]["patients"] == 0
    assert found["strata"][0]["survival"] == []
    for each in found["survival"]:
        assert (each["estimate"], each["low"], each["high"]) == (None, None, None)
        assert each["lacking"] == ["15-44"]
    table = survival(old, "--standardise", "icss1", *more)
    assert "求められない年齢階級がある" in table.out
    assert "求められない年齢階級がある 15-44" not in table.out
    exact = survival(old, "--standardise", "icss1", *more, "--exact")
    assert "15-44" in exact.out.split("患者（人）")[0]


def test_weights_of_patients_need_nobody_left_in_an_age_group(survival):
    """The oldest are followed for a year at most."""
    rows = [*patients(youngest=6_000, oldest=27_000)]
    rows += [f"old{at},1,29000,2010-03-01,{at * 4 + 1},1" for at in range(90)]
    strata = document_of(survival(rows, "--standardise", "icss1", "--json"))["standardised"]
    weighed = document_of(survival(rows, "--standardise", "icss1", "--brenner", "--json"))

    assert strata["survival"][2]["lacking"] == ["75+"]
    assert weighed["weighting"] == "patients"
    assert weighed["standardised"]["survival"][2]["estimate"] > 0


def test_weights_of_patients_come_near_those_of_strata(survival):
    """The old, of whom few are there and more die, count for what the standard has of them."""
    rows = patients(1500, youngest=6_000, oldest=27_000)
    rows += [
        f"old{at},1,29000,2010-03-01,{1500 if at % 5 == 0 else at * 3 + 1},{int(at % 5 != 0)}"
        for at in range(200)
    ]
    strata, weighed = (
        document_of(survival(rows, "--standardise", "icss1", *more, "--json"))
        for more in ((), ("--brenner",))
    )

    for one, other, crude in zip(
        strata["standardised"]["survival"],
        weighed["standardised"]["survival"],
        strata["survival"],
        strict=True,
    ):
        assert other["estimate"] < crude["estimate"] - 0.02
        assert other["estimate"] == pytest.approx(one["estimate"], abs=0.05)


def test_no_age_group_of_a_year_is_shown_where_one_is_small(survival):
    """With the standardised survival and the other strata its own could be reckoned."""
    rows = patients(900, youngest=17_000) + patients(12, 5, youngest=6_000, oldest=15_000)
    given = ("--standardise", "icss1", "--lang", "en")
    table = survival(rows, *given).out
    exact = survival(rows, *given, "--exact").out

    assert re.search(r"standardised icss1\s*│\s*1 │\s+\d", table)
    assert "ages 65-74" not in table
    assert re.search(r"ages 65-74\s*│\s*1 │\s+\d", exact)


def test_no_number_of_an_age_group_is_shown(survival):
    """Those of no age group would be what is left."""
    table = survival(patients(3000), "--standardise", "icss1", "--lang", "en").out
    rows = [line.split("│") for line in table.splitlines() if "ages 65-74" in line]

    assert rows
    assert all(row[3].strip() and not row[6].strip() and not row[7].strip() for row in rows)


def test_a_period_counts_only_what_falls_into_it(survival):
    rows = patients()
    period = ("--period", "2010-01-01..2012-12-31")
    document = document_of(survival(rows, *period, "--json"))
    everything = document_of(survival(rows, "--period", "2000-01-01..2025-12-31", "--json"))
    whole = document_of(survival(rows, "--json"))

    assert document["period"] == {"first": "2010-01-01", "last": "2012-12-31"}
    assert 0 < document["patients"] < whole["patients"]
    assert everything["survival"] == whole["survival"]
    assert document["survival"][0]["estimate"] != whole["survival"][0]["estimate"]
    assert "2010-01-01..2012-12-31" in survival(rows, *period, "--lang", "en").out.replace("\n", "")


def test_a_file_of_the_table_names_period_and_standard(survival, tmp_path):
    """A .csv has neither title nor notes."""
    survival(
        patients(2000), "--standardise", "icss3", "--period", "2010-01-01..2012-12-31",
        "-o", tmp_path / "out.csv",
    )  # fmt: skip
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as text:
        rows = list(csv.DictReader(text))

    assert {row["期間"] for row in rows} == {"2010-01-01..2012-12-31"}
    assert {row["対象"] for row in rows} >= {"全年齢", "年齢調整 icss3"}


BAD = [
    (("--age-groups", "0-64,65+"), "--age-groups"),
    (("--brenner",), "--brenner"),
    (("--standardise", "icss1", "--age-groups", "15-47,48+"), "45-49"),
    (("--standardise", "icss1", "--age-groups", "15-44,50+"), "45-49"),
    (("--standardise", "icss1", "--age-groups", "15-44,45-74"), "75-79"),
    (("--standardise", "icss1", "--age-groups", "15-49,45+"), "重なって"),
    (("--standardise", "icss1", "--age-groups", "15-44,老人"), "老人"),
    (
        ("--standardise", "icss1", "--brenner", "--period", "2010-01-01..2011-01-01"),
        "--brenner --period",
    ),
    (("--period", "2010-01-01"), "--period"),
    (("--period", "2011-01-01..2010-01-01"), "--period"),
    (("--period", "2011-02-30..2012-01-01"), "2011-02-30"),
    (("--period", "1990-01-01..1991-01-01"), "観察中の患者がいません"),
    (("--period", "2010-01-01..2011-01-01", "--method", "ederer1"), "ederer1"),
    (("--period", "2010-01-01..2011-01-01", "--method", "hakulinen"), "hakulinen"),
    (("--min-patients", "0"), "--min-patients"),
    (("--min-follow-up", "90"), "--min-follow-up"),
    (("--min-follow-up", "nan"), "--min-follow-up"),
]


@pytest.mark.parametrize(("more", "told"), BAD)
def test_what_cannot_be_used_is_refused_with_its_place(survival, more, told):
    run = survival(patients(50), *more)

    assert run.code == 2
    assert run.out == ""
    assert told in run.err


def test_a_blank_group_is_refused_with_its_place(survival):
    run = survival({"甲病院": patients(30), "": patients(2, 9)})

    assert run.code == 2
    assert "patients.csv:32:group" in run.err


def test_a_document_in_a_file_is_that_of_the_terminal(survival, tmp_path):
    survival(three(), "-o", tmp_path / "out.json", "--standardise", "icss1")
    written = json.loads((tmp_path / "out.json").read_text("utf-8"))

    assert written == document_of(survival(three(), "--standardise", "icss1", "--json"))


def test_observed_survival_needs_no_life_table_for_any_of_it(survival):
    run = survival(
        three(), "--method", "kaplan-meier", "--standardise", "icss1", "--period",
        "2010-01-01..2012-12-31", "--json", life_table=False,
    )  # fmt: skip

    assert document_of(run)["groups"][0]["standardised"]["survival"][0]["estimate"] < 1
