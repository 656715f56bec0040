"""Sites added to those that stand already: a problem cut down to what an addition can change.

All sites that stand are one column, for a client only goes to the nearest of them. Clients whom no
candidate brings nearer (pmedian, pcenter) or into the radius (mclp, lscp) are the same in every answer:
they are left out, and what they add to the objective is added again. So the proof is about the change
itself.

Of sets that are equal in the objective one is taken by a rule: of candidates of one group that bring the
same clients into the radius the preferred one stands for all (``twins``), and of the sets with the least
longest way that with the least weighted way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import solve_mclp
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Solve = Callable[[Problem, Deadline], Answer]
ADDED_MODELS = (Model.LSCP, Model.MCLP, Model.PMEDIAN, Model.PCENTER)
"""The models that sites can be added with: no capacity of a hospital is known."""
STANDING = 0
"""The column of a problem of additions that stands for all sites there are; candidates follow."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What there is: the way to the nearest standing site, the ways to the candidates, the people.

    ``standing`` has the shape (clients,), ``ways`` (clients, candidates), both infinite where there is
    no way; ``weights`` (clients,). ``groups`` are sets of candidates of which at most one opens.
    ``sites`` is the number of standing ones. ``order`` names the candidates, the preferred first: of
    equals the earlier stands for all (by default in their own order).
    """

    standing: Floats
    ways: Floats
    weights: Floats
    groups: tuple[frozenset[int], ...] = ()
    sites: int = 1
    order: tuple[int, ...] = ()

    def after(self, chosen: tuple[int, ...]) -> Floats:
        """Give the way to the nearest site with some candidates open, shape (clients,)."""
        if not chosen:
            return self.standing
        return np.minimum(self.standing, self.ways[:, list(chosen)].min(axis=1))


@dataclass(frozen=True, slots=True)
class Addition:
    """A problem of additions.

    ``clients`` are its rows among all clients. ``base`` is what the others add to the objective, and
    ``before`` the objective of all where nothing is added (None where a model has none: lscp).
    ``twins`` maps a candidate to the one that stands for it, since both reach the same clients.
    """

    model: Model
    radius: float
    ground: Ground
    problem: Problem
    clients: Ints
    base: float
    before: float | None
    twins: Mapping[int, int] = field(default_factory=dict)

    @property
    def solve(self) -> Solve:
        """The model with its radius."""
        radius = self.radius
        solvers: Mapping[Model, Solve] = {
            Model.LSCP: lambda given, end: solve_lscp(given, radius, end),
            Model.MCLP: lambda given, end: solve_mclp(given, radius, end),
            Model.PMEDIAN: solve_pmedian,
            Model.PCENTER: _center_then_median,
        }
        return solvers[self.model]

    def whole(self, answer: Answer) -> Answer:
        """Tell an answer of the problem in terms of all clients, with candidates from 0 on."""
        chosen = tuple(site - 1 for site in answer.open if site != STANDING)
        after = self.ground.after(chosen)
        left = ~np.isfinite(after)
        if self.model in {Model.LSCP, Model.MCLP}:
            left = after > self.radius
        never = ~np.isfinite(np.minimum(self.ground.standing, _nearest(self.ground.ways)))
        return replace(
            answer,
            objective=None if answer.objective is None else answer.objective + self.base,
            bound=None if answer.bound is None else answer.bound + self.base,
            open=chosen,
            unserved=_numbers(left),
            unreachable=_numbers(never),
            assigned=(),
            conflicts=tuple(
                tuple(int(self.clients[row]) for row in each) for each in answer.conflicts
            ),
        )

    def equals(self, site: int) -> tuple[int, ...]:
        """Name the other candidates of its group that reach the same clients: any of them does as well."""
        leader = self.twins.get(site, site)
        alike = {leader, *(each for each, first in self.twins.items() if first == leader)}
        return tuple(sorted(alike - {site}))

    def value(self, chosen: tuple[int, ...]) -> float:
        """Give the objective of all clients with some candidates open, whatever the model would choose."""
        if self.model is Model.LSCP:
            return float(self.ground.sites + len(chosen))
        columns = [STANDING, *(site + 1 for site in chosen)]
        after = self.problem.distances[:, columns].min(axis=1)
        if self.model is Model.MCLP:
            return self.base + float(self.problem.weights[after <= self.radius].sum())
        if self.model is Model.PMEDIAN:
            return self.base + float(self.problem.weights @ after)
        return float(after.max(initial=0.0))

    def gain(self, objective: float | None) -> float | None:
        """Tell by how much an objective of all clients is better than nothing added; None without one."""
        if objective is None or self.before is None:
            return None
        change = objective - self.before
        return change if self.model is Model.MCLP else -change


def add_to(
    ground: Ground, model: Model, more: int, radius: float = np.inf, no_way: float | None = None
) -> Addition:
    """Pose the problem of opening ``more`` candidates (lscp: as few as do) beside the standing sites.

    A candidate that brings nobody nearer (into the radius) opens in no answer: where so many are not
    useful, fewer open.
    For pmedian and pcenter a client without a way to any standing site takes no part, for no mean
    holds it; with ``no_way`` it has a way so long. The p-centre is over those whom some candidate
    brings nearer: it is the same for everybody else.
    """
    standing, weights = ground.standing, ground.weights
    nearest = _nearest(ground.ways)
    if model in {Model.LSCP, Model.MCLP}:
        kept = (standing > radius) & (nearest <= radius)
        covered = float(weights[standing <= radius].sum())
        base, before = (
            (covered, covered) if model is Model.MCLP else (float(ground.sites - 1), None)
        )
    else:
        if no_way is not None:
            standing = np.where(np.isfinite(standing), standing, no_way)
        has_way = np.isfinite(standing)
        kept = has_way & (nearest < standing)
        rest = has_way & ~kept
        if model is Model.PMEDIAN:
            base = float(weights[rest] @ standing[rest])
            before = float(weights[has_way] @ standing[has_way])
        else:
            base, before = 0.0, float(standing[kept].max(initial=0.0))
    clients = np.flatnonzero(kept)
    ways = np.concatenate((standing[clients, None], ground.ways[clients]), axis=1)
    twins = _twins(ground, clients, radius) if model in {Model.LSCP, Model.MCLP} else {}
    brings: NDArray[np.bool_] = ways[:, 1:] < ways[:, :1]
    if model in {Model.LSCP, Model.MCLP}:
        brings = ways[:, 1:] <= radius
    useful: NDArray[np.bool_] = np.any(brings, axis=0)
    barred = [site for site in range(useful.size) if site in twins or not useful[site]]
    problem = Problem(
        ways,
        weights[clients],
        min(more, _room(ground, useful)) + 1,
        fixed=frozenset({STANDING}),
        forbidden=frozenset(site + 1 for site in barred),
        groups=tuple(frozenset(site + 1 for site in group) for group in ground.groups),
    )
    return Addition(model, radius, ground, problem, clients, base, before, twins)


def _room(ground: Ground, useful: NDArray[np.bool_]) -> int:
    """Count how many useful candidates can open: one of each group, and all without one."""
    grouped = np.zeros(useful.size, dtype=bool)
    for group in ground.groups:
        grouped[list(group)] = True
    return sum(bool(useful[list(group)].any()) for group in ground.groups) + int(
        (useful & ~grouped).sum()
    )


def _twins(ground: Ground, clients: Ints, radius: float) -> dict[int, int]:
    """Map each candidate that reaches the same clients as an earlier one of its group to that one."""
    within = ground.ways[clients] <= radius
    place = {site: at for at, site in enumerate(ground.order)}
    found: dict[int, int] = {}
    for group in ground.groups:
        first: dict[bytes, int] = {}
        for site in sorted(group, key=lambda each: (place.get(each, len(place)), each)):
            leader = first.setdefault(within[:, site].tobytes(), site)
            if leader != site:
                found[site] = leader
    return found


def _center_then_median(problem: Problem, until: Deadline) -> Answer:
    """Find the least longest way, and of the sets that have it the one with the least weighted way."""
    center = solve_pcenter(problem, until)
    if center.status is not Status.OPTIMAL or center.objective is None:
        return center
    near = np.where(problem.distances <= center.objective, problem.distances, np.inf)
    median = solve_pmedian(replace(problem, distances=near), until)
    return center if median.objective is None else replace(center, open=median.open)


def nothing_to_gain(addition: Addition) -> Answer:
    """Say that no candidate changes anything for anybody who is counted."""
    answer = Answer(addition.model, Status.INFEASIBLE, None, None, (), (), (), _NOTHING)
    return addition.whole(answer)


def _nearest(ways: Floats) -> Floats:
    return ways.min(axis=1, initial=np.inf)


def _numbers(mask: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple(int(each) for each in np.flatnonzero(mask))


_NOTHING = Words(
    "どの候補も、数えた人の誰も近く（半径内に）しません。",
    "no candidate brings anybody who is counted nearer (into the radius).",
)
