"""Reports of several kinds and years judged as one panel, in their own order."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.scenario.panel import MET, NOT_APPLICABLE, UNKNOWN, UNMET, seat
from kinten.verdict.explaining import explain
from kinten.verdict.program import compile_program
from kinten.vocabulary.hospital_kind import Kind

REGISTRY, RELATIVE = "R4.8/volume/absolute/registry", "R4.8/volume/relative"


@pytest.fixture
def mixed(report):
    """Reports whose kinds and years alternate."""
    return (
        report("a", Kind.REGIONAL),
        report("b", Kind.PREF, registry_cases=100),
        report("c", Kind.REGIONAL, registry_cases=None),
        report("d", Kind.PREF, year=2023),
        report("e", Kind.REGIONAL, registry_cases=100),
    )


def test_verdicts_come_back_in_the_order_of_the_reports(mixed, strict):
    judged = seat(mixed, strict(), None, "volume").judge()

    assert judged.overall.tolist() == [MET, UNMET, UNKNOWN, MET, UNMET]
    assert judged.clauses[REGISTRY].tolist() == [MET, UNMET, UNKNOWN, MET, UNMET]


def test_every_verdict_is_the_explainers(mixed, strict):
    edition = strict()
    judged = seat(mixed, edition, None, "volume").judge()

    for row, each in enumerate(mixed):
        program = compile_program(edition, each.kind, date(each.year, 9, 1), "volume")
        told = explain(each, program)
        assert int(told.overall) == judged.overall[row]
        assert {one.line.clause.id: int(one.verdict) for one in told.findings} == {
            name: column[row]
            for name, column in judged.clauses.items()
            if column[row] != NOT_APPLICABLE or name in {line.clause.id for line in program.lines}
        }


def test_a_clause_that_a_kind_is_not_asked_does_not_apply_to_it(report, strict):
    reports = (report("a"), report("b", Kind.LOCAL))
    judged = seat(reports, strict(), None, None).judge()
    asked = [
        {line.clause.id for line in part.program.lines}
        for part in seat(reports, strict(), None, None).parts
    ]

    alone = asked[0] - asked[1]
    assert alone
    assert all(judged.clauses[name][1] == NOT_APPLICABLE for name in alone)


def test_a_sweep_is_the_edition_laid_over_one_by_one(mixed, strict):
    edition = strict()
    numbers = [Decimal(each) for each in (50, 100, 101, 900, 901)]
    swept = seat(mixed, edition, None, "volume").sweep({REGISTRY: numbers})

    assert swept.overall.shape == swept.clauses[REGISTRY].shape == (5, 5)
    assert swept.clauses[RELATIVE].shape == (5,)
    for row, value in enumerate(numbers):
        laid = lay_over(edition, Overlay(numbers={REGISTRY: value}, roughly=Decimal(1)))
        alone = seat(mixed, laid, None, "volume").judge()
        assert swept.overall[row].tolist() == alone.overall.tolist()
        assert swept.clauses[REGISTRY][row].tolist() == alone.clauses[REGISTRY].tolist()


def test_no_report_is_a_panel_of_nothing(strict):
    judged = seat((), strict(), None, "volume").judge()

    assert (judged.overall.tolist(), dict(judged.clauses)) == ([], {})
