"""`kinten registry count` and `share`: what is counted, what is told beside, what is never judged."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEADER = (
    "patient_id,tumour_sequence,sex,birth_date,diagnosis_date,topography,morphology,behaviour,case_class,"
    "surgery,scopic,endoscopic,radiotherapy,chemotherapy,hospital,residence"
)
ROWS = """A1,1,1,1950-01-01,2024-02-03,C187,8140,3,20,1,1,2,2,1,DCH001,01204
A2,1,2,1960-01-01,2024-03-03,C509,8500,3,31,2,2,2,1,1,DCH001,012041
A3,1,2,1960-01-01,2024-05-03,C509,8500,2,10,1,2,2,2,2,DCH001,01204
A4,1,2,1960-01-01,2023-05-03,C509,8500,3,20,2,2,2,2,2,DCH002,01202
A5,1,2,9999-99-99,2024-99-99,C509,8500,3,21,2,2,1,9,2,DCH002,01204
A6,1,2,1960-01-01,9999-99-99,C509,8500,3,20,2,2,2,2,2,DCH002,01202
A7,1,2,1930-01-01,2024-07-01,C509,8500,3,40,2,2,2,2,2,XX,01202"""


@pytest.fixture
def records(tmp_path):
    path = tmp_path / "records.csv"
    path.write_text(f"{HEADER}\n{ROWS}\n", encoding="utf-8")
    return path


def written(path):
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_volumes_of_a_year_by_hospital(kinten, records):
    run = kinten("registry", "count", records, "--by", "hospital", "--year", "2024", "--json")
    names = ("hospital", "registered", "registry_cases", "surgery_cases", "surgery_procedures",
             "radiotherapy_first_course", "chemotherapy_first_course")  # fmt: skip

    Draft202012Validator(load_schema("registry-count")).validate(run.document)
    assert [tuple(row[name] for name in names) for row in run.document["counts"]] == [
        ("DCH001", 3, 2, 1, 2, 1, 2),
        ("DCH002", 1, 1, 1, 1, 0, 0),
        ("XX", 1, 0, 0, 0, 0, 0),
    ]
    assert run.document["own_first_classes"] == [20, 21, 30, 31]
    told = [run.document[name] for name in ("in_year", "other_years", "year_unknown")]
    assert told == [5, 1, 1]
    assert run.document["records"]["written"] == sum(told)


def test_the_classes_are_the_reader_s(kinten, records):
    run = kinten("registry", "count", records, "--year", "2024", "--classes", "20", "--json")

    assert [row["registry_cases"] for row in run.document["counts"]] == [1, 0, 0]


def test_small_counts_are_masked_on_the_screen_and_in_tables(kinten, records, tmp_path):
    run = kinten("registry", "count", records, "--year", "2024")
    kinten("registry", "count", records, "--year", "2024", "-o", tmp_path / "t.csv")

    assert "10未満" in run.out
    assert "指定要件ののべ患者数とは違います" in run.out
    rows = written(tmp_path / "t.csv")
    assert all("10未満" in value for row in rows for value in list(row.values())[1:7])
    assert "│ DCH001 │ 3" not in run.out


def test_shares_of_residents_are_beside_and_carry_their_source(kinten, records, tmp_path):
    run = kinten(
        "registry",
        "count",
        records,
        "--year",
        "2024",
        "--shares",
        "--as-of",
        "2026-04-01",
        "--json",
    )
    shares = run.document["resident_share_registry"]

    assert [
        (one["hospital"], one["numerator"], one["denominator"], one["share"]) for one in shares
    ] == [
        ("DCH001", 2, 3.0, pytest.approx(2 / 3)),
        ("DCH002", 1, 3.0, pytest.approx(1 / 3)),
    ]
    assert {one["denominator_is"] for one in shares} == {"network"}
    area = tmp_path / "area.csv"
    area.write_text("area,cases\n0112,40\n", encoding="utf-8")
    run = kinten(
        "registry", "count", records, "--year", "2024", "--area-cases", area, "--as-of", "2026-04-01", "--json",
    )  # fmt: skip
    assert [one["share"] for one in run.document["resident_share_registry"]] == [0.05, 0.025]
    area.write_text("area,cases\n0101,40\n", encoding="utf-8")
    run = kinten("registry", "count", records, "--area-cases", area, "--as-of", "2026-04-01")
    assert run.code == 2
    assert "0112" in run.err


def test_cases_go_into_rates_and_a_long_table_into_protect(kinten, records, tmp_path):
    cases, long = tmp_path / "cases.csv", tmp_path / "long.csv"
    assert kinten(
        "registry", "count", records, "--by", "year,sex,age_group", "--form", "cases", "--exact", "-o", cases
    ).code == 0  # fmt: skip
    assert kinten(
        "registry", "count", records, "--by", "hospital,sex", "--form", "long", "--exact", "-o", long
    ).code == 0  # fmt: skip

    found = written(cases)
    assert {"group": "2024", "sex": "2", "age_group": "85+", "cases": "1"} in found
    assert {"group": "2024", "sex": "2", "age_group": "unknown", "cases": "1"} in found
    assert sum(int(row["cases"]) for row in found) == 7
    rows = {(row["hospital"], row["sex"]): int(row["n"]) for row in written(long)}
    assert rows["total", "total"] == 7
    assert rows["DCH001", "total"] == rows["DCH001", "1"] + rows["DCH001", "2"] == 3
    assert kinten("registry", "protect", long, "--threshold", "2", "--json").code == 0


def test_only_own_first_treatment_becomes_a_fact(kinten, records, tmp_path):
    facts = tmp_path / "facts.csv"
    run = kinten(
        "registry", "count", records, "--year", "2024", "--form", "facts", "--report-year", "2025", "--exact",
        "-o", facts,
    )  # fmt: skip

    assert run.code == 0
    rows = written(facts)
    assert {row["fact"] for row in rows} == {"registry_cases"}
    assert [(row["hospital"], row["year"], row["value"]) for row in rows] == [
        ("DCH001", "2025", "2"),
        ("DCH002", "2025", "1"),
        ("XX", "2025", "0"),
    ]
    assert all("院内がん登録" in row["source"] for row in rows)


def test_a_difference_from_what_was_typed_is_a_finding(kinten, tmp_path):
    report = tmp_path / "report.csv"
    report.write_text(
        "hospital,year,prefecture,registry_cases\n例の病院,2025,01,812\n", encoding="utf-8"
    )
    facts = tmp_path / "facts.csv"
    facts.write_text(
        "hospital,year,fact,value,source\n例の病院,2025,registry_cases,790,院内がん登録 x.csv\n",
        encoding="utf-8",
    )
    run = kinten("check", report, "--facts", facts)

    assert "812" in run.out + run.err
    assert "790" in run.out + run.err


def test_groups_of_sites_are_counted_by_their_scheme(kinten, records):
    run = kinten("registry", "count", records, "--by", "sex", "--scheme", "mcij", "--json")
    found = {(row["sex"], row["group"]): row["registered"] for row in run.document["counts"]}

    Draft202012Validator(load_schema("registry-count")).validate(run.document)
    assert run.document["by"] == ["sex", "group"]
    assert found == {(1, "C18"): 1, (2, "C50"): 5, (2, None): 1}


BAD = [
    (("--scheme", "mcij-icd10"), "--scheme mcij-icd10"),
    (("--scheme", "nothing"), "--scheme"),
    (("--by", "colour"), "--by"),
    (("--by", "sex,sex"), "--by"),
    (("--classes", "20,x"), "--classes"),
    (("--form", "long", "--exact"), "--form long"),
    (("--form", "long", "-o", "OUT"), "--form long"),
    (("--form", "cases", "--exact", "-o", "OUT"), "--form cases"),
    (("--form", "facts", "--exact", "-o", "OUT"), "--form facts"),
    (("--by", "basis"), "basis"),
]  # fmt: skip


@pytest.mark.parametrize("name", ["a[1].parquet", "記録（例）*.parquet", "it's.parquet"])
def test_names_that_look_like_patterns(kinten, records, tmp_path, name):
    kept = tmp_path / name
    kinten("registry", "read", records, "-o", kept)
    run = kinten("registry", "count", kept, "--by", "sex", "--json")

    assert run.code == 0, run.err
    assert sum(row["registered"] for row in run.document["counts"]) == 7


@pytest.mark.parametrize(("options", "told"), BAD)
def test_what_cannot_be_counted_is_told(kinten, records, tmp_path, options, told):
    out = tmp_path / "out.csv"
    run = kinten(
        "registry", "count", records, *(out if each == "OUT" else each for each in options)
    )

    assert run.code == 2
    assert told in run.err
    assert not out.exists()


def test_the_share_of_the_guideline_has_its_own_formula(kinten, tmp_path):
    people, survey = tmp_path / "people.csv", tmp_path / "survey.csv"
    people.write_text(
        "hospital,area,inpatients\n例の病院,0112,600\n例の二,0112,5\n", encoding="utf-8"
    )
    survey.write_text("area,discharges\n0112,250\n", encoding="utf-8")
    options = ("registry", "share", "--inpatients", people, "--patient-survey", survey)
    run = kinten(*options, "--json", "--as-of", "2026-04-01")

    Draft202012Validator(load_schema("registry-share")).validate(run.document)
    assert [one["share"] for one in run.document["resident_share"]] == [600 / 3000, 5 / 3000]
    screen = kinten(*options, "--as-of", "2026-04-01").out
    assert "20.0%" in screen
    assert "上川中部" in screen
    assert "0.2%" not in screen
    kinten(*options, "--facts", "2025", "-o", tmp_path / "facts.csv", "--as-of", "2026-04-01")
    assert [row["fact"] for row in written(tmp_path / "facts.csv")] == ["resident_share"] * 2
    survey.write_text("area,discharges\n0101,250\n", encoding="utf-8")
    assert kinten(*options).code == 2
    people.write_text("hospital,area,inpatients\n例の病院,9999,600\n", encoding="utf-8")
    assert "9999" in kinten(*options).err


def test_records_in_parquet_count_the_same(kinten, records, tmp_path):
    kept = tmp_path / "records.parquet"
    kinten("registry", "read", records, "-o", kept)
    options = (
        "--by",
        "hospital,year,sex,age_group,site,behaviour,case_class,municipality",
        "--json",
    )
    one = kinten("registry", "count", records, *options).document
    other = kinten("registry", "count", kept, *options).document

    assert one["counts"] == other["counts"]
    assert sum(row["registered"] for row in one["counts"]) == pl.read_parquet(kept).height
