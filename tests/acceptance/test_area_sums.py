"""資料1 of nine prefectures against the meeting papers: the printed numbers hold the true ones.

The truth is `areas_overview.csv` (papers of the 20th and 24th to 26th designation meetings): hubs and
local cancer hospitals of each area and prefecture on 1 September.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from itertools import groupby
from math import inf

import pytest
from openpyxl import load_workbook

from kinten.cli.main import main
from kinten.vocabulary.identity import prefecture_code

pytestmark = pytest.mark.shared_data
HUBS, LOCAL, UNKNOWN, OPEN = 9, 17, 18, 19
# As printed there, and the name in our frames.
PRINTED = {"県内西部": "県南西部", "熊本上益城": "熊本・上益城"}


def bounds(cell: object) -> tuple[float, float]:
    """Give the least and the most that a cell says."""
    text = str(cell)
    if text.endswith("以上"):
        return int(text.removesuffix("以上")), inf
    low, _, high = text.partition("〜")
    return int(low), int(high or low)


@pytest.fixture(scope="module")
def printed(shared_data):
    """Give the rows of the meeting papers by prefecture and day."""
    path = shared_data / "reviews" / "areas_overview.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        key: list(of)
        for key, of in groupby(rows, key=lambda row: (row["prefecture"], row["as_of"]))
    }


@pytest.fixture(scope="module")
def papers(printed, tmp_path_factory):
    """Write 資料1 of each prefecture and day; give its rows by name."""
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for prefecture, day in printed:
        path = folder / f"{prefecture}{day}.xlsx"
        assert main(["paper", "areas", "--prefecture", prefecture, "--as-of", day, "-o", str(path)]) == 0  # fmt: skip
        sheet = load_workbook(path).active
        found[prefecture, day] = {
            str(row[0]): row for row in sheet.iter_rows(min_row=6, values_only=True) if row[0]
        }
    return found


def test_every_true_number_lies_within_the_printed_bounds(printed, papers, atlas):
    """Of each area and of each total; a hospital of unknown kind may be of any group."""
    compared = defaultdict(int)
    for (prefecture, day), rows in printed.items():
        paper = papers[prefecture, day]
        for row in rows:
            name = row["area"]
            if name != "計":
                code = prefecture_code(prefecture)
                frame = atlas.in_force(date.fromisoformat(day)).frame
                (area,) = frame.named(PRINTED.get(name, name), code)
                name = area.name
            for column, field in ((HUBS, "designated_core"), (LOCAL, "designated_regional")):
                if not row[field]:
                    continue
                low, high = bounds(paper[name][column])
                true = int(row[field])
                assert low <= true <= high + paper[name][UNKNOWN], (prefecture, day, name, field)
                compared[name == "計"] += 1

    assert compared == {False: 114, True: 15}


def test_where_all_hospitals_are_held_the_least_is_the_true_number(papers):
    """鳥取 and 岩手: as the ministry's paper prints them; no list of those days is held whole."""
    totals = [papers[key]["計"] for key in (("鳥取県", "2024-09-01"), ("岩手県", "2025-09-01"))]

    assert [(row[HUBS], row[LOCAL], row[OPEN]) for row in totals] == [
        ("3以上", "0以上", 0),
        ("5以上", "5以上", 0),
    ]


def test_an_area_whose_hospital_has_left_since_is_not_printed_as_empty(papers):
    """南空知 had a local hospital in 2023, which no paper held names: it is counted without a name."""
    rows = papers["北海道", "2023-09-01"]

    assert (rows["南空知"][LOCAL], rows["南空知"][OPEN]) == ("1以上", 0)
    assert str(rows["計"][LOCAL]).endswith("以上")
    assert any(name.startswith("注") and "少なくとも" in name for name in rows)


@pytest.mark.parametrize(
    ("place", "hubs", "uncertain"),
    [(("栃木県", "2021-09-01"), "0以上", 8), (("佐賀県", "2023-09-01"), "1以上", 4)],
)
def test_where_it_is_not_held_no_certain_number_is_printed(papers, place, hubs, uncertain):
    """The finding: these were printed as 0 and 1. The true ones are 7 and 4; a note says why."""
    rows = papers[place]

    assert (rows["計"][HUBS], rows["計"][OPEN]) == (hubs, uncertain)
    assert any(name.startswith("注") and "収載していない" in name for name in rows)
