"""`kinten access METHOD` without tables: residents of Japan and the designated hospitals of a day."""

import csv

import numpy as np
import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.coverage.demand import demand_of
from kinten.data.loading import read_packaged
from kinten.desk.atlas import load_atlas
from kinten.desk.describing import load_schema
from kinten.geography.distance import DEFAULT_DETOUR, EARTH_KM, unit_vectors

DAY = ("--as-of", "2026-04-01")
ISLES = {"13361", "13421", "32525", "42209", "42211"}  # 大島町, 小笠原村, 海士町, 対馬市, 五島市


@pytest.fixture
def document(kinten):
    def ask(*arguments):
        method, *options = arguments
        found = kinten("access", method, *DAY, *options, "--json").document
        Draft202012Validator(load_schema("access")).validate(found)
        return found

    return ask


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


@pytest.fixture(scope="module")
def geography(atlas):
    return atlas.geography


@pytest.fixture
def written(kinten, tmp_path):
    def ask(*arguments):
        path = tmp_path / "written.csv"
        assert kinten("access", *arguments, *DAY, "-o", path).code == 0
        with path.open(encoding="utf-8-sig") as stream:
            return list(csv.DictReader(stream))

    return ask


def values(found, side="value"):
    return {each["id"]: each[side] for each in found["values"]}


def test_everybody_is_there_and_islands_are_named_not_far(document, geography):
    """Residents add up to those of the register; who has no way by land has no minutes and is counted."""
    found = document("nearest")
    people = {each["id"]: each["people"] for each in found["values"]}
    country = found["summary"][0]

    assert sum(people.values()) == country["people"] == demand_of(geography).total
    assert set(found["no_way"]) >= ISLES
    assert set(found["unreachable"]) == set(found["no_way"])
    assert all(values(found)[code] is None for code in found["no_way"])
    assert country["no_way_people"] == sum(people[code] for code in found["no_way"])
    assert [each["place"] for each in found["summary"][1:]] == [f"{n:02}" for n in range(1, 48)]
    assert sum(each["people"] for each in found["summary"][1:]) == country["people"]


def test_shares_within_minutes_are_those_of_the_values(document):
    """Inclusive, of all residents, those without a way among them; the median is a municipality's own value."""
    found = document("nearest")
    minutes = np.array([np.inf if each is None else each for each in values(found).values()])
    people = np.array([each["people"] for each in found["values"]], dtype=float)
    known = found["summary"][0]["known"]

    for limit, share in known["within"].items():
        assert share == pytest.approx(people[minutes <= int(limit)].sum() / people.sum())
    has = np.isfinite(minutes)
    assert known["minutes"]["mean"] == pytest.approx(np.average(minutes[has], weights=people[has]))
    median = known["minutes"]["median"]
    assert median in minutes
    assert people[minutes <= median].sum() >= people[has].sum() / 2
    assert people[minutes < median].sum() < people[has].sum() / 2


def test_nearest_and_coverage_have_the_same_minutes(kinten, document):
    """The mean of an area is that of `kinten coverage`, which counts hubs only: never longer here."""
    found = document("nearest", "--area", "1701")
    area = kinten("coverage", "--area", "1701", *DAY, "--json").document["areas"][0]
    weights = [each["people"] for each in found["values"]]
    mean = np.average(list(values(found).values()), weights=weights)

    assert sum(weights) == area["population"]
    assert mean <= area["nearest_hub"]["minutes_mean"] + 1e-9


@pytest.mark.parametrize("year", [2025, 2050])
@pytest.mark.parametrize("supply", ["hospitals", "beds", "discharges"])
def test_two_steps_hand_out_every_hospital_in_reach(document, supply, year):
    """sum P A, now and in 2050, is the supply certainly designated; for 100,000 people."""
    found = document("2sfca", "--supply-by", supply, "--group", "65", "--year", year, "--max", "60")
    people = {each["id"]: each["people"] for each in found["values"]}

    def handed_out(side):
        return sum(people[code] * value for code, value in values(found, side).items()) / 100_000

    assert handed_out("value_possible") == pytest.approx(found["supply"]["total"], rel=1e-9)
    assert handed_out("value") < handed_out("value_possible")
    assert len(found["supply"]["uncertain"]) == 2


def test_every_minute_is_to_the_hospital_named_beside_it(document, atlas):
    """The way from the office to the named hospital has the minutes of the figure, on either count."""
    found = document("nearest")
    hospitals = atlas.network.hospitals
    for side in ("", "_possible"):
        shown = [each for each in found["values"] if each[f"value{side}"] is not None]
        here = unit_vectors([atlas.geography.municipalities[each["id"]].office for each in shown])
        there = [hospitals[each[f"hospital_id{side}"]] for each in shown]
        cosines = (here * unit_vectors([each.point for each in there])).sum(axis=1)
        km = np.arccos(np.clip(cosines, -1, 1)) * EARTH_KM
        told = [each[f"value{side}"] for each in shown]

        assert len(shown) > 1_800
        assert [each[f"hospital{side}"] for each in shown] == [each.name for each in there]
        assert told == pytest.approx(DEFAULT_DETOUR.minutes(km), abs=1e-3)
        lost = [each for each in found["values"] if each[f"value{side}"] is None]
        assert {each[f"hospital_id{side}"] for each in lost} == {None}
    uncertain = set(found["supply"]["uncertain"])
    assert not uncertain & {each["hospital_id"] for each in found["values"]}
    assert {each["id"] for each in found["values"] if each["hospital_id_possible"] in uncertain} == {
        each["id"] for each in found["values"] if each["value"] != each["value_possible"]
    }  # fmt: skip


def test_files_name_the_nearest_hospital_of_each_count(written):
    """札幌市豊平区: certainly designated is one hospital, nearer another that only may be."""
    rows = {row["市区町村"]: row for row in written("nearest")}
    columns = list(rows["札幌市豊平区"])
    place = columns.index("最寄りの指定病院まで（分）")

    assert columns[place + 1 :] == [
        "最寄りの病院", "不明も指定なら", "最寄りの病院（不明も指定なら）", "注",
    ]  # fmt: skip
    assert list(rows["札幌市豊平区"].values())[place:-1] == [
        "5.9", "独立行政法人国立病院機構北海道がんセンター",
        "2.3", "KKR札幌医療センター（指定は推定）",
    ]  # fmt: skip
    assert list(rows["札幌市西区"].values())[place:-1] == ["5.4", "市立札幌病院"] * 2
    assert list(rows["海士町"].values())[place:-1] == [""] * 4
    english = written("nearest", "--lang", "en", "--prefecture", "12")
    row = next(each for each in english if each["code"] == "12203")
    assert row["nearest hospital"] == "船橋市立医療センター"
    assert row["nearest hospital, if unknown too"] == "東京歯科大学市川総合病院 (likely only)"


def test_beyond_the_limit_no_hospital_is_named(written):
    """Within 5 minutes of 豊平区 lies only the hospital that may be designated."""
    rows = {row["市区町村"]: row for row in written("nearest", "--max", "5")}

    assert rows["札幌市豊平区"]["最寄りの病院"] == ""
    assert rows["札幌市豊平区"]["最寄りの病院（不明も指定なら）"].startswith("KKR札幌医療センター")
    assert rows["札幌市西区"]["最寄りの病院（不明も指定なら）"] == ""


def test_the_terminal_names_the_other_hospital_only_where_it_differs(kinten):
    out = kinten("access", "nearest", "--area", "札幌", *DAY).out
    rows = [line.split("│")[1:-1] for line in out.splitlines() if line.startswith("│")]
    first = {cells[1].strip(): [each.strip() for each in cells[5:8]] for cells in rows}

    assert first["札幌市豊平区"][0] == "5.9"
    assert first["札幌市豊平区"][2].startswith("2.3分")
    assert first["札幌市西区"] == ["5.4", "市立札幌病院", ""]


def test_at_equal_minutes_the_certain_hospital_is_named(document, tmp_path):
    """A hospital that may be designated is named where it is nearer, not where it is as near."""
    earlier = ("--as-of", "2020-05-01")
    found = document("nearest", *earlier)
    pairs = {each["id"]: each["hospital_id"] for each in found["values"] if each["hospital_id"]}
    doubtful = found["supply"]["uncertain"][0]
    path = tmp_path / "equal.csv"
    rows = [f"{code},{each},20" for code, sure in pairs.items() for each in (doubtful, sure)]
    path.write_text("\n".join(("municipality,hospital_id,minutes", *rows, "")), encoding="utf-8")
    equal = document("nearest", *earlier, "--travel-times", path)["values"]

    assert {each["value_possible"] for each in equal if each["id"] in pairs} == {20}
    for name in ("hospital_id", "hospital_id_possible"):
        assert {each["id"]: each[name] for each in equal if each[name]} == pairs


def test_the_supply_told_is_that_of_the_main_figures(kinten, document):
    """461 certainly designated, and two that are not, each with what they count as."""
    out = kinten("access", "nearest", *DAY).out
    english = kinten("access", "2sfca", "--supply-by", "beds", *DAY, "--lang", "en").out
    beds = document("2sfca", "--supply-by", "beds")
    supply, people = beds["supply"], {each["id"]: each["people"] for each in beds["values"]}
    handed_out = sum(people[code] * value for code, value in values(beds).items()) / 100_000

    assert "供給は2026-04-01の指定病院461と、「不明も指定なら」にだけ入る、指定の確かでない2" in out
    assert "463" not in out
    assert supply["hospitals"] - supply["hospitals_certain"] == len(supply["uncertain"]) == 2
    assert handed_out == pytest.approx(supply["total_certain"], rel=1e-9)
    in_doubt = supply["total"] - supply["total_certain"]
    assert f"(general beds {supply['total_certain']:,.0f})" in english
    assert f"2 not certainly designated (general beds {in_doubt:,.0f})" in english
    assert "幅（a〜b）は、指定の確かでない病院を数える" in out


def test_what_is_shown_in_part_is_computed_for_the_whole_country(kinten, document):
    """No edge: the values of a prefecture are those of the whole, and the page says so."""
    part, whole = document("2sfca", "--prefecture", "石川"), document("2sfca")

    assert set(values(part)) == {code for code in values(whole) if code.startswith("17")}
    assert values(part) == {code: values(whole)[code] for code in values(part)}
    assert part["summary"] == whole["summary"]
    assert "計算は全国" in kinten("access", "2sfca", "--prefecture", "石川", *DAY).out


def test_beds_are_general_and_what_is_not_published_is_named(document):
    """Total beds only where no general ones are published; without any, or without a place, not counted."""
    supply = document("cumulative", "--supply-by", "beds", "--area", "1701")["supply"]
    rows = {row["hospital_id"]: row for row in read_packaged("network_hospitals.csv")}

    assert all(not rows[each]["beds_general"] for each in supply["beds_in_total"])
    assert all(rows[each]["beds_total"] for each in supply["beds_in_total"])
    assert supply["without_weight"] == ["DCH273"]
    assert set(supply["without_place"]) == {"DCM013", "DCM015", "DCM016", "DCM017"}
    counted = [
        int(row["beds_general"] or row["beds_total"])
        for name, row in rows.items()
        if name not in {*supply["without_weight"], *supply["without_place"]}
        and row["certainty"] != "left"
    ]
    assert supply["total"] == sum(counted)


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("cumulative", ()),
        ("fca", ()),
        ("2sfca", ()),
        ("e2sfca", ("--steps", "30:1,60:0.5,90:0.2")),
        ("g2sfca", ("--gaussian", 30)),
        ("3sfca", ("--gaussian", 30)),
        ("m2sfca", ("--gaussian", 30)),
        ("bfca", ("--power", 1)),
        ("raam", ()),
    ],
)
def test_every_measure_answers_by_area_and_says_what_it_took(document, method, options):
    """The reach that a measure takes where none is given is told; steps reach as far as their last limit."""
    found = document(method, *options, "--by", "area", "--prefecture", "32")
    told = " ".join(each["ja"] for each in found["notes"])

    assert len(found["values"]) == 7
    assert found["max"] == (90 if method == "e2sfca" else None if method == "raam" else 60)
    assert ("届く範囲は60分以内（ちょうどを含む）の仮定" in told) == (found["max"] == 60)
    assert ("移動60分が全国平均の混雑と同じ重さの仮定" in told) == (method == "raam")
    assert found["no_way"] == ["3207"]  # 隠岐
    assert values(found)["3207"] in (0, None)
    assert "減衰" in told if options else "減衰" not in told
    if method == "raam":
        assert found["relative_gap"] <= 1e-3
        assert found["tau"] == 60


def test_a_limit_is_inclusive(document):
    """The exact minutes of a place as the limit leave it within reach; a hair less does not."""
    minutes = values(document("nearest", "--area", "1703"))
    code, exact = max(minutes.items(), key=lambda each: each[1])

    at = document("cumulative", "--area", "1703", "--max", repr(exact))
    below = document("cumulative", "--area", "1703", "--max", repr(float(np.nextafter(exact, 0))))
    assert values(document("cumulative", "--area", "1703", "--max", "inf"))[code] > 300
    assert values(at)[code] == 1
    assert values(below)[code] == 0


def test_a_day_with_hospitals_in_doubt_is_told_twice(document):
    """In 2020 most standings are not certain: with them the way is never longer, and mostly shorter."""
    found = document("nearest", "--as-of", "2020-05-01")
    known, possible = values(found), values(found, "value_possible")

    assert found["frame"] == "2020"
    assert len(found["supply"]["uncertain"]) > 200
    assert all(known[code] is None or possible[code] <= known[code] for code in known)
    assert (
        found["summary"][0]["known"]["within"]["30"]
        < found["summary"][0]["possible"]["within"]["30"]
    )


def test_files_hold_every_place_with_its_names(kinten, tmp_path):
    """CSV, Parquet and a workbook: code, name, area, prefecture, people, value; the terminal sums up."""
    run = kinten("access", "raam", "--prefecture", "32", *DAY, "-o", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))

    assert run.code == 0
    assert list(rows[0])[:5] == ["符号", "市区町村", "医療圏", "都道府県", "住民"]
    assert {row["均衡からの相対誤差（全体）"] for row in rows} != {""}
    isle = next(row for row in rows if row["符号"] == "32525")
    assert (isle["市区町村"], isle["医療圏"], isle["注"]) == ("海士町", "隠岐", "陸路で行けない")
    assert isle["混雑と移動の費用（raam）"] == ""
    kinten("access", "nearest", *DAY, "--lang", "en", "-o", tmp_path / "out.parquet")
    table = pl.read_parquet(tmp_path / "out.parquet")
    assert table.height > 1_800
    assert "nearest hospital" in table.columns


def test_the_terminal_sums_up_by_prefecture_and_says_how_to_see_more(kinten):
    out = kinten("access", "nearest", *DAY).out

    assert "輪島市" not in out
    assert "--prefecture" in out
    for told in (
        "30分以内",
        "120分以内",
        "平均",
        "中央値",
        "陸路で行けない（20、",
        "×1.3÷時速40km",
    ):
        assert told in out
    english = kinten("access", "nearest", "--area", "1704", *DAY, "--lang", "en").out
    for told in ("within 60 min", "90th percentile", "no way by land", "not always the one chosen"):
        assert told in english


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("nearest", "--demand", "x.csv"), "--supply --costs"),
        (("fca", "--demand-costs", "x.csv"), "--demand --supply --costs"),
        (("2sfca", *("--demand", "a", "--supply", "b", "--costs", "c"), "--by", "area"), "--by"),
        (("nearest", "--year", "2033"), "--year"),
        (("e2sfca",), "--steps"),
        (("nearest", "--gaussian", "20"), "--gaussian"),
        (("2sfca", "--tau", "20"), "--tau"),
        (("2sfca", "--max", "-1"), "--max"),
        (("nearest", "--area", "9999"), "9999"),
    ],
)
def test_what_cannot_be_asked_is_refused(kinten, options, told):
    run = kinten("access", *options)

    assert run.code == 2
    assert told in run.err


@pytest.fixture
def own_minutes(tmp_path):
    path = tmp_path / "minutes.csv"
    path.write_text("municipality,hospital_id,minutes\n17201,DCH178,25\n", encoding="utf-8")
    return ("--travel-times", path)


def test_own_minutes_count_and_what_is_not_in_them_is_not_told_as_no_way(document, own_minutes):
    """Only the pairs of the table; the file is an input, and its gap is a lack of minutes."""
    found = document("nearest", "--area", "1702", *own_minutes)

    assert values(found)["17201"] == 25
    assert found["inputs"][0]["name"] == "minutes.csv"
    told = " ".join(each["ja"] for each in found["notes"])
    assert "所要時間の表に分がない" in told
    assert "陸路で行けない" not in told


@pytest.mark.parametrize("options", [("2sfca", "--by", "area"), ("fca",)])
def test_own_minutes_cannot_answer_what_they_do_not_have(kinten, own_minutes, options):
    run = kinten("access", *options, *own_minutes)

    assert run.code == 2
    assert "--travel-times" in run.err


def test_beds_of_ones_own_network_are_those_of_its_table(kinten, tmp_path):
    """One hospital of 600 beds in 金沢: what is in reach has 600, the rest of the country nothing."""
    (tmp_path / "hospitals.csv").write_text(
        "hospital_id,name,prefecture,municipality,lat,lon,beds_total\n"
        "A,見本病院,石川,17201,36.56,136.65,600\nB,見本北病院,石川,17204,,,120\n",
        encoding="utf-8",
    )
    (tmp_path / "designations.csv").write_text(
        "hospital_id,kind,begins\nA,regional,2020-04-01\nB,local,2020-04-01\n", encoding="utf-8"
    )
    options = ("--network", tmp_path, "--supply-by", "beds", "--prefecture", "17", *DAY, "--json")
    found = kinten("access", "cumulative", *options).document

    assert values(found)["17201"] == 600
    assert values(found)["17204"] == 0
    assert found["supply"]["without_place"] == ["B"]
    assert found["summary"][0]["known"]["within"]["120"] < 0.2
