"""Sets of sites that must not be answered: the rows that bar them (Balas & Jeroslow 1972)."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.siting.problem import Problem
from kinten.coverage.siting.solving import Rows

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def barred_sets(problem: Problem, *, any_size: bool = False) -> tuple[Ints, ...]:
    """Give the barred sets that an answer could be: those with so many sites as asked.

    With ``any_size`` all are given: of a model that chooses the number itself (lscp).
    """
    return tuple(
        np.array(sorted(each), dtype=np.int64)
        for each in problem.barred
        if any_size or len(each) == problem.count
    )


def is_barred(sets: Sequence[Ints], is_open: Mask) -> bool:
    """Whether the open sites hold a barred set whole."""
    return any(bool(is_open[each].all()) for each in sets)


def barred_rows(sets: Iterable[Ints]) -> Rows:
    """Give a row for each set: not all of its sites may open."""
    sets = list(sets)
    sizes = [each.size for each in sets]
    indices = np.concatenate(sets) if sets else np.zeros(0)
    return Rows(
        np.full(len(sets), -np.inf),
        np.array(sizes, dtype=np.float64) - 1.0,
        np.concatenate(([0], np.cumsum(sizes)))[:-1].astype(np.int32),
        indices.astype(np.int32),
        np.ones(indices.size),
    )
