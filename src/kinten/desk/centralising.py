"""What a minimum volume does: which hospitals keep a cancer's patients, and how far residents then live.

What `kinten siting frontier` answers from the published discharges of fiscal 2021.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kinten.coverage.demand import COUNTED_YEAR, Demand, Group, demand_of
from kinten.coverage.linking import Listed, link_hospitals
from kinten.coverage.siting.answer import deadline
from kinten.coverage.siting.closing import Stage, Units
from kinten.coverage.siting.frontier import Floor, find_frontier
from kinten.coverage.travel import Matrix, Travel
from kinten.coverage.volume import DischargeHospital, Discharges
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.opening import all_hospitals
from kinten.desk.volumes import DISCHARGE_TABLES
from kinten.geography.municipality import Municipality
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

_TABLES = (*DISCHARGE_TABLES, "all_hospitals.parquet", "municipalities.parquet")


@dataclass(frozen=True, slots=True)
class CentralAsked:
    """What is asked: a disease, minimum discharges a year, the radius in minutes, whose way counts.

    ``areas`` are the areas of which both hospitals and residents take part, None for all. ``limit`` are
    seconds.
    """

    disease: str
    minimums: tuple[float, ...]
    radius: float
    group: Group = Group.AGED_65
    year: int = COUNTED_YEAR
    areas: frozenset[str] | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """A hospital with a published cell of the disease and a known place."""

    row: DischargeHospital
    hospital: Hospital
    discharges: int
    is_designated: bool


@dataclass(frozen=True, slots=True)
class Centralised:
    """The answer. ``unplaced`` are hospitals with a published cell whose place is not known, and its sum."""

    asked: CentralAsked
    discharges: Discharges
    atlas: Atlas
    snapshot: Snapshot
    travel: Travel
    demand: Demand
    units: tuple[Unit, ...]
    unplaced: tuple[DischargeHospital, ...]
    unplaced_discharges: int
    path: tuple[Stage, ...]
    floors: tuple[Floor, ...]
    seconds: float

    @property
    def sources(self) -> tuple[Source, ...]:
        """The packaged tables behind the answer, and those of the network."""
        return (*map(packaged_source, _TABLES), *self.atlas.sources)

    def share(self, people: float) -> float:
        """Give people as a share of all counted."""
        return people / self.demand.total

    def designated(self, stage: Stage) -> int:
        """Count the designated hospitals among the open ones."""
        return sum(self.units[place].is_designated for place in stage.open)


def centralise(
    asked: CentralAsked,
    discharges: Discharges,
    atlas: Atlas,
    snapshot: Snapshot,
    travel: Travel,
) -> Centralised:
    """Close hospitals up to each minimum; FaultError where nothing can be asked."""
    if isinstance(travel, Matrix):
        raise FaultError(
            Words(
                "所要時間の表には病院から病院への分がありません。",
                "a table of minutes has none from hospital to hospital.",
            ),
            "--travel-times",
            Words(
                "直線距離による仮定か --routing を使ってください。",
                "Use the assumption of straight distances, or --routing.",
            ),
        )
    demand = demand_of(atlas.geography, group=asked.group, year=asked.year)
    if asked.areas is not None:
        demand = demand.within(asked.areas)
    units, unplaced = find_units(asked, discharges, atlas, snapshot)
    if not units or not demand.places:
        raise FaultError(
            Words(
                "公表された欄があり場所のわかる病院がありません。",
                "no hospital with a known place publishes a cell.",
            ),
            "--cancer --area --prefecture",
            Words("ほかの疾患か範囲を指定してください。", "Ask of another disease or place."),
        )
    start = time.monotonic()
    hospitals = [each.hospital for each in units]
    given = Units(
        np.array([each.discharges for each in units], dtype=np.float64),
        travel.minutes(tuple(_as_places(hospitals, atlas)), hospitals),
        travel.minutes(demand.places, hospitals),
        demand.weights,
        asked.radius,
    )
    path, floors = find_frontier(given, asked.minimums, deadline(time.monotonic, asked.limit))
    summed = discharges.by_hospital(asked.disease)
    return Centralised(
        asked,
        discharges,
        atlas,
        snapshot,
        travel,
        demand,
        units,
        unplaced,
        sum(summed[each.code] for each in unplaced),
        path,
        floors,
        time.monotonic() - start,
    )


def find_units(
    asked: CentralAsked, discharges: Discharges, atlas: Atlas, snapshot: Snapshot
) -> tuple[tuple[Unit, ...], tuple[DischargeHospital, ...]]:
    """Find the hospitals with a published cell, in the order of the survey, and those without a place."""
    counts = discharges.by_hospital(asked.disease)
    rows = [each for code, each in discharges.hospitals.items() if code in counts]
    if asked.areas is not None:
        rows = [each for each in rows if each.area in asked.areas]
    known = atlas.network.hospitals
    linked = _link_by_name(rows)
    designated = {each.hospital.id for each in snapshot.standings if each.is_certain}
    units, unplaced = [], []
    for row in rows:
        hospital = known.get(row.hospital)
        if hospital is None or hospital.point is None:
            hospital = linked.get(row.code)
        if hospital is None or hospital.point is None:
            unplaced.append(row)
            continue
        placed = replace(hospital, area=_area(row, hospital, atlas))
        units.append(Unit(row, placed, counts[row.code], row.hospital in designated))
    return tuple(units), tuple(unplaced)


def _link_by_name(rows: Sequence[DischargeHospital]) -> dict[int, Hospital]:
    """Find hospitals of the survey in the list of all, by name within the prefecture and the area."""
    every = {each.id: each for each in all_hospitals()}
    surveyed = [Listed(str(each.code), (each.name,), each.prefecture, each.area) for each in rows]
    others = [Listed(each.id, (each.name,), each.prefecture, each.area) for each in every.values()]
    areas = {str(each.code): each.area for each in rows}
    return {
        int(link.key): every[link.other]
        for link in link_hospitals(surveyed, others)
        if areas[link.key] in {"", every[link.other].area}
    }


def _area(row: DischargeHospital, hospital: Hospital, atlas: Atlas) -> str:
    """Give the area in the frame in which places are told."""
    home = atlas.geography.municipalities.get(hospital.municipality)
    frame = atlas.frame.id
    if home is not None and frame in home.areas:
        return home.areas[frame]
    return hospital.area or row.area


def _as_places(hospitals: Iterable[Hospital], atlas: Atlas) -> Iterable[Municipality]:
    """Put hospitals as places that a way can start from."""
    frame = atlas.frame.id
    for each in hospitals:
        yield Municipality(
            each.id, each.name, "hospital", {frame: each.area}, each.point, None, None
        )
