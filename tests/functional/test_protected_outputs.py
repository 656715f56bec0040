"""Protected tables as files, documents and pictures: no output holds what is hidden, or tells it."""

from __future__ import annotations

import csv
import re

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from kinten.desk.describing import load_schema
from kinten.tables.writing import ENDINGS

# Every count has digits that nothing else here has, so that it is found wherever it is written.
TABLE = """hospital,site,n,percent,rate,mean
A,胃,4017,99.83,803.40,71.3
A,肺,7,0.17,1.40,68.9
A,total,4024,100.00,804.80,71.2
B,胃,3563,54.11,712.60,70.1
B,肺,3022,45.89,604.40,66.7
B,total,6585,100.00,1317.00,68.5
C,胃,2291,55.45,458.20,72.9
C,肺,1841,44.55,368.20,69.2
C,total,4132,100.00,826.40,71.4
total,胃,9871,66.96,1974.20,71.6
total,肺,4870,33.04,974.00,68.1
total,total,14741,100.00,2948.20,70.4
"""
DERIVED = ("--derived", "percent", "rate", "mean")
HIDDEN = {("A", "胃"): "4017", ("A", "肺"): "7", ("C", "胃"): "2291", ("C", "肺"): "1841"}
TOLD = ("4017", "2291", "1841", "99.83", "0.17", "55.45", "44.55", "803.4", "458.2", "368.2",
        "71.3", "68.9", "72.9", "69.2", "71.2", "71.4", "71.6", "68.1", "70.4")  # fmt: skip


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def written(path):
    """All that a file says, as one text."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
        return " ".join(str(cell) for cell in cells if cell is not None)
    if path.suffix == ".parquet":
        return str(pl.read_parquet(path).to_dicts())
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("ending", [*ENDINGS, ".svg"])
@pytest.mark.parametrize("more", [(), ("--publish-status", "no")], ids=["statuses", "without"])
def test_no_output_holds_a_hidden_number_or_what_is_made_of_it(
    kinten, table, tmp_path, ending, more
):
    out = tmp_path / f"out{ending}"
    run = kinten("registry", "protect", table, *DERIVED, *more, "-o", out)
    text = written(out).replace(",", "")

    assert run.code == 0
    assert "3563" in text
    assert [each for each in TOLD if re.search(rf"(?<![\d.]){re.escape(each)}", text)] == []


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_terminal_and_the_document_hold_none_either(kinten, table, lang):
    for more in ((), ("--json",)):
        text = kinten("registry", "protect", table, *DERIVED, *more, "--lang", lang).out
        assert "3563" in text.replace(",", "")
        assert [each for each in TOLD if re.search(rf"(?<![\d.]){re.escape(each)}", text)] == []


def test_a_png_is_drawn(kinten, table, tmp_path):
    out = tmp_path / "out.png"
    assert kinten("registry", "protect", table, *DERIVED, "-o", out).code == 0
    assert out.read_bytes().startswith(b"\x89PNG")


def test_hidden_cells_are_hatched_and_say_so(kinten, table, tmp_path):
    out = tmp_path / "out.svg"
    kinten("registry", "protect", table, *DERIVED, "-o", out)
    text = out.read_text(encoding="utf-8")

    assert text.count("非公表</text>") == len(HIDDEN)
    assert text.count('fill="url(#h)"') == len(HIDDEN)
    assert text.count("<rect x=") == 12


def test_a_table_too_large_for_a_picture_is_refused_and_not_in_the_ledger(kinten, tmp_path):
    path, ledger = tmp_path / "large.csv", tmp_path / "ledger.jsonl"
    rows = "".join(f"h{at},{50 + at}\n" for at in range(3_001))
    path.write_text("hospital,n\n" + rows, encoding="utf-8")
    run = kinten("registry", "protect", path, "-o", tmp_path / "o.svg", "--ledger", ledger,
                 "--release", "一")  # fmt: skip

    assert run.code == 2
    assert ledger.read_bytes() == b""


def document(kinten, table, *more):
    run = kinten("registry", "protect", table, *DERIVED, *more, "--json")
    Draft202012Validator(load_schema("registry-protect")).validate(run.document)
    return {(row["hospital"], row["site"]): row for row in run.document["tables"][0]["rows"]}


def test_a_rate_of_count_and_population_stays_beside_a_shown_count(kinten, tmp_path):
    path = tmp_path / "t.csv"
    lines = TABLE.splitlines()
    path.write_text(
        "\n".join([f"{lines[0]},people", *(f"{line},500000" for line in lines[1:])]) + "\n",
        encoding="utf-8",
    )
    rows = document(kinten, path, "--population", "people")

    assert rows["A", "total"]["rate"] == 804.8
    assert rows["A", "胃"]["rate"] is None
    assert all(row["people"] == 500000 for row in rows.values())
    # A mean of a total with hidden parts is made of their means.
    assert rows["A", "total"]["mean"] is None
    assert rows["B", "total"]["mean"] == 68.5


def test_a_share_goes_with_the_total_that_it_is_a_share_of(kinten, tmp_path):
    """B is shown whole but for its total: 3563 as 54.11 % would give that away."""
    path = tmp_path / "t.csv"
    path.write_text(
        "site,n,percent\n胃,3563,99.83\n肺,6,0.17\ntotal,3569,100.00\n", encoding="utf-8"
    )
    run = kinten("registry", "protect", path, "--derived", "percent", "--json")
    shown = [row for row in run.document["tables"][0]["rows"] if row["n"] is not None]

    assert len(shown) == 1
    assert shown[0]["percent"] in (100.0, None)
    if shown[0]["site"] == "胃":
        assert shown[0]["percent"] is None


def test_a_column_of_decimals_of_which_nothing_was_said_is_refused(kinten, table):
    run = kinten("registry", "protect", table)

    assert run.code == 2
    assert "--derived percent" in run.err
    assert "sites.csv:2:percent" in run.err


@pytest.mark.parametrize("option", ["--derived", "--population"])
def test_a_column_that_is_not_there_is_named(kinten, table, option):
    run = kinten("registry", "protect", table, *DERIVED, option, "none")

    assert run.code == 2
    assert "none" in run.err


def test_without_statuses_nobody_sees_which_cells_are_small(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    kinten("registry", "protect", table, *DERIVED, "--publish-status", "no", "-o", out)
    with out.open(encoding="utf-8-sig", newline="") as text:
        found = csv.DictReader(text)
        assert found.fieldnames == ["hospital", "site", "n", "percent", "rate", "mean"]
    rows = document(kinten, table, "--publish-status", "no")

    assert {row["status"] for row in rows.values()} == {"shown", "hidden"}


def test_what_the_status_would_give_away_is_told(kinten, tmp_path):
    """Below 2 a small count is 1."""
    path = tmp_path / "t.csv"
    path.write_text("a,n\nx,1\ny,30\nz,20\ntotal,51\n", encoding="utf-8")
    run = kinten("registry", "protect", path, "--threshold", 2)

    assert "--publish-status no" in run.out
    out = tmp_path / "o.csv"
    assert "--publish-status no" in kinten(
        "registry", "protect", path, "--threshold", 2, "-o", out
    ).err  # fmt: skip
    assert "--publish-status" not in kinten(
        "registry", "protect", path, "--threshold", 2, "--publish-status", "no"
    ).out  # fmt: skip


def test_the_audit_knows_what_a_reader_of_the_statuses_knows(kinten, tmp_path):
    """4 + 4 = 8: by the sum each can be 0 to 8, by the statuses (1 to 4) each is 4."""
    path = tmp_path / "t.csv"
    path.write_text(
        "a,n,status\nx,,primary\ny,,primary\nz,30,shown\ntotal,38,shown\n", encoding="utf-8"
    )
    run = kinten("registry", "audit-table", path, "--threshold", 5, "--json")
    Draft202012Validator(load_schema("registry-audit-table")).validate(run.document)

    assert run.document["verdict"] == "unsafe"
    assert [
        tuple(each[name] for name in ("low", "high", "low_by_status", "high_by_status"))
        for each in run.document["hidden"]
    ] == [(0, 8, 4, 4)] * 2
    # With counts of nothing hidden too, 0 to 4 each: still 4.
    again = kinten("registry", "audit-table", path, "--threshold", 6, "--hide-zeros", "--json")
    assert again.document["hidden"][0]["low_by_status"] == 3


def test_statuses_of_another_threshold_are_left_aside_and_told(kinten, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,n,status\nx,,primary\ny,,complementary\ntotal,12,shown\n", encoding="utf-8")
    run = kinten("registry", "audit-table", path, "--threshold", 20, "--lang", "en")

    assert run.code == 0
    assert "do not fit a threshold of 20" in run.out


def test_an_insider_is_kept_out(kinten, table):
    plain = document(kinten, table)
    found = document(kinten, table, "--insider", "hospital")
    hidden = [{key for key, row in rows.items() if row["n"] is None} for rows in (plain, found)]

    # C would take its own count from the column, and have that of A.
    assert hidden[0] == set(HIDDEN)
    assert ("C", "肺") not in hidden[1] or len(hidden[1]) > len(hidden[0])
    assert kinten("registry", "protect", table, *DERIVED, "--insider", "sex").code == 2


def test_rounding_shows_multiples_that_add_up_and_no_figures_made_of_counts(kinten, table):
    run = kinten("registry", "protect", table, *DERIVED, "--rounding", 5, "--json")
    Draft202012Validator(load_schema("registry-protect")).validate(run.document)
    rows = {(row["hospital"], row["site"]): row for row in run.document["tables"][0]["rows"]}

    assert run.document["rounding"] == {"base": 5, "is_restricted": True}
    assert all(row["n"] % 5 == 0 for row in rows.values())
    assert rows["A", "胃"]["n"] + rows["A", "肺"]["n"] == rows["A", "total"]["n"]
    assert all(row["percent"] is row["rate"] is row["mean"] is None for row in rows.values())


def test_a_rounded_table_is_audited(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    kinten("registry", "protect", table, *DERIVED, "--rounding", 5, "-o", out)
    run = kinten("registry", "audit-table", out, *DERIVED, "--rounding", 5, "--json")
    counts = [int(row.split(",")[2]) for row in TABLE.splitlines()[1:]]

    assert run.document["rounding"] == 5
    for each, count in zip(run.document["hidden"], counts, strict=True):
        assert each["low"] <= count <= each["high"]


@pytest.mark.parametrize("base", [1, -5])
def test_a_base_that_cannot_be_used(kinten, table, base):
    run = kinten("registry", "protect", table, *DERIVED, f"--rounding={base}")

    assert run.code == 2
    assert "--rounding" in run.err


def test_the_document_tells_how_near_the_least_it_is(kinten, table):
    run = kinten("registry", "protect", table, *DERIVED, "--json")

    assert run.document["is_least"]
    assert run.document["gap"] == 0
    # No weight of hidden counts, and no checksum of the table that has them, for others to try out.
    assert "weight" not in run.document
    assert run.document["inputs"] == [{"name": "sites.csv", "sha256": None}]


def test_a_wrong_sum_is_named_by_its_line_after_blank_ones(kinten, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,n\n\nx,20\n\ny,30\ntotal,51\n", encoding="utf-8")

    assert "t.csv:6:n" in kinten("registry", "protect", path).err
