"""Minimum volumes: the answer is that of all sets tried, and a bound holds where time is out."""

import time
from itertools import product

import numpy as np
import pytest

from kinten.coverage.siting import frontier
from kinten.coverage.siting.answer import Status, deadline
from kinten.coverage.siting.closing import (
    Units,
    close_smallest,
    keep_open,
    reopen,
    take_stage,
    thin,
)
from kinten.coverage.siting.frontier import find_floor, find_frontier

MINIMUMS = (5, 20, 40, 90, 150)


def until(seconds=60.0):
    return deadline(time.monotonic, seconds)


def over():
    """A deadline that is over at once."""
    return deadline(lambda: 0.0, 0.0)


def units_of(seed):
    """Seven units and twelve places in a square; every third time two units lie on an island."""
    chance = np.random.default_rng(seed)
    units, places = chance.random((7, 2)) * 60, chance.random((12, 2)) * 60
    between = np.hypot(*(units[:, None] - units[None]).transpose(2, 0, 1))
    ways = np.hypot(*(places[:, None] - units[None]).transpose(2, 0, 1))
    if seed % 3 == 0:
        between[:2, 2:], between[2:, :2] = np.inf, np.inf
        ways[:3, 2:], ways[3:, :2] = np.inf, np.inf
    volumes = chance.integers(10, 60, 7).astype(float)
    return Units(volumes, between, ways, chance.integers(1, 100, 12).astype(float), 12.0)


def best_of(units, minimum):
    """Try all sets in which every unit that has the minimum by itself stays."""
    best = -1.0
    for tried in product((False, True), repeat=units.count):
        is_open = np.array(tried)
        if (~is_open & (units.volumes >= minimum)).any():
            continue
        stage = take_stage(units, is_open)
        if stage.smallest >= minimum:
            best = max(best, stage.covered)
    return best


@pytest.mark.parametrize("seed", range(9))
@pytest.mark.parametrize("minimum", MINIMUMS)
def test_the_answer_is_that_of_all_sets(seed, minimum):
    units = units_of(seed)
    floor = find_floor(units, minimum, until())

    assert floor.status is Status.OPTIMAL
    assert floor.stage.covered == floor.bound == best_of(units, minimum)
    assert floor.stage.smallest >= minimum
    assert floor.stage == take_stage(units, np.isin(np.arange(7), floor.stage.open))


@pytest.mark.parametrize("seed", range(9))
def test_closing_the_smallest_is_feasible_and_never_better(seed):
    units = units_of(seed)
    for minimum in MINIMUMS:
        stage = reopen(units, close_smallest(units, minimum)[-1], minimum, until())
        assert stage.smallest >= minimum
        assert stage.covered <= best_of(units, minimum)
        assert keep_open(units, stage, minimum) == stage


def test_out_of_time_the_bound_still_holds():
    units = units_of(4)
    for minimum in MINIMUMS:
        floor = find_floor(units, minimum, until(1e-9))
        assert floor.stage.smallest >= minimum
        assert floor.stage.covered <= best_of(units, minimum) <= floor.bound


@pytest.mark.parametrize("seed", range(9))
def test_a_minimum_that_nobody_can_have_is_proved_without_time(seed):
    floor = find_floor(units_of(seed), 1e6, over())

    assert (floor.status, floor.bound, floor.stage.open) == (Status.OPTIMAL, 0.0, ())


def test_what_cannot_have_the_minimum_does_not_count_in_the_bound():
    """A thousand people live at unit 0; it and unit 1, alone on an island, have not the minimum together."""
    units = units_of(3)
    units.ways[0, 0], units.weights[0] = 0.0, 1000.0
    minimum = units.volumes[:2].sum() + 1
    floor = find_floor(units, minimum, over())

    assert not {0, 1} & set(floor.stage.open)
    assert best_of(units, minimum) <= floor.bound
    assert (
        floor.bound <= units.weights[(units.ways[:, 2:] <= units.radius).any(axis=1)].sum() < 1000
    )


@pytest.mark.parametrize("seed", range(9))
def test_without_time_the_patients_bound_how_many_units_stay(seed):
    """Patients suffice for one unit: the bound is what one unit reaches, not what all do."""
    units = units_of(seed)
    minimum = np.floor(units.volumes.sum() / 2) + 1
    floor = find_floor(units, minimum, over())
    reach = units.weights @ (units.ways <= units.radius)

    assert best_of(units, minimum) <= floor.bound <= reach.max()


@pytest.mark.parametrize("seed", range(9))
def test_no_model_is_made_without_time_or_where_it_is_too_large(seed, monkeypatch):
    units = units_of(seed)
    best = {minimum: best_of(units, minimum) for minimum in MINIMUMS}

    def refuse(*_):
        raise AssertionError

    monkeypatch.setattr(frontier, "Solver", refuse)
    for until_now in (over(), until()):
        for minimum in MINIMUMS:
            floor = find_floor(units, minimum, until_now)
            assert floor.stage.smallest >= minimum
            assert floor.stage.covered <= best[minimum] <= floor.bound
        monkeypatch.setattr(frontier, "_LARGEST", -1)


@pytest.mark.parametrize("seed", range(9))
@pytest.mark.parametrize("minimum", MINIMUMS)
def test_the_size_of_the_model_is_told_before_it_is_made(seed, minimum):
    model = frontier._pose(units_of(seed), minimum)
    made = model.solver().highs.getNumNz()

    assert made <= model.entries <= 2 * made + 20


def test_patients_of_a_closed_unit_go_to_the_nearest_open_one():
    """The island's patients have nowhere to go, and its residents no way."""
    between = np.array(
        [[0.0, 10, 30, np.inf], [10, 0, 20, np.inf], [30, 20, 0, np.inf], [np.inf] * 3 + [0]]
    )
    ways = np.array([[5.0, 15, 35, np.inf], [40, 30, 10, np.inf], [np.inf] * 3 + [1]])
    units = Units(np.array([10.0, 30, 50, 12]), between, ways, np.array([100.0, 200, 7]), 15.0)
    stage = take_stage(units, np.array([False, True, True, False]))

    assert (stage.open, stage.volumes) == ((1, 2), (40.0, 50.0))
    assert (stage.covered, stage.cut_off, stage.mean) == (300.0, 7.0, pytest.approx(3500 / 300))
    assert (stage.moved, stage.moved_mean, stage.lost) == (22.0, 10.0, 12.0)
    nobody = take_stage(units, np.zeros(4, dtype=bool))
    assert (nobody.open, nobody.mean, nobody.cut_off, nobody.lost) == ((), None, 307.0, 102.0)


def test_the_path_closes_one_after_another_and_holds_every_minimum_asked():
    units = units_of(1)
    path, floors = find_frontier(units, (90, 20, 20), until())
    sizes = [len(each.open) for each in path]

    assert sizes == list(range(7, 7 - len(path), -1))
    assert path[-1].smallest >= 90
    assert [each.minimum for each in floors] == [20, 90]
    assert floors[0].stage.covered >= floors[1].stage.covered
    assert thin(path, 3) == (path[0], path[(len(path) - 1) // 2], path[-1]) or len(path) <= 3
