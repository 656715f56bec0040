"""Who loses the designation when the requirements change, as a pair: surely, and at most."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.scenario.panel import UNKNOWN, UNMET, Judged, Verdicts

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Losses:
    """``surely`` became unmet; ``possibly`` also those that became, or stay, open where the change reaches.

    Shape (reports,), or (scenarios, reports).
    """

    surely: Flags
    possibly: Flags


def find_losses(before: Judged, after: Judged, touched: Iterable[str]) -> Losses:
    """Compare two judgements of the same reports; ``after`` may have scenarios along its first axis.

    A hospital that was unmet before loses nothing by the change. One that is open afterwards counts
    as possible, unless the change leaves it as it was: every clause the same, and every touched one
    decided.
    """
    stood = before.overall != UNMET
    surely = stood & (after.overall == UNMET)
    is_open = (after.overall == UNKNOWN) & ~_untouched(before, after, frozenset(touched))
    return Losses(surely, surely | (stood & is_open))


def _untouched(before: Judged, after: Judged, touched: frozenset[str]) -> Flags:
    """Mark the reports whose every clause is the same, the touched ones being decided."""
    first, second = _by_path(before), _by_path(after)
    if first.keys() != second.keys():
        return np.zeros(after.overall.shape, dtype=bool)
    watched = {_path(name) for name in touched}
    once = np.ones(before.overall.shape, dtype=bool)
    same = np.ones(after.overall.shape, dtype=bool)
    for path, verdicts in second.items():
        equal = first[path] == verdicts
        if path in watched:
            equal &= verdicts != UNKNOWN
        if equal.ndim == 1:
            once &= equal
        else:
            same &= equal
    return same & once


def changed_clauses(before: Judged, after: Judged, row: int) -> tuple[str, ...]:
    """Name the clauses whose verdict on one report differs, in the order of the later edition.

    Clauses of two editions are the same where their paths are; one that only one edition has counts
    as changed.
    """
    first, second = _by_path(before), _by_path(after)
    later = {_path(name): name for name in after.clauses}
    former = {_path(name): name for name in before.clauses if _path(name) not in later}
    return tuple(
        name
        for path, name in (later | former).items()
        if path not in first or path not in second or first[path][row] != second[path][row]
    )


def _path(clause: str) -> str:
    """Give a clause's id without the edition."""
    return clause.partition("/")[2]


def _by_path(judged: Judged) -> dict[str, Verdicts]:
    return {_path(name): verdicts for name, verdicts in judged.clauses.items()}
