"""The deciding set decides; a conflict on the staff sheet is one, and none is overlooked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from kinten.report.model import Report, Source
from kinten.verdict.explaining import explain
from kinten.verdict.program import compile_program
from kinten.verdict.staffing import EffortRule, fits
from kinten.verdict.steps import Op
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.truth import Verdict

DAY = date(2024, 9, 1)


def facts_of(clauses, explained):
    """The facts that the steps of these clauses read, those of their conditions included."""
    steps = explained.program.steps
    return {
        fact for step in steps if step.clause.partition("#")[0] in clauses for fact in step.facts
    }


def with_all_above(clauses):
    """The clauses and those they stand below, whose conditions count for them too."""
    steps = [clause.split("/") for clause in clauses]
    return {"/".join(each[:size]) for each in steps for size in range(1, len(each) + 1)}


@given(data=st.data())
def test_the_deciding_set_decides(fact_editions, fact_reports, data):
    """With the facts of the deciding clauses alone, all others blank, a settled whole stays as it is.

    Beside them only what keeps a clause from applying is left: such a clause is not part of a reason.
    """
    explained = explain(
        data.draw(fact_reports), compile_program(data.draw(fact_editions), Kind.REGIONAL, DAY)
    )
    deciding = {each.clause for each in explained.reasons}
    silent = {
        each.line.clause.id for each in explained.findings if each.verdict is Verdict.NOT_APPLICABLE
    }
    below = {each.id for top in deciding for each in explained.program.edition.clause(top).walk()}
    kept = facts_of(with_all_above(deciding | silent) | below, explained)
    facts = {fact: given for fact, given in explained.report.facts.items() if fact in kept}
    again = explain(replace(explained.report, facts=facts), explained.program)
    assert again.overall is explained.overall or explained.overall is Verdict.UNKNOWN


@given(data=st.data())
def test_the_deciding_set_is_smallest(fact_editions, fact_reports, data):
    """Of several clauses that each make the whole unmet, the first of those with the smallest set decides."""
    edition, report = data.draw(fact_editions), data.draw(fact_reports)
    explained = explain(report, compile_program(edition, Kind.REGIONAL, DAY))
    assert all(each.verdict is explained.overall for each in explained.reasons)
    assert (explained.reasons == ()) == (explained.overall is Verdict.NOT_APPLICABLE)
    alone = [
        explain(report, compile_program(edition, Kind.REGIONAL, DAY, root.id))
        for root in edition.tree.roots
    ]
    sets = [each.reasons for each in alone if each.overall is Verdict.UNMET]
    assert explained.overall is not Verdict.UNMET or explained.reasons == min(sets, key=len)


def ways_of(step):
    """The ways to fill a clause: each a tuple of posts for different people."""
    return [step.ways[0] * int(step.number)] if step.op is Op.COUNT else list(step.ways)


def assignments(step, staff, rule):
    """Every way to give people of the sheet to the posts of a clause, as hours taken from each person."""
    for way in ways_of(step):
        for people in permutations(staff.people, len(way)):
            pairs = list(zip(people, way, strict=True))
            if all(fits(person, post, staff, rule) is Verdict.MET for person, post in pairs):
                yield {person.number: rule.weight(post.effort) for person, post in pairs}


def together(steps, staff, rule):
    """Every way to fill clauses of the same people: a person gives the hours of the dearest."""
    for chosen in product(*(list(assignments(each, staff, rule)) for each in steps)):
        numbers = {number for hours in chosen for number in hours}
        yield {each: max(hours.get(each, Decimal(0)) for hours in chosen) for each in numbers}


def bears(steps, staff, rule):
    """By trying everything: whether nobody has to give more than all of their hours."""
    groups = {}
    for step in steps:
        groups.setdefault(step.clause.split("/part")[0], []).append(step)
    for chosen in product(*(list(together(each, staff, rule)) for each in groups.values())):
        hours = [
            sum((each.get(person.number, Decimal(0)) for each in chosen), Decimal(0))
            for person in staff.people
        ]
        if all(each <= 1 for each in hours):
            return True
    return False


@given(data=st.data())
def test_a_conflict_is_found_and_is_smallest(people_editions, staff_sheets, data):
    """A conflict is found exactly where no assignment exists; without any of its clauses there is one."""
    edition, staff = data.draw(people_editions), data.draw(staff_sheets)
    program = compile_program(edition, Kind.REGIONAL, DAY)
    rule = EffortRule(program.dedicated, program.assigned)
    report = Report("例示病院", 2024, Source("drawn", ""), "drawn:1", staff=staff)
    walk = explain(report, program).walk
    tests = {line.clause.id: line.test for line in program.lines}
    steps = [program.steps[each] for each in tests.values() if walk.values[each] == Verdict.MET]
    principle = {each.id for each in edition.walk() if each.strength is Strength.PRINCIPLE}
    must = [each for each in steps if not with_all_above({each.clause}) & principle]
    conflict = walk.conflict
    assert (conflict is None) == bears(steps, staff, rule)
    if conflict is not None:
        named = [each for each in steps if each.clause in conflict.clauses]
        assert not bears(named, staff, rule)
        assert all(
            bears([other for other in named if other is not each], staff, rule) for each in named
        )
        assert set(conflict.people) <= {person.number for person in staff.people}
        assert (conflict.in_principle == ()) == (not bears(must, staff, rule))
        assert set(conflict.in_principle) <= principle


@given(data=st.data())
def test_a_conflict_keeps_the_whole_from_being_met(people_editions, staff_sheets, data):
    """Where all clauses are met one by one and not at once, the whole is unknown."""
    program = compile_program(data.draw(people_editions), Kind.REGIONAL, DAY)
    report = Report("例示病院", 2024, Source("drawn", ""), "drawn:1", staff=data.draw(staff_sheets))
    explained = explain(report, program)
    roots = {root.id for root in explained.program.edition.tree.roots}
    lowest = min(each.verdict for each in explained.findings if each.line.clause.id in roots)
    expected = min(lowest, Verdict.UNKNOWN) if explained.conflict else lowest
    assert explained.overall is expected
