"""Scenarios: a sweep is one edition after another, the curve is the run, at least is within at most."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinten.coverage.blank import cover_areas
from kinten.geography.area import Area, Layer, People
from kinten.geography.frame import Frame
from kinten.guideline.edition import Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.network.designation import Basis, Designation
from kinten.network.history import CHANGEABLE, Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.report.model import Report, Source
from kinten.scenario.curves import Ground, break_points, draw_curve, points_in_force
from kinten.scenario.losing import compare
from kinten.scenario.panel import MET, UNKNOWN, UNMET, seat
from kinten.scenario.running import list_changes, run
from kinten.scenario.standing import draw_map
from kinten.vocabulary.given import between, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

DAY = date(2024, 4, 1)
EDITION = load_edition("R4.8")
# The number in force, and what reports hold about it: below, at and above, ranges and gaps.
CLAUSES = {
    "R4.8/volume/absolute/registry": ("registry_cases", 500),
    "R4.8/volume/absolute/surgery": ("cancer_surgeries", 400),
    "R4.8/volume/absolute/drug": ("drug_therapy_patients", 1000),
    "R4.8/volume/absolute/radiotherapy": ("radiotherapy_patients", 200),
    "R4.8/volume/absolute/palliative": ("palliative_team_referrals", 50),
}
FRAME = Frame(
    "t",
    Layer.MEDICAL,
    Words("試験の版", "a frame for tests"),
    DAY,
    None,
    {
        code: Area("t", code, "17", code, 1.0, People(100, 100, 30, 15, in_2050, in_2050))
        for code, in_2050 in (("1701", 60), ("1702", None), ("1703", 50))
    },
)
FACTORS = st.sampled_from([None, Decimal(1), Decimal("0.9")])


def laid(roughly, numbers=None):
    return lay_over(EDITION, Overlay(numbers=numbers or {}, roughly=roughly))


@st.composite
def reports(draw):
    """A report of any kind that has volumes; most figures above their thresholds."""
    facts = {}
    for fact, threshold in CLAUSES.values():
        figure = st.integers(threshold - 10, threshold + 30)
        facts[fact] = draw(
            st.one_of(
                *[figure.map(number)] * 4,
                figure.map(lambda low: between(low, low + 15)),
                st.just(missing(Reason.NOT_REPORTED)),
            )
        )
    facts["resident_share"] = draw(
        st.sampled_from([number(0.1), number(0.1), number(0.2), missing(Reason.NOT_REPORTED)])
    )
    kind = draw(st.sampled_from([Kind.REGIONAL, Kind.PREF, Kind.LOCAL]))
    return Report(*("例示病院", 2024, Source("drawn", ""), "drawn:1"), kind=kind, facts=facts)


@st.composite
def networks(draw):
    """Up to six hospitals of any kind in the three areas, or in none that is known."""
    standings = []
    for name in "ABCDEF"[: draw(st.integers(0, 6))]:
        kind = draw(st.sampled_from([Kind.REGIONAL, Kind.LOCAL, None]))
        hospital = Hospital(name, (Name(name),), "17", draw(st.sampled_from((*FRAME.areas, ""))))
        kinds = CHANGEABLE if kind is None else frozenset({kind})
        record = Designation(name, kind, Basis.PRINTED, "t", DAY, stated=DAY)
        standings.append(Standing(hospital, draw(st.integers(0, 5)) > 0, kinds, None, record))
    return Snapshot(DAY, None, tuple(standings), (), (), ())


@st.composite
def openings(draw):
    """A hospital that is designated in one of the areas."""
    hospital = Hospital("N", (Name("N"),), "17", draw(st.sampled_from(tuple(FRAME.areas))))
    record = Designation("N", Kind.REGIONAL, Basis.DECREED, "t", DAY, begins=DAY)
    return Standing(hospital, True, frozenset({Kind.REGIONAL}), record, record, DAY)


@st.composite
def thresholds(draw):
    """A clause and two numbers for it, the lower one first."""
    clause = draw(st.sampled_from(list(CLAUSES)))
    around = CLAUSES[clause][1]
    number_of = st.integers(around - 15, around + 50).map(Decimal)
    return clause, *sorted((draw(number_of), draw(number_of)))


@given(population=st.lists(reports(), min_size=1, max_size=5), drawn=thresholds(), roughly=FACTORS)
def test_a_sweep_equals_the_edition_laid_over(population, drawn, roughly):
    clause, *numbers = drawn
    swept = seat(population, laid(roughly), None, "volume").sweep({clause: numbers})

    for row, value in enumerate(numbers):
        alone = seat(population, laid(roughly, {clause: value}), None, "volume").judge()
        assert swept.overall[row].tolist() == alone.overall.tolist()
        for name, verdicts in alone.clauses.items():
            told = swept.clauses[name]
            assert (told[row] if told.ndim == 2 else told).tolist() == verdicts.tolist()


@given(
    population=st.lists(reports(), min_size=1, max_size=6),
    snapshot=networks(),
    drawn=thresholds(),
    roughly=FACTORS,
    data=st.data(),
)
def test_at_least_is_within_at_most_and_the_curve_agrees(
    population, snapshot, drawn, roughly, data
):
    """The whole run at one threshold, against the step of the curve in which it lies."""
    clause, threshold, _ = drawn
    names = [each.hospital.id for each in snapshot.standings]
    without = data.draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    opening = data.draw(st.lists(openings(), max_size=1))
    hospitals = tuple("ABCDEF"[: len(population)])
    panel = seat(population, laid(roughly), None, "volume")
    revised = seat(population, laid(roughly, {clause: threshold}), None, "volume")
    contrast, then = compare(panel, revised), revised.judge()
    losses = contrast.losses(then)
    standing = {each.hospital.id for each in snapshot.standings}
    ids = [name if name in standing else "" for name in hospitals]
    changes = list_changes(population, ids, contrast.before, then, losses)
    outcome = run(FRAME, snapshot, None, changes, without=without, opening=opening)
    least, most = outcome.at_least, outcome.at_most

    for name in ("hospitals", "areas", "people", "aged_65", "in_2050", "without_2050"):
        assert getattr(least, name) <= getattr(most, name)
    assert outcome.gone.isdisjoint(outcome.perhaps_gone)

    ground = Ground(contrast, ids, draw_map(FRAME, snapshot, opening), without)
    factor = roughly or Decimal(1)
    points = {
        *break_points(EDITION.clause(clause), population, factor),
        *points_in_force(EDITION.clause(clause), panel, [factor]),
    }
    steps = draw_curve(ground, EDITION.clause(clause), sorted(points))
    (step,) = (
        each
        for each in steps
        if (each.above is None or each.above < threshold)
        and (each.up_to is None or threshold <= each.up_to)
    )
    counted = tuple(int((then.overall == verdict).sum()) for verdict in (MET, UNMET, UNKNOWN))
    assert (step.met, step.unmet, step.unknown) == counted
    assert step.hospitals == (least.hospitals, most.hospitals)
    assert step.areas == (least.areas, most.areas)
    assert step.people == (least.people, most.people)


@given(snapshot=networks(), data=st.data())
def test_a_hospital_taken_out_and_put_back_leaves_the_cover_as_it_was(snapshot, data):
    if not snapshot.standings:
        return
    chosen = data.draw(st.sampled_from(snapshot.standings))
    back = snapshot.without([chosen.hospital.id]).adding([chosen])

    def told(network):
        return [
            (each.area.code, each.cover, each.hubs, {one.hospital.id for one in each.hospitals})
            for each in cover_areas(FRAME, network, None)
        ]

    assert told(back) == told(snapshot)


@given(snapshot=networks(), data=st.data())
def test_more_hospitals_gone_never_means_fewer_areas_emptied(snapshot, data):
    land = draw_map(FRAME, snapshot)
    size = len(land.hospitals)
    few = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=bool)
    more = few | np.array(
        data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), dtype=bool
    )

    assert (land.emptied(few) <= land.emptied(more)).all()


@pytest.mark.parametrize("clause", CLAUSES)
def test_the_clauses_drawn_are_those_of_the_edition(clause):
    """The ids and facts above are of R4.8, so that the properties are about its text."""
    fact, _ = CLAUSES[clause]

    assert fact in str(EDITION.clause(clause).test)
