"""The frontier of centralising: the most people within a radius under each minimum volume, with its proof.

A unit that has the minimum by itself stays. A smaller one stays only with the patients of others that
close: these go to the nearest unit that stays (closest assignment, Wagner & Falkson 1975), never beyond
the nearest one that stays in any case. That keeps the mixed model small enough to prove the answer for
the whole country. A unit that has not the minimum even with everyone who can come to it is closed before.
Where time is out, or the model is too large for the solver to look at the clock, the answer of closing
the smallest first is given with the bound.
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
from kinten.coverage.siting.few_sites import most_covered
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.solving import Rows, Solver
from kinten.coverage.summing import sum_by

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
_LARGEST = 1_000_000
"""Entries of the rows up to which the solver keeps its limit to about a second."""


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
    model, closed = _pose(units, minimum), close_smallest(units, minimum)[-1]
    bound = _floor_of(units, min(model.most, model.quick_bound(closed.covered, until)))
    stage = first = reopen(units, closed, minimum, until)
    if not _is_best(first, bound) and not until.is_over and model.entries <= _LARGEST:
        solver = model.solver()
        solver.start_from(model.values_of(first))
        found = solver.solve(until.left)
        if np.isfinite(found.bound):
            bound = min(bound, _floor_of(units, model.base - found.bound))
        if found.values is not None:
            better = keep_open(units, take_stage(units, model.open_of(found.values)), minimum)
            if better.smallest >= minimum * (1 - GAP_PROVED) and better.covered > first.covered:
                stage = better
    if _is_best(stage, bound):
        return Floor(minimum, stage, Status.OPTIMAL, stage.covered)
    return Floor(minimum, stage, Status.FEASIBLE, max(bound, stage.covered))


def _floor_of(units: Units, bound: float) -> float:
    """Round a bound of the residents down where all are whole."""
    whole = bool((units.weights % 1 == 0).all())
    return float(math.floor(bound + 1e-6)) if whole else bound


def _is_best(stage: Stage, bound: float) -> bool:
    return bound - stage.covered <= GAP_PROVED * max(stage.covered, 1.0)


@dataclass(frozen=True, slots=True)
class _Model:
    """The mixed model. Columns: the sites, then pairs (a small unit, where its patients go), then patterns.

    ``sites`` are the units below the minimum that can have it with the patients of others, and reach
    somebody whom no unit that has it reaches: another need not stay, for its patients only help the
    others. ``of`` and ``to`` are the pairs: each unit below the minimum with the sites at which its
    patients can end, by distance, itself first, up to the nearest unit that stays in any case. ``cover``
    are the places that only sites can reach, by pattern over the sites; ``base`` are residents within
    the radius of the units that stay, ``most`` those that any site reaches beside.
    """

    units: Units
    minimum: float
    sites: Ints
    of: Ints
    to: Ints
    cover: Cover
    worth: Floats
    base: float
    most: float

    @property
    def width(self) -> int:
        """The number of columns."""
        return int(self.sites.size + self.of.size + self.worth.size)

    @property
    def entries(self) -> int:
        """The most entries that all rows have: those of closest assignment grow with the square."""
        lengths = np.unique(self.of, return_counts=True)[1]
        return int((lengths * (lengths + 11) // 2).sum() + self.cover.sites.size + self.width)

    def quick_bound(self, known: float, until: Deadline) -> float:
        """Bound the residents within the radius by the number of sites that the patients suffice for."""
        moving = np.unique(self.of[np.isin(self.to, self.sites)])
        volume = float(self.units.volumes[moving].sum())
        count = math.floor(volume / (self.minimum * (1 - GAP_PROVED)))
        of = np.repeat(np.arange(self.worth.size), np.diff(self.cover.starts))
        pairs = (of, self.cover.sites)
        return self.base + most_covered(pairs, self.worth, count, known - self.base, until)

    def solver(self) -> Solver:
        """Make the solver with all rows."""
        sites, pairs = self.sites.size, self.of.size
        costs = np.concatenate((np.zeros(sites + pairs), -self.worth))
        solver = Solver(costs, np.zeros(self.width), np.ones(self.width))
        rows = [*self._assigning(), *self._filling(), *self._covering()]
        if rows:
            solver.add(_as_rows(rows))
        solver.make_whole(np.arange(sites))
        whole = bool((self.worth % 1 == 0).all())
        solver.stop_within(absolute=0.999 if whole else 1e-9)
        return solver

    def open_of(self, values: Floats) -> Mask:
        """Give which units are open in a solution."""
        found = self.units.volumes >= self.minimum
        found[self.sites[values[: self.sites.size] > 0.5]] = True
        return found

    def values_of(self, stage: Stage) -> Floats:
        """Give a stage as a solution, to start from."""
        is_open = self.units.volumes >= self.minimum
        is_open[self.sites] = np.isin(self.sites, stage.open)
        values = np.zeros(self.width)
        values[: self.sites.size] = is_open[self.sites]
        taken = set()
        for pair, (unit, end) in enumerate(zip(self.of, self.to, strict=True)):
            if unit not in taken and is_open[end]:
                values[self.sites.size + pair] = 1.0
                taken.add(unit)
        met = _patterns_met(self.cover, is_open[self.sites])
        values[self.sites.size + self.of.size :] = met
        return values

    def _assigning(self) -> "Iterator[_Row]":
        """Give the rows of closest assignment: no farther than any open unit, and to an open one only."""
        place = {int(unit): at for at, unit in enumerate(self.sites)}
        starts = np.flatnonzero(np.concatenate(([True], self.of[1:] != self.of[:-1])))
        ends = np.append(starts[1:], self.of.size)
        for start, end in zip(starts, ends, strict=True):
            pairs = [self.sites.size + pair for pair in range(start, end)]
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
        for site, unit in enumerate(self.sites):
            pairs = np.flatnonzero(self.to == unit)
            columns = [*(self.sites.size + pairs), site]
            yield 0.0, np.inf, columns, [*volumes[self.of[pairs]], -self.minimum]

    def _covering(self) -> "Iterator[_Row]":
        """Give the rows that let a pattern count only where a unit of it is open."""
        first = int(self.sites.size + self.of.size)
        for pattern in range(self.worth.size):
            sites = self.cover.sites[self.cover.starts[pattern] : self.cover.starts[pattern + 1]]
            yield 0.0, np.inf, [*sites, first + pattern], [*[1.0] * sites.size, -1.0]


_Row = tuple[float, float, list[int], list[float]]


def _pose(units: Units, minimum: float) -> _Model:
    stays = units.volumes >= minimum
    near = units.ways[:, stays].min(axis=1, initial=np.inf) <= units.radius
    rest = np.where(near, 0.0, units.weights)
    of, to = _pairs(units, stays)
    can = sum_by(to, units.volumes[of], units.count) >= minimum * (1 - GAP_PROVED)
    reaches = (units.ways[rest > 0] <= units.radius).any(axis=0)
    is_site = ~stays & can & reaches
    sites = np.flatnonzero(is_site)
    if sites.size:
        ways = np.where(near[:, None], np.inf, units.ways[:, sites])
        cover = cover_within(Problem(ways, rest), units.radius)
    else:
        nothing = np.zeros(0, dtype=np.int32)
        cover = Cover(np.zeros(1, dtype=np.int32), nothing, np.full(rest.size, -1))
    worth = cover.weigh(rest)
    kept = (is_site | stays)[to] & np.isin(of, of[is_site[to]])
    base = float(units.weights[near].sum())
    most = base + float(worth.sum())
    return _Model(units, minimum, sites, of[kept], to[kept], cover, worth, base, most)


def _pairs(units: Units, stays: Mask) -> tuple[Ints, Ints]:
    """Pair each unit that does not stay in any case with all that are no farther than the nearest that does."""
    of: list[Ints] = []
    to: list[Ints] = []
    for unit in np.flatnonzero(~stays):
        way = units.between[unit].copy()
        way[unit] = -1.0
        order = np.argsort(way, kind="stable")
        order = order[np.isfinite(way[order])]
        sure = np.flatnonzero(stays[order])
        ends = order if not sure.size else order[: sure[0] + 1]
        of.append(np.full(ends.size, unit))
        to.append(ends)
    none = np.zeros(0, dtype=np.int64)
    return np.concatenate((none, *of)), np.concatenate((none, *to))


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
