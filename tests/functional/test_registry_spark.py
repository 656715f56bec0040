"""The same edits and counts on a Spark Connect server: Sail answers here, in this process, on loopback."""

from __future__ import annotations

import random
import sys

import pytest

pytest.importorskip("pysail")

HEADER = (
    "patient_id,tumour_sequence,sex,birth_date,diagnosis_date,topography,morphology,behaviour,grade,basis,"
    "laterality,diagnosis_facility,treatment_facility,case_class,extent_before,extent_after,surgery,scopic,"
    "endoscopic,surgical_extent,radiotherapy,chemotherapy,hormone_therapy,other_therapy,hospital,residence,"
    "follow_up_date,status,age"
)


@pytest.fixture(autouse=True)
def a_program(monkeypatch):
    """Spark's client takes a process whose main module has no file, as xdist's workers, for its own doctests."""
    monkeypatch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)


@pytest.fixture(scope="module")
def server():
    from pysail.spark import SparkConnectServer

    running = SparkConnectServer()
    running.start(background=True)
    host, port = running.listening_address
    yield f"sc://{host}:{port}"
    running.stop()


@pytest.fixture
def records(tmp_path):
    """Made-up records with every kind of fault, the same each time."""
    chance = random.Random(20261130)  # noqa: S311 - no secret
    pick = chance.choice

    def day(first, last):
        return (
            f"{chance.randint(first, last)}-{pick(['01', '12', '99'])}-99"
            if chance.random() < 0.2
            else (
                f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            )
        )

    rows = [
        ",".join(
            [
                f"P{chance.randint(1, 220)}", pick(["1", "1", "2", ""]), pick("1129x"), day(1925, 2022), day(2016, 2025),
                pick(["C187", "C509", "C619", "C421", "C809", "C700", "C539", "C999", ""]),
                pick(["8140", "8500", "9861", "9732", "8000", "8720", "7000"]), pick("0123339"), pick("1299958"),
                pick("77771249"), pick("12379"), pick("12"), pick("12348"), pick(["10", "20", "21", "30", "31", "40"]),
                pick(["400", "410", "499", "777"]), pick(["410", "660", "777"]), *[pick("1229") for _ in range(3)],
                pick("1469"), *[pick("122") for _ in range(4)], pick(["DCH001", "DCH002", ""]),
                pick(["01204", "01202", ""]), day(2015, 2027), pick("019"), pick(["70", ""]),
            ]
        )
        for _ in range(400)
    ]  # fmt: skip
    path = tmp_path / "records.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_the_edits_find_the_same(kinten, records, server):
    options = ("registry", "check", records, "--json", "--as-of", "2026-11-30")
    here, there = kinten(*options).document, kinten(*options, "--spark", server).document

    assert here["total"] > 1000
    assert len({one["rule"] for one in here["findings"]}) > 30
    assert there == here


def test_the_counts_are_the_same(kinten, records, server):
    options = ("registry", "count", records, "--json", "--by", "hospital,year,sex,age_group,site,case_class",
               "--shares", "--as-of", "2026-04-01")  # fmt: skip
    here, there = kinten(*options).document, kinten(*options, "--spark", server).document

    assert len(here["counts"]) > 100
    assert there == here


def test_no_server_is_told(kinten, records):
    run = kinten("registry", "count", records, "--spark", "nonsense")

    assert run.code == 2
    assert "--spark nonsense" in run.err
