"""Why demands do not fit: the clients, the number of sites or the capacity in the way."""

import numpy as np

from kinten.coverage.siting.answer import Deadline
from kinten.coverage.siting.lagrangian import choose
from kinten.coverage.siting.median import Cut, reaches_all
from kinten.coverage.siting.packing import Load
from kinten.coverage.siting.problem import Problem, most_open
from kinten.coverage.siting.reasons import NOBODY, Unreached, too_few, unreached_together
from kinten.coverage.siting.swapping import exchange, start_greedily
from kinten.vocabulary.wording import Words

_TOLD = 10


def impossible(problem: Problem, cut: Cut, load: Load, until: Deadline) -> Words | Unreached | None:
    """Say why no answer can exist, where that is told without packing: ways before capacities."""
    if not cut.clients.size or not cut.columns.size:
        return NOBODY
    if most_open(problem) < problem.count:
        return too_few(problem)
    large = np.flatnonzero(~load.may.any(axis=1))
    if large.size:
        return _too_large(cut, load, large.tolist())
    if not _is_reached(problem, cut, until):
        within = np.isfinite(problem.distances)
        unreached = unreached_together(problem, within, until, problem.count)
        if unreached is not None:
            return unreached
    total, most = load.demand.sum(), _most_room(problem, cut, load)
    if total > most:
        return Words(
            f"需要の合計{total:g}が、{problem.count}か所の容量の最大の合計{most:g}を超えます。",
            f"the demand of {total:g} is more than {_sites(problem)} can hold ({most:g} at most).",
        )
    return None


def _is_reached(problem: Problem, cut: Cut, until: Deadline) -> bool:
    """Whether a set that is quickly found leaves out none that some site reaches."""
    start = None if np.isinf(cut.far) else start_greedily(cut.ground, problem.count)
    if start is None:
        return True
    return reaches_all(cut, start) or reaches_all(cut, exchange(cut.ground, start, until))


def not_packed(problem: Problem, cut: Cut, load: Load) -> Words:
    """Tell that the demands do not fit though their sum does: undivided, and where there is a way."""
    total, most = load.demand.sum(), _most_room(problem, cut, load)
    if np.isfinite(cut.far):
        ja, en = "、道のある候補地だけに", ", where there is a way,"
    else:
        ja, en = "", ""
    barred = (
        Words("（除かれた組のほかに）", " (but for the sets that are barred)")
        if cut.ground.barred
        else Words("", "")
    )
    return Words(
        f"需要（合計{total:g}）を、分けずに{ja}、{problem.count}か所の容量（最大の合計{most:g}）に"
        f"収める方法が{barred.ja}ありません。",
        f"the demands ({total:g} in all), undivided,{en} do not fit into the capacity of "
        f"{_sites(problem)} ({most:g} at most){barred.en}.",
    )


def _too_large(cut: Cut, load: Load, large: list[int]) -> Words:
    each_has_ways = cut.ground.ways < cut.far
    listed = [
        (int(cut.clients[each]), load.demand[each], load.room[each_has_ways[each]].max())
        for each in large[:_TOLD]
    ]
    more = " …" if len(large) > _TOLD else ""
    ja = ", ".join(f"{each}（需要{demand:g}、容量は最大{room:g}）" for each, demand, room in listed)
    en = ", ".join(f"{each} ({demand:g}, at most {room:g})" for each, demand, room in listed)
    return Words(
        f"需要が、行けるどの候補地の容量よりも大きい需要地点があります: {ja}{more}。",
        f"clients with more demand than any site that they can reach holds: {en}{more}.",
    )


def _most_room(problem: Problem, cut: Cut, load: Load) -> float:
    """Sum the most capacity that so many sites have, the fixed ones among them, one of a group at most."""
    return float(load.room[choose(cut.ground, -load.room, problem.count)].sum())


def _sites(problem: Problem) -> str:
    return f"{problem.count} {'site' if problem.count == 1 else 'sites'}"
