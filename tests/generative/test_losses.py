"""Losses are bounds over completions: what is open gets one value, the same before and after.

Small panels are completed in every way that matters and judged by the ordinary engine; what it says
lies between ``surely`` and ``possibly``, and where each figure is asked for once, both are reached.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinten.example.reports import make_reports
from kinten.guideline.edition import Overlay
from kinten.guideline.loading import load_edition
from kinten.guideline.overlaying import lay_over
from kinten.report.model import Report, Source
from kinten.scenario import pairs
from kinten.scenario.jointly import Joint, Side
from kinten.scenario.losing import compare
from kinten.scenario.panel import UNMET, seat
from kinten.verdict.explaining import explain
from kinten.verdict.population import gather
from kinten.verdict.program import compile_program
from kinten.vocabulary.given import between, dash, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason

FORMER = {name: load_edition(name) for name in ("H26.1", "H30.7", "R4.8")}
EDITION = FORMER["R4.8"]
# The number in force; what reports hold lies about it.
CLAUSES = {
    "registry": ("registry_cases", 500),
    "surgery": ("cancer_surgeries", 400),
    "drug": ("drug_therapy_patients", 1000),
    "radiotherapy": ("radiotherapy_patients", 200),
    "palliative": ("palliative_team_referrals", 50),
}
BESIDE = {
    "resident_share": (0.1, 0.15, 0.2, 0.3),
    "regional_hubs_in_area": (1, 2),
    "chemotherapy_patients": (900, 1100),
}
ABSOLUTE, RELATIVE = "R4.8/volume/absolute", "R4.8/volume/relative"
NOT_REPORTED = missing(Reason.NOT_REPORTED)


def figures(fact, threshold):
    """A figure about its threshold: mostly known, else a range or nothing."""
    near = st.integers(threshold - 20, threshold + 20)
    known = near.map(number)
    ranged = near.map(lambda low: between(low, low + 15))
    return st.one_of(known, known, known, ranged, st.just(NOT_REPORTED))


@st.composite
def reports(draw):
    """A report of a kind that has volumes, with three gaps at most."""
    facts = {fact: draw(figures(fact, at)) for fact, at in CLAUSES.values()}
    for fact, values in BESIDE.items():
        facts[fact] = draw(st.sampled_from([*map(number, values), NOT_REPORTED]))
    is_open = [fact for fact, one in facts.items() if one.low != one.high]
    for fact in is_open[3:]:
        facts[fact] = number(dict(CLAUSES.values()).get(fact, 0.1))
    kind = draw(st.sampled_from([Kind.REGIONAL, Kind.PREF]))
    return Report("例示病院", 2024, Source("drawn", ""), "drawn:1", kind=kind, facts=facts)


@st.composite
def changes(draw):
    """One or two numbers, or the strength of an arm or a count."""
    names = draw(st.lists(st.sampled_from(list(CLAUSES)), min_size=0, max_size=2, unique=True))
    numbers = {
        f"{ABSOLUTE}/{name}": Decimal(CLAUSES[name][1] + draw(st.integers(-15, 15)))
        for name in names
    }
    if draw(st.booleans()):
        numbers[RELATIVE] = draw(st.sampled_from(["0.1", "0.15", "0.2", "0.25"]).map(Decimal))
    weakened = draw(st.sampled_from([None, None, RELATIVE, f"{ABSOLUTE}/registry"]))
    strengths = {} if weakened is None else {weakened: "desirable"}
    numbers = {name: value for name, value in numbers.items() if name not in strengths}
    return Overlay(numbers=numbers, strengths=strengths, roughly=Decimal(1))


def laid(overlay=None, *, edition=EDITION, roughly=Decimal(1)):
    return lay_over(edition, overlay or Overlay(roughly=roughly))


def lost(population, before, after):
    """Judge known figures: who is not unmet before, and unmet after."""
    first, second = (seat(population, each, None, "volume").judge() for each in (before, after))
    return (first.overall != UNMET) & (second.overall == UNMET)


def completions(report, *overlays):
    """Give every figure that is open each value about a threshold, in every combination."""
    raised = {name: value for each in overlays for name, value in each.numbers.items()}
    wanted = {}
    for fact, one in report.facts.items():
        if one.low == one.high:
            continue
        at = {float(dict(CLAUSES.values()).get(fact, 0)), *BESIDE.get(fact, ())}
        at |= {
            float(raised[f"{ABSOLUTE}/{name}"])
            for name, (of, _) in CLAUSES.items()
            if of == fact and f"{ABSOLUTE}/{name}" in raised
        }
        at |= (
            {float(raised[RELATIVE])} if fact == "resident_share" and RELATIVE in raised else set()
        )
        step = 0.01 if fact == "resident_share" else 1
        about = {each + by for each in at for by in (-step, 0, step)} | {one.low, one.high}
        wanted[fact] = sorted(
            each for each in about if one.low <= each <= one.high and abs(each) < inf
        )
    for values in product(*wanted.values()):
        known = dict(zip(wanted, map(number, values), strict=True))
        yield replace(report, facts={**report.facts, **known})


def bounds(population, before, after):
    first, second = (seat(population, each, None, "volume") for each in (before, after))
    return compare(first, second).losses(second.judge())


@settings(max_examples=60)
@given(report=reports(), overlay=changes())
def test_a_changed_edition_loses_exactly_what_some_and_every_completion_loses(report, overlay):
    """Every figure of the volumes of R4.8 is asked for once, so that the bounds are the exact ones."""
    before, after = laid(), laid(overlay)
    losses = bounds([report], before, after)
    each = lost(list(completions(report, overlay)), before, after)

    assert losses.surely.tolist() == [each.all()]
    assert losses.possibly.tolist() == [each.any()]


@settings(max_examples=60)
@given(report=reports(), overlay=changes(), former=st.sampled_from(["H26.1", "H30.7"]))
def test_between_two_editions_the_truth_lies_within_the_bounds(report, overlay, former):
    before, after = laid(edition=FORMER[former]), laid(overlay)
    losses = bounds([report], before, after)
    each = lost(list(completions(report, overlay)), before, after)

    assert losses.surely[0] <= each.all()
    assert each.any() <= losses.possibly[0]


@settings(max_examples=60)
@given(report=reports(), overlay=changes(), tolerance=st.sampled_from(["1", "0.98", "0.9", "0.5"]))
def test_a_person_with_any_tolerance_lies_within_the_bounds(report, overlay, tolerance):
    """Without a reading of 概ね a person judges: one tolerance is one way to judge, before and after."""
    before, after = laid(roughly=None), laid(replace(overlay, roughly=None))
    losses = bounds([report], before, after)
    tolerant = [
        laid(roughly=Decimal(tolerance)),
        laid(replace(overlay, roughly=Decimal(tolerance))),
    ]
    each = lost(list(completions(report, overlay)), *tolerant)

    assert losses.surely[0] <= each.all()
    assert each.any() <= losses.possibly[0]


@given(
    population=st.lists(reports(), min_size=1, max_size=4),
    roughly=st.sampled_from([None, Decimal(1), Decimal("0.9")]),
    name=st.sampled_from(list(CLAUSES)),
    by=st.integers(0, 30),
)
def test_a_requirement_that_stays_or_gets_weaker_takes_nothing_away(population, roughly, name, by):
    weaker = Overlay(
        numbers={f"{ABSOLUTE}/{name}": Decimal(CLAUSES[name][1] - by)}, roughly=roughly
    )
    dropped = Overlay(strengths={f"{ABSOLUTE}/{name}": "desirable"}, roughly=roughly)
    for overlay in (Overlay(roughly=roughly), weaker, dropped):
        assert not bounds(population, laid(roughly=roughly), laid(overlay)).possibly.any()


@given(
    population=st.lists(reports(), min_size=1, max_size=4),
    roughly=st.sampled_from([None, Decimal(1), Decimal("0.9")]),
    name=st.sampled_from(list(CLAUSES)),
    raised=st.lists(st.integers(-20, 40), min_size=2, max_size=4),
)
def test_losses_grow_with_the_threshold_and_a_sweep_is_one_after_another(
    population, roughly, name, raised
):
    clause, least = f"{ABSOLUTE}/{name}", CLAUSES[name][1]
    numbers = [Decimal(least + each) for each in sorted(raised)]
    panel = seat(population, laid(roughly=roughly), None, "volume")
    swept = compare(panel, panel).losses(panel.sweep({clause: numbers}), {clause: numbers})

    assert (np.diff(swept.surely.astype(int), axis=0) >= 0).all()
    assert (np.diff(swept.possibly.astype(int), axis=0) >= 0).all()
    assert (swept.surely <= swept.possibly).all()
    for row, value in enumerate(numbers):
        over = laid(Overlay(numbers={clause: value}, roughly=roughly))
        alone = bounds(population, laid(roughly=roughly), over)
        assert swept.surely[row].tolist() == alone.surely.tolist()
        assert swept.possibly[row].tolist() == alone.possibly.tolist()


@pytest.mark.parametrize("kind", [Kind.PREF, Kind.REGIONAL, Kind.SPECIFIC, Kind.LOCAL])
@pytest.mark.parametrize("name", ["H26.1", "H30.7", "R4.8"])
@pytest.mark.parametrize("roughly", [None, Decimal(1)])
def test_a_whole_edition_beside_itself_loses_nobody(name, kind, roughly):
    """Holes, staff, conditions and dashes included: each clause agrees with the explainer's verdict."""
    edition = lay_over(FORMER[name], Overlay(roughly=roughly))
    program = compile_program(edition, kind, date(2024, 9, 1))
    population = make_reports(program, 12, 7, gaps=0.3)
    dashed = [
        replace(each, facts={**each.facts, **dict.fromkeys(list(each.facts)[place::9], dash())})
        for place, each in enumerate(population)
    ]
    side = Side(program, gather(dashed, program))
    joint = Joint(side, side)
    values = [explain(each, program).walk.values for each in dashed]

    assert not (joint.whole() & pairs.LOST).any()
    for step in range(len(program.steps)):
        found = joint.of(step, step)
        verdicts = np.array([each[step] for each in values])
        settled = {0: pairs.BOTH_UNMET, 3: pairs.NEVER_ASKED}
        for verdict, mask in settled.items():
            assert (found[verdicts == verdict] == mask).all(), program.steps[step]
        assert not (found[verdicts == 2] & pairs.BOTH_UNMET).any(), program.steps[step]


@pytest.mark.parametrize(("value", "eased"), [("0.5", True), ("0.95", False)])
def test_a_lowered_share_of_working_hours_takes_nothing_away(value, eased):
    plain = lay_over(EDITION, Overlay(roughly=Decimal(1)))
    over = Overlay(parameters={"dedicated": Decimal(value)}, roughly=Decimal(1))
    program = compile_program(plain, Kind.REGIONAL, date(2024, 9, 1))
    population = make_reports(program, 12, 7, gaps=0.3)
    first, second = (
        seat(population, plain, None, None),
        seat(population, lay_over(EDITION, over), None, None),
    )
    losses = compare(first, second).losses(second.judge())

    assert losses.surely.tolist() <= losses.possibly.tolist()
    assert not (eased and losses.possibly.any())
