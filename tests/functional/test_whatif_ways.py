"""`kinten whatif`: whose way to a hub changes, who loses the last hub, who gains."""

from __future__ import annotations

import csv

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-04-01")


@pytest.fixture
def document(kinten):
    """Run `kinten whatif --json` without reports and hold the document against its schema."""

    def run(*arguments):
        ran = kinten("whatif", "-e", "R4.8", *arguments, *DAY, "--json")
        assert (ran.code, ran.err) == (0, "")
        Draft202012Validator(load_schema("whatif")).validate(ran.document)
        return ran.document

    return run


def by_name(areas):
    return {each["name"]: each for each in areas}


def test_an_area_that_keeps_its_class_and_loses_its_way_is_listed(document):
    """南勢志摩 has two hubs: without 伊勢赤十字病院 it is still an area with a hub, 18 minutes further."""
    found = document("--without", "伊勢赤十字病院")

    assert found["areas"] == []
    area = by_name(found["ways"])["南勢志摩"]
    assert (area["cover"], area["population"]) == ("hub", 420_187)
    assert round(area["minutes_certain_before"], 1) == 12.5
    assert round(area["minutes_certain_after"], 1) == 30.3
    assert area["longer"]["at_least"] == area["longer"]["at_most"] == 235_093
    longer = found["ways_bounds"]["longer"]
    assert longer["at_least"]["population"] == 235_093
    assert longer["at_most"]["population"] >= 235_093
    assert found["ways_bounds"]["shorter"]["at_most"]["population"] == 0


@pytest.mark.parametrize(
    ("gone", "areas"),
    [("浜田医療センター", {"益田", "大田"}), ("八戸市立市民病院", {"久慈", "二戸"})],
)
def test_areas_beside_the_one_that_loses_its_hospital_are_listed(document, gone, areas):
    found = document("--without", gone)
    ways = by_name(found["ways"])

    assert areas <= ways.keys()
    assert all(ways[each]["minutes_after"] > ways[each]["minutes_before"] for each in areas)
    assert not ways.keys() & by_name(found["areas"]).keys()


def test_nothing_changes_is_said_only_where_nothing_does(kinten):
    ran = kinten("whatif", "-e", "R4.8", "--opening", "加賀市医療センター", *DAY)

    assert "変わるものはありません" not in ran.out
    assert "医療圏への影響: 区分の変わる医療圏はありません" in ran.out
    assert "区分は変わらず、拠点病院までの分が変わる医療圏" in ran.out
    assert ran.out.count("一度だけの計算です") == 1
    assert "拠点が近くなる住民 61,703〜" in ran.out
    english = kinten(
        "whatif", "-e", "R4.8", "--opening", "加賀市医療センター", *DAY, "--lang", "en"
    )
    assert "no area's cover changes" in english.out
    assert "residents with a shorter way to a hub 61,703 to " in english.out


def test_the_ways_are_a_table_of_their_own(kinten, tmp_path):
    out = tmp_path / "ways.csv"
    given = ("whatif", "-e", "R4.8", "--without", "浜田医療センター", *DAY)
    assert kinten(*given, "--table", "ways", "-o", out).code == 0

    with out.open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["医療圏"]: row for row in csv.DictReader(stream)}
    assert rows["益田"]["状況（変わらない）"] == "空白（公表）"
    assert (rows["益田"]["人口2025"], rows["益田"]["65歳以上"]) == ("54930", "22828")
    assert rows["益田"]["分（前）"].startswith("68.9")
    assert rows["益田"]["分（後）"].startswith("105.5")


def test_minutes_are_a_pair_where_kinds_are_not_known(kinten, document):
    """The slip of 小松市民病院 prints both; neither of the two is a greatest value of the other."""
    (area,) = document("--without", "小松市民病院")["areas"]

    assert round(area["minutes_after"]) == 43
    assert round(area["minutes_certain_after"]) == 55
    out = kinten("whatif", "-e", "R4.8", "--without", "小松市民病院", *DAY).out
    assert "43〜55" in out
    assert "分（最大）" not in out


def test_where_only_unknown_kinds_are_left_the_last_hub_is_lost_at_most(document):
    found = document("--without", "新潟県立がんセンター新潟病院")

    (area,) = found["areas"]
    assert (area["name"], area["loses"]) == ("新潟", "possibly")
    assert (area["before"], area["after"]) == ("hub", "kind_not_known")
    assert found["bounds"]["at_least"]["areas"] == 0
    assert found["bounds"]["at_most"]["areas"] == 1
    assert found["bounds"]["at_most"]["population"] == 855_405


def test_who_gains_by_an_opening_is_summed_up(kinten, document):
    found = document("--opening", "秩父市立病院")

    gains = found["gains"]
    assert gains["at_least"] == gains["at_most"]
    assert (gains["at_least"]["areas"], gains["at_least"]["population"]) == (1, 90_119)
    assert found["bounds"]["at_most"]["areas"] == 0
    assert found["ways_bounds"]["shorter"]["at_least"]["population"] > 90_000
    out = kinten("whatif", "-e", "R4.8", "--opening", "秩父市立病院", *DAY).out
    assert "最初の病院・拠点を得る医療圏 1　得る医療圏の住民 90,119" in out


def test_without_an_opening_no_gain_is_told(kinten, document):
    given = ("--without", "浜田医療センター")

    assert document(*given)["gains"]["at_most"]["areas"] == 0
    assert "得る医療圏" not in kinten("whatif", "-e", "R4.8", *given, *DAY).out


def test_the_page_has_the_ways_and_the_gains(kinten, tmp_path):
    out = tmp_path / "whatif.html"
    given = ("--opening", "秩父市立病院", "--without", "浜田医療センター", *DAY)
    assert kinten("whatif", "-e", "R4.8", *given, "-o", out).code == 0

    page = out.read_text(encoding="utf-8")
    for told in ("益田", "拠点が遠くなる住民", "拠点が近くなる住民", "得る医療圏の住民", "90,119"):
        assert told in page


@pytest.mark.parametrize(
    ("hospital", "prefecture"), [("山形県立中央病院", "06"), ("松江赤十字病院", "")]
)
def test_a_prefecture_that_loses_its_hub_is_in_the_second_round(document, hospital, prefecture):
    """Also where another hospital, whose kind is not known, may be one: it was no finding before."""
    found = document("--without", hospital)
    areas = [each["area"] for each in found["second_round"] if "pref-number" in each["rule"]]

    assert areas == ([prefecture] if prefecture else [])
