"""Real volumes: published cancer discharges by hospital and disease, never a reported requirement.

Cells under 10 are not published. A sum over published cells is therefore at least; the hidden cells
can add up to nine each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

HIDDEN_BELOW = 10
"""A cell below this is not published (it may also be nothing)."""


@dataclass(frozen=True, slots=True)
class DischargeHospital:
    """A hospital of the discharge survey. ``hospital`` is its id in the network, empty where not linked.

    ``area`` is empty where the printed area is none of the frame of 2024.
    """

    code: int
    name: str
    prefecture: str
    area: str
    hospital: str


@dataclass(frozen=True, slots=True)
class Discharges:
    """Published cells: (hospital's code, disease) to discharges of the year."""

    hospitals: Mapping[int, DischargeHospital]
    diseases: Mapping[str, str]
    cells: Mapping[tuple[int, str], int]

    def by_hospital(self, disease: str | None = None) -> Mapping[int, int]:
        """Sum the published cells of each hospital, of one disease or of all."""
        summed: dict[int, int] = {}
        for (code, of), count in self.cells.items():
            if disease is None or of == disease:
                summed[code] = summed.get(code, 0) + count
        return summed


@dataclass(frozen=True, slots=True)
class Share:
    """Published discharges of a place, and how many of them in designated hospitals."""

    total: int
    designated: int

    @property
    def share(self) -> float | None:
        """The share in designated hospitals; None where nothing is published."""
        return self.designated / self.total if self.total else None


def shares(
    discharges: Discharges, designated: Iterable[str], disease: str | None = None
) -> tuple[Mapping[str, Share], Mapping[str, Share]]:
    """Give the share in designated hospitals by area and by prefecture.

    A designated hospital that could not be linked counts as not designated: shares are at least.
    """
    known = frozenset(designated)
    areas: dict[str, list[int]] = {}
    prefectures: dict[str, list[int]] = {}
    for code, count in discharges.by_hospital(disease).items():
        hospital = discharges.hospitals[code]
        inside = count if hospital.hospital in known else 0
        for place, sums in ((hospital.area, areas), (hospital.prefecture, prefectures)):
            both = sums.setdefault(place, [0, 0])
            both[0] += count
            both[1] += inside
    areas.pop("", None)
    return (
        {place: Share(*both) for place, both in areas.items()},
        {place: Share(*both) for place, both in prefectures.items()},
    )


@dataclass(frozen=True, slots=True)
class Rank:
    """A hospital's place in its prefecture for one disease; equal numbers share a place."""

    hospital: DischargeHospital
    discharges: int
    rank: int
    of: int


def ranks(discharges: Discharges, disease: str, prefecture: str) -> tuple[Rank, ...]:
    """Rank the hospitals of a prefecture that publish a cell for a disease, the largest first."""
    counts = {
        code: count
        for code, count in discharges.by_hospital(disease).items()
        if discharges.hospitals[code].prefecture == prefecture
    }
    order = sorted(counts, key=lambda code: (-counts[code], code))
    values = [counts[code] for code in order]
    return tuple(
        Rank(discharges.hospitals[code], counts[code], values.index(counts[code]) + 1, len(order))
        for code in order
    )


@dataclass(frozen=True, slots=True)
class Concentration:
    """How a disease is spread: hospitals with a published cell, and the share of the largest ones.

    ``half`` is the least number of hospitals that hold half of the published discharges. ``curve``
    has, for each number of hospitals from the largest, the share they hold together.
    """

    disease: str
    hospitals: int
    total: int
    half: int
    curve: tuple[float, ...]


def concentrations(discharges: Discharges) -> tuple[Concentration, ...]:
    """Give the concentration of every disease, in the order of the codes."""
    by_disease: dict[str, list[int]] = {}
    for (_, disease), count in discharges.cells.items():
        by_disease.setdefault(disease, []).append(count)
    return tuple(
        _concentration(disease, sorted(by_disease[disease], reverse=True))
        for disease in sorted(by_disease)
    )


def _concentration(disease: str, counts: Sequence[int]) -> Concentration:
    total = sum(counts)
    curve = []
    held = 0
    for count in counts:
        held += count
        curve.append(held / total)
    half = next(
        place for place, share in enumerate(curve, 1) if share >= 0.5 or not isfinite(share)
    )
    return Concentration(disease, len(counts), total, half, tuple(curve))
