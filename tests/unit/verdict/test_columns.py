"""Columns: what was never asked, populations larger than a block, none at all, and areas covered."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from kinten.verdict.columns import count_covered, judge_columns, vary
from kinten.verdict.population import Column, Population, gather
from kinten.vocabulary.given import number
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.wording import FaultError

FIGURE = "- {id: figure, ja: 数, en: figure, at_least: {fact: registry_cases, number: 500}}\n"
EVERYTHING = (
    FIGURE
    + """\
- {id: same, ja: 等, en: equal, equals: {fact: hubs_in_area, number: 1}}
- {id: answer, ja: 答, en: answer, is: {fact: icu, value: true}}
- {id: ratio, ja: 比, en: ratio, ratio: {of: registry_cases, to: cancer_surgeries, times: 1, at_least: 1}}
- {id: people, ja: 人, en: people, count: {role: surgeon, at_least: 1}}
"""
)
UNMET, UNKNOWN, MET, NOT_APPLICABLE = range(4)


def column(*values: float) -> Column:
    known = np.array(values, dtype=np.float64)
    return Column(known, known)


def test_a_population_that_was_asked_nothing(program_of):
    """Without columns every clause is unknown, and nothing is said against the staff sheet."""
    program = program_of(EVERYTHING)
    judged = judge_columns(program, Population(2, {}), keep_clauses=True)
    assert judged.overall.tolist() == [UNKNOWN, UNKNOWN]
    assert {tuple(each.tolist()) for each in judged.clauses.values()} == {(UNKNOWN, UNKNOWN)}


def test_no_hospitals(program_of):
    """An empty population has empty verdicts."""
    judged = judge_columns(
        program_of(EVERYTHING), gather([], program_of(EVERYTHING)), keep_clauses=True
    )
    assert judged.overall.shape == (0,)
    assert judged.overall.dtype == np.int8


def test_the_whole_alone(program_of):
    """Clauses are kept only where they are asked for; the whole is the same."""
    program = program_of(EVERYTHING)
    population = Population(2, {"registry_cases": column(500, 499)})
    alone = judge_columns(program, population)
    assert (
        alone.overall.tolist()
        == judge_columns(program, population, keep_clauses=True).overall.tolist()
    )
    assert (alone.overall.tolist(), alone.clauses) == ([UNKNOWN, UNMET], {})


def test_more_hospitals_than_a_block(program_of):
    """A population is judged in blocks; verdicts come out in the order of the hospitals."""
    program = program_of(FIGURE)
    size = 40_000
    figures = np.arange(size, dtype=np.float64) % 1000
    judged = judge_columns(
        program, Population(size, {"registry_cases": Column(figures, figures)}), keep_clauses=True
    )
    expected = np.where(figures >= 500, MET, UNMET)
    assert judged.overall.tolist() == expected.tolist()
    assert judged.clauses["t/figure"].tolist() == expected.tolist()


def test_blocks_with_ranges_dashes_and_people(program_of):
    """Every part of a population is cut at the same hospitals."""
    program = program_of(
        FIGURE
        + "- {id: people, ja: 人, en: people, strength: desirable, count: {role: surgeon, at_least: 1}}\n"
    )
    size = 20_000
    low, high = np.zeros(size), np.full(size, 600.0)
    dash = np.arange(size) % 2 == 0
    people = gather([], program).people
    counts = {asked: column(*np.arange(size) % 3) for asked in people}
    assignable = np.arange(size) < 19_000
    population = Population(size, {"registry_cases": Column(low, high, dash)}, counts, assignable)
    judged = judge_columns(program, population, keep_clauses=True)
    assert set(judged.overall.tolist()) == {UNKNOWN}
    assert (
        judged.clauses["t/people"].tolist()
        == np.where(np.arange(size) % 3 >= 1, MET, UNMET).tolist()
    )
    part = population.part(18_000, 21_000)
    assert (part.size, part.assignable.sum(), len(part.facts["registry_cases"].dash)) == (
        2_000,
        1_000,
        2_000,
    )


def test_scenarios_broadcast(program_of):
    """The whole has a row for each scenario, even where no scenario reaches it."""
    program = program_of(
        FIGURE
        + "- {id: wish, ja: 望, en: wish, strength: desirable, at_least: {fact: cancer_surgeries, number: 1}}\n"
    )
    population = Population(
        2, {"registry_cases": column(500, 499), "cancer_surgeries": column(5, 9)}
    )
    numbers = vary(program, {"t/wish": [Decimal(6), Decimal(10)]})
    judged = judge_columns(program, population, numbers, keep_clauses=True)
    assert judged.overall.tolist() == [[MET, UNMET], [MET, UNMET]]
    assert judged.clauses["t/wish"].tolist() == [[UNMET, MET], [UNMET, UNMET]]
    assert judged.clauses["t/figure"].tolist() == [MET, UNMET]


def test_scenarios_of_a_clause_that_is_not_there(program_of):
    """An id that the edition does not have is refused, never a scenario without effect."""
    with pytest.raises(FaultError, match="t has no clause 't/other'"):
        vary(program_of(FIGURE), {"t/other": [Decimal(1)]})


def test_scenarios_of_a_clause_for_another_kind(program_of):
    """A clause that the program does not judge varies nothing."""
    other = "- {id: other, ja: 他, en: other, kinds: [local], at_least: {fact: registry_cases, number: 1}}\n"
    assert vary(program_of(FIGURE + other), {"t/other": [Decimal(1)]}) == {}


def test_scenarios_do_not_vary_a_count_of_people(program_of):
    """Whether the staff can be assigned hangs on that number, so it is laid over the edition instead."""
    with pytest.raises(FaultError, match="a count of people cannot vary in bulk") as raised:
        vary(program_of(EVERYTHING), {"t/people": [Decimal(1)]})
    assert raised.value.place == "t/people"


@pytest.mark.parametrize(
    ("overall", "areas", "covered"),
    [
        # an area is covered for certain by one that is met, possibly by one that is unknown
        ([MET, UNMET, UNKNOWN, UNMET], [0, 0, 1, 2], (1, 2)),
        ([MET, MET], [5, 5], (1, 1)),
        ([NOT_APPLICABLE, UNMET], [0, 1], (0, 0)),
        ([[MET, UNMET], [UNKNOWN, UNKNOWN]], [1, 0], ([1, 0], [1, 2])),
    ],
)
def test_areas_covered(overall, areas, covered):
    """Never one figure: at least, and at most."""
    low, high = count_covered(np.array(overall, dtype=np.int8), np.array(areas), 9)
    assert (
        (low.tolist(), high.tolist()) == tuple(map(list, covered))
        if isinstance(covered[0], list)
        else covered
    )


@pytest.mark.parametrize(("size", "areas"), [(3, []), (0, [0])])
def test_no_areas(size, areas):
    """Without hospitals or areas nothing is covered."""
    verdicts = np.full((2, len(areas)), MET, dtype=np.int8)
    low, high = count_covered(verdicts, np.array(areas, dtype=np.int64), size)
    assert (low.tolist(), high.tolist()) == ([0, 0], [0, 0])


def test_gathered_columns(program_of, report_of):
    """Where all figures are known, high *is* low; people are counted once for each report."""
    program = program_of(EVERYTHING)
    surgeon = Person(1, (Post("surgeon", Effort.OTHER),))
    reports = [
        report_of(
            {"registry_cases": number(1), "icu": number(1)}, Staff((surgeon,), is_complete=True)
        ),
        report_of({"registry_cases": number(2)}),
    ]
    population = gather(reports, program)
    known, blank = population.facts["registry_cases"], population.facts["icu"]
    assert known.high is known.low
    assert (blank.low.tolist(), blank.high.tolist()) == ([1, -np.inf], [1, np.inf])
    (people,) = population.people.values()
    assert (people.low.tolist(), people.high.tolist()) == ([1, -np.inf], [1, np.inf])
