"""Age groups: how they are written, and the finest groups that several tables have in common."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_CLOSED = re.compile(r"(\d{1,3})(?:\s*[-~〜～‐−–]\s*(\d{1,3}))?\s*歳?")
_OPEN = re.compile(r"(\d{1,3})\s*歳?\s*(?:\+|＋|-|以上|歳以上)")


@dataclass(frozen=True, slots=True, order=True)
class AgeGroup:
    """Ages from ``low`` to ``high`` completed years, both within; ``high`` None is open above."""

    low: int
    high: int | None

    @property
    def width(self) -> int | None:
        """How many years it spans; None where it is open."""
        return None if self.high is None else self.high - self.low + 1

    def __str__(self) -> str:
        if self.high is None:
            return f"{self.low}+"
        return str(self.low) if self.low == self.high else f"{self.low}-{self.high}"


def parse_age_group(text: str) -> AgeGroup | None:
    """Read ``0-4``, ``7``, ``85+`` or ``85歳以上``; None for anything else."""
    text = text.strip()
    if found := _OPEN.fullmatch(text):
        return AgeGroup(int(found[1]), None)
    found = _CLOSED.fullmatch(text)
    if found is None:
        return None
    low = int(found[1])
    high = low if found[2] is None else int(found[2])
    return AgeGroup(low, high) if low <= high else None


def common_groups(tables: Iterable[Iterable[AgeGroup]]) -> tuple[AgeGroup, ...]:
    """Give the finest groups into which every table's groups fall whole, from 0 upward, the last open.

    A table's groups are collapsed and never split, so that an open group of 85+ in one makes it 85+ in
    all. An age that no table names starts no group.
    """
    groups = {group for table in tables for group in table}
    starts = {group.low for group in groups} | {0}
    for group in groups:
        starts -= {
            start
            for start in starts
            if start > group.low and (group.high is None or start <= group.high)
        }
    ordered = sorted(starts)
    ends = [start - 1 for start in ordered[1:]]
    return tuple(AgeGroup(low, high) for low, high in zip(ordered, [*ends, None], strict=True))


def holder_of(group: AgeGroup, among: Iterable[AgeGroup]) -> AgeGroup:
    """Give the one among common groups that holds a group."""
    return next(
        each
        for each in among
        if each.low <= group.low and (each.high is None or group.low <= each.high)
    )


def lacking_ages(groups: Iterable[AgeGroup]) -> AgeGroup | None:
    """Give the first ages that a table of groups lacks between 0 and the open end; None where it is whole."""
    due = 0
    for group in sorted(groups, key=lambda each: each.low):
        if group.low > due:
            return AgeGroup(due, group.low - 1)
        if group.high is None:
            return None
        due = max(due, group.high + 1)
    return AgeGroup(due, None)


def doubled_ages(groups: Iterable[AgeGroup]) -> tuple[AgeGroup, AgeGroup] | None:
    """Give the first two groups that share an age; None where none do."""
    ordered = sorted(groups, key=lambda each: each.low)
    for one, other in pairwise(ordered):
        if one.high is None or other.low <= one.high:
            return one, other
    return None
