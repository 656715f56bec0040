"""The page on the tables of a network names every column and word, and its examples are read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kinten.desk.atlas import TABLES, load_atlas
from kinten.network.designation import Act, Basis
from kinten.network.group import Cancer, Giver, Modality
from kinten.network.hospital import Certainty
from kinten.network.reading import Flag
from kinten.vocabulary.hospital_kind import Kind

COLUMN = re.compile(r"row(?:\.get\(|, |\.wrong\(\s*)\"([a-z_]+)\"")
EXAMPLE = re.compile(r"```csv title=\"([a-z]+\.csv)\"\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "reference" / "network-tables.md").read_text(encoding="utf-8")


def test_every_column_that_is_read_is_on_the_page_and_no_other(root: Path, page: str) -> None:
    modules = ("reading", "reading_groups", "cells")
    source = "".join(
        (root / f"src/kinten/network/{name}.py").read_text(encoding="utf-8") for name in modules
    )
    told = {
        column
        for line in page.splitlines()
        if line.startswith("| `")
        for column in re.findall(r"`([a-z_]+)`", line.split("|")[1])
    }
    assert told == {*COLUMN.findall(source), "lat", "lon"}


def test_every_table_and_every_word_is_on_the_page(page: str) -> None:
    assert not [name for name in TABLES if f"## {name}.csv\n" not in page]
    words = (*Kind, *Flag, *Basis, *Certainty, *Act, *Cancer, *Modality, *Giver)
    assert not [word for word in words if f"`{word}`" not in page]


def test_the_examples_are_one_network(page: str, tmp_path: Path) -> None:
    examples = dict(EXAMPLE.findall(page))
    assert set(examples) == {f"{name}.csv" for name in TABLES}
    for name, text in examples.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    snapshot = load_atlas(tmp_path).on(date(2026, 11, 24))

    assert [each.kind for each in snapshot.standings] == [Kind.PREF, Kind.LOCAL]
    assert [each.hospital.area for each in snapshot.standings] == ["1702", "1704"]
    assert (len(snapshot.groups), len(snapshot.provisions), len(snapshot.pending)) == (1, 2, 1)
