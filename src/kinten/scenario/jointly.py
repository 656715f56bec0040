"""Two editions asked of the same hospitals at once, clause beside clause.

The two programs are walked from the whole down. Where both ask the same of a hospital, the pairs of
``comparing`` and ``pairs`` are used; where only one has a clause, the other side does not apply; where
they ask for different things, every pair is taken for possible. So what comes out is never too small.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from kinten.scenario import comparing, pairs
from kinten.scenario.comparing import Number
from kinten.scenario.pairs import Masks, constant
from kinten.verdict.population import Column, Floats, Population
from kinten.verdict.steps import Op, Program, Step

_FOLDS = {Op.ALL: pairs.all_of, Op.ANY: pairs.any_of}
_CONDITIONAL = frozenset({Op.WHEN, Op.ONLY_WHEN})
_COUNTED = frozenset({Op.COUNT, Op.DISTINCT})
_OF_THE_TEXT = frozenset({Op.HOLE, Op.NO_NUMBER})


@dataclass(frozen=True, slots=True)
class Side:
    """One edition and the facts of the hospitals; ``numbers`` are what ``vary`` makes, as a column."""

    program: Program
    population: Population
    numbers: Mapping[int, Floats] = field(default_factory=dict)

    def number(self, position: int) -> Number:
        """Give the threshold of a step: one, or one for each scenario."""
        return self.numbers.get(position, self.program.steps[position].number)


@dataclass(frozen=True, slots=True)
class Joint:
    """Both sides, and the masks found so far. ``known`` belongs to one walk."""

    before: Side
    after: Side
    known: dict[tuple[int, int], Masks] = field(default_factory=dict)

    def whole(self) -> Masks:
        """Give the mask of the whole: shape (hospitals,), or (scenarios, hospitals)."""
        return self.of(self.before.program.root, self.after.program.root)

    def of(self, one: int, other: int) -> Masks:
        """Give the mask of a step of the former program and one of the later."""
        key = one, other
        if key not in self.known:
            self.known[key] = self._found(one, other)
        return self.known[key]

    def _found(self, one: int, other: int) -> Masks:
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        ops = {first.op, second.op}
        if Op.MEETS in ops:
            return self.of(_inner(first, one, Op.MEETS), _inner(second, other, Op.MEETS))
        if Op.READINGS in ops:
            return self._readings(one, other)
        if Op.PRINCIPLE in ops:
            masks = self.of(_inner(first, one, Op.PRINCIPLE), _inner(second, other, Op.PRINCIPLE))
            if first.op is second.op:
                return pairs.accepted(masks)
            return (
                pairs.accepted_before(masks)
                if first.op is Op.PRINCIPLE
                else pairs.accepted_after(masks)
            )
        for op, fold in _FOLDS.items():
            if op in ops:
                return fold(self._matched(_arms(first, one, op), _arms(second, other, op)))
        if _CONDITIONAL & ops:
            return self._conditional(one, other)
        return self._leaf(one, other)

    def _readings(self, one: int, other: int) -> Masks:
        """Let one reading hold: the same before and after where both know as many."""
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        left, right = _arms(first, one, Op.READINGS), _arms(second, other, Op.READINGS)
        ways = list(product(left, right))
        if len(left) == len(right):
            ways = list(zip(left, right, strict=True))
        masks = [self.of(each, way) for each, way in ways]
        joined = masks[0]
        for mask in masks[1:]:
            joined = joined | mask
        return joined

    def _conditional(self, one: int, other: int) -> Masks:
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        always = constant(pairs.BOTH_MET, self.before.population.size)
        if first.op in _CONDITIONAL and second.op in _CONDITIONAL:
            condition = self.of(first.inputs[0], second.inputs[0])
            return pairs.conditional(condition, self.of(first.inputs[1], second.inputs[1]))
        if first.op in _CONDITIONAL:
            condition = pairs.free(self._alone(self.before, first.inputs[0]), always)
            return pairs.conditional(condition, self.of(first.inputs[1], other))
        condition = pairs.free(always, self._alone(self.after, second.inputs[0]))
        return pairs.conditional(condition, self.of(one, second.inputs[1]))

    def _matched(self, left: tuple[int, ...], right: tuple[int, ...]) -> list[Masks]:
        """Put the clauses of the same path side by side; what only one side has does not apply on the other."""
        never = constant(pairs.NEVER_ASKED, self.before.population.size)
        mine = _by_path(self.before.program, left)
        theirs = _by_path(self.after.program, right)
        masks = [self.of(at, theirs[path]) for path, at in mine.items() if path in theirs]
        masks += [
            pairs.free(self._alone(self.before, at), never)
            for path, at in mine.items()
            if path not in theirs
        ]
        masks += [
            pairs.free(never, self._alone(self.after, at))
            for path, at in theirs.items()
            if path not in mine
        ]
        return masks

    def _alone(self, side: Side, position: int) -> Masks:
        """Give what a step can be on one side: its mask beside itself."""
        return Joint(side, side).of(position, position)

    def _leaf(self, one: int, other: int) -> Masks:
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        if first.op is second.op and first.facts == second.facts and first.times == second.times:
            masks = self._same(one, other)
            if masks is not None:
                return masks
        return pairs.free(self._alone(self.before, one), self._alone(self.after, other))

    def _same(self, one: int, other: int) -> Masks | None:
        """Give the mask of two steps that ask the same, None where nothing binds their answers."""
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        size = self.before.population.size
        if first.op is Op.NO_RULE:
            return constant(pairs.NEVER_ASKED, size)
        if first.op in _OF_THE_TEXT:
            is_one_text = self.before.program.edition.id == self.after.program.edition.id
            return constant(pairs.OPEN, size) if is_one_text else None
        if first.op is Op.ASSIGNABLE:
            return self._assignable()
        if first.op in _COUNTED:
            return self._counted(one, other)
        columns = [_column(self.before.population, fact) for fact in first.facts]
        before, after = self.before.number(one), self.after.number(other)
        match first.op:
            case Op.YES | Op.NO | Op.ALL_YES:
                each = [
                    comparing.dashed(comparing.yes(column), first, second, column)
                    for column in columns
                ]
                masks = pairs.all_of(each)
                masks = pairs.flipped(masks) if first.op is Op.NO else masks
                return comparing.soften(masks, first, second, 1.0, 1.0)
            case Op.RATIO:
                masks = comparing.at_least(
                    comparing.ratio(columns[0], columns[1], first.times), before, after
                )
            case Op.AT_MOST:
                masks = comparing.at_most(columns[0], before, after)
            case Op.EQUALS:
                masks = comparing.equal(columns[0], before, after)
            case _:
                masks = comparing.at_least(columns[0], before, after)
        masks = comparing.soften(masks, first, second, before, after)
        return comparing.dashed(masks, first, second, *columns)

    def _counted(self, one: int, other: int) -> Masks | None:
        first, second = self.before.program.steps[one], self.after.program.steps[other]
        key = first.op, first.ways
        if first.ways != second.ways:
            return None
        column, later = self.before.population.people[key], self.after.population.people[key]
        before, after = self.before.number(one), self.after.number(other)
        is_one = np.array_equal(column.low, later.low) and np.array_equal(column.high, later.high)
        if is_one:
            masks = comparing.at_least(column, before, after)
            return comparing.soften(masks, first, second, before, after)
        if not (_is_eased(self.before.program, self.after.program) and np.all(after <= before)):
            return None
        masks = pairs.free(self._alone(self.before, one), self._alone(self.after, other))
        return masks & ~np.uint16(pairs.WORSE)

    def _assignable(self) -> Masks:
        """Whether the whole staff can be assigned; a conflict waits for a person, the same one both times.

        A conflict of stricter staffing clauses is another one.
        """
        size = self.before.population.size
        no_conflict = np.ones(size, dtype=bool)
        first = self.before.population.assignable
        second = self.after.population.assignable
        first = no_conflict if first is None else first
        second = no_conflict if second is None else second
        never, is_open = constant(pairs.NEVER_ASKED, size), constant(pairs.OPEN, size)
        one = np.where(first, never, is_open)
        other = np.where(second, never, is_open)
        masks = pairs.free(one, other)
        if _is_no_stricter(self.before.program, self.after.program):
            masks = np.where(~first & ~second, is_open, masks)
        return masks


def _inner(step: Step, position: int, op: Op) -> int:
    return step.inputs[0] if step.op is op else position


def _arms(step: Step, position: int, op: Op) -> tuple[int, ...]:
    return step.inputs if step.op is op else (position,)


def _by_path(program: Program, positions: Iterable[int]) -> dict[tuple[str, int], int]:
    """Name steps by the path of their clause, and by place where one clause has several."""
    found: dict[tuple[str, int], int] = {}
    for position in positions:
        path = program.steps[position].clause.partition("/")[2]
        place = sum(each == path for each, _ in found)
        found[path, place] = position
    return found


def _column(population: Population, fact: str) -> Column:
    found = population.facts.get(fact)
    if found is not None:
        return found
    return Column(np.full(population.size, -np.inf), np.full(population.size, np.inf))


def _is_eased(before: Program, after: Program) -> bool:
    """Whether no share of working hours from which people count is raised."""
    return all(
        one == other or (one is not None and other is not None and other < one)
        for one, other in (
            (before.dedicated, after.dedicated),
            (before.assigned, after.assigned),
        )
    )


def _is_no_stricter(before: Program, after: Program) -> bool:
    """Whether the later program asks for no people whom the former does not ask for."""
    least = {(step.op, step.ways): step.number for step in before.steps if step.op in _COUNTED}
    return _is_eased(before, after) and all(
        step.number <= least.get((step.op, step.ways), -np.inf)
        for step in after.steps
        if step.op in _COUNTED
    )
