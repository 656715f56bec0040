"""A raised minimum never helps and a lowered one never hurts; scenarios equal editions laid over one by one."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from kinten.guideline.edition import Overlay
from kinten.guideline.overlaying import lay_over, number_of
from kinten.guideline.shapes import Compare, Comparison, Count, Ratio
from kinten.verdict.columns import judge_columns, vary
from kinten.verdict.explaining import explain
from kinten.verdict.population import gather
from kinten.verdict.program import compile_program
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Strength

DAY = date(2024, 9, 1)
NUMBERS = st.sampled_from([Decimal(each) for each in ("0", "0.5", "1", "1.5", "2", "3", "5")])


def minimums(edition):
    """The ids of the clauses whose number is a minimum, in each of their readings too."""
    return [
        each.id
        for each in edition.walk()
        if is_minimum(each.test)
        and all(one.test is None or is_minimum(one.test) for one in each.readings)
    ]


def is_minimum(test):
    """Whether a larger number asks for more."""
    if isinstance(test, Compare):
        return test.comparison is Comparison.AT_LEAST
    return isinstance(test, Ratio | Count)


def verdicts(edition, report):
    """The whole and every line, by the explainer and in columns."""
    program = compile_program(edition, Kind.REGIONAL, DAY)
    explained = explain(report, program)
    judged = judge_columns(program, gather([report], program), keep_clauses=True)
    by_explainer = {each.line.clause.id: int(each.verdict) for each in explained.findings}
    by_columns = {clause: int(value[0]) for clause, value in judged.clauses.items()}
    return (
        {"whole": int(explained.overall), **by_explainer},
        {"whole": int(judged.overall[0]), **by_columns},
    )


@given(data=st.data())
def test_a_raised_minimum_never_helps(editions, reports, data):
    """Raising one minimum turns no verdict upward, lowering it none downward, in both evaluators."""
    edition, report = data.draw(editions), data.draw(reports)
    assume(minimums(edition))
    clause = data.draw(st.sampled_from(minimums(edition)))
    lower, higher = sorted((data.draw(NUMBERS), data.draw(NUMBERS)))
    low, high = (lay_over(edition, Overlay(numbers={clause: each})) for each in (lower, higher))
    for before, after in zip(verdicts(low, report), verdicts(high, report), strict=True):
        assert all(after[line] <= before[line] for line in before)
        assert [line for line in before if before[line] == 3] == [
            line for line in after if after[line] == 3
        ]


@given(data=st.data())
def test_a_looser_reading_never_hurts(editions, reports, data):
    """Reading 概ね at a smaller factor turns no verdict downward."""
    edition, report = data.draw(editions), data.draw(reports)
    strict, loose = (lay_over(edition, Overlay(roughly=Decimal(each))) for each in ("1", "0.5"))
    for before, after in zip(verdicts(strict, report), verdicts(loose, report), strict=True):
        assert all(after[line] >= before[line] for line in before)


@given(data=st.data())
def test_scenarios_equal_overlays(editions, reports, data):
    """A population under many scenarios at once equals the editions laid over one by one."""
    edition = data.draw(editions)
    numbered = [
        each.id
        for each in edition.walk()
        if number_of(each) is not None
        # `vary` refuses a count of people, in the clause or in one of its readings.
        and not any(isinstance(one.test, Count) for one in (each, *each.readings))
    ]
    assume(numbered)
    varied = data.draw(st.lists(st.sampled_from(numbered), min_size=1, max_size=2, unique=True))
    size = data.draw(st.integers(1, 3))
    numbers = {
        clause: data.draw(st.lists(NUMBERS, min_size=size, max_size=size)) for clause in varied
    }
    population = data.draw(st.lists(reports, min_size=1, max_size=3))
    program = compile_program(edition, Kind.REGIONAL, DAY)
    judged = judge_columns(
        program, gather(population, program), vary(program, numbers), keep_clauses=True
    )
    for place in range(size):
        overlay = Overlay(numbers={clause: numbers[clause][place] for clause in varied})
        laid = compile_program(lay_over(edition, overlay), Kind.REGIONAL, DAY)
        alone = judge_columns(laid, gather(population, laid), keep_clauses=True)
        assert at(judged.overall, place) == alone.overall.tolist()
        for clause, values in alone.clauses.items():
            assert at(judged.clauses[clause], place) == values.tolist()


def at(values, place):
    """One scenario's row; a line that no scenario reaches has one row for all."""
    rows = values.reshape(-1, values.shape[-1])
    return rows[place if len(rows) > 1 else 0].tolist()


@st.composite
def overlays(draw, edition):
    """An overlay of any of the things an overlay may change."""
    clauses = list(edition.walk())
    numbered = [each.id for each in clauses if number_of(each) is not None]
    ambiguous = {
        each.id: [reading.name for reading in each.readings] for each in clauses if each.readings
    }
    chosen = [each for each in ambiguous if draw(st.booleans())]
    return Overlay(
        name="drawn",
        numbers={each: draw(NUMBERS) for each in numbered if draw(st.booleans())},
        strengths={
            each.id: draw(st.sampled_from(Strength)).value
            for each in clauses
            if draw(st.integers(0, 4)) == 0
        },
        parameters=draw(st.dictionaries(st.sampled_from(("dedicated", "assigned")), NUMBERS)),
        readings={each: draw(st.sampled_from(ambiguous[each])) for each in chosen},
        roughly=draw(st.none() | st.just(Decimal("0.9"))),
    )


@given(data=st.data())
def test_an_overlay_never_changes_its_edition(editions, data):
    """The edition laid over stays as it was; an empty overlay gives back the very edition."""
    edition = data.draw(editions)
    before = deepcopy(edition)
    laid = lay_over(edition, data.draw(overlays(edition)))
    assert edition == before
    assert laid.hash == edition.hash == before.hash
    assert lay_over(edition, Overlay(name="empty")) is edition
    assert lay_over(laid, Overlay()) is laid


@given(data=st.data())
def test_an_overlay_of_the_printed_numbers(editions, data):
    """Laying over what is printed anyway gives the same clauses, and laying back undoes a change."""
    edition = data.draw(editions)
    plain = {
        each.id: number_of(each)
        for each in edition.walk()
        if number_of(each) is not None and not each.readings
    }
    assume(plain)
    assert lay_over(edition, Overlay(numbers=plain)).tree == edition.tree
    changed = lay_over(edition, Overlay(numbers={each: Decimal(99) for each in plain}))
    assert changed.tree != edition.tree
    assert lay_over(changed, Overlay(numbers=plain)).tree == edition.tree
