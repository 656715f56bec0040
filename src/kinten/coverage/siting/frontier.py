"""The frontier of centralising: the most people within a radius under each minimum volume, with its proof.

A unit that has the minimum by itself stays. A smaller one stays only with the patients of others that
close: these go to the nearest unit that stays (closest assignment, Wagner & Falkson 1975), never beyond
the nearest one that stays in any case. That keeps the mixed model small enough to prove the answer for
the whole country; where time is out, the answer of closing the smallest first is given with the bound.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import GAP_PROVED, Deadline, Status, deadline
from kinten.coverage.siting.closing import (
    Stage,
    Units,
    close_smallest,
    keep_open,
    reopen,
    take_stage,
)
from kinten.coverage.siting.covering import Cover, cover_within
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.solving import Rows, Solver

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Floor:
    """The answer for one minimum: the stage, how far it is proved, and the most residents any answer covers."""

    minimum: float
    stage: Stage
    status: Status
    bound: float


def find_frontier(
    units: Units, minimums: Iterable[float], until: Deadline
) -> tuple[tuple[Stage, ...], tuple[Floor, ...]]:
    """Give the stages of closing up to the highest minimum, and the answer for each minimum in order.

    The time left is shared evenly.
    """
    asked = sorted(set(minimums))
    floors = []
    for place, minimum in enumerate(asked):
        limit = None if until.limit is None else until.left / (len(asked) - place)
        floors.append(find_floor(units, minimum, deadline(until.timer, limit)))
    return close_smallest(units, asked[-1]), tuple(floors)


def find_floor(units: Units, minimum: float, until: Deadline) -> Floor:
    """Find the units that stay under one minimum so that most residents are within the radius."""
    first = reopen(units, close_smallest(units, minimum)[-1], minimum, until)
    model = _pose(units, minimum)
    solver = model.solver()
    solver.start_from(model.values_of(first))
    found = solver.solve(until.left)
    whole = bool((units.weights % 1 == 0).all())
    bound = model.most if not np.isfinite(found.bound) else model.base - found.bound
    bound = min(model.most, math.floor(bound + 1e-6) if whole else bound)
    stage = first
    if found.values is not None:
        better = take_stage(units, model.open_of(found.values))
        better = keep_open(units, better, minimum)
        if better.smallest >= minimum * (1 - GAP_PROVED) and better.covered > first.covered:
            stage = better
    is_best = bound - stage.covered <= GAP_PROVED * max(stage.covered, 1.0)
    status = Status.OPTIMAL if is_best else Status.FEASIBLE
    return Floor(minimum, stage, status, stage.covered if is_best else max(bound, stage.covered))


@dataclass(frozen=True, slots=True)
class _Model:
    """The mixed model. Columns: the small units, then pairs (a small unit, where its patients go), then patterns.

    ``small`` are units below the minimum. ``of`` and ``to`` are the pairs: each small unit with the units
    at which its patients can end, itself first, then by distance up to the nearest unit that stays in any
    case. ``cover`` are the places that only small units can reach, by pattern over the small units;
    ``base`` are residents within the radius of the others, ``most`` those that any unit reaches.
    """

    units: Units
    minimum: float
    small: Ints
    of: Ints
    to: Ints
    cover: Cover
    worth: Floats
    base: float
    most: float

    @property
    def width(self) -> int:
        """The number of columns."""
        return int(self.small.size + self.of.size + self.worth.size)

    @property
    def is_useful(self) -> Mask:
        """Which small units reach somebody; another need not stay, for its patients only help the others."""
        return np.isin(np.arange(self.small.size), self.cover.sites)

    def solver(self) -> Solver:
        """Make the solver with all rows."""
        sites, pairs = self.small.size, self.of.size
        costs = np.concatenate((np.zeros(sites + pairs), -self.worth))
        upper = np.ones(self.width)
        upper[:sites] = self.is_useful
        solver = Solver(costs, np.zeros(self.width), upper)
        rows = [*self._assigning(), *self._filling(), *self._covering()]
        if rows:
            solver.add(_as_rows(rows))
        solver.make_whole(np.arange(sites))
        whole = bool((self.worth % 1 == 0).all())
        solver.stop_within(absolute=0.999 if whole else 1e-9)
        return solver

    def open_of(self, values: Floats) -> Mask:
        """Give which units are open in a solution."""
        found = np.ones(self.units.count, dtype=bool)
        found[self.small[values[: self.small.size] < 0.5]] = False
        return found

    def values_of(self, stage: Stage) -> Floats:
        """Give a stage as a solution, to start from."""
        is_open = np.zeros(self.units.count, dtype=bool)
        is_open[list(stage.open)] = True
        is_open[self.small[~self.is_useful]] = False
        values = np.zeros(self.width)
        values[: self.small.size] = is_open[self.small]
        taken = set()
        for pair, (unit, end) in enumerate(zip(self.of, self.to, strict=True)):
            if unit not in taken and is_open[end]:
                values[self.small.size + pair] = 1.0
                taken.add(unit)
        met = _patterns_met(self.cover, is_open[self.small])
        values[self.small.size + self.of.size :] = met
        return values

    def _assigning(self) -> "Iterator[_Row]":
        """Give the rows of closest assignment: no farther than any open unit, and to an open one only."""
        place = {int(unit): at for at, unit in enumerate(self.small)}
        starts = np.flatnonzero(np.concatenate(([True], self.of[1:] != self.of[:-1])))
        ends = np.append(starts[1:], self.of.size)
        for start, end in zip(starts, ends, strict=True):
            pairs = [self.small.size + pair for pair in range(start, end)]
            stays = [place.get(int(unit)) for unit in self.to[start:end]]
            yield -np.inf, 1.0, pairs, [1.0] * len(pairs)
            for at, (pair, site) in enumerate(zip(pairs, stays, strict=True)):
                nearer = pairs[: at + 1]
                if site is None:
                    yield 1.0, np.inf, nearer, [1.0] * len(nearer)
                else:
                    yield -np.inf, 0.0, [pair, site], [1.0, -1.0]
                    yield 0.0, np.inf, [*nearer, site], [*[1.0] * len(nearer), -1.0]

    def _filling(self) -> "Iterator[_Row]":
        """Give the rows that ask for the minimum at each small unit that stays."""
        volumes = self.units.volumes
        for site, unit in enumerate(self.small):
            pairs = np.flatnonzero(self.to == unit)
            columns = [*(self.small.size + pairs), site]
            yield 0.0, np.inf, columns, [*volumes[self.of[pairs]], -self.minimum]

    def _covering(self) -> "Iterator[_Row]":
        """Give the rows that let a pattern count only where a unit of it is open."""
        first = int(self.small.size + self.of.size)
        for pattern in range(self.worth.size):
            sites = self.cover.sites[self.cover.starts[pattern] : self.cover.starts[pattern + 1]]
            yield 0.0, np.inf, [*sites, first + pattern], [*[1.0] * sites.size, -1.0]


_Row = tuple[float, float, list[int], list[float]]


def _pose(units: Units, minimum: float) -> _Model:
    small = np.flatnonzero(units.volumes < minimum)
    stays = units.volumes >= minimum
    near = units.ways[:, stays].min(axis=1, initial=np.inf) <= units.radius
    rest = np.where(near, 0.0, units.weights)
    ways = np.where(near[:, None], np.inf, units.ways[:, small])
    cover = cover_within(Problem(ways, rest), units.radius)
    worth = cover.weigh(rest)
    of, to = _pairs(units, small, stays)
    base = float(units.weights[near].sum())
    return _Model(units, minimum, small, of, to, cover, worth, base, base + float(worth.sum()))


def _pairs(units: Units, small: Ints, stays: Mask) -> tuple[Ints, Ints]:
    of: list[int] = []
    to: list[int] = []
    for unit in small:
        way = units.between[unit].copy()
        way[unit] = -1.0
        order = np.argsort(way, kind="stable")
        order = order[np.isfinite(way[order])]
        sure = np.flatnonzero(stays[order])
        ends = order if not sure.size else order[: sure[0] + 1]
        of += [int(unit)] * ends.size
        to += [int(end) for end in ends]
    return np.array(of, dtype=np.int64), np.array(to, dtype=np.int64)


def _patterns_met(cover: Cover, is_open: Mask) -> Floats:
    return np.array(
        [
            float(is_open[cover.sites[start:end]].any())
            for start, end in zip(cover.starts[:-1], cover.starts[1:], strict=True)
        ]
    )


def _as_rows(rows: list[_Row]) -> Rows:
    lengths = [len(indices) for _, _, indices, _ in rows]
    return Rows(
        np.array([lower for lower, _, _, _ in rows]),
        np.array([upper for _, upper, _, _ in rows]),
        np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int32),
        np.array([each for _, _, indices, _ in rows for each in indices], dtype=np.int32),
        np.array([each for _, _, _, values in rows for each in values], dtype=np.float64),
    )
