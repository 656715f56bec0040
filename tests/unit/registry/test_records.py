"""Digits of other scripts are no digits of a code."""

from __future__ import annotations

import polars as pl
import pytest

from kinten.desk.recording import all_items
from kinten.registry.layouts import LayoutName, known_layout
from kinten.registry.records import type_records


@pytest.mark.parametrize(
    ("item", "cell"),
    [
        ("morphology", "800٠"),
        ("birth_date", "195٠0101"),
        ("topography", "C1٨7"),
        ("residence", "1310١"),
    ],
)
def test_foreign_digits_stay_unread(item, cell):
    frame = pl.DataFrame({"patient_id": ["P1"], item: [cell]})
    layout = known_layout(LayoutName.NEUTRAL, all_items())
    record = type_records(frame, layout, all_items(), pl.Series([1])).to_dicts()[0]

    assert record[item] is None
    assert record["unread"] == f"{item}={cell}"
