"""`kinten siting MODEL` without a matrix: existing hospitals of Japan, with proof, assumptions and names."""

import csv
import json
import re

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.data.loading import packaged_path, read_packaged
from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-04-01")
FIVE = ("mclp", "--more", 5, "--radius", 60, *DAY)
JAPANESE = re.compile(r"[\u3041-\u30ff]")


def answered(kinten, *asked):
    ran = kinten("siting", *asked, "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(load_schema("siting-japan")).validate(ran.document)
    return ran.document


@pytest.fixture(scope="module")
def hospitals():
    table = pl.read_parquet(packaged_path("all_hospitals.parquet"))
    return {row["registry_id"]: row for row in table.iter_rows(named=True)}


@pytest.mark.parametrize(
    "asked",
    [
        ("mclp", "--more", 5, "--radius", 60),
        ("pmedian", "--more", 5),
        ("pcenter", "--more", 4),
        ("pmedian", "--more", 2, "--by", "area", "--group", "75", "--year", "2050"),
        ("mclp", "--more", 2, "--radius", 45, "--prefecture", "北海道", "--group", "65"),
        ("pmedian", "--more", 3, "--no-way-as", 600),
    ],
)
def test_every_added_hospital_is_an_existing_one_of_a_blank_area(kinten, hospitals, asked):
    """Proved; one an area at most; as many beds and published discharges as the conditions say."""
    found = answered(kinten, *asked, *DAY)

    assert found["status"] == "optimal"
    assert found["gap"] <= 1e-6
    assert len(found["open"]) == found["question"]["more"] == len(found["hospitals"])
    areas = [each["area"] for each in found["hospitals"]]
    assert len(set(areas)) == len(areas)
    for each in found["hospitals"]:
        row = hospitals[each["registry_id"]]
        assert (row["name"], row["beds_general"]) == (each["name"], each["beds_general"])
        assert each["beds_general"] >= 100
        assert each["discharges_2021_at_least"] >= 10
    blank = {row["area"] for row in read_packaged("blank_cancer_areas.csv")}
    assert all(area in blank or " " in area for area in areas)
    before, after = found["reached_before"], found["reached_after"]
    assert all(after["within"][limit] >= before["within"][limit] for limit in before["within"])
    assert after["people_without_way"] <= before["people_without_way"]


def test_the_figures_of_the_five_hospitals_add_up(kinten):
    """The gain of the model is that of the tables, of the areas and of the hospitals alone."""
    found = answered(kinten, *FIVE)
    gain = found["objective"] - found["before"]
    before, after = (found[f"reached_{when}"]["within"]["60"] for when in ("before", "after"))

    assert (before, after) == (found["before"], found["objective"])
    assert gain == sum(each["people_newly_within"] for each in found["areas"])
    assert gain >= sum(each["people_within_by_it_alone"] for each in found["hospitals"])
    assert found["question"]["people"] == 124_330_690
    assert 450 < found["standing"] < 480


def test_p_counts_the_designated_ones(kinten):
    more = answered(kinten, "pmedian", "--more", 2, *DAY)
    whole = answered(kinten, "pmedian", "--p", more["standing"] + 2, *DAY)
    assert whole["open"] == more["open"]


def test_the_same_set_in_2050_beside_the_best_set_for_2050(kinten):
    found = answered(kinten, "pmedian", "--more", 5, *DAY, "--compare-year", 2050)
    later = answered(kinten, "pmedian", "--more", 5, *DAY, "--year", 2050)
    other = found["other_year"]

    assert other["best"]["open"] == later["open"]
    assert other["best"]["objective"] == pytest.approx(later["objective"])
    assert other["reached_before"] == later["reached_before"]
    mean = {name: other[f"reached_with_{name}"]["minutes_mean"] for name in ("same", "best")}
    apart = (mean["same"] - mean["best"]) * (
        other["people"] - later["reached_after"]["people_without_way"]
    )
    assert other["cost_of_same"] == pytest.approx(apart, rel=1e-6, abs=1)


def test_runners_up_imposed_hospitals_and_losses(kinten):
    """In order, within 1 % of the gain; an imposed hospital never gains; each model is best at its own."""
    found = answered(
        kinten,
        *("pmedian", "--more", 3, "--radius", 60, *DAY, "--runners-up", 4),
        *("--impose", "留萌市立病院,長崎県対馬病院", "--losses"),
    )
    gain = found["before"] - found["objective"]
    costs = [each["cost"] for each in found["runners_up"]]
    assert costs == sorted(costs)
    assert all(0 <= cost <= 0.01 * gain * (1 + 1e-6) for cost in costs)
    assert all(set(each["open"]) != set(found["open"]) for each in found["runners_up"])
    assert len(costs) == 4 or found["runners_up_complete"]
    for each in found["imposed"]:
        assert each["hospital"]["registry_id"] in each["open"]
        assert 0 <= each["cost_at_least"] <= each["cost_at_most"]
        assert each["objective"] == pytest.approx(found["objective"] + each["cost_at_most"])
    island = found["imposed"][1]["reached"]["people_without_way"]
    assert island < found["reached_after"]["people_without_way"]
    losses = {each["model"]: each for each in found["losses"]}
    assert losses["pmedian"]["open"] == found["open"]
    covered = {name: each["reached"]["within"]["60"] for name, each in losses.items()}
    longest = {name: each["longest_of_nearer"] for name, each in losses.items()}
    mean = {name: each["reached"]["minutes_mean"] for name, each in losses.items()}
    assert max(covered.values()) == covered["mclp"]
    assert min(longest.values()) == longest["pcenter"]
    assert min(mean.values()) == mean["pmedian"]


def test_another_hospital_of_the_same_area_costs_what_imposing_it_costs_at_least(kinten):
    found = answered(kinten, "pmedian", "--more", 2, *DAY)
    swap = found["swaps"][0]
    imposed = answered(
        kinten, "pmedian", "--more", 2, *DAY, "--impose", swap["coming"]["registry_id"]
    )["imposed"][0]
    assert imposed["cost_at_most"] <= swap["cost"] + 1e-3


def test_a_list_of_candidates_is_taken_without_other_conditions(kinten, tmp_path, hospitals):
    """The user's own list (those with a linac, say): only these, however few beds they have."""
    path = tmp_path / "候補.csv"
    chosen = [
        key for key, row in hospitals.items() if row["area"] == "0102" and row["lat"] is not None
    ]
    path.write_text("registry_id\n" + "\n".join(chosen) + "\n", encoding="utf-8")
    found = answered(kinten, "pmedian", "--more", 1, *DAY, "--candidates-file", path)

    assert {each["registry_id"] for each in found["candidates"]} == set(chosen)
    assert found["inputs"][0]["name"] == "候補.csv"
    assert (found["question"]["min_beds"], found["question"]["min_discharges"]) == (0, 0)


def test_what_stands_beside_every_answer(kinten):
    """Caution first, then proof; each assumption and each hole, in both languages."""
    ja = kinten("siting", *FIVE).out
    assert ja.startswith("計算上の答えであり、設置の提案ではありません。\n")
    for told in (
        "最適（証明済み）",
        "リニアックの有無を示す公表の表はなく",
        "一般病床100以上",
        "この条件は計算の仮定で、指定要件ではない",
        "一つの医療圏に加えるのは一つまで",
        "住んでいる場所ではない",
        "陸路で行けない: ",
        "対馬市",
        "空白かどうか確かでなく候補を置かない医療圏",
    ):
        assert told in ja
    en = kinten("siting", *FIVE, "--lang", "en").out
    assert en.startswith("This is arithmetic, not a proposal.\n")
    assert "no published table tells which hospital has a linac" in en
    plain = "\n".join(line for line in en.splitlines() if "│" not in line and ": " not in line)
    assert not JAPANESE.search(plain)


def test_files_hold_the_tables(kinten, tmp_path):
    """A workbook has every table; a CSV the one that is named; JSON the document."""
    more = ("--losses", "--runners-up", 2, "--impose", "益田赤十字病院")
    book, sheet, text = (tmp_path / f"答え.{ending}" for ending in ("xlsx", "csv", "json"))
    assert kinten("siting", *FIVE, *more, "-o", book).code == 0
    assert len(load_workbook(book).sheetnames) == 7
    assert kinten("siting", *FIVE, "--table", "areas", "-o", sheet).code == 0
    with sheet.open(encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    assert rows[0][:3] == ["符号", "都道府県", "医療圏"]
    assert len(rows) > 5
    assert kinten("siting", *FIVE, "-o", text).code == 0
    Draft202012Validator(load_schema("siting-japan")).validate(
        json.loads(text.read_text(encoding="utf-8"))
    )


def test_own_minutes_may_name_candidates_by_their_registry_id(kinten, tmp_path, hospitals):
    """A table of minutes: what it leaves out has no minutes, and needs no place."""
    path = tmp_path / "分.csv"
    lines = [
        "01210,DCH001,80",
        "01210,0111010003650,10",
        "01209,DCH001,95",
        "01209,0111010003650,25",
    ]
    path.write_text("municipality,hospital_id,minutes\n" + "\n".join(lines), encoding="utf-8")
    found = answered(
        kinten, "mclp", "--more", 1, "--radius", 30, *DAY, "--area", "0106", "--travel-times", path
    )
    assert [each["name"] for each in found["hospitals"]] == ["岩見沢市立総合病院"]
    assert hospitals["0111010003650"]["name"] == "岩見沢市立総合病院"


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (("mclp", "--more", 2), "--radius"),
        (("pmedian",), "--more --p"),
        (("pmedian", "--p", 3), "--p"),
        (("pmedian", "--more", 0), "--more"),
        (("lscp", "--radius", 60, "--more", 2), "--more --p"),
        (("cpmedian", "--more", 2), "siting cpmedian"),
        (("mclp", "--more", 2, "--radius", -1), "--radius"),
        (("pmedian", "--more", 2, "--no-way-as", -1), "--no-way-as"),
        (("pmedian", "--more", 2, "--min-beds", -1), "--min-beds"),
        (("pmedian", "--more", 2, "--min-beds", 5000), "--candidates"),
        (("pmedian", "--more", 2, "--impose", "旭川医科大学病院"), "--impose"),
        (("pmedian", "--more", 2, "--impose", "どこにもない病院"), "--impose"),
        (("pmedian", "--more", 2, "--impose", ""), "--impose"),
        (("pmedian", "--more", 2, "--impose", ","), "--impose"),
        (("pmedian", "--more", 2, "--impose", ",".join(["0"] * 999)), "--impose"),
        (("mclp", "--more", 2, "--radius", 60, "--no-way-as", 600), "--no-way-as"),
        (("pmedian", "--more", 2, "--runners-up", 0), "--runners-up"),
        (("pmedian", "--more", 2, "--runners-up", 2, "--within", -1), "--within"),
        (("pmedian", "--more", 2, "--runners-up", 2, "--within", "nan"), "--within"),
        (("pmedian", "--more", 2, "--table", "areas"), "--table"),
        (("pmedian", "--more", 2, "--weights", "weights.csv"), "--weights"),
        (("pmedian", "--more", 2, "--area", "どこにもない"), "--area"),
        (("pmedian", "--more", 2, "-o", "answer.txt"), "answer.txt"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(kinten, asked, place):
    ran = kinten("siting", *asked, *DAY)
    assert ran.code == 2, ran.out
    assert ran.err.startswith(f"kinten: {place}")
    assert not ran.out


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("id\n1\n", "list.csv:1"),
        ("registry_id\nnone\n", "list.csv:2:registry_id"),
        ("registry_id\n0111010003650\n0111010003650\n", "list.csv:3:registry_id"),
        ("registry_id\n", "list.csv"),
    ],
)
def test_a_wrong_list_of_candidates_is_refused(kinten, tmp_path, text, place):
    (tmp_path / "list.csv").write_text(text, encoding="utf-8")
    ran = kinten("siting", "pmedian", "--more", 1, "--candidates-file", tmp_path / "list.csv")
    assert ran.code == 2
    assert ran.err.startswith(f"kinten: {place}")


def test_hospitals_that_change_nothing_are_not_added(kinten):
    """Three asked of one area: one is added, and it is said that no more are of use."""
    ran = kinten("siting", "mclp", "--more", 3, "--radius", 60, *DAY, "--area", "0106")
    assert ran.code == 0
    assert "に1病院を加える" in ran.out
    assert "3病院を求めたが、目的をよくする病院は1まで" in ran.out
    found = answered(kinten, "pmedian", "--more", 60, *DAY)
    assert found["question"]["more"] == 60
    assert 40 < len(found["open"]) < 60
    assert all(each["people_nearer"] > 0 for each in found["hospitals"])


def test_where_there_is_no_answer_it_is_said_why(kinten):
    ran = kinten("siting", "mclp", "--more", 1, "--radius", 60, *DAY, "--prefecture", "東京都")
    assert ran.code == 1
    assert "どの候補も" in ran.out
    ran = kinten("siting", "lscp", "--radius", 60, *DAY)
    assert ran.code == 1
    assert "mclpで人数を最大に" in ran.out
    found = answered(kinten, "lscp", "--radius", 120, *DAY)
    assert found["objective"] == found["standing"] + len(found["open"])


def test_in_an_own_network_every_area_without_a_hospital_is_blank(kinten, tmp_path):
    """One's own list is whole: nobody else decides which areas are blank."""
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,municipality,area,lat,lon\n"
        "A,甲病院,32,32201,3201,35.47,133.05\n",
        encoding="utf-8",
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,stated,basis,source\nA,regional,2026-04-01,printed,自分の表\n",
        encoding="utf-8",
    )
    found = answered(
        kinten,
        *("pmedian", "--more", 2, *DAY, "--prefecture", "島根", "--network", tmp_path),
    )
    assert found["standing"] == 1
    assert {each["prefecture"] for each in found["hospitals"]} <= {"31", "32", "34", "35"}
    assert "3201" not in {each["area"] for each in found["candidates"]}
    assert {"3203", "3204"} <= {each["area"] for each in found["candidates"]}


def test_where_not_all_can_be_reached_those_in_the_way_are_named(kinten):
    """Places that only two candidates of one area reach, each another one: as few as make the conflict."""
    ran = kinten("siting", "lscp", "--radius", 60, *DAY, "--json")
    assert ran.code == 1
    found = ran.document
    Draft202012Validator(load_schema("siting-japan")).validate(found)

    assert found["status"] == "infeasible"
    assert ["24209", "29449"] in found["conflicts"]
    assert all(len(each) == 2 for each in found["conflicts"])
    assert len({place for each in found["conflicts"] for place in each}) == sum(
        len(each) for each in found["conflicts"]
    )
    told = kinten("siting", "lscp", "--radius", 60, *DAY).out
    assert "同時には届かない" in told
    assert "十津川村（紀南病院だけ）" in told
    assert "加える。候補" in told
    told = kinten("siting", "lscp", "--radius", 0, *DAY).out
    assert "一つの医療圏に一つまででは" not in told


def test_hospitals_that_do_as_well_are_named_beside_the_proof(kinten):
    """Candidates of one area that bring the same people into the radius are counted as one, and told."""
    asked = ("mclp", "--more", 2, "--radius", 60, "--runners-up", 10, *DAY)
    found = answered(kinten, *asked)
    best = found["objective"]

    assert found["runners_up_complete"]
    alike = {each["hospital"]: each["equals"] for each in found["equals"]}
    assert alike
    for hospital, equals in alike.items():
        imposed = answered(kinten, *asked[:5], "--impose", equals[0], *DAY)["imposed"][0]
        assert (hospital in found["open"]) is (imposed["objective"] == best)
    ran = kinten("siting", *asked)
    assert "下の代わりを一つと数えて" in ran.out
    assert "の代わりに" in ran.out


def test_a_designated_hospital_cannot_be_imposed_and_it_is_said_why(kinten):
    ran = kinten("siting", "pmedian", "--more", 1, "--impose", "国立がん研究センター中央病院", *DAY)
    assert ran.code == 2
    assert "指定されている病院" in ran.err
