"""Which areas touch, by land or by a declared link, and which can be reached from which by road."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Border:
    """Two areas that touch on land along ``km``, or that the ``link`` of that name joins."""

    a: str
    b: str
    km: float
    link: str = ""


@dataclass(frozen=True, slots=True)
class Adjacency:
    """The land borders of one frame, and the links by road over water.

    A link lets people drive across; it does not make the areas adjacent, which is for the prefecture
    to declare.
    """

    frame: str
    borders: tuple[Border, ...]
    links: tuple[Border, ...] = ()

    def neighbours(self, code: str) -> frozenset[str]:
        """Give the areas that touch one on land; empty for an island."""
        return frozenset(
            each.b if each.a == code else each.a
            for each in self.borders
            if code in (each.a, each.b)
        )

    def are_adjacent(self, a: str, b: str) -> bool:
        """Whether two areas touch on land."""
        return any({a, b} == {each.a, each.b} for each in self.borders)

    def islands(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Give the areas that touch none."""
        touched = {each.a for each in self.borders} | {each.b for each in self.borders}
        return tuple(code for code in codes if code not in touched)

    def lands(self, codes: Iterable[str]) -> Mapping[str, str]:
        """Give for each area the land it lies on, named by the land's first code.

        Areas of one land can be reached from each other without a boat.
        """
        land = {code: code for code in codes}

        def root(code: str) -> str:
            while land[code] != code:
                land[code] = land[land[code]]
                code = land[code]
            return code

        for each in (*self.borders, *self.links):
            first, second = sorted((root(each.a), root(each.b)))
            land[second] = first
        return {code: root(code) for code in land}
