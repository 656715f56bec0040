"""Who loses the designation when the requirements change, as a pair: surely, and at most.

A hospital loses by a change where one completion of what is open leads to both: not unmet before, and
unmet after. A completion fixes each missing figure and each person's judgement once, for before and
after alike (``pairs``); so a requirement that stays, or gets weaker, takes no designation away, however
much of it is open. Surely: every completion does that. At most: some completion may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from kinten.scenario.jointly import Joint, Side
from kinten.scenario.pairs import LOST
from kinten.scenario.panel import UNKNOWN, UNMET, Judged, Panel, Part, Verdicts
from kinten.verdict.columns import vary
from kinten.verdict.population import Column, Population

Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
_CELLS = 65_536  # scenarios times hospitals at a time


@dataclass(frozen=True, slots=True)
class Losses:
    """``surely`` lose it under every completion, ``possibly`` under some (the sure ones included).

    Shape (reports,), or (scenarios, reports).
    """

    surely: Flags
    possibly: Flags


@dataclass(frozen=True, slots=True)
class Contrast:
    """The same reports under two editions, and the verdicts before."""

    first: Panel
    second: Panel
    before: Judged

    def losses(
        self, after: Judged, numbers: Mapping[str, Sequence[Decimal]] | None = None
    ) -> Losses:
        """Tell who loses by the change to ``after``.

        ``numbers`` are the scenarios that ``after`` was swept with, along its first axis.
        """
        before = self.before.overall
        stood = (before != UNMET) & (before != UNKNOWN)
        surely = stood & (after.overall == UNMET)
        possibly = stood & (after.overall <= UNKNOWN)
        for first, second in zip(self.first.parts, self.second.parts, strict=True):
            is_open = np.flatnonzero(before[first.rows] == UNKNOWN)
            if is_open.size:
                possibly[..., first.rows[is_open]] = _may_lose(
                    first, second, is_open, numbers or {}
                )
        return Losses(surely, possibly)


def compare(first: Panel, second: Panel) -> Contrast:
    """Put the same reports under two editions side by side."""
    return Contrast(first, second, first.judge())


def _may_lose(
    first: Part, second: Part, rows: Rows, numbers: Mapping[str, Sequence[Decimal]]
) -> Flags:
    """Mark the hospitals that are open before and lose it under some completion."""
    some, others = _some(first.population, rows), _some(second.population, rows)
    varied = vary(second.program, numbers) if numbers else {}
    if not varied:
        masks = Joint(Side(first.program, some), Side(second.program, others)).whole()
        return (masks & LOST) != 0
    scenarios = max(len(each) for each in varied.values())
    block = max(1, _CELLS // rows.size)
    found = []
    for start in range(0, scenarios, block):
        laid = {at: each[start : start + block].reshape(-1, 1) for at, each in varied.items()}
        masks = Joint(Side(first.program, some), Side(second.program, others, laid)).whole()
        shape = (min(block, scenarios - start), rows.size)
        found.append(np.broadcast_to((masks & LOST) != 0, shape))
    return np.concatenate(found)


def _some(population: Population, rows: Rows) -> Population:
    """Give some hospitals of a population."""
    assignable = population.assignable
    return Population(
        rows.size,
        {fact: _rows_of(column, rows) for fact, column in population.facts.items()},
        {asked: _rows_of(column, rows) for asked, column in population.people.items()},
        None if assignable is None else assignable[rows],
    )


def _rows_of(column: Column, rows: Rows) -> Column:
    dash = None if column.dash is None else column.dash[rows]
    return Column(column.low[rows], column.high[rows], dash)


def changed_clauses(before: Judged, after: Judged, row: int) -> tuple[str, ...]:
    """Name the clauses whose verdict on one report differs, in the order of the later edition.

    Clauses of two editions are the same where their paths are; one that only one edition has counts
    as changed.
    """
    first, second = _by_path(before), _by_path(after)
    later = {_path(name): name for name in after.clauses}
    former = {_path(name): name for name in before.clauses if _path(name) not in later}
    return tuple(
        name
        for path, name in (later | former).items()
        if path not in first or path not in second or first[path][row] != second[path][row]
    )


def _path(clause: str) -> str:
    """Give a clause's id without the edition."""
    return clause.partition("/")[2]


def _by_path(judged: Judged) -> dict[str, Verdicts]:
    return {_path(name): verdicts for name, verdicts in judged.clauses.items()}
