"""`kinten registry recode`, `convert` and `codes`: rows with columns more, counts, what is refused."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEADER = "patient_id,topography,morphology,behaviour,diagnosis_date,sex"
ROWS = """P1,C18.7,8140/3,,2020-04-01,1
P2,c421,9836,3,2019,2
P3,C504,8500,3,20210802,2
P4,C771,9680,3,2018-11-30,1
P5,XX,9680,3,2018-11-30,1
P6,C446,8720,2,2022-02-20,2
P7,C569,8620,3,2020-01-01,2"""
BULK = "\n".join(f"Q{number},C187,8140,3,2020-01-01,1" for number in range(12))


@pytest.fixture
def table(tmp_path):
    def write(rows=ROWS, header=HEADER, name="tumours.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(f"{header}\n{rows}\n", encoding=encoding)
        return path

    return write


def written(path):
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def column(path, name):
    return [row[name] for row in written(path)]


def test_the_same_rows_in_the_same_order_with_two_columns_more(kinten, table, tmp_path):
    path, out = table(), tmp_path / "out.csv"
    run = kinten("registry", "recode", path, "--scheme", "mcij", "-o", out)

    assert (run.code, run.err) == (0, "")
    assert [dict(list(row.items())[:6]) for row in written(out)] == written(path)
    assert column(out, "mcij") == ["C18", "C91-C95", "C50", "C81-C85 C96", "", "", "C56"]
    assert column(out, "mcij_name")[:2] == ["結腸", "白血病"]


def test_names_are_in_the_language_asked_for(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    kinten("registry", "recode", table(), "--scheme", "mcij", "-o", out, "--lang", "en")

    assert column(out, "mcij_name")[:2] == ["Colon", "Leukaemia"]


def test_parquet_keeps_its_types(kinten, tmp_path):
    frame = pl.DataFrame(
        {
            "row": [1, 2],
            "topography": ["C187", None],
            "morphology": [8140, 8500],
            "behaviour": [3, 3],
        },
        schema={
            "row": pl.Int32,
            "topography": pl.String,
            "morphology": pl.Int16,
            "behaviour": pl.Int8,
        },
    )
    frame.write_parquet(tmp_path / "in.parquet")
    out = tmp_path / "out.parquet"
    kinten("registry", "recode", tmp_path / "in.parquet", "--scheme", "seer-2023", "-o", out)
    found = pl.read_parquet(out)

    assert found.select(frame.columns).equals(frame)
    assert found["seer-2023"].to_list() == ["20", None]


def test_groups_of_small_counts_are_told_together(kinten, table):
    path = table(f"{ROWS}\n{BULK}")
    shown = kinten("registry", "recode", path, "--scheme", "mcij").out
    exact = kinten("registry", "recode", path, "--scheme", "mcij", "--exact")

    assert "結腸" in shown
    assert "白血病" not in shown
    assert "ほかの23区分" in shown
    assert shown.count("10未満") == 3
    assert "白血病" in exact.out
    assert "公表しない" in exact.err


def test_the_document_is_exact_and_says_so(kinten, table):
    run = kinten("registry", "recode", table(), "--scheme", "iccc-3-iarc2017", "--json")
    Draft202012Validator(load_schema("registry-recode")).validate(run.document)
    groups = {each["code"]: each["records"] for each in run.document["groups"]}

    assert groups["011"] == 1
    assert len(groups) == 48
    assert run.document["without_group"] == 2
    assert run.document["unreadable"] == 1
    assert sum(groups.values()) + run.document["without_group"] == run.document["records"] == 7
    assert "公表しない" in run.err


def test_schemes_are_listed(kinten):
    run = kinten("registry", "recode", "--list-schemes")

    assert run.code == 0
    for name in ("mcij", "iccc-3-iarc2017", "seer-2023-expanded", "aya-2020", "cns-2020"):
        assert name in run.out


def test_own_groups_and_a_classification(kinten, table, tmp_path):
    own = table(
        "1,大腸の腺癌,C18-C20,8140-8384\n2,ほか,C00-C80,",
        "code,name,topography,morphology",
        "own.csv",
    )
    out = tmp_path / "own_out.csv"
    kinten("registry", "recode", table(), "--scheme", "own", "--list", own, "-o", out)
    assert column(out, "own") == ["1", "2", "2", "2", "", "2", "2"]

    codes = table("P1,C18.7\nP2,C20\nP3,D001", "patient_id,icd10", "codes.csv")
    own = table("腸,大腸,C18-C20\n食,食道,C15 D00.1", "code,name,icd10", "own10.csv")
    kinten("registry", "recode", codes, "--scheme", "own", "--list", own, "-o", out)
    assert column(out, "own") == ["腸", "腸", "食"]

    rare = table(
        "結腸,1,消化器,C18,8140,3\n腺癌,2,消化器,,8140-8500,3\n結腸の腺癌,2,消化器,C18,8140,3",
        "entity,tier,family,topography,morphology,behaviour",
        "rare.csv",
    )
    kinten("registry", "recode", table(), "--scheme", "rare", "--list", rare, "-o", out)
    assert column(out, "rare")[:3] == ["結腸; 腺癌; 結腸の腺癌", "", "腺癌"]
    assert column(out, "rare_name")[0] == "消化器"
    document = kinten(
        "registry", "recode", table(), "--scheme", "rare", "--list", rare, "--json"
    ).document
    assert document["several"] == 1
    assert [each["tier"] for each in document["groups"]] == ["1", "2", "2"]


@pytest.mark.parametrize(
    ("header", "row", "place"),
    [
        ("code,name,topography,morphology", "1,大腸,結腸,", "list.csv:2:topography"),
        ("code,name,topography,morphology", "1,大腸,,腺癌", "list.csv:2:morphology"),
        ("code,name,topography,morphology", ",大腸,C18,", "list.csv:2:code"),
        ("code,name", "1,大腸", "list.csv:1"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(kinten, table, tmp_path, header, row, place):
    listed = table(row, header, "list.csv")
    out = tmp_path / "o.csv"
    run = kinten("registry", "recode", table(), "--scheme", "own", "--list", listed, "-o", out)

    assert run.code == 2
    assert place in run.err
    assert not out.exists()


def test_what_is_refused(kinten, table):
    path = table()

    assert "mcij のことですか" in kinten("registry", "recode", path, "--scheme", "mcj").err
    assert kinten("registry", "recode", path).code == 2
    assert "icd10" in kinten("registry", "recode", path, "--scheme", "mcij-icd10").err
    assert "入力と同じ" in kinten("registry", "recode", path, "--scheme", "mcij", "-o", path).err
    twice = table(f"{ROWS.splitlines()[0]},x", f"{HEADER},mcij")
    assert "列 mcij がもう" in kinten("registry", "recode", twice, "--scheme", "mcij").err


def test_shift_jis_is_read(kinten, table):
    path = table(ROWS.replace("P1", "患者一"), encoding="cp932")

    assert kinten("registry", "recode", path, "--scheme", "aya-2020").code == 0


def test_packaged_conversion_leaves_what_it_does_not_determine(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    kinten("registry", "convert", table(), "--to", "icd10", "-o", out)
    assert column(out, "icd10") == ["C187", "", "C504", "", "", "D036", "C56"]

    run = kinten("registry", "convert", table(), "--to", "icd10", "--json")
    Draft202012Validator(load_schema("registry-convert")).validate(run.document)
    assert run.document["determined"] == 4
    assert run.document["undetermined"] == 2
    assert run.document["unreadable"] == 1
    assert run.document["most_often"][0] == {"codes": "C421 9836/3", "records": 1}


def test_given_tables_decide_in_their_order(kinten, table, tmp_path):
    header = "topography_low,topography_high,histology_low,histology_high,behaviour,icd10,sex"
    first = table("C18,,8140,,3,C20,", header, "first.csv")
    second = table("C00,C80,,,3,C76-,\nC44,,,,,D03.-,1\nC44,,,,,D04.-,2", header, "second.csv")
    out = tmp_path / "out.csv"
    kinten("registry", "convert", table(), "--to", "icd10", "--tables", first, second, "-o", out)

    assert column(out, "icd10") == ["C20", "C761", "C764", "C761", "", "D046", "C769"]
    document = kinten(
        "registry", "convert", table(), "--to", "icd10", "--tables", first, second, "--json"
    ).document
    assert [each["records"] for each in document["by_table"]] == [1, 5]
    assert [each["name"] for each in document["inputs"]] == [
        "tumours.csv",
        "first.csv",
        "second.csv",
    ]


@pytest.mark.parametrize(
    ("header", "row", "place"),
    [
        (None, "C18,,8140,,3,結腸", "t.csv:2:icd10"),
        (None, "C18,,腺癌,,3,C18", "t.csv:2:histology_low"),
        (None, "C20,C18,8140,,3,C18", "t.csv:2:topography_low"),
        ("topography,icd10", "C18,C18", "t.csv:1"),
    ],
)
def test_a_conversion_that_cannot_be_read_is_named(kinten, table, header, row, place):
    usual = "topography_low,topography_high,histology_low,histology_high,behaviour,icd10"
    path = table(row, header or usual, "t.csv")
    run = kinten("registry", "convert", table(), "--to", "icd10", "--tables", path)

    assert run.code == 2
    assert place in run.err


@pytest.mark.shared_data
def test_the_published_files_in_fixed_columns(kinten, table, tmp_path, shared_data):
    files = sorted((shared_data / "registry" / "icd10_icdo3").glob("canreg5_*.txt"))
    out = tmp_path / "out.csv"
    run = kinten("registry", "convert", table(), "--to", "icd10", "--tables", *files, "-o", out)

    assert run.code == 0
    assert column(out, "icd10") == ["C187", "C910", "C504", "C833", "", "D036", "C56"]
    lacking = kinten("registry", "convert", table(), "--to", "icd10", "--tables", *files[:2])
    assert lacking.code == 2
    assert "四つで一組" in lacking.err


def test_icd10_to_icdo3(kinten, table, tmp_path):
    path = table("P1,C18.7\nP2,c20\nP3,D00.1\nP4,J18\nP5,\nP6,C16\nP7,C01.0", "patient_id,icd10")
    out = tmp_path / "out.csv"
    kinten("registry", "convert", path, "--to", "icdo3", "-o", out)

    assert column(out, "topography") == ["C187", "C209", "C159", "", "", "C169", ""]
    assert column(out, "morphology") == ["8000", "8000", "8010", "", "", "8000", ""]
    assert column(out, "behaviour")[:3] == ["3", "3", "2"]
    document = kinten("registry", "convert", path, "--to", "icdo3", "--json").document
    assert (document["determined"], document["undetermined"], document["unreadable"]) == (4, 2, 1)
    assert kinten("registry", "convert", path, "--to", "icdo3", "--tables", path).code == 2


def test_codes_by_the_edition_of_the_year(kinten, table, tmp_path):
    header = "kind,code,behaviour,edition,valid_from,valid_to,change,becomes"
    listed = table(
        "topography,C18.7,,3.1,,,,\ntopography,C504,,3.1,,,,\nmorphology,8140/3,,3.1,,,,\n"
        "morphology,8500,2,3.1,,,,",
        header,
        "list.csv",
    )
    delta = table("morphology,8500/2,,3.2,2021,,behaviour,3", header, "delta.csv")
    out = tmp_path / "out.csv"
    rows = "\n".join(ROWS.splitlines()[:3]) + "\nP8,C504,8500,3,2020-01-01,2"
    kinten("registry", "codes", table(rows), "--list", listed, delta, "-o", out)

    assert column(out, "unknown_code") == ["", "topography morphology", "", "behaviour"]
    run = kinten("registry", "codes", table(rows), "--list", listed, delta, "--json", "--strict")
    Draft202012Validator(load_schema("registry-codes")).validate(run.document)
    assert run.code == 1
    assert run.document["editions"][0] == {"year": 2019, "editions": ["3.1"]}
    assert run.document["editions"][-1] == {"year": 2021, "editions": ["3.1", "3.2"]}
    assert run.document["unknown"] == {"topography": 1, "morphology": 1, "behaviour": 1}
    reverse = kinten("registry", "codes", table(rows), "--list", delta, listed)
    assert reverse.code == 2
    assert "8500/2" in reverse.err


def test_packaged_codes_are_told_to_be_no_whole_list(kinten, table):
    run = kinten("registry", "codes", table())

    assert run.code == 0
    assert "全部ではない" in run.out


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("site,C187,,3.1,,", "l.csv:2:kind"),
        ("topography,8140,,3.1,,", "l.csv:2:code"),
        ("morphology,8140,x,3.1,,", "l.csv:2:behaviour"),
        ("morphology,8140,3,3.1,soon,", "l.csv:2:valid_from"),
    ],
)
def test_a_list_of_codes_that_cannot_be_read_is_named(kinten, table, row, place):
    listed = table(row, "kind,code,behaviour,edition,valid_from,valid_to", "l.csv")
    run = kinten("registry", "codes", table(), "--list", listed)

    assert run.code == 2
    assert place in run.err
