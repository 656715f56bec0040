"""`kinten whatif`: what a revision, a withdrawal or an opening does to hospitals, areas and people."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-11-24")
VOLUME = ("-e", "R4.8", "--scope", "volume")
NO_SHARE = (*VOLUME, "--set", "volume/relative=none", "--reading", "roughly=strict")
MATSUE = ("--without", "松江赤十字病院", "--without", "松江市立病院")
REGISTRY = "volume/absolute/registry"
ROWS = "ROWS"  # stands for the packaged rows


@pytest.fixture
def document(kinten):
    """Run `kinten whatif --json` and hold the document against its schema."""

    def run(*arguments):
        ran = kinten("whatif", *arguments, *DAY, "--json")
        assert (ran.code, ran.err) == (0, "")
        Draft202012Validator(load_schema("whatif")).validate(ran.document)
        return ran.document

    return run


# ------------------------------------------------------------------------------- the results


def test_the_answer_names_the_scenario_hospitals_areas_and_people(kinten, rows):
    ran = kinten("whatif", rows, *NO_SHARE, *DAY)

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("計算結果であり、厚生労働省の判断ではありません\n")
    for told in (
        "配置は2026-11-24　判定した報告 24",
        "  volume/relative = none\n",
        "  読み方: roughly = strict\n",
        "小松市民病院",
        "住民 477,458〜780,629",
        "（推計のない医療圏 0〜1 を除く）",
        "一度だけの計算です",
        "分は直線距離×1.3÷時速40kmの仮定",
        "ネットワークに見つからない報告（数に入れていない）: 山形市立病院済生館 2025",
    ):
        assert told in ran.out


def test_the_answer_is_told_in_english(kinten, rows):
    ran = kinten("whatif", rows, *NO_SHARE, *DAY, "--lang", "en")

    for told in (
        "from R4.8 to R4.8, placement of 2026-11-24, reports judged: 24",
        "  read: roughly = strict\n",
        "hospitals that lose it 3 to 4; areas that lose their last hospital or hub 3 to 4; residents 477,458 to 780,629;",
        "One pass:",
        "not found in the network, not counted: 山形市立病院済生館 2025",
    ):
        assert told in ran.out
    assert not set("〜、　（") & set(ran.out)


def test_the_document_holds_both_bounds(document, rows):
    found = document(rows, *NO_SHARE)

    assert found["bounds"]["at_least"] == {
        "hospitals": 3,
        "areas": 3,
        "population": 477_458,
        "population_65": 154_127,
        "population_2050": 346_765,
        "areas_without_2050": 0,
    }
    assert found["bounds"]["at_most"]["population"] == 780_629
    assert found["bounds"]["at_most"]["areas_without_2050"] == 1
    assert found["call"]["reading"] == {"roughly": "strict"}
    assert [each["hospital"] for each in found["hospitals"] if each["loses"] == "yes"] == [
        "小松市民病院",
        "白河厚生総合病院",
        "市立砺波総合病院",
    ]
    (iwaki,) = (each for each in found["areas"] if each["name"] == "いわき")
    assert (iwaki["after"], iwaki["after_at_most"]) == ("hub", "emptied")
    assert (iwaki["lost"], iwaki["possibly_lost"]) == ([], ["いわき市医療センター"])
    assert iwaki["minutes_before"] == iwaki["minutes_after"] < iwaki["minutes_after_at_most"]
    assert found["curve"] == []


def test_a_withdrawal_needs_no_report(document):
    found = document("-e", "R4.8", *MATSUE)

    (area,) = found["areas"]
    assert (area["area"], area["name"], area["before"], area["after"]) == (
        "3201",
        "松江",
        "hub",
        "emptied",
    )
    assert (area["population"], found["judged"], found["hospitals"]) == (229_425, 0, [])
    assert area["minutes_before"] < 10
    assert area["minutes_after"] > 30
    assert found["bounds"]["at_least"] == found["bounds"]["at_most"]
    assert found["call"]["without"] == ["松江赤十字病院", "松江市立病院"]


def test_one_of_two_hospitals_may_go_without_emptying_the_area(document):
    found = document("-e", "R4.8", "--without", "松江赤十字病院", "--without", "DCH274")
    alone = document("-e", "R4.8", "--without", "松江赤十字病院")

    assert len(found["areas"]) == 1
    assert alone["areas"] == []
    assert alone["bounds"]["at_least"]["hospitals"] == 1
    # Where two stood and one is left, no exception to 「one hub per area」 is new.
    assert alone["second_round"] == []


def test_a_partner_that_withdraws_opens_a_finding_on_the_local_hospital(document):
    """徳島県立中央病院 is the partner of the local hospital in 3605: listed, not acted on."""
    found = document("-e", "R4.8", "--without", "徳島県立中央病院")

    (finding,) = found["second_round"]
    assert (finding["rule"], finding["area"]) == ("network/group", "3605")
    assert len(finding["hospitals"]) == 1
    assert finding["words"] == {
        "ja": "相手の病院が指定されていません",
        "en": finding["words"]["en"],
    }
    assert found["bounds"]["at_least"]["hospitals"] == 1


def test_an_exception_with_fewer_hospitals_than_before_is_not_new(document):
    """石川中央 keeps more regional hubs than one whether or not 金沢医療センター stays."""
    found = document("-e", "R4.8", "--without", "金沢医療センター")

    assert (found["areas"], found["second_round"]) == ([], [])


def test_a_hospital_of_a_blank_area_is_opened(document):
    found = document("-e", "R4.8", "--opening", "埼玉県 秩父市立病院")

    (area,) = found["areas"]
    assert (area["name"], area["before"], area["after"]) == ("秩父", "blank", "hub")
    assert area["minutes_after"] < area["minutes_before"]
    assert found["bounds"]["at_least"]["areas"] == 0


def test_two_more_hubs_in_one_area_are_a_finding_of_the_second_round(document):
    """Opening is checked too: R4.8 wants one regional hub in an area."""
    found = document("-e", "R4.8", "--opening", "埼玉県 秩父市立病院", "--opening", "秩父病院")

    assert [each["area"] for each in found["second_round"]] == ["1110"]


def test_the_curve_gives_every_step(document, rows):
    found = document(rows, *VOLUME, "--reading", "roughly=strict", "--curve", REGISTRY)

    assert found["call"]["curve"] == "R4.8/volume/absolute/registry"
    assert [(step["above"], step["up_to"]) for step in found["curve"]] == [
        (None, 1118),
        (1118, 1243),
        (1243, None),
    ]
    assert found["curve"][-1]["people"] == {"at_least": 0, "at_most": 303_171}


def test_two_editions_on_the_same_rows(document, rows):
    """Without the reading, what H26.1 asks and the rows do not hold is unknown."""
    editions = ("--from", "H26.1", "--to", "R4.8", "--scope", "volume")
    plain = document(rows, *editions)
    read = document(rows, *editions, "--reading", "chemotherapy_patients=drug_therapy_patients")

    assert [each["id"] for each in read["editions"].values()] == ["H26.1", "R4.8"]
    assert read["call"]["reading"] == {"chemotherapy_patients": "drug_therapy_patients"}

    def open_before(found):
        return sum(each["before"] == "unknown" for each in found["hospitals"])

    assert open_before(read) < open_before(plain)


def test_an_overlay_file_is_named_in_the_answer(kinten, rows, tmp_path):
    revision = tmp_path / "revision.yaml"
    revision.write_text(
        "name: 割合をやめる\nset: {volume/relative: none}\nreading: {roughly: strict}\n",
        encoding="utf-8",
    )
    ran = kinten("whatif", rows, *VOLUME, "--overlay", revision, *DAY)

    for told in ("  割合をやめる\n", "  volume/relative = none\n", "住民 477,458〜780,629"):
        assert told in ran.out


# -------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("arguments", "place", "ja", "en"),
    [
        (("-e", "R4.8"), "INPUT", "報告も病院も", "no report and no hospital"),
        (MATSUE, "--edition", "版の指定", "the edition is missing"),
        (
            ("-e", "R4.8", "--from", "H26.1", "--to", "R4.8", *MATSUE),
            "--edition", "重なっています", "named twice",
        ),
        (("--from", "H26.1", *MATSUE), "--edition", "--from H26.1 --to R4.8", "Give either"),
        (("-e", "R9", *MATSUE), "--edition", "R9", "R9"),
        (("-e", "R4.8", "--without", "無い病院"), "--without", "該当する病院がありません", "No hospital matches"),
        (("-e", "R4.8", "--without", "市民病院"), "--without", "施設が該当します", "matches"),
        (("-e", "R4.8", "--opening", "無い病院"), "--opening", "該当する病院がありません", "No hospital matches"),
        (("-e", "R4.8", "--opening", "松江市立病院"), "--opening", "すでに指定", "is designated already"),
        (
            (ROWS, *VOLUME, "--curve", "volume/absolute"),
            "R4.8/volume/absolute", "下限ではありません", "does not set a minimum",
        ),
        ((ROWS, *VOLUME, "--curve", "volume/nothing"), "R4.8", "volume/nothing", "volume/nothing"),
        (
            (ROWS, "-e", "R4.8", "--scope", "staff", "--curve", REGISTRY),
            "--curve R4.8/volume/absolute/registry", "--scope の中", "within --scope",
        ),
        (("-e", "R4.8", *MATSUE, "--curve", REGISTRY), "--curve R4.8/", "報告とともに", "together with reports"),
        (
            (ROWS, *VOLUME, "--reading", "chemotherapy_patients=drug"),
            "--reading chemotherapy_patients", "事実の名ではありません", "not the name of a fact",
        ),
        (
            (ROWS, *VOLUME, "--reading", "no_fact=drug_therapy_patients"),
            "--reading no_fact", "読み方の対象", "nothing 'no_fact' to read",
        ),
        ((ROWS, *VOLUME, "--set", "volume/absolute/registry=many"), "--set", "数値でも", "neither a number"),
        ((ROWS, *VOLUME, "--as-of", "2017-12-31"), "--as-of", "2018-04-01", "2018-04-01"),
        ((ROWS, *VOLUME, "--as-of", "soon"), "--as-of", "soon", "not a date"),
        (("-e", "R4.8", *MATSUE, "--network", "nowhere"), "nowhere", "フォルダーがありません", "no such folder"),
    ],
)  # fmt: skip
def test_wrong_use_names_the_option_and_what_to_do(
    kinten, rows, tmp_path, arguments, place, ja, en
):
    out = tmp_path / "whatif.csv"
    given = [rows if each == ROWS else each for each in arguments]
    for lang, told in (("ja", ja), ("en", en)):
        ran = kinten("whatif", *given, "--lang", lang, "-o", out)
        assert (ran.code, ran.out, out.exists()) == (2, "", False)
        assert ran.err.startswith(f"kinten: {place}")
        assert ran.err.count("\n") == 1
        assert told in ran.err


def test_the_output_never_overwrites_an_input(kinten, paper):
    """Reports are refused as a target, as are the tables of one's own network."""
    path = paper({})
    ran = kinten("whatif", path, *VOLUME, *DAY, "-o", path)

    assert ran.code == 2
    assert "甲病院" in path.read_text(encoding="utf-8")
