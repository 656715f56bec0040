"""What `kinten coverage` says: whose minutes, over which water, how large a share for certain."""

import csv
import json

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-04-01")


def test_the_minutes_of_the_area_are_not_given_to_one_hospital(kinten):
    """相双: about 73 minutes to each one's own nearest hub, 94 to the hospital that most are near."""
    told = kinten("coverage", "--area", "相双", *DAY).out

    assert "平均 約73分（市町村ごとに最も近い拠点病院まで）" in told
    assert "福島県立医科大学附属病院（この病院までは平均 約94分）" in told
    assert "福島県立医科大学附属病院 約73分" not in told


def test_the_document_has_both_means(kinten):
    (area,) = kinten("coverage", "--area", "相双", *DAY, "--json").document["areas"]
    nearest = area["nearest_hub"]
    own = next(
        each for each in area["partner_candidates"] if each["hospital_id"] == nearest["hospital_id"]
    )

    assert round(nearest["minutes_mean"]) == 73
    assert nearest["hospital_minutes_mean"] == pytest.approx(own["minutes_mean"])
    assert round(nearest["hospital_minutes_mean"]) == 94
    assert 0.4 < nearest["hospital_share"] < 0.6


def test_the_first_by_outflow_is_shown_beside_the_nearest(kinten):
    """仙台 takes the most residents of 相双 and is sixth by minutes; one of its five is of unknown kind."""
    line = next(
        each
        for each in kinten("coverage", "--area", "相双", *DAY).out.splitlines()
        if each.startswith("グループ指定の相手の候補")
    )

    assert "（仙台、" in line
    assert "順位6/1/6、受診の1位はほか4病院も同じ" in line


@pytest.mark.parametrize(
    ("area", "warned"), [("天草", True), ("淡路", False), ("隠岐", False), ("相双", False)]
)
def test_a_line_over_water_from_an_area_without_land_neighbours_is_told(
    kinten, tmp_path, area, warned
):
    """天草 is joined by bridges to 宇城; 島原 lies across the sea. 淡路 has a hub, 隠岐 no way at all."""
    path = tmp_path / "a.html"
    assert kinten("coverage", "--area", area, *DAY, "-o", path).code == 0
    text = kinten("coverage", "--area", area, *DAY).out
    english = kinten("coverage", "--area", area, *DAY, "--lang", "en").out
    (document,) = kinten("coverage", "--area", area, *DAY, "--json").document["areas"]

    assert ("海を渡る" in text) is warned
    assert ("crosses water" in english) is warned
    assert ("海を渡る" in path.read_text(encoding="utf-8")) is warned
    assert document["crosses_water"] is warned


def test_own_minutes_cross_no_water(kinten, tmp_path):
    """A matrix of the user's is of roads and boats, not of straight lines."""
    times = tmp_path / "t.csv"
    times.write_text("municipality,hospital_id,minutes\n43215,DCH001,70\n", encoding="utf-8")
    (area,) = kinten(
        "coverage", "--area", "天草", *DAY, "--travel-times", times, "--json"
    ).document["areas"]

    assert area["crosses_water"] is False


@pytest.fixture
def table(kinten, tmp_path):
    path = tmp_path / "t.csv"
    assert kinten("coverage", *DAY, "-o", path).code == 0
    return {
        row["符号"]: row
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    }


def test_a_share_that_is_a_range_has_both_ends(table):
    """中勢伊賀 to 東和 was printed as 0.071, which is only the most it can be."""
    mie, unnan = table["2402"], table["3202"]

    assert (float(mie["割合の下限"]), float(mie["割合の上限"])) == (0.01, 0.08)
    assert "か" in mie["最大の受診先"]
    assert (unnan["最大の受診先"], unnan["割合の下限"], unnan["割合の上限"]) == (
        "出雲",
        "0.348",
        "0.348",
    )


def test_the_table_tells_both_means(table):
    row = table["0706"]

    assert (row["最寄りまで平均分"], row["その病院まで平均分"]) == ("73", "94")
    assert table["4311"]["注"] == "直線が海を渡る（陸の隣接がない）"
    assert table["0706"]["注"] == ""


def test_what_was_blank_is_not_guessed(kinten, table, tmp_path):
    """宮古, 久慈 and 気仙 of 岩手 had regional hubs; of 釜石 no source tells."""
    assert table["0307"]["状況"] == table["0308"]["状況"] == "地域がん診療病院のみ（もと拠点あり）"
    assert table["0305"]["状況"] == "地域がん診療病院のみ（もと拠点あり）"
    assert table["0306"]["状況"] == "地域がん診療病院のみ"
    assert not any("もと空白" in row["状況"] for row in table.values())
    english = kinten("coverage", "--area", "久慈", *DAY, "--lang", "en").out
    assert "a local cancer hospital only (had a hub)" in english
    (area,) = kinten("coverage", "--area", "久慈", *DAY, "--json").document["areas"]
    assert (area["cover"], area["past"]) == ("local", "had_hub")


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_legend_of_the_map_tells_pasts_apart(kinten, tmp_path, lang):
    path = tmp_path / "m.svg"
    assert kinten("map", "coverage", *DAY, "--lang", lang, "-o", path).code == 0
    svg = path.read_text(encoding="utf-8")

    had, alone = {
        "ja": ("地域がん診療病院のみ（もと拠点あり）（5）", "地域がん診療病院のみ（34）"),
        "en": ("a local cancer hospital only (had a hub) (5)", "a local cancer hospital only (34)"),
    }[lang]
    assert f">{had}<" in svg
    assert f">{alone}<" in svg
    assert svg.count('class="c-local-had-hub"') == 6  # five areas and the legend


@pytest.mark.parametrize("value", ["0.5", "0.999", "0", "-1", "nan", "inf"])
def test_a_detour_below_the_straight_line_is_refused(kinten, value):
    ran = kinten("coverage", "--area", "雲南", f"--detour={value}")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kinten: --detour")
    assert kinten("coverage", "--area", "雲南", "--detour", "1").code == 0


@pytest.mark.parametrize(
    "call",
    [
        ("coverage", "--area", "天草"),
        ("coverage", "--prefecture", "秋田", "--as-of", "2022-04-01"),
        ("network", "--as-of", "2026-03-01"),
        ("network", "--prefecture", "秋田", "--as-of", "2022-04-01"),
        ("flow", "--prefecture", "三重"),
    ],
)
def test_the_documents_keep_their_schemas(kinten, call):
    Draft202012Validator(load_schema(call[0])).validate(json.loads(kinten(*call, "--json").out))


@pytest.mark.parametrize(
    ("area", "warned"), [("下関", True), ("北九州", True), ("宇部・小野田", False)]
)
def test_at_the_kanmon_strait_it_is_told_that_no_way_across_is_held(kinten, area, warned):
    asked = ("coverage", "--area", area, *DAY)

    assert ("関門の道路は収載した資料にない" in kinten(*asked).out) is warned
    assert ("Kanmon strait" in kinten(*asked, "--lang", "en").out) is warned
