"""From an edition to the steps asked of one kind of hospital within one scope."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from kinten.guideline.clauses import Clause, facts_read
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import (
    AllConditions,
    AllFacts,
    AllOf,
    AnyCondition,
    AnyOf,
    Compare,
    Comparison,
    Condition,
    Count,
    Distinct,
    Hole,
    Is,
    MeetsClause,
    MeetsKind,
    NoNumber,
    Post,
    Ratio,
    Test,
)
from kinten.verdict.scope import Scope, select_scope
from kinten.verdict.steps import Line, Op, Program, Step
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.wording import FaultError, Words

_COMPARISONS = {
    Comparison.AT_LEAST: Op.AT_LEAST,
    Comparison.AT_MOST: Op.AT_MOST,
    Comparison.EQUALS: Op.EQUALS,
}


def compile_program(
    edition: Edition,
    kind: Kind,
    day: date,
    scope: str | None = None,
    binds: Binds = Binds.HOSPITAL,
) -> Program:
    """Lay out what the edition asks of this kind of hospital, or of whoever designates it.

    ``day`` chooses the dated parameters; ``scope`` is the id of a clause or subtree (default: the
    whole edition); ``binds`` chooses the clauses by whom they bind. FaultError where the scope is
    not part of the edition.
    """
    selected = select_scope(edition, scope)
    builder = _Builder(edition, kind, selected, binds)
    for clause, is_rough in selected.clauses:
        if clause.binds is binds and clause.concerns(kind):
            builder.add_root(clause, is_rough=is_rough)
    root = builder.close()
    facts = dict.fromkeys(fact for step in builder.steps for fact in step.facts)
    return Program(
        edition=edition,
        kind=kind,
        scope=selected.id,
        is_complete=selected.is_complete,
        steps=tuple(builder.steps),
        lines=tuple(builder.lines.values()),
        root=root,
        held=tuple(builder.held),
        facts=tuple(facts),
        dedicated=edition.parameter(Effort.DEDICATED, day),
        assigned=edition.parameter(Effort.ASSIGNED, day),
        positions={line.clause.id: line.step for line in builder.lines.values()},
    )


_Key = tuple[tuple[str, ...], bool, bool]


@dataclass(slots=True)
class _Builder:
    edition: Edition
    kind: Kind
    scope: Scope
    binds: Binds = Binds.HOSPITAL
    steps: list[Step] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)
    held: list[int] = field(default_factory=list)
    roots: list[int] = field(default_factory=list)
    has_hole: bool = False
    below_any: bool = False
    is_own: bool = True
    lent: set[str] = field(default_factory=set)
    open_keys: set[_Key] = field(default_factory=set)
    built: dict[_Key, int] = field(default_factory=dict)
    tests: dict[str, int] = field(default_factory=dict)

    def add_root(self, clause: Clause, *, is_rough: bool) -> None:
        """Add a clause at the top of the scope."""
        if not self._answers(clause):
            return
        final = self.add(clause, is_rough=is_rough)
        if not (clause.strength.is_binding or clause.readings):
            return
        self.roots.append(final)
        if clause.is_hole:
            self.has_hole = self.has_hole or clause.applies_if is None
        else:
            self.held.append(final)

    def close(self) -> int:
        """Add the whole: every binding clause, the staff as one, and the text that is not held."""
        if not self.roots:
            return self._add(Step(Op.NO_RULE, self.scope.id))
        if any(step.op in (Op.COUNT, Op.DISTINCT) for step in self.steps):
            assignable = Step(Op.ASSIGNABLE, f"{self.edition.id}/staff_assignable")
            self.roots.append(self._add(assignable))
        if not self.scope.is_complete and not self.has_hole:
            self.roots.append(self._add(Step(Op.HOLE, self.scope.id)))
        return self._add(Step(Op.ALL, self.scope.id, inputs=tuple(self.roots)))

    def _answers(self, clause: Clause) -> bool:
        return clause.is_evaluated or clause.id == self.scope.id

    def _add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def add(self, clause: Clause, *, is_rough: bool, is_set: bool = False) -> int:
        """Add a clause with all below it; the second time the first position is given.

        ``is_set`` takes ``is_rough`` as it is, whatever manner the clause states for itself.
        """
        is_rough = is_rough if is_set else _is_rough(clause, above=is_rough)
        key = self._key(clause, is_rough=is_rough)
        if key in self.built:
            return self.built[key]
        if key in self.open_keys:
            raise _circle(clause)
        self.open_keys.add(key)
        # A reported clause keeps its place in the order of the text: before its sub-clauses.
        is_first = self._lacks_line(clause)
        if is_first:
            (self.lent.discard if self.is_own else self.lent.add)(clause.id)
            self.lines[clause.id] = Line(clause, -1, -1, (), is_rough)
        final = self._with_readings(clause, is_rough=is_rough)
        if is_first:
            test = self.tests.get(clause.id, final)
            self.lines[clause.id] = Line(clause, final, test, facts_read(clause), is_rough)
        self.open_keys.discard(key)
        self.built[key] = final
        return final

    def _lacks_line(self, clause: Clause) -> bool:
        """Tell whether a clause needs its line; one lent to another kind's requirements gives way."""
        return clause.id not in self.lines or (self.is_own and clause.id in self.lent)

    def _key(self, clause: Clause, *, is_rough: bool) -> _Key:
        """Two kinds that are asked the same sub-clauses share their steps."""
        below = [each for each in clause.walk() if each.concerns(self.kind)]
        leans = any(isinstance(each.test, MeetsClause | MeetsKind) for each in below)
        asked = (*(each.id for each in below), *((self.kind.value,) if leans else ()))
        return (clause.id, *asked), is_rough, self.below_any

    def _with_readings(self, clause: Clause, *, is_rough: bool) -> int:
        if not clause.readings:
            return self._one_reading(clause, clause.test, clause.applies_if, is_rough=is_rough)
        ways = []
        for reading in clause.readings:
            strength = reading.strength or clause.strength
            condition = reading.applies_if or clause.applies_if
            if strength.is_binding:
                test = reading.test or clause.test
                read = replace(clause, strength=strength)
                ways.append(self._one_reading(read, test, condition, is_rough=is_rough))
            else:
                ways.append(self._add(Step(Op.NO_RULE, clause.id)))
        return self._add(Step(Op.READINGS, clause.id, inputs=tuple(ways)))

    def _one_reading(
        self, clause: Clause, test: Test, condition: Condition | None, *, is_rough: bool
    ) -> int:
        when = None if condition is None else self._condition(clause, condition)
        position = self._test(clause, test, is_rough=is_rough)
        self.tests.setdefault(clause.id, position)
        binding = []
        for part in self._asked(clause.parts):
            final = self._part(part, when, is_rough=is_rough)
            if part.strength.is_binding or part.readings:
                binding.append(final)
        if binding:
            position = self._add(Step(Op.ALL, clause.id, inputs=(position, *binding)))
        if clause.strength is Strength.PRINCIPLE:
            position = self._add(Step(Op.PRINCIPLE, clause.id, inputs=(position,)))
        if when is not None:
            position = self._add(Step(self._when, clause.id, inputs=(when, position)))
        return position

    @property
    def _when(self) -> Op:
        return Op.ONLY_WHEN if self.below_any else Op.WHEN

    def _part(self, part: Clause, when: int | None, *, is_rough: bool) -> int:
        """Add a part; under a condition of its clause it does not apply either."""
        is_first = self._lacks_line(part)
        final = self.add(part, is_rough=is_rough)
        if when is not None:
            conditional = self._add(Step(self._when, part.id, inputs=(when, final)))
            if is_first:
                self.lines[part.id] = replace(self.lines[part.id], step=conditional)
        return final

    def _asked(self, clauses: Iterable[Clause]) -> list[Clause]:
        return [
            each
            for each in clauses
            if each.binds is self.binds and each.concerns(self.kind) and self._answers(each)
        ]

    def _test(self, clause: Clause, test: Test, *, is_rough: bool) -> int:
        match test:
            case AllOf() | AnyOf():
                return self._joined(clause, test, is_rough=is_rough)
            case MeetsKind(kind=kind):
                return self._meets_kind(clause, kind)
            case MeetsClause(clause=name, manner=manner):
                target = self.edition.clause(name)
                inner = self._clause_in(target, is_rough=manner is Manner.ROUGHLY)
                return self._add(Step(Op.MEETS, clause.id, inputs=(inner,)))
            case Count() | Distinct():
                return self._people(clause, test, is_rough=is_rough)
            case _:
                return self._leaf(clause, test, is_rough=is_rough)

    def _clause_in(self, clause: Clause, *, is_rough: bool) -> int:
        """Add a clause again in another manner, without a line of its own."""
        found = self.built.get(self._key(clause, is_rough=is_rough))
        if found is not None:
            return found
        quiet = replace(
            self, lines=dict(self.lines), tests=dict(self.tests), built=dict(self.built)
        )
        return quiet.add(clause, is_rough=is_rough, is_set=True)

    def _joined(self, clause: Clause, test: AllOf | AnyOf, *, is_rough: bool) -> int:
        below = self if isinstance(test, AllOf) else replace(self, below_any=True)
        arms = [
            below.add(arm, is_rough=is_rough)
            for arm in self._asked(clause.arms)
            if arm.strength.is_binding or arm.readings or not clause.strength.is_binding
        ]
        op = Op.ALL if isinstance(test, AllOf) else Op.ANY
        return self._add(Step(op, clause.id, inputs=tuple(arms)))

    def _meets_kind(self, clause: Clause, kind: Kind) -> int:
        inner = replace(self, kind=kind, is_own=False)
        positions = [
            inner.add(root, is_rough=False)
            for root in self.edition.tree.roots
            if root.binds is Binds.HOSPITAL
            and root.concerns(kind)
            and root.strength.is_binding
            and root.is_evaluated
        ]
        return self._add(Step(Op.ALL, clause.id, inputs=tuple(positions)))

    def _condition(self, clause: Clause, condition: Condition) -> int:
        match condition:
            case AllConditions(tests=tests) | AnyCondition(tests=tests):
                op = Op.ALL if isinstance(condition, AllConditions) else Op.ANY
                inputs = tuple(self._condition(clause, each) for each in tests)
                return self._add(Step(op, clause.id, inputs=inputs))
            case _:
                return self._leaf(
                    replace(clause, id=f"{clause.id}#applies_if"), condition, is_rough=False
                )

    def _people(self, clause: Clause, test: Count | Distinct, *, is_rough: bool) -> int:
        factor, is_soft = self._roughness(is_rough=is_rough)
        if isinstance(test, Distinct):
            step = Step(Op.DISTINCT, clause.id, number=1.0, is_soft=is_soft, ways=test.ways)
            return self._add(step)
        return self._add(
            Step(
                Op.COUNT,
                clause.id,
                number=float(test.number * factor),
                printed=test.number,
                factor=factor,
                is_soft=is_soft,
                ways=((self._narrowed(clause, test),),),
            )
        )

    def _narrowed(self, clause: Clause, test: Count) -> Post:
        """Give the post; for ``of_parent`` with everything the parent asks of the same people."""
        if not test.of_parent:
            return test.post
        parent = self.edition.clause(clause.id.rpartition("/")[0])
        if not isinstance(parent.test, Count):
            return test.post
        above = self._narrowed(parent, parent.test)
        own = test.post
        efforts = {above.effort, own.effort}
        effort = Effort.DEDICATED if Effort.DEDICATED in efforts else own.effort or above.effort
        return Post(
            own.roles or above.roles,
            own.full_time if own.full_time is not None else above.full_time,
            effort,
            own.qualification or above.qualification,
            own.training | above.training,
        )

    def _roughness(self, *, is_rough: bool) -> tuple[Decimal, bool]:
        """Give what numbers are multiplied with, and whether unmet is for a person to judge."""
        roughly = self.edition.roughly if is_rough else Decimal(1)
        return (Decimal(1), True) if roughly is None else (roughly, False)

    def _leaf(self, clause: Clause, test: Test | Condition, *, is_rough: bool) -> int:
        factor, is_soft = self._roughness(is_rough=is_rough)
        bare = Step(
            Op.NO_RULE, clause.id, is_soft=is_soft, takes_dash=not clause.strength.is_binding
        )
        match test:
            case Compare(fact=fact, comparison=comparison, number=number):
                op = _COMPARISONS[comparison]
                step = replace(
                    bare, op=op, facts=(fact,), printed=number, factor=_loosening(op, factor)
                )
            case Ratio(of=of, to=to, times=times, number=number):
                step = replace(bare, op=Op.RATIO, facts=(of, to), printed=number, factor=factor)
                step = replace(step, times=float(times))
            case Is(fact=fact, value=value):
                step = replace(bare, op=Op.YES if value else Op.NO, facts=(fact,))
            case AllFacts(facts=facts):
                step = replace(bare, op=Op.ALL_YES, facts=facts)
            case Hole():
                step = replace(bare, op=Op.HOLE)
            case NoNumber():
                step = replace(bare, op=Op.NO_NUMBER)
            case _:
                step = bare
        return self._add(replace(step, number=float(step.printed * step.factor)))


def _circle(clause: Clause) -> FaultError:
    return FaultError(
        Words("条項が自分自身を参照しています。", "the clause refers to itself."),
        str(clause.place),
        Words("meets の参照先を直してください。", "Mend what 'meets' refers to."),
    )


def _is_rough(clause: Clause, *, above: bool) -> bool:
    return clause.manner is Manner.ROUGHLY if clause.states_manner else above


def _loosening(op: Op, factor: Decimal) -> Decimal:
    """Loosen the number: a minimum is multiplied, a maximum divided, an equal number kept."""
    if op is Op.AT_LEAST:
        return factor
    return 1 / factor if op is Op.AT_MOST else Decimal(1)
