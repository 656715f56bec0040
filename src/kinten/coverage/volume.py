"""Real volumes: published cancer discharges by hospital and disease, never a reported requirement.

Cells under 10 are not published. A sum over published cells is therefore at least; the hidden cells
can add up to nine each. What cannot be known of a share in designated hospitals makes it a range.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from kinten.network.history import Standing
from kinten.network.hospital import Hospital

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

    def cells_by_hospital(self, disease: str | None = None) -> Mapping[int, int]:
        """Count the published cells of each hospital, of one disease or of all."""
        return Counter(code for code, of in self.cells if disease is None or of == disease)


@dataclass(frozen=True, slots=True)
class Share:
    """Published discharges of a place, and what is known of those in designated hospitals.

    ``designated`` are those in hospitals certainly designated, ``possible`` those in hospitals that
    may be: the ``uncertain`` ones, of which it is not certain that they were designated on the day,
    and the others of an area with a designated hospital that no row of the survey is known to be
    (``unlinked`` counts these). ``hidden`` counts the cells of rows that are or may be designated
    that are not published, ``hidden_unlinked`` those that an unlinked hospital can have.
    ``is_whole`` is False where the list may lack a designated hospital of the place: any hospital that
    is not known to be another may be it.

    The share is of the published discharges and the hidden cells of designated hospitals. Hidden
    cells of other hospitals are not in it: they can only make it smaller.
    """

    total: int
    designated: int
    possible: int = 0
    hidden: int = 0
    uncertain: int = 0
    unlinked: int = 0
    hidden_unlinked: int = 0
    is_whole: bool = True

    @property
    def at_least(self) -> float | None:
        """The share where no hidden cell and no possible hospital adds; None where nothing is published."""
        return self.designated / self.total if self.total else None

    @property
    def at_most(self) -> float | None:
        """The share where every hidden cell has nine and every possible hospital is designated."""
        if not self.total:
            return None
        most = (HIDDEN_BELOW - 1) * (self.hidden + self.hidden_unlinked)
        return (self.designated + self.possible + most) / (self.total + most)


def unlinked(discharges: Discharges, standings: Iterable[Standing]) -> tuple[Hospital, ...]:
    """Give the hospitals that are or may be designated and that no row of the survey is known to be."""
    linked = {each.hospital for each in discharges.hospitals.values() if each.hospital}
    return tuple(each.hospital for each in standings if each.hospital.id not in linked)


def shares(
    discharges: Discharges,
    standings: Sequence[Standing],
    disease: str | None = None,
    lacking: frozenset[str] = frozenset(),
) -> tuple[Mapping[str, Share], Mapping[str, Share]]:
    """Give the share in designated hospitals by area and by prefecture.

    A designated hospital that no row is known to be may be any other of its area, and has a hidden
    cell; one whose area is not known may be any other of its prefecture. ``lacking`` are areas of which
    the list may lack a hospital.
    """
    certain = {each.hospital.id: each.is_certain for each in standings}
    lost = unlinked(discharges, standings)
    open_areas = {each.area for each in lost if each.area} | lacking
    open_prefectures = {each.prefecture for each in lost if not each.area}
    cells = len(discharges.diseases) if disease is None else 1
    areas: dict[str, _Sum] = {}
    prefectures: dict[str, _Sum] = {}
    counted = discharges.by_hospital(disease)
    published = discharges.cells_by_hospital(disease)
    for code, hospital in discharges.hospitals.items():
        # A row that is known to be another hospital is none of the lost ones.
        is_open = not hospital.hospital and (
            hospital.area in open_areas or hospital.prefecture in open_prefectures
        )
        count, hidden = counted.get(code, 0), cells - published.get(code, 0)
        for place, sums in ((hospital.area, areas), (hospital.prefecture, prefectures)):
            of = sums.setdefault(place, _Sum())
            of.is_whole &= hospital.area not in lacking
            of.add(count, hidden, is_certain=certain.get(hospital.hospital), is_open=is_open)
    for each in lost:
        for place, sums in ((each.area, areas), (each.prefecture, prefectures)):
            sums.setdefault(place, _Sum()).lose(cells)
    areas.pop("", None)
    return (
        {place: each.share for place, each in areas.items()},
        {place: each.share for place, each in prefectures.items()},
    )


@dataclass(slots=True)
class _Sum:
    """What is counted of a place, hospital by hospital."""

    total: int = 0
    designated: int = 0
    possible: int = 0
    hidden: int = 0
    uncertain: int = 0
    unlinked: int = 0
    hidden_unlinked: int = 0
    is_whole: bool = True

    def add(self, count: int, hidden: int, *, is_certain: bool | None, is_open: bool) -> None:
        """Count a hospital of the survey; ``is_certain`` is None where it is not known to be designated."""
        self.total += count
        if is_certain:
            self.designated += count
        elif is_certain is not None or is_open:
            self.possible += count
        if is_certain is not None:
            self.hidden += hidden
            self.uncertain += not is_certain

    def lose(self, cells: int) -> None:
        """Count a designated hospital that no row is known to be."""
        self.unlinked += 1
        self.hidden_unlinked += cells

    @property
    def share(self) -> Share:
        """Give what was counted."""
        return Share(
            self.total,
            self.designated,
            self.possible,
            self.hidden,
            self.uncertain,
            self.unlinked,
            self.hidden_unlinked,
            self.is_whole,
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
    first: dict[int, int] = {}
    for place, code in enumerate(order, 1):
        first.setdefault(counts[code], place)
    return tuple(
        Rank(discharges.hospitals[code], counts[code], first[counts[code]], len(order))
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


def concentrations(
    discharges: Discharges, disease: str | None = None, prefecture: str | None = None
) -> tuple[Concentration, ...]:
    """Give the concentration of every disease or of one, in the country or among a prefecture's hospitals.

    In the order of the codes; a disease without a published cell there is left out.
    """
    by_disease: dict[str, list[int]] = {}
    for (code, of), count in discharges.cells.items():
        is_there = prefecture is None or discharges.hospitals[code].prefecture == prefecture
        if is_there and disease in (None, of):
            by_disease.setdefault(of, []).append(count)
    return tuple(
        _concentration(each, sorted(by_disease[each], reverse=True)) for each in sorted(by_disease)
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
