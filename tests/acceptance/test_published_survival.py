"""Survival of relsurv's two cohorts within 1e-3 of what relsurv (and for one method popEpi) gives.

relsurv/make.R and relsurv/more.R made the references.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from kinten.desk.surviving import SurvivalAsked, reckon_survival
from kinten.desk.surviving_standards import load_survival_standard
from kinten.estimation.net_survival import Method

pytestmark = pytest.mark.shared_data
YEARS = (1.0, 2.0, 3.0, 5.0, 10.0)
YEAR_DAYS = 365.241
FOLDER = Path(__file__).with_name("relsurv")
PERIOD = (date(1998, 1, 1), date(2000, 12, 31))


def reference(name="reference.csv"):
    with (FOLDER / name).open(encoding="utf-8") as text:
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

    survival = found.groups[0].survival
    assert len(expected) == len(survival) == 5
    for row, each in zip(expected, survival, strict=True):
        assert each.at_risk == int(row["at_risk"])
        assert_same(each, row)


def assert_same(each, row):
    assert each.years == float(row["years"])
    assert each.estimate == pytest.approx(float(row["estimate"]), abs=1e-3)
    assert each.low == pytest.approx(float(row["low"]), abs=1e-3)
    assert each.high == pytest.approx(float(row["high"]), abs=1e-3)


def more(what):
    return [row for row in reference("more.csv") if row["what"] == what]


@pytest.mark.parametrize("method", ["pohar-perme", "ederer2", "kaplan-meier"])
def test_survival_of_a_period(files, method):
    """1998 to 2000; Ederer II by popEpi, the others by relsurv and survival."""
    table = None if method == "kaplan-meier" else files["table"]
    asked = SurvivalAsked(
        files["colrec"], table, Method(method), (1.0, 2.0, 3.0, 5.0), period=PERIOD
    )
    expected = [row for row in more("period") if row["method"] == method]

    assert len(expected) == 4
    for row, each in zip(expected, reckon_survival(asked).groups[0].survival, strict=True):
        assert each.at_risk == int(row["at_risk"])
        assert_same(each, row)


@pytest.mark.parametrize("method", ["pohar-perme", "ederer1", "ederer2", "kaplan-meier"])
def test_survival_standardised_by_age(files, method):
    """ICSS 1 in its five groups."""
    table = None if method == "kaplan-meier" else files["table"]
    standard = load_survival_standard("icss1")
    asked = SurvivalAsked(
        files["colrec"], table, Method(method), (1.0, 2.0, 3.0, 5.0), standard=standard
    )
    expected = [row for row in more("icss1") if row["method"] == method]
    found = reckon_survival(asked).groups[0].standardised

    assert len(expected) == 4
    assert found.outside == 1
    for row, each in zip(expected, found.survival, strict=True):
        assert_same(each, row)


def test_the_weights_of_patients_are_near_those_of_strata(files):
    """No programme was there to compare: with hundreds in every stratum both ways must be near."""
    asked = SurvivalAsked(
        files["colrec"], files["table"], Method.POHAR_PERME, (1.0, 5.0),
        standard=load_survival_standard("icss1"), by_patient=True,
    )  # fmt: skip
    expected = [row for row in more("icss1") if row["method"] == "pohar-perme"]

    for row, each in zip(
        expected[::3], reckon_survival(asked).groups[0].standardised.survival, strict=True
    ):
        assert each.estimate == pytest.approx(float(row["estimate"]), abs=2e-3)


def test_the_reference_has_two_cohorts_and_five_methods():
    assert len(reference()) == 2 * 5 * 5
