"""A siting question on any matrix: what `kinten siting MODEL --distances FILE` answers."""

import resource
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.coverage.siting.answer import Answer, Deadline, Model, deadline
from kinten.coverage.siting.capacitated import solve_cpmedian
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.covering import solve_lscp, solve_mclp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem, check_count, check_problem
from kinten.desk.filing import source_of
from kinten.report.model import Source
from kinten.tables.numbers import read_line, read_matrix
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SitingFiles:
    """The files of a question: the matrix, and beside it what is given."""

    distances: Path
    weights: Path | None = None
    fixed: Path | None = None
    forbidden: Path | None = None
    capacity: Path | None = None
    demand: Path | None = None


@dataclass(frozen=True, slots=True)
class SitingAsked:
    """What is asked: the model, how many sites (``count`` with the fixed ones, or ``more``), the radius.

    ``limit`` are seconds, None without a limit.
    """

    model: Model
    count: int | None = None
    more: int | None = None
    radius: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Sited:
    """An answer with its cost in time and memory, and the files behind it."""

    answer: Answer
    seconds: float
    peak_mb: float
    sources: tuple[Source, ...] = field(default=())


def site(asked: SitingAsked, files: SitingFiles) -> Sited:
    """Read the files, check them, and solve; FaultError for what cannot be asked."""
    problem = _read(files)
    check_problem(problem)
    problem = _counted(problem, asked)
    start = time.monotonic()
    answer = _solve(problem, asked, deadline(time.monotonic, asked.limit))
    paths = (
        files.distances,
        files.weights,
        files.fixed,
        files.forbidden,
        files.capacity,
        files.demand,
    )
    sources = tuple(source_of(each) for each in paths if each is not None)
    return Sited(answer, time.monotonic() - start, _peak_mb(), sources)


def _read(files: SitingFiles) -> Problem:
    distances = read_matrix(files.distances)
    weights = np.ones(distances.shape[0]) if files.weights is None else read_line(files.weights)
    return Problem(
        distances,
        weights,
        fixed=_sites(files.fixed),
        forbidden=_sites(files.forbidden),
        demand=None if files.demand is None else read_line(files.demand),
        capacity=None if files.capacity is None else read_line(files.capacity),
    )


def _sites(path: Path | None) -> frozenset[int]:
    if path is None:
        return frozenset()
    numbers = read_line(path)
    broken = numbers[numbers != np.round(numbers)]
    if broken.size:
        raise FaultError(
            Words(
                f"{broken[0]:g}は候補地の番号ではありません。",
                f"{broken[0]:g} is no number of a site.",
            ),
            str(path),
            Words(
                "0から始まる整数を一行に一つ書いてください。",
                "Write whole numbers from 0 on, one a line.",
            ),
        )
    return frozenset(int(each) for each in numbers)


def _counted(problem: Problem, asked: SitingAsked) -> Problem:
    """Put the number of sites in; each model has what it needs and nothing else."""
    needs_radius = asked.model in {Model.LSCP, Model.MCLP}
    if needs_radius and (asked.radius is None or not asked.radius >= 0):
        raise _needed("--radius", Words("半径（距離の単位で0以上）", "a radius from 0 on"), asked)
    if asked.model is Model.LSCP:
        return problem
    if (asked.count is None) == (asked.more is None):
        raise _needed(
            "--p --more", Words("--p か --more のどちらか一つ", "one of --p and --more"), asked
        )
    count = asked.count if asked.count is not None else len(problem.fixed) + (asked.more or 0)
    counted = Problem(
        problem.distances,
        problem.weights,
        count,
        problem.fixed,
        problem.forbidden,
        problem.groups,
        problem.demand,
        problem.capacity,
    )
    check_count(counted)
    return counted


def _needed(place: str, what: Words, asked: SitingAsked) -> FaultError:
    return FaultError(
        Words(f"{asked.model}には{what.ja}が必要です。", f"{asked.model} needs {what.en}."),
        place,
        Words("オプションを加えてください。", "Add the option."),
    )


def _solve(problem: Problem, asked: SitingAsked, until: Deadline) -> Answer:
    radius = 0.0 if asked.radius is None else asked.radius
    solvers: Mapping[Model, Callable[[], Answer]] = {
        Model.LSCP: lambda: solve_lscp(problem, radius, until),
        Model.MCLP: lambda: solve_mclp(problem, radius, until),
        Model.PMEDIAN: lambda: solve_pmedian(problem, until),
        Model.PCENTER: lambda: solve_pcenter(problem, until),
        Model.CPMEDIAN: lambda: solve_cpmedian(problem, until),
    }
    return solvers[asked.model]()


def _peak_mb() -> float:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(highest) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def siting_document(sited: Sited) -> dict[str, Any]:
    """Give the document of `kinten siting --json`."""
    answer = sited.answer
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in sited.sources],
        "model": answer.model.value,
        "status": answer.status.value,
        "objective": answer.objective,
        "bound": answer.bound,
        "gap": answer.gap,
        "open": list(answer.open),
        "unserved": list(answer.unserved),
        "unreachable": list(answer.unreachable),
        "assigned": list(answer.assigned) or None,
        "reason": None if answer.reason is None else answer.reason._asdict(),
        "seconds": round(sited.seconds, 3),
        "peak_mb": round(sited.peak_mb, 1),
    }
