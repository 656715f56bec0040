"""What is measured, one case a process: each gives plain numbers by name."""

import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from hospitals import AREAS, MISSING, Hospitals, draw_hospitals
from measuring import memory_of, seconds_of
from sixty import SEED, Guideline, make_guideline

if TYPE_CHECKING:
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem

HOSPITALS = 434
_MANY = 50_000  # hospitals from which fewer runs do
Numbers = dict[str, float]


def import_kinten(_: int) -> Numbers:
    """Import what a judgement needs, NumPy included; a process of its own is a fresh start."""
    start = time.process_time()
    import kinten.verdict.columns
    import kinten.verdict.explaining
    import kinten.verdict.program
    import kinten.verdict.settling  # noqa: F401 - the import itself is what is measured

    return {"seconds": time.process_time() - start}


def import_openfisca(_: int) -> Numbers:
    """Import what a simulation needs."""
    start = time.process_time()
    import openfisca_core.reforms
    import openfisca_core.simulations
    import openfisca_core.taxbenefitsystems  # noqa: F401 - the import itself is what is measured

    return {"seconds": time.process_time() - start}


def explain_hospitals(size: int) -> Numbers:
    """Explain every hospital: verdict, deciding set, a finding for each clause."""
    from kinten_side import make_program, make_reports

    from kinten.report.model import Report
    from kinten.verdict.explaining import explain
    from kinten.verdict.settling import measure_changes, settle

    guideline = make_guideline()
    program, reports = make_program(guideline), make_reports(_drawn(guideline, size))

    def whole(report: Report) -> tuple[Any, ...]:
        explanation = explain(report, program)
        return explanation, settle(explanation), measure_changes(explanation)

    memory, _ = memory_of(lambda: [explain(report, program) for report in reports])
    return {
        "seconds": seconds_of(lambda: [explain(report, program) for report in reports], 7),
        "seconds_with_settling": seconds_of(lambda: [whole(report) for report in reports], 5),
        "slowest": max(_typical(lambda: whole(report)) for report in reports),  # noqa: B023 - called at once
        "memory": memory,
    }


def _typical(act: Callable[[], object]) -> float:
    """Give the median of five runs without collecting garbage between: for a millisecond's work."""
    spent = []
    for _ in range(5):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return median(spent)


def judge_population(size: int) -> Numbers:
    """Judge a population as columns, the verdict of every clause kept."""
    from kinten_side import make_population, make_program

    from kinten.verdict.columns import judge_columns

    guideline = make_guideline()
    program = make_program(guideline)
    population = make_population(_drawn(guideline, size))

    def act() -> object:
        return judge_columns(program, population, keep_clauses=True)

    memory, _ = memory_of(act)
    return {"seconds": seconds_of(act, *_runs(size)), "memory": memory}


def simulate_population(size: int) -> Numbers:
    """Evaluate a population in OpenFisca: a new simulation each time, all sixty computed."""
    import openfisca_side

    guideline = make_guideline()
    system = openfisca_side.make_system(guideline)
    inputs = openfisca_side.make_inputs(guideline, _drawn(guideline, size))

    def act() -> object:
        return openfisca_side.evaluate(system, inputs, size)

    memory, _ = memory_of(act)
    return {"seconds": seconds_of(act, *_runs(size)), "memory": memory}


def run_scenarios(count: int) -> Numbers:
    """Judge the hospitals under many scenarios at once, all 45 numbers moved, and count areas.

    The time holds everything from the decimals of the scenarios to the pair of counts.
    """
    from kinten_side import clauses_of_numbers, make_population, make_program

    from kinten.verdict.columns import count_covered, judge_columns, vary

    guideline = make_guideline()
    program, hospitals = make_program(guideline), _drawn(guideline, HOSPITALS)
    population, clauses = make_population(hospitals), clauses_of_numbers(guideline)
    moved = {clauses[name]: each for name, each in _scenarios(guideline, count).items()}
    few = dict(list(moved.items())[:: len(moved) // 3][:3])

    def act(numbers: Mapping[str, Sequence[Decimal]]) -> object:
        judged = judge_columns(program, population, vary(program, numbers))
        return count_covered(judged.overall, hospitals.areas, AREAS)

    memory, _ = memory_of(lambda: act(moved))
    return {
        "seconds": seconds_of(lambda: act(moved), 7),
        "seconds_three_moved": seconds_of(lambda: act(few), 7),
        "memory": memory,
    }


def run_reforms(count: int) -> Numbers:
    """Do the same in OpenFisca: for each scenario a reform, a new simulation, the areas counted."""
    import openfisca_side

    guideline = make_guideline()
    hospitals = _drawn(guideline, HOSPITALS)
    system = openfisca_side.make_system(guideline)
    inputs = openfisca_side.make_inputs(guideline, hospitals)
    scenarios = _each(_scenarios(guideline, count), count)

    def act() -> object:
        return [_reformed(system, inputs, each, hospitals) for each in scenarios]

    memory, _ = memory_of(act)
    return {"seconds": seconds_of(act, 3), "memory": memory}


def _reformed(
    system: "TaxBenefitSystem",
    inputs: Mapping[str, Any],
    numbers: Mapping[str, Decimal],
    hospitals: Hospitals,
) -> tuple[int, int]:
    import openfisca_side

    reform = openfisca_side.make_reform(system, numbers)
    whole = openfisca_side.evaluate(reform, inputs, hospitals.size).calculate(
        "whole", openfisca_side.PERIOD
    )
    return len(set(hospitals.areas[whole == 2])), len(set(hospitals.areas[whole >= 1]))


def compare_verdicts(scenarios: int) -> Numbers:
    """Count where the two disagree on complete data: hospitals, their clauses, areas covered."""
    import openfisca_side
    from kinten_side import EDITION, clauses_of_numbers, make_population, make_program

    from kinten.verdict.columns import count_covered, judge_columns, vary

    guideline = make_guideline()
    hospitals = draw_hospitals(guideline, HOSPITALS, SEED, missing=0.0)
    program, population = make_program(guideline), make_population(hospitals)
    system = openfisca_side.make_system(guideline)
    inputs = openfisca_side.make_inputs(guideline, hospitals)
    judged = judge_columns(program, population, keep_clauses=True)
    simulation = openfisca_side.evaluate(system, inputs, HOSPITALS)
    whole = simulation.calculate("whole", openfisca_side.PERIOD)
    cells = sum(
        int(
            (
                (judged.clauses[f"{EDITION}/{each.name}"] == 2)
                != simulation.calculate(f"meets_{each.name}", openfisca_side.PERIOD)
            ).sum()
        )
        for each in guideline.requirements
    )
    moved, clauses = _scenarios(guideline, scenarios), clauses_of_numbers(guideline)
    varied = judge_columns(
        program, population, vary(program, {clauses[name]: each for name, each in moved.items()})
    )
    covered = zip(*count_covered(varied.overall, hospitals.areas, AREAS), strict=True)
    reformed = [_reformed(system, inputs, each, hospitals) for each in _each(moved, scenarios)]
    told = np.bincount(judged.overall, minlength=3)
    return {
        "hospitals": int((judged.overall != whole).sum()),
        "cells": cells,
        "areas": sum(ours != theirs for ours, theirs in zip(covered, reformed, strict=True)),
        **{name: int(told[value]) for value, name in enumerate(("unmet", "unknown", "met"))},
    }


def read_gaps(with_peer: int) -> Numbers:
    """Count the hospitals called unmet, or met, although what they left out could change it.

    What could be is found without a third value: the gaps are filled once with the best and once
    with the worst figures, and these complete reports are judged.
    """
    from kinten_side import make_population, make_program

    from kinten.verdict.columns import judge_columns

    guideline = make_guideline()
    hospitals, program = _drawn(guideline, HOSPITALS), make_program(guideline)
    best, worst = (
        judge_columns(program, make_population(_filled(guideline, hospitals, favourable))).overall
        for favourable in (True, False)
    )
    ours = judge_columns(program, make_population(hospitals)).overall
    numbers: Numbers = {
        "unmet": int(((ours == 0) & (best != 0)).sum()),
        "met": int(((ours == 2) & (worst != 2)).sum()),
        "open": int((best != worst).sum()),
    }
    if not with_peer:
        return numbers
    import openfisca_side

    system = openfisca_side.make_system(guideline)
    described = openfisca_side.describe(guideline, hospitals)
    simulation = openfisca_side.evaluate_description(system, described)
    theirs = simulation.calculate("whole", openfisca_side.PERIOD)
    inputs = openfisca_side.make_inputs(guideline, hospitals)
    as_arrays = openfisca_side.evaluate(system, inputs, HOSPITALS)
    # What the measured runs are given is what OpenFisca itself makes of a gap.
    assert np.array_equal(theirs, as_arrays.calculate("whole", openfisca_side.PERIOD))
    return {
        **numbers,
        "peer_unmet": int(((theirs == 0) & (best != 0)).sum()),
        "peer_met": int(((theirs == 2) & (worst != 2)).sum()),
    }


def _filled(guideline: Guideline, hospitals: Hospitals, favourable: bool) -> Hospitals:  # noqa: FBT001
    """Fill every gap with the best or the worst figure; of a ratio's whole the small one is best."""
    wholes = {fact.of for fact in guideline.facts}
    figures = dict(hospitals.figures)
    for fact in guideline.facts:
        gap = hospitals.gaps.get(fact.name)
        if gap is not None:
            high = 1.0 if fact.is_answer else 1e9
            low = 1e-9 if fact.name in wholes else 0.0
            figure = high if favourable is not (fact.name in wholes) else low
            figures[fact.name] = np.where(gap, figure, figures[fact.name])
    return Hospitals(hospitals.size, figures, {}, hospitals.areas)


def _drawn(guideline: Guideline, size: int) -> Hospitals:
    return draw_hospitals(guideline, size, SEED, MISSING)


def _runs(size: int) -> tuple[int, int]:
    """Tell how many runs, and how often the act is done in one."""
    return (3, 1) if size > _MANY else (9, 20)


def _scenarios(guideline: Guideline, count: int) -> dict[str, list[Decimal]]:
    """Move every number by half up or down, in steps of a hundredth, each on its own."""
    chance = np.random.default_rng(SEED)
    return {
        name: [number * int(each) / 100 for each in chance.integers(50, 151, count)]
        for name, number in guideline.numbers.items()
    }


def _each(moved: Mapping[str, Sequence[Decimal]], count: int) -> list[dict[str, Decimal]]:
    return [{name: numbers[at] for name, numbers in moved.items()} for at in range(count)]


CASES: Mapping[str, Callable[[int], Numbers]] = {
    "import-kinten": import_kinten,
    "import-openfisca": import_openfisca,
    "explain": explain_hospitals,
    "judge": judge_population,
    "simulate": simulate_population,
    "scenarios": run_scenarios,
    "reforms": run_reforms,
    "compare": compare_verdicts,
    "gaps": read_gaps,
}
