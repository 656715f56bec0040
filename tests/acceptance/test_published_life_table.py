"""The expectation of life at birth of Japan in 2018, from the probabilities of dying of its abridged life table."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from kinten.desk.life_tables import read_life_table
from kinten.estimation.life_table import YEAR_DAYS

pytestmark = pytest.mark.shared_data
OFFICIAL = {"male": 81.25, "female": 87.32}
"""Years, Ministry of Health, Labour and Welfare, abridged life table of 2018."""


def test_hazards_give_the_official_expectation_of_life(shared_data, tmp_path):
    """Within a hundredth of a year: hazards are constant in a year of age, the last goes on for ever."""
    source = shared_data / "registry/life_tables/japan_abridged_life_table_2018_qx.csv"
    with source.open(encoding="utf-8") as text:
        rows = [f"{row['sex']},2018,{row['age']},{row['qx']}" for row in csv.DictReader(text)]
    path = tmp_path / "table.csv"
    path.write_text("\n".join(["sex,year,age,qx", *rows]), encoding="utf-8")
    table = read_life_table(path)

    assert set(table.sexes) == set(OFFICIAL)
    for sex, hazards in zip(table.sexes, table.hazards[:, 0] * YEAR_DAYS, strict=True):
        alive = np.exp(-np.concatenate(([0.0], np.cumsum(hazards))))
        lived = (alive[:-1] - alive[1:]) / hazards
        assert lived.sum() + alive[-1] / hazards[-1] == pytest.approx(OFFICIAL[sex], abs=0.01)
