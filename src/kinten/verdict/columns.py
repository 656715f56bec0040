"""A whole edition over a population, and over many scenarios at once, in NumPy.

A verdict is an int8: unmet 0 < unknown 1 < met 2, and 3 where a clause does not apply. *And* is the
minimum, *or* the maximum, so the algebra broadcasts: hospitals lie along the last axis, scenarios
along the first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

import numpy as np
from numpy.typing import NDArray

from kinten.verdict.population import Column, Floats, Population
from kinten.verdict.steps import Op, Program, Step
from kinten.vocabulary.wording import FaultError, Words

Verdicts = NDArray[np.int8]
Counts = NDArray[np.int64]
_UNMET, _UNKNOWN, _MET, _NOT_APPLICABLE = range(4)
_ONE, _THREE = np.int8(1), np.int8(3)
_BLOCK = 16_384  # hospitals at a time, so that the work stays in the processor's cache
_CELLS = 131_072  # scenarios times hospitals at a time


@dataclass(frozen=True, slots=True)
class Judged:
    """Verdicts over a population.

    ``overall`` has the shape (hospitals,), or (scenarios, hospitals) where numbers varied.
    ``clauses`` maps a clause id to its verdicts, of shape (hospitals,) where no scenario reaches
    the clause; it is empty unless they were asked for.
    """

    overall: Verdicts
    clauses: Mapping[str, Verdicts]


def judge_columns(
    program: Program,
    population: Population,
    numbers: Mapping[int, Floats] | None = None,
    *,
    keep_clauses: bool = False,
) -> Judged:
    """Judge every hospital of a population, under every scenario.

    ``numbers`` is what ``vary`` makes: for the position of a step one number for each scenario,
    shape (scenarios,). Memory grows with the answer: one byte a scenario and hospital, and for each
    clause kept.
    """
    varied = {position: each.reshape(-1, 1) for position, each in (numbers or {}).items()}
    scenarios = max((len(each) for each in varied.values()), default=0)
    if scenarios:
        return _judge_scenarios(program, population, varied, scenarios, keep_clauses=keep_clauses)
    blocks = [population]
    if population.size > _BLOCK:
        starts = range(0, population.size, _BLOCK)
        blocks = [population.part(start, start + _BLOCK) for start in starts]
    return _joined(
        [_judge_block(program, each, varied, keep_clauses=keep_clauses) for each in blocks], -1
    )


def _judge_scenarios(
    program: Program,
    population: Population,
    varied: Mapping[int, Floats],
    scenarios: int,
    *,
    keep_clauses: bool,
) -> Judged:
    """Judge some scenarios at a time, so that their work stays in the processor's cache."""
    block = max(1, _CELLS // max(1, population.size))
    parts = []
    for start in range(0, scenarios, block):
        some = {position: each[start : start + block] for position, each in varied.items()}
        part = _judge_block(program, population, some, keep_clauses=keep_clauses)
        shape = (min(block, scenarios - start), population.size)
        parts.append(Judged(np.broadcast_to(part.overall, shape), part.clauses))
    return _joined(parts, 0)


def _joined(parts: list[Judged], axis: int) -> Judged:
    """Join what was judged in blocks; what no scenario reaches is the same in each."""
    first = parts[0]
    if len(parts) == 1:
        return first
    joined = {
        name: value
        if axis == 0 and value.ndim == 1
        else np.concatenate([part.clauses[name] for part in parts], axis=axis)
        for name, value in first.clauses.items()
    }
    return Judged(np.concatenate([part.overall for part in parts], axis=axis), joined)


def vary(program: Program, numbers: Mapping[str, Sequence[Decimal]]) -> dict[int, Floats]:
    """Lay scenarios over a program: for a clause id one printed number for each scenario.

    A reading of 概ね is multiplied in as decimals, and a clause that is met a second time in another
    manner (exactly) varies there too; a clause that the program does not judge varies nothing.
    FaultError for a clause that the edition does not have, and for one that counts people: whether the
    whole staff can be assigned hangs on that number, so it has to be laid over the edition itself.
    """
    for name in numbers:
        program.edition.clause(name)
    for step in program.steps:
        if step.clause in numbers and step.op is Op.COUNT:
            raise FaultError(
                Words(
                    "人数の条項は一括では変えられません。", "a count of people cannot vary in bulk."
                ),
                step.clause,
                Words(
                    "lay_over で一つずつ重ねてください。", "Lay it over the edition with lay_over."
                ),
            )
    return {
        position: _as_floats(numbers[step.clause], step.factor)
        for position, step in enumerate(program.steps)
        if step.clause in numbers and step.op in _NUMBERED
    }


def _as_floats(numbers: Sequence[Decimal], factor: Decimal) -> Floats:
    """Turn decimals into floats, each once: scenarios mostly go over the same few numbers."""
    turned = {each: float(each * factor) for each in set(numbers)}
    return np.array([turned[each] for each in numbers])


_NUMBERED = frozenset({Op.AT_LEAST, Op.AT_MOST, Op.EQUALS, Op.RATIO})


def count_covered(overall: Verdicts, areas: NDArray[np.int64], size: int) -> tuple[Counts, Counts]:
    """Count the areas with a hospital that is met: at least (met), at most (met or unknown).

    ``areas`` gives each hospital's area as a number below ``size``. The answer is a pair of arrays,
    one figure for each scenario (one figure in all without scenarios). An area with no hospital is
    not covered.
    """
    order = np.argsort(areas, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(areas[order]) != 0]) if areas.size else areas
    if starts.size == 0 or size == 0:
        none = np.zeros(overall.shape[:-1], dtype=np.int64)
        return none, none
    best = np.maximum.reduceat(_lifted(overall[..., order]), starts, axis=-1)
    return (best == _MET + 1).sum(axis=-1), (best >= _UNKNOWN + 1).sum(axis=-1)


def _judge_block(
    program: Program, population: Population, numbers: Mapping[int, Floats], *, keep_clauses: bool
) -> Judged:
    values: list[Verdicts | None] = []
    last_use = _last_uses(program, keep_clauses=keep_clauses)
    for position, step in enumerate(program.steps):
        inputs = [_there(values[each]) for each in step.inputs]
        number = numbers.get(position, step.number)
        value = _ARITHMETIC[step.op](step, number, population, inputs)
        # 概ね with no reading chosen: strictly unmet is for a person to judge.
        values.append(_at_least_unknown(value) if step.is_soft else value)
        for each in step.inputs:
            if last_use[each] == position:
                values[each] = None
    lines = program.lines if keep_clauses else ()
    clauses = {line.clause.id: _there(values[line.step]) for line in lines}
    return Judged(_there(values[program.root]), clauses)


def _last_uses(program: Program, *, keep_clauses: bool) -> dict[int, int]:
    """Tell after which step a value is needed no more, so that its memory can go."""
    last = {each: at for at, step in enumerate(program.steps) for each in step.inputs}
    if keep_clauses:
        last.update({line.step: -1 for line in program.lines})
    return last


def _there(value: Verdicts | None) -> Verdicts:
    assert value is not None  # noqa: S101 - a step reads earlier steps only
    return value


def _filled(population: Population, value: int) -> Verdicts:
    return np.full(population.size, value, dtype=np.int8)


def _dashed(step: Step, value: Verdicts, *columns: Column) -> Verdicts:
    for column in columns:
        if column.dash is not None:
            answer = _NOT_APPLICABLE if step.takes_dash else _UNKNOWN
            value = np.where(column.dash, np.int8(answer), value)
    return value


def _compared(reaches: "_Reaches") -> "_Arithmetic":
    def judge(
        step: Step, number: Floats | float, population: Population, _: list[Verdicts]
    ) -> Verdicts:
        column = population.facts.get(step.facts[0])
        if column is None:
            return _filled(population, _UNKNOWN)
        return _dashed(step, _held_against(column, number, reaches), column)

    return judge


def _held_against(column: Column, number: Floats | float, reaches: "_Reaches") -> Verdicts:
    if isinstance(number, np.ndarray):
        # Scenarios go over the same few numbers: each is held against the column once.
        once, of = np.unique(number, return_inverse=True)
        if once.size * 2 <= number.size:
            return _compare(column, once.reshape(-1, 1), reaches).take(of.ravel(), axis=0)
    return _compare(column, number, reaches)


def _compare(column: Column, number: Floats | float, reaches: "_Reaches") -> Verdicts:
    value = reaches(column.low, number).view(np.int8)
    if column.high is column.low:
        return np.add(value, value, out=value)
    if value.ndim == 1:
        return np.add(value, reaches(column.high, number).view(np.int8), out=value)
    # Over scenarios the second comparison is made only where something is missing.
    at = np.flatnonzero(column.low != column.high)
    surely = value[:, at]
    np.add(value, value, out=value)
    value[:, at] = surely + reaches(column.high[at], number)
    return value


def _at_equal(
    step: Step, number: Floats | float, population: Population, _: list[Verdicts]
) -> Verdicts:
    column = population.facts.get(step.facts[0])
    if column is None:
        return _filled(population, _UNKNOWN)
    can_be = (column.low <= number) & (column.high >= number)
    surely = can_be & (column.low == column.high)
    return _dashed(step, can_be.view(np.int8) + surely.view(np.int8), column)


def _yes(step: Step, _: Floats | float, population: Population, __: list[Verdicts]) -> Verdicts:
    return _answered(step, step.facts[0], population)


def _no(step: Step, _: Floats | float, population: Population, __: list[Verdicts]) -> Verdicts:
    value = _answered(step, step.facts[0], population)
    return np.where(value == _NOT_APPLICABLE, value, np.int8(2) - value)


def _all_yes(step: Step, _: Floats | float, population: Population, __: list[Verdicts]) -> Verdicts:
    return _minimum([_answered(step, fact, population) for fact in step.facts])


def _answered(step: Step, fact: str, population: Population) -> Verdicts:
    column = population.facts.get(fact)
    if column is None:
        return _filled(population, _UNKNOWN)
    return _dashed(step, _held_against(column, 1.0, np.greater_equal), column)


def _ratio(
    step: Step, number: Floats | float, population: Population, _: list[Verdicts]
) -> Verdicts:
    of, to = (population.facts.get(fact) for fact in step.facts)
    if of is None or to is None:
        return _filled(population, _UNKNOWN)
    with np.errstate(divide="ignore", invalid="ignore"):
        low = np.maximum(of.low, 0.0) / (to.high * step.times)
        high = np.maximum(of.high, 0.0) / (np.maximum(to.low, 0.0) * step.times)
    may_be_nothing = to.low <= 0
    if may_be_nothing.any():
        low, high = np.where(may_be_nothing, -inf, low), np.where(may_be_nothing, inf, high)
    value = _held_against(Column(low, high), number, np.greater_equal)
    return _dashed(step, value, of, to)


def _people(
    step: Step, number: Floats | float, population: Population, _: list[Verdicts]
) -> Verdicts:
    column = population.people.get((step.op, step.ways))
    if column is None:
        return _filled(population, _UNKNOWN)
    return _held_against(column, number, np.greater_equal)


def _assignable(
    _: Step, __: Floats | float, population: Population, ___: list[Verdicts]
) -> Verdicts:
    if population.assignable is None:
        return _filled(population, _NOT_APPLICABLE)
    return np.where(population.assignable, np.int8(_NOT_APPLICABLE), np.int8(_UNKNOWN))


def _constant(value: int) -> "_Arithmetic":
    def judge(_: Step, __: Floats | float, population: Population, ___: list[Verdicts]) -> Verdicts:
        return _filled(population, value)

    return judge


def _minimum(values: list[Verdicts]) -> Verdicts:
    """Kleene's *and*: 3 stands above met, so what does not apply takes no part."""
    if len(values) == 1:
        return values[0]
    # Those that no scenario reaches first: they are short, and from then on one array is reused.
    values = sorted(values, key=np.ndim)
    lowest = np.minimum(values[0], values[1])
    for value in values[2:]:
        has_room = lowest.shape == value.shape
        lowest = np.minimum(lowest, value, out=lowest if has_room else None)
    return lowest


def _maximum(values: list[Verdicts]) -> Verdicts:
    """Kleene's *or*: 3 is put below unmet while the highest is looked for."""
    highest = _lifted(values[0])
    for value in values[1:]:
        highest = np.maximum(highest, _lifted(value))
    return (highest - _ONE) & _THREE


def _lifted(value: Verdicts) -> Verdicts:
    """Raise each verdict by one, and what does not apply round to 0, below unmet."""
    return (value + _ONE) & _THREE


def _all(_: Step, __: Floats | float, population: Population, inputs: list[Verdicts]) -> Verdicts:
    return _minimum(inputs) if inputs else _filled(population, _NOT_APPLICABLE)


def _any(_: Step, __: Floats | float, population: Population, inputs: list[Verdicts]) -> Verdicts:
    return _maximum(inputs) if inputs else _filled(population, _NOT_APPLICABLE)


def _when(_: Step, __: Floats | float, ___: Population, inputs: list[Verdicts]) -> Verdicts:
    condition, value = inputs
    open_value = np.where(condition == _UNKNOWN, np.maximum(value, np.int8(_UNKNOWN)), value)
    return np.where(condition == _UNMET, np.int8(_NOT_APPLICABLE), open_value)


def _only_when(_: Step, __: Floats | float, ___: Population, inputs: list[Verdicts]) -> Verdicts:
    condition, value = inputs
    open_value = np.where(condition == _UNKNOWN, np.int8(_UNKNOWN), value)
    return np.where(condition == _UNMET, np.int8(_NOT_APPLICABLE), open_value)


def _principle(_: Step, __: Floats | float, ___: Population, inputs: list[Verdicts]) -> Verdicts:
    return _at_least_unknown(inputs[0])


def _at_least_unknown(value: Verdicts) -> Verdicts:
    """Lift unmet to unknown (an addition is vectorised, a maximum with a scalar is not)."""
    lifted: Verdicts = value + (value == _UNMET)
    return lifted


def _readings(_: Step, __: Floats | float, ___: Population, inputs: list[Verdicts]) -> Verdicts:
    lowest = _minimum(inputs)
    highest = inputs[0]
    for value in inputs[1:]:
        highest = np.maximum(highest, value)
    both = np.where(lowest == highest, lowest, np.int8(_UNKNOWN))
    return np.where((lowest == _MET) & (highest == _NOT_APPLICABLE), np.int8(_MET), both)


def _meets(_: Step, __: Floats | float, ___: Population, inputs: list[Verdicts]) -> Verdicts:
    return inputs[0]


_Reaches = Callable[[Floats, Floats | float], NDArray[np.bool_]]
_Arithmetic = Callable[[Step, Floats | float, Population, list[Verdicts]], Verdicts]

_ARITHMETIC: Mapping[Op, _Arithmetic] = {
    Op.AT_LEAST: _compared(np.greater_equal),
    Op.AT_MOST: _compared(np.less_equal),
    Op.EQUALS: _at_equal,
    Op.YES: _yes,
    Op.NO: _no,
    Op.ALL_YES: _all_yes,
    Op.RATIO: _ratio,
    Op.COUNT: _people,
    Op.DISTINCT: _people,
    Op.HOLE: _constant(_UNKNOWN),
    Op.NO_NUMBER: _constant(_UNKNOWN),
    Op.NO_RULE: _constant(_NOT_APPLICABLE),
    Op.ASSIGNABLE: _assignable,
    Op.ALL: _all,
    Op.ANY: _any,
    Op.WHEN: _when,
    Op.ONLY_WHEN: _only_when,
    Op.PRINCIPLE: _principle,
    Op.READINGS: _readings,
    Op.MEETS: _meets,
}
