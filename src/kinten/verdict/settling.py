"""What would settle an unknown, and how far each figure stands from its threshold."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from kinten.verdict.finding import Explanation, Finding
from kinten.verdict.stepping import Walk
from kinten.verdict.steps import Op, Program, Step

_UNMET, _UNKNOWN, _MET, _NOT_APPLICABLE = range(4)
_FACTUAL = frozenset(
    {Op.AT_LEAST, Op.AT_MOST, Op.EQUALS, Op.YES, Op.NO, Op.ALL_YES, Op.RATIO, Op.COUNT, Op.DISTINCT}
)
_MOST_WAYS = 256  # alternatives kept at one step; the smallest ones survive

_Way = frozenset[str]
_NONE: tuple[_Way, ...] = ()
_AT_ONCE: tuple[_Way, ...] = (frozenset(),)


class Change(NamedTuple):
    """How far a known figure stands from its threshold: ``by`` = threshold - figure.

    For a minimum a positive figure is the shortfall and a negative one the margin.
    """

    clause: str
    fact: str
    by: Decimal


def settle(explanation: Explanation) -> tuple[str, ...]:
    """Give the smallest set of missing facts that would settle an unknown whole, in text order.

    The set is enough to make the whole met if every answer is favourable. Text that is not held is
    left aside: the facts then settle what is held. Where a person has to judge as well, that is left
    aside too; where even then nothing can make it met, the set is enough to make it unmet. People
    are named ``staff/<role>``. Empty where only a person or a text can settle it.
    """
    root = explanation.program.root
    if explanation.walk.values[root] != _UNKNOWN:
        return ()
    strict, lenient = (_Search(explanation.walk, spares_persons=each) for each in (False, True))
    ways = strict.ways(root, _MET) or lenient.ways(root, _MET) or strict.ways(root, _UNMET)
    if not ways:
        return ()
    order = list(dict.fromkeys(_wanted(explanation.program)))
    best = min(ways, key=lambda way: (len(way), sorted(order.index(fact) for fact in way)))
    return tuple(sorted(best, key=order.index))


def settles_alone(explanation: Explanation) -> bool:
    """Whether favourable answers alone would make an unknown whole met.

    They do not where text is not held, or where a person has to judge besides.
    """
    root = explanation.program.root
    if explanation.walk.values[root] != _UNKNOWN or not explanation.program.is_complete:
        return False
    return bool(_Search(explanation.walk, spares_persons=False).ways(root, _MET))


def measure_changes(explanation: Explanation) -> tuple[Change, ...]:
    """Give the distance of every known figure to its threshold, in the order of the text."""
    found = [_change(finding, explanation.program) for finding in explanation.findings]
    return tuple(change for change in found if change is not None)


def threshold(step: Step) -> Decimal:
    """Give the number a figure is held against, after a reading of 概ね."""
    return step.printed * step.factor


def figure(finding: Finding, step: Step) -> Decimal | None:
    """Give the one figure a clause compared, None where it is missing or not a single figure."""
    if step.op is Op.COUNT:
        return None if finding.counted is None else Decimal(int(finding.counted[0]))
    if step.op not in (Op.AT_LEAST, Op.AT_MOST, Op.EQUALS):
        return None
    given = finding.given[0]
    value = None if given is None else given.value
    return None if value is None else Decimal(repr(value))


def _change(finding: Finding, program: Program) -> Change | None:
    step = program.steps[finding.line.test]
    value = figure(finding, step)
    if value is None:
        return None
    fact = _facts(step)[0]
    return Change(finding.line.clause.id, fact, (threshold(step) - value).normalize() + 0)


def _facts(step: Step) -> tuple[str, ...]:
    """Name what a step would have to be told; people by their roles."""
    if step.facts:
        return step.facts
    roles = (role for way in step.ways for post in way for role in post.roles)
    return tuple(dict.fromkeys(f"staff/{role}" for role in roles))


def _wanted(program: Program) -> Iterable[str]:
    return (fact for step in program.steps for fact in _facts(step))


class _Search:
    """The ways in which missing facts could bring a step to a value."""

    def __init__(self, walk: Walk, *, spares_persons: bool) -> None:
        self.walk = walk
        self.spares_persons = spares_persons
        self.steps = walk.program.steps
        self.known: dict[tuple[int, int], tuple[_Way, ...]] = {}

    def ways(self, position: int, goal: int) -> tuple[_Way, ...]:
        """Give the smallest sets of facts with which the step could reach the goal."""
        key = (position, goal)
        if key not in self.known:
            self.known[key] = self._ways(position, goal)
        return self.known[key]

    def _ways(self, position: int, goal: int) -> tuple[_Way, ...]:
        value = self.walk.values[position]
        if value != _UNKNOWN:
            return _AT_ONCE if value in (goal, _NOT_APPLICABLE) else _NONE
        step = self.steps[position]
        if step.op in _FACTUAL:
            return self._by_fact(position, step, goal)
        if self.spares_persons and goal == _MET and step.op in (Op.NO_NUMBER, Op.ASSIGNABLE):
            return _AT_ONCE
        return _JOINS.get(step.op, _never)(self, step, goal)

    def _by_fact(self, position: int, step: Step, goal: int) -> tuple[_Way, ...]:
        reason = self.walk.reason_of(position)
        if goal == _UNMET and step.is_soft:
            return _NONE
        missing = self._missing(step)
        if step.op is Op.ALL_YES:
            return self._by_answers(step, missing, goal)
        if reason is None or not reason.is_settled_by_facts:
            return _AT_ONCE if self.spares_persons and goal == _MET else _NONE
        return (frozenset(missing or _facts(step)),)

    def _by_answers(self, step: Step, missing: tuple[str, ...], goal: int) -> tuple[_Way, ...]:
        """One no makes it unmet; every missing answer has to be yes, and 「-」 is for a person."""
        if goal == _UNMET:
            return tuple(frozenset({fact}) for fact in missing)
        given = (self.walk.facts.get(fact) for fact in step.facts)
        has_dash = any(each is not None and each.is_dash for each in given)
        return _NONE if has_dash and not self.spares_persons else (frozenset(missing),)

    def _missing(self, step: Step) -> tuple[str, ...]:
        """Name the facts of a step that are missing or only a range; 「-」 is an answer."""
        given = self.walk.facts.get
        return tuple(
            fact
            for fact in step.facts
            if not ((one := given(fact)) and (one.is_known or one.is_dash))
        )

    def every(self, inputs: Sequence[int], goal: int) -> tuple[_Way, ...]:
        """All inputs reach the goal."""
        found: tuple[_Way, ...] = _AT_ONCE
        for each in inputs:
            found = _smallest(a | b for a, b in product(found, self.ways(each, goal)))
        return found

    def either(self, inputs: Sequence[int], goal: int) -> tuple[_Way, ...]:
        """One input reaches the goal."""
        return _smallest(way for each in inputs for way in self.ways(each, goal))


def _smallest(ways: Iterable[_Way]) -> tuple[_Way, ...]:
    """Keep the ways that contain no other way, the smallest first."""
    kept: list[_Way] = []
    for way in sorted(dict.fromkeys(ways), key=len):
        if not any(other <= way for other in kept):
            kept.append(way)
    return tuple(kept[:_MOST_WAYS])


def _all(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    holds = [each for each in step.inputs if search.steps[each].op is not Op.HOLE]
    if goal == _MET:
        return search.every(holds, goal)
    return search.either(
        [each for each in holds if search.walk.values[each] != _NOT_APPLICABLE], goal
    )


def _any(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    applying = [each for each in step.inputs if search.walk.values[each] != _NOT_APPLICABLE]
    return search.either(applying, goal) if goal == _MET else search.every(applying, goal)


def _when(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    condition, inner = step.inputs
    if goal == _MET:
        return _smallest((*search.ways(condition, _UNMET), *search.ways(inner, _MET)))
    return _smallest(
        a | b for a, b in product(search.ways(condition, _MET), search.ways(inner, _UNMET))
    )


def _only_when(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    ways = (search.ways(each, value) for each, value in zip(step.inputs, (_MET, goal), strict=True))
    return _smallest(a | b for a, b in product(*ways))


def _principle(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    if goal == _UNMET:
        return _NONE
    is_missed = search.walk.values[step.inputs[0]] == _UNMET
    return _AT_ONCE if is_missed and search.spares_persons else search.ways(step.inputs[0], _MET)


def _readings(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    if search.spares_persons and goal == _MET:
        unknown = [each for each in step.inputs if search.walk.values[each] == _UNKNOWN]
        return search.every(unknown, goal)
    return search.every(step.inputs, goal)


def _meets(search: _Search, step: Step, goal: int) -> tuple[_Way, ...]:
    return search.ways(step.inputs[0], goal)


def _never(_: _Search, __: Step, ___: int) -> tuple[_Way, ...]:
    return _NONE


_JOINS: dict[Op, Callable[[_Search, Step, int], tuple[_Way, ...]]] = {
    Op.ALL: _all,
    Op.ANY: _any,
    Op.WHEN: _when,
    Op.ONLY_WHEN: _only_when,
    Op.PRINCIPLE: _principle,
    Op.READINGS: _readings,
    Op.MEETS: _meets,
}
