"""What an addition changes for people: near a hospital, by area, and what each hospital alone does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.demand import Demand
from kinten.coverage.reached import Reached, reached
from kinten.coverage.siting.additions import Ground
from kinten.coverage.travel import LIMITS
from kinten.desk.siting_japan_sites import Candidate

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one added hospital does.

    ``nearer`` are the people whose nearest hospital it becomes and whose way it shortens; ``before`` and
    ``after`` are their mean minutes. ``first_way`` are the people among them who had no way to any
    (they are in no mean). ``only_by_it`` are the people within the radius who are not without it.
    """

    candidate: Candidate
    nearer: float
    before: float | None
    after: float | None
    first_way: float
    only_by_it: float


@dataclass(frozen=True, slots=True)
class AreaChange:
    """What changes for the people of one area: mean minutes (None without a way), within the radius, a way at all."""

    area: str
    people: float
    before: float | None
    after: float | None
    within_before: float
    within_after: float
    first_way: float
    cut_off: float

    @property
    def is_changed(self) -> bool:
        """Whether anything changes."""
        return self.before != self.after or self.first_way > 0


@dataclass(frozen=True, slots=True)
class Change:
    """All that changes. ``radius`` is that of the question, or that of the tables where it has none."""

    radius: float
    before: Reached
    after: Reached
    chosen: tuple[Chosen, ...]
    areas: tuple[AreaChange, ...]


DEFAULT_RADIUS = 60.0
"""Minutes that "newly within" is told for where the question has no radius; no requirement."""


def measure_change(
    demand: Demand,
    ground: Ground,
    candidates: tuple[Candidate, ...],
    chosen: tuple[int, ...],
    radius: float | None,
) -> Change:
    """Measure what the chosen candidates change for the people of a demand."""
    limit = DEFAULT_RADIUS if radius is None else radius
    limits = tuple(sorted({*map(float, LIMITS), limit}))
    after = ground.after(chosen)
    return Change(
        limit,
        reached(ground.weights, ground.standing, limits),
        reached(ground.weights, after, limits),
        tuple(_chosen(ground, candidates, chosen, each, limit) for each in chosen),
        tuple(_areas(demand, ground, after, limit)),
    )


def _chosen(
    ground: Ground,
    candidates: tuple[Candidate, ...],
    chosen: tuple[int, ...],
    site: int,
    radius: float,
) -> Chosen:
    after = ground.after(chosen)
    mine = ground.ways[:, site]
    rows = (mine < ground.standing) & (mine == after)
    had = rows & np.isfinite(ground.standing)
    people = ground.weights[had]
    is_told = bool(people.sum() > 0)
    without = ground.after(tuple(each for each in chosen if each != site))
    return Chosen(
        candidates[site],
        float(ground.weights[rows].sum()),
        float(np.average(ground.standing[had], weights=people)) if is_told else None,
        float(np.average(mine[had], weights=people)) if is_told else None,
        float(ground.weights[rows & ~had].sum()),
        float(ground.weights[(after <= radius) & (without > radius)].sum()),
    )


def _areas(demand: Demand, ground: Ground, after: Floats, radius: float) -> list[AreaChange]:
    """Measure every area that holds people counted, in the order of the codes.

    Both means are over the people who have a way before; those who get their first are told apart.
    """
    codes = np.array(demand.areas)
    found = []
    for code in sorted(set(demand.areas)):
        rows = codes == code
        people, standing, now = ground.weights[rows], ground.standing[rows], after[rows]
        had = np.isfinite(standing)
        is_told = bool(people[had].sum() > 0)
        found.append(
            AreaChange(
                code,
                float(people.sum()),
                float(np.average(standing[had], weights=people[had])) if is_told else None,
                float(np.average(now[had], weights=people[had])) if is_told else None,
                float(people[standing <= radius].sum()),
                float(people[now <= radius].sum()),
                float(people[~had & np.isfinite(now)].sum()),
                float(people[~np.isfinite(now)].sum()),
            )
        )
    return found
