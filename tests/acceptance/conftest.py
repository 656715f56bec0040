"""What several acceptance tests read."""

from __future__ import annotations

import csv

import pytest


@pytest.fixture(scope="module")
def siting_rows(shared_data):
    """Read a table of ../shared/data/siting."""

    def read(name):
        with (shared_data / "siting" / name).open(encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    return read
