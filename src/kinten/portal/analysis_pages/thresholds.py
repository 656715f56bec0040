"""The numbers of the guideline that a page can move: clauses with a minimum, and shares of working hours."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import ceil

from kinten.disclosure.masking import DEFAULT_K
from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition, Parameter, Programme
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import Compare, Comparison, Count, facts_of
from kinten.guideline.telling import tell_test
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

MOST = 999_999
"""The largest number that a page takes: beyond every count of a hospital."""
_TIMES = 3
_MOST_SLIDE = 100
_FEW = 5
_PERCENT = Decimal(100)
_PARAMETER_NAMES = {
    "dedicated": Words("専従とみなす勤務時間の割合", "share of hours that counts as dedicated"),
    "assigned": Words("専任とみなす勤務時間の割合", "share of hours that counts as assigned"),
}


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of an edition that can be moved.

    ``name`` is the id of the clause, or the edition and the name of a parameter; ``change`` the name
    under which a scenario sets it. ``printed`` is the number in force, in per cent where
    ``is_percent``. ``least`` is the smallest number taken, ``end`` the end of the slider. ``section``
    is the part of the edition that it stands in, "" for a parameter. ``kinds`` are those it binds.
    """

    name: str
    edition: str
    change: str
    label: Words
    test: Words
    printed: Decimal
    unit: Words
    is_percent: bool
    is_small_hidden: bool
    end: int
    step: int
    section: str
    kinds: frozenset[Kind]
    has_curve: bool

    def least(self, factor: Decimal = Decimal(1)) -> int:
        """Give the smallest number that is taken; below it a count under ten could be found out.

        ``factor`` is what a reading of 概ね multiplies the number by.
        """
        if self.is_small_hidden:
            return int(Decimal(DEFAULT_K - 1) / factor) + 1
        return 0 if self.has_curve else 1

    @property
    def most(self) -> int:
        """The largest number that is taken."""
        return 100 if self.is_percent else MOST

    def told(self, value: Decimal) -> str:
        """Give a number with its unit as a scenario reads it."""
        return f"{value}%" if self.is_percent else f"{value}"

    def exact(self, value: Decimal) -> Decimal:
        """Give a number as the edition holds it."""
        return value / _PERCENT if self.is_percent else value


@lru_cache(maxsize=1)
def editions_with_thresholds() -> tuple[tuple[Edition, tuple[Threshold, ...]], ...]:
    """Give the editions whose clauses are held, the newest first, with their thresholds."""
    held = (load_edition(name) for name in list_editions())
    chosen = [
        each for each in held if each.clauses_are_held and each.programme is Programme.DESIGNATION
    ]
    chosen.sort(key=lambda each: str(each.in_force[0] or ""), reverse=True)
    return tuple((each, tuple(_thresholds(each))) for each in chosen)


def find_threshold(name: str) -> Threshold | None:
    """Give a threshold by its name, None for none of the packaged editions."""
    every = (each for _, listed in editions_with_thresholds() for each in listed)
    return next((each for each in every if each.name == name), None)


def _thresholds(edition: Edition) -> Iterator[Threshold]:
    for clause in edition.walk():
        number = number_of(clause)
        if number is None or not clause.is_evaluated:
            continue
        match clause.test:
            case Compare(comparison=Comparison.AT_LEAST) | Count():
                yield _of_clause(edition, clause, number)
            case _:
                continue
    for parameter in edition.parameters.values():
        yield _of_parameter(edition, parameter)


def _of_clause(edition: Edition, clause: Clause, number: Decimal) -> Threshold:
    facts = facts_of(clause.test)
    fact = CATALOGUE[facts[0]] if facts else None
    is_percent = fact is not None and fact.type is FactType.SHARE
    printed = number * _PERCENT if is_percent else number
    printed = Decimal(int(printed)) if printed == int(printed) else printed
    end = _MOST_SLIDE if is_percent else _end(printed)
    unit = fact.unit.label if fact is not None else Words("人", "people")
    return Threshold(
        clause.id,
        edition.id,
        clause.path,
        clause.label,
        tell_test(clause.test),
        printed,
        Words("%", "%") if is_percent else unit,
        is_percent,
        fact is not None and fact.counts_patients,
        end,
        _step(end),
        "/".join(clause.id.split("/")[:2]),
        clause.kinds,
        fact is not None,
    )


def _of_parameter(edition: Edition, parameter: Parameter) -> Threshold:
    label = _PARAMETER_NAMES.get(parameter.name, Words(parameter.name, parameter.name))
    printed = parameter.values[-1][1] * _PERCENT
    told = f"{int(printed)}%"
    return Threshold(
        f"{edition.id}/{parameter.name}",
        edition.id,
        parameter.name,
        label,
        Words(f"{label.ja} ≧ {told}", f"{label.en} ≧ {told}"),
        Decimal(int(printed)),
        Words("%", "%"),
        is_percent=True,
        is_small_hidden=False,
        end=_MOST_SLIDE,
        step=1,
        section="",
        kinds=frozenset(Kind),
        has_curve=False,
    )


def _end(printed: Decimal) -> int:
    """Give the end of the slider: three times the number of the text, and five for one or two people."""
    return max(_FEW, ceil(printed * _TIMES))


def _step(end: int) -> int:
    """Give the step of the slider: a round number, about a hundred and fifty from end to end."""
    return next((each for each in (1, 5, 10, 20, 50) if end <= each * 150), 100)
