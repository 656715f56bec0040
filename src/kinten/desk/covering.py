"""How well each area is served: what an officer sees of it first, and what stands behind."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kinten import __version__
from kinten.coverage.blank import AreaCover
from kinten.coverage.flow import Flows, Range, flow_areas, medical_outflow
from kinten.coverage.partner import Candidate, Rank, partner_candidates
from kinten.coverage.travel import LIMITS, NO_WAY_BY_LAND, Access, Travel, Ways, lands_of, reach
from kinten.desk.atlas import Atlas, packaged_source
from kinten.desk.cancer_areas import (
    cancer_areas_document,
    other_cancer_areas,
    tell_cancer_areas,
)
from kinten.desk.candidates import tell_candidates
from kinten.desk.displaced import tell_displaced
from kinten.desk.doubts import tell_doubt
from kinten.desk.frames import frame_note
from kinten.desk.nearest import tell_kanmon, tell_nearest, tell_water
from kinten.desk.network_notes import recording_note
from kinten.desk.shares import tell_share
from kinten.network.history import Snapshot, Standing
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area. ``access`` counts hospitals known to be hubs, ``widest`` also those that may be one.

    These are of unknown kind, or not known to have been designated on the day; the candidates hold both.
    ``outflow`` are the areas its residents are treated in besides their own, the largest least share
    first, each share as a range. ``indices`` are of the flow frame, by regional-care area.
    ``crosses_water`` says that the minutes to a hub are of a straight line over water. ``no_way`` says
    what it means that residents have no minutes: no way, or a hub whose place is not known. ``kanmon``
    warns that no way across the strait is held, in the areas at it.
    """

    cover: AreaCover
    access: Access
    widest: Access
    outflow: tuple[tuple[str, Range], ...]
    candidates: tuple[Candidate, ...]
    indices: Mapping[str, "Indices"]
    crosses_water: bool = False
    no_way: Words = NO_WAY_BY_LAND
    kanmon: Words | None = None


@dataclass(frozen=True, slots=True)
class Indices:
    """Flow indices of one regional-care area; None where the printed shares do not tell."""

    localisation: Range | None
    market_share: Range | None
    net_flow: float | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Areas on a day, with the ways that were measured to all hospitals that are or may be ``hubs``."""

    atlas: Atlas
    snapshot: Snapshot
    areas: tuple[AreaView, ...]
    ways: Ways
    flows: Flows
    hubs: tuple[Standing, ...] = ()

    @property
    def prefectures(self) -> frozenset[str]:
        """The prefectures of its areas."""
        return frozenset(each.cover.area.prefecture for each in self.areas)

    @property
    def notes(self) -> tuple[Words, ...]:
        """What has to stand with the figures: which areas they are of, what has no row, and no place."""
        frame = frame_note(self.atlas.geography, self.prefectures)
        return (
            *(() if frame is None else (frame,)),
            *recording_note(self.atlas, self.snapshot),
            *tell_cancer_areas(self.atlas, self.snapshot, self.prefectures),
            *tell_displaced(self.hubs, self.ways, self.atlas, self.prefectures),
        )


def view_coverage(
    atlas: Atlas,
    snapshot: Snapshot,
    flows: Flows,
    asked: frozenset[str],
    travel: Travel | None = None,
) -> Coverage:
    """Work out access, outflow and partner candidates of the areas asked for."""
    hubs = tuple(each for each in snapshot.standings if each.is_hub is not False)
    ways = atlas.ways(hubs, travel)
    known = {each.hospital.id for each in hubs if each.is_certain and each.is_hub}
    surely = np.array([each.id in known for each in ways.hospitals], dtype=bool)
    areas = tuple(
        _view(cover, atlas, ways, surely, hubs, flows)
        for cover in atlas.covers(snapshot)
        if cover.area.code in asked
    )
    return Coverage(atlas, snapshot, areas, ways, flows, hubs)


def _view(
    cover: AreaCover,
    atlas: Atlas,
    ways: Ways,
    surely: NDArray[np.bool_],
    hubs: Sequence[Standing],
    flows: Flows,
) -> AreaView:
    code, frame, adjacency = cover.area.code, atlas.frame.id, atlas.geography.adjacency
    access = reach(ways, code, surely)
    outflow = medical_outflow(flows, code, frame)
    leaves = access.nearest is not None and access.nearest.area != code
    return AreaView(
        cover,
        access,
        reach(ways, code),
        outflow,
        partner_candidates(code, hubs, adjacency, ways, dict(outflow)),
        {area: _indices(flows, area) for area in flow_areas(code, frame)},
        crosses_water=ways.is_straight and leaves and bool(adjacency.islands([code])),
        no_way=_no_way(code, atlas, ways, hubs),
        kanmon=tell_kanmon(cover.area) if ways.is_straight else None,
    )


def _no_way(code: str, atlas: Atlas, ways: Ways, hubs: Sequence[Standing]) -> Words:
    """Tell what it means that residents of an area have no minutes to any hub.

    Over land, a hub without a place may stand on the same land: then no way is known, which is less.
    """
    if not ways.is_straight:
        return ways.no_way
    lands = atlas.geography.adjacency.lands(atlas.frame.areas)
    placed = {each.id for each in ways.hospitals}
    for each in hubs:
        where = lands_of(each.hospital, lands)
        if lands[code] in where and (each.hospital.id not in placed or len(where) > 1):
            return _NOT_KNOWN
    return ways.no_way


_NOT_KNOWN = Words(
    "所在の分からない病院があり、分は不明",
    "minutes not known: the place of a hospital is not known",
)


def _indices(flows: Flows, area: str) -> Indices:
    return Indices(flows.localisation(area), flows.market_share(area), flows.net_flow(area))


def coverage_document(coverage: Coverage) -> dict[str, Any]:
    """Give the document of `kinten coverage --json`."""
    return {
        "kinten": __version__,
        "inputs": [
            *({"name": each.name, "sha256": each.sha256} for each in coverage.atlas.sources),
            flow_source(),
        ],
        "as_of": coverage.snapshot.day.isoformat(),
        "frame": coverage.atlas.frame.id,
        "travel": coverage.ways.told._asdict(),
        "flow": {"frame": "R7", "phase": coverage.flows.phase.value, "diseases": "all"},
        "areas": [_area(each, coverage.atlas) for each in coverage.areas],
        "blank_cancer_areas": cancer_areas_document(
            other_cancer_areas(coverage.atlas, coverage.snapshot, coverage.prefectures),
            coverage.atlas,
        ),
        "notes": [each._asdict() for each in coverage.notes],
    }


def flow_source() -> dict[str, str]:
    """Name the packaged table of flows, with its checksum."""
    source = packaged_source("patient_flow.parquet")
    return {"name": source.name, "sha256": source.sha256}


def _area(view: AreaView, atlas: Atlas) -> dict[str, Any]:
    area = view.cover.area
    return {
        "area": area.code,
        "name": area.name,
        "prefecture": area.prefecture,
        "cover": view.cover.cover.value,
        "past": None if view.cover.past is None else view.cover.past.value,
        "is_official": view.cover.is_official,
        "population": area.people.now,
        "population_65": area.people.aged_65,
        "population_75": area.people.aged_75,
        "population_2050": area.people.in_2050,
        "nearest_hub": _access(view.access),
        "nearest_possible_hub": _access(view.widest),
        "crosses_water": view.crosses_water,
        "no_way": view.no_way._asdict(),
        "outflow": [
            {"area": place, "name": atlas.frame.areas[place].name, "share": list(share)}
            for place, share in view.outflow
        ],
        "partner_candidates": [_candidate(each) for each in view.candidates if each.is_known],
        "possible_partner_candidates": [
            _candidate(each) for each in view.candidates if not each.is_known
        ],
        "has_land_neighbour": area.code not in atlas.geography.adjacency.islands([area.code]),
        "flow_indices": {
            code: {
                "localisation": _range(each.localisation),
                "market_share": _range(each.market_share),
                "net_flow": each.net_flow,
            }
            for code, each in view.indices.items()
        },
    }


def _access(access: Access) -> dict[str, Any]:
    return {
        "hospital_id": None if access.nearest is None else access.nearest.id,
        "hospital": None if access.nearest is None else access.nearest.name,
        "hospital_minutes_mean": access.nearest_mean,
        "hospital_share": access.nearest_share,
        "minutes_mean": access.mean,
        "minutes_worst": access.worst,
        "within": {str(limit): access.within[limit] for limit in LIMITS},
        "unreachable": [each.code for each in access.unreachable],
        "unreachable_people": access.cut_off,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    by_mean, by_outflow, by_worst = candidate.known_ranks
    of_mean, of_outflow, of_worst = candidate.ranks
    doubt = tell_doubt(candidate.standing)
    return {
        "hospital_id": candidate.standing.hospital.id,
        "hospital": candidate.standing.hospital.name,
        "area": candidate.standing.hospital.area,
        "minutes_mean": candidate.mean,
        "minutes_worst": candidate.worst,
        "outflow": _range(candidate.outflow),
        "rank_mean": by_mean,
        "rank_outflow": by_outflow,
        "rank_worst": by_worst,
        "rank_mean_range": _rank_range(of_mean),
        "rank_outflow_range": _rank_range(of_outflow),
        "rank_worst_range": _rank_range(of_worst),
        "unreachable": [each.code for each in candidate.unreachable],
        "unreachable_people": candidate.cut_off,
        "doubt": None if doubt is None else doubt._asdict(),
    }


def _rank_range(rank: Rank | None) -> list[int] | None:
    return None if rank is None else list(rank)


def _range(value: Range | None) -> list[float] | None:
    return None if value is None else list(value)


def tell_five(view: AreaView, atlas: Atlas, lang: str) -> Iterable[tuple[str, str]]:
    """Tell the five things that an officer needs: blank, nearest, within 60 minutes, outflow, partners."""
    sign = Words("、", ", ").in_language(lang)
    yield (
        Words("空白かどうか", "Blank?").in_language(lang),
        view.cover.label.in_language(lang),
    )
    yield (
        Words("最寄りの拠点病院", "Nearest hub").in_language(lang),
        _nearest(view, lang),
    )
    yield (
        Words("60分以内の住民", "Residents within 60 minutes").in_language(lang),
        tell_share(view.access.within[60], view.widest.within[60]),
    )
    shares = [
        f"{atlas.frame.areas[place].name} {tell_share(*share)}" for place, share in view.outflow[:3]
    ]
    yield (
        Words("受診先の医療圏（全疾患）", "Treated in which area (all diseases)").in_language(lang),
        sign.join(shares) or Words("公表値なし", "nothing printed").in_language(lang),
    )
    yield (
        Words(
            "グループ指定の相手の候補（順位は 平均分/受診/最遠分）",
            "Partner candidates (ranks: mean minutes / outflow / worst minutes)",
        ).in_language(lang),
        sign.join(_candidates(view, atlas, lang)),
    )


def _nearest(view: AreaView, lang: str) -> str:
    sign = Words("、", ", ").in_language(lang)
    told = sign.join(each.in_language(lang) for each in _nearest_words(view))
    stop = Words("。", ". ").in_language(lang)
    if view.kanmon is not None:
        told += stop + view.kanmon.in_language(lang)
    if view.crosses_water and view.access.nearest is not None:
        told += stop + tell_water(view.access.nearest.name).in_language(lang)
    return told


def _nearest_words(view: AreaView) -> Iterable[Words]:
    return tell_nearest(view.access, view.widest, view.no_way)


def _candidates(view: AreaView, atlas: Atlas, lang: str) -> Iterable[str]:
    if view.cover.hubs.at_least:
        yield Words("拠点病院があるため不要", "not needed: the area has a hub").in_language(lang)
        return
    if view.candidates:
        yield from tell_candidates(view.candidates, atlas.frame, view.no_way, lang)
        return
    neighbours = atlas.geography.adjacency.neighbours(view.cover.area.code)
    yield (
        Words("隣接する医療圏に拠点病院がない", "no adjacent area has a known hub")
        if neighbours
        else Words("隣接の申告なし（陸の隣接がない）", "no adjacency declared (no land neighbour)")
    ).in_language(lang)
