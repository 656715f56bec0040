"""Hospitals that close one after another: where their patients go, and how far residents then live.

A unit that closes sends its patients to the nearest unit that stays. The smallest closes first until
every open one has a minimum; then closed ones are opened again where that brings more people within the
radius and keeps the minimum. That is a feasible answer, not a proof.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.summing import sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Units:
    """Units with their volumes, and the residents around them.

    ``volumes`` are patients, shape (units,); ``between`` minutes from unit to unit, shape (units, units);
    ``ways`` minutes from place to unit, shape (places, units), infinite where there is no way; ``weights``
    residents, shape (places,). ``radius`` is inclusive.
    """

    volumes: Floats
    between: Floats
    ways: Floats
    weights: Floats
    radius: float

    @property
    def count(self) -> int:
        """The number of units."""
        return int(self.volumes.size)

    @property
    def residents(self) -> float:
        """All residents."""
        return float(self.weights.sum())


@dataclass(frozen=True, slots=True)
class Stage:
    """What is so with some units open.

    ``open`` are units; ``volumes`` theirs with the patients they take over, in the same order. ``covered``
    are residents within the radius, ``mean`` minutes of those who have a way (None for nobody) and
    ``cut_off`` residents without one. ``moved`` are patients of closed units, ``moved_mean`` minutes from
    their old unit to the new one, ``lost`` those of them with no way to any open unit.
    """

    open: tuple[int, ...]
    volumes: tuple[float, ...]
    covered: float
    mean: float | None
    cut_off: float
    moved: float
    moved_mean: float | None
    lost: float

    @property
    def smallest(self) -> float:
        """The least volume of an open unit; infinite where none is open."""
        return min(self.volumes, default=float("inf"))


@dataclass(slots=True)
class _Closing:
    """Which units are open, where each unit's patients and each place's residents go, and how far."""

    units: Units
    is_open: Mask
    to: Ints
    way: Floats
    nearest_unit: Ints
    nearest: Floats

    @classmethod
    def at(cls, units: Units, is_open: Mask) -> "_Closing":
        """Work everything out for some units open."""
        size, places = units.count, units.weights.size
        started = cls(
            units,
            is_open.copy(),
            np.arange(size),
            np.zeros(size),
            np.zeros(places, dtype=np.int64),
            np.zeros(places),
        )
        started._send(np.flatnonzero(~is_open), np.arange(places))
        return started

    def copy(self) -> "_Closing":
        """Give a state of its own to try something on."""
        return replace(
            self,
            is_open=self.is_open.copy(),
            to=self.to.copy(),
            way=self.way.copy(),
            nearest_unit=self.nearest_unit.copy(),
            nearest=self.nearest.copy(),
        )

    def close(self, unit: int) -> None:
        """Close one unit: only those who went there go elsewhere."""
        self.is_open[unit] = False
        self._send(np.flatnonzero(self.to == unit), np.flatnonzero(self.nearest_unit == unit))

    def open(self, unit: int) -> None:
        """Open one unit: only those who are nearer to it come, of equals to the first in the order."""
        self.is_open[unit] = True
        way, ways = self.units.between[:, unit], self.units.ways[:, unit]
        comes = ~self.is_open & ((way < self.way) | ((way == self.way) & (unit < self.to)))
        comes &= np.isfinite(way)
        self.to[comes], self.way[comes] = unit, way[comes]
        self.to[unit], self.way[unit] = unit, 0.0
        nearer = (ways < self.nearest) | ((ways == self.nearest) & (unit < self.nearest_unit))
        nearer &= np.isfinite(ways)
        self.nearest_unit[nearer], self.nearest[nearer] = unit, ways[nearer]

    def _send(self, units: Ints, places: Ints) -> None:
        opened = np.flatnonzero(self.is_open)
        if not opened.size:
            self.to[:], self.way[:] = -1, np.inf
            self.nearest_unit[:], self.nearest[:] = -1, np.inf
            return
        near = self.units.between[np.ix_(units, opened)]
        first = near.argmin(axis=1)
        self.to[units], self.way[units] = opened[first], near[np.arange(units.size), first]
        ways = self.units.ways[np.ix_(places, opened)]
        first = ways.argmin(axis=1)
        self.nearest_unit[places] = opened[first]
        self.nearest[places] = ways[np.arange(places.size), first]

    @property
    def volumes(self) -> Floats:
        """The patients of each unit with those it takes over, nought for a closed one; shape (units,)."""
        reached = np.isfinite(self.way)
        return sum_by(self.to[reached], self.units.volumes[reached], self.units.count)

    @property
    def covered(self) -> float:
        """Residents within the radius."""
        return float(self.units.weights[self.nearest <= self.units.radius].sum())

    @property
    def stage(self) -> Stage:
        """Sum it up."""
        units, opened = self.units, np.flatnonzero(self.is_open)
        reached, has_way = np.isfinite(self.way), np.isfinite(self.nearest)
        moving = reached & ~self.is_open
        people, moved = units.weights[has_way], units.volumes[moving]
        return Stage(
            tuple(int(each) for each in opened),
            tuple(float(each) for each in self.volumes[opened]),
            self.covered,
            float(np.average(self.nearest[has_way], weights=people)) if people.sum() > 0 else None,
            float(units.weights[~has_way].sum()),
            float(units.volumes[~self.is_open].sum()),
            float(np.average(self.way[moving], weights=moved)) if moved.sum() > 0 else None,
            float(units.volumes[~reached].sum()),
        )


def take_stage(units: Units, is_open: Mask) -> Stage:
    """Tell what is so with some units open: the patients of each closed unit go to the nearest open one."""
    return _Closing.at(units, is_open).stage


def close_smallest(units: Units, minimum: float) -> tuple[Stage, ...]:
    """Close the smallest unit, again and again, until every open one has the minimum; give every stage.

    Of equal units the first in their order closes.
    """
    closing = _Closing.at(units, np.ones(units.count, dtype=bool))
    stages = [closing.stage]
    while stages[-1].smallest < minimum:
        closing.close(stages[-1].open[int(np.argmin(stages[-1].volumes))])
        stages.append(closing.stage)
    return tuple(stages)


def reopen(units: Units, stage: Stage, minimum: float, until: Deadline) -> Stage:
    """Open closed units again where that brings more people within the radius and keeps the minimum.

    Where opening one leaves one neighbour too small, that one is closed instead. What then can stay open
    stays.
    """
    best = _Closing.at(units, _mask(units, stage))
    while not until.is_over:
        better = _reopened_once(best, minimum, until)
        if better is None:
            break
        best = better
    return keep_open(units, best.stage, minimum)


def keep_open(units: Units, stage: Stage, minimum: float) -> Stage:
    """Open every closed unit that keeps the minimum with all others, the largest first: it need not close."""
    best = _Closing.at(units, _mask(units, stage))
    for unit in np.argsort(-units.volumes, kind="stable"):
        if best.is_open[unit]:
            continue
        trial = best.copy()
        trial.open(int(unit))
        if (trial.volumes[trial.is_open] >= minimum).all():
            best = trial
    return best.stage


def _reopened_once(best: _Closing, minimum: float, until: Deadline) -> _Closing | None:
    covered = best.covered
    for unit in _by_gain(best.units, best.is_open):
        if until.is_over:
            return None
        trial = best.copy()
        trial.open(unit)
        volumes = trial.volumes
        small = np.flatnonzero(trial.is_open & (volumes < minimum))
        if small.size == 1 and small[0] != unit:
            trial.close(int(small[0]))
            volumes = trial.volumes
        if (volumes[trial.is_open] >= minimum).all() and trial.covered > covered:
            return trial
    return None


def _by_gain(units: Units, is_open: Mask) -> list[int]:
    """Give the closed units that would bring more people within the radius, most people first."""
    nearest = units.ways[:, is_open].min(axis=1, initial=np.inf)
    beyond = np.where(nearest > units.radius, units.weights, 0.0)
    gain = beyond @ (units.ways <= units.radius)
    gain[is_open] = 0.0
    order = np.argsort(-gain, kind="stable")
    return [int(each) for each in order if gain[each] > 0]


def _mask(units: Units, stage: Stage) -> Mask:
    found = np.zeros(units.count, dtype=bool)
    found[list(stage.open)] = True
    return found


def thin(path: tuple[Stage, ...], most: int) -> tuple[Stage, ...]:
    """Keep so many stages of a path, evenly, the first and the last among them."""
    if len(path) <= most:
        return path
    places = np.unique(np.linspace(0, len(path) - 1, most).round().astype(int))
    return tuple(path[place] for place in places)
