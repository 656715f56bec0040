"""What was released and what was answered, line by line, each line bound to the one before it.

A line is a JSON object: its number, the sha256 of the line before, the entry, and the sha256 of these
three. A line that was changed, left out or put elsewhere no longer fits. Entries hold cells that were
shown, and which were hidden; never a count that was hidden.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from kinten.disclosure.cells import Layout

START = "0" * 64
"""What the first line names as the line before it."""
RELEASE, ANSWER = "release", "answer"


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it was shown: its rows, the count of each (None where it was hidden), the statuses.

    ``statuses`` is None where they were not published.
    """

    name: str
    layout: Layout
    counts: tuple[int | None, ...]
    statuses: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One release, or one question that was answered.

    ``name`` and ``date`` are the user's. ``threshold`` is the one it was protected with, ``hides_zeros``
    tells whether counts of nothing were hidden too. ``rounding`` is 0, or, of a rounded table, more than
    any count shown is away from its own (the base, or a multiple of it).
    """

    kind: str
    name: str
    date: str
    threshold: int
    hides_zeros: bool
    rounding: int
    tables: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """An entry with its number and its sha256."""

    number: int
    sha256: str
    entry: Entry


class BrokenChainError(ValueError):
    """A line that does not follow the one before it: its number from 1, and what is wrong.

    ``why`` is ``unreadable``, ``number``, ``previous`` or ``changed``.
    """

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line, self.why = line, why


def link(entry: Entry, number: int, previous: str) -> str:
    """Write an entry as the line of a number, without its end, bound to the line before."""
    body = {"number": number, "previous": previous, "entry": _as_mapping(entry)}
    return _told({**body, "sha256": _digest(body)})


def read_chain(lines: Iterable[str]) -> tuple[Linked, ...]:
    """Read all lines; BrokenChainError names the first that does not follow the one before it."""
    found: list[Linked] = []
    previous = START
    for number, line in enumerate(lines, 1):
        try:
            told = json.loads(line)
            digest = told.pop("sha256")
            entry = _from_mapping(told["entry"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenChainError(number, "unreadable") from error
        if told.get("number") != number:
            raise BrokenChainError(number, "number")
        if told.get("previous") != previous:
            raise BrokenChainError(number, "previous")
        if digest != _digest(told):
            raise BrokenChainError(number, "changed")
        found.append(Linked(number, digest, entry))
        previous = digest
    return tuple(found)


def _digest(body: Mapping[str, Any]) -> str:
    return sha256(_told(body).encode()).hexdigest()


def _told(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _as_mapping(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "name": entry.name,
        "date": entry.date,
        "threshold": entry.threshold,
        "hides_zeros": entry.hides_zeros,
        "rounding": entry.rounding,
        "tables": [
            {
                "name": each.name,
                "dimensions": list(each.layout.dimensions),
                "rows": [list(row) for row in each.layout.rows],
                "n": list(each.counts),
                "status": None if each.statuses is None else list(each.statuses),
            }
            for each in entry.tables
        ],
    }


def _from_mapping(told: Mapping[str, Any]) -> Entry:
    return Entry(
        str(told["kind"]),
        str(told["name"]),
        str(told["date"]),
        int(told["threshold"]),
        bool(told["hides_zeros"]),
        int(told["rounding"]),
        tuple(_table(each) for each in told["tables"]),
    )


def _table(told: Mapping[str, Any]) -> Shown:
    rows: Sequence[Sequence[str]] = told["rows"]
    statuses = told["status"]
    return Shown(
        str(told["name"]),
        Layout(tuple(told["dimensions"]), tuple(tuple(row) for row in rows)),
        tuple(told["n"]),
        None if statuses is None else tuple(statuses),
    )
