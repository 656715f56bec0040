"""Hospitals whose kind or standing is not known: on the "at most" side of every figure, and named."""

import csv

import pytest

DAY = ("--as-of", "2026-04-01")


def area_of(kinten, name, *more):
    (area,) = kinten("coverage", "--area", name, *(more or DAY), "--json").document["areas"]
    return area


def test_the_file_has_both_figures_as_the_text_has(kinten, tmp_path):
    """福井・坂井 has four designated hospitals of unknown kind: 75 minutes without, 8 with them."""
    path = tmp_path / "t.csv"
    assert kinten("coverage", "--prefecture", "福井", *DAY, "-o", path).code == 0
    rows = {
        row["符号"]: row
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    }
    one = rows["1801"]

    assert (one["最寄りまで平均分"], one["最寄りまで平均分（不明も拠点なら）"]) == ("75", "8")
    assert (one["60分以内"], one["60分以内（不明も拠点なら）"]) == ("0.068", "1.0")
    shown = kinten("coverage", "--prefecture", "福井", *DAY).out
    assert "8〜75" in shown
    assert "27〜111" in shown
    assert "みなさない値です" in shown


def test_the_page_has_both_figures_in_what_is_folded(kinten, tmp_path):
    path = tmp_path / "a.html"
    assert kinten("coverage", "--area", "丹南", *DAY, "-o", path).code == 0
    page = path.read_text(encoding="utf-8")

    assert "60: 0.0〜100.0%" in page
    assert "117分、類型か指定が不明の病院も拠点病院なら46分" in page
    assert "候補 福井赤十字病院" in page
    assert "類型不明、平均27分" in page


@pytest.mark.parametrize(
    ("name", "hospital"),
    [("丹南", "福井赤十字病院"), ("遠紋", "北見赤十字病院"), ("雲南", "島根県立中央病院")],
)
def test_a_possible_candidate_is_listed_as_such(kinten, name, hospital):
    area = area_of(kinten, name)
    text = kinten("coverage", "--area", name, *DAY).out
    possible = {each["hospital"]: each for each in area["possible_partner_candidates"]}

    assert f"{hospital}（" in text
    assert "類型不明" in text
    assert possible[hospital]["doubt"] == {"ja": "類型不明", "en": "kind not known"}
    assert possible[hospital]["rank_mean"] is None
    assert possible[hospital]["rank_mean_range"]
    assert hospital not in {each["hospital"] for each in area["partner_candidates"]}
    assert all(each["doubt"] is None for each in area["partner_candidates"])


def test_the_ranks_of_known_hubs_are_pairs_where_unknown_ones_may_come_before(kinten):
    """丹南: 市立長浜 is first of the known ones, and sixth if all of the unknown are hubs."""
    first = area_of(kinten, "丹南")["partner_candidates"][0]

    assert first["hospital"] == "市立長浜病院"
    assert (first["rank_mean"], first["rank_mean_range"]) == (1, [1, 6])


def test_a_hospital_not_known_to_be_designated_on_the_day_counts_at_most(kinten):
    area = area_of(kinten, "能代・山本", "--as-of", "2018-04-01")

    assert round(area["nearest_hub"]["minutes_mean"]) == 84
    assert round(area["nearest_possible_hub"]["minutes_mean"]) == 11
    assert "約11分" in kinten("coverage", "--area", "能代・山本", "--as-of", "2018-04-01").out


def test_a_larger_outflow_to_a_possible_hub_is_told_beside_the_known_one(kinten, tmp_path):
    """遠紋 goes to 北網 (20.4 %, kind unknown) more than to 上川中部 (11.6 %)."""
    areas = kinten("flow", "--prefecture", "北海道", *DAY, "--json").document["areas"]
    one = next(each for each in areas if each["name"] == "遠紋")
    path = tmp_path / "f.csv"
    assert kinten("flow", "--prefecture", "北海道", *DAY, "-o", path).code == 0
    row = next(
        row
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
        if row["構想区域"] == "遠紋"
    )

    assert round(one["hub"]["relevance"][0], 3) == 0.116
    assert round(one["possible_hub"]["relevance"][0], 3) == 0.204
    assert row["拠点のある最大の受診先"] == "上川中部"
    assert (row["拠点がありうる、より大きい受診先"], row["その依存度"]) == ("北網", "0.204")


def test_areas_without_a_published_outflow_are_listed_with_the_reason(kinten, tmp_path):
    """Of 島しょ and 上五島 the chronic phase is an error value in the published workbook."""
    areas = kinten("flow", "--phase", "chronic", *DAY, "--json").document["areas"]
    lacking = {each["area"]: each for each in areas if each["lacking"] is not None}

    assert len(areas) == 339
    assert set(lacking) == {"1313", "4207"}
    assert lacking["4207"]["localisation"] is None
    shown = kinten("flow", "--phase", "chronic", "--prefecture", "長崎", *DAY).out
    assert "4207 上五島：この区分の流出の値は公表の表にない" in shown


@pytest.mark.parametrize(("phase", "told"), [("chronic", "慢性期"), ("acute", "高度急性期+急性期")])
def test_the_phase_stands_wherever_flows_are_shown(kinten, tmp_path, phase, told):
    path = tmp_path / "a.html"
    assert kinten("coverage", "--area", "雲南", "--phase", phase, *DAY, "-o", path).code == 0
    asked = ("--phase", phase, *DAY)

    assert told in path.read_text(encoding="utf-8")
    assert told in kinten("coverage", "--area", "雲南", *asked).out
    assert told in kinten("coverage", "--prefecture", "島根", *asked).out
    assert told in kinten("flow", "catchments", "--prefecture", "島根", *asked).out


# ---------------------------------------------------------------------- counts are of what is held


def test_a_count_of_hospitals_held_is_no_upper_bound_and_the_official_one_stands_beside(kinten):
    """The panel's paper of September 2023 has one local hospital in 南空知 and none in 北空知."""
    none = kinten("network", "--area", "北空知", "--as-of", "2023-09-01")
    one = kinten("network", "--area", "南空知", "--as-of", "2023-09-01")
    whole = kinten("network", *DAY).out
    document = kinten("network", *DAY, "--json").document

    assert "地域がん診療病院: 0以上（収載した病院にはない）" in none.out
    assert "地域がん診療病院: 1以上（収載した病院は1）" in one.out
    assert "合計: 465〜467（収載した病院のうち）、公表は468（2026-04、" in whole
    assert document["counts_are_whole"] is False
    assert document["official_counts"]["all"][0]["count"] == 468
    part = kinten("network", "--prefecture", "石川", *DAY, "--json").document
    assert part["official_counts"] == {}


def test_a_likely_hospital_is_marked_in_the_list(kinten):
    shown = kinten("network", "--area", "0104", *DAY).out

    assert "指定は推定" in "".join(each.strip("│ ") for each in shown.split())


# ---------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("桑員", ("公表の空白のがん医療圏", "住民214,097人", "2401 北勢")),
        ("大川", ("範囲を示す資料なし", "--prefecture 香川県")),
        ("県北", ("0501 秋田県 県北", "宮崎県 県北（範囲を示す資料なし）")),
    ],
)
def test_a_cancer_area_without_a_row_is_told_as_one(kinten, name, told):
    ran = kinten("coverage", "--area", name, *DAY)

    assert (ran.code, ran.out) == (2, "")
    assert all(each in ran.err for each in told)
    assert kinten("coverage", "--area", "秋田 県北", *DAY).code == 0


def test_a_code_that_is_none_is_quoted_as_it_was_typed(kinten):
    assert "「99」" in kinten("coverage", "--area", "99", *DAY).err


@pytest.mark.parametrize(
    "options",
    [
        ("--series", "--area", "雲南"),
        ("--series", "--as-of", "2026-04-01"),
        ("--series", "--phase", "chronic"),
        ("--travel-times", "t.csv", "--detour", "1.3"),
        ("--routing", "osrm:x", "--speed", "40"),
        ("--json", "-o", "x.csv"),
        ("--json", "-o", "x.html"),
    ],
)
def test_an_option_that_would_be_passed_over_is_refused(kinten, options, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = kinten("coverage", *options)

    assert (ran.code, ran.out) == (2, "")
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------- own minutes


def test_a_table_of_minutes_without_any_is_refused(kinten, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("municipality,hospital_id,minutes\n", encoding="utf-8")
    ran = kinten("coverage", "--area", "雲南", "--travel-times", path)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("kinten: t.csv: ")


def test_a_pair_that_is_not_in_the_table_is_not_told_as_no_way(kinten, tmp_path):
    """One town of 雲南 has minutes; of the others the table says nothing."""
    path = tmp_path / "t.csv"
    path.write_text("municipality,hospital_id,minutes\n32386,DCH273,40\n", encoding="utf-8")
    text = kinten("coverage", "--area", "雲南", *DAY, "--travel-times", path).out

    assert "ほかに所要時間の表に分がない住民" in text
    assert "陸路" not in text
    assert "-分" not in text


def test_a_hospital_whose_area_on_the_day_is_not_known_is_named_and_not_out_of_reach(
    kinten, tmp_path
):
    """秋田: 0501 of 2024 was three areas before; all lie on one land, so that the way is known."""
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,area,lat,lon\nA,甲病院,05,0501,40.21,140.03\nB,乙病院,05,0502,,\n",
        encoding="utf-8",
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,begins\nA,regional,2018-04-01\nB,regional,2018-04-01\n", encoding="utf-8"
    )
    asked = ("--network", tmp_path, "--as-of", "2020-04-01")
    text = kinten("coverage", "--area", "能代・山本", *asked).out
    listed = kinten("network", "--prefecture", "秋田", *asked).out

    assert "陸路で行けない" not in text
    assert "甲病院まで平均" in text
    assert "位置が不明で、分に入っていない病院：乙病院" in text
    assert "この日の医療圏の版での所在が不明で、どの医療圏の病院にも数えていない病院" in text
    assert "甲病院（秋田県）、乙病院（秋田県）" in listed
