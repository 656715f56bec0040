"""What a sender is shown of a file before it counts: how much was read, and what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kinten.report.model import Report, Severity
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

_SHOWN = 100
"""Remarks of one gravity that a page lists."""
_HEADS = {
    Severity.ERROR: Words(
        "誤り（この値は読めませんでした）", "Errors (these values could not be read)"
    ),
    Severity.WARNING: Words("警告（疑わしいところ）", "Warnings (doubtful)"),
    Severity.NOTE: Words("注記", "Notes"),
}


@dataclass(frozen=True, slots=True)
class Counts:
    """How many facts of a report were given, and how many were not."""

    given: int
    dashes: int
    not_reported: int
    lost: int
    people: int | None

    @property
    def asked(self) -> int:
        """How many the form asks."""
        return self.given + self.dashes + self.not_reported + self.lost


@dataclass(frozen=True, slots=True)
class Group:
    """The remarks of one gravity: words and place; ``count`` are all, some of them not listed."""

    severity: Severity
    head: Words
    rows: tuple[tuple[Words, str], ...]
    count: int


def count_facts(report: Report) -> Counts:
    """Count the facts of a report by what became of them."""
    facts = list(report.facts.values())
    dashes = sum(each.is_dash for each in facts)
    blank = sum(each.missing in {Reason.NOT_REPORTED, Reason.NOT_ASKED} for each in facts)
    lost = sum(each.missing is not None for each in facts) - blank
    people = None if report.staff is None else len(report.staff.people)
    return Counts(len(facts) - dashes - blank - lost, dashes, blank, lost, people)


def group_remarks(rows: Sequence[Sequence[Any]]) -> tuple[Group, ...]:
    """Group kept remarks by gravity, errors first; a gravity without any is left out."""
    found = []
    for severity, head in _HEADS.items():
        told = [(Words(*words), at) for _, grave, words, at in rows if grave == severity]
        if told:
            found.append(Group(severity, head, tuple(told[:_SHOWN]), len(told)))
    return tuple(found)
