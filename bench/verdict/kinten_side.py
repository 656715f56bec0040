"""The sixty requirements and the hospitals as Kinten's own values."""

from datetime import date
from decimal import Decimal
from math import inf

import numpy as np
from hospitals import Hospitals
from sixty import ROUGHLY, Guideline, Requirement, Shape, Weight

from kinten.guideline.clauses import Clause, Place, Tree
from kinten.guideline.edition import Edition, Overlay
from kinten.guideline.overlaying import lay_over
from kinten.guideline.shapes import AllOf, AnyOf, Compare, Comparison, Is, Ratio, Test
from kinten.report.model import Report, Source
from kinten.verdict.population import Column, Population
from kinten.verdict.program import compile_program
from kinten.verdict.steps import Program
from kinten.vocabulary.citation import Citation, Provenance
from kinten.vocabulary.given import Given
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

EDITION = "bench-60"
_DAY = date(2026, 9, 1)
_CITATION = Citation("bench", "synthetic", "")
_STRENGTHS = {
    Weight.MUST: Strength.MUST,
    Weight.ROUGHLY: Strength.MUST,
    Weight.PRINCIPLE: Strength.PRINCIPLE,
    Weight.DESIRABLE: Strength.DESIRABLE,
}


def make_edition(guideline: Guideline) -> Edition:
    """Write the requirements as the clauses of a complete edition, one root each."""
    roots = tuple(_write(each) for each in guideline.requirements)
    title = Words("計測用の60要件（架空）", "sixty synthetic requirements")
    return Edition(EDITION, title, "synthetic", Tree(roots), is_complete=True)


def make_program(guideline: Guideline) -> Program:
    """Compile the edition, 概ね read at nine tenths."""
    edition = lay_over(make_edition(guideline), Overlay(roughly=ROUGHLY))
    return compile_program(edition, Kind.REGIONAL, _DAY)


def clauses_of_numbers(guideline: Guideline) -> dict[str, str]:
    """Name, for each number, the id of the clause that holds it."""
    return {
        name: f"{EDITION}/{name.replace('_lower', '/both/lower').replace('_higher', '/higher')}"
        for name in guideline.numbers
    }


def _write(asked: Requirement) -> Clause:
    first, *other = asked.facts
    numbers = list(asked.numbers.values())
    match asked.shape:
        case Shape.COUNT:
            return _clause(asked, "", _at_least(first, numbers[0]))
        case Shape.ANSWER:
            return _clause(asked, "", Is(first, value=True))
        case Shape.RATIO:
            return _clause(asked, "", Ratio(first, other[0], Decimal(asked.times), numbers[0]))
        case Shape.EITHER:
            lower = _clause(asked, "/both/lower", _at_least(first, numbers[0]))
            answer = _clause(asked, "/both/answer", Is(other[0], value=True))
            both = _clause(asked, "/both", AllOf(), lower, answer)
            higher = _clause(asked, "/higher", _at_least(first, numbers[1]))
            return _clause(asked, "", AnyOf(), both, higher)


def _at_least(fact: str, number: Decimal) -> Compare:
    return Compare(fact, Comparison.AT_LEAST, number)


def _clause(asked: Requirement, path: str, test: Test, *arms: Clause) -> Clause:
    # A sub-clause of a clause in principle is itself a must: the allowance is given once.
    is_rough = asked.weight is Weight.ROUGHLY
    return Clause(
        id=f"{EDITION}/{asked.name}{path}",
        label=Words(asked.name, asked.name),
        test=test,
        strength=Strength.MUST if path else _STRENGTHS[asked.weight],
        kinds=frozenset({Kind.REGIONAL}),
        binds=Binds.HOSPITAL,
        citation=_CITATION,
        provenance=Provenance.UNCONFIRMED,
        place=Place("synthetic", 1),
        manner=Manner.ROUGHLY if is_rough else Manner.EXACTLY,
        states_manner=is_rough,
        arms=arms,
    )


def make_population(hospitals: Hospitals) -> Population:
    """Lay the hospitals out as columns; where nothing is missing, high *is* low."""
    facts = {}
    for name, figures in hospitals.figures.items():
        gap = hospitals.gaps.get(name)
        if gap is None:
            facts[name] = Column(figures, figures)
        else:
            facts[name] = Column(np.where(gap, -inf, figures), np.where(gap, inf, figures))
    return Population(hospitals.size, facts)


def make_reports(hospitals: Hospitals) -> list[Report]:
    """Write each hospital's report, a blank figure as not reported."""
    source = Source("synthetic.xlsx", "0" * 64)
    return [
        Report(
            hospital=f"synthetic-{row:03d}",
            year=2026,
            source=source,
            at="synthetic.xlsx",
            area=str(hospitals.areas[row]),
            facts={name: _given(hospitals, name, row) for name in hospitals.figures},
        )
        for row in range(hospitals.size)
    ]


def _given(hospitals: Hospitals, name: str, row: int) -> Given:
    at = f"synthetic.xlsx!sheet!B{row + 2}"
    gap = hospitals.gaps.get(name)
    if gap is not None and gap[row]:
        return Given(-inf, inf, at, missing=Reason.NOT_REPORTED)
    figure = float(hospitals.figures[name][row])
    return Given(figure, figure, at, text=str(int(figure)))
