"""Scenarios: many at once are each one laid over; raising a minimum only loses; bounds stand in order."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinten.data.loading import packaged_path
from kinten.desk.reading import read_inputs
from kinten.guideline.edition import Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.scenario.losing import find_losses
from kinten.scenario.panel import UNMET, Panel, seat

CLAUSES = [
    f"R4.8/volume/absolute/{name}"
    for name in ("registry", "surgery", "drug", "radiotherapy", "palliative")
]
NUMBERS = st.integers(0, 6000).map(Decimal)


@pytest.fixture(scope="module")
def reports():
    return read_inputs([packaged_path("meeting_paper_volumes.csv")]).reports


@pytest.fixture(scope="module")
def panels(reports) -> dict[Decimal | None, Panel]:
    plain = load_edition("R4.8")
    readings = (None, Decimal(1), Decimal("0.9"))
    return {
        reading: seat(reports, lay_over(plain, Overlay(roughly=reading)), None, "volume")
        for reading in readings
    }


@given(
    clause=st.sampled_from(CLAUSES),
    numbers=st.lists(NUMBERS, min_size=1, max_size=4),
    reading=st.sampled_from([None, Decimal(1), Decimal("0.9")]),
)
def test_a_sweep_is_each_number_laid_over_the_edition(clause, numbers, reading, panels, reports):
    swept = panels[reading].sweep({clause: numbers})

    for place, number in enumerate(numbers):
        overlay = Overlay(numbers={clause: number}, roughly=reading)
        edition = lay_over(load_edition("R4.8"), overlay)
        one = seat(reports, edition, None, "volume").judge()
        assert swept.overall[place].tolist() == one.overall.tolist()


@given(clause=st.sampled_from(CLAUSES), numbers=st.lists(NUMBERS, min_size=2, max_size=8))
def test_a_higher_minimum_never_keeps_a_hospital_that_a_lower_one_lost(clause, numbers, panels):
    panel = panels[Decimal(1)]
    rising = sorted(numbers)

    overall = panel.sweep({clause: rising}).overall

    lost = overall == UNMET
    assert (np.diff(lost.astype(np.int8), axis=0) >= 0).all()


@given(
    clause=st.sampled_from(CLAUSES),
    numbers=st.lists(NUMBERS, min_size=1, max_size=8),
    reading=st.sampled_from([None, Decimal(1), Decimal("0.9")]),
)
def test_what_is_surely_lost_is_among_what_may_be_lost(clause, numbers, reading, panels):
    panel = panels[reading]

    losses = find_losses(panel.judge(), panel.sweep({clause: numbers}), [clause])

    assert (losses.possibly | ~losses.surely).all()
