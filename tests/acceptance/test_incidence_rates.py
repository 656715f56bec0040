"""Every rate that the national registry prints is the one reckoned from the packaged counts and people."""

from __future__ import annotations

import csv

import pytest

from kinten.desk.incidence import load_incidence

pytestmark = pytest.mark.shared_data
SEXES = {"総数": 0, "男": 1, "女": 2}
STANDARDS = {
    "世界人口": "segi_world_1960",
    "昭和60年モデル人口": "japan_1985_model",
    "平成27年モデル人口": "japan_2015_model",
}
DASHES = {"", "-"}


@pytest.fixture(scope="module")
def sheet(shared_data):
    """The rows of one sheet."""

    def rows(name):
        with (shared_data / "cancer_incidence" / f"ncr_{name}.csv").open(encoding="utf-8") as text:
            return list(csv.DictReader(text))

    return rows


def test_every_standardised_rate(sheet):
    held = load_incidence()
    seen = 0
    for row in sheet("asr"):
        site, sex = held.sites[int(float(row["コード"]))], SEXES[row["性別"]]
        for year in held.years:
            printed = row[f"{year}.0"].strip()
            if printed in DASHES:
                continue
            counted = held.counted[site.code, sex, year]
            found = held.standardised(counted, STANDARDS[row["標準人口"]])
            assert found.rate == pytest.approx(float(printed), abs=1e-6)
            assert found.interval[0] < found.rate < found.interval[1]
            seen += 1

    assert seen == 2_384


def test_every_crude_rate(sheet):
    held = load_incidence()
    seen = 0
    for row in sheet("rate"):
        if row["粗率"].strip() in DASHES:
            continue
        key = (int(float(row["コード"])), SEXES[row["性別"]], int(float(row["診断年"])))
        assert held.crude(held.counted[key]) == pytest.approx(float(row["粗率"]), abs=1e-6)
        assert key[1] in held.rates_of(held.sites[key[0]])
        seen += 1

    assert seen == 776
