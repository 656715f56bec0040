"""Flows between areas as tables and as a document."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kinten import __version__
from kinten.coverage.catchment import Catchment, catchment_of
from kinten.coverage.flow import Flows, Phase, Range, medical_area
from kinten.desk.atlas import Atlas
from kinten.desk.coverage_table import flow_note
from kinten.desk.covering import flow_source
from kinten.geography.frame import Frame
from kinten.geography.loading import FRAME_FLOW
from kinten.network.history import Snapshot
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

SEED = 20260401
_MASKED = Words(
    "印字のない割合は、印字された割合の残りを上限とする範囲で示します。",
    "A share that is not printed is given as a range up to what the printed ones leave.",
)


@dataclass(frozen=True, slots=True)
class HubFlow:
    """The other area with a hub that residents go to most.

    ``relevance`` is the share of the residents treated there, ``commitment`` the share of those treated
    there who come from the area.
    """

    place: str
    relevance: Range
    commitment: Range | None


@dataclass(frozen=True, slots=True)
class HubAreas:
    """The regional-care areas that lie in a medical area with a known hub, and those that may have one.

    There stands a hospital whose kind, or whose standing on the day, is not known.
    """

    known: frozenset[str]
    possible: frozenset[str]


def hub_areas(atlas: Atlas, snapshot: Snapshot) -> HubAreas:
    """Tell where hubs stand on the day of a snapshot, and where they may."""
    covers = atlas.covers(snapshot)
    known = {each.area.code for each in covers if each.hubs.at_least}
    possible = {each.area.code for each in covers if each.hubs.at_most and not each.hubs.at_least}
    areas = atlas.geography.frames[FRAME_FLOW].areas
    return HubAreas(
        frozenset(code for code in areas if medical_area(code) in known),
        frozenset(code for code in areas if medical_area(code) in possible),
    )


def hub_flow(flows: Flows, area: str, hubs: frozenset[str]) -> HubFlow | None:
    """Give the area with a hub that the residents of an area go to most; None where none is printed."""
    for place, share in flows.outflow(area):
        if place in hubs:
            return HubFlow(place, (share, share), flows.commitment(place, area))
    return None


def possible_hub_flow(flows: Flows, area: str, hubs: HubAreas) -> HubFlow | None:
    """Give the area that takes more residents than any with a known hub, and may have one; else None."""
    known = hub_flow(flows, area, hubs.known)
    found = hub_flow(flows, area, hubs.possible)
    if found is None or (known is not None and found.relevance <= known.relevance):
        return None
    return found


def flow_table(
    flows: Flows,
    catchments: tuple[Catchment, ...],
    atlas: Atlas,
    areas: frozenset[str],
    snapshot: Snapshot,
    lang: str,
) -> Table:
    """Give one row for each regional-care area: how much stays, who comes, where people go."""
    frame = atlas.geography.frames[FRAME_FLOW]
    number = catchment_of(catchments)
    hubs = hub_areas(atlas, snapshot)
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("構想区域", "regional-care area"),
        Words("自足率", "localisation"),
        Words("地元率", "market share"),
        Words("純流入", "net flow"),
        Words("最大の受診先", "largest outflow"),
        Words("その割合", "its share"),
        Words("拠点のある最大の受診先", "largest outflow to a hub"),
        Words("依存度", "relevance"),
        Words("関与度", "commitment"),
        Words("拠点がありうる、より大きい受診先", "larger outflow to a possible hub"),
        Words("その依存度", "its relevance"),
        Words("その関与度", "its commitment"),
        Words("自然な圏域", "catchment"),
        Words("注", "note"),
    )
    rows = []
    for code, area in frame.areas.items():
        if code not in areas:
            continue
        away = flows.outflow(code)
        net = flows.net_flow(code)
        hub = hub_flow(flows, code, hubs.known)
        may_be = possible_hub_flow(flows, code, hubs)
        rows.append(
            (
                code,
                PREFECTURES[area.prefecture].in_language(lang),
                area.name,
                tell_range(flows.localisation(code)),
                tell_range(flows.market_share(code)),
                None if net is None else round(net, 3),
                frame.areas[away[0][0]].name if away else None,
                round(away[0][1], 3) if away else None,
                *_hub_cells(hub, frame),
                *_hub_cells(may_be, frame),
                number.get(code),
                None if code in flows.out else _BLANK.in_language(lang),
            )
        )
    title = Words(
        f"患者の流れ（{flows.phase.label.ja}）", f"Patient flows ({flows.phase.label.en})"
    )
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        tuple(
            each.in_language(lang)
            for each in (
                flow_note(flows.phase),
                _MASKED,
                _indices(snapshot),
                *_tell_lacking(areas - flows.out.keys(), frame),
            )
        ),
    )


NOT_PUBLISHED = Words(
    "この区分の流出の値は公表の表にない（表の#VALUE!）",
    "the published table has no outflow of this phase (#VALUE!)",
)


_BLANK = Words("公表値なし", "not published")


def _hub_cells(hub: HubFlow | None, frame: Frame) -> tuple[Value, Value, Value]:
    if hub is None:
        return None, None, None
    return frame.areas[hub.place].name, tell_range(hub.relevance), tell_range(hub.commitment)


def _tell_lacking(lacking: Iterable[str], frame: Frame) -> Iterable[Words]:
    """Say why the cells of some areas are empty."""
    for code in sorted(lacking):
        name = frame.areas[code].name
        yield Words(f"{code} {name}：{NOT_PUBLISHED.ja}", f"{code} {name}: {NOT_PUBLISHED.en}")


def _indices(snapshot: Snapshot) -> Words:
    return Words(
        "依存度は区域の住民のうちその受診先で受診した割合、関与度はその受診先の患者のうちこの区域の住民の割合。"
        f"拠点の有無は{snapshot.day}の、その構想区域の属する二次医療圏で見る。"
        "「拠点がありうる」は、類型またはこの日の指定が分からない病院だけがある区域（一覧に病院のない区域は数えない）。",
        "Relevance: the share of the area's residents treated there. Commitment: the share of those treated "
        f"there who live in the area. Hubs are those of the secondary medical area around it on {snapshot.day}. "
        "A possible hub is a hospital whose kind or standing on this day is not known (areas without a listed "
        "hospital are not counted).",
    )


def catchment_table(
    catchments: tuple[Catchment, ...], atlas: Atlas, phase: Phase, lang: str
) -> Table:
    """Give the natural catchments beside the official prefectures."""
    frame = atlas.geography.frames[FRAME_FLOW]
    columns = (
        Words("番号", "number"),
        Words("都道府県", "prefectures"),
        Words("構想区域", "regional-care areas"),
        Words("区域数", "areas"),
        Words("圏域内で受診する割合（平均）", "treated inside, mean"),
    )
    sign = "、" if lang == "ja" else ", "
    rows = tuple(
        (
            each.number,
            sign.join(PREFECTURES[code].in_language(lang) for code in each.prefectures),
            sign.join(frame.areas[code].name for code in each.areas),
            len(each.areas),
            round(each.kept, 3),
        )
        for each in catchments
    )
    across = sum(len(each.prefectures) > 1 for each in catchments)
    told = Words(
        f"自然な圏域 {len(catchments)}、うち県境をまたぐもの {across}（Louvain法、乱数の種 {SEED}）",
        f"{len(catchments)} natural catchments, {across} of them across prefectures (Louvain, seed {SEED})",
    )
    return Table(
        Words(
            f"自然な圏域（{phase.label.ja}）", f"Natural catchments ({phase.label.en})"
        ).in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        rows,
        (told.in_language(lang), flow_note(phase).in_language(lang)),
    )


def flow_document(
    flows: Flows,
    catchments: tuple[Catchment, ...],
    atlas: Atlas,
    areas: frozenset[str],
    snapshot: Snapshot,
) -> dict[str, Any]:
    """Give the document of `kinten flow --json`."""
    hubs = hub_areas(atlas, snapshot)
    return {
        "kinten": __version__,
        "inputs": [
            flow_source(),
            *({"name": each.name, "sha256": each.sha256} for each in atlas.sources),
        ],
        "as_of": snapshot.day.isoformat(),
        "frame": FRAME_FLOW,
        "phase": flows.phase.value,
        "diseases": "all",
        "areas": [
            {
                "area": code,
                "name": atlas.geography.frames[FRAME_FLOW].areas[code].name,
                "prefecture": code[:2],
                "localisation": _pair(flows.localisation(code)),
                "market_share": _pair(flows.market_share(code)),
                "net_flow": flows.net_flow(code),
                "outflow": list(_outflow(flows, code)),
                "hub": _hub(hub_flow(flows, code, hubs.known)),
                "possible_hub": _hub(possible_hub_flow(flows, code, hubs)),
                "lacking": None if code in flows.out else NOT_PUBLISHED._asdict(),
            }
            for code in sorted(areas)
        ],
        "catchments": [
            {
                "number": each.number,
                "areas": list(each.areas),
                "prefectures": list(each.prefectures),
                "kept": each.kept,
            }
            for each in catchments
            if areas & set(each.areas)
        ],
    }


def _outflow(flows: Flows, area: str) -> Iterable[dict[str, Any]]:
    for place, share in flows.outflow(area):
        yield {
            "area": place,
            "share": share,
            "commitment": _pair(flows.commitment(place, area)),
        }


def _hub(hub: HubFlow | None) -> dict[str, Any] | None:
    if hub is None:
        return None
    return {
        "area": hub.place,
        "relevance": list(hub.relevance),
        "commitment": _pair(hub.commitment),
    }


def tell_range(value: Range | None) -> str | None:
    """Tell a share, or the range it lies in, with three digits."""
    if value is None:
        return None
    low, high = value
    return f"{low:.3f}" if low == high else f"{low:.3f}〜{high:.3f}"


def _pair(value: Range | None) -> list[float] | None:
    return None if value is None else list(value)
