"""Many reports as columns: one array a fact, intervals where a figure is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import inf

import numpy as np
from numpy.typing import NDArray

from kinten.guideline.shapes import Post
from kinten.report.model import Report
from kinten.verdict.staffing import Roster
from kinten.verdict.stepping import Walk
from kinten.verdict.steps import Op, Program, Step

Floats = NDArray[np.float64]
Truths = NDArray[np.bool_]
Asked = tuple[Op, tuple[tuple[Post, ...], ...]]


@dataclass(frozen=True, slots=True)
class Column:
    """One fact over a population: ``low`` and ``high`` of shape (hospitals,), float64.

    A known figure has low == high, a missing one [-inf, inf]; yes is 1 and no is 0. Where all are
    known, ``high`` *is* ``low``. ``dash`` marks 「-」, None where there is none.
    """

    low: Floats
    high: Floats
    dash: Truths | None = None

    def part(self, start: int, stop: int) -> "Column":
        """Give some of the hospitals."""
        low = self.low[start:stop]
        high = low if self.high is self.low else self.high[start:stop]
        return Column(low, high, None if self.dash is None else self.dash[start:stop])


@dataclass(frozen=True, slots=True)
class Population:
    """A population of hospitals of one kind.

    ``facts`` maps a fact id to its column; ``people`` maps what is asked of the staff sheet to the
    people counted, certainly and possibly (two readings of one clause ask for different people);
    ``assignable`` says whether all staffing clauses can hold at once. What is absent was never asked.
    """

    size: int
    facts: Mapping[str, Column]
    people: Mapping[Asked, Column] = field(default_factory=dict)
    assignable: Truths | None = None

    def part(self, start: int, stop: int) -> "Population":
        """Give some of the hospitals."""
        return Population(
            min(stop, self.size) - start,
            {fact: column.part(start, stop) for fact, column in self.facts.items()},
            {asked: column.part(start, stop) for asked, column in self.people.items()},
            None if self.assignable is None else self.assignable[start:stop],
        )


def gather(reports: Sequence[Report], program: Program, day: date | None = None) -> Population:
    """Turn reports into columns for a program, people counted once for each."""
    facts = {fact: _fact_column(reports, fact) for fact in program.facts}
    # Which staffing clauses apply depends on the facts, so one hospital after the other is walked.
    walks = [Walk(each, program, day) for each in reports] if program.staffing else []
    people: dict[Asked, Column] = {}
    for position in program.staffing:
        step = program.steps[position]
        people[step.op, step.ways] = _column([_people(walk.roster, step) for walk in walks])
    bears = [walk.conflict is None for walk in walks] or [True] * len(reports)
    return Population(len(reports), facts, people, np.array(bears, dtype=bool))


def _fact_column(reports: Sequence[Report], fact: str) -> Column:
    given = [report.facts.get(fact) for report in reports]
    bounds = [(-inf, inf) if each is None else (each.low, each.high) for each in given]
    dash = np.array([each is not None and each.is_dash for each in given], dtype=bool)
    column = _column(bounds)
    return Column(column.low, column.high, dash if dash.any() else None)


def _column(bounds: Sequence[tuple[float, float]]) -> Column:
    low = np.array([each[0] for each in bounds], dtype=np.float64)
    high = np.array([each[1] for each in bounds], dtype=np.float64)
    return Column(low, low if np.array_equal(low, high) else high)


def _people(roster: Roster | None, step: Step) -> tuple[float, float]:
    if roster is None:
        return -inf, inf
    if step.op is Op.DISTINCT:
        return roster.fill(step.ways)
    return roster.count(step.ways[0][0])
