"""Partner candidates of an area without a hub: hubs of adjacent areas, ranked three ways, never one.

A hospital that may be a hub (its kind or its standing is not known) may be a candidate: it is listed as
such, and every rank is a pair, the best and the worst it can be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kinten.coverage.travel import Ways
from kinten.geography.adjacency import Adjacency
from kinten.geography.municipality import Municipality
from kinten.network.history import Standing

Rank = tuple[int, int]
Key = tuple[float, float]
"""People without a way, then minutes (or the share, turned round): the least is the first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A hospital of an adjacent area that is a hub, or may be one.

    Minutes are of the residents who have a way to it, None where nobody has; ``unreachable`` are the
    municipalities without one and ``cut_off`` counts their residents. ``has_place`` is False where
    nothing could be measured. ``outflow`` is the share of the area's residents treated in the hospital's
    area (all diseases), as a range, None where the flow frame does not tell. ``ranks`` (mean, outflow,
    worst) are pairs over all candidates, ``known_ranks`` single ones among the known hubs alone.
    """

    standing: Standing
    mean: float | None
    worst: float | None
    outflow: tuple[float, float] | None
    unreachable: tuple[Municipality, ...] = ()
    cut_off: int = 0
    has_place: bool = True
    ranks: tuple[Rank | None, Rank | None, Rank | None] = (None, None, None)
    known_ranks: tuple[int | None, int | None, int | None] = (None, None, None)

    @property
    def is_known(self) -> bool:
        """Whether it is a hub for certain."""
        return self.standing.is_certain and self.standing.is_hub is True


def partner_candidates(
    area: str,
    hubs: Iterable[Standing],
    adjacency: Adjacency,
    ways: Ways,
    outflow: Mapping[str, tuple[float, float]],
) -> tuple[Candidate, ...]:
    """Rank the hospitals of adjacent areas that are or may be hubs: by mean minutes, outflow, worst minutes.

    One that some residents cannot reach comes behind those that more of them reach. Empty for an island:
    which area counts as adjacent is for the prefecture to declare.
    """
    neighbours = adjacency.neighbours(area)
    column = {each.id: number for number, each in enumerate(ways.hospitals)}
    found = [
        _measured(hub, ways, area, column.get(hub.hospital.id), outflow)
        for hub in hubs
        if hub.hospital.area in neighbours and hub.is_hub is not False
    ]
    return _ranked(found)


def _measured(
    hub: Standing,
    ways: Ways,
    area: str,
    at: int | None,
    outflow: Mapping[str, tuple[float, float]],
) -> Candidate:
    share = outflow.get(hub.hospital.area)
    rows = ways.places.get(area)
    if at is None or rows is None:
        return Candidate(hub, None, None, share, has_place=False)
    minutes, people = ways.minutes[rows, at], ways.people[rows]
    has_way = np.isfinite(minutes)
    lost = tuple(ways.municipalities[row] for row in rows[~has_way])
    cut_off = int(people[~has_way].sum())
    if not has_way.any():
        return Candidate(hub, None, None, share, lost, cut_off)
    mean = float(np.average(minutes[has_way], weights=people[has_way]))
    return Candidate(hub, mean, float(minutes[has_way].max()), share, lost, cut_off)


def _ranked(found: Sequence[Candidate]) -> tuple[Candidate, ...]:
    mean, outflow, worst = ([_span(each, ranking) for each in found] for ranking in range(3))
    ranked = [
        replace(
            each,
            ranks=(
                _rank(at, found, mean),
                _rank(at, found, outflow),
                _rank(at, found, worst),
            ),
            known_ranks=(
                _known_rank(at, found, mean),
                _known_rank(at, found, outflow),
                _known_rank(at, found, worst),
            ),
        )
        for at, each in enumerate(found)
    ]
    return tuple(sorted(ranked, key=_in_order))


def _in_order(candidate: Candidate) -> tuple[bool, int, float, str]:
    has_none = candidate.mean is None
    return has_none, candidate.cut_off, candidate.mean or 0.0, candidate.standing.hospital.id


Span = tuple[Key, Key] | None


def _span(candidate: Candidate, ranking: int) -> Span:
    """Give the first and the last key that a candidate can have in a ranking, None where it has none."""
    if ranking == 1:
        share = candidate.outflow
        return None if share is None else ((0.0, -share[1]), (0.0, -share[0]))
    minutes = candidate.mean if ranking == 0 else candidate.worst
    if minutes is None:
        return None
    key = (float(candidate.cut_off), minutes)
    return key, key


def _rank(place: int, found: Sequence[Candidate], spans: Sequence[Span]) -> Rank | None:
    """Give the best rank (known hubs alone before it, surely) and the worst (all that can be before it).

    Two of one area have one share: neither is before the other.
    """
    own = spans[place]
    if own is None:
        return None
    first, last = own
    best = worst = 1
    for each, span in zip(found, spans, strict=True):
        if span is None or span == own:
            continue
        best += each.is_known and span[1] < first
        worst += span[0] < last
    return best, worst


def _known_rank(place: int, found: Sequence[Candidate], spans: Sequence[Span]) -> int | None:
    """Give the rank among known hubs, a range by its least share; equal values share a rank."""
    own = spans[place]
    if own is None or not found[place].is_known:
        return None
    others = (span for each, span in zip(found, spans, strict=True) if each.is_known)
    return 1 + sum(span is not None and span[1] < own[1] for span in others)
