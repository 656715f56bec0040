"""Tumours made of rows of codes."""

import numpy as np
import pytest

from kinten.coding.icdo import read_morphology, read_topography
from kinten.coding.ranges import NONE, disease_number
from kinten.coding.tumours import Tumours


def made(*rows):
    """Rows of topography, morphology (8140/3), and where they are asked for year, sex and ICD-10."""
    columns = [[], [], [], [], [], []]
    for row in rows:
        site, morphology, year, sex, disease = (*row, *(None, NONE, NONE, "")[len(row) - 1 :])[:5]
        place = read_topography(site)
        code = read_morphology(morphology)
        values = (
            NONE if place is None else int(place[1:]),
            NONE if code is None else code.histology,
            NONE if code is None or code.behaviour is None else code.behaviour,
            disease_number(disease),
            year,
            sex,
        )
        for column, value in zip(columns, values, strict=True):
            column.append(value)
    return Tumours(*(np.array(column, dtype=np.int64) for column in columns))


@pytest.fixture
def tumours():
    return made
