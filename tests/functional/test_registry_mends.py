"""What a first reader ran into: types of Parquet, marks of made-up records, totals beside hidden cells."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time
from datetime import date

import polars as pl
import pytest

COUNTED = (
    "patient_id,sex,birth_date,diagnosis_date,topography,morphology,behaviour,case_class,hospital"
)


@pytest.fixture
def put(tmp_path):
    def write(*rows, name="records.csv", end="\n"):
        path = tmp_path / name
        path.write_bytes(end.join([*rows, ""]).encode())
        return path

    return write


def findings(run):
    return [(one["rule"], one["at"].partition(":")[2]) for one in run.document["findings"]]


@pytest.mark.parametrize("rows", [("patient_id,sex",), ("patient_id,sex", "1,2")])
def test_a_file_without_findings_is_none_the_less_checked(kinten, put, rows):
    run = kinten("registry", "check", put(*rows), "--json")

    assert run.code == 0, run.err
    assert run.document["total"] == 0


def test_parquet_of_any_type_says_what_a_csv_says(kinten, tmp_path):
    frame = pl.DataFrame(
        {
            "patient_id": pl.Series(["P1", "P2", "P3"], dtype=pl.Categorical),
            "sex": [1.0, 1.5, 2.0],
            "birth_date": [date(1950, 1, 31)] * 3,
            "diagnosis_date": [20240615, 20240230, 20241399],
            "topography": ["C187", "C187", "C187"],
            "residence": [1204, 13101, 13101],
        }
    )
    path = tmp_path / "t.parquet"
    frame.write_parquet(path)
    kept = tmp_path / "kept.parquet"
    assert kinten("registry", "read", path, "-o", kept).code == 0
    records = pl.read_parquet(kept)

    assert records["sex"].to_list() == [1, None, 2]
    assert records["birth_date"].to_list() == [19500131] * 3
    assert records["diagnosis_date"].to_list() == [20240615, None, None]
    assert records["residence"].to_list() == [1204, 13101, 13101]
    assert records["unread"].to_list() == [
        None,
        "sex=1.5; diagnosis_date=20240230",
        "diagnosis_date=20241399",
    ]


def test_dates_as_excel_writes_them_and_full_width_digits(kinten, put, tmp_path):
    path = put(
        "patient_id,birth_date,diagnosis_date,sex",
        "P1,1950/1/3,2024-6-5,１",
        "P2,1950/11/3,2024.06.5,2",
    )
    kept = tmp_path / "kept.parquet"
    kinten("registry", "read", path, "-o", kept)
    records = pl.read_parquet(kept)

    assert records["birth_date"].to_list() == [19500103, 19501103]
    assert records["diagnosis_date"].to_list() == [20240605, 20240605]
    assert records["sex"].to_list() == [1, 2]


def test_lines_that_end_in_a_carriage_return(kinten, put, tmp_path):
    kept = tmp_path / "kept.parquet"
    run = kinten("registry", "read", put("patient_id,sex", "P1,1", "P2,2", end="\r"), "-o", kept)

    assert run.code == 0, run.err
    assert pl.read_parquet(kept)["patient_id"].to_list() == ["P1", "P2"]


def test_the_japanese_basis_takes_no_code_of_iarc(kinten, put):
    rows = (
        "診療録番号,診断根拠,病理診断・形態コード",
        "A,7,81403",
        "B,0,81403",
        "C,1,81403",
        "D,5,80003",
    )
    run = kinten("registry", "check", put(*rows), "--layout", "hospital", "--json")

    assert ("UNREADABLE", "2:診断根拠") in findings(run)
    assert ("UNREADABLE", "3:診断根拠") in findings(run)
    assert not [
        one for one in findings(run) if one[1].startswith(("4:", "5:")) and "診断根拠" in one[1]
    ]
    assert {"item": "basis", "codes": [1, 2, 9]} in run.document["unconfirmed"]


def test_kept_records_stay_in_doubt(kinten, put, tmp_path):
    kept = tmp_path / "kept.parquet"
    path = put("診療録番号,診断根拠,病理診断・形態コード,300", "C,6,81403,C169")
    kinten("registry", "read", path, "--layout", "hospital", "-o", kept)
    run = kinten("registry", "check", kept, "--json")

    assert {"item": "basis", "codes": [1, 2, 9]} in run.document["unconfirmed"]
    assert [
        one["severity"] for one in run.document["findings"] if one["rule"] == "BASIS-HISTOLOGY"
    ] == ["query"]


def test_a_name_in_half_width_is_told_by_its_column(kinten, put):
    run = kinten(
        "registry", "check", put("診療録番号,カナ氏名", "A,ﾔﾏﾀﾞ"), "--layout", "hospital", "--json"
    )

    assert ("JP-11", "2:カナ氏名") in findings(run)
    assert "ﾔﾏﾀﾞ" not in run.out


def test_a_morphology_with_its_behaviour_fills_a_blank(kinten, put, tmp_path):
    kept = tmp_path / "kept.parquet"
    kinten(
        "registry",
        "read",
        put("patient_id,morphology,behaviour", "P1,8140/3,", "P2,8140/3,2"),
        "-o",
        kept,
    )

    assert pl.read_parquet(kept)["behaviour"].to_list() == [3, 2]


def test_no_total_stands_beside_a_hidden_cell(kinten, put):
    men = [f"P{at},1,1950-01-01,2024-02-03,C187,8140,3,20,H1" for at in range(12)]
    women = [f"Q{at},2,1950-01-01,2024-02-03,C187,8140,3,20,H1" for at in range(3)]
    path = put(COUNTED, *men, *women)
    run = kinten("registry", "count", path, "--by", "sex", "--year", "2024")

    assert "10未満" in run.out
    assert "15" not in run.out
    assert (
        "15件" in kinten("registry", "count", path, "--by", "sex", "--year", "2024", "--exact").out
    )


def test_made_up_records_are_told_and_give_no_facts(kinten, put, tmp_path):
    rows = (f"{COUNTED},synthetic", "EX1,1,1950-01-01,2024-02-03,C187,8140,3,20,DCH001,1")
    path, kept = put(*rows), tmp_path / "kept.parquet"
    kinten("registry", "read", path, "-o", kept)
    facts = tmp_path / "facts.csv"

    for file in (path, kept):
        assert "架空" in kinten("registry", "count", file).out
        assert "架空" in kinten("registry", "check", file).out
        run = kinten(
            "registry", "count", file, "--form", "facts", "--report-year", "2025", "--exact", "-o", facts
        )  # fmt: skip
        assert run.code == 2
        assert not facts.exists()


DENOMINATORS = [
    ("hospital,area,inpatients\n例一,0112,600\n例一,0112,600\n", "area,discharges\n0112,250\n", "people.csv:3:hospital"),
    ("hospital,area,inpatients\n例一,0112,600\n", "area,discharges\n0112,250\n0112,260\n", "survey.csv:3:area"),
    ("hospital,area,inpatients\n例一,0112,600\n", "area,discharges\n0112,0\n", "survey.csv:2:discharges"),
    ("hospital,area,inpatients\n例一,0112,600\n", "area,discharges\n0112,25\n", "people.csv:2:inpatients"),
    ("hospital,area,inpatients\n", "area,discharges\n0112,25\n", "people.csv"),
]  # fmt: skip


@pytest.mark.parametrize(("people", "survey", "place"), DENOMINATORS)
def test_denominators_that_cannot_be(kinten, tmp_path, people, survey, place):
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    (tmp_path / "survey.csv").write_text(survey, encoding="utf-8")
    run = kinten(
        "registry", "share", "--inpatients", tmp_path / "people.csv", "--patient-survey", tmp_path / "survey.csv"
    )  # fmt: skip

    assert run.code == 2
    assert place in run.err


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("topography", "hospital"),
        ("diagnosis_date", "follow_up_date"),
        ("birth_date", "death_date"),
    ],
)
def test_more_exchanged_columns_are_named(kinten, put, one, other):
    names = [
        "patient_id",
        "birth_date",
        "diagnosis_date",
        "follow_up_date",
        "death_date",
        "topography",
        "hospital",
    ]
    cells = "P1,1950-01-01,2020-01-01,2024-01-01,2024-02-01,C187,DCH001"
    swapped = [{one: other, other: one}.get(name, name) for name in names]
    run = kinten("registry", "check", put(",".join(swapped), *[cells] * 4))

    assert run.code == 2
    assert one in run.err
    assert other in run.err


def test_columns_of_a_layout_do_not_overlap(kinten, put, tmp_path):
    layout = tmp_path / "l.yaml"
    layout.write_text(
        "fixed:\n  - {item: patient_id, start: 1, width: 4}\n  - {item: sex, start: 4, width: 1}\n",
        encoding="utf-8",
    )
    run = kinten("registry", "read", put("0001", name="t.txt"), "--layout", layout)

    assert run.code == 2
    assert f"{layout}:sex" in run.err


def test_a_server_that_does_not_listen_is_told_at_once(kinten, put):
    run = kinten("registry", "check", put("patient_id,sex", "1,2"), "--spark", "sc://127.0.0.1:1")

    assert run.code == 2
    assert "--spark sc://127.0.0.1:1" in run.err


def test_a_termination_leaves_nothing_half_written(tmp_path):
    out = tmp_path / "example.parquet"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = ["registry", "example", "--rows", "4000000", "--seed", "1", "-o", str(out)]
    running = subprocess.Popen(
        [sys.executable, "-m", "kinten", *command], env=environment, stderr=subprocess.DEVNULL
    )
    for _ in range(600):
        if list(tmp_path.iterdir()):
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGTERM)

    assert running.wait(60) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_rows_of_a_table_are_read_by_the_next_tool(kinten, put, tmp_path):
    path = put(COUNTED, "P1,1,1950-01-01,2024-02-03,C187,8140,3,20,H1")
    out = tmp_path / "municipal.csv"
    kinten(
        "registry", "count", path, "--by", "sex,age_group", "--form", "cases", "--exact", "-o", out
    )

    with out.open(encoding="utf-8-sig", newline="") as text:
        assert list(csv.DictReader(text)) == [{"sex": "1", "age_group": "70-74", "cases": "1"}]
