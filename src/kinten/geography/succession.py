"""What became of an area when the frame changed: so that a merger is told apart from a new hospital."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kinten.geography.municipality import Municipality


@dataclass(frozen=True, slots=True)
class Succession:
    """An area of an earlier frame and the area that holds its municipalities in a later one."""

    before: str
    after: str
    is_merger: bool


def successions(
    municipalities: Iterable[Municipality], before: str, after: str
) -> tuple[Succession, ...]:
    """Give the links between two frames, from where each municipality lies in both."""
    pairs = {
        (each.areas[before], each.areas[after])
        for each in municipalities
        if each.is_leaf and before in each.areas and after in each.areas
    }
    joined: dict[str, set[str]] = {}
    for old, new in pairs:
        joined.setdefault(new, set()).add(old)
    return tuple(Succession(old, new, len(joined[new]) > 1) for old, new in sorted(pairs))


def predecessors(links: Iterable[Succession]) -> Mapping[str, tuple[str, ...]]:
    """Give for each later area the earlier ones that it was made of."""
    made: dict[str, list[str]] = {}
    for link in links:
        made.setdefault(link.after, []).append(link.before)
    return {after: tuple(before) for after, before in made.items()}


def area_in(
    frame: str, municipality: Municipality | None, area: str, links: Iterable[Succession]
) -> str:
    """Give the area of an earlier frame in which a place lies; empty where that is not known.

    ``area`` is its area of the later frame. Without a municipality the earlier one is known only where
    the later one was made of a single area.
    """
    if municipality is not None and frame in municipality.areas:
        return municipality.areas[frame]
    before = predecessors(links).get(area, ())
    return before[0] if len(before) == 1 else ""


MERGED_IN_2018: Mapping[str, tuple[int, int]] = {
    "07": (7, 6),
    "14": (11, 9),
    "23": (12, 11),
    "28": (10, 8),
    "37": (5, 3),
    "43": (11, 10),
}
"""Prefecture to its number of areas before and after 2018: 344 became 335 by nine mergers.

Source: medysis.jp/secondarymedicalarea-transition. The members of the merged areas are not held.
"""
