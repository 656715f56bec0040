"""Published access values reproduced: PySAL's Chicago tracts and its three places."""

from __future__ import annotations

import numpy as np
import pytest

from kinten.coverage.access.catchment import fca, three_step, two_step
from kinten.coverage.access.decay import Flat, Gaussian, Power, Steps
from kinten.coverage.access.equilibrium import raam
from kinten.coverage.access.pairs import Pairs, pairs_within

pytestmark = pytest.mark.shared_data
NEAR = (5.0, 10.0, 15.0)


@pytest.fixture(scope="module")
def chicago(siting_rows):
    """Pairs of tracts within 15 km, people, doctors, and what PySAL gives."""
    tracts = siting_rows("pysal-access-chicago/tracts.csv")
    known = {row["geoid"]: row for row in siting_rows("pysal-access-chicago/expected.csv")}
    points = np.array([[float(row["x"]), float(row["y"])] for row in tracts]) / 1000
    people, doctors = (np.array([float(row[name]) for row in tracts]) for name in ("pop", "doc"))

    def expected(name):
        return np.array([float(known[row["geoid"]][name] or "nan") for row in tracts])

    return pairs_within(points, points, 15.0), people, doctors, expected


@pytest.mark.parametrize(
    ("name", "decay"),
    [
        ("2sfca", Flat()),
        ("e2sfca", Steps(NEAR, (1, 0.68, 0.22))),
        ("g2sfca", Gaussian(5.0)),
    ],
)
def test_two_step_measures_of_chicago(chicago, name, decay):
    """To 1e-9, and all doctors are handed out."""
    pairs, people, doctors, expected = chicago
    found = two_step(pairs, people, doctors, decay)

    assert found == pytest.approx(expected(name), rel=1e-9)
    assert people @ found == pytest.approx(doctors.sum(), rel=1e-9)


def test_catchment_ratio_and_three_step_of_chicago(chicago):
    """fca_ratio and three_stage_fca; the three steps hand out all doctors too."""
    pairs, people, doctors, expected = chicago
    assert fca(pairs, pairs, people, doctors, Flat()) == pytest.approx(expected("fca"), rel=1e-9)
    found = three_step(pairs, people, doctors, Steps(NEAR, (0.962, 0.704, 0.377)))
    assert found == pytest.approx(expected("3sfca"), rel=1e-9)
    assert people @ found == pytest.approx(doctors.sum(), rel=1e-9)


def test_the_equilibrium_of_chicago(chicago):
    """Its mean is not above that of PySAL's integer shifting, and it is proved by its gap."""
    pairs, people, doctors, expected = chicago
    found = raam(pairs, people, doctors, 15.0)
    heuristic = expected("raam")
    held = np.isfinite(heuristic) & np.isfinite(found.cost)

    assert found.gap <= 1e-3
    assert found.mean <= np.average(heuristic[held], weights=people[held])
    assert found.people.sum() == pytest.approx(people[np.isfinite(found.cost)].sum(), rel=1e-9)


@pytest.mark.parametrize("scenario", ["0", "1", "2", "3"])
def test_three_places_with_asymmetric_ways(siting_rows, scenario):
    """1/t within 61 minutes: what swaps origin and destination fails here (access issue 18)."""
    places = siting_rows("fca-tiny/locations.csv")
    costs = [row for row in siting_rows("fca-tiny/costs.csv") if row["scenario"] == scenario]
    known = [row for row in siting_rows("fca-tiny/expected.csv") if row["scenario"] == scenario]
    origin, dest = (np.array([int(row[name]) - 1 for row in costs]) for name in ("origin", "dest"))
    pairs = Pairs(origin, dest, np.array([float(row["minutes"]) for row in costs]), 3, 3)
    people, doctors = (np.array([float(row[name]) for row in places]) for name in ("pop", "doc"))

    found = two_step(pairs.within(61), people, doctors, Power(1))
    assert found == pytest.approx([float(row["e2sfca_inverse"]) for row in known], rel=1e-9)
    found = three_step(pairs, people, doctors, Power(1), 61)
    assert found == pytest.approx([float(row["three_sfca"]) for row in known], rel=1e-9)
