"""Where the people of an area are treated, from published shares between areas.

The shares are of all diseases and lie in their own frame of 339 regional-care areas. Small shares
are not printed: what the printed ones leave over is a range for every partner that is not printed.
Every index is made of printed shares only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kinten.geography.loading import FRAME_2020, FRAME_2024
from kinten.vocabulary.wording import Words


class Phase(StrEnum):
    """The phase of care that the shares are published for."""

    ACUTE = "acute"
    COMPREHENSIVE = "comprehensive"
    CHRONIC = "chronic"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _PHASES[self]


_PHASES = {
    Phase.ACUTE: Words("高度急性期+急性期", "highly acute and acute"),
    Phase.COMPREHENSIVE: Words("包括期", "comprehensive"),
    Phase.CHRONIC: Words("慢性期", "chronic"),
}

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Flows:
    """Printed shares only.

    ``out[k][l]`` is the share of the residents of k treated in l, ``into[l][k]`` the share of those
    treated in l who live in k.
    """

    phase: Phase
    out: Mapping[str, Mapping[str, float]]
    into: Mapping[str, Mapping[str, float]]

    def relevance(self, home: str, place: str) -> Range | None:
        """How much the people of ``home`` rely on ``place``; None where nothing is printed for it."""
        return _share(self.out, home, place)

    def commitment(self, place: str, home: str) -> Range | None:
        """How much of the work of ``place`` is for the people of ``home``."""
        return _share(self.into, place, home)

    def localisation(self, area: str) -> Range | None:
        """The share of residents treated at home (自足率)."""
        return _share(self.out, area, area)

    def market_share(self, area: str) -> Range | None:
        """The share of those treated there who live there (地元率)."""
        return _share(self.into, area, area)

    def net_flow(self, area: str) -> float | None:
        """Patients treated there per resident treated anywhere; above 1 the area takes people in.

        Both printed shares of the area with itself count the same patients, so their ratio needs no
        number of patients. None where one of them is not printed or is nothing.
        """
        treated_here = self.into.get(area, {}).get(area)
        stayed = self.out.get(area, {}).get(area)
        if not treated_here or stayed is None:
            return None
        return stayed / treated_here

    def outflow(self, area: str) -> tuple[tuple[str, float], ...]:
        """Give the other areas that residents go to, the largest first."""
        shares = self.out.get(area, {})
        away = [(place, share) for place, share in shares.items() if place != area]
        return tuple(sorted(away, key=lambda each: (-each[1], each[0])))


def gather_flows(rows: Iterable[tuple[str, str, str, str, float | None]], phase: Phase) -> Flows:
    """Sort rows of (direction, phase, area, partner, share) into flows; a missing share is left out."""
    out: dict[str, dict[str, float]] = {}
    into: dict[str, dict[str, float]] = {}
    for direction, of, area, partner, share in rows:
        if of == phase and share is not None and partner:
            (out if direction == "out" else into).setdefault(area, {})[partner] = share
    return Flows(phase, out, into)


def _share(shares: Mapping[str, Mapping[str, float]], of: str, to: str) -> Range | None:
    printed = shares.get(of)
    if printed is None:
        return None
    if to in printed:
        return printed[to], printed[to]
    return 0.0, max(0.0, 1.0 - sum(printed.values()))


AKITA_AND_MIE: Mapping[str, tuple[str, ...]] = {
    "0501": ("0501", "0502", "0503"),
    "0502": ("0504", "0505"),
    "0503": ("0506", "0507", "0508"),
    "2401": ("2405", "2406", "2407"),
    "2402": ("2408", "2409"),
    "2403": ("2410", "2411"),
    "2404": ("2412",),
}
"""Medical areas of 2024 whose regional-care areas are others; everywhere else the codes agree."""


def flow_areas(area: str, frame: str = FRAME_2024) -> tuple[str, ...]:
    """Give the regional-care areas that lie in a medical area of a frame.

    The eight areas of 秋田県 before 2024 are its regional-care areas still.
    """
    if frame == FRAME_2020 and area.startswith(_AKITA):
        return (area,)
    return AKITA_AND_MIE.get(area, (area,))


def medical_area(flow_area: str, frame: str = FRAME_2024) -> str:
    """Give the medical area of a frame in which a regional-care area lies."""
    if flow_area[:2] not in {_AKITA, "24"} or (frame == FRAME_2020 and flow_area[:2] == _AKITA):
        return flow_area
    return next((area for area, inside in AKITA_AND_MIE.items() if flow_area in inside), flow_area)


_AKITA = "05"


def medical_outflow(
    flows: Flows, area: str, frame: str = FRAME_2024
) -> tuple[tuple[str, Range], ...]:
    """Give where the residents of a medical area are treated besides it, the largest least share first.

    A medical area of several regional-care areas has as many shares for one place: the range spans
    them, for their numbers of patients are not printed. A share that is not printed can be as much as
    the printed ones leave over. Only places with a printed share are given.
    """
    homes = [home for home in flow_areas(area, frame) if home in flows.out]
    places = {medical_area(place, frame) for home in homes for place, _ in flows.outflow(home)}
    found = {place: _span(flows, homes, place, frame) for place in places if place != area}
    return tuple(sorted(found.items(), key=lambda each: (-each[1][0], -each[1][1], each[0])))


def may_be_largest(outflow: tuple[tuple[str, Range], ...]) -> tuple[tuple[str, ...], Range] | None:
    """Give the places that may take the largest share, and the range in which that share lies.

    None where nothing is printed.
    """
    if not outflow:
        return None
    least = max(low for _, (low, _) in outflow)
    places = tuple(place for place, (_, high) in outflow if high >= least)
    return places, (least, max(high for _, (_, high) in outflow))


def _span(flows: Flows, homes: list[str], place: str, frame: str) -> Range:
    ranges = [_to_all(flows.out[home], flow_areas(place, frame)) for home in homes]
    return min(low for low, _ in ranges), max(high for _, high in ranges)


def _to_all(shares: Mapping[str, float], places: tuple[str, ...]) -> Range:
    """Give the share treated in any of some places together."""
    low = sum(shares.get(place, 0.0) for place in places)
    if all(place in shares for place in places):
        return low, low
    return low, min(1.0, low + max(0.0, 1.0 - sum(shares.values())))
