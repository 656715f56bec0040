"""`kinten registry protect` and `audit-table`: tables out, linked tables, and what does not fit."""

from __future__ import annotations

import csv

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

SITES = """hospital,site,n
A,胃,40
A,肺,7
A,total,47
B,胃,35
B,肺,30
B,total,65
C,胃,22
C,肺,18
C,total,40
total,胃,97
total,肺,55
total,total,152
"""
SEXES = """hospital,sex,n
A,男,20
A,女,27
A,total,47
B,男,30
B,女,35
B,total,65
C,男,20
C,女,20
C,total,40
total,男,70
total,女,82
total,total,152
"""


@pytest.fixture
def table(tmp_path):
    def write(text=SITES, name="sites.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_the_table_comes_back_with_statuses_and_hidden_cells_empty(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    run = kinten("registry", "protect", table(), "-o", out)
    found = rows(out)

    assert run.code == 0
    assert [(row["hospital"], row["site"]) for row in found] == [
        (row["hospital"], row["site"]) for row in rows(tmp_path / "sites.csv")
    ]
    assert {row["status"] for row in found} == {"shown", "primary", "complementary"}
    for row in found:
        assert (row["n"] == "") == (row["status"] != "shown")
    assert found[1]["status"] == "primary"
    assert sum(row["status"] == "complementary" for row in found) == 3


def test_what_was_protected_passes_the_audit(kinten, table, tmp_path):
    out = tmp_path / "out.csv"
    kinten("registry", "protect", table(), "-o", out)
    audit = kinten("registry", "audit-table", out, "--json", "--strict")
    Draft202012Validator(load_schema("registry-audit-table")).validate(audit.document)

    assert audit.code == 0
    assert audit.document["verdict"] == "safe"
    small = audit.document["hidden"][1]
    assert (small["hospital"], small["site"]) == ("A", "肺")
    assert small["low"] <= 7
    assert small["high"] >= 10


def test_a_table_with_one_hidden_cell_fails_the_audit(kinten, table):
    path = table(SITES.replace("A,肺,7", "A,肺,"))
    audit = kinten("registry", "audit-table", path, "--json")

    assert audit.code == 0
    assert audit.document["verdict"] == "unsafe"
    assert [(each["low"], each["high"]) for each in audit.document["hidden"]] == [(7, 7)]
    assert kinten("registry", "audit-table", path, "--strict").code == 1
    assert "unsafe" in kinten("registry", "audit-table", path).out


def test_linked_tables_hide_the_cells_they_share_alike(kinten, table, tmp_path):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    run = kinten(
        "registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"), other, "-o", one
    )
    of_sites, of_sexes = (
        {row["hospital"]: row["status"] for row in rows(path) if row[name] == "total"}
        for path, name in ((one, "site"), (other, "sex"))
    )

    assert run.code == 0
    assert of_sites == of_sexes


def test_a_document_has_all_tables(kinten, table, tmp_path):
    run = kinten("registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"),
                 tmp_path / "other.csv", "--json")  # fmt: skip
    Draft202012Validator(load_schema("registry-protect")).validate(run.document)

    assert [each["name"] for each in run.document["tables"]] == ["sites.csv", "sexes.csv"]
    assert run.document["primary"] == 1
    hidden = [row for row in run.document["tables"][0]["rows"] if row["status"] != "shown"]
    assert all(row["n"] is None for row in hidden)


def test_a_threshold_of_ones_own(kinten, table):
    run = kinten("registry", "protect", table(), "--threshold", 5, "--json")

    assert run.document["primary"] == run.document["complementary"] == 0


BAD = [
    ("sum", SITES.replace("A,total,47", "A,total,48"), ("sites.csv:", "内訳と合いません")),
    ("letters", SITES.replace("A,肺,7", "A,肺,x"), ("sites.csv:3:n", "「x」")),
    ("part", SITES.replace("A,肺,7", "A,肺,7.5"), ("sites.csv:3:n",)),
    ("below nothing", SITES.replace("A,肺,7", "A,肺,-7"), ("sites.csv:3:n",)),
    ("blank", SITES.replace("A,肺,7", "A,肺,"), ("sites.csv:3:n", "空欄")),
    ("twice", SITES + "A,胃,40\n", ("sites.csv:14:hospital", "二度")),
    ("no count", SITES.replace(",n\n", ",count\n", 1), ("列がありません: n",)),
    ("no rows", "hospital,site,n\n", ("sites.csv", "行がありません")),
    ("no dimension", "n\n5\n", ("区分の列がありません",)),
]


@pytest.mark.parametrize(
    ("text", "told"), [each[1:] for each in BAD], ids=[each[0] for each in BAD]
)
def test_a_table_that_does_not_fit_is_refused_with_the_place(kinten, table, tmp_path, text, told):
    out = tmp_path / "out.csv"
    run = kinten("registry", "protect", table(text), "-o", out)

    assert run.code == 2
    assert not out.exists()
    for each in told:
        assert each in run.err


def test_two_counts_for_one_cell_are_refused(kinten, table, tmp_path):
    other = table(
        SEXES.replace("A,女,27", "A,女,28").replace("A,total,47", "A,total,48"), "sexes.csv"
    )
    run = kinten("registry", "protect", table(), "--linked", other, tmp_path / "o.csv")

    assert run.code == 2
    assert "sexes.csv:4:n" in run.err
    assert "48 と sites.csv の 47" in run.err


def test_what_fits_no_counts_is_refused_by_the_audit(kinten, table):
    run = kinten("registry", "audit-table", table("a,n\nx,\ny,9\ntotal,5\n"))

    assert run.code == 2
    assert "合う件数がありません" in run.err


@pytest.mark.parametrize("more", [("--threshold", 1), ("--time-limit", 0)])
def test_options_that_cannot_be_used(kinten, table, more):
    run = kinten("registry", "protect", table(), *more)

    assert run.code == 2
    assert more[0] in run.err


def test_no_input_is_overwritten(kinten, table):
    path = table()
    assert "入力と同じファイル" in kinten("registry", "protect", path, "-o", path).err
    other = table(SEXES, "sexes.csv")
    assert "入力と同じファイル" in kinten("registry", "protect", path, "--linked", other, path).err
