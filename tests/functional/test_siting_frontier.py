"""`kinten siting frontier`: which hospitals stay under a minimum volume, and what it means for residents."""

import json

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.desk.describing import load_schema
from kinten.desk.volumes import load_discharges

ASKED = ("frontier", "--cancer", "060010", "--as-of", "2026-04-01")


def answered(kinten, *asked):
    ran = kinten("siting", *ASKED, *asked, "--json")
    assert ran.code == 0, ran.err
    Draft202012Validator(load_schema("siting-frontier")).validate(ran.document)
    return ran.document


def test_the_whole_country_is_proved_and_the_discharges_add_up(kinten):
    found = answered(kinten, "--minimum", "10,20,50")
    published = load_discharges().by_hospital("060010")
    total = sum(each["discharges"] for each in found["units"])

    assert total + found["unplaced_discharges"] == sum(published.values())
    assert len(found["units"]) + len(found["unplaced"]) == len(published)
    shares = [each["share_within"] for each in found["floors"]]
    assert shares == sorted(shares, reverse=True)
    for floor in found["floors"]:
        assert floor["status"] == "optimal"
        assert floor["share_bound"] == floor["share_within"]
        assert min(floor["volumes"]) >= floor["minimum"]
        assert sum(floor["volumes"]) + floor["discharges_lost"] == pytest.approx(total)
        open_now = set(floor["open"])
        for unit in found["units"]:
            assert unit["survey_code"] in open_now or unit["discharges"] < floor["minimum"]
    assert found["floors"][0]["hospitals"] == len(found["units"])
    sizes = [each["hospitals"] for each in found["path"]]
    assert sizes == list(range(sizes[0], sizes[-1] - 1, -1))


def test_closing_the_smallest_first_is_never_better_than_the_answer(kinten):
    found = answered(kinten, "--minimum", "40", "--prefecture", "北海道", "--group", "all")
    first = next(each for each in found["path"] if each["least_volume"] >= 40)
    assert first["share_within"] <= found["floors"][0]["share_within"]
    assert {each["prefecture"] for each in found["units"]} == {"01"}


def test_a_minimum_that_no_hospital_can_have_is_proved_and_told(kinten):
    found = answered(kinten, "--minimum", "999999", "--time-limit", "0.001")
    floor = found["floors"][0]
    assert (floor["status"], floor["open"], floor["share_bound"]) == ("optimal", [], 0)
    assert any("下限999,999件には" in each["ja"] for each in found["assumptions"])


def test_a_high_minimum_has_a_bound_that_says_something(kinten):
    found = answered(kinten, "--minimum", "1,5000")
    everybody, floor = found["floors"]
    assert floor["status"] == "feasible"
    assert floor["share_within"] <= floor["share_bound"] < 0.6 * everybody["share_within"]
    assert min(floor["volumes"]) >= 5000


def test_what_stands_beside_the_answer(kinten):
    out = kinten("siting", *ASKED, "--minimum", "20", "--prefecture", "石川").out
    assert out.startswith("計算上の答えであり、設置の提案ではありません。\n")
    for told in (
        "患者数でも手術件数でもない",
        "10件未満は公表されておらず",
        "最も近い続ける病院へすべて移る",
        "患者が住民と同じように住むという仮定",
        "範囲の中の病院と住民だけ",
        "最適",
    ):
        assert told in out
    out = kinten("siting", *ASKED, "--minimum", "20", "--prefecture", "石川", "--lang", "en").out
    assert "oesophageal cancer" in out
    assert "patients of those that stay do not move" in out


def test_files_hold_the_tables(kinten, tmp_path):
    book, text = tmp_path / "集約.xlsx", tmp_path / "集約.json"
    part = ("--minimum", "20", "--prefecture", "石川")
    assert kinten("siting", *ASKED, *part, "-o", book).code == 0
    assert len(load_workbook(book).sheetnames) == 3
    assert kinten("siting", *ASKED, *part, "-o", text).code == 0
    assert json.loads(text.read_text(encoding="utf-8"))["disease"] == "060010"


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        (("frontier", "--minimum", "20"), "--cancer"),
        (("frontier", "--cancer", "060010"), "--minimum"),
        (("frontier", "--cancer", "060010", "--minimum", "a"), "--minimum"),
        (("frontier", "--cancer", "060010", "--minimum", "0"), "--minimum"),
        (("frontier", "--cancer", "がん", "--minimum", "9"), "--cancer"),
        (
            ("frontier", "--cancer", "060010", "--minimum", "9", "--more", 1),
            "siting frontier --more",
        ),
        (("frontier", "--cancer", "060010", "--minimum", "9", "--radius", -1), "--radius"),
        (("pmedian", "--more", 1, "--cancer", "060010"), "siting pmedian --cancer"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_its_place(kinten, asked, place):
    ran = kinten("siting", *asked)
    assert ran.code == 2
    assert ran.err.startswith(f"kinten: {place}")
    assert not ran.out
