"""The exact steps of a threshold: at a reported figure the verdict holds, above it no more."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over
from kinten.scenario.curves import Ground, break_points, draw_curve, points_in_force
from kinten.scenario.losing import compare
from kinten.scenario.panel import MET, seat
from kinten.scenario.standing import draw_map
from kinten.vocabulary.given import between
from kinten.vocabulary.wording import FaultError

REGISTRY = "R4.8/volume/absolute/registry"


@pytest.fixture
def curve(frame, snapshot, standing, strict):
    """Draw the curve of the registry for reports of hospitals A, B and so on, one in each area."""

    def draw(reports, *, factor="1", hospitals="ABC", without=(), opening=()):
        stands = snapshot(*(standing(name, f"170{place}") for place, name in enumerate("ABC", 1)))
        edition = strict(factor)
        panel = seat(reports, edition, None, "volume")
        clause = edition.clause(REGISTRY)
        points = {
            *break_points(clause, reports, Decimal(factor)),
            *points_in_force(clause, panel, [Decimal(factor)]),
        }
        land = draw_map(frame, stands, opening)
        listed = [each if each in "ABC" else "" for each in hospitals[: len(reports)]]
        ground = Ground(compare(panel, panel), listed, land, without)
        return draw_curve(ground, clause, sorted(points))

    return draw


def test_every_reported_figure_is_a_step_with_its_areas_and_people(report, curve):
    reports = [
        report(name, registry_cases=cases)
        for name, cases in zip("abc", (700, 800, 900), strict=True)
    ]

    told = [
        (step.above, step.up_to, step.met, step.unmet, step.areas, step.people)
        for step in curve(reports)
    ]
    assert told == [
        (None, 700, 3, 0, (0, 0), (0, 0)),
        (700, 800, 2, 1, (1, 1), (100, 100)),
        (800, 900, 1, 2, (2, 2), (300, 300)),
        (900, None, 0, 3, (3, 3), (700, 700)),
    ]


@pytest.mark.parametrize("factor", ["1", "0.9", "0.7"])
def test_at_a_step_it_still_holds_and_barely_above_no_more(report, strict, factor):
    edition = strict(factor)
    (point,) = break_points(edition.clause(REGISTRY), [report(registry_cases=773)], Decimal(factor))

    def met(number):
        laid = lay_over(edition, Overlay(numbers={REGISTRY: number}, roughly=Decimal(factor)))
        panel = seat([report(registry_cases=773)], laid, None, "volume")
        return panel.judge().overall.tolist() == [MET]

    assert met(point)
    assert not met(point + Decimal("0.000001"))
    assert point * Decimal(factor) == pytest.approx(Decimal(773))


def test_figures_that_change_no_verdict_make_no_step(report, curve):
    """Both meet the share; the third misses another count, so that its registry does not matter."""
    reports = [
        report("a", registry_cases=700, resident_share=0.3),
        report("b", registry_cases=800),
        report("c", registry_cases=900, cancer_surgeries=1),
    ]

    assert [(step.above, step.up_to) for step in curve(reports)] == [(None, 800), (800, None)]


def test_a_figure_nobody_reported_may_cost_an_area_above_the_threshold_in_force_alone(
    report, curve
):
    told = [
        (step.above, step.up_to, step.unknown, step.hospitals, step.areas)
        for step in curve([report(registry_cases=None)])
    ]

    assert told == [(None, 500, 1, (0, 0), (0, 0)), (500, None, 1, (0, 1), (0, 1))]


def test_who_withdraws_is_gone_at_every_threshold(report, curve):
    steps = curve([report("a", registry_cases=700)], without=["B"])

    assert [(step.hospitals, step.areas, step.people) for step in steps] == [
        ((1, 1), (1, 1), (200, 200)),
        ((2, 2), (2, 2), (300, 300)),
    ]


def test_an_area_where_one_is_opened_is_never_emptied(report, curve, standing):
    steps = curve([report("a", registry_cases=700)], opening=[standing("N", "1701")])

    assert [(step.hospitals, step.areas) for step in steps] == [((0, 0), (0, 0)), ((1, 1), (0, 0))]


def test_the_threshold_in_force_is_told_in_numbers_of_the_later_edition(report, strict):
    panel = seat([report()], strict("0.9"), None, "volume")
    clause = strict().clause(REGISTRY)

    assert points_in_force(clause, panel, [Decimal("0.9")]) == (Decimal(500),)
    assert points_in_force(clause, panel, [Decimal(1)]) == (Decimal(450),)


def test_both_ends_of_a_range_are_steps(report, curve):
    ranged = report()
    ranged = replace(ranged, facts={**ranged.facts, "registry_cases": between(600, 700)})

    told = [(step.up_to, step.met, step.unknown, step.unmet) for step in curve([ranged])]
    assert told == [(600, 1, 0, 0), (700, 0, 1, 0), (None, 0, 0, 1)]


def test_a_hospital_is_gone_when_any_of_its_years_is(report, curve):
    reports = [report(registry_cases=700, year=2023), report(registry_cases=900)]

    assert [step.areas for step in curve(reports, hospitals="AA")] == [(0, 0), (1, 1), (1, 1)]


def test_an_unlisted_hospital_counts_among_verdicts_and_not_among_areas(report, curve):
    assert [(step.unmet, step.areas) for step in curve([report()], hospitals="Z")] == [
        (0, (0, 0)),
        (1, (0, 0)),
    ]


@pytest.mark.parametrize("clause", ["R4.8/volume/absolute", "R4.8/volume"])
def test_a_clause_without_one_minimum_is_refused(clause, report, strict):
    with pytest.raises(FaultError) as caught:
        break_points(strict().clause(clause), [report()], Decimal(1))

    assert caught.value.place == clause


def test_steps_touch_each_other(report, curve):
    steps = curve(
        [report(name, registry_cases=700 + 10 * place) for place, name in enumerate("abc")]
    )

    assert [step.up_to for step in steps[:-1]] == [step.above for step in steps[1:]]
    assert np.diff([step.unmet for step in steps]).min() >= 0
