"""The same sixty requirements as OpenFisca variables with formulas, parameters and reforms.

Written as an author of rules would: one variable for each fact and requirement, one for the whole,
thresholds as dated parameters, formulas over NumPy columns. OpenFisca has no third value, so the
whole says 2 (met), 1 (a person decides: short of a requirement in principle only) or 0 (unmet).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np
from hospitals import Hospitals
from numpy.typing import NDArray
from openfisca_core.entities import Entity
from openfisca_core.parameters import Parameter, ParameterNode, ParameterNodeAtInstant
from openfisca_core.periods import DateUnit, Period
from openfisca_core.reforms import Reform
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from sixty import ROUGHLY, Guideline, Requirement, Shape, Weight

PERIOD = "2026"
_FROM = "2026-01-01"
_Hospital = Callable[[str, Period], NDArray[Any]]
_Parameters = Callable[[Period], ParameterNodeAtInstant]
# OpenFisca looks how many arguments a formula takes; the parameters may be left out.
_Formula = Callable[..., NDArray[Any]]


def make_system(guideline: Guideline) -> TaxBenefitSystem:
    """Make the tax and benefit system: one entity, 70 inputs, 60 requirements, the whole."""
    entity = Entity("hospital", "hospitals", "a hospital", "")
    system = TaxBenefitSystem([entity])
    thresholds = {
        name: {"values": {_FROM: {"value": float(number)}}}
        for name, number in guideline.numbers.items()
    }
    system.parameters = ParameterNode("", data={"thresholds": thresholds})
    for fact in guideline.facts:
        system.add_variable(_variable(entity, fact.name, bool if fact.is_answer else float))
    for asked in guideline.requirements:
        system.add_variable(_variable(entity, f"meets_{asked.name}", bool, _formula(asked)))
    system.add_variable(_variable(entity, "whole", int, _whole(guideline)))
    return system


def _variable(
    entity: Entity, name: str, kind: type, formula: _Formula | None = None
) -> type[Variable]:
    stated: dict[str, Any] = {
        "value_type": kind,
        "entity": entity,
        "definition_period": DateUnit.YEAR,
        "label": name,
    }
    if formula is not None:
        stated["formula"] = formula
    return type(name, (Variable,), stated)


def _formula(asked: Requirement) -> _Formula:
    first, *other = asked.facts
    name, times = asked.name, asked.times
    if asked.shape is Shape.ANSWER:
        return lambda hospital, period: hospital(first, period)
    if asked.shape is Shape.RATIO:
        return lambda hospital, period, parameters: (
            hospital(first, period) / (hospital(other[0], period) * times)
            >= parameters(period).thresholds[name]
        )
    if asked.shape is Shape.EITHER:

        def either(hospital: _Hospital, period: Period, parameters: _Parameters) -> NDArray[Any]:
            count, thresholds = hospital(first, period), parameters(period).thresholds
            both = (count >= thresholds[f"{name}_lower"]) & hospital(other[0], period)
            return both | (count >= thresholds[f"{name}_higher"])

        return either
    factor = float(ROUGHLY) if asked.weight is Weight.ROUGHLY else 1.0
    return lambda hospital, period, parameters: (
        hospital(first, period) >= parameters(period).thresholds[name] * factor
    )


def _whole(guideline: Guideline) -> _Formula:
    binding = [each for each in guideline.requirements if each.weight.is_binding]
    allowed = [f"meets_{each.name}" for each in binding if each.weight is Weight.PRINCIPLE]
    musts = [f"meets_{each.name}" for each in binding if each.weight is not Weight.PRINCIPLE]
    wishes = [f"meets_{each.name}" for each in guideline.requirements if not each.weight.is_binding]

    def whole(hospital: _Hospital, period: Period) -> NDArray[Any]:
        for name in wishes:
            hospital(name, period)  # reported, so computed; no part of the whole
        met = np.logical_and.reduce([hospital(name, period) for name in musts])
        kept = np.logical_and.reduce([hospital(name, period) for name in allowed])
        return np.where(met, np.where(kept, 2, 1), 0)

    return whole


def make_inputs(guideline: Guideline, hospitals: Hospitals) -> dict[str, NDArray[Any]]:
    """Lay the figures out as OpenFisca keeps them (float32, bool).

    A figure that nobody reported is what OpenFisca makes of it: the default, 0 or False.
    """
    inputs = {}
    for fact in guideline.facts:
        figures = hospitals.figures[fact.name]
        gap = hospitals.gaps.get(fact.name)
        if gap is not None:
            figures = np.where(gap, 0.0, figures)
        inputs[fact.name] = figures.astype(np.bool_ if fact.is_answer else np.float32)
    return inputs


def evaluate(system: TaxBenefitSystem, inputs: Mapping[str, NDArray[Any]], size: int) -> Simulation:
    """Start a new simulation, give it the inputs, compute the whole (and with it all sixty)."""
    simulation = SimulationBuilder().build_default_simulation(system, count=size)
    for name, column in inputs.items():
        simulation.set_input(name, PERIOD, column)
    return _computed(simulation)


def _computed(simulation: Simulation) -> Simulation:
    # A ratio to a missing whole divides by zero there; the answer stays what OpenFisca makes of it.
    with np.errstate(divide="ignore", invalid="ignore"):
        simulation.calculate("whole", PERIOD)
    return simulation


def make_reform(system: TaxBenefitSystem, numbers: Mapping[str, Decimal]) -> Reform:
    """Make a reform that puts other numbers in place."""

    def change(parameters: ParameterNode) -> ParameterNode:
        for name, number in numbers.items():
            held: Parameter = parameters.thresholds.children[name]
            held.update(start=_FROM, value=float(number))
        return parameters

    class Scenario(Reform):
        def apply(self) -> None:
            self.modify_parameters(change)

    return Scenario(system)


def describe(guideline: Guideline, hospitals: Hospitals) -> dict[str, dict[str, Any]]:
    """Describe each hospital as OpenFisca's JSON, leaving out what was not reported."""
    answers = {fact.name for fact in guideline.facts if fact.is_answer}
    described: dict[str, dict[str, Any]] = {}
    for row in range(hospitals.size):
        held = described[f"synthetic-{row:03d}"] = {}
        for name, figures in hospitals.figures.items():
            gap = hospitals.gaps.get(name)
            if gap is None or not gap[row]:
                figure = float(figures[row])
                held[name] = {PERIOD: bool(figure) if name in answers else figure}
    return described


def evaluate_description(
    system: TaxBenefitSystem, described: Mapping[str, dict[str, Any]]
) -> Simulation:
    """Evaluate hospitals given as JSON: what is left out is for OpenFisca to fill in."""
    return _computed(
        SimulationBuilder().build_from_entities(system, {"hospitals": dict(described)})
    )
