"""The exact steps of a threshold: between two of them no verdict changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from kinten.guideline.clauses import Clause
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import Compare, Comparison, facts_of
from kinten.report.model import Report
from kinten.scenario.losing import Contrast, Flags
from kinten.scenario.panel import MET, UNKNOWN, UNMET, Panel
from kinten.scenario.standing import Map
from kinten.verdict.steps import Op
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class Step:
    """What holds for every threshold above ``above`` and up to ``up_to`` (None: without end).

    ``met``, ``unmet`` and ``unknown`` count reports. ``hospitals`` that lose the designation, ``areas``
    and ``people`` are at least and at most, and against the same 'before' as the scenario.
    """

    above: Decimal | None
    up_to: Decimal | None
    met: int
    unmet: int
    unknown: int
    hospitals: tuple[int, int]
    areas: tuple[int, int]
    people: tuple[int, int]


def break_points(clause: Clause, reports: Sequence[Report], factor: Decimal) -> tuple[Decimal, ...]:
    """Give the thresholds at which a verdict can change, ascending: the values that were reported.

    ``factor`` is what a reading multiplies the threshold by. FaultError for a clause that does not
    compare one fact with a minimum.
    """
    match clause.test:
        case Compare(comparison=Comparison.AT_LEAST):
            fact = facts_of(clause.test)[0]
        case _:
            raise FaultError(
                Words(
                    "この条項は一つの数値の下限ではありません。",
                    "this clause does not set a minimum for one figure.",
                ),
                clause.id,
                Words(
                    "下限の条項（例 R4.8/volume/absolute/registry）を指定してください。",
                    "Name a clause with a minimum, such as R4.8/volume/absolute/registry.",
                ),
            )
    values = {
        bound
        for report in reports
        if (given := report.facts.get(fact)) is not None
        for bound in (given.low, given.high)
        if isfinite(bound)
    }
    return tuple(sorted(Decimal(str(value)) / factor for value in values))


def points_in_force(
    clause: Clause, before: Panel, factors: Collection[Decimal]
) -> tuple[Decimal, ...]:
    """Give the thresholds before the change: only above them can a figure that is open cost anything.

    They are told in numbers of the later edition, which multiplies its own by ``factors``.
    """
    path = clause.id.partition("/")[2]
    found = {
        step.printed if factor == step.factor else step.printed * step.factor / factor
        for part in before.parts
        for step in part.program.steps
        if step.op is Op.AT_LEAST and step.clause.partition("/")[2] == path
        for factor in factors
    }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Ground:
    """What a curve stands on: both editions, the hospital of each report (empty: none), the map.

    ``without`` are the hospitals that withdraw, whatever the threshold.
    """

    contrast: Contrast
    hospitals: Sequence[str]
    land: Map
    without: Collection[str] = ()


def draw_curve(ground: Ground, clause: Clause, points: Sequence[Decimal]) -> tuple[Step, ...]:
    """Judge at every break point and behind the last one, with the same 'before' as the scenario."""
    ends = [*points, (points[-1] if points else number_of(clause) or Decimal(0)) + 1]
    numbers = {clause.id: ends}
    swept = ground.contrast.second.sweep(numbers)
    losses = ground.contrast.losses(swept, numbers)
    least = _effects(ground, losses.surely, for_certain=True)
    most = _effects(ground, losses.possibly, for_certain=False)
    steps: list[Step] = []
    for place, end in enumerate(ends):
        verdicts = swept.overall[place]
        (hospitals, areas, people) = (
            (int(low[place]), int(high[place])) for low, high in zip(least, most, strict=True)
        )
        steps.append(
            Step(
                ends[place - 1] if place else None,
                end if place < len(points) else None,
                int((verdicts == MET).sum()),
                int((verdicts == UNMET).sum()),
                int((verdicts == UNKNOWN).sum()),
                hospitals,
                areas,
                people,
            )
        )
    return _joined(steps)


_Counts = NDArray[np.int64] | NDArray[np.float64]


def _effects(ground: Ground, gone: Flags, *, for_certain: bool) -> tuple[_Counts, _Counts, _Counts]:
    """Count hospitals, areas and people for each scenario; a hospital is gone when any of its years is."""
    land = ground.land
    ids = tuple(dict.fromkeys((*ground.without, *filter(None, ground.hospitals))))
    flags = np.zeros((len(gone), len(ids)), dtype=bool)
    flags[:, : len(ground.without)] = True
    at = {name: place for place, name in enumerate(ids)}
    for column, hospital in enumerate(ground.hospitals):
        if hospital:
            flags[:, at[hospital]] |= gone[:, column]
    rows = land.row_of(ids)
    on_map = np.zeros((len(gone), len(land.hospitals)), dtype=bool)
    on_map[:, rows[rows >= 0]] = flags[:, rows >= 0]
    emptied = land.emptied(on_map, for_certain=for_certain)
    return flags.sum(axis=-1), emptied.sum(axis=-1), emptied @ land.people


def _joined(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Join steps at whose border nothing changes.

    Raising a minimum can only worsen a verdict, so equal counts mean equal verdicts.
    """
    joined = [steps[0]]
    for step in steps[1:]:
        if replace(step, above=None, up_to=None) == replace(joined[-1], above=None, up_to=None):
            joined[-1] = replace(joined[-1], up_to=step.up_to)
        else:
            joined.append(step)
    return tuple(joined)
