"""Which cells to hide beside the small ones, so that no small one can be reckoned from what is shown.

The cells hidden beside are first found one small cell after the other (``hiding``). As long as
time is left, those that weigh least are looked for (Fischetti & Salazar, Management Science 2001; 47:
1008-1027): a mixed model chooses them, a linear one per small cell plays the reader, and what the reader
finds goes back as a cut until nothing is found (``least``).
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from kinten.disclosure.hiding import ORDERS, hide_in_turn
from kinten.disclosure.least import find_least
from kinten.disclosure.readers import Reader, insiders, with_statuses, without_statuses
from kinten.disclosure.worlds import unproved

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Clock = Callable[[], float]
_NUDGE = 1e-7
_SMALL_TABLE = 5_000
"""Up to so many cells small ones are opened in several orders, and the best is kept."""


@dataclass(frozen=True, slots=True)
class Protected:
    """Which cells are hidden: because they are small, or beside these.

    ``weight`` is what the cells hidden beside weigh together (1 + the logarithm of 1 + the count, each),
    ``bound`` what no safe choice goes below; ``is_least`` tells whether the two are proved to be one.
    ``stuck`` marks, for each kind of reader, the cells that it can reckon whatever is hidden.
    """

    primary: Mask
    complementary: Mask
    is_least: bool
    weight: float
    bound: float
    stuck: Mapping[str, Mask]


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be protected: cells, their sums, which are hidden at any rate and which may be.

    ``blocks`` is the value of each cell in the longest dimension (``hiding.blocks_of``).
    """

    counts: Floats
    sums: csr_array
    blocks: Ints
    small: Mask
    is_hidden: Mask
    may_hide: Mask
    readers: tuple[Reader, ...]


def protect_cells(  # noqa: PLR0913 - one choice each
    counts: Floats,
    sums: csr_array,
    threshold: int,
    *,
    hides_zeros: bool = False,
    has_statuses: bool = True,
    seconds: float,
    blocks: Ints | None = None,
    own: Sequence[Mask] = (),
    clock: Clock = time.perf_counter,
) -> Protected:
    """Hide the counts below a threshold, and as little beside them as makes them safe.

    ``has_statuses`` tells whether readers will know which cells were hidden for being small; ``own`` has
    the cells that each insider knows. Counts of
    nothing are hidden with the small ones (``hides_zeros``) or not at all. ``seconds`` bounds the search
    for the least; out of time the cells hidden are safe still, only not the least.
    """
    small = (counts < threshold) & ((counts > 0) | hides_zeros)
    readers = [without_statuses(counts, small, threshold)]
    if has_statuses:
        readers.append(with_statuses(counts, small, threshold, hides_zeros=hides_zeros))
    readers += insiders(readers[0], own)
    return protect_task(
        Task(
            counts,
            sums,
            np.full(counts.size, -1) if blocks is None else blocks,
            small,
            small,
            ~small & (counts > 0),
            tuple(readers),
        ),
        seconds,
        clock,
    )


def protect_task(task: Task, seconds: float, clock: Clock = time.perf_counter) -> Protected:
    """Hide as little as makes every cell safe from every reader."""
    began = clock()
    weights = 1.0 + np.log1p(task.counts) + _NUDGE * np.arange(task.counts.size)
    orders = ORDERS if task.counts.size <= _SMALL_TABLE else ORDERS[:1]
    tried = [_hide(task, weights, order) for order in orders]
    costs = [float(weights[hidden & ~task.is_hidden].sum()) for hidden, _ in tried]
    hidden, stuck = tried[int(np.argmin(costs))]
    weight, bound, is_least = min(costs), 0.0, not (hidden & ~task.is_hidden).any()
    readers = tuple(
        replace(reader, need=np.where(lost, 0.0, reader.need))
        for reader, lost in zip(task.readers, stuck, strict=True)
    )
    if not is_least:
        found = find_least(
            task.sums, readers, task.is_hidden, task.may_hide, weights,
            lambda: seconds - (clock() - began),
        )  # fmt: skip
        bound = found.bound
        if found.is_hidden is not None:
            better = float(weights[found.is_hidden & ~task.is_hidden].sum())
            if better < weight or found.is_least:
                hidden, weight, is_least = found.is_hidden, better, found.is_least
    return Protected(
        task.small,
        hidden & ~task.small,
        is_least,
        weight,
        weight if is_least else min(bound, weight),
        _by_name(readers, stuck),
    )


def _by_name(readers: Sequence[Reader], stuck: Sequence[Mask]) -> dict[str, Mask]:
    found: dict[str, Mask] = {}
    for reader, lost in zip(readers, stuck, strict=True):
        found[reader.name] = found.get(reader.name, np.zeros_like(lost)) | lost
    return found


def _hide(task: Task, weights: Floats, order: str) -> tuple[Mask, list[Mask]]:
    """Hide for one reader after the other; give also what cannot be protected from each."""
    hidden, stuck = task.is_hidden.copy(), []
    for reader in task.readers:
        left = unproved(task.sums, hidden, reader)
        hidden, lost = hide_in_turn(
            task.sums, hidden, task.may_hide, reader, weights, left, task.blocks, order=order
        )  # fmt: skip
        stuck.append(lost)
    return hidden, stuck
