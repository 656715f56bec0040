"""Partner candidates of an area without a hub: hubs of adjacent areas, ranked three ways, never one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from kinten.coverage.travel import Ways
from kinten.geography.adjacency import Adjacency
from kinten.network.history import Standing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hub of an adjacent area. Minutes are None where nobody of the area has a way to it.

    ``outflow`` is the share of the area's residents treated in the hub's area (all diseases), as a
    pair where the cell is masked, None where the flow frame does not tell.
    """

    standing: Standing
    mean: float | None
    worst: float | None
    outflow: tuple[float, float] | None
    ranks: tuple[int | None, int | None, int | None] = (None, None, None)


def partner_candidates(
    area: str,
    hubs: Iterable[Standing],
    adjacency: Adjacency,
    ways: Ways,
    outflow: Mapping[str, tuple[float, float]],
) -> tuple[Candidate, ...]:
    """Rank the hubs of adjacent areas: by mean minutes, by outflow, by the worst minutes.

    Empty for an island: which area counts as adjacent is for the prefecture to declare.
    """
    neighbours = adjacency.neighbours(area)
    column = {each.id: number for number, each in enumerate(ways.hospitals)}
    rows = ways.places.get(area)
    found = []
    for hub in hubs:
        if hub.hospital.area not in neighbours:
            continue
        at = column.get(hub.hospital.id)
        mean = worst = None
        if at is not None and rows is not None:
            minutes, people = ways.minutes[rows, at], ways.people[rows]
            has_way = np.isfinite(minutes)
            if has_way.any():
                mean = float(np.average(minutes[has_way], weights=people[has_way]))
                worst = float(minutes[has_way].max())
        found.append(Candidate(hub, mean, worst, outflow.get(hub.hospital.area)))
    return _ranked(found)


def _ranked(found: list[Candidate]) -> tuple[Candidate, ...]:
    by_mean = _ranks([each.mean for each in found])
    by_outflow = _ranks([None if each.outflow is None else -each.outflow[0] for each in found])
    by_worst = _ranks([each.worst for each in found])
    ranked = [
        Candidate(each.standing, each.mean, each.worst, each.outflow, ranks)
        for each, ranks in zip(found, zip(by_mean, by_outflow, by_worst, strict=True), strict=True)
    ]
    return tuple(
        sorted(
            ranked,
            key=lambda each: (each.ranks[0] is None, each.ranks[0] or 0, each.standing.hospital.id),
        )
    )


def _ranks(values: list[float | None]) -> list[int | None]:
    """Give ranks from 1, equal values sharing one; a value that is not known has none."""
    known = sorted(value for value in values if value is not None)
    return [None if value is None else known.index(value) + 1 for value in values]
