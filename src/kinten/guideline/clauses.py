"""One clause of the text: one node, one id, one citation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kinten.guideline.shapes import Condition, Hole, Test, facts_of
from kinten.vocabulary.citation import Citation, Provenance
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner, Strength
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Place:
    """Where a clause is written down, for messages about the edition itself."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class AReading:
    """One way to read an ambiguous text: what it changes, None where it changes nothing."""

    name: str
    strength: Strength | None = None
    applies_if: Condition | None = None
    test: Test | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A requirement: whom it concerns, how strongly, what it tests, where it was read.

    ``id`` is the whole id (edition and path). ``arms`` are the sub-clauses that an ``AllOf`` or
    ``AnyOf`` test joins; ``parts`` are further sentences that hold beside the test. ``is_implied`` marks a number
    that the text implies without printing it. A clause that is not ``is_evaluated`` never answers
    unless its own id is the scope.
    """

    id: str
    label: Words
    test: Test
    strength: Strength
    kinds: frozenset[Kind]
    binds: Binds
    citation: Citation
    provenance: Provenance
    place: Place
    manner: Manner = Manner.EXACTLY
    arms: "tuple[Clause, ...]" = ()
    parts: "tuple[Clause, ...]" = ()
    applies_if: Condition | None = None
    readings: tuple[AReading, ...] = ()
    note: Words | None = None
    is_evaluated: bool = True
    is_implied: bool = False
    was: str | None = None
    states_manner: bool = False

    @property
    def path(self) -> str:
        """The id without the edition."""
        return self.id.partition("/")[2]

    @property
    def is_hole(self) -> bool:
        """Whether the text of this clause is not held."""
        return isinstance(self.test, Hole)

    def walk(self) -> "Iterator[Clause]":
        """Give the clause and everything below it, in the order of the text."""
        yield self
        for below in (*self.arms, *self.parts):
            yield from below.walk()

    def concerns(self, kind: Kind) -> bool:
        """Whether the clause is written for this kind of hospital."""
        return kind in self.kinds


def facts_read(clause: Clause) -> tuple[str, ...]:
    """Name every fact a clause reads: in its test, its condition, and its readings."""
    found = list(facts_of(clause.test))
    conditions = [clause.applies_if, *(each.applies_if for each in clause.readings)]
    found += [fact for each in conditions if each is not None for fact in facts_of(each)]
    found += [fact for each in clause.readings if each.test for fact in facts_of(each.test)]
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Subtree:
    """A section of the edition: its path, its title, and whether its text is held."""

    path: str
    title: Words
    is_complete: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Tree:
    """The clauses of an edition in the order of the text, and its sections."""

    roots: tuple[Clause, ...] = ()
    subtrees: Mapping[str, Subtree] = field(default_factory=dict)

    def walk(self) -> Iterator[Clause]:
        """Give every clause, in the order of the text."""
        for root in self.roots:
            yield from root.walk()
