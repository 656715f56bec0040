"""Commands run in this process, with their output and exit code."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kinten.cli.main import main
from kinten.data.loading import packaged_path


@dataclass(frozen=True)
class Ran:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def kinten(capsys, monkeypatch):
    """Run a command line in Japanese unless it says otherwise."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")

    def run(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(each) for each in arguments])
        told = capsys.readouterr()
        return Ran(code, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def rows() -> Path:
    """The packaged rows of the meeting papers."""
    return packaged_path("meeting_paper_volumes.csv")


HEADER = [
    "year_submitted",
    "prefecture",
    "area",
    "hospital",
    "type_mark",
    "application",
    "registry_cases",
    "surgeries",
    "drug_therapy_patients",
    "radiotherapy_patients",
    "palliative_referrals",
    "resident_share_pct",
    "consultations",
]
MET = ["2024", "石川県", "", "甲病院", "", "現況", "600", "500", "1200", "210", "60", "10", "100"]


@pytest.fixture
def paper(tmp_path):
    """Write a paper in the long layout from rows given as changes to a row that is met."""

    def write(*changes: dict[str, str], name: str = "paper.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(HEADER)
            for change in changes:
                row = dict(zip(HEADER, MET, strict=True)) | change
                writer.writerow([row[column] for column in HEADER])
        return path

    return write
