"""`kinten registry protect --ledger`, `ledger` and `ask`: releases that are read together."""

from __future__ import annotations

import csv
import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

from kinten.desk.describing import load_schema

HEAD = "hospital,site,n\n"
FIRST = HEAD + "A,胃,40\nA,肺,17\nA,total,57\nB,胃,35\nB,肺,30\nB,total,65\n"
TOTALS = "total,胃,75\ntotal,肺,47\ntotal,total,122\n"
ONE_MORE = FIRST + "C,胃,12\nC,肺,5\nC,total,17\ntotal,胃,87\ntotal,肺,52\ntotal,total,139\n"


@pytest.fixture
def table(tmp_path):
    def write(text, name="sites.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def ledger(tmp_path):
    return tmp_path / "ledger.jsonl"


@pytest.fixture
def release(kinten, table, ledger):
    def run(text, name, *more):
        return kinten("registry", "protect", table(text), "--ledger", ledger, "--release", name,
                      *more)  # fmt: skip

    return run


def status_of(run):
    rows = run.document["tables"][0]["rows"]
    return {(row["hospital"], row["site"]): row["status"] for row in rows}


def test_one_hospital_more_hides_what_the_difference_would_tell(kinten, table, release):
    """By itself the second table hides two cells of C and of A or B; the totals before stay known."""
    assert release(FIRST + TOTALS, "2024").code == 0
    found = status_of(release(ONE_MORE, "2024 と C", "--json"))
    alone = status_of(kinten("registry", "protect", table(ONE_MORE), "--json"))

    assert found["C", "肺"] == "primary"
    # Both sites of A and B were shown: only the new totals can still be hidden.
    assert {key for key, each in found.items() if each != "shown"} == {
        ("C", "胃"), ("C", "肺"), ("total", "胃"), ("total", "肺")
    }  # fmt: skip
    assert alone["total", "肺"] == "shown"


def test_the_ledger_holds_no_hidden_count(release, ledger):
    release(ONE_MORE, "一")
    line = json.loads(ledger.read_text(encoding="utf-8"))
    counts = dict(zip(map(tuple, line["entry"]["tables"][0]["rows"]),
                      line["entry"]["tables"][0]["n"], strict=True))  # fmt: skip

    assert counts["C", "肺"] is None
    assert line["previous"] == "0" * 64


def test_a_release_can_be_made_again_but_not_another_of_its_name(release, ledger):
    first = release(FIRST + TOTALS, "一", "--json").out
    assert release(FIRST + TOTALS, "一", "--json").out == first
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 1
    run = release(ONE_MORE, "一")

    assert run.code == 2
    assert "別の公表が、もう台帳にあります" in run.err


def test_the_years_together_less_one(kinten, table, release):
    """17 of 2023 and 20 of both years would tell 3 of 2024."""
    release(FIRST + TOTALS, "2023", "--about", "year=2023")
    both = FIRST.replace("17", "20").replace("57", "60").replace("A,胃,40", "A,胃,40")
    both = both + "total,胃,75\ntotal,肺,50\ntotal,total,125\n"
    found = status_of(release(both, "2023-2024", "--json"))

    assert found["A", "肺"] == "complementary"
    assert found["total", "肺"] == "complementary"


def test_a_cell_that_grew_by_a_few_is_hidden_and_told(release):
    release(FIRST + TOTALS, "春")
    grown = FIRST.replace("17", "20").replace("57", "60")
    run = release(grown + "total,胃,75\ntotal,肺,50\ntotal,total,125\n", "秋", "--lang", "en")

    assert run.code == 0
    assert "lie so near their count of an earlier release: 4" in run.out


def test_data_that_fit_no_earlier_release_are_refused(release, table, ledger):
    release(ONE_MORE, "一")
    # C was 17 with both sites hidden: 40 and 5 do not fit it.
    run = release(HEAD + "C,胃,40\nC,肺,5\n", "二")

    assert run.code == 2
    assert "--about" in run.err
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 1


def test_the_list_and_the_check(kinten, release, ledger):
    release(FIRST + TOTALS, "一", "--date", "2026-04-01")
    release(ONE_MORE, "二")
    listed = kinten("registry", "ledger", "list", ledger, "--json")
    verified = kinten("registry", "ledger", "verify", ledger, "--json")
    for run in (listed, verified):
        Draft202012Validator(load_schema("registry-ledger")).validate(run.document)

    assert [(each["name"], each["date"]) for each in listed.document["entries"]] == [
        ("一", "2026-04-01"), ("二", "")
    ]  # fmt: skip
    assert verified.code == 0
    assert verified.document["last"] == listed.document["entries"][1]["sha256"]
    assert "つながっています" in kinten("registry", "ledger", "verify", ledger).out


def test_a_line_that_was_changed_is_named(kinten, release, ledger):
    release(FIRST + TOTALS, "一")
    release(ONE_MORE, "二")
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace('"threshold":10', '"threshold":9', 1), encoding="utf-8")
    verified = kinten("registry", "ledger", "verify", ledger, "--json")

    assert verified.code == 1
    assert verified.document["broken"] == 1
    assert "changed" in verified.document["why"]["en"]
    for act in (("ledger", "list", ledger), ("protect", ledger.parent / "sites.csv", "--ledger",
                 ledger, "--release", "三")):  # fmt: skip
        run = kinten("registry", *act)
        assert run.code == 2
        assert f"{ledger}:1" in run.err


def test_lines_cut_off_the_end_are_seen_by_the_sha_that_was_noted(kinten, release, ledger):
    release(FIRST + TOTALS, "一")
    release(ONE_MORE, "二")
    last = kinten("registry", "ledger", "verify", ledger, "--json").document["last"]
    assert kinten("registry", "ledger", "verify", ledger, "--last", last).code == 0
    ledger.write_text(ledger.read_text(encoding="utf-8").splitlines(keepends=True)[0],
                      encoding="utf-8")  # fmt: skip

    assert kinten("registry", "ledger", "verify", ledger).code == 0
    assert kinten("registry", "ledger", "verify", ledger, "--last", last).code == 1


def test_half_a_line_is_told_and_the_next_release_takes_its_place(kinten, release, ledger):
    release(FIRST + TOTALS, "一")
    with ledger.open("a", encoding="utf-8") as text:
        text.write('{"entry":{"date"')
    verified = kinten("registry", "ledger", "verify", ledger)
    assert verified.code == 1
    assert "途中" in verified.out
    release(ONE_MORE, "二")

    assert kinten("registry", "ledger", "verify", ledger).code == 0
    assert len(ledger.read_text(encoding="utf-8").splitlines()) == 2


def test_two_processes_release_one_after_the_other(kinten, table, ledger, tmp_path):
    """The second knows of the first: no total is shown by one and given away by the other."""
    paths = [table(FIRST + TOTALS, "one.csv"), table(ONE_MORE, "other.csv")]
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "kinten", "registry", "protect", str(path), "--ledger",
             str(ledger), "--release", path.name, "-o", str(tmp_path / f"{path.stem}-out.csv")],
            stdout=subprocess.DEVNULL,
        )
        for path in paths
    ]  # fmt: skip
    assert [each.wait() for each in runs] == [0, 0]

    assert kinten("registry", "ledger", "verify", ledger, "--json").document["lines"] == 2
    with (tmp_path / "other-out.csv").open(encoding="utf-8-sig", newline="") as text:
        found = {(row["hospital"], row["site"]): row["n"] for row in csv.DictReader(text)}
    with (tmp_path / "one-out.csv").open(encoding="utf-8-sig", newline="") as text:
        before = {(row["hospital"], row["site"]): row["n"] for row in csv.DictReader(text)}
    assert not (found["total", "肺"] and before["total", "肺"])


def ask(kinten, table, ledger, *cell, more=()):
    return kinten("registry", "ask", table(ONE_MORE), "--ledger", ledger, "--cell", *cell, *more,
                  "--json")  # fmt: skip


def test_a_question_is_answered_until_an_answer_would_tell_a_small_count(kinten, table, ledger):
    asked = [("hospital=C",), ("hospital=C", "site=肺"), ("hospital=C", "site=胃"), ("site=肺",)]
    runs = [ask(kinten, table, ledger, *cell) for cell in asked]
    for run in runs:
        Draft202012Validator(load_schema("registry-ask")).validate(run.document)

    assert [run.document["n"] for run in runs] == [17, None, None, 52]
    assert [run.document["why"] for run in runs] == [None, "small", "reveals", None]
    entries = kinten("registry", "ledger", "list", ledger, "--json").document["entries"]
    assert [(each["kind"], each["hidden"]) for each in entries] == [
        ("answer", 0), ("answer", 1), ("answer", 1), ("answer", 0)
    ]  # fmt: skip


def test_the_order_of_questions_decides_which_is_answered(kinten, table, ledger):
    assert ask(kinten, table, ledger, "hospital=C", "site=胃").document["n"] == 12
    assert ask(kinten, table, ledger, "hospital=C").document["why"] == "reveals"


def test_an_answer_counts_for_the_next_release(kinten, table, release, ledger):
    ask(kinten, table, ledger, "hospital=C", "site=胃")
    found = status_of(release(ONE_MORE, "一", "--json"))

    assert found["C", "胃"] == "shown"
    assert found["C", "total"] == "complementary"


def test_a_cell_that_is_not_there_is_refused(kinten, table, ledger):
    run = kinten("registry", "ask", table(ONE_MORE), "--ledger", ledger, "--cell", "hospital=Z")

    assert run.code == 2
    assert "hospital=Z" in run.err


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (("--ledger", "x.jsonl"), "--release"),
        (("--release", "一"), "--ledger"),
        (("--about", "2024"), "--about"),
    ],
)
def test_options_that_do_not_go_together(kinten, table, more, told):
    run = kinten("registry", "protect", table(ONE_MORE), *more)

    assert run.code == 2
    assert told in run.err


def test_what_holds_for_all_rows_is_no_column(release):
    run = release(ONE_MORE, "一", "--about", "site=胃")

    assert run.code == 2
    assert "'site' is a column" in release(ONE_MORE, "一", "--about", "site=胃", "--lang", "en").err


def test_no_rounding_beside_what_was_hidden(kinten, table, release):
    release(ONE_MORE, "一")
    run = release(ONE_MORE, "二", "--rounding", 5)

    assert run.code == 2
    assert "--rounding" in run.err


def test_a_ledger_that_is_not_there_cannot_be_checked(kinten, tmp_path):
    assert kinten("registry", "ledger", "verify", tmp_path / "none.jsonl").code == 2
