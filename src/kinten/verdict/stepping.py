"""The steps of a program walked with the facts of one hospital, in plain arithmetic."""

from collections.abc import Callable, Iterable
from datetime import date
from math import inf

from kinten.report.model import Report
from kinten.verdict.assigning import Conflict, Needed, call_roster, find_conflict
from kinten.verdict.staffing import is_offered
from kinten.verdict.steps import Op, Program, Step
from kinten.vocabulary.given import Given, missing
from kinten.vocabulary.truth import Reason

_UNMET, _UNKNOWN, _MET, _NOT_APPLICABLE = range(4)


class Walk:
    """The values of all steps for one report (0 unmet, 1 unknown, 2 met, 3 not applicable).

    ``counts`` are the people counted by a step, ``dashes`` the steps that met a 「-」 where the
    clause binds, ``softened`` those that are unmet only strictly, where the text says 概ね, and
    ``conflict`` the staffing clauses that cannot hold together.
    """

    __slots__ = (
        *("conflict", "counts", "dashes", "facts", "program"),
        *("report", "roster", "softened", "values"),
    )

    def __init__(self, report: Report, program: Program, day: date | None) -> None:
        self.report = report
        self.program = program
        self.roster = call_roster(report, program, day) if program.staffing else None
        self.facts = report.facts
        self.conflict: Conflict | None = None
        self.counts: dict[int, tuple[float, float]] = {}
        self.dashes: set[int] = set()
        self.softened: set[int] = set()
        self.values: list[int] = []
        append = self.values.append
        for step in program.steps:
            value = _ARITHMETIC[step.op](self, step)
            if step.is_soft and value == _UNMET:
                # 概ね with no reading chosen: strictly unmet is for a person to judge.
                self.softened.add(len(self.values))
                value = _UNKNOWN
            append(value)

    def reason_of(self, position: int) -> Reason | None:
        """Tell why a step is unknown; None where it is not."""
        if self.values[position] != _UNKNOWN:
            return None
        step = self.program.steps[position]
        if position in self.softened and step.op is not Op.ALL_YES:
            return Reason.NEEDS_JUDGEMENT
        return _WHY.get(step.op, _why_fact)(self, step)

    def dash(self, step: Step) -> int:
        """Value a 「-」: an answer where the clause does not bind, else a person has to confirm it."""
        if step.takes_dash:
            return _NOT_APPLICABLE
        self.dashes.add(len(self.values))
        return _UNKNOWN


def _at_least(walk: Walk, step: Step) -> int:
    given = walk.facts.get(step.facts[0])
    if given is None:
        return _UNKNOWN
    if given.is_dash:
        return walk.dash(step)
    return (given.low >= step.number) + (given.high >= step.number)


def _at_most(walk: Walk, step: Step) -> int:
    given = walk.facts.get(step.facts[0])
    if given is None:
        return _UNKNOWN
    if given.is_dash:
        return walk.dash(step)
    return (given.low <= step.number) + (given.high <= step.number)


def _equals(walk: Walk, step: Step) -> int:
    given = walk.facts.get(step.facts[0])
    if given is None:
        return _UNKNOWN
    if given.is_dash:
        return walk.dash(step)
    can_be = given.low <= step.number <= given.high
    return can_be + (can_be and given.low == given.high)


def _yes(walk: Walk, step: Step) -> int:
    return _answered(walk, step, step.facts[0])


def _no(walk: Walk, step: Step) -> int:
    value = _answered(walk, step, step.facts[0])
    return value if value == _NOT_APPLICABLE else 2 - value


def _all_yes(walk: Walk, step: Step) -> int:
    return min([_answered(walk, step, fact) for fact in step.facts])


def _answered(walk: Walk, step: Step, fact: str) -> int:
    given = walk.facts.get(fact)
    if given is None:
        return _UNKNOWN
    if given.is_dash:
        return walk.dash(step)
    return (given.low >= 1) + (given.high >= 1)


_NOT_ASKED = missing(Reason.NOT_ASKED)


def _ratio(walk: Walk, step: Step) -> int:
    """Hold of / (to x times) against the number; a denominator that may be nothing leaves it open."""
    of, to = (walk.facts.get(fact, _NOT_ASKED) for fact in step.facts)
    if of.is_dash or to.is_dash:
        return walk.dash(step)
    low = _share(max(of.low, 0.0), to.high * step.times) if to.low > 0 else -inf
    high = _share(max(of.high, 0.0), max(to.low, 0.0) * step.times)
    return (low >= step.number) + (high >= step.number)


def _share(of: float, to: float) -> float:
    if to == inf:
        return 0.0
    return of / to if to > 0 else inf


def _count(walk: Walk, step: Step) -> int:
    if walk.roster is None:
        return _UNKNOWN
    counted = walk.roster.count(step.ways[0][0])
    walk.counts[len(walk.values)] = counted
    return (counted[0] >= step.number) + (counted[1] >= step.number)


def _distinct(walk: Walk, step: Step) -> int:
    return _UNKNOWN if walk.roster is None else int(sum(walk.roster.fill(step.ways)))


def _assignable(walk: Walk, _: Step) -> int:
    asked = _needed(walk.program, walk.values)
    walk.conflict = find_conflict(walk.roster, walk.program, asked)
    return _NOT_APPLICABLE if walk.conflict is None else _UNKNOWN


def _needed(program: Program, values: list[int]) -> Needed:
    """Name the clauses that the whole needs: not those that do not apply, nor one way of several."""
    needed: dict[str, str | None] = {}
    open_steps: list[tuple[int, str | None]] = [
        (each, None)
        for each in program.steps[program.root].inputs
        if each < len(values) and values[each] != _NOT_APPLICABLE
    ]
    while open_steps:
        position, principle = open_steps.pop()
        step = program.steps[position]
        applying = [each for each in step.inputs if values[each] != _NOT_APPLICABLE]
        if step.op in (Op.COUNT, Op.DISTINCT) and needed.get(step.clause, "") is not None:
            # What must hold on one path must hold, though another leads through a 原則.
            needed[step.clause] = principle
        elif step.op in _NEED_EVERY or (step.op is Op.ANY and len(applying) == 1):
            open_steps += [(each, principle) for each in applying]
        elif step.op is Op.PRINCIPLE:
            open_steps += [(each, step.clause) for each in applying]
        elif step.op in (Op.WHEN, Op.ONLY_WHEN):
            open_steps += [(each, principle) for each in applying[-1:]]
    return needed


_NEED_EVERY = frozenset({Op.ALL, Op.READINGS, Op.MEETS})


def _open(_: Walk, __: Step) -> int:
    return _UNKNOWN


def _no_rule(_: Walk, __: Step) -> int:
    return _NOT_APPLICABLE


def _all(walk: Walk, step: Step) -> int:
    values = walk.values
    return min([values[each] for each in step.inputs], default=_NOT_APPLICABLE)


def _any(walk: Walk, step: Step) -> int:
    values = walk.values
    applying = [values[each] for each in step.inputs if values[each] != _NOT_APPLICABLE]
    return max(applying, default=_NOT_APPLICABLE)


def _when(walk: Walk, step: Step) -> int:
    condition, value = (walk.values[each] for each in step.inputs)
    if condition == _UNMET:
        return _NOT_APPLICABLE
    # Whether it applies is open: it is met either way, or nothing can be said.
    return max(value, _UNKNOWN) if condition == _UNKNOWN else value


def _only_when(walk: Walk, step: Step) -> int:
    condition, value = (walk.values[each] for each in step.inputs)
    if condition == _UNMET:
        return _NOT_APPLICABLE
    return _UNKNOWN if condition == _UNKNOWN else value


def _principle(walk: Walk, step: Step) -> int:
    return max(walk.values[step.inputs[0]], _UNKNOWN)


def _readings(walk: Walk, step: Step) -> int:
    values = {walk.values[each] for each in step.inputs}
    if len(values) == 1:
        return values.pop()
    return _MET if values == {_MET, _NOT_APPLICABLE} else _UNKNOWN


def _meets(walk: Walk, step: Step) -> int:
    return walk.values[step.inputs[0]]


_ARITHMETIC: dict[Op, Callable[[Walk, Step], int]] = {
    Op.AT_LEAST: _at_least,
    Op.AT_MOST: _at_most,
    Op.EQUALS: _equals,
    Op.YES: _yes,
    Op.NO: _no,
    Op.ALL_YES: _all_yes,
    Op.RATIO: _ratio,
    Op.COUNT: _count,
    Op.DISTINCT: _distinct,
    Op.HOLE: _open,
    Op.NO_NUMBER: _open,
    Op.NO_RULE: _no_rule,
    Op.ASSIGNABLE: _assignable,
    Op.ALL: _all,
    Op.ANY: _any,
    Op.WHEN: _when,
    Op.ONLY_WHEN: _only_when,
    Op.PRINCIPLE: _principle,
    Op.READINGS: _readings,
    Op.MEETS: _meets,
}


def _why_fact(walk: Walk, step: Step) -> Reason:
    """Name the first fact that is not known; where all are known, the text is only roughly met."""
    for fact in step.facts:
        reason = _missing(walk.facts.get(fact))
        if reason is not None:
            return reason
    return (
        Reason.CONTRADICTORY if step.op is Op.RATIO and not step.is_soft else Reason.NEEDS_JUDGEMENT
    )


def _missing(given: Given | None) -> Reason | None:
    if given is None:
        return Reason.NOT_ASKED
    if given.is_dash:
        return Reason.NEEDS_JUDGEMENT
    if given.missing is not None:
        return given.missing
    return None if given.is_known else Reason.NOT_REPORTED


def _why_people(walk: Walk, step: Step) -> Reason:
    staff = walk.report.staff
    if staff is None:
        return Reason.NOT_ASKED
    if staff.is_contradictory:
        return Reason.CONTRADICTORY
    is_asked = all(is_offered(post, staff) for way in step.ways for post in way)
    return Reason.NOT_REPORTED if is_asked else Reason.NOT_ASKED


def _why_input(walk: Walk, step: Step) -> Reason | None:
    """Pass on the reason of the first input that is unknown."""
    unknown = [each for each in step.inputs if walk.values[each] == _UNKNOWN]
    return walk.reason_of(unknown[0])


def _why_principle(walk: Walk, step: Step) -> Reason | None:
    if walk.values[step.inputs[0]] != _UNMET:
        return _why_input(walk, step)
    return _why_not_in_principle(walk, (step.clause,))


def _why_not_in_principle(walk: Walk, clauses: Iterable[str]) -> Reason:
    """Ask for the reason of an exception; where one is recorded a person has to judge it."""
    recorded = (walk.report.reasons.get(each.partition("/")[2], "") for each in clauses)
    is_recorded = any(each.strip() for each in recorded)
    return Reason.NEEDS_JUDGEMENT if is_recorded else Reason.REASON_NOT_REPORTED


def _why_conflict(walk: Walk, _: Step) -> Reason:
    """Clauses that must hold contradict the sheet; one in principle may give way with its reason."""
    in_principle = () if walk.conflict is None else walk.conflict.in_principle
    return _why_not_in_principle(walk, in_principle) if in_principle else Reason.CONTRADICTORY


def _why_readings(walk: Walk, step: Step) -> Reason | None:
    values = {walk.values[each] for each in step.inputs}
    return _why_input(walk, step) if _UNKNOWN in values else Reason.AMBIGUOUS_TEXT


_WHY: dict[Op, Callable[[Walk, Step], Reason | None]] = {
    Op.COUNT: _why_people,
    Op.DISTINCT: _why_people,
    Op.HOLE: lambda _, __: Reason.TEXT_NOT_HELD,
    Op.NO_NUMBER: lambda _, __: Reason.NO_NUMBER_IN_TEXT,
    Op.ASSIGNABLE: _why_conflict,
    Op.ALL: _why_input,
    Op.ANY: _why_input,
    Op.WHEN: _why_input,
    Op.ONLY_WHEN: _why_input,
    Op.PRINCIPLE: _why_principle,
    Op.READINGS: _why_readings,
    Op.MEETS: _why_input,
}
