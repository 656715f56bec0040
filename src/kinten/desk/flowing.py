"""Flows between areas as tables and as a document."""

from typing import Any

from kinten import __version__
from kinten.coverage.catchment import Catchment, catchment_of
from kinten.coverage.flow import Flows, Range
from kinten.desk.atlas import Atlas
from kinten.desk.coverage_table import FLOW_NOTE
from kinten.desk.covering import flow_source
from kinten.geography.loading import FRAME_FLOW
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

SEED = 20260401
_MASKED = Words(
    "印字のない割合は、印字された割合の残りを上限とする範囲で示します。",
    "A share that is not printed is given as a range up to what the printed ones leave.",
)


def flow_table(
    flows: Flows, catchments: tuple[Catchment, ...], atlas: Atlas, areas: frozenset[str], lang: str
) -> Table:
    """Give one row for each regional-care area: how much stays, who comes, where people go."""
    frame = atlas.geography.frames[FRAME_FLOW]
    number = catchment_of(catchments)
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("構想区域", "regional-care area"),
        Words("自足率", "localisation"),
        Words("地元率", "market share"),
        Words("純流入", "net flow"),
        Words("最大の受診先", "largest outflow"),
        Words("その割合", "its share"),
        Words("自然な圏域", "catchment"),
    )
    rows = []
    for code, area in frame.areas.items():
        if code not in areas:
            continue
        away = flows.outflow(code)
        net = flows.net_flow(code)
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
                number.get(code),
            )
        )
    title = Words(
        f"患者の流れ（{flows.phase.label.ja}）", f"Patient flows ({flows.phase.label.en})"
    )
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        (FLOW_NOTE.in_language(lang), _MASKED.in_language(lang)),
    )


def catchment_table(catchments: tuple[Catchment, ...], atlas: Atlas, lang: str) -> Table:
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
        Words("自然な圏域", "Natural catchments").in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        rows,
        (told.in_language(lang), FLOW_NOTE.in_language(lang)),
    )


def flow_document(
    flows: Flows, catchments: tuple[Catchment, ...], atlas: Atlas, areas: frozenset[str]
) -> dict[str, Any]:
    """Give the document of `kinten flow --json`."""
    return {
        "kinten": __version__,
        "inputs": [flow_source()],
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
                "outflow": [
                    {"area": place, "share": share} for place, share in flows.outflow(code)
                ],
            }
            for code in sorted(areas & flows.out.keys())
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


def tell_range(value: Range | None) -> str | None:
    """Tell a share, or the range it lies in, with three digits."""
    if value is None:
        return None
    low, high = value
    return f"{low:.3f}" if low == high else f"{low:.3f}〜{high:.3f}"


def _pair(value: Range | None) -> list[float] | None:
    return None if value is None else list(value)
