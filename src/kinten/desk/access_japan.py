"""Access in Japan: how well the residents of every municipality reach the designated hospitals of a day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kinten.coverage.access.decay import Decay, Steps
from kinten.coverage.access.pairs import Pairs, pairs_of
from kinten.coverage.demand import COUNTED_YEAR, By, Demand, Group, demand_of
from kinten.coverage.travel import Matrix, Travel
from kinten.data.loading import read_packaged
from kinten.desk.accessing import AccessAsked, Figures, Ground, Method, check_asked, measure_on
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.volumes import DISCHARGE_TABLES, load_discharges
from kinten.network.history import Snapshot, Standing
from kinten.network.hospital import Hospital, Name
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
REACH, TRAVEL_UNIT = 60.0, 60.0
"""Minutes that a measure takes where none are given; assumptions, printed with the result."""
PER_PEOPLE = 100_000
RATIOS = frozenset(Method) - {Method.NEAREST, Method.CUMULATIVE, Method.RAAM}
"""Measures that give supply for each person; they are told for 100,000 people."""


class SupplyBy(StrEnum):
    """What a hospital counts as: one, its beds, or its published cancer discharges."""

    HOSPITALS = "hospitals"
    BEDS = "beds"
    DISCHARGES = "discharges"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _SUPPLIES[self]


_SUPPLIES = {
    SupplyBy.HOSPITALS: Words("病院数", "hospitals"),
    SupplyBy.BEDS: Words("一般病床", "general beds"),
    SupplyBy.DISCHARGES: Words(
        "公表されたがんの退院（2021年度、下限）", "published cancer discharges (2021, at least)"
    ),
}


@dataclass(frozen=True, slots=True)
class JapanAsked:
    """What is asked of Japan. ``assumed`` are the figures that were not given and had to be taken."""

    measure: AccessAsked
    by: By = By.MUNICIPALITY
    group: Group = Group.ALL
    year: int = COUNTED_YEAR
    supply_by: SupplyBy = SupplyBy.HOSPITALS
    assumed: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """The hospitals that count, with their weights, shape (hospitals,).

    ``surely`` says which are certainly designated. ``unplaced`` have no known place, ``unweighed`` no
    published weight: neither counts. ``in_total`` count with all their beds, since no general ones
    are published.
    """

    standings: tuple[Standing, ...]
    weights: Floats
    surely: NDArray[np.bool_]
    unplaced: tuple[Standing, ...]
    unweighed: tuple[Standing, ...]
    in_total: tuple[Standing, ...] = ()

    @property
    def sure_count(self) -> int:
        """How many are certainly designated."""
        return int(self.surely.sum())

    @property
    def sure_total(self) -> float:
        """What those count as, all together."""
        return float(self.weights[self.surely].sum())

    @property
    def uncertain(self) -> tuple[Standing, ...]:
        """Those that count but are not certainly designated."""
        return tuple(
            each for each, is_sure in zip(self.standings, self.surely, strict=True) if not is_sure
        )


@dataclass(frozen=True, slots=True)
class JapanAccess:
    """A measure of Japan, place by place.

    ``known`` counts the hospitals that are certainly designated, ``possible`` also those that may be.
    ``ways`` are minutes, shape (places, hospitals), infinite where there is no way; ``known_minutes``
    and ``possible_minutes`` are those to the nearest, shape (places,). ``shown`` are the
    areas asked for, which limit what is shown and nothing that is computed; None without a choice.
    ``own`` are files of the user besides the network.
    """

    asked: JapanAsked
    atlas: Atlas
    snapshot: Snapshot
    travel: Travel
    demand: Demand
    supply: Supply
    ways: Floats
    known: Figures
    possible: Figures
    known_minutes: Floats
    possible_minutes: Floats
    shown: frozenset[str] | None = None
    own: tuple[Source, ...] = ()

    @property
    def rows(self) -> NDArray[np.int64]:
        """The places that are shown."""
        areas = self.demand.areas
        kept = [row for row, area in enumerate(areas) if self.shown is None or area in self.shown]
        return np.array(kept, dtype=np.int64)

    def nearest(self, row: int) -> tuple[Standing | None, Standing | None]:
        """Give the hospital behind ``known_minutes`` of a place, and the one behind ``possible_minutes``.

        None where none is within the limit of the measure. They differ only where the minutes do.
        """
        ways = self.ways[row]
        sure = np.where(self.supply.surely, ways, np.inf)
        known, possible = int(np.argmin(sure)), int(np.argmin(ways))
        if sure[known] <= ways[possible]:
            possible = known
        return self._within(sure, known), self._within(ways, possible)

    def _within(self, minutes: Floats, place: int) -> Standing | None:
        least = minutes[place]
        is_reached = np.isfinite(least) and least <= self.asked.measure.most
        return self.supply.standings[place] if is_reached else None

    @property
    def has_no_way(self) -> NDArray[np.bool_]:
        """Which places have no way to any hospital, those that may be designated included."""
        return ~np.isfinite(self.possible_minutes)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The packaged tables behind the figures, and those of the network."""
        tables = ["municipalities.parquet", "adjacency.csv"]
        if self.asked.year != COUNTED_YEAR:
            tables.append("projection.parquet")
        if self.asked.supply_by is SupplyBy.DISCHARGES:
            tables.extend(DISCHARGE_TABLES)
        return (*self.own, *map(packaged_source, tables), *self.atlas.sources)


def settle(
    method: Method, most: float | None, decay: Decay | None, tau: float | None
) -> tuple[AccessAsked, tuple[Words, ...]]:
    """Give the measure with minutes for what was left out, and the words for what had to be taken.

    Steps reach as far as their last limit; nearest and raam need no limit. FaultError as ``check_asked``.
    """
    assumed: list[Words] = []
    reach = most
    if reach is None:
        if method in {Method.NEAREST, Method.RAAM}:
            reach = np.inf
        elif isinstance(decay, Steps):
            reach = decay.limits[-1]
        else:
            reach = REACH
            assumed.append(
                Words(
                    f"届く範囲は{REACH:g}分以内（ちょうどを含む）の仮定",
                    f"within reach: at most {REACH:g} minutes, inclusive (an assumption)",
                )
            )
    if method is Method.RAAM and tau is None:
        tau = TRAVEL_UNIT
        assumed.append(
            Words(
                f"移動{TRAVEL_UNIT:g}分が全国平均の混雑と同じ重さの仮定",
                f"{TRAVEL_UNIT:g} minutes of travel weigh as much as the mean congestion "
                "(an assumption)",
            )
        )
    asked = AccessAsked(method, reach, decay, tau)
    check_asked(asked)
    return asked, tuple(assumed)


def measure_japan(
    asked: JapanAsked,
    atlas: Atlas,
    snapshot: Snapshot,
    travel: Travel,
    shown: frozenset[str] | None = None,
    own: tuple[Source, ...] = (),
) -> JapanAccess:
    """Measure the whole country; FaultError for what the minutes at hand cannot answer."""
    is_own = isinstance(travel, Matrix)
    if is_own and (asked.by is By.AREA or asked.measure.method is Method.FCA):
        raise _not_in_matrix(asked)
    demand = demand_of(atlas.geography, asked.by, asked.group, asked.year)
    supply = weigh_supply(asked.supply_by, atlas, snapshot.standings, needs_place=not is_own)
    if not supply.standings:
        raise _no_supply(asked)
    ways = travel.minutes(demand.places, [each.hospital for each in supply.standings])
    among = _among(travel, demand) if asked.measure.method is Method.FCA else None
    ground = Ground(pairs_of(ways), demand.weights, supply.weights, among)
    possible = _told(asked, measure_on(asked.measure, ground))
    known = possible
    if not supply.surely.all():
        sure = pairs_of(np.where(supply.surely[None, :], ways, np.inf))
        weights = np.where(supply.surely, supply.weights, 0.0)
        certain = replace(ground, pairs=sure, supply=weights)
        known = _told(asked, measure_on(asked.measure, certain))
    least = (
        ways[:, supply.surely].min(axis=1, initial=np.inf),
        ways.min(axis=1, initial=np.inf),
    )
    return JapanAccess(
        asked, atlas, snapshot, travel, demand, supply, ways, known, possible, *least, shown, own
    )


def _told(asked: JapanAsked, figures: Figures) -> Figures:
    """Give the ratios for 100,000 people."""
    if asked.measure.method not in RATIOS:
        return figures
    return replace(figures, values=figures.values * PER_PEOPLE)


def weigh_supply(
    by: SupplyBy, atlas: Atlas, standings: Sequence[Standing], *, needs_place: bool = True
) -> Supply:
    """Give every hospital its weight, and set apart those without a place or a weight."""
    weights, in_total = _weights(by, atlas, standings)
    has_place = [each for each in standings if each.hospital.point is not None or not needs_place]
    placed = {each.hospital.id for each in has_place}
    counted = [each for each in has_place if weights.get(each.hospital.id)]
    names = {each.hospital.id for each in counted}
    return Supply(
        tuple(counted),
        np.array([weights[each.hospital.id] for each in counted], dtype=np.float64),
        np.array([each.is_certain for each in counted], dtype=bool),
        tuple(each for each in standings if each.hospital.id not in placed),
        tuple(each for each in has_place if each.hospital.id not in names),
        tuple(each for each in counted if each.hospital.id in in_total),
    )


def _weights(
    by: SupplyBy, atlas: Atlas, standings: Sequence[Standing]
) -> tuple[Mapping[str, int], frozenset[str]]:
    """Give weights by hospital, and the hospitals whose beds are all their beds."""
    if by is SupplyBy.HOSPITALS:
        return {each.hospital.id: 1 for each in standings}, frozenset()
    if by is SupplyBy.DISCHARGES:
        discharges = load_discharges(atlas)
        linked = {code: each.hospital for code, each in discharges.hospitals.items()}
        summed: dict[str, int] = {}
        for code, count in discharges.by_hospital().items():
            summed[linked[code]] = summed.get(linked[code], 0) + count
        summed.pop("", None)
        return summed, frozenset()
    total = {each.hospital.id: each.hospital.beds or 0 for each in standings}
    if atlas.folder is not None:  # a user's own table has one number of beds
        return total, frozenset(total)
    rows = read_packaged("network_hospitals.csv")
    general = {row["hospital_id"]: int(row["beds_general"]) for row in rows if row["beds_general"]}
    return total | general, frozenset(total) - frozenset(general)


def _among(travel: Travel, demand: Demand) -> Pairs:
    """Give the minutes between the places themselves, each put as a hospital that one can go to."""
    there = [
        Hospital(each.code, (Name(each.name),), each.prefecture, area, each.code, each.office)
        for each, area in zip(demand.places, demand.areas, strict=True)
    ]
    return pairs_of(travel.minutes(demand.places, there))


def _not_in_matrix(asked: JapanAsked) -> FaultError:
    if asked.by is By.AREA:
        return FaultError(
            Words("自分の分の表は市区町村からの分です。", "your minutes are from municipalities."),
            "--travel-times --by",
            Words("--by municipality にしてください。", "Ask for --by municipality."),
        )
    return FaultError(
        Words(
            "fcaには市区町村どうしの分が要り、自分の表にはありません。",
            "fca needs minutes between municipalities, which your table does not have.",
        ),
        "--travel-times",
        Words("2sfca など、ほかの指標にしてください。", "Choose another measure, such as 2sfca."),
    )


def _no_supply(asked: JapanAsked) -> FaultError:
    return FaultError(
        Words(
            f"この日に数えられる病院がありません（{asked.supply_by.label.ja}）。",
            f"No hospital of this day can be counted ({asked.supply_by.label.en}).",
        ),
        "--as-of --supply-by",
        Words("日付か --supply-by を変えてください。", "Change the day or --supply-by."),
    )
