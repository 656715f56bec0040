"""Faults of a record or a file that a reader would otherwise take as said: told with their place."""

from __future__ import annotations

import polars as pl
import pytest
from openpyxl import Workbook, load_workbook

NAMES = "patient_id,tumour_sequence,sex,birth_date,diagnosis_date,topography,morphology,behaviour"


@pytest.fixture
def put(tmp_path):
    def write(*rows, name="records.csv"):
        path = tmp_path / name
        path.write_text("\n".join([*rows, ""]), encoding="utf-8")
        return path

    return write


def found(run):
    return {(one["rule"], one["at"].split(":", 1)[1]) for one in run.document["findings"]}


def test_a_behaviour_within_the_morphology_that_is_another_is_told(kinten, put):
    path = put(
        NAMES,
        "P1,1,1,1950-01-31,2020-06-15,C18.7,8140/2,3",
        "P2,1,1,1950-01-31,2020-06-15,C18.7,8140/3,3",
    )
    run = kinten("registry", "check", path, "--json")

    assert ("UNREADABLE", "2:morphology") in found(run)
    assert not any(at.startswith("3:") for _, at in found(run))
    assert any("8140/2 (behaviour 3)" in one["text"] for one in run.document["findings"])


def test_a_negative_number_of_a_tumour_is_told(kinten, put):
    run = kinten(
        "registry", "check", put(NAMES, "P1,-1,1,1950-01-31,2020-06-15,C187,8140,3"), "--json"
    )

    assert ("SEQUENCE-RANGE", "2:tumour_sequence") in found(run)


@pytest.mark.parametrize(("prefecture", "is_told"), [("27", True), ("13", False), ("99", False)])
def test_a_municipality_of_another_prefecture_is_asked_about(kinten, put, prefecture, is_told):
    path = put(
        f"{NAMES},residence_prefecture,residence",
        f"P1,1,1,1950-01-31,2020-06-15,C187,8140,3,{prefecture},13101",
    )
    run = kinten("registry", "check", path, "--json")

    told = {
        one["severity"] for one in run.document["findings"] if one["rule"] == "RESIDENCE-PREFECTURE"
    }
    assert told == ({"query"} if is_told else set())


def test_patients_and_hospitals_that_are_exchanged_are_named(kinten, put):
    rows = [f"DCH00{at % 3},P{at},1" for at in range(30)]
    exchanged = kinten("registry", "check", put("patient_id,hospital,sex", *rows))
    right = kinten("registry", "check", put("hospital,patient_id,sex", *rows))

    assert (exchanged.code, right.code) == (2, 0)
    assert "patient_id" in exchanged.err
    assert "hospital" in exchanged.err


def test_bytes_that_no_field_reads_are_named(kinten, put, tmp_path):
    layout = tmp_path / "fixed.yaml"
    layout.write_text(
        "fixed:\n  - {item: patient_id, start: 1, width: 4}\n  - {item: sex, start: 7, width: 1}\n",
        encoding="utf-8",
    )
    path = put("0001xx1", "0002  2", "0003  1tail", name="t.txt")
    out = tmp_path / "r.parquet"
    run = kinten("registry", "read", path, "--layout", layout, "-o", out, "--json")

    assert run.document["columns_left"] == ["5-6", "8-"]
    assert pl.read_parquet(out)["sex"].to_list() == [1, 2, 1]


def test_a_line_with_fewer_cells_is_refused_with_its_place(kinten, put, tmp_path):
    names = "patient_id,tumour_sequence,diagnosis_date,topography,morphology,behaviour"
    row = "P1,1,2020-01-01,C740,8131,3"
    for rows, line in (
        ((names, row, "P2,1,2020-01-01"), 3),
        ((names, f'"P""2"{row[2:]}', "P1,1"), 3),
    ):
        run = kinten("registry", "primaries", put(*rows), "-o", tmp_path / "f.csv")

        assert run.code == 2
        assert f"records.csv:{line}" in run.err
        assert not (tmp_path / "f.csv").exists()


def test_a_protected_workbook_is_audited_as_it_is(kinten, put, tmp_path):
    table = put(
        "site,sex,n", "stomach,1,12", "stomach,2,3", "stomach,total,15", "colon,1,20", "colon,2,25",
        "colon,total,45", "total,1,32", "total,2,28", "total,total,60",
    )  # fmt: skip
    books = {}
    for ending in ("csv", "xlsx"):
        out = tmp_path / f"protected.{ending}"
        assert kinten("registry", "protect", table, "--threshold", "10", "-o", out).code == 0
        books[ending] = kinten(
            "registry", "audit-table", out, "--threshold", "10", "--json"
        ).document
    cells = {ending: document["hidden"] for ending, document in books.items()}

    assert cells["xlsx"] == cells["csv"]
    assert len(cells["csv"]) == 4


def test_a_cell_below_notes_of_a_sheet_is_named_by_its_row(kinten, tmp_path):
    book = Workbook()
    for row in (("A note",), ("site", "sex", "n"), ("stomach", "1", 12), ("stomach", "2", "many")):
        book.active.append(row)
    path = tmp_path / "t.xlsx"
    book.save(path)
    run = kinten("registry", "protect", path, "--threshold", "10", "-o", tmp_path / "o.csv")

    assert load_workbook(path).active["C4"].value == "many"
    assert f"{path}:4:n" in run.err


def test_a_column_of_whole_numbers_of_which_nothing_was_said_is_refused(kinten, put):
    path = put("site,n,deaths", "胃,40,12", "肺,7,3", "肝,30,3", "total,77,18", name="sites.csv")
    run = kinten("registry", "protect", path)

    assert run.code == 2
    assert "sites.csv:2:deaths" in run.err
    assert "--derived deaths" in run.err
    as_figures = kinten("registry", "protect", path, "--derived", "deaths")
    assert as_figures.code == 2, "counts of their own would be shown small"
    assert "sites.csv:3:deaths" in as_figures.err
    means = put(
        "site,n,days", "胃,40,12.0", "肺,7,3.0", "肝,30,3.0", "total,77,18.0", name="sites.csv"
    )
    assert kinten("registry", "protect", means, "--derived", "days").code == 0
    no_totals = put("site,n,deaths", "胃,40,12", "肺,7,3", "肝,30,3", name="sites.csv")
    assert kinten("registry", "protect", no_totals).code == 2
