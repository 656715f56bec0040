"""Survival of relsurv's two cohorts within 1e-3 of what relsurv gives; relsurv/make.R made the reference."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from kinten.desk.surviving import SurvivalAsked, reckon_survival
from kinten.estimation.net_survival import Method

pytestmark = pytest.mark.shared_data
YEARS = (1.0, 2.0, 3.0, 5.0, 10.0)
YEAR_DAYS = 365.241
REFERENCE = Path(__file__).with_name("relsurv") / "reference.csv"


def reference():
    with REFERENCE.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def write(path, header, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def files(shared_data, tmp_path_factory):
    """Both cohorts and the Slovene life table as the command reads them."""
    folder, registry = tmp_path_factory.mktemp("survival"), shared_data / "registry"

    def rows(name):
        with (registry / name).open(encoding="utf-8") as text:
            return list(csv.DictReader(text))

    def day(text):
        return date(1960, 1, 1) + timedelta(days=int(text))

    header = ("id", "sex", "age_days", "diagnosis_date", "time_days", "dead")
    colrec = [
        (at, row["sex"], row["age"], day(row["diag"]), row["time"], row["stat"])
        for at, row in enumerate(rows("survival_cohorts/colrec.csv"))
    ]
    rdata = [
        (at, row["sex"], float(row["age"]) * YEAR_DAYS, day(row["year"]), row["time"], row["cens"])
        for at, row in enumerate(rows("survival_cohorts/rdata.csv"))
    ]
    sexes = {"male": 1, "female": 2}
    table = [
        (sexes[row["sex"]], row["year"], row["age"], row["qx"])
        for row in rows("life_tables/slovenia_slopop_daily_hazard.csv")
    ]
    return {
        "colrec": write(folder / "colrec.csv", header, colrec),
        "rdata": write(folder / "rdata.csv", header, rdata),
        "table": write(folder / "table.csv", ("sex", "year", "age", "qx"), table),
    }


@pytest.mark.parametrize("cohort", ["colrec", "rdata"])
@pytest.mark.parametrize("method", list(Method))
def test_survival_and_its_limits(files, cohort, method):
    table = None if method is Method.KAPLAN_MEIER else files["table"]
    found = reckon_survival(SurvivalAsked(files[cohort], table, method, YEARS))
    expected = [
        row for row in reference() if row["cohort"] == cohort and row["method"] == method.value
    ]

    assert len(expected) == len(found.survival) == 5
    for row, each in zip(expected, found.survival, strict=True):
        assert each.years == float(row["years"])
        assert each.at_risk == int(row["at_risk"])
        assert each.estimate == pytest.approx(float(row["estimate"]), abs=1e-3)
        assert each.low == pytest.approx(float(row["low"]), abs=1e-3)
        assert each.high == pytest.approx(float(row["high"]), abs=1e-3)


def test_the_reference_has_two_cohorts_and_five_methods():
    assert len(reference()) == 2 * 5 * 5
