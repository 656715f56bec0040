"""`kinten explain`, `compare` and `replay`."""

import json
import re
from pathlib import Path

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


@pytest.mark.parametrize("name", ["renamed.csv", "renamed", "別の名.CSV"])
def test_a_replay_of_a_renamed_input_is_equal_and_says_so(kinten, result, name):
    """The input is found by its hash, whatever its name; its cells are told as they were then."""
    out, folder = result
    next(folder.iterdir()).rename(folder / name)
    ran = kinten("replay", out, "--inputs", folder, "--json")
    document = ran.document
    Draft202012Validator(load_schema("replay")).validate(document)

    assert (ran.code, document["equal"], document["differences"]) == (0, True, [])
    assert document["renamed"] == [{"then": "paper.csv", "now": name}]
    assert kinten("replay", out, "--inputs", folder).out == (
        f"同じ結果です。\n入力「paper.csv」は今「{name}」という名前です（中身は同じ）。\n"
    )


def test_of_two_copies_the_one_with_its_name_is_taken(kinten, result):
    """A copy beside it is no renaming."""
    out, folder = result
    file = next(folder.iterdir())
    (folder / "a-copy.csv").write_bytes(file.read_bytes())

    assert kinten("replay", out, "--inputs", folder, "--json").document["renamed"] == []


def test_a_renamed_file_of_facts_is_found_too(kinten, result, tmp_path):
    """Facts from outside are an input like any other, whatever their ending."""
    _, folder = result
    file = next(folder.iterdir())
    facts = folder / "facts.csv"
    facts.write_text("hospital,year,fact,value\n甲病院,2024,regional_hubs_in_area,2\n", "utf-8")
    out = tmp_path / "facts.json"
    call = ("--edition", "H30.7", "--scope", "volume", "--facts", facts, "--next", "R4.8")
    assert kinten("judge", file, *call, "-o", out).code == 0
    facts.rename(folder / "facts.old")
    document = kinten("replay", out, "--inputs", folder, "--json").document

    assert document["equal"]
    assert document["renamed"] == [{"then": "facts.csv", "now": "facts.old"}]
    assert [each["id"] for each in document["editions"]] == ["H30.7", "R4.8"]


@pytest.mark.parametrize(
    "more",
    [
        (),
        ("-e", "R4.8", "--reading", "roughly=strict"),
        ("--scope", "volume", "--hospital", "千葉北総"),
    ],
)
def test_a_comparison_can_be_replayed(kinten, rows, tmp_path, more):
    """Every result can be replayed; a value changed by hand is found with its place."""
    kept = tmp_path / "compared.json"
    ran = kinten("compare", rows, "--from", "2024", "--to", "2025", *more, "--json")
    kept.write_text(ran.out, encoding="utf-8")
    replayed = kinten("replay", kept, "--json")
    Draft202012Validator(load_schema("compare")).validate(ran.document)
    Draft202012Validator(load_schema("replay")).validate(replayed.document)

    assert (replayed.code, replayed.document["differences"]) == (0, [])
    assert replayed.document["result"] == "comparison"
    changed = json.loads(ran.out)
    changed["findings"][0]["fate"] = "odd"
    kept.write_text(json.dumps(changed), encoding="utf-8")
    replayed = kinten("replay", kept)
    assert (replayed.code, "findings/0/fate: 'odd'" in replayed.out) == (1, True)


def test_a_comparison_over_two_editions_names_both(kinten, rows, tmp_path):
    """Each year under the edition in force; a changed hash of one is told with its edition."""
    kept = tmp_path / "compared.json"
    ran = kinten("compare", rows, "--from", "2019", "--to", "2022", "--json")
    changed = ran.document
    changed["from"]["edition"]["hash"] = "0" * 64
    kept.write_text(json.dumps(changed), encoding="utf-8")
    told = kinten("replay", kept)

    assert told.code == 1
    assert "指針データが違います: H30.7 0000000000000000 →" in told.out
    assert "from/edition/hash" in told.out


def test_a_comparison_without_what_was_asked_is_told_so(kinten, rows, tmp_path):
    """As an earlier engine wrote it: make it again."""
    kept = tmp_path / "compared.json"
    document = kinten("compare", rows, "--from", "2024", "--to", "2025", "--json").document
    del document["call"]
    kept.write_text(json.dumps(document), encoding="utf-8")
    ran = kinten("replay", kept)

    assert (ran.code, "compare" in ran.err, "call" in ran.err) == (2, True, True)


def test_a_long_list_of_differences_says_how_many_are_left(kinten, rows, tmp_path):
    """Twenty are shown; `--json` has all."""
    kept = tmp_path / "result.json"
    document = kinten("judge", rows, *VOLUME, "--json").document
    for each in document["hospitals"]:
        each["year"] = 1
    document["hospitals"][0]["clauses"] = []
    kept.write_text(json.dumps(document), encoding="utf-8")
    ran = kinten("replay", kept)
    every = kinten("replay", kept, "--json").document["differences"]

    assert ran.code == 1
    assert f"ほか{len(every) - 20}か所" in ran.out
    assert max(map(len, ran.out.splitlines())) < 200


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


def test_a_replay_from_a_folder_that_is_not_there_says_so(kinten, result):
    """Not "the input was not found"."""
    out, folder = result
    ran = kinten("replay", out, "--inputs", folder / "no")

    assert (ran.code, "フォルダーがありません" in ran.err) == (2, True)


def test_what_cannot_be_read_beside_the_input_is_passed_over(kinten, result, monkeypatch):
    """Another user's file in the folder of the inputs."""
    out, folder = result
    (folder / "secret.csv").write_text("x", encoding="utf-8")
    read = Path.read_bytes

    def refuse(path):
        if path.name == "secret.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert kinten("replay", out, "--inputs", folder).code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda document: document.pop("call"),
        lambda document: document["call"].pop("scope"),
        lambda document: document["call"].update(scope=5),
        lambda document: document["call"].update(kind="hub"),
        lambda document: document["call"].update(reading=["roughly=strict"]),
        lambda document: document["call"].update(set={"surgery": 5}),
        lambda document: document["call"].update(as_of="soon"),
        lambda document: document["inputs"][0].pop("sha256"),
        lambda document: document.update(hospitals=[{}]),
        lambda document: document.update(hospitals=5),
        lambda document: document.update(call="R4.8"),
    ],
)
def test_a_result_that_lost_a_part_is_refused(kinten, result, change):
    """Whatever was changed by hand: one message, never a traceback."""
    out, folder = result
    document = json.loads(out.read_text(encoding="utf-8"))
    change(document)
    out.write_text(json.dumps(document), encoding="utf-8")
    ran = kinten("replay", out, "--inputs", folder)

    assert (ran.code, ran.err.count("\n"), "result.json" in ran.err) == (2, 1, True)


@pytest.mark.parametrize("text", ["[]", "5", '{"kinten": "1"}', "{", "[" * 100_000])
def test_a_replay_of_something_else_is_refused(kinten, paper, tmp_path, text):
    """A CSV, a JSON that is no result, or no JSON at all."""
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")

    assert kinten("replay", paper({})).code == 2
    assert kinten("replay", file).code == 2
    assert "ありません" in kinten("replay", tmp_path / "none.json").err
