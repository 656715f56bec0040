"""What a siting model answers: the sites, the objective, and how far it is proved."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.wording import Words

Timer = Callable[[], float]
"""A monotonic timer in seconds; the clock is the caller's."""


class Model(StrEnum):
    """The models, by what is minimised (mclp: maximised)."""

    LSCP = "lscp"
    MCLP = "mclp"
    PMEDIAN = "pmedian"
    PCENTER = "pcenter"
    CPMEDIAN = "cpmedian"


class Status(StrEnum):
    """How far an answer goes.

    Optimal is proved (``GAP_PROVED``); feasible is an answer with a bound; no_solution says that none
    was found in the time given; infeasible that there is none.
    """

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    NO_SOLUTION = "no_solution"


GAP_PROVED = 1e-6
"""Relative gap up to which an answer counts as proved."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer.

    ``objective`` and ``bound`` are in the unit of the model (lscp: sites; mclp: covered weight; pmedian
    and cpmedian: weighted distance; pcenter: radius), None where there is none. ``open`` are sites,
    fixed ones included. ``unserved`` are the clients that the answer leaves out, ``unreachable`` those
    of them that no site could serve. ``reason`` says why there is no answer, and ``conflicts`` are
    groups of clients that no set of sites can serve together, though all but any one of a group.
    """

    model: Model
    status: Status
    objective: float | None
    bound: float | None
    open: tuple[int, ...]
    unserved: tuple[int, ...]
    unreachable: tuple[int, ...]
    reason: Words | None = None
    assigned: tuple[int, ...] = ()
    conflicts: tuple[tuple[int, ...], ...] = ()

    @property
    def gap(self) -> float | None:
        """The relative gap between objective and bound; None where one of them is not known."""
        if self.objective is None or self.bound is None:
            return None
        away = abs(self.objective - self.bound)
        return 0.0 if away == 0 else away / max(abs(self.objective), 1e-12)


def proved(objective: float, bound: float, *, is_whole: bool) -> bool:
    """Whether a bound proves an objective: within ``GAP_PROVED``, or within one where all is whole."""
    away = abs(objective - bound)
    return away <= GAP_PROVED * max(abs(objective), 1e-12) or (is_whole and away < 1 - 1e-6)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to stop: ``limit`` seconds after ``start`` on a timer; None never."""

    timer: Timer
    start: float
    limit: float | None

    @property
    def left(self) -> float:
        """Seconds left, infinite without a limit, never below nought."""
        if self.limit is None:
            return float("inf")
        return max(0.0, self.limit - (self.timer() - self.start))

    @property
    def is_over(self) -> bool:
        """Whether the time is out."""
        return self.left <= 0.0


def deadline(timer: Timer, limit: float | None) -> Deadline:
    """Start a deadline now."""
    return Deadline(timer, timer(), limit)
