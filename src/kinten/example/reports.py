"""Made-up status reports (架空の例) for an edition: volumes, answers and people, with gaps."""

import random
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Post as AskedPost
from kinten.network.history import Standing
from kinten.report.model import Report, Source
from kinten.verdict.program import compile_program
from kinten.verdict.steps import Op, Program
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given, answer, missing, number
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort, Person, Post, Staff
from kinten.vocabulary.truth import Reason

MARK = "架空の例"
_SOURCE = Source("example", "0" * 64)

# Means of regional hubs in the 2020 reports, so that made-up figures have the right size.
_MEANS = {
    "registry_cases": 1293.0,
    "cancer_surgeries": 923.9,
    "chemotherapy_patients": 2172.4,
    "drug_therapy_patients": 2172.4,
    "radiotherapy_patients": 410.3,
    "palliative_team_referrals": 181.2,
}


def make_reports(
    program: Program, size: int, seed: int, *, gaps: float = 0.0, year: int = 2024
) -> tuple[Report, ...]:
    """Make ``size`` reports for what a program asks; each fact is missing with the chance ``gaps``.

    The same seed gives the same reports. Every hospital's name says that it is made up.
    """
    chance = random.Random(seed)
    return tuple(
        Report(
            hospital=f"例示病院{place:04d}（{MARK}）",
            year=year,
            source=_SOURCE,
            at=f"example:{place}",
            kind=program.kind,
            facts=_facts(program.facts, chance, gaps),
            staff=_staff(program, chance) if program.staffing else None,
        )
        for place in range(1, size + 1)
    )


def make_network_reports(
    edition: Edition, standings: Iterable[Standing], day: date, seed: int
) -> tuple[Report, ...]:
    """Make a report of every hospital that stands, for the volumes of an edition; names are marked.

    A hospital whose kind is not known reports as a regional hub.
    """
    chance = random.Random(seed)
    programs = {kind: compile_program(edition, kind, day, "volume") for kind in Kind}
    return tuple(
        Report(
            hospital=f"{standing.hospital.name}（{MARK}）",
            year=day.year,
            source=_SOURCE,
            at=f"example:{place}",
            kind=standing.kind or Kind.REGIONAL,
            prefecture=standing.hospital.prefecture,
            hospital_id=standing.hospital.id,
            facts=_facts(
                [
                    fact
                    for fact in programs[standing.kind or Kind.REGIONAL].facts
                    if CATALOGUE[fact].is_asked
                ],
                chance,
                0.0,
            ),
        )
        for place, standing in enumerate(standings, 1)
    )


def _facts(facts: Iterable[str], chance: random.Random, gaps: float) -> dict[str, Given]:
    return {fact: _fact(fact, chance, gaps) for fact in facts}


def _fact(fact: str, chance: random.Random, gaps: float) -> Given:
    if chance.random() < gaps:
        return missing(Reason.NOT_REPORTED)
    kind = CATALOGUE[fact].type
    if kind is FactType.YES_NO:
        return answer(chance.random() < 0.95)
    if kind is FactType.SHARE:
        return number(Decimal(chance.randint(2, 60)) / 100)
    if fact in _MEANS:
        return number(int(chance.lognormvariate(0, 0.6) * _MEANS[fact]))
    return number(chance.randint(0, 4))


def _staff(program: Program, chance: random.Random) -> Staff:
    """Make one or two people for every post the program asks for; some lack what is asked."""
    people: list[Person] = []
    for position in program.staffing:
        step = program.steps[position]
        copies = int(step.number) if step.op is Op.COUNT else 1
        for post in step.ways[0] * max(1, copies):
            people.append(_person(len(people) + 1, post, chance))
    return Staff(tuple(people), is_complete=chance.random() < 0.9)


def _person(place: int, asked: AskedPost, chance: random.Random) -> Person:
    effort = asked.effort or Effort.OTHER
    return Person(
        place,
        (Post(asked.roles[0], effort if chance.random() < 0.97 else None),),
        full_time=chance.random() < 0.95,
        qualifications=frozenset({asked.qualification} if asked.qualification else ()),
        training=asked.training,
    )
