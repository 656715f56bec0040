"""The maps: which class each area has, what it says, and the table beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kinten.coverage.blank import AreaCover, Cover
from kinten.coverage.volume import Discharges, shares
from kinten.desk.atlas import Atlas
from kinten.desk.drawing.svg import Look, Picture
from kinten.desk.volumes import NOT_A_REQUIREMENT
from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_result import ONE_PASS, tell_bounds
from kinten.geography.loading import FRAME_2020, FRAME_2024
from kinten.geography.succession import successions
from kinten.network.history import Snapshot
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Sheet:
    """A map and the table that says the same."""

    picture: Picture
    table: Table


_LOOKS = {
    Cover.HUB: ("#9ecae9", "plain"),
    Cover.LOCAL: ("#c7e6b4", "dots"),
    Cover.KIND_NOT_KNOWN: ("#dcdce6", "plain"),
    Cover.NOT_CERTAIN: ("#efefef", "dots"),
    Cover.NOT_LISTED: ("#ffe7b0", "hatch"),
    Cover.BLANK: ("#f4a582", "cross"),
    Cover.EMPTIED: ("#b2182b", "plain"),
}
_MERGED = "merged"
_CREDIT = Words(
    "境界：国土数値情報（行政区域）を加工",
    "Borders: National Land Numerical Information (N03), processed",
)


def coverage_map(atlas: Atlas, snapshot: Snapshot, lang: str, *, is_page: bool) -> Sheet:
    """Draw what stands in every area on a day."""
    covers = atlas.covers(snapshot)
    merged = _merged(atlas)
    title = Words(
        f"がん診療連携拠点病院等の配置（{snapshot.day}）",
        f"Designated cancer hospitals ({snapshot.day})",
    )
    words = {
        each.area.code: _tell_cover(each, lang, was_merged=each.area.code in merged)
        for each in covers
    }
    joined = [atlas.frame.areas[code].told for code in sorted(merged)]
    notes = (
        Words("二次医療圏330（2024年）", "330 secondary medical areas (2024)"),
        Words(
            f"統合でできた医療圏：{'、'.join(each.ja for each in joined)}",
            f"made by a merger: {', '.join(each.en for each in joined)}",
        ),
        Words("（2024年。新しい病院による変化ではない）", "(2024; not by a new hospital)"),
        _CREDIT,
    )
    return _sheet(
        title,
        notes,
        {each.area.code: each.cover for each in covers},
        words,
        _cover_table(title, covers, lang),
        lang,
        is_page=is_page,
    )


def whatif_map(result: WhatIf, lang: str, *, is_page: bool) -> Sheet:
    """Draw the areas after the certain losses of a scenario."""
    after = result.outcome.after
    changed = {each.area.code for each in result.outcome.areas}
    title = Words("改定案による医療圏の変化", "Areas under the revision")
    words = {
        each.area.code: _tell_cover(each, lang, was_merged=False)
        + (
            Words("（変化あり）", " (changes)").in_language(lang)
            if each.area.code in changed
            else ""
        )
        for each in after
    }
    told = tell_bounds(result, lang)
    return _sheet(
        title,
        (Words(told, told), ONE_PASS_SHORT, _CREDIT),
        {each.area.code: each.cover for each in after},
        words,
        _cover_table(title, after, lang),
        lang,
        is_page=is_page,
    )


ONE_PASS_SHORT = Words(
    "一度だけの計算（先の影響は含まない）", "one pass; what follows is not acted on"
)
_STEPS = ((0.8, "#2166ac"), (0.6, "#67a9cf"), (0.4, "#d1e5f0"), (0.2, "#fddbc7"), (0.0, "#ef8a62"))


def volumes_map(
    atlas: Atlas,
    snapshot: Snapshot,
    discharges: Discharges,
    disease: str | None,
    table: Table,
    lang: str,
    *,
    is_page: bool,
) -> Sheet:
    """Draw the share of each area's published discharges in designated hospitals."""
    designated = [each.hospital.id for each in snapshot.standings if each.is_certain]
    by_area, _ = shares(discharges, designated, disease)
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    none = Words("公表値なし", "nothing published").in_language(lang)
    for code, area in atlas.frame.areas.items():
        share = by_area.get(code)
        name = area.told.in_language(lang)
        if share is None or share.share is None:
            keys[code], words[code] = "none", f"{name}: {none}"
            continue
        value = share.share
        keys[code] = next(f"s{low * 100:.0f}" for low, _ in _STEPS if value >= low)
        words[code] = f"{name}: {value:.1%} ({share.designated:,} / {share.total:,})"
    looks = [
        Look(f"s{low * 100:.0f}", fill, f"{low:.0%}〜{min(1.0, low + 0.2):.0%}")
        for low, fill in _STEPS
    ]
    looks.append(Look("none", "#efefef", none, "hatch", "#bbbbbb"))
    of = "" if disease is None else f"：{discharges.diseases[disease]}"
    title = Words(f"指定病院での退院の割合{of}", f"Share of discharges in designated hospitals{of}")
    caption = [
        Words(
            "2021年度DPC退院患者調査（10未満は非公表）",
            "DPC survey of fiscal 2021; cells under 10 not published",
        ).in_language(lang),
        Words("届出件数ではない", "not the figures of the designation rule").in_language(lang),
        _CREDIT.in_language(lang),
    ]
    picture = Picture(
        title.in_language(lang), caption, looks, keys, words, _links(words, is_page=is_page)
    )
    return Sheet(picture, table)


def _sheet(
    title: Words,
    caption: tuple[Words, ...],
    covers: Mapping[str, Cover],
    words: Mapping[str, str],
    table: Table,
    lang: str,
    *,
    is_page: bool,
) -> Sheet:
    present = set(covers.values())
    looks = [
        Look(cover.value.replace("_", "-"), fill, cover.label.in_language(lang), pattern)
        for cover, (fill, pattern) in _LOOKS.items()
        if cover in present
    ]
    shown = {code: cover.value.replace("_", "-") for code, cover in covers.items()}
    picture = Picture(
        title.in_language(lang),
        [line.in_language(lang) for line in caption],
        looks,
        shown,
        words,
        _links(words, is_page=is_page),
    )
    return Sheet(picture, table)


def _links(words: Mapping[str, str], *, is_page: bool) -> dict[str, str]:
    return {code: f"#a{code}" for code in words} if is_page else {}


def _merged(atlas: Atlas) -> frozenset[str]:
    links = successions(atlas.geography.municipalities.values(), FRAME_2020, FRAME_2024)
    return frozenset(link.after for link in links if link.is_merger)


def _tell_cover(cover: AreaCover, lang: str, *, was_merged: bool) -> str:
    told = f"{cover.area.told.in_language(lang)}: {cover.cover.label.in_language(lang)}"
    if was_merged:
        told += Words("（2024年に統合）", " (merged in 2024)").in_language(lang)
    names = [each.hospital.name for each in cover.hospitals[:3]]
    more = len(cover.hospitals) - len(names)
    if names:
        rest = Words(f" ほか{more}", f" and {more} more").in_language(lang) if more else ""
        told += f" / {'、'.join(names)}{rest}"
    return told


def _cover_table(title: Words, covers: tuple[AreaCover, ...], lang: str) -> Table:
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "cover"),
        Words("病院", "hospitals"),
        Words("人口2025", "residents 2025"),
        Words("65歳以上", "aged 65+"),
    )
    rows = tuple(
        (
            each.area.code,
            PREFECTURES[each.area.prefecture].in_language(lang),
            each.area.name,
            each.cover.label.in_language(lang),
            "、".join(one.hospital.name for one in each.hospitals),
            each.area.people.now,
            each.area.people.aged_65,
        )
        for each in covers
    )
    return Table(title.in_language(lang), tuple(words.in_language(lang) for words in columns), rows)


NOTES: Mapping[str, Callable[[str], str]] = {
    "whatif": ONE_PASS.in_language,
    "volumes": NOT_A_REQUIREMENT.in_language,
}
