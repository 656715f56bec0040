"""The capacitated p-median: each client at one site, and no site filled beyond its capacity.

Mulvey & Beck 1984. Assignments are 0-1 columns of a mixed model; a first answer comes from the plain
p-median's sites filled by regret, so that a short time still gives one.
"""

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, proved
from kinten.coverage.siting.barring import barred_rows, is_barred
from kinten.coverage.siting.ground import Ground
from kinten.coverage.siting.median import Cut, cut_problem
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.solving import Rows, Solver, one_row
from kinten.coverage.siting.swapping import exchange, start_greedily
from kinten.coverage.summing import dot
from kinten.vocabulary.wording import Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def solve_cpmedian(problem: Problem, until: Deadline) -> Answer:
    """Find the sites, so many as asked, and each client's one site, with the least weighted way."""
    cut = cut_problem(problem)
    demand = (problem.weights if problem.demand is None else problem.demand)[cut.clients]
    capacity = np.full(problem.sites, np.inf) if problem.capacity is None else problem.capacity
    room = capacity[cut.columns]
    reason = _impossible(problem, cut, demand, room)
    if reason is not None:
        return _none(Status.INFEASIBLE, cut, reason)
    first = _fill_greedily(cut, problem.count, demand, room, until)
    return _solve(problem, cut, demand, room, first, until)


def _impossible(problem: Problem, cut: Cut, demand: Floats, room: Floats) -> Words | None:
    """Say why no answer can exist, where that is plain to see."""
    if not cut.clients.size:
        return Words("行ける候補地がありません。", "no client has a way to any site.")
    fits = (cut.ground.ways < cut.far) & (demand[:, None] <= room[None, :])
    lost = cut.clients[~fits.any(axis=1)]
    if lost.size:
        listed = ", ".join(str(each) for each in lost[:10])
        return Words(
            f"需要がどの候補地の容量よりも大きい需要地点があります: {listed}。",
            f"clients with more demand than any site that they can reach holds: {listed}.",
        )
    fixed = room[cut.ground.is_fixed].sum()
    others = np.sort(room[~cut.ground.is_fixed])[::-1][: problem.count - len(problem.fixed)].sum()
    if demand.sum() > fixed + others:
        return Words(
            f"需要の合計{demand.sum():g}が、{problem.count}か所の容量の最大の合計{fixed + others:g}を超えます。",
            f"the demand of {demand.sum():g} is more than {problem.count} sites can hold "
            f"({fixed + others:g} at most).",
        )
    return None


def _fill_greedily(
    cut: Cut, count: int, demand: Floats, room: Floats, until: Deadline
) -> tuple[Mask, Ints] | None:
    """Take good sites of the plain p-median, and give each client the nearest one with room left."""
    start = start_greedily(cut.ground, count)
    if start is None:
        return None
    for is_open in (exchange(cut.ground, start, until), _roomiest(cut.ground, count, room)):
        assigned = _assign(cut, is_open, demand, room)
        if assigned is not None and not is_barred(cut.ground.barred, is_open):
            return is_open, assigned
    return None


def _roomiest(ground: Ground, count: int, room: Floats) -> Mask:
    is_open = ground.is_fixed.copy()
    for site in np.argsort(-room, kind="stable"):
        taken = ground.group[site] >= 0 and is_open[ground.group == ground.group[site]].any()
        if is_open.sum() < count and not taken:
            is_open[site] = True
    return is_open


def _assign(cut: Cut, is_open: Mask, demand: Floats, room: Floats) -> Ints | None:
    """Assign the clients with the most to lose first, or the largest; None where one finds no room."""
    sites = np.flatnonzero(is_open)
    ways = cut.ground.ways[:, sites]
    ordered = np.sort(ways, axis=1)
    regret = ordered[:, min(1, sites.size - 1)] - ordered[:, 0]
    for order in (
        np.argsort(-regret * cut.ground.weights, kind="stable"),
        np.argsort(-demand, kind="stable"),
    ):
        left, assigned = room[sites].copy(), np.full(demand.size, -1)
        for client in order:
            fits = np.where(
                (left >= demand[client]) & (ways[client] < cut.far), ways[client], np.inf
            )
            place = int(fits.argmin())
            if np.isinf(fits[place]):
                break
            assigned[client] = sites[place]
            left[place] -= demand[client]
        if (assigned >= 0).all():
            return assigned
    return None


def _solve(
    problem: Problem,
    cut: Cut,
    demand: Floats,
    room: Floats,
    first: tuple[Mask, Ints] | None,
    until: Deadline,
) -> Answer:
    ground = cut.ground
    pairs = np.argwhere((ground.ways < cut.far) & (demand[:, None] <= room[None, :]))
    clients, sites = pairs[:, 0], pairs[:, 1]
    costs = ground.weights[clients] * ground.ways[clients, sites]
    solver = _model(ground, problem.count, pairs, costs, demand, room)
    whole = bool((costs % 1 == 0).all())
    solver.stop_within(absolute=0.999 if whole else 1e-9)
    if first is not None:
        is_open, assigned = first
        chosen = assigned[clients] == sites
        solver.start_from(np.concatenate((is_open.astype(float), chosen.astype(float))))
    found = solver.solve(until.left)
    if found.is_infeasible:
        return _none(Status.INFEASIBLE, cut, _NO_PACKING)
    if found.values is not None:
        is_open = found.values[: ground.sites] > 0.5
        assigned = np.full(ground.clients, -1)
        chosen = found.values[ground.sites :] > 0.5
        assigned[clients[chosen]] = sites[chosen]
    elif first is not None:
        is_open, assigned = first
    else:
        return _none(Status.NO_SOLUTION, cut, _NOT_IN_TIME)
    objective = dot(ground.weights, ground.ways[np.arange(ground.clients), assigned])
    bound = min(objective, max(found.bound, _plain_bound(ground)))
    is_proved = proved(objective, bound, is_whole=whole)
    everyone = np.full(problem.clients, -1)
    everyone[cut.clients] = cut.columns[assigned]
    return Answer(
        Model.CPMEDIAN,
        Status.OPTIMAL if is_proved else Status.FEASIBLE,
        objective,
        objective if is_proved else bound,
        tuple(int(each) for each in cut.columns[is_open]),
        cut.unreachable,
        cut.unreachable,
        assigned=tuple(int(each) for each in everyone),
    )


def _plain_bound(ground: Ground) -> float:
    """Give the weighted way if every client had its nearest site: no answer is below it."""
    return dot(ground.weights, ground.ways.min(axis=1))


def _model(
    ground: Ground, count: int, pairs: Ints, costs: Floats, demand: Floats, room: Floats
) -> Solver:
    """Columns: sites, then pairs; rows: the count, one site a client, open before used, capacity, groups."""
    sites, width = ground.sites, ground.sites + len(pairs)
    clients, of = pairs[:, 0], pairs[:, 1]
    columns = sites + np.arange(len(pairs))
    solver = Solver(
        np.concatenate((np.zeros(sites), costs)),
        np.concatenate((ground.is_fixed.astype(float), np.zeros(len(pairs)))),
        np.ones(width),
    )
    solver.add(one_row(count, count, np.arange(sites)))
    for group in np.unique(ground.group[ground.group >= 0]):
        solver.add(one_row(-np.inf, 1.0, np.flatnonzero(ground.group == group)))
    starts = np.searchsorted(clients, np.arange(ground.clients)).astype(np.int32)
    ones = np.ones(ground.clients)
    solver.add(Rows(ones, ones, starts, columns.astype(np.int32), np.ones(len(pairs))))
    linked = np.stack((columns, of), axis=1).ravel().astype(np.int32)
    signs = np.tile([1.0, -1.0], len(pairs))
    below = np.full(len(pairs), -np.inf)
    solver.add(
        Rows(
            below, np.zeros(len(pairs)), (2 * np.arange(len(pairs))).astype(np.int32), linked, signs
        )
    )
    for site in np.flatnonzero(np.isfinite(room)):
        mine = np.flatnonzero(of == site)
        indices = np.concatenate((columns[mine], [site]))
        solver.add(
            one_row(-np.inf, 0.0, indices, np.concatenate((demand[clients[mine]], [-room[site]])))
        )
    solver.add(barred_rows(ground.barred))
    solver.make_whole(np.arange(width))
    return solver


def _none(status: Status, cut: Cut, reason: Words) -> Answer:
    return Answer(Model.CPMEDIAN, status, None, None, (), cut.unreachable, cut.unreachable, reason)


_NO_PACKING = Words(
    "需要を、分けずに、この数の候補地の容量に収める方法がありません。",
    "the demands, undivided, do not fit into the capacity of so few sites.",
)
_NOT_IN_TIME = Words(
    "時間内に、容量に収まる割り当てが見つかりませんでした。",
    "no assignment within the capacities was found in time.",
)
