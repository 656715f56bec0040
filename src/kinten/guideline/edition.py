"""An edition of the guideline: immutable, dated, with a hash of its content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from kinten.guideline.clauses import Clause, Tree
from kinten.vocabulary.suggesting import did_you_mean
from kinten.vocabulary.wording import FaultError, Words


class Programme(StrEnum):
    """What an edition is about: the designation of hospitals, or one of the programmes beside it."""

    DESIGNATION = "designation"
    GENOME = "genome"
    PANEL = "panel"
    RARE_CANCER = "rare_cancer"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated figure of the edition: its values with the day from which each counts."""

    name: str
    values: tuple[tuple[date, Decimal], ...]

    def on(self, day: date) -> Decimal | None:
        """Give the value in force on a day; None before the first."""
        begun = [value for begins, value in self.values if begins <= day]
        return begun[-1] if begun else None


def tell_own(folder: str) -> Words:
    """Tell that an edition was read from a folder and is none of the packaged ones."""
    return Words(f"自分の版（フォルダー {folder}）", f"an edition of your own (folder {folder})")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition. ``in_force`` is (first day, first day no longer in force), None where not known.

    ``roughly`` is the reading of 概ね that an overlay has chosen: None keeps it open (a person
    decides), 1 is strict, 0.9 multiplies every number below a clause marked roughly, once.
    ``folder`` is the name of the folder an edition of one's own was read from, None for a packaged
    edition.
    """

    id: str
    title: Words
    hash: str
    tree: Tree
    notice: str | None = None
    issued: date | None = None
    in_force: tuple[date | None, date | None] = (None, None)
    predecessor: str | None = None
    programme: Programme = Programme.DESIGNATION
    is_complete: bool = False
    is_draft: bool = False
    clauses_are_held: bool = True
    checked_on: date | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    overlay: "Overlay | None" = None
    roughly: Decimal | None = None
    folder: str | None = None

    @property
    def name(self) -> Words:
        """The id as it is printed with a result; an edition of one's own says so."""
        if self.folder is None:
            return Words(self.id, self.id)
        own = tell_own(self.folder)
        return Words(f"{self.id} {own.ja}", f"{self.id}, {own.en}")

    @property
    def heading(self) -> Words:
        """The id and title printed above a result; an edition of one's own says so."""
        heading = Words(f"{self.id} {self.title.ja}", f"{self.id} {self.title.en}")
        if self.folder is None:
            return heading
        own = tell_own(self.folder)
        return Words(f"{heading.ja} ｜ {own.ja}", f"{heading.en} | {own.en}")

    def walk(self) -> Iterator[Clause]:
        """Give every clause, in the order of the text."""
        return self.tree.walk()

    def clause(self, name: str) -> Clause:
        """Find a clause by its id, with or without the edition; FaultError where there is none."""
        wanted = self.whole_id(name)
        for clause in self.walk():
            if clause.id == wanted:
                return clause
        known = (*self.tree.subtrees, *(each.id for each in self.walk()))
        meant = did_you_mean(wanted.removeprefix(f"{self.id}/"), known)
        raise FaultError(
            Words(f"条項「{name}」は{self.id}にありません。", f"{self.id} has no clause '{name}'."),
            self.id,
            Words(
                f"{meant.ja}「kinten guideline show {self.id}」で条項の一覧を確かめてください。",
                f"{meant.en}See the list with 'kinten guideline show {self.id}'.",
            ),
        )

    def whole_id(self, name: str) -> str:
        """Put the edition before a path that lacks it."""
        name = name.strip("/")
        return name if name == self.id or name.startswith(f"{self.id}/") else f"{self.id}/{name}"

    def parameter(self, name: str, day: date) -> Decimal | None:
        """Give a parameter's value on a day, None where the edition holds none."""
        held = self.parameters.get(name)
        return None if held is None else held.on(day)

    def is_in_force_on(self, day: date) -> bool | None:
        """Tell whether the edition was in force on a day; None where its dates are not known."""
        begins, ends = self.in_force
        if begins is None:
            return None
        return begins <= day and (ends is None or day < ends)


@dataclass(frozen=True, slots=True)
class Overlay:
    """A scenario: named changes laid over an edition, which itself never changes.

    ``numbers`` maps a clause id to the number put in its place, ``strengths`` a clause id to a
    strength, ``parameters`` a parameter to its value. ``roughly`` reads 概ね, ``readings`` maps a
    clause id to the reading chosen for an ambiguous text.
    """

    name: str = ""
    numbers: Mapping[str, Decimal] = field(default_factory=dict)
    strengths: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Decimal] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    roughly: Decimal | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing."""
        return not (
            self.numbers
            or self.strengths
            or self.parameters
            or self.readings
            or self.roughly is not None
        )
