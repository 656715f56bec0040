"""What is missing: filling a gap never flips what was settled; what would settle it, does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.verdict.columns import judge_columns
from kinten.verdict.explaining import explain
from kinten.verdict.population import gather
from kinten.verdict.program import compile_program
from kinten.verdict.settling import settle
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Verdict

DAY = date(2024, 9, 1)
# Met stays met, or turns out not to apply where a condition was open; the others stay as they are.
SETTLED = {
    Verdict.MET: (Verdict.MET, Verdict.NOT_APPLICABLE),
    Verdict.UNMET: (Verdict.UNMET,),
    Verdict.NOT_APPLICABLE: (Verdict.NOT_APPLICABLE,),
    Verdict.UNKNOWN: tuple(Verdict),
}


def by_line(explained):
    return {each.line.clause.id: each.verdict for each in explained.findings}


@given(data=st.data())
def test_filling_a_gap_never_flips_a_settled_verdict(editions, reports, fills, data):
    """Whatever value a gap turns out to have, a verdict that was settled stays, whole and clauses."""
    program = compile_program(data.draw(editions), Kind.REGIONAL, DAY)
    report = data.draw(reports)
    before = explain(report, program)
    filled = data.draw(fills(report))
    after = explain(filled, program)
    assert after.overall in SETTLED[before.overall]
    lines, filled_lines = by_line(before), by_line(after)
    assert all(filled_lines[line] in SETTLED[lines[line]] for line in lines)


@given(data=st.data())
def test_filling_a_gap_in_columns(editions, reports, fills, data):
    """The same in columns."""
    program = compile_program(data.draw(editions), Kind.REGIONAL, DAY)
    report = data.draw(reports)
    both = [report, data.draw(fills(report))]
    judged = judge_columns(program, gather(both, program), keep_clauses=True)
    for values in (judged.overall, *judged.clauses.values()):
        before, after = (Verdict(each) for each in values.tolist())
        assert after in SETTLED[before]


def settled_by(program, report, values):
    """The verdicts that the whole can be settled to by giving these facts a value."""
    return {
        explain(
            replace(report, facts={**report.facts, **dict(zip(values, each, strict=True))}), program
        ).overall
        for each in product(*values.values())
    } - {Verdict.UNKNOWN}


def smallest_sets(program, report, gaps, goals):
    """By trying everything: the smallest sets of gaps that can bring the whole to one of the goals."""
    for size in range(len(gaps) + 1):
        found = [
            frozenset(facts)
            for facts in combinations(gaps, size)
            if settled_by(program, report, {fact: gaps[fact] for fact in facts}) & goals
        ]
        if found:
            return found
    return []


@settings(max_examples=60)
@given(data=st.data())
def test_what_would_settle_it(plain_editions, plain_reports, gaps_of, data):
    """The facts named can settle the whole, and no smaller set of facts can: by trying everything."""
    program = compile_program(data.draw(plain_editions), Kind.REGIONAL, DAY)
    report = data.draw(plain_reports)
    gaps = gaps_of(report)
    explained = explain(report, program)
    named = settle(explained)
    if explained.overall is not Verdict.UNKNOWN:
        assert named == ()
        return
    favourable = smallest_sets(program, report, gaps, {Verdict.MET, Verdict.NOT_APPLICABLE})
    wanted = favourable or smallest_sets(program, report, gaps, {Verdict.UNMET})
    assert (frozenset(named) in wanted) if wanted else named == ()


@given(data=st.data())
def test_a_settled_whole_needs_nothing(editions, reports, data):
    """Only an unknown asks for facts, and only for facts the clauses read or people."""
    program = compile_program(data.draw(editions), Kind.REGIONAL, DAY)
    explained = explain(data.draw(reports), program)
    named = settle(explained)
    assert named == () or explained.overall is Verdict.UNKNOWN
    assert all(each in program.facts or each.startswith("staff/") for each in named)
