"""Reports judged as one panel: by kind in columns, put back into the order of the reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from kinten.guideline.edition import Edition
from kinten.report.model import Report
from kinten.verdict.columns import judge_columns, vary
from kinten.verdict.population import Population, gather
from kinten.verdict.program import compile_program
from kinten.verdict.steps import Program
from kinten.vocabulary.hospital_kind import Kind

Verdicts = NDArray[np.int8]
UNMET, UNKNOWN, MET, NOT_APPLICABLE = range(4)


@dataclass(frozen=True, slots=True)
class Part:
    """The hospitals of one kind: their rows among the reports, the program, and their facts."""

    rows: NDArray[np.int64]
    program: Program
    population: Population


@dataclass(frozen=True, slots=True)
class Panel:
    """Reports under one edition, gathered once so that they can be judged again and again."""

    edition: Edition
    size: int
    parts: tuple[Part, ...]

    def judge(self) -> "Judged":
        """Judge every report, clause by clause."""
        overall = np.empty(self.size, dtype=np.int8)
        clauses: dict[str, Verdicts] = {}
        for part in self.parts:
            judged = judge_columns(part.program, part.population, keep_clauses=True)
            overall[part.rows] = judged.overall
            for name, verdicts in judged.clauses.items():
                column = clauses.setdefault(name, np.full(self.size, NOT_APPLICABLE, dtype=np.int8))
                column[part.rows] = verdicts
        return Judged(overall, clauses)

    def sweep(self, numbers: Mapping[str, Sequence[Decimal]]) -> "Judged":
        """Judge every report under many scenarios, which lie along the first axis.

        ``numbers`` maps a clause id to one number for each scenario. A clause that no scenario
        reaches keeps the shape (reports,).
        """
        size = max(len(each) for each in numbers.values())
        overall = np.empty((size, self.size), dtype=np.int8)
        clauses: dict[str, Verdicts] = {}
        for part in self.parts:
            varied = vary(part.program, numbers)
            judged = judge_columns(part.program, part.population, varied, keep_clauses=True)
            overall[:, part.rows] = judged.overall
            for name, verdicts in judged.clauses.items():
                column = clauses.get(name)
                if column is None or column.ndim < verdicts.ndim:
                    shape = (*verdicts.shape[:-1], self.size)
                    wider = np.full(shape, NOT_APPLICABLE, dtype=np.int8)
                    if column is not None:
                        wider[...] = column
                    column = clauses[name] = wider
                column[..., part.rows] = verdicts
        return Judged(overall, clauses)


@dataclass(frozen=True, slots=True)
class Judged:
    """``overall`` has the shape (reports,), or (scenarios, reports); so have the ``clauses`` by id."""

    overall: Verdicts
    clauses: Mapping[str, Verdicts]


def seat(reports: Sequence[Report], edition: Edition, day: date | None, scope: str | None) -> Panel:
    """Gather reports for an edition; ``day`` chooses dated parameters (None: that of each report)."""
    by_kind: dict[tuple[Kind, date], list[int]] = {}
    for row, report in enumerate(reports):
        by_kind.setdefault((report.kind, day or date(report.year, 9, 1)), []).append(row)
    parts = []
    for (kind, on), rows in by_kind.items():
        program = compile_program(edition, kind, on, scope)
        population = gather([reports[row] for row in rows], program, day)
        parts.append(Part(np.array(rows), program, population))
    return Panel(edition, len(reports), tuple(parts))
