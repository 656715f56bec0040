"""`kinten judge`: reports against an edition, as table, JSON and files."""

import json

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.desk.describing import load_schema

VOLUME = ("--edition", "R4.8", "--scope", "R4.8/volume")


def hospital(document, name, year):
    return next(
        each for each in document["hospitals"] if each["hospital"] == name and each["year"] == year
    )


def test_json_follows_its_schema_and_holds_every_hospital_and_year(kinten, rows):
    """One entry for each hospital and year, valid against `kinten schema judge`."""
    document = kinten("judge", rows, *VOLUME, "--json").document
    Draft202012Validator(load_schema("judge")).validate(document)

    assert len(document["hospitals"]) == 48
    assert document["summary"]["met"] + document["summary"]["unknown"] == 48


def test_the_same_call_gives_the_same_document(kinten, rows):
    """No clock time, no chance in the JSON."""
    first = kinten("judge", rows, *VOLUME, "--json").out

    assert kinten("judge", rows, *VOLUME, "--json").out == first


def test_every_verdict_names_its_cell_and_its_clause(kinten, rows):
    """The figure of 松江赤十字 2019 stands in line 46, column 11 of the packaged file."""
    document = kinten("judge", rows, *VOLUME, "--json").document
    matsue = hospital(document, "松江赤十字病院", 2019)
    radiotherapy = next(each for each in matsue["clauses"] if each["id"].endswith("radiotherapy"))

    assert radiotherapy["facts"] == [
        {
            "fact": "radiotherapy_patients",
            "value": 170,
            "at": "meeting_paper_volumes.csv:46:11",
        }
    ]
    assert radiotherapy["shortfall"] == 30
    assert matsue["reasons"] == [
        {"clause": "R4.8/volume/relative", "verdict": "met", "reason": None}
    ]


def test_a_year_before_the_edition_is_retrospective(kinten, rows):
    """R4.8 came in August 2022: the report of 2021 is judged in retrospect, that of 2022 is not."""
    document = kinten("judge", rows, *VOLUME, "--json").document
    told = {each["year"]: each["retrospective"] for each in document["hospitals"]}

    assert told == {2019: True, 2021: True, 2022: False, 2023: False, 2024: False, 2025: False}


def test_matsue_2019_has_the_note_on_the_other_hub(kinten, rows):
    """Under R4.8 strict it is met, with the note that H30.7 would ask for all of ①."""
    ran = kinten("judge", rows, *VOLUME, "--reading", "roughly=strict", "--json")
    matsue = hospital(ran.document, "松江赤十字病院", 2019)

    assert matsue["overall"] == "met"
    assert [note["ja"] for note in matsue["notes"]] == [
        "同一医療圏に他の拠点あり：H30.7では①の全項目が必要。R4.8本文未確認"
    ]


def test_matsue_2019_is_unmet_under_h30_7_once_the_other_hub_is_given(kinten, rows, tmp_path):
    """The other regional hub comes as a fact from outside; without it the verdict is unknown."""
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "hospital,year,fact,value\n松江赤十字病院,2019,regional_hubs_in_area,2\n", encoding="utf-8"
    )
    call = ("judge", rows, "--edition", "H30.7", "--scope", "volume", "--json")
    without = hospital(kinten(*call).document, "松江赤十字病院", 2019)
    given = hospital(kinten(*call, "--facts", facts).document, "松江赤十字病院", 2019)

    assert (without["overall"], without["settle"]) == ("unknown", ["regional_hubs_in_area"])
    assert given["overall"] == "unmet"


@pytest.mark.parametrize(
    ("reading", "overall"),
    [
        (None, "unknown"),
        ("roughly=strict", "unmet"),
        ("roughly=0.9", "met"),
        ("roughly=0.95", "unmet"),
    ],
)
def test_a_reading_of_roughly_is_chosen_and_printed(kinten, paper, reading, overall):
    """share 18 % and radiotherapy 170: open, unmet when strict, met at nine tenths exactly."""
    file = paper({"radiotherapy_patients": "170", "resident_share_pct": "18"})
    chosen = () if reading is None else ("--reading", reading)
    document = kinten("judge", file, *VOLUME, *chosen, "--json").document

    assert document["hospitals"][0]["overall"] == overall
    assert document["call"]["reading"] == ({} if reading is None else dict([reading.split("=")]))


def test_set_takes_a_clause_or_the_fact_that_one_clause_compares(kinten, paper):
    """Both ways put 150 in the place of 200, and the overlay is in the result."""
    file = paper({"radiotherapy_patients": "170"})
    by_fact = kinten(
        "judge", file, *VOLUME, "--set", "radiotherapy_patients=150", "--json"
    ).document
    by_clause = kinten(
        "judge", file, *VOLUME, "--set", "R4.8/volume/absolute/radiotherapy=150", "--json"
    ).document

    assert by_fact["hospitals"] == by_clause["hospitals"]
    assert by_fact["hospitals"][0]["overall"] == "met"
    assert by_fact["overlay"]["numbers"] == {"R4.8/volume/absolute/radiotherapy": "150"}


def test_an_overlay_file_is_a_named_scenario(kinten, paper, tmp_path):
    """The file's name, numbers and reading are laid over the edition; its own hash is in the result."""
    file = paper({"radiotherapy_patients": "170"})
    overlay = tmp_path / "draft.yaml"
    overlay.write_text(
        "name: 改定案A\nset: {volume/absolute/radiotherapy: 250}\nreading: {roughly: strict}\n",
        encoding="utf-8",
    )
    document = kinten("judge", file, *VOLUME, "--overlay", overlay, "--json").document

    assert document["overlay"]["name"] == "改定案A"
    assert document["hospitals"][0]["overall"] == "unmet"
    assert len(document["overlay"]["hash"]) == 64


def test_fail_on_unmet_gives_one(kinten, paper):
    """Exit 1 where the command was asked to look for an unmet requirement and found one."""
    file = paper({"radiotherapy_patients": "170"})
    strict = ("--reading", "roughly=strict")

    assert kinten("judge", file, *VOLUME, *strict).code == 0
    assert kinten("judge", file, *VOLUME, *strict, "--fail-on", "unmet").code == 1
    assert kinten("judge", file, *VOLUME, "--fail-on", "unmet").code == 0
    assert kinten("judge", file, *VOLUME, "--fail-on", "unknown").code == 1


def test_a_kind_that_the_scope_does_not_bind_is_not_applicable(kinten, paper):
    """R4.8/volume binds prefectural and regional hubs; a local hospital is not concerned."""
    document = kinten("judge", paper({}), *VOLUME, "--kind", "local", "--json").document

    assert document["hospitals"][0]["overall"] == "not_applicable"
    assert document["summary"]["not_applicable"] == 1


def test_where_text_is_not_held_the_whole_cannot_be_met(kinten, paper):
    """The whole of R4.8: every clause that is held is counted, the holes keep it open."""
    document = kinten("judge", paper({}), "--edition", "R4.8", "--json").document
    judged = document["hospitals"][0]
    reasons = {each["reason"] for each in judged["reasons"]}

    assert judged["overall"] == "unknown"
    assert "text_not_held" in reasons
    assert judged["held"]["of"] == sum(judged["held"][key] for key in ("met", "unmet", "unknown"))


def test_the_next_edition_is_judged_beside(kinten, rows):
    """`--next` shows what the later edition would say of the same report."""
    document = kinten(
        "judge", rows, "--edition", "R4.8", "--scope", "volume", "--next", "H30.7", "--json"
    ).document
    komatsu = hospital(document, "小松市民病院", 2023)

    assert (komatsu["overall"], komatsu["next"]["overall"]) == ("met", "unknown")
    assert komatsu["next"]["edition"] == "H30.7"


@pytest.mark.parametrize("ending", ["xlsx", "csv", "parquet", "html", "json"])
def test_every_ending_is_written_whole(kinten, rows, tmp_path, ending):
    """Standard output is one line; the file holds every hospital and the caution."""
    file = tmp_path / f"out.{ending}"
    ran = kinten("judge", rows, *VOLUME, "-o", file)

    assert (ran.code, ran.out.count("\n")) == (0, 1)
    assert [each.name for each in tmp_path.iterdir()] == [file.name]
    assert _rows_in(file) == 48


def _rows_in(file):
    if file.suffix == ".xlsx":
        sheet = load_workbook(file).active
        assert sheet["A1"].value == "計算結果であり、厚生労働省の判断ではありません"
        return sheet.max_row - 3
    if file.suffix == ".csv":
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        return pl.read_csv(file).height
    if file.suffix == ".parquet":
        return pl.read_parquet(file).height
    if file.suffix == ".html":
        return file.read_text(encoding="utf-8").count('<article class="hospital"')
    return len(json.loads(file.read_text(encoding="utf-8"))["hospitals"])


def test_english_speaks_english(kinten, rows):
    """Words of ours are English; names stay Japanese."""
    ran = kinten("judge", rows, *VOLUME, "--hospital", "金沢医療センター", "--lang", "en")

    assert "A computed result, not a decision" in ran.out
    assert "needs judgement (roughly)" in ran.out
    assert "判定" not in ran.out


def test_a_needs_judgement_row_prints_what_a_person_needs(kinten, rows):
    """Value, threshold, shortfall, percent, last year, items short, share, hubs, and the line to fill in."""
    ran = kinten("judge", rows, *VOLUME, "--hospital", "千葉北総", "--year", "2024")
    lines = [line.strip() for line in ran.out.splitlines()]

    assert "■ 日本医科大学千葉北総病院 2024　不足2項目" in lines
    assert "放射線治療のべ患者数: 値 180／基準 200／不足 20／基準の90.0%／前回の報告なし" in lines
    assert "診療割合 18%　同一医療圏の他の拠点 日本赤十字社成田赤十字病院" in lines
    assert any(line.startswith("判断：＿") for line in lines)
