"""`kinten judge --network`: the number of hubs in an area comes from the network, not from the form."""

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.data.loading import packaged_path
from kinten.desk.describing import load_schema

H30 = ("-e", "H30.7", "--scope", "volume")
HOSPITALS = """hospital_id,name,prefecture,area
A,甲病院,石川,1702
B,乙病院,石川,1702
"""
DESIGNATIONS = """hospital_id,kind,begins,ends
A,regional,2019-04-01,
B,regional,2019-04-01,2024-09-01
"""


@pytest.fixture
def own(tmp_path):
    """Write a network of two regional hubs in one area, one of which leaves on 1 September 2024."""
    folder = tmp_path / "network"
    folder.mkdir()
    (folder / "hospitals.csv").write_text(HOSPITALS, encoding="utf-8")
    (folder / "designations.csv").write_text(DESIGNATIONS, encoding="utf-8")
    return folder


def verdicts(document):
    return {(each["hospital"], each["year"]): each["overall"] for each in document["hospitals"]}


def test_several_hubs_of_the_published_network_close_the_relative_arm(kinten, rows):
    """金沢医療センター 2023: another regional hub stands in the area, and not all of the numbers are met."""
    plain = kinten("judge", rows, *H30, "--json").document
    placed = kinten("judge", rows, *H30, "--network", "published", "--json").document
    Draft202012Validator(load_schema("judge")).validate(placed)

    assert verdicts(plain)["金沢医療センター", 2023] == "unknown"
    assert verdicts(placed)["金沢医療センター", 2023] == "unmet"
    assert placed["call"]["network"] == "published"
    assert "network_hospitals.csv" in {each["name"] for each in placed["inputs"]}


def test_the_place_is_that_of_the_first_of_september_of_each_year(kinten, paper, own):
    """Two hubs in 2023 close the relative arm; from September 2024 the one alone may take it."""
    few = {"surgeries": "100", "resident_share_pct": "30", "type_mark": "地域"}
    path = paper({**few, "year_submitted": "2023"}, few)
    found = kinten("judge", path, *H30, "--kind", "regional", "--network", own, "--json").document

    assert verdicts(found) == {("甲病院", 2023): "unmet", ("甲病院", 2024): "met"}
    assert found["call"]["network"] == "network"

    on_a_day = ("--as-of", "2024-08-31", "--network", own)
    found = kinten("judge", path, *H30, "--kind", "regional", *on_a_day, "--json").document
    assert set(verdicts(found).values()) == {"unmet"}


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("ja", "同一医療圏の他の拠点 入力になし（配置の事実では他に{}）"),
        ("en", "other hubs of the area: none in the inputs (the placement facts tell of {} other)"),
    ],
)
def test_hubs_that_the_facts_of_the_place_count_are_told_beside_the_inputs(
    kinten, paper, own, lang, told
):
    """The inputs hold no other hub; the network counts one in 2023 and none a year later."""
    few = {"radiotherapy_patients": "190", "type_mark": "地域"}
    path = paper({**few, "year_submitted": "2023"}, few)
    scope = ("-e", "R4.8", "--scope", "volume", "--lang", lang)
    lines = [
        line.strip()
        for line in kinten("judge", path, *scope, "--network", own).out.splitlines()
        if "none in the inputs" in line or "入力になし" in line
    ]

    assert [line.partition("同一" if lang == "ja" else "other hubs")[1:] for line in lines] == [
        (words.partition("同一" if lang == "ja" else "other hubs")[1:])
        for words in (told.format(1), told.format(0))
    ]
    plain = kinten("judge", path, *scope).out
    assert "配置の事実では" not in plain
    assert "placement facts" not in plain


def test_ranges_and_regional_hubs_alone_are_told_as_such(kinten, paper, tmp_path):
    """Where kinds are not known the count is a range; one of regional hubs says so."""
    facts = tmp_path / "facts.csv"
    few = {"radiotherapy_patients": "190", "type_mark": "地域"}
    for fact, value, told in (
        ("hubs_in_area", "2..3", "入力になし（配置の事実では他に1〜2）"),
        ("regional_hubs_in_area", "2", "入力になし（配置の事実では地域拠点が他に1）"),
        ("hubs_in_area", "-", "入力になし"),
    ):
        facts.write_text(f"hospital,year,fact,value\n甲病院,2024,{fact},{value}\n", "utf-8")
        more = ("-e", "R4.8", "--scope", "volume", "--facts", facts)
        out = kinten("judge", paper(few), *more).out

        assert any(line.rstrip().endswith(told) for line in out.splitlines())


def test_a_hospital_that_the_network_lacks_is_named(kinten, paper, own):
    """It is judged without facts of its place, as without --network."""
    run = kinten("judge", paper({"hospital": "丙病院"}), *H30, "--network", own)

    assert "一覧に見つからない病院（配置の事実なし）: 丙病院" in run.err


def test_a_judgement_with_places_is_replayed(kinten, paper, own, tmp_path, monkeypatch):
    """With the packaged network, and with one's own where its folder still lies beside the result."""
    monkeypatch.chdir(tmp_path)
    path = paper({})
    for network in ("published", own):
        run = kinten("judge", path, *H30, "--network", network, "--json")
        (tmp_path / "result.json").write_text(run.out, encoding="utf-8")
        replayed = kinten("replay", tmp_path / "result.json", "--json")
        assert (replayed.code, replayed.document["equal"]) == (0, True)

    (own / "designations.csv").write_text(DESIGNATIONS.replace("2019", "2020"), encoding="utf-8")
    run = kinten("replay", tmp_path / "result.json")
    assert run.code == 2
    assert "designations.csv" in run.err


def test_explain_takes_the_place_too_and_a_folder_that_is_not_there_is_refused(
    kinten, rows, tmp_path
):
    """The clause about several hubs is told with its number."""
    asked = ("--hospital", "金沢医療センター", *H30, "--year", "2023", "--network")
    told = json.dumps(kinten("explain", rows, *asked, "published", "--json").document)
    assert "network@2023-09-01" in told

    run = kinten("explain", rows, *asked, tmp_path / "no")
    assert run.code == 2
    assert "hospitals.csv" in run.err


def test_a_hospital_that_left_since_is_judged_with_the_hubs_of_its_time(kinten):
    """済生館 was one of three hubs of 村山 in September 2025: 地域拠点 were two of them."""
    asked = ("--hospital", "済生館", "--edition", "H30.7", "--network", "published")
    ran = kinten("judge", packaged_path("meeting_paper_volumes.csv"), *asked)

    assert (
        "同一医療圏に複数の地域拠点病院が指定される場合は①の全項目を満たすこと：未充足" in ran.out
    )


def test_whatif_knows_a_hospital_of_the_past(kinten):
    asked = ("--without", "山形市立病院済生館", "--edition", "R4.8", "--as-of")
    assert "指定がなくなる: 山形市立病院済生館" in kinten("whatif", *asked, "2024-03-01").out
    assert kinten("whatif", *asked, "2026-04-01").code == 2
