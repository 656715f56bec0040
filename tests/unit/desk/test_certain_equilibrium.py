"""The certain figures of an equilibrium are those of a country without the hospitals in doubt."""

from datetime import date

import numpy as np
import pytest

from kinten.coverage.demand import By
from kinten.coverage.travel import GreatCircle
from kinten.desk.access_japan import JapanAsked, measure_japan, settle
from kinten.desk.accessing import Method
from kinten.desk.atlas import load_atlas


def test_hospitals_in_doubt_weigh_nothing_in_the_certain_figures():
    """In 2020 most are in doubt: counted in the ratio, they would make everybody's congestion larger."""
    day = date(2020, 5, 1)
    atlas = load_atlas().in_force(day)
    snapshot = atlas.on(day)
    doubtful = [each.hospital.id for each in snapshot.standings if not each.is_certain]
    travel = GreatCircle(atlas.geography.adjacency, tuple(atlas.frame.areas))
    measure, assumed = settle(Method.RAAM, None, None, None)
    asked = JapanAsked(measure, By.AREA, assumed=assumed)

    with_doubt = measure_japan(asked, atlas, snapshot, travel)
    without = measure_japan(asked, atlas, snapshot.without(doubtful), travel)

    assert len(doubtful) > 200
    assert with_doubt.known.values == pytest.approx(without.possible.values, rel=1e-3, nan_ok=True)
    assert np.nanmean(with_doubt.possible.values) < np.nanmean(with_doubt.known.values)
