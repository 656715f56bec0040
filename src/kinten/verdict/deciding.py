"""The smallest set of clauses that decides a verdict; ties go to the earlier one in the text."""

from collections.abc import Callable, Sequence

from kinten.verdict.finding import Deciding
from kinten.verdict.steps import Op, Program
from kinten.vocabulary.truth import Reason, Verdict

_UNMET, _UNKNOWN, _MET, _NOT_APPLICABLE = range(4)
_VERDICTS = tuple(Verdict)
_Reasons = Callable[[int], Reason | None]
_JOINING = frozenset({Op.ALL, Op.ANY})


def decide(program: Program, values: Sequence[int], reason_of: _Reasons) -> tuple[Deciding, ...]:
    """Give the deciding set of the whole.

    One unmet clause decides an *all*, one met clause an *any*: the smallest is taken. Where every
    input had to agree, all of them decide. An unknown is decided by what keeps it open. Smaller
    sets stand first, and equal ones in the order of the text.
    """
    found = _sets(program, values, reason_of, program.root)
    return tuple(dict.fromkeys(found))


def _sets(
    program: Program, values: Sequence[int], reason_of: _Reasons, position: int
) -> list[Deciding]:
    step, value = program.steps[position], values[position]
    if value == _NOT_APPLICABLE:
        return []
    if step.op in _JOINING:
        return _joined(program, values, reason_of, position)
    passes = step.op in (Op.WHEN, Op.ONLY_WHEN) and values[step.inputs[0]] == _MET
    passes = passes or (step.op is Op.PRINCIPLE and values[step.inputs[-1]] == value)
    if passes:
        return _sets(program, values, reason_of, step.inputs[-1])
    return [Deciding(step.clause, _VERDICTS[value], reason_of(position))]


def _joined(
    program: Program, values: Sequence[int], reason_of: _Reasons, position: int
) -> list[Deciding]:
    step, value = program.steps[position], values[position]
    same = [each for each in step.inputs if values[each] == value]
    sets = sorted((_sets(program, values, reason_of, each) for each in same), key=len)
    one_is_enough = value == (_UNMET if step.op is Op.ALL else _MET)
    if one_is_enough:
        return sets[0]
    return [deciding for each in sets for deciding in each]
