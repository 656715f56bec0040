"""Faults put into made-up records on purpose, and the truth about them.

A fault changes one record in one way, so that what finds it can be measured: each kind is what one family
of edits looks for. The fewer records a kind fits, the more of these get it, so that every kind comes up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinten.example.fault_kinds import KINDS, UNLISTED_SITE, Columns, Given, Hit, Known
from kinten.example.wheel import EMPTY, Flags, Floats, Ints

__all__ = ["UNLISTED_SITE", "Change", "inject_faults"]
COPIED = "duplicate_record"


@dataclass(frozen=True, slots=True)
class Change:
    """One item of some records of a block, before and after; texts where a cell became unreadable."""

    kind: str
    item: str
    rows: Ints
    was: Ints
    now: Given


def inject_faults(
    columns: Columns,
    texts: Mapping[str, Sequence[str]],
    share: float,
    chance: np.random.Generator,
    first_row: int,
) -> tuple[Change, ...]:
    """Put faults into a share of the records of a block, and tell what was changed."""
    size = len(columns["patient_id"])
    picked = np.flatnonzero(chance.random(size) < share).astype(np.int32)
    if not len(picked):
        return ()
    known = Known(columns, texts)
    can_copy = known.is_alone & (len(picked) < size)
    fits = np.stack([*(each.fits(known) for each in KINDS), can_copy], axis=1)
    kind = _choose(fits[picked], fits.mean(axis=0), chance)
    changes: list[Change] = []
    for place, each in enumerate(KINDS):
        rows = picked[kind == place]
        if len(rows):
            changes += _apply(columns, each.name, rows, each.change(Hit(known, rows, chance)))
    copied = picked[kind == len(KINDS)]
    if len(copied):
        changes.append(_copy(columns, copied, picked, chance, first_row))
    return tuple(changes)


def _choose(fits: Flags, common: Floats, chance: np.random.Generator) -> Ints:
    """Choose one of the kinds that fit each record, the rarer the more likely."""
    waits: Floats = -np.log1p(-chance.random(fits.shape)) * common
    return np.where(fits, waits, np.inf).argmin(axis=1).astype(np.int32)


def _apply(columns: Columns, kind: str, rows: Ints, given: Mapping[str, Given]) -> list[Change]:
    changes = []
    for item, now in given.items():
        was = columns[item][rows]
        if isinstance(now, tuple):
            columns[item][rows] = EMPTY
            changes.append(Change(kind, item, rows, was, now))
            continue
        columns[item][rows] = now
        differs = was != now
        if differs.any():
            changes.append(Change(kind, item, rows[differs], was[differs], now[differs]))
    return changes


def _copy(
    columns: Columns, rows: Ints, picked: Ints, chance: np.random.Generator, first_row: int
) -> Change:
    """Make records copies of others without a fault; told as the places of both."""
    size = len(columns["patient_id"])
    clean = np.setdiff1d(np.arange(size, dtype=np.int32), picked)
    source = clean[(chance.random(len(rows)) * len(clean)).astype(np.int32)]
    for column in columns.values():
        column[rows] = column[source]
    return Change(COPIED, "row", rows, rows + np.int32(first_row), source + np.int32(first_row))
