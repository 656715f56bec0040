"""How many hospitals stand, by kind: a pair wherever a kind or a standing is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinten.network.history import Standing
from kinten.vocabulary.hospital_kind import Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """At least (certain) and at most (certain or possible)."""

    at_least: int
    at_most: int

    def __str__(self) -> str:
        return (
            str(self.at_least)
            if self.at_least == self.at_most
            else f"{self.at_least}〜{self.at_most}"
        )

    def __add__(self, other: "Pair") -> "Pair":
        return Pair(self.at_least + other.at_least, self.at_most + other.at_most)


def count_kinds(standings: Iterable[Standing]) -> Mapping[Kind, Pair]:
    """Count the hospitals of each kind."""
    listed = tuple(standings)
    return {kind: _pair(listed, frozenset({kind})) for kind in Kind}


def count_hubs(standings: Iterable[Standing]) -> Pair:
    """Count the hubs: every kind but the local cancer hospital."""
    return _pair(tuple(standings), frozenset(kind for kind in Kind if kind.is_hub))


def count_all(standings: Iterable[Standing]) -> Pair:
    """Count the designated hospitals of whatever kind."""
    return _pair(tuple(standings), frozenset(Kind))


def _pair(standings: tuple[Standing, ...], kinds: frozenset[Kind]) -> Pair:
    surely = sum(each.is_certain and each.kinds <= kinds for each in standings)
    possibly = sum(not each.kinds.isdisjoint(kinds) for each in standings)
    return Pair(surely, possibly)
