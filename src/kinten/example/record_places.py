"""Where made-up patients live, and in which hospital of the real network they are registered.

Residents by sex and age are those of the packaged municipalities. Where the people of an area are
treated follows the published shares between areas (acute care, all diseases), taken of the areas with a
designated hospital; within an area hospitals share by their published cancer discharges.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from statistics import median

import numpy as np

from kinten.coverage.flow import Flows, flow_areas, medical_area
from kinten.desk.atlas import Atlas, load_atlas, load_flows
from kinten.desk.opening import find_standing
from kinten.desk.volumes import DISCHARGE_TABLES, load_discharges
from kinten.example.incidence import BANDS, SEXES
from kinten.example.wheel import Flags, Floats, Ints, Wheel
from kinten.geography.loading import FRAME_2024
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words

PLACE_TABLES = (
    "municipalities.parquet",
    "network_hospitals.csv",
    "network_designations.csv",
    "patient_flow.parquet",
    *DISCHARGE_TABLES[:2],
)
ABROAD, UNKNOWN = 88, 99
_ELSEWHERE = ((ABROAD, 0.001), (UNKNOWN, 0.001))
"""Prefectures that are none, and the share of patients of each (made up)."""


@dataclass(frozen=True, slots=True)
class Places:
    """Homes and hospitals to draw from.

    ``homes`` are codes of municipalities (0: none known), ``prefectures`` theirs, ``areas`` the rows of
    their areas in ``hospital``. ``residence`` has a row for each year, sex and band; ``hospital`` has
    ``rows`` rows for each year: the areas, the prefectures from ``first_prefecture``, the whole country.
    ``is_open`` tells by year which hospitals stand and were asked for, ``has_hospital`` by row whether
    there is any.
    """

    homes: Ints
    prefectures: Ints
    areas: Ints
    hospitals: tuple[str, ...]
    residence: Wheel
    hospital: Wheel
    rows: int
    first_prefecture: int
    is_open: Floats
    has_hospital: Flags

    def second_rows(self, homes: Ints) -> Ints:
        """Give the row of the prefecture of each home, or of the whole country where it has none."""
        prefecture = self.prefectures[homes]
        known = prefecture <= len(PREFECTURES)
        return np.where(known, self.first_prefecture + prefecture - 1, self.rows - 1).astype(
            np.int32
        )


def find_places(years: Sequence[int], asked: Sequence[str]) -> Places:
    """Prepare the homes and hospitals of some years; without ``asked`` all that may stand.

    FaultError for a hospital that is not in the network, or that stood in none of the years.
    """
    atlas = load_atlas()
    snapshots = [atlas.network.as_of(date(year, 12, 31)) for year in years]
    wanted = {_find(name, snapshots) for name in asked}
    hospitals = _hospitals(snapshots)
    areas = {code: place for place, code in enumerate(atlas.frame.areas)}
    sizes = _sizes(atlas, hospitals)
    stands = np.array(
        [[float(snapshot.of(each.id) is not None) for each in hospitals] for snapshot in snapshots]
    )
    shares = _shares(load_flows(), areas, hospitals, stands * sizes)
    chosen = np.array([float(not wanted or each.id in wanted) for each in hospitals])
    if not (stands * chosen).any():
        raise FaultError(
            Words(
                "これらの病院は、どの年にも指定されていません。",
                "none of these hospitals stood in any of the years.",
            ),
            "--hospitals",
            Words("年か病院を変えてください。", "Choose other years or hospitals."),
        )
    kept = shares * chosen
    homes, prefectures, rows, people = _homes(atlas, areas, shares.shape[1])
    weights = people[None] * kept.sum(axis=2)[:, rows][:, None, None, :]
    return Places(
        homes,
        prefectures,
        rows,
        tuple(each.id for each in hospitals),
        Wheel(weights.reshape(-1, len(homes))),
        Wheel(kept.reshape(-1, len(hospitals))),
        shares.shape[1],
        len(areas),
        stands * chosen,
        (kept.reshape(-1, len(hospitals)) > 0).any(axis=1),
    )


def _find(asked: str, snapshots: Sequence[Snapshot]) -> str:
    """Find a hospital by id or name, in the last year first."""
    for snapshot in reversed(snapshots[1:]):
        with suppress(FaultError):
            return find_standing(asked, snapshot).hospital.id
    try:
        return find_standing(asked, snapshots[0]).hospital.id
    except FaultError as fault:
        raise FaultError(fault.what, "--hospitals", fault.mend) from fault


def _hospitals(snapshots: Sequence[Snapshot]) -> tuple[Hospital, ...]:
    """Give every hospital with an area that may stand at the end of one of the years, by id."""
    found = {
        standing.hospital.id: standing.hospital
        for snapshot in snapshots
        for standing in snapshot.standings
        if standing.hospital.area
    }
    return tuple(found[each] for each in sorted(found))


def _sizes(atlas: Atlas, hospitals: Sequence[Hospital]) -> Floats:
    """Give the published cancer discharges of each; where none are known, by its beds like the others."""
    discharges = load_discharges(atlas)
    known: dict[str, int] = {}
    for code, count in discharges.by_hospital().items():
        hospital = discharges.hospitals[code].hospital
        known[hospital] = known.get(hospital, 0) + count
    each_bed = median(
        known[each.id] / each.beds for each in hospitals if each.id in known and each.beds
    )
    middle = median(known[each.id] for each in hospitals if each.id in known)
    return np.array(
        [
            float(known.get(each.id) or (each.beds * each_bed if each.beds else middle))
            for each in hospitals
        ]
    )


def _shares(
    flows: Flows, areas: Mapping[str, int], hospitals: Sequence[Hospital], sizes: Floats
) -> Floats:
    """Give the share of each hospital by year and row; every row of a year adds up to one."""
    inside = np.zeros((len(areas), len(hospitals)))
    for place, each in enumerate(hospitals):
        inside[areas[each.area], place] = 1.0
    prefecture = np.array([int(each.prefecture) for each in hospitals])
    in_prefecture = (np.arange(1, len(PREFECTURES) + 1)[:, None] == prefecture[None, :]).astype(
        np.float64
    )
    by_area = inside[None] * sizes[:, None, :]
    goes = np.zeros((len(areas), len(areas)))
    for home, row in areas.items():
        for of in flow_areas(home):
            for partner, share in flows.out.get(of, {}).items():
                goes[row, areas[medical_area(partner)]] += share
    treated = goes @ _even(by_area)
    stay = in_prefecture[None] * sizes[:, None, :]
    everywhere = sizes[:, None, :]
    return _even(np.concatenate([treated, stay, everywhere], axis=1))


def _even(weights: Floats) -> Floats:
    whole = weights.sum(axis=-1, keepdims=True)
    return np.divide(weights, whole, out=np.zeros_like(weights), where=whole > 0)


def _homes(atlas: Atlas, areas: Mapping[str, int], rows: int) -> tuple[Ints, Ints, Ints, Floats]:
    """Give codes, prefectures, rows of the hospitals, and residents (sex, band, home)."""
    listed = [
        each
        for each in atlas.geography.municipalities.values()
        if each.is_leaf and each.men and each.areas
    ]
    people = np.zeros((len(SEXES), len(BANDS), len(listed)))
    for place, each in enumerate(listed):
        people[0, :-1, place], people[1, :-1, place] = each.men, each.women
    people[:, -1] = people.sum(axis=1)
    beyond = [people.sum(axis=2, keepdims=True) * share for _, share in _ELSEWHERE]
    return (
        np.array([*(int(each.code) for each in listed), *(0 for _ in _ELSEWHERE)], dtype=np.int32),
        np.array(
            [*(int(each.prefecture) for each in listed), *(code for code, _ in _ELSEWHERE)],
            dtype=np.int32,
        ),
        np.array(
            [*(areas[each.areas[FRAME_2024]] for each in listed), *(rows - 1 for _ in _ELSEWHERE)],
            dtype=np.int32,
        ),
        np.concatenate([people, *beyond], axis=2),
    )
