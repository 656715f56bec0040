"""The capacitated p-median: each client at one site, and no site filled beyond its capacity.

Mulvey & Beck 1984. The plain p-median's sites are filled for a first answer, the Lagrangian relaxation
gives a bound and more sets to fill, and a mixed model of the pairs that can still better the answer
(0-1 assignments) proves the rest, where there is time to build it.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, deadline, proved
from kinten.coverage.siting.capacity_bound import Relaxed, relax_capacities, worth_trying
from kinten.coverage.siting.capacity_model import capacity_model
from kinten.coverage.siting.capacity_reasons import impossible, not_packed
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.median import Cut, cut_problem
from kinten.coverage.siting.packing import Load, Packed, pack, packed, roomiest
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reasons import Unreached
from kinten.coverage.siting.swapping import exchange, start_greedily
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_A_SECOND = 40_000
"""Pairs that HiGHS can be given for each second left: it does not look at the clock before it has read them."""

_TO_START, _TO_PACK = 0.25, 0.05
"""Shares of the time left that bettering the first assignment, and each further one, may take."""


def solve_cpmedian(problem: Problem, until: Deadline) -> Answer:
    """Find the sites, so many as asked, and each client's one site, with the least weighted way."""
    cut = cut_problem(problem)
    demand = (problem.weights if problem.demand is None else problem.demand)[cut.clients]
    capacity = np.full(problem.sites, np.inf) if problem.capacity is None else problem.capacity
    room = capacity[cut.columns]
    may = (cut.ground.ways < cut.far) & (demand[:, None] <= room[None, :])
    load = Load(demand, room, may)
    reason = impossible(problem, cut, load, until)
    if reason is not None:
        return _none(Status.INFEASIBLE, cut, reason)
    first = _first(cut.ground, problem.count, load, _part(until, _TO_START))
    return _solve(problem, cut, load, first, until)


def _part(until: Deadline, share: float) -> Deadline:
    """Give a share of the time left."""
    if until.limit is None:
        return until
    return deadline(until.timer, share * until.left)


def _first(ground: Ground, count: int, load: Load, until: Deadline) -> Packed | None:
    """Fill the sites of the plain p-median, or those with the most room."""
    start = start_greedily(ground, count)
    if start is not None:
        found = pack(ground, load, exchange(ground, start, until), until)
        if found is not None:
            return found
    return pack(ground, load, roomiest(ground, count, load.room), until)


def _solve(problem: Problem, cut: Cut, load: Load, first: Packed | None, until: Deadline) -> Answer:
    ground, count = cut.ground, problem.count
    whole = _is_whole(ground, load)

    def fill(is_open: Mask) -> Packed | None:
        return pack(ground, load, is_open, _part(until, _TO_PACK))

    relaxed = relax_capacities(ground, count, load, first, fill, until)
    best, bound = relaxed.best, relaxed.bound
    if best is None or not proved(best.cost, bound, is_whole=whole):
        found = _prove(ground, count, load, relaxed, until, is_whole=whole)
        if found is None:
            return _none(Status.INFEASIBLE, cut, not_packed(problem, cut, load))
        best, bound = found
    if best is None:
        return _none(Status.NO_SOLUTION, cut, _NOT_IN_TIME, bound)
    bound = min(best.cost, bound)
    is_proved = proved(best.cost, bound, is_whole=whole)
    everyone = np.full(problem.clients, -1)
    everyone[cut.clients] = cut.columns[best.assigned]
    return Answer(
        Model.CPMEDIAN,
        Status.OPTIMAL if is_proved else Status.FEASIBLE,
        best.cost,
        best.cost if is_proved else bound,
        tuple(int(each) for each in cut.columns[best.is_open]),
        cut.unreachable,
        cut.unreachable,
        assigned=tuple(int(each) for each in everyone),
    )


def _is_whole(ground: Ground, load: Load) -> bool:
    return all(
        bool((weight * ways[may] % 1 == 0).all())
        for weight, ways, may in zip(ground.weights, ground.ways, load.may, strict=True)
    )


def _prove(
    ground: Ground, count: int, load: Load, relaxed: Relaxed, until: Deadline, *, is_whole: bool
) -> tuple[Packed | None, float] | None:
    """Solve the mixed model of what can still better the best known; None where nothing fits."""
    best, line = relaxed.best, np.arange(ground.clients)
    sites, pairs, limit = np.ones(ground.sites, dtype=bool), load.may, np.inf
    if best is not None:
        limit = best.cost - 0.999 if is_whole else best.cost
        sites, pairs = worth_trying(ground, count, load, relaxed, limit)
        sites |= best.is_open
        pairs[line, best.assigned] = True
    if until.is_over or np.count_nonzero(pairs) > _A_SECOND * until.left:
        return best, relaxed.bound
    clients, of = np.nonzero(pairs)
    solver = capacity_model(ground, count, load, sites, (clients, of))
    solver.stop_within(absolute=0.999 if is_whole else 1e-9)
    if best is not None:
        chosen = best.assigned[clients] == of
        solver.start_from(np.concatenate((best.is_open, chosen)).astype(np.float64))
    found = solver.solve(until.left)
    if found.is_infeasible:
        return None if best is None else (best, best.cost)
    if found.values is not None:
        chosen = found.values[ground.sites :] > 0.5
        assigned = np.full(ground.clients, -1)
        assigned[clients[chosen]] = of[chosen]
        better = packed(ground, found.values[: ground.sites] > 0.5, assigned)
        best = better if best is None or better.cost < best.cost else best
    # What the model leaves out costs the limit or more.
    return best, max(relaxed.bound, min(found.bound, limit))


def _none(
    status: Status, cut: Cut, reason: Words | Unreached, bound: float | None = None
) -> Answer:
    told, conflicts = (
        (reason.told, reason.conflicts) if isinstance(reason, Unreached) else (reason, ())
    )
    none = cut.unreachable
    return Answer(Model.CPMEDIAN, status, None, bound, (), none, none, told, conflicts=conflicts)


_NOT_IN_TIME = Words(
    "時間内に、容量に収まる割り当てが見つかりませんでした。",
    "no assignment within the capacities was found in time.",
)
