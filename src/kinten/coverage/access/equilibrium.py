"""RAAM: everybody goes where congestion and travel together cost least, given that all others do too.

Saxon & Snow 2020. With D_j the people who come to j, rho all demand per all supply, and tau the unit
of travel, a resident of i pays c_ij = (D_j / S_j) / rho + t_ij / tau and takes the least. That is a user
equilibrium: the D_j are unique, and minimise sum x_ij t_ij / tau + sum D_j^2 / (2 rho S_j). Demand and
supply that reach nothing are in rho too: it is the ratio of the whole study area, as in PySAL access.

It is solved through its dual, whose unknowns are the congestions p_j alone: the choice of the least
is rounded off (a logit of width mu) so that the dual is smooth, and mu falls step by step while p
starts from where it was. A supply that costs a demand many widths more than its least draws nobody,
so that each step works on the pairs the one before left near. How far the answer is from an equilibrium
is the relative gap, taken over all pairs: what all pay above what they would pay at their least cost.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.pairs import Pairs
from kinten.coverage.summing import dot, sum_by

Floats = NDArray[np.float64]
GAP_WANTED = 1e-4
_WIDTHS = (0.03, 0.01, 3e-3, 1e-3, 3e-4, 1e-4, 3e-5)
_ITERATIONS = 200
_SETTLED = 1e-5
"""The dual is settled where a step gains less than so much times the square of the width."""
_NEAR = 20.0
"""Widths above the least from which on a pair is left out: it draws e^-20 of what the least does."""


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """What the residents of each demand pay, infinite where nothing is in reach; shape (demands,).

    ``people`` come to each supply, shape (supplies,). ``gap`` is the relative gap and ``mean`` what a
    resident pays in the mean; both are NaN where nobody lives who reaches anything.
    """

    cost: Floats
    people: Floats
    gap: float
    mean: float


@dataclass(frozen=True, slots=True)
class _Field:
    """The pairs in the order of demand, and what the dual needs of them.

    ``supply`` and ``travel`` have the shape (pairs,); ``starts`` and ``lengths`` tell which pairs are of
    each demand, and ``people`` who live there, shape (demands with a pair,); ``room`` is of the supplies.
    """

    supply: NDArray[np.int64]
    travel: Floats
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    people: Floats
    room: Floats

    def least(self, congestion: Floats) -> tuple[Floats, Floats]:
        """Give every pair's cost, and the least of each demand that reaches something."""
        cost = congestion[self.supply]
        cost += self.travel
        return cost, np.minimum.reduceat(cost, self.starts)

    def chosen(self, cost: Floats, least: Floats, width: float) -> tuple[Floats, Floats]:
        """Give the people of every pair under a logit, and the rounded least cost of each demand."""
        flow = np.repeat(least, self.lengths)
        flow -= cost
        flow /= width
        np.exp(flow, out=flow)
        total = np.add.reduceat(flow, self.starts)
        flow *= np.repeat(self.people / total, self.lengths)
        return flow, least - width * np.log(total)

    def near(self, cost: Floats, least: Floats, margin: float) -> "_Field":
        """Keep the pairs that cost at most so much more than the least; each demand keeps one at least."""
        kept = cost - np.repeat(least, self.lengths) <= margin
        lengths = np.add.reduceat(kept.astype(np.int64), self.starts)
        starts = np.cumsum(lengths) - lengths
        return _Field(self.supply[kept], self.travel[kept], starts, lengths, self.people, self.room)


def raam(
    pairs: Pairs,
    demand: Floats,
    supply: Floats,
    tau: float,
    watch: Callable[[float], None] | None = None,
) -> Equilibrium:
    """Solve the equilibrium; supplies of nought are left out. ``watch`` is told the gap after each width."""
    kept = supply[pairs.supply] > 0
    order = np.flatnonzero(kept)[np.argsort(pairs.demand[kept], kind="stable")]
    of = pairs.demand[order]
    cost, people = np.full(pairs.demands, np.inf), np.zeros(pairs.supplies)
    if not order.size:
        return Equilibrium(cost, people, np.nan, np.nan)
    rows, starts, lengths = np.unique(of, return_index=True, return_counts=True)
    if demand[rows].sum() <= 0:  # nobody congests anything
        cost[rows] = np.minimum.reduceat(pairs.cost[order] / tau, starts)
        return Equilibrium(cost, people, np.nan, np.nan)
    # Solved with the ratio of those who meet, whose congestion is near one, then told in that of all.
    met = float(demand[rows].sum() / supply[np.unique(pairs.supply[order])].sum())
    told = met / float(demand.sum() / supply.sum())
    field = _Field(
        pairs.supply[order],
        pairs.cost[order] / (tau * told),
        starts.astype(np.int64),
        lengths.astype(np.int64),
        demand[rows],
        met * supply,
    )
    least, people, gap, mean = _solve(field, watch)
    cost[rows] = told * least
    return Equilibrium(cost, people, gap, told * mean)


def _solve(
    field: _Field, watch: Callable[[float], None] | None
) -> tuple[Floats, Floats, float, float]:
    from scipy.optimize import minimize

    used = field.room > 0
    scale = np.sqrt(np.where(used, field.room, 1.0))
    total = float(field.people.sum())

    def dual(point: Floats, width: float, near: _Field) -> tuple[float, Floats]:
        congestion = point / scale
        flow, rounded = near.chosen(*near.least(congestion), width)
        came = sum_by(near.supply, flow, congestion.size)
        value = dot(field.people, rounded) - 0.5 * dot(field.room, congestion * congestion)
        return -value / total, -(came - field.room * congestion) / scale / total

    point, near = scale * np.where(used, 1.0, 0.0), field
    best: tuple[float, Floats, Floats, float] | None = None
    for width in _WIDTHS:
        point = minimize(
            dual,
            point,
            args=(width, near),
            jac=True,
            method="L-BFGS-B",
            options={
                "maxiter": _ITERATIONS,
                "ftol": _SETTLED * width * width,
                "gtol": 1e-12,
            },
        ).x
        costs = field.least(point / scale)
        near = field.near(*costs, _NEAR * width)
        found = _judge(field, costs, width)
        if best is not None and found[0] >= best[0]:
            break  # narrower no longer helps
        best = found
        if watch is not None:
            watch(best[0])
        if best[0] <= GAP_WANTED:
            break
    assert best is not None  # noqa: S101 - there is a first width
    gap, least, came, mean = best
    return least, came, gap, mean


def _judge(
    field: _Field, costs: tuple[Floats, Floats], width: float
) -> tuple[float, Floats, Floats, float]:
    """Send the people as the logit does, let that congest, and tell how far it is from an equilibrium."""
    flow, _ = field.chosen(*costs, width)
    came = sum_by(field.supply, flow, field.room.size)
    real = np.divide(came, field.room, out=np.zeros_like(came), where=field.room > 0)
    cost, least = field.least(real)
    paid, possible = dot(flow, cost), dot(field.people, least)
    return (
        max(0.0, paid - possible) / paid if paid > 0 else 0.0,
        least,
        came,
        paid / float(field.people.sum()),
    )
