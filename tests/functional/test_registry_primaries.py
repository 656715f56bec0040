"""`kinten registry primaries`: the rows with their flags, the counts, and what it says to bad rows."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEADER = "patient_id,tumour_sequence,diagnosis_date,topography,morphology,behaviour"
ROWS = """P1,1,2001-02-26,C00.0,8050,3
P1,2,2001-11-26,C065,8100,3
P2,1,2001,C239,9140,3
P2,0,2001-99-30,C679,9140,3
P3,1,2005-01-01,C549,8000,2
P3,2,2006-01-01,c679,8120,2
P4,1,9999,C090,9656,3
P5,1,20010226,C339,HIST,3
P5,2,2001-02-27,C340,8140,3
P1,3,2010-05-05,C619,8140,3"""


@pytest.fixture
def table(tmp_path):
    def write(rows=ROWS, header=HEADER, encoding="utf-8"):
        path = tmp_path / "tumours.csv"
        path.write_text(f"{header}\n{rows}\n", encoding=encoding)
        return path

    return write


def written(path):
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_the_same_rows_in_the_same_order_with_four_columns_more(kinten, table, tmp_path):
    path = table()
    run = kinten("registry", "primaries", path, "-o", tmp_path / "out.csv")
    given, found = written(path), written(tmp_path / "out.csv")

    assert run.code == 0
    assert [dict(list(row.items())[:6]) for row in found] == given
    assert [row["flag"] for row in found] == [
        "1", "0", "0", "1", "9", "1", "1", "1", "1", "1",
    ]  # fmt: skip
    assert [row["site_group"] for row in found] == [
        "C069", "C069", "C249", "C689", "C54", "C689", "C140", "C349", "C349", "C61",
    ]  # fmt: skip
    assert [row["hist_group"] for row in found] == [
        "2",
        "2",
        "15",
        "15",
        "17",
        "1",
        "11",
        "",
        "3",
        "3",
    ]
    assert [row["histology"] for row in found][:2] == ["8100", "8100"]
    assert found[7]["histology"] == "HIST"


def test_parquet_goes_out_too(kinten, table, tmp_path):
    kinten("registry", "primaries", table(), "-o", tmp_path / "out.parquet")

    assert pl.read_parquet(tmp_path / "out.parquet")["flag"].to_list() == [
        1,
        0,
        0,
        1,
        9,
        1,
        1,
        1,
        1,
        1,
    ]


def test_other_columns_are_kept_and_run_as_no_formula(kinten, table, tmp_path):
    rows = "P1,1,2001-02-26,C000,8050,3,=1+1\nP2,1,2001-02-26,C000,8050,3,-"
    kinten("registry", "primaries", table(rows, f"{HEADER},備考"), "-o", tmp_path / "out.csv")

    assert [row["備考"] for row in written(tmp_path / "out.csv")] == ["'=1+1", "-"]


def test_shift_jis_is_read(kinten, table):
    path = table(ROWS.replace("P1", "患者一"), encoding="cp932")

    assert kinten("registry", "primaries", path).code == 0


def test_counts_are_a_document_and_masked_in_the_table(kinten, table):
    run = kinten("registry", "primaries", table(), "--json")
    document = run.document
    Draft202012Validator(load_schema("registry-primaries")).validate(document)

    assert {
        name: document[name] for name in ("tumours", "primary", "duplicate", "not_counted")
    } == {
        "tumours": 10,
        "primary": 7,
        "duplicate": 2,
        "not_counted": 1,
    }
    assert kinten("registry", "primaries", table()).out.count("10未満") == 3


BAD = [
    ("date", "P1,1,2001-13-01,C000,8050,3", "diagnosis_date"),
    ("leap", "P1,1,2001-02-29,C000,8050,3", "diagnosis_date"),
    ("day", "P1,1,2001-04-31,C000,8050,3", "diagnosis_date"),
    ("words", "P1,1,spring,C000,8050,3", "diagnosis_date"),
    ("sequence", "P1,first,2001-04-30,C000,8050,3", "tumour_sequence"),
    ("behaviour", "P1,1,2001-04-30,C000,8050,/3", "behaviour"),
    ("no patient", ",1,2001-04-30,C000,8050,3", "patient_id"),
]


@pytest.mark.parametrize(
    ("row", "column"), [each[1:] for each in BAD], ids=[each[0] for each in BAD]
)
def test_a_cell_that_cannot_be_is_named(kinten, table, tmp_path, row, column):
    run = kinten(
        "registry",
        "primaries",
        table(f"P0,1,2001-01-01,C000,8050,3\n{row}"),
        "-o",
        tmp_path / "o.csv",
    )

    assert run.code == 2
    assert f"tumours.csv:3:{column}" in run.err
    assert not (tmp_path / "o.csv").exists()


def test_a_leap_day_and_unknown_parts_are_dates(kinten, table):
    rows = "P1,1,2000-02-29,C000,8050,3\nP1,2,2004-99-99,C000,8050,3\nP1,3,,C000,8050,3\nP1,4,2004-05,C000,8050,3"

    assert kinten("registry", "primaries", table(rows)).code == 0


def test_a_column_that_is_there_already_is_refused(kinten, table):
    run = kinten("registry", "primaries", table("P1,1,2001-01-01,C000,8050,3,1", f"{HEADER},flag"))

    assert run.code == 2
    assert "flag" in run.err


def test_a_missing_column_and_an_overwritten_input_are_refused(kinten, table):
    path = table()
    assert "入力と同じファイル" in kinten("registry", "primaries", path, "-o", path).err
    run = kinten("registry", "primaries", table("P1,1", "patient_id,tumour_sequence"))

    assert run.code == 2
    assert "列がありません: diagnosis_date topography morphology behaviour" in run.err


def test_groups_of_histologies_go_by_the_edition(kinten, table, tmp_path):
    # 8936 (GIST) and 8085 (squamous, HPV-positive) have other groups in 3.2.
    path = table(
        "P1,1,2021-01-01,C169,8936,3\nP1,2,2021-05-01,C169,8800,3\nP2,1,2021-01-01,C329,8085,3"
    )
    groups = {}
    for edition in ("3.1", "3.2"):
        run = kinten(
            "registry", "primaries", path, "--edition", edition, "-o", tmp_path / "o.csv", "--json"
        )
        groups[edition] = [row["hist_group"] for row in written(tmp_path / "o.csv")]
        assert run.document["edition"] == edition

    assert groups == {"3.1": ["16", "6", "8085"], "3.2": ["6", "6", "1"]}
    assert [row["flag"] for row in written(tmp_path / "o.csv")] == ["1", "0", "1"]


CLEAN = """P1,1,2001-02-26,C00.0,8050,3
P1,2,2001-11-26,C065,8100,3
P2,1,2001-03-30,C679,8120,2"""


def test_a_workbook_and_parquet_as_pandas_writes_it_give_what_the_csv_gives(
    kinten, table, tmp_path
):
    path = table(CLEAN)
    texts = pl.read_csv(path, infer_schema=False)
    typed = texts.with_columns(
        pl.col("tumour_sequence", "morphology", "behaviour").cast(pl.Float64),
        pl.col("diagnosis_date").str.to_datetime("%Y-%m-%d"),
        pl.col("topography").cast(pl.Categorical),
    )
    typed.write_parquet(tmp_path / "t.parquet")
    texts.with_columns(pl.col("diagnosis_date").str.to_date()).write_excel(tmp_path / "t.xlsx")
    for name in ("tumours.csv", "t.parquet", "t.xlsx"):
        kinten("registry", "primaries", tmp_path / name, "-o", tmp_path / f"{name}.out.csv")
    kinten("registry", "primaries", tmp_path / "t.parquet", "-o", tmp_path / "o.parquet")
    found = [
        written(tmp_path / f"{name}.out.csv") for name in ("tumours.csv", "t.parquet", "t.xlsx")
    ]

    assert [row["flag"] for row in found[0]] == ["1", "0", "1"]
    assert found[0] == found[1] == found[2]
    assert pl.read_parquet(tmp_path / "o.parquet").select(texts.columns).equals(typed)


def test_codes_in_full_width_and_with_their_behaviour_are_read(kinten, table, tmp_path):
    rows = (
        CLEAN.replace("8050", "8050/3")
        .replace("C065", "Ｃ０６５")
        .replace("2001-11", "２００１-11")
    )
    run = kinten("registry", "primaries", table(rows), "--json", "-o", tmp_path / "o.csv")

    assert run.document["doubts"] == []
    assert [row["flag"] for row in written(tmp_path / "o.csv")] == ["1", "0", "1"]


def test_what_is_doubtful_is_counted_with_its_lines(kinten, table, tmp_path):
    rows = """P1,1,2001-02-26,C999,8050,3
P1,2,2001-02-27,C999,8050,3

P2,-1,2001-02-26,C000,8050/2,3
P3,1,2001-02-26,C000,805,3
P3,1,2001-02-27,,8050,3"""
    run = kinten("registry", "primaries", table(rows), "--json", "-o", tmp_path / "o.csv")
    Draft202012Validator(load_schema("registry-primaries")).validate(run.document)

    assert run.document["doubts"] == [
        {"what": "topography", "records": 3, "at": [2, 3, 7]},
        {"what": "morphology", "records": 1, "at": [6]},
        {"what": "behaviour", "records": 1, "at": [5]},
        {"what": "sequence_negative", "records": 1, "at": [5]},
        {"what": "sequence_twice", "records": 1, "at": [7]},
    ]
    assert "2、3、7行目" in run.err
    assert [row["flag"] for row in written(tmp_path / "o.csv")] == ["1"] * 5


def test_topographies_and_morphologies_that_are_exchanged_are_refused(kinten, table):
    rows = "P1,1,2001-02-26,8050,C000,3\nP2,1,2001-02-26,8140,C187,3\nP3,1,2001-02-26,C187,8140,3"
    run = kinten("registry", "primaries", table(rows))

    assert run.code == 2
    assert "入れ替わって" in run.err


def test_a_table_of_no_rows_has_no_primaries(kinten, table):
    assert kinten("registry", "primaries", table(""), "--json").document["tumours"] == 0
