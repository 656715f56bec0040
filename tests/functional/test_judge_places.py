"""`kinten judge --network`: the number of hubs in an area comes from the network, not from the form."""

import json

import pytest
from jsonschema import Draft202012Validator

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
