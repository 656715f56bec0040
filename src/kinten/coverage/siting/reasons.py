"""Why a question of sites has no answer: which clients, which constraint."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.conflict import least_conflict
from kinten.coverage.siting.problem import Problem, most_open
from kinten.coverage.siting.site_rows import site_solver, table_rows
from kinten.coverage.siting.solving import one_row
from kinten.vocabulary.wording import Words

Mask = NDArray[np.bool_]
_TOLD, _TOLD_CONFLICTS, _MOST, _SECONDS = 20, 3, 20, 10.0


class _OutOfTime(Exception):  # noqa: N818 - it is no error
    """The search for a conflict ran out of its time."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """Groups of clients that no set of sites reaches together (any one left out, the others can be).

    No client is in two of the ``conflicts``; ``told`` names them.
    """

    conflicts: tuple[tuple[int, ...], ...]
    told: Words


def unreached_together(
    problem: Problem, within: Mask, until: Deadline, most: int | None = None
) -> Unreached | None:
    """Name clients that ``most`` sites cannot reach together, one of each group at most.

    ``within`` tells which site reaches which client, shape (clients, sites); clients that no site
    reaches take no part, and of those that the same sites reach the first stands for all. None where all
    can be reached, or where it is not known within the time left and ``_SECONDS``.
    """
    end = Deadline(until.timer, until.timer(), min(until.left, _SECONDS))
    within = within & problem.allowed
    fixed = np.zeros(problem.sites, dtype=bool)
    fixed[list(problem.fixed)] = True
    asked = np.flatnonzero(within.any(axis=1) & ~within[:, fixed].any(axis=1))
    _, first = np.unique(within[asked], axis=0, return_index=True)

    def is_hopeless(rows: Sequence[int]) -> bool:
        if end.is_over:
            raise _OutOfTime
        solver = site_solver(problem, cost=0.0)
        solver.add(table_rows(within[list(rows)]))
        if most is not None:
            solver.add(one_row(-np.inf, most, np.arange(problem.sites)))
        solver.make_whole(np.arange(problem.sites))
        found = solver.solve(end.left)
        if not found.is_infeasible and not found.is_optimal:
            raise _OutOfTime
        return found.is_infeasible

    left = asked[np.sort(first)].tolist()
    conflicts: list[tuple[int, ...]] = []
    with contextlib.suppress(_OutOfTime):
        while len(conflicts) < _MOST and (clients := least_conflict(left, is_hopeless)):
            conflicts.append(clients)
            left = [each for each in left if each not in clients]
    if not conflicts:
        return None
    told = [_tell(problem, within, each, most) for each in conflicts[:_TOLD_CONFLICTS]]
    if len(conflicts) > _TOLD_CONFLICTS:
        more = len(conflicts) - _TOLD_CONFLICTS
        told.append(Words(f"ほかに{more}組以上。", f"{more} or more such groups beside these."))
    words = Words("".join(each.ja for each in told), " ".join(each.en for each in told))
    return Unreached(tuple(conflicts), words)


def _tell(problem: Problem, within: Mask, clients: Sequence[int], most: int | None) -> Words:
    sites = np.flatnonzero(within[list(clients)].any(axis=0))
    told, named = (
        ", ".join(str(each) for each in some[:_TOLD]) + (" …" if len(some) > _TOLD else "")
        for some in (clients, sites)
    )
    rules = []
    if most is not None:
        fixed = len(problem.fixed)
        beside = Words(f"（固定{fixed}を含む）", f" ({fixed} of them fixed)")
        noun = "site" if most == 1 else "sites"
        ja, en = (beside.ja, beside.en) if fixed else ("", "")
        rules.append(Words(f"{most}か所{ja}", f"{most} {noun}{en}"))
    if problem.groups:
        rules.append(Words("グループから一か所まで", "one of a group at most"))
    how = Words("、".join(each.ja for each in rules), " and ".join(each.en for each in rules))
    if len(clients) == 1:
        return Words(
            f"{how.ja}では、需要地点 {told} に届きません（届く候補地: {named}）。",
            f"with {how.en}: the client {told} cannot be reached (sites that would reach it: {named}).",
        )
    return Words(
        f"{how.ja}では、需要地点 {told} に同時には届きません（そのどれかに届く候補地: {named}）。",
        f"with {how.en}: the clients {told} cannot be reached together (sites that reach one of them: "
        f"{named}).",
    )


def too_few(problem: Problem) -> Words:
    """Tell that fewer sites can open than are asked for, and what keeps them from it."""
    most, shut = most_open(problem), len(problem.forbidden)
    rules = [Words(f"候補地{problem.sites}", f"{problem.sites} sites")]
    if shut:
        rules.append(Words(f"禁止{shut}", f"{shut} forbidden"))
    if problem.groups:
        rules.append(Words("グループから一か所まで", "one of a group at most"))
    ja, en = "、".join(each.ja for each in rules), ", ".join(each.en for each in rules)
    return Words(
        f"開けるのは{most}か所までで、{problem.count}か所は開けません（{ja}）。",
        f"no more than {most} sites can open, {problem.count} were asked for ({en}).",
    )


NOBODY = Words(
    "どの候補地にも行ける需要地点がありません。", "no client has a way to any site that may open."
)
NOT_IN_TIME = Words(
    "時間内に、全員に道のある組が見つかりませんでした。",
    "no set that everybody has a way to was found in time.",
)
