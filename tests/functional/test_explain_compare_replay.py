"""`kinten explain`, `compare` and `replay`."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

VOLUME = ("--edition", "R4.8", "--scope", "R4.8/volume")


def test_explain_shows_clause_cell_and_citation(kinten, rows):
    """One hospital and year: every clause, its cell, its source."""
    ran = kinten("explain", rows, "--hospital", "松江赤十字", "--year", "2019", *VOLUME)

    assert ran.code == 0
    assert "R4.8/volume/relative" in ran.out
    assert "44%" in ran.out
    assert "46:13" in ran.out
    assert "指定の検討会" in ran.out


def test_explain_writes_one_self_contained_page(kinten, rows, tmp_path):
    """Every clause is open on the page, and nothing is loaded from outside."""
    page = tmp_path / "explain.html"
    ran = kinten("explain", rows, "--hospital", "松江赤十字", *VOLUME, "-o", page)
    text = page.read_text(encoding="utf-8")

    assert ran.code == 0
    assert text.count("<details open>") == 2
    assert re.findall(r"(?:src|srcset)\s*=|<link|@import|url\(|<script", text) == []


def test_a_name_that_several_hospitals_share_lists_them(kinten, rows):
    """Several matches are an error that lists them."""
    ran = kinten("explain", rows, "--hospital", "金沢", *VOLUME)

    assert ran.code == 2
    assert all(name in ran.err for name in ("金沢医療センター", "金沢大学附属病院", "石川県"))


def test_compare_follows_every_finding(kinten, rows):
    """千葉北総 mends both items from 2024 to 2025; 成田赤十字 falls below on the share."""
    document = kinten("compare", rows, "--from", "2024", "--to", "2025", "--json").document
    Draft202012Validator(load_schema("compare")).validate(document)
    fates = {
        (each["hospital"], each["clause"]): each["fate"]
        for each in document["findings"]
        if "千葉北総" in each["hospital"] or "成田" in each["hospital"]
    }

    assert fates == {
        ("日本医科大学千葉北総病院", "volume/absolute/radiotherapy"): "gone",
        ("日本医科大学千葉北総病院", "volume/relative"): "gone",
        ("日本赤十字社成田赤十字病院", "volume/relative"): "new",
    }
    assert document["from"]["edition"]["id"] == "R4.8"


def test_compare_takes_the_edition_in_force_each_year(kinten, rows):
    """2019 was under H30.7, 2021 too; the years must be in order."""
    document = kinten("compare", rows, "--from", "2019", "--to", "2022", "--json").document

    assert [document[side]["edition"]["id"] for side in ("from", "to")] == ["H30.7", "R4.8"]
    assert kinten("compare", rows, "--from", "2025", "--to", "2024").code == 2


@pytest.fixture
def result(kinten, paper, tmp_path):
    """A result and its input, each in a folder of its own."""
    folder = tmp_path / "inputs"
    folder.mkdir()
    file = paper({"radiotherapy_patients": "170"}, {"hospital": "乙病院"})
    file = file.rename(folder / file.name)
    out = tmp_path / "result.json"
    assert kinten("judge", file, *VOLUME, "--reading", "roughly=0.9", "-o", out).code == 0
    return out, folder


def test_a_replay_is_equal(kinten, result):
    """The input is found by its hash, whatever its name, and everything comes out the same."""
    out, folder = result
    next(folder.iterdir()).rename(folder / "renamed.csv")
    ran = kinten("replay", out, "--inputs", folder, "--json")
    Draft202012Validator(load_schema("replay")).validate(ran.document)
    different = [each["path"] for each in ran.document["differences"]]

    # The cells of a renamed file carry its new name; nothing else may differ.
    assert all(path.endswith("/at") or path.startswith("inputs/") for path in different)


def test_a_replay_of_the_same_file_is_equal(kinten, result):
    """Exit 0 and the word."""
    out, folder = result
    ran = kinten("replay", out, "--inputs", folder)

    assert (ran.code, ran.out) == (0, "同じ結果です。\n")


def test_a_replay_says_what_differs(kinten, result):
    """A verdict changed by hand in the result is found: exit 1, with its place."""
    out, folder = result
    document = json.loads(out.read_text(encoding="utf-8"))
    document["hospitals"][0]["overall"] = "met"
    out.write_text(json.dumps(document), encoding="utf-8")
    ran = kinten("replay", out, "--inputs", folder)

    assert ran.code == 1
    assert "hospitals/0/overall: 'met' → 'unmet'" in ran.out


def test_a_replay_without_its_input_names_the_hash(kinten, result):
    """The input is gone: exit 2, the name and the hash."""
    out, folder = result
    next(folder.iterdir()).unlink()
    ran = kinten("replay", out, "--inputs", folder)

    assert ran.code == 2
    assert "paper.csv" in ran.err


def test_a_replay_of_something_else_is_refused(kinten, paper):
    """A CSV, or a JSON that is no judgement."""
    assert kinten("replay", paper({})).code == 2
