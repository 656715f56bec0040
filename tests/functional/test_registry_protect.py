"""`kinten registry protect` and `audit-table`: tables out, linked tables, and what does not fit."""

from __future__ import annotations

import csv

import polars as pl
import pytest
from jsonschema import Draft202012Validator
from openpyxl import Workbook

from kinten.desk.describing import load_schema
from kinten.vocabulary.wording import FaultError, Words

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
    one, other = tmp_path / "one.csv", tmp_path / "one-sexes.csv"
    run = kinten("registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"), "-o", one)
    of_sites, of_sexes = (
        {row["hospital"]: row["status"] for row in rows(path) if row[name] == "total"}
        for path, name in ((one, "site"), (other, "sex"))
    )

    assert run.code == 0
    assert of_sites == of_sexes
    assert str(other) in run.out
    # A second run writes over its own release.
    assert kinten("registry", "protect", table(), "--linked", tmp_path / "sexes.csv",
                  "-o", one).code == 0  # fmt: skip


def test_linked_tables_without_a_file_are_all_shown(kinten, table, tmp_path):
    run = kinten("registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"))

    assert run.code == 0
    assert " site " in run.out
    assert " sex " in run.out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["sexes.csv", "sites.csv"]


def test_all_tables_after_linked_are_inputs(kinten, table):
    one, two = table(SEXES, "one.csv"), table(SEXES.replace("sex", "kind"), "two.csv")
    run = kinten("registry", "protect", table(), "--linked", one, two, "--json")

    assert [each["name"] for each in run.document["tables"]] == ["sites.csv", "one.csv", "two.csv"]
    assert two.read_text(encoding="utf-8") == SEXES.replace("sex", "kind")


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".parquet"])
def test_no_table_without_statuses_is_overwritten_for_a_linked_one(kinten, table, tmp_path, ending):
    victim = tmp_path / f"out-sexes{ending}"
    if ending == ".csv":
        victim.write_text(SEXES, encoding="utf-8")
    elif ending == ".parquet":
        pl.DataFrame({"n": [1]}).write_parquet(victim)
    else:
        Workbook().save(victim)
    before = victim.read_bytes()
    out = tmp_path / f"out{ending}"
    run = kinten("registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"), "-o", out)

    assert run.code == 2
    assert f"out-sexes{ending}" in run.err
    assert victim.read_bytes() == before
    assert not out.exists()
    victim.unlink()
    for _ in range(2):
        linked = tmp_path / "sexes.csv"
        assert kinten("registry", "protect", table(), "--linked", linked, "-o", out).code == 0


def test_an_input_in_place_of_a_linked_output_stays(kinten, table, tmp_path):
    """It has statuses, so that only its being an input keeps it."""
    text = "\n".join(f"{line},{'status' if not at else 'shown'}"
                     for at, line in enumerate(SITES.splitlines())) + "\n"  # fmt: skip
    path = table(text, "out-sexes.csv")
    run = kinten("registry", "protect", path, "--linked", table(SEXES, "sexes.csv"),
                 "-o", tmp_path / "out.csv")  # fmt: skip

    assert run.code == 2
    assert path.read_text(encoding="utf-8") == text


def test_two_linked_tables_of_one_name_are_refused(kinten, table, tmp_path):
    (tmp_path / "a").mkdir()
    one, two = table(SEXES, "sexes.csv"), table(SEXES, "a/sexes.csv")
    run = kinten("registry", "protect", table(), "--linked", one, two, "-o", tmp_path / "o.csv")

    assert run.code == 2
    assert "o-sexes.csv" in run.err


def test_a_document_has_all_tables(kinten, table):
    run = kinten("registry", "protect", table(), "--linked", table(SEXES, "sexes.csv"), "--json")
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
    run = kinten("registry", "protect", table(), "--linked", other, "-o", tmp_path / "o.csv")

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


@pytest.mark.parametrize(
    "total", ["合計", "TOTAL", "Total", "合 計", "計", "all", "ｔｏｔａｌ", "男女計"]
)
def test_a_total_by_another_name_is_refused(kinten, table, total):
    path = table(SITES.replace("total", total))
    for verb in ("protect", "audit-table"):
        run = kinten("registry", verb, path)
        assert run.code == 2
        assert f"「{total}」" in run.err
        assert "sites.csv:4:site" in run.err or "sites.csv:11:hospital" in run.err
        assert "total と書いてください" in run.err


@pytest.mark.parametrize("value", ["計画病院", "Total Care", "小計画"])
def test_a_name_that_only_begins_like_a_total_is_none(kinten, table, value):
    path = table(SITES.replace("A,", f"{value},"))
    assert kinten("registry", "protect", path).code == 0


NUMBERS = [
    ("years", "year,site,n\n2023,胃,40\n2023,total,40\n2024,胃,30\n2024,total,30\n"),
    ("one year", "year,site,n\n2024,胃,40\n2024,肺,30\n2024,total,70\n"),
    ("codes", "code,n\n131,40\n132,30\n133,20\n"),
    ("codes and names", "code,hospital,n\n0131,A,40\n0132,B,30\n"),
    ("codes with a total", "code,n\n131,40\n132,30\ntotal,70\n"),
]


@pytest.mark.parametrize("text", [each[1] for each in NUMBERS], ids=[each[0] for each in NUMBERS])
def test_years_and_codes_are_dimensions(kinten, table, text):
    assert kinten("registry", "protect", table(text)).code == 0


def test_among_years_the_column_of_figures_is_named(kinten, table):
    text = "year,site,n,deaths\n2023,胃,40,4\n2023,肺,40,5\n2024,胃,30,6\n2024,肺,30,7\n"
    assert "--derived deaths" in kinten("registry", "protect", table(text)).err


def test_a_small_count_that_is_shown_is_unsafe(kinten, table, tmp_path):
    audit = kinten("registry", "audit-table", table(), "--json")
    Draft202012Validator(load_schema("registry-audit-table")).validate(audit.document)
    (cell,) = audit.document["hidden"]

    assert audit.document["verdict"] == cell["verdict"] == "unsafe"
    assert (cell["hospital"], cell["site"]) == ("A", "肺")
    assert (cell["low"], cell["high"]) == (7, 7)
    assert kinten("registry", "audit-table", table(), "--strict").code == 1
    assert "10未満の件数が、1のセルに" in kinten("registry", "audit-table", table()).out
    # A released table with a small count put back.
    out = tmp_path / "out.csv"
    kinten("registry", "protect", table(), "-o", out)
    text = out.read_text(encoding="utf-8-sig").replace("A,肺,,primary", "A,肺,7,shown")
    again = kinten("registry", "audit-table", table(text), "--json")
    told = {(each["hospital"], each["site"]): each for each in again.document["hidden"]}
    assert told["A", "肺"]["verdict"] == "unsafe"


def test_nothing_counted_is_small_only_where_noughts_are_hidden(kinten, table):
    path = table(SITES.replace("A,肺,7", "A,肺,0").replace("A,胃,40", "A,胃,47")
                 .replace("total,胃,97", "total,胃,104").replace("total,肺,55", "total,肺,48"))  # fmt: skip
    assert kinten("registry", "audit-table", path, "--strict").code == 0
    assert kinten("registry", "audit-table", path, "--strict", "--hide-zeros").code == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("x,12,foo", "「foo」"),
        ("x,,shown", "shown なのに"),
        ("x,12,primary", "primary なのに"),
        ("x,12,hidden", "hidden なのに"),
    ],
)
def test_a_status_that_cannot_be_is_refused_with_its_row(kinten, table, row, told):
    run = kinten("registry", "audit-table", table(f"a,n,status\ny,20,shown\n{row}\n"))

    assert run.code == 2
    assert "sites.csv:3:status" in run.err
    assert told in run.err


WRONG = [
    ("a part", ("B,肺,30", "B,肺,31"), "sites.csv:6:n"),
    ("a margin", ("A,total,47", "A,total,57"), "sites.csv:4:n"),
    ("another margin", ("total,肺,55", "total,肺,65"), "sites.csv:12:n"),
    ("the total", ("total,total,152", "total,total,153"), "sites.csv:13:n"),
]


@pytest.mark.parametrize(
    ("change", "place"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG]
)
def test_the_cell_in_all_wrong_sums_is_named(kinten, table, change, place):
    run = kinten("registry", "protect", table(SITES.replace(*change)))

    assert run.code == 2
    assert place in run.err


def test_what_could_not_be_written_is_not_in_the_ledger(kinten, table, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    more = ("--ledger", ledger, "--release", "春")
    run = kinten("registry", "protect", table(), *more, "-o", tmp_path / "none" / "out.csv")

    assert run.code == 2
    assert not ledger.exists()


def test_what_the_ledger_has_all_the_same_is_told(kinten, table, tmp_path, monkeypatch):
    def fail(*_):
        raise FaultError(Words("満杯", "full"), "out.csv", Words("空ける", "make room"))

    monkeypatch.setattr("kinten.cli.registry_protect.give", fail)
    ledger = tmp_path / "ledger.jsonl"
    run = kinten("registry", "protect", table(), "--ledger", ledger, "--release", "春",
                 "-o", tmp_path / "out.csv")  # fmt: skip

    assert run.code == 2
    assert "「春」を書き加えました" in run.err


@pytest.mark.parametrize("verb", ["protect", "audit-table"])
def test_rounding_to_multiples_of_nothing_is_refused(kinten, table, verb):
    run = kinten("registry", verb, table(), "--rounding", 0)

    assert run.code == 2
    assert "--rounding" in run.err


def test_a_cell_has_one_value_a_dimension(kinten, table, tmp_path):
    ledger = tmp_path / "ledger.jsonl"
    run = kinten("registry", "ask", table(), "--ledger", ledger,
                 "--cell", "hospital=A", "hospital=B")  # fmt: skip

    assert run.code == 2
    assert "二度" in run.err
    assert not ledger.exists()
