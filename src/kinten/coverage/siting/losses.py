"""What each model loses under the others: one set of sites measured by all three.

The p-median looks to the cities, the p-centre to the farthest client, the MCLP to nobody beyond the
radius; the table shows the price of choosing one of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kinten.coverage.siting.answer import Answer, Deadline, Model, deadline
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import solve_mclp
from kinten.coverage.summing import dot


@dataclass(frozen=True, slots=True)
class Objectives:
    """One set of sites, measured.

    ``weighted_way`` is the sum of weight times way to the nearest open site and ``longest_way`` the
    longest such way (None where nobody has one), both over the clients with a way to some open site.
    ``covered`` is the weight within the radius, inclusive. ``unserved`` are the clients without a way.
    """

    weighted_way: float
    covered: float
    longest_way: float | None
    unserved: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """The answer of one model, measured under all three; None where it has no sites."""

    model: Model
    answer: Answer
    objectives: Objectives | None


def objectives_of(problem: Problem, sites: Iterable[int], radius: float) -> Objectives:
    """Measure a set of sites; an empty one serves nobody."""
    chosen = sorted(sites)
    ways = problem.distances[:, chosen].min(axis=1, initial=np.inf)
    has_way = np.isfinite(ways)
    return Objectives(
        dot(problem.weights[has_way], ways[has_way]),
        float(problem.weights[has_way & (ways <= radius)].sum()),
        float(ways[has_way].max()) if has_way.any() else None,
        tuple(int(each) for each in np.flatnonzero(~has_way)),
    )


def loss_table(
    problem: Problem, radius: float, until: Deadline, known: Answer | None = None
) -> tuple[Loss, ...]:
    """Solve p-median, MCLP and p-centre with the same sites allowed, and measure each under all three.

    ``known`` is an answer to one of them, which is not solved again. The time left is shared evenly.
    """
    solvers = (
        (Model.PMEDIAN, solve_pmedian),
        (Model.MCLP, lambda given, end: solve_mclp(given, radius, end)),
        (Model.PCENTER, solve_pcenter),
    )
    found = []
    for place, (model, solve) in enumerate(solvers):
        limit = None if until.limit is None else until.left / (len(solvers) - place)
        given = known if known is not None and known.model is model else None
        answer = given or solve(problem, deadline(until.timer, limit))
        measured = objectives_of(problem, answer.open, radius) if answer.open else None
        found.append(Loss(model, answer, measured))
    return tuple(found)
