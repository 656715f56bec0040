"""How a measure is spread over the people of the country, a prefecture or an area."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.spread import Floats, Spread, shares_within, spread_of
from kinten.coverage.travel import LIMITS
from kinten.desk.access_japan import JapanAccess
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

COUNTRY = Words("全国", "Japan")


@dataclass(frozen=True, slots=True)
class Side:
    """One count of the hospitals: shares of all people within minutes (inclusive), and two spreads.

    ``minutes`` are those to the nearest hospital of people who have a way; ``value`` is the measure.
    """

    within: dict[int, float | None]
    minutes: Spread
    value: Spread


@dataclass(frozen=True, slots=True)
class Reach:
    """A country, a prefecture or an area (``place`` is its code, None for the country).

    ``known`` counts hospitals certainly designated, ``possible`` also those that may be. ``cut_off``
    are people without a way to any hospital: they are in ``people`` and in no minutes.
    """

    place: str | None
    name: Words
    people: int
    cut_off: int
    known: Side
    possible: Side


def reach_of(access: JapanAccess, rows: NDArray[np.int64], place: str | None, name: Words) -> Reach:
    """Tell the measure over the people of some places."""
    people = access.demand.weights[rows]

    def side(values: Floats, least: Floats) -> Side:
        minutes = least[rows]
        within = shares_within(minutes, people, LIMITS)
        return Side(dict(within), spread_of(minutes, people), spread_of(values[rows], people))

    return Reach(
        place,
        name,
        int(people.sum()),
        int(people[access.has_no_way[rows]].sum()),
        side(access.known.values, access.known_minutes),
        side(access.possible.values, access.possible_minutes),
    )


def country(access: JapanAccess) -> Reach:
    """Tell the measure over everybody."""
    return reach_of(access, np.arange(len(access.demand.places)), None, COUNTRY)


def prefectures(access: JapanAccess) -> Iterator[Reach]:
    """Tell the measure prefecture by prefecture, in the order of the codes."""
    lies_in = np.array([each.prefecture for each in access.demand.places], dtype=str)
    for code, name in PREFECTURES.items():
        rows = np.flatnonzero(lies_in == code)
        if rows.size:
            yield reach_of(access, rows, code, name)


def areas(access: JapanAccess) -> Iterator[Reach]:
    """Tell the measure area by area, in the order of the codes; an area without people is left out."""
    lies_in = np.array(access.demand.areas, dtype=str)
    for code, area in access.atlas.frame.areas.items():
        rows = np.flatnonzero(lies_in == code)
        if rows.size:
            yield reach_of(access, rows, code, area.told)


def shown_reaches(access: JapanAccess) -> tuple[Reach, ...]:
    """Give the country, and what was asked for: the one area, or the prefecture of several."""
    whole = country(access)
    if access.shown is None:
        return (whole,)
    if len(access.shown) == 1:
        return (whole, *(each for each in areas(access) if each.place in access.shown))
    inside = {code[:2] for code in access.shown}
    return (whole, *(each for each in prefectures(access) if each.place in inside))


def reach_document(reach: Reach) -> dict[str, Any]:
    """Give the document of one place."""
    return {
        "place": reach.place,
        "name": reach.name._asdict(),
        "people": reach.people,
        "no_way_people": reach.cut_off,
        "known": _side(reach.known),
        "possible": _side(reach.possible),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "within": {str(limit): share for limit, share in side.within.items()},
        "minutes": _spread(side.minutes),
        "value": _spread(side.value),
    }


def _spread(spread: Spread) -> dict[str, float | None]:
    return {
        "mean": spread.mean,
        "p10": spread.p10,
        "median": spread.median,
        "p90": spread.p90,
    }
