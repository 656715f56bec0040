"""What comes next to the best set: the sets within a share of it, and what an imposed site costs.

Each set found is barred and the model solved once more (no-good cuts, Balas & Jeroslow 1972), so that
the sets come in the order of their objectives, each proved.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from kinten.coverage.siting.answer import Answer, Deadline, Model, Status, deadline
from kinten.coverage.siting.problem import Problem, check_problem
from kinten.vocabulary.wording import Words

Solve = Callable[[Problem, Deadline], Answer]
"""A model with all that it needs: a problem and a deadline in, an answer out."""

_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Runners:
    """The next best answers, best first, and whether it is proved that no further one lies within."""

    answers: tuple[Answer, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Imposed:
    """The best answer with one site forced open, and what that costs: at least and at most.

    The cost is in the unit of the model and never below nought (mclp: the covered weight lost). Where
    both answers are proved the two ends are one; None where there is no answer.
    """

    site: int
    answer: Answer
    cost: tuple[float, float] | None


def runners_up(
    problem: Problem, solve: Solve, best: Answer, share: float, most: int, until: Deadline
) -> Runners:
    """Find the next best sets, ``most`` at most, while the objective is within ``share`` of the best.

    The order holds within ``GAP_PROVED``. The list ends, not complete, with the first answer that is not
    proved; there is none where ``best`` itself is not. For lscp no set that holds a listed one whole is
    listed.
    """
    if best.status is not Status.OPTIMAL or best.objective is None:
        return Runners((), is_complete=False)
    found: list[Answer] = []
    room = (share + _TOLERANCE) * abs(best.objective)
    barred = [*problem.barred, frozenset(best.open)]
    while len(found) < most:
        answer = solve(replace(problem, barred=tuple(barred)), until)
        if _is_none_within(answer, best.objective, room):
            return Runners(tuple(found), is_complete=True)
        if answer.status is not Status.OPTIMAL or _worse(answer, best.objective) > room:
            break
        found.append(answer)
        barred.append(frozenset(answer.open))
    return Runners(tuple(found), is_complete=False)


def _is_none_within(answer: Answer, best: float, room: float) -> bool:
    if answer.status is Status.INFEASIBLE:
        return True
    return answer.bound is not None and _sign(answer) * (answer.bound - best) > room


def _worse(answer: Answer, best: float) -> float:
    """Tell by how much an answer is worse than the best objective."""
    return _sign(answer) * ((answer.objective or 0.0) - best)


def _sign(answer: Answer) -> float:
    return -1.0 if answer.model is Model.MCLP else 1.0


def impose(
    problem: Problem, solve: Solve, best: Answer, sites: Iterable[int], until: Deadline
) -> tuple[Imposed, ...]:
    """Force each site open in turn, with the same number of sites, and tell what that costs.

    The time left is shared evenly. Raises FaultError for a site that does not exist or is forbidden.
    """
    wanted = tuple(sites)
    for site in wanted:
        check_problem(_with(problem, site))
    found = []
    for place, site in enumerate(wanted):
        limit = None if until.limit is None else until.left / (len(wanted) - place)
        answer = _imposed(problem, solve, best, site, deadline(until.timer, limit))
        found.append(Imposed(site, answer, _cost(answer, best)))
    return tuple(found)


def _with(problem: Problem, site: int) -> Problem:
    return replace(problem, fixed=problem.fixed | {site})


def _imposed(problem: Problem, solve: Solve, best: Answer, site: int, until: Deadline) -> Answer:
    if site in best.open or site in problem.fixed:
        return best
    if best.model is not Model.LSCP and len(problem.fixed) >= problem.count:
        return _infeasible(best, _FULL)
    if not problem.allowed[site]:
        return _infeasible(best, _HELD)
    answer = solve(_with(problem, site), until)
    lost = sorted(set(answer.unreachable) - set(best.unreachable))
    if lost and answer.model is not Model.MCLP:
        return _infeasible(best, _lost(lost))
    return answer


def _infeasible(best: Answer, reason: Words) -> Answer:
    lost = best.unreachable
    return Answer(best.model, Status.INFEASIBLE, None, None, (), lost, lost, reason)


def _cost(answer: Answer, best: Answer) -> tuple[float, float] | None:
    if answer.objective is None or best.objective is None:
        return None
    sign = _sign(answer)
    apart = max(0.0, sign * (answer.objective - best.objective))
    if answer.status is best.status is Status.OPTIMAL:
        return apart, apart
    least = _end(answer.bound, best.objective, sign, 0.0)
    return least, max(least, _end(answer.objective, best.bound, sign, apart))


def _end(mine: float | None, other: float | None, sign: float, otherwise: float) -> float:
    if mine is None or other is None:
        return otherwise
    return max(0.0, sign * (mine - other))


def _lost(clients: list[int]) -> Words:
    """Tell of the clients that only other sites of the imposed one's group could serve."""
    listed = ", ".join(str(each) for each in clients[:10])
    return Words(
        f"同じグループのほかの候補地にしか行けない需要地点が残ります: {listed}。",
        f"clients remain that only other sites of its group could serve: {listed}.",
    )


_FULL = Words(
    "固定された候補地だけで数が埋まっています。",
    "the fixed sites alone are as many as may open.",
)
_HELD = Words(
    "同じグループに固定された候補地があります（グループに一か所まで）。",
    "a fixed site holds its group (one per group).",
)
