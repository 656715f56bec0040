"""How well each area is served: what an officer sees of it first, and what stands behind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from kinten import __version__
from kinten.coverage.blank import AreaCover
from kinten.coverage.flow import Flows, Range, flow_areas, medical_area
from kinten.coverage.partner import Candidate, partner_candidates
from kinten.coverage.travel import LIMITS, Access, Travel, Ways, reach
from kinten.desk.atlas import Atlas, packaged_source
from kinten.network.history import Snapshot
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class AreaView:
    """One area. ``access`` counts hospitals known to be hubs, ``widest`` also those that may be one.

    ``outflow`` are the areas its residents are treated in besides their own, the largest first, each
    share as a range. ``indices`` are of the flow frame, by regional-care area.
    """

    cover: AreaCover
    access: Access
    widest: Access
    outflow: tuple[tuple[str, Range], ...]
    candidates: tuple[Candidate, ...]
    indices: Mapping[str, "Indices"]


@dataclass(frozen=True, slots=True)
class Indices:
    """Flow indices of one regional-care area; None where the printed shares do not tell."""

    localisation: Range | None
    market_share: Range | None
    net_flow: float | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Areas on a day, with the ways that were measured."""

    atlas: Atlas
    snapshot: Snapshot
    areas: tuple[AreaView, ...]
    ways: Ways
    flows: Flows


def view_coverage(
    atlas: Atlas,
    snapshot: Snapshot,
    flows: Flows,
    asked: frozenset[str],
    travel: Travel | None = None,
) -> Coverage:
    """Work out access, outflow and partner candidates of the areas asked for."""
    candidates = [
        each for each in snapshot.standings if each.is_certain and each.is_hub is not False
    ]
    ways = atlas.ways(candidates, travel)
    hubs = [each for each in candidates if each.is_hub]
    known = {each.hospital.id for each in hubs}
    surely = np.array([each.id in known for each in ways.hospitals], dtype=bool)
    areas = tuple(
        AreaView(
            cover,
            reach(ways, cover.area.code, surely),
            reach(ways, cover.area.code),
            outflow_of(flows, cover.area.code),
            partner_candidates(
                cover.area.code,
                hubs,
                atlas.geography.adjacency,
                ways,
                dict(outflow_of(flows, cover.area.code)),
            ),
            {area: _indices(flows, area) for area in flow_areas(cover.area.code)},
        )
        for cover in atlas.covers(snapshot)
        if cover.area.code in asked
    )
    return Coverage(atlas, snapshot, areas, ways, flows)


def outflow_of(flows: Flows, area: str) -> tuple[tuple[str, Range], ...]:
    """Give where the residents of a medical area are treated besides it, the largest share first.

    A medical area of several regional-care areas has as many shares for one place: the range spans
    them, for their numbers of patients are not printed.
    """
    homes = flow_areas(area)
    found: dict[str, list[float]] = {}
    for home in homes:
        for place, share in flows.outflow(home):
            found.setdefault(medical_area(place), []).append(share)
    shares = {
        place: (min(each) if len(each) == len(homes) else 0.0, max(each))
        for place, each in found.items()
        if place != area
    }
    return tuple(sorted(shares.items(), key=lambda each: (-each[1][1], each[0])))


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
        "is_official": view.cover.is_official,
        "population": area.people.now,
        "population_65": area.people.aged_65,
        "population_75": area.people.aged_75,
        "population_2050": area.people.in_2050,
        "nearest_hub": _access(view.access),
        "nearest_possible_hub": _access(view.widest),
        "outflow": [
            {"area": place, "name": atlas.frame.areas[place].name, "share": list(share)}
            for place, share in view.outflow
        ],
        "partner_candidates": [_candidate(each) for each in view.candidates],
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
        "minutes_mean": access.mean,
        "minutes_worst": access.worst,
        "within": {str(limit): access.within[limit] for limit in LIMITS},
        "unreachable": [each.code for each in access.unreachable],
        "unreachable_people": access.cut_off,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    by_mean, by_outflow, by_worst = candidate.ranks
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
    }


def _range(value: Range | None) -> list[float] | None:
    return None if value is None else list(value)


def tell_five(view: AreaView, atlas: Atlas, lang: str) -> Iterable[tuple[str, str]]:
    """Tell the five things that an officer needs: blank, nearest, within 60 minutes, outflow, partners."""
    yield (
        Words("空白かどうか", "Blank?").in_language(lang),
        view.cover.cover.label.in_language(lang),
    )
    yield (
        Words("最寄りの拠点病院", "Nearest hub").in_language(lang),
        "、".join(_nearest(view, lang)),
    )
    yield (
        Words("60分以内の住民", "Residents within 60 minutes").in_language(lang),
        _span(view.access.within[60], view.widest.within[60]),
    )
    shares = [
        f"{atlas.frame.areas[place].name} {_span(*share)}" for place, share in view.outflow[:3]
    ]
    yield (
        Words("受診先の医療圏（全疾患）", "Treated in which area (all diseases)").in_language(lang),
        "、".join(shares) or Words("公表値なし", "nothing printed").in_language(lang),
    )
    yield (
        Words(
            "グループ指定の相手の候補（順位は 平均分/受診/最遠分）",
            "Partner candidates (ranks: mean minutes / outflow / worst minutes)",
        ).in_language(lang),
        "、".join(_candidates(view, atlas, lang)),
    )


def _nearest(view: AreaView, lang: str) -> Iterable[str]:
    access, widest = view.access, view.widest
    if access.nearest is None or access.mean is None:
        yield Words(
            f"陸路で行けない（住民{access.cut_off:,}人）",
            f"no way by land ({access.cut_off:,} residents)",
        ).in_language(lang)
    else:
        minutes = Words(
            f"{access.nearest.name} 約{access.mean:.0f}分",
            f"{access.nearest.name} about {access.mean:.0f} min",
        )
        yield minutes.in_language(lang)
        if access.cut_off:
            yield Words(
                f"ほかに陸路で行けない住民{access.cut_off:,}人",
                f"besides {access.cut_off:,} residents without a way by land",
            ).in_language(lang)
    if widest.nearest is not None and widest.mean is not None and widest.nearest != access.nearest:
        yield Words(
            f"類型不明の{widest.nearest.name}が拠点病院なら約{widest.mean:.0f}分",
            f"about {widest.mean:.0f} min if {widest.nearest.name} (kind not known) is a hub",
        ).in_language(lang)


def _candidates(view: AreaView, atlas: Atlas, lang: str) -> Iterable[str]:
    if view.cover.hubs.at_least:
        yield Words("拠点病院があるため不要", "not needed: the area has a hub").in_language(lang)
        return
    if not view.candidates:
        neighbours = atlas.geography.adjacency.neighbours(view.cover.area.code)
        yield (
            Words("隣接する医療圏に拠点病院がない", "no adjacent area has a known hub")
            if neighbours
            else Words(
                "隣接の申告なし（陸の隣接がない）", "no adjacency declared (no land neighbour)"
            )
        ).in_language(lang)
        return
    for each in view.candidates[:3]:
        minutes = "-" if each.mean is None else f"{each.mean:.0f}"
        share = "-" if each.outflow is None else _span(*each.outflow)
        ranks = "/".join("-" if rank is None else str(rank) for rank in each.ranks)
        yield Words(
            f"{each.standing.hospital.name}（平均{minutes}分、受診{share}、順位{ranks}）",
            f"{each.standing.hospital.name} (mean {minutes} min, outflow {share}, ranks {ranks})",
        ).in_language(lang)


def _span(low: float, high: float) -> str:
    """Tell a share or a range of shares as percent, never rounded up to all or down to none."""
    first, second = _percent(min(low, high)), _percent(max(low, high))
    return f"{first}%" if first == second else f"{first}〜{second}%"


def _percent(share: float) -> str:
    rounded = round(share * 100, 1)
    if rounded >= 100 > share * 100:
        return "99.9"
    if rounded <= 0 < share:
        return "0.1"
    return f"{rounded:.1f}"
