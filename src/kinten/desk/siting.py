"""A siting question on any matrix: what `kinten siting MODEL --distances FILE` answers."""

import resource
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from kinten import __version__
from kinten.coverage.siting.answer import Answer, Model, deadline
from kinten.coverage.siting.capacitated import solve_cpmedian
from kinten.coverage.siting.center import solve_pcenter
from kinten.coverage.siting.covering import solve_lscp
from kinten.coverage.siting.median import solve_pmedian
from kinten.coverage.siting.problem import Problem, check_count, check_problem
from kinten.coverage.siting.reaching import solve_mclp
from kinten.coverage.siting.runners import Solve
from kinten.desk.filing import source_of
from kinten.desk.siting_more import (
    NEAR,
    More,
    MoreAsked,
    check_more,
    find_more,
    more_document,
    read_groups,
    read_sites,
)
from kinten.report.model import Source
from kinten.tables.numbers import read_line, read_matrix
from kinten.vocabulary.wording import FaultError, Words

CAUTION = Words(
    "計算上の答えであり、設置の提案ではありません。",
    "This is arithmetic, not a proposal.",
)


@dataclass(frozen=True, slots=True)
class SitingFiles:
    """The files of a question: the matrix, and beside it what is given."""

    distances: Path
    weights: Path | None = None
    fixed: Path | None = None
    forbidden: Path | None = None
    capacity: Path | None = None
    demand: Path | None = None
    groups: Path | None = None
    imposed: Path | None = None

    @property
    def given(self) -> tuple[Path, ...]:
        """The files that were named."""
        paths = (
            self.distances,
            self.weights,
            self.fixed,
            self.forbidden,
            self.capacity,
            self.demand,
            self.groups,
            self.imposed,
        )
        return tuple(each for each in paths if each is not None)


@dataclass(frozen=True, slots=True)
class SitingAsked:
    """What is asked: the model, how many sites (``count`` with the fixed ones, or ``more``), the radius.

    ``limit`` are seconds, None without a limit. Beside the answer: ``runners`` next best sets at most
    (None for none) within the share ``near`` of the objective, and the table of losses.
    """

    model: Model
    count: int | None = None
    more: int | None = None
    radius: float | None = None
    limit: float | None = None
    runners: int | None = None
    near: float = NEAR
    has_losses: bool = False


@dataclass(frozen=True, slots=True)
class Sited:
    """An answer with what was asked beside it, its cost in time and memory, and the files behind it."""

    answer: Answer
    more: More
    seconds: float
    peak_mb: float
    sources: tuple[Source, ...] = field(default=())


def site(asked: SitingAsked, files: SitingFiles) -> Sited:
    """Read the files, check them, and solve; FaultError for what cannot be asked."""
    _check_use(asked, files)
    problem = _read(files)
    check_problem(problem)
    problem = _counted(problem, asked)
    imposed = None if files.imposed is None else read_sites(files.imposed)
    beside = MoreAsked(asked.runners, asked.near, imposed, asked.has_losses)
    check_more(beside, problem, asked.radius)
    until, solve = deadline(time.monotonic, asked.limit), _model(asked)
    answer = solve(problem, until)
    more = find_more(problem, solve, answer, beside, asked.radius, until)
    sources = tuple(source_of(each) for each in files.given)
    return Sited(answer, more, time.monotonic() - until.start, _peak_mb(), sources)


def _check_use(asked: SitingAsked, files: SitingFiles) -> None:
    """Raise FaultError for what a model has no use for, and for a capacity that it lacks."""
    has_capacity = asked.model is Model.CPMEDIAN
    if has_capacity and files.capacity is None:
        raise _needed("--capacity", Words("候補地の容量", "the capacity of each site"), asked)
    uses_radius = asked.model in {Model.LSCP, Model.MCLP} or asked.has_losses
    for option, is_given in (
        ("--capacity", files.capacity is not None and not has_capacity),
        ("--demand", files.demand is not None and not has_capacity),
        ("--radius", asked.radius is not None and not uses_radius),
        ("--p", asked.count is not None and asked.model is Model.LSCP),
        ("--more", asked.more is not None and asked.model is Model.LSCP),
    ):
        if is_given:
            raise FaultError(
                Words(
                    f"{asked.model}では {option} は使われません。",
                    f"{option} has no use in {asked.model}.",
                ),
                option,
                Words("外してください。", "Leave it out."),
            )


def _read(files: SitingFiles) -> Problem:
    distances = read_matrix(files.distances)
    weights = np.ones(distances.shape[0]) if files.weights is None else read_line(files.weights)
    return Problem(
        distances,
        weights,
        fixed=frozenset(read_sites(files.fixed)),
        forbidden=frozenset(read_sites(files.forbidden)),
        groups=read_groups(files.groups, distances.shape[1]),
        demand=None if files.demand is None else read_line(files.demand),
        capacity=None if files.capacity is None else read_line(files.capacity),
    )


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
    counted = replace(problem, count=count)
    check_count(counted)
    return counted


def _needed(place: str, what: Words, asked: SitingAsked) -> FaultError:
    return FaultError(
        Words(f"{asked.model}には{what.ja}が必要です。", f"{asked.model} needs {what.en}."),
        place,
        Words("オプションを加えてください。", "Add the option."),
    )


def _model(asked: SitingAsked) -> Solve:
    radius = 0.0 if asked.radius is None else asked.radius
    solvers: Mapping[Model, Solve] = {
        Model.LSCP: lambda problem, until: solve_lscp(problem, radius, until),
        Model.MCLP: lambda problem, until: solve_mclp(problem, radius, until),
        Model.PMEDIAN: solve_pmedian,
        Model.PCENTER: solve_pcenter,
        Model.CPMEDIAN: solve_cpmedian,
    }
    return solvers[asked.model]


def _peak_mb() -> float:
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(highest) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def siting_document(sited: Sited) -> dict[str, Any]:
    """Give the document of `kinten siting --json`."""
    answer = sited.answer
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in sited.sources],
        "caution": CAUTION._asdict(),
        "model": answer.model.value,
        "status": answer.status.value,
        "objective": answer.objective,
        "bound": answer.bound,
        "gap": answer.gap,
        "open": list(answer.open),
        "unserved": list(answer.unserved),
        "unreachable": list(answer.unreachable),
        "conflicts": [list(each) for each in answer.conflicts],
        "assigned": list(answer.assigned) or None,
        "reason": None if answer.reason is None else answer.reason._asdict(),
        **more_document(sited.more, answer),
        "seconds": round(sited.seconds, 3),
        "peak_mb": round(sited.peak_mb, 1),
    }
