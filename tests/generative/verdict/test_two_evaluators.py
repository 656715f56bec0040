"""Columns over a population and the explainer for one hospital say the same of the whole and every clause."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinten.example.reports import make_reports
from kinten.guideline.loading import list_editions, load_edition
from kinten.verdict.columns import judge_columns
from kinten.verdict.explaining import explain
from kinten.verdict.population import gather
from kinten.verdict.program import compile_program
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason, Verdict

DAY = date(2024, 9, 1)
KINDS = (Kind.REGIONAL, Kind.PREF)


def verdicts_by_columns(program, reports):
    judged = judge_columns(program, gather(reports, program), keep_clauses=True)
    return judged.overall.tolist(), {
        clause: each.tolist() for clause, each in judged.clauses.items()
    }


def verdicts_by_explaining(program, reports):
    explained = [explain(report, program) for report in reports]
    clauses = {
        line.clause.id: [int(each.findings[place].verdict) for each in explained]
        for place, line in enumerate(program.lines)
    }
    return [int(each.overall) for each in explained], clauses


@given(data=st.data())
def test_columns_equal_the_explainer(editions, reports, data):
    """Any edition, any population: the whole and every line are equal."""
    edition, kind = data.draw(editions), data.draw(st.sampled_from(KINDS))
    program = compile_program(edition, kind, DAY)
    population = data.draw(st.lists(reports, min_size=1, max_size=4))
    assert verdicts_by_columns(program, population) == verdicts_by_explaining(program, population)


@given(data=st.data())
def test_columns_equal_the_explainer_on_a_scope(editions, reports, data):
    """Judged alone, every clause says the same in both."""
    edition = data.draw(editions)
    scope = data.draw(st.sampled_from([each.id for each in edition.walk()]))
    program = compile_program(edition, data.draw(st.sampled_from(KINDS)), DAY, scope)
    population = data.draw(st.lists(reports, min_size=1, max_size=4))
    assert verdicts_by_columns(program, population) == verdicts_by_explaining(program, population)


@given(data=st.data())
def test_every_unknown_has_a_reason(editions, reports, data):
    """Every unknown clause names its reason and no other does; the deciding set has the whole's verdict."""
    program = compile_program(data.draw(editions), data.draw(st.sampled_from(KINDS)), DAY)
    explained = explain(data.draw(reports), program)
    said = [(each.verdict, each.reason) for each in (*explained.findings, *explained.reasons)]
    assert all(
        isinstance(reason, Reason) == (verdict is Verdict.UNKNOWN) for verdict, reason in said
    )
    assert all(each.verdict is explained.overall for each in explained.reasons)


@given(data=st.data())
def test_every_clause_asked_has_its_line(editions, data):
    """Every clause that binds a hospital of this kind and answers is reported once, in text order."""
    edition, kind = data.draw(editions), data.draw(st.sampled_from(KINDS))
    program = compile_program(edition, kind, DAY)
    lines = [each.clause.id for each in program.lines]
    order = [each.id for each in edition.walk()]
    asked = [
        root.id
        for root in edition.tree.roots
        if root.binds == "hospital" and root.concerns(kind) and root.is_evaluated
    ]
    assert len(set(lines)) == len(lines)
    assert set(asked) <= set(lines) <= set(order)
    assert all(line.step >= 0 and line.test >= 0 for line in program.lines)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("name", list_editions())
def test_packaged_editions(name, kind):
    """Every packaged edition, for every kind: equal on made-up reports with gaps."""
    edition = load_edition(name)
    if not edition.clauses_are_held:
        assert edition.tree.roots == ()
        return
    program = compile_program(edition, kind, DAY)
    reports = make_reports(program, 40, seed=20260401, gaps=0.2)
    assert verdicts_by_columns(program, reports) == verdicts_by_explaining(program, reports)


@pytest.mark.parametrize("name", list_editions())
def test_every_clause_of_the_packaged_editions(name):
    """Every clause judged alone, and every kind it concerns: compiled and equal in both."""
    for clause in load_edition(name).walk():
        for kind in sorted(clause.kinds):
            program = compile_program(load_edition(name), kind, DAY, clause.id)
            reports = make_reports(program, 8, seed=7, gaps=0.3)
            assert verdicts_by_columns(program, reports) == verdicts_by_explaining(program, reports)
