"""What is measured, one case a process: each gives plain numbers by name.

A case is `model-clients-sites-count-seed`; the radius is 30 km of straight line, weights are people.
"""

import contextlib
import io
import time
from collections.abc import Callable

import numpy as np
from measuring import memory_of
from national import Country, draw_country

from kinten.coverage.siting.answer import Answer, Deadline, Status, deadline
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.reaching import solve_mclp

Numbers = dict[str, float]
_RADIUS = 30.0
_PATIENCE = 240  # seconds after which the peer is stopped


def solve(case: str) -> Numbers:
    """Solve one case and give CPU seconds, memory, objective, bound, and whether it is proved."""
    model, clients, sites, count, seed = _split(case)
    country = draw_country(clients, sites, seed)
    problem = Problem(country.kilometres(), country.people, count)
    solvers: dict[str, Callable[[Problem, Deadline], Answer]] = {
        "pmedian": solve_pmedian,
        "mclp": lambda each, until: solve_mclp(each, _RADIUS, until),
        "lscp": lambda each, until: solve_lscp(each, _RADIUS, until),
    }
    spent: list[float] = []

    def act() -> Answer:
        start = time.process_time()
        answer = solvers[model](problem, deadline(time.monotonic, None))
        spent.append(time.process_time() - start)
        return answer

    memory, answer = memory_of(act)
    return {
        "seconds": spent[0],
        "memory": memory,
        "objective": answer.objective or 0.0,
        "bound": answer.bound or 0.0,
        "is_proved": float(answer.status is Status.OPTIMAL),
        "unserved": float(len(answer.unserved)),
    }


def solve_with_spopt(case: str) -> Numbers:
    """Build and solve the same with spopt and HiGHS; clients without a site in reach are left out of lscp.

    ``is_proved`` is 0 where it was stopped or failed: then the seconds are only what it took so far.
    """
    import pulp
    from spopt.locate import LSCP, MCLP, PMedian

    model, clients, sites, count, seed = _split(case)
    country = draw_country(clients, sites, seed)
    ways = country.kilometres()
    if model == "lscp":
        ways = ways[(ways <= _RADIUS).any(axis=1)]
    start = time.process_time()

    def act() -> float:
        if model == "pmedian":
            built = PMedian.from_cost_matrix(ways, _column(country), p_facilities=count)
        elif model == "mclp":
            built = MCLP.from_cost_matrix(ways, _column(country), _RADIUS, p_facilities=count)
        else:
            built = LSCP.from_cost_matrix(ways, _RADIUS)
        with contextlib.redirect_stdout(io.StringIO()):
            built = built.solve(pulp.HiGHS(msg=False, threads=1, timeLimit=_PATIENCE, gapRel=1e-6))
        is_proved = built.problem.sol_status == pulp.LpSolutionOptimal
        return float(built.problem.objective.value()) if is_proved else float("nan")

    try:
        memory, objective = memory_of(act)
    except (MemoryError, RuntimeError):
        memory, objective = float("nan"), float("nan")
    proved = not np.isnan(objective)
    return {
        "seconds": time.process_time() - start,
        "memory": -1.0 if np.isnan(memory) else memory,
        "objective": objective if proved else -1.0,
        "is_proved": float(proved),
    }


def _column(country: Country) -> np.ndarray:
    return country.people.reshape(-1, 1)


def _split(case: str) -> tuple[str, int, int, int, int]:
    model, *sizes = case.split("-")
    clients, sites, count, seed = (int(each) for each in sizes)
    return model, clients, sites, count, seed
