"""A scenario laid over an edition: a new edition comes out, the old one stays as it is."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from kinten.guideline.clauses import AReading, Clause, Tree
from kinten.guideline.edition import Edition, Overlay, Parameter
from kinten.guideline.shapes import Compare, Count, Ratio
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.wording import FaultError, Words


def lay_over(edition: Edition, overlay: Overlay) -> Edition:
    """Give the edition with the overlay's numbers, strengths, readings and parameters in place.

    Numbers stay decimals. An empty overlay gives the edition back. FaultError names a clause that
    is not there, holds no number, or has no such reading.
    """
    if overlay.is_empty:
        return edition
    for name in (*overlay.numbers, *overlay.strengths, *overlay.readings):
        edition.clause(name)
    numbers = {edition.whole_id(name): value for name, value in overlay.numbers.items()}
    strengths = {edition.whole_id(name): value for name, value in overlay.strengths.items()}
    readings = {edition.whole_id(name): value for name, value in overlay.readings.items()}

    def change(clause: Clause) -> Clause:
        if clause.id in numbers:
            clause = _with_number(clause, numbers[clause.id])
        if clause.id in strengths:
            clause = replace(clause, strength=_strength(clause, strengths[clause.id]))
        if clause.id in readings:
            clause = _with_reading(clause, readings[clause.id])
        return clause

    return replace(
        edition,
        tree=Tree(_changed(edition.tree.roots, change), edition.tree.subtrees),
        parameters=_parameters(edition, overlay),
        overlay=overlay,
        roughly=overlay.roughly if overlay.roughly is not None else edition.roughly,
    )


def number_of(clause: Clause) -> Decimal | None:
    """Give the number a clause holds, None where it holds none."""
    match clause.test:
        case Compare(number=number) | Ratio(number=number) | Count(number=number):
            return number
        case _:
            return None


def _changed(clauses: Iterable[Clause], change: Callable[[Clause], Clause]) -> tuple[Clause, ...]:
    return tuple(
        change(
            replace(
                clause, arms=_changed(clause.arms, change), parts=_changed(clause.parts, change)
            )
        )
        for clause in clauses
    )


def _with_number(clause: Clause, number: Decimal) -> Clause:
    match clause.test:
        case Compare() | Ratio() | Count():
            readings = tuple(_reading_with(each, number) for each in clause.readings)
            return replace(clause, test=replace(clause.test, number=number), readings=readings)
        case _:
            raise FaultError(
                Words("この条項は数値を持ちません。", "this clause holds no number."),
                clause.id,
                Words(
                    "数値のある条項を指定してください（kinten guideline show）。",
                    "Name a clause with a number (kinten guideline show).",
                ),
            )


def _reading_with(reading: AReading, number: Decimal) -> AReading:
    match reading.test:
        case Compare() | Ratio() | Count():
            return replace(reading, test=replace(reading.test, number=number))
        case _:
            return reading


def _strength(clause: Clause, word: str) -> Strength:
    try:
        return Strength(word)
    except ValueError as error:
        allowed = " ".join(Strength)
        raise FaultError(
            Words(f"「{word}」は強さの語ではありません。", f"'{word}' is not a strength."),
            clause.id,
            Words(f"次のいずれか: {allowed}", f"One of: {allowed}"),
        ) from error


def _with_reading(clause: Clause, name: str) -> Clause:
    for reading in clause.readings:
        if reading.name == name:
            return replace(
                clause,
                strength=reading.strength or clause.strength,
                applies_if=reading.applies_if or clause.applies_if,
                test=reading.test or clause.test,
                readings=(),
            )
    names = " ".join(reading.name for reading in clause.readings) or "-"
    raise FaultError(
        Words(f"この条項に読み方「{name}」はありません。", f"this clause has no reading '{name}'."),
        clause.id,
        Words(f"ある読み方: {names}", f"Its readings: {names}"),
    )


def _parameters(edition: Edition, overlay: Overlay) -> dict[str, Parameter]:
    changed = {
        name: Parameter(name, ((date.min, value),)) for name, value in overlay.parameters.items()
    }
    return {**edition.parameters, **changed}
