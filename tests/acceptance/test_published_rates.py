"""Published figures of the national cancer registry 2016-2023 reproduced by `kinten registry rates`."""

from __future__ import annotations

import csv

import pytest

from kinten.desk.rating import RatesAsked, reckon_rates
from kinten.desk.rating_document import rates_document

pytestmark = pytest.mark.shared_data
FIRST, LAST = 2016, 2023
AGES = [*(f"{low}-{low + 4}" for low in range(0, 100, 5)), "100+"]
STANDARDS = {
    "世界人口": "segi_world_1960",
    "昭和60年モデル人口": "japan_1985_model",
    "平成27年モデル人口": "japan_2015_model",
}


def figure(text):
    """A dash is a count that the table leaves out because the site does not occur."""
    return 0.0 if text.strip() in {"-", ""} else float(text)


def column(age):
    return "100歳以上" if age == "100+" else f"{age}歳"


@pytest.fixture(scope="module")
def ncr(shared_data):
    """The rows of one sheet; codes and years as whole numbers."""

    def rows(name):
        with (shared_data / "cancer_incidence" / f"ncr_{name}.csv").open(encoding="utf-8") as text:
            return list(csv.DictReader(text))

    return rows


@pytest.fixture(scope="module")
def counts(ncr):
    """Counts by site, sex and year; the three sexes of the sheet: 総数, 男, 女."""
    return {
        (str(int(float(row["コード"]))), row["性別"], row["診断年"]): row for row in ncr("number")
    }


@pytest.fixture(scope="module")
def tables(counts, ncr, tmp_path_factory):
    """The two tables of the command: every site, sex and year is a group."""
    folder = tmp_path_factory.mktemp("ncr")
    people = {(row["性別"], str(int(float(row["暦年"])))): row for row in ncr("pop")}
    cases, population = folder / "cases.csv", folder / "population.csv"
    with (
        cases.open("w", encoding="utf-8", newline="") as one,
        population.open("w", encoding="utf-8", newline="") as other,
    ):
        of_cases, of_people = csv.writer(one), csv.writer(other)
        of_cases.writerow(("group", "sex", "age_group", "cases"))
        of_people.writerow(("group", "sex", "age_group", "person_years"))
        for (site, sex, year), row in counts.items():
            group, there = f"{site}|{sex}|{year}", people[sex, year]
            for age in AGES:
                of_cases.writerow((group, sex, age, figure(row[column(age)])))
                of_people.writerow((group, sex, age, figure(there[column(age)])))
            of_cases.writerow((group, sex, "不詳", figure(row["不詳"])))
    return cases, population


@pytest.fixture(scope="module")
def reckoned(tables):
    """The rates of all groups by standard."""
    return {
        name: {
            each["group"]: each
            for each in rates_document(reckon_rates(RatesAsked(*tables, name)))["rates"]
        }
        for name in STANDARDS.values()
    }


def test_counts_by_age_sum_to_the_printed_totals(counts, reckoned):
    found = reckoned["japan_2015_model"]

    assert len(counts) == 832
    for (site, sex, year), row in counts.items():
        assert found[f"{site}|{sex}|{year}"]["cases"] == figure(row["全年齢"])
    assert found["1|総数|2016"]["cases"] == 995_131
    assert found["1|総数|2023"]["cases"] == 993_469


def test_every_printed_standardised_rate(ncr, reckoned):
    """All three standards; this also confirms the figures of the standards themselves."""
    seen = dict.fromkeys(STANDARDS, 0)
    for row in ncr("asr"):
        for year in range(FIRST, LAST + 1):
            printed = row[f"{year}.0"]
            if printed.strip() in {"", "-"}:
                continue
            group = f"{int(float(row['コード']))}|{row['性別']}|{year}"
            found = reckoned[STANDARDS[row["標準人口"]]][group]["asr"]
            assert found == pytest.approx(float(printed), abs=1e-6)
            seen[row["標準人口"]] += 1

    assert seen == {"世界人口": 776, "昭和60年モデル人口": 776, "平成27年モデル人口": 832}


def test_every_printed_crude_rate_and_rate_by_age(ncr, reckoned):
    """The printed people of all ages are rounded apart from those of each age, so they are put in here."""
    all_ages = {
        (row["性別"], str(int(float(row["暦年"])))): float(row["全年齢"]) for row in ncr("pop")
    }
    seen = 0
    for row in ncr("rate"):
        site, year = (str(int(float(row[name]))) for name in ("コード", "診断年"))
        found = reckoned["japan_2015_model"][f"{site}|{row['性別']}|{year}"]
        if row["粗率"].strip() not in {"", "-"}:
            crude = found["crude"] * found["person_years"] / all_ages[row["性別"], year]
            assert crude == pytest.approx(float(row["粗率"]), abs=1e-6)
            seen += 1
        for age in found["ages"][:-1]:
            printed = row[column(age["age_group"])]
            if printed.strip() not in {"", "-"}:
                assert age["rate"] == pytest.approx(float(printed), abs=1e-6)

    assert seen == 776
