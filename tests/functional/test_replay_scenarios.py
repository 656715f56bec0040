"""`kinten replay` of `whatif`: the same scenario from the same reports and the same network."""

import json

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

DAY = ("--as-of", "2026-04-01")
HOSPITALS = """hospital_id,name,prefecture,municipality,area,lat,lon,certainty
A,甲病院,石川,17201,,36.56,136.65,
B,乙病院,石川,17204,能登北部,,,
"""
DESIGNATIONS = """hospital_id,kind,flag,begins,ends,term_ends,recorded,source
A,pref,,2023-04-01,,2027-03-31,2023-04-10,告示1
B,local,,2023-04-01,,2027-03-31,2023-04-10,告示1
"""


@pytest.mark.parametrize(
    "asked",
    [
        ("-e", "R4.8", "--scope", "volume", "--set", "volume/relative=none", "--curve"),
        ("--from", "H26.1", "--to", "R4.8", "--scope", "volume", "--curve"),
    ],
)
def test_a_scenario_is_replayed_and_a_change_by_hand_is_found(kinten, rows, tmp_path, asked):
    """Its curve included; readings that equate facts are kept."""
    kept = tmp_path / "kept.json"
    more = ("--reading", "chemotherapy_patients=drug_therapy_patients") if "--from" in asked else ()
    call = ("whatif", rows, *asked, "R4.8/volume/absolute/registry", *more, *DAY)
    assert kinten(*call, "-o", kept).code == 0
    replayed = kinten("replay", kept, "--json")
    Draft202012Validator(load_schema("replay")).validate(replayed.document)

    assert (replayed.code, replayed.document["result"]) == (0, "scenario")
    document = json.loads(kept.read_text(encoding="utf-8"))
    assert len(document["curve"]) > 1
    document["curve"][0]["met"] += 1
    kept.write_text(json.dumps(document), encoding="utf-8")
    replayed = kinten("replay", kept)
    assert (replayed.code, "curve/0/met" in replayed.out) == (1, True)


def test_a_withdrawal_without_reports_is_replayed(kinten, tmp_path):
    """No input of one's own is needed."""
    kept = tmp_path / "kept.json"
    assert kinten("whatif", "--without", "小松市民病院", "-e", "R4.8", *DAY, "-o", kept).code == 0

    assert kinten("replay", kept).code == 0


def test_a_scenario_on_ones_own_network_finds_its_tables_by_content(kinten, tmp_path):
    """In the folder that is named, under their names; else the message says how to lay them."""
    own, kept = tmp_path / "own", tmp_path / "result" / "kept.json"
    own.mkdir()
    kept.parent.mkdir()
    (own / "hospitals.csv").write_text(HOSPITALS, encoding="utf-8")
    (own / "designations.csv").write_text(DESIGNATIONS, encoding="utf-8")
    call = ("whatif", "--without", "甲病院", "-e", "R4.8", "--network", own, *DAY)
    assert kinten(*call, "-o", kept).code == 0

    assert kinten("replay", kept, "--inputs", own).code == 0
    (own / "hospitals.csv").rename(own / "h.csv")
    ran = kinten("replay", kept, "--inputs", own)
    assert (ran.code, "元の名前" in ran.err) == (2, True)
    (own / "h.csv").unlink()
    ran = kinten("replay", kept, "--inputs", own)
    assert (ran.code, "hospitals.csv" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("place", "value"),
    [("as_of", 5), ("call", {}), ("inputs", [{}]), ("editions", None)],
)
def test_a_scenario_changed_by_hand_beyond_use_is_refused(kinten, tmp_path, place, value):
    """Exit 2 and one message, whatever was broken."""
    kept = tmp_path / "kept.json"
    assert kinten("whatif", "--without", "小松市民病院", "-e", "R4.8", *DAY, "-o", kept).code == 0
    document = json.loads(kept.read_text(encoding="utf-8"))
    document[place] = value
    kept.write_text(json.dumps(document), encoding="utf-8")
    ran = kinten("replay", kept)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
