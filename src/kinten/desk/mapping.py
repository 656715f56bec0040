"""The maps: which class each area has, what it says, and the table beside."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kinten.coverage.blank import AreaCover, Cover
from kinten.coverage.volume import Discharges, Share, shares
from kinten.desk.atlas import Atlas
from kinten.desk.cover_looks import tell_pasts_apart
from kinten.desk.drawing.svg import Look, Mark, Picture
from kinten.desk.map_notes import map_notes
from kinten.desk.networking import tell_name
from kinten.desk.volumes import tell_disease, tell_open
from kinten.desk.volumes_linking import lacking_in, unlinked_in
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
    Cover.KIND_NOT_KNOWN: ("#e4e4ee", "lines"),
    Cover.NOT_CERTAIN: ("#efefef", "bars"),
    Cover.NOT_LISTED: ("#ffe7b0", "hatch"),
    Cover.BLANK: ("#f4a582", "cross"),
    Cover.EMPTIED: ("#b2182b", "plain"),
}
CREDIT = Words(
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
        each.area.code: tell_cover(each, lang, was_merged=each.area.code in merged)
        for each in covers
    }
    names = [atlas.frame.areas[code].told for code in sorted(merged)]
    mark = Words(
        f"2024年に統合：{'、'.join(each.ja for each in names)}",
        f"merged in 2024: {', '.join(each.en for each in names)}",
    )
    told = map_notes(atlas, snapshot)
    notes = (
        Words("二次医療圏330（2024年）", "330 secondary medical areas (2024)"),
        Words(
            "統合による変化は、新しい病院による変化ではない",
            "a merger is no new hospital",
        ),
        *told.caption,
        CREDIT,
    )
    table = cover_table(title, covers, lang)
    beside = tuple(each.in_language(lang) for each in told.beside)
    sheet = class_sheet(
        title,
        notes,
        {each.area.code: each.cover for each in covers},
        words,
        replace(table, notes=(*table.notes, *beside)),
        lang,
        is_page=is_page,
        mark=Mark(merged, mark.in_language(lang)),
    )
    return replace(sheet, picture=tell_pasts_apart(sheet.picture, covers, lang))


_STEPS = (
    (0.8, "#08306b", "plain"),
    (0.6, "#4a90c4", "plain"),
    (0.4, "#a6cee3", "hatch"),
    (0.2, "#fdd9a8", "dots"),
    (0.0, "#fff3dd", "cross"),
)
"""Darker for more, so that it reads without colour; from the middle down a pattern as well."""


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
    by_area, _ = shares(discharges, snapshot.standings, disease, lacking_in(atlas, snapshot))
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    none = Words("公表値なし", "nothing published").in_language(lang)
    for code, area in atlas.frame.areas.items():
        share = by_area.get(code)
        name = area.told.in_language(lang)
        if share is None or share.at_least is None or share.at_most is None:
            keys[code], words[code] = "none", f"{name}: {none}"
            continue
        steps = {
            next(f"s{low * 100:.0f}" for low, _, _ in _STEPS if value >= low)
            for value in (share.at_least, share.at_most)
        }
        keys[code] = steps.pop() if len(steps) == 1 else "open"
        words[code] = f"{name}: {_tell_share(share, lang)}"
    looks = [
        Look(f"s{low * 100:.0f}", fill, _tell_step(low, lang), pattern, "#7a7a80")
        for low, fill, pattern in _STEPS
    ]
    wide = Words("わからない（幅が区分をまたぐ）", "not known (range over classes)")
    looks.append(Look("open", "#ffffff", wide.in_language(lang), "lines", "#7a4b00"))
    looks.append(Look("none", "#e6e6e6", none, "bars", "#9a9a9e"))
    title = Words("指定病院での退院の割合", "Share of discharges in designated hospitals")
    of = Words("がん全体", "all cancers")
    if disease is not None:
        named = tell_disease(disease, discharges)
        of = Words(f"{disease} {named.ja}", f"{disease} {named.en}")
    designated = Words(f"指定は{snapshot.day}の状態", f"designated as of {snapshot.day}")
    caption = [
        Words(f"{of.ja}（{designated.ja}）", f"{of.en} ({designated.en})").in_language(lang),
        Words(
            "2021年度DPC退院患者調査（10未満は非公表）",
            "DPC survey of fiscal 2021; cells under 10 not published",
        ).in_language(lang),
        Words("届出件数ではない", "not the figures of the designation rule").in_language(lang),
        CREDIT.in_language(lang),
    ]
    if lost := len(unlinked_in(discharges, snapshot, None)):
        told = Words(
            f"調査の病院と結び付かない指定病院：{lost}（その医療圏は幅）",
            f"designated hospitals not linked to the survey: {lost} (their areas are ranges)",
        )
        caption.append(told.in_language(lang))
    picture = Picture(
        title.in_language(lang),
        caption,
        looks,
        keys,
        words,
        link_rows(words, is_page=is_page),
        lang=lang,
        told=" / ".join(caption),
    )
    return Sheet(picture, table)


def _tell_share(share: Share, lang: str) -> str:
    """Tell the range of a share, the numbers that it comes from, and why it is one."""
    counts = f"({share.designated:,} / {share.total:,})"
    least, most = f"{share.at_least:.1%}", f"{share.at_most:.1%}"
    if least == most:
        return f"{least} {counts}"
    span = Words(f"{least}〜{most}", f"{least} to {most}").in_language(lang)
    return f"{span} {counts} [{tell_open(share, lang)}]"


def _tell_step(low: float, lang: str) -> str:
    high = f"{min(1.0, low + 0.2):.0%}"
    return Words(f"{low:.0%}〜{high}", f"{low:.0%}–{high}").in_language(lang)


def class_sheet(
    title: Words,
    caption: tuple[Words, ...],
    covers: Mapping[str, Cover],
    words: Mapping[str, str],
    table: Table,
    lang: str,
    *,
    is_page: bool,
    mark: Mark | None = None,
) -> Sheet:
    """Make the map of what stands in each area, and the table beside it."""
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
        link_rows(words, is_page=is_page),
        mark=mark,
        lang=lang,
    )
    return Sheet(picture, table)


def link_rows(words: Mapping[str, str], *, is_page: bool) -> dict[str, str]:
    """Lead from each area to its row of the table; a picture without a table leads nowhere."""
    return {code: f"#a{code}" for code in words} if is_page else {}


def _merged(atlas: Atlas) -> frozenset[str]:
    links = successions(atlas.geography.municipalities.values(), FRAME_2020, FRAME_2024)
    return frozenset(link.after for link in links if link.is_merger)


def tell_cover(cover: AreaCover, lang: str, *, was_merged: bool) -> str:
    """Tell in one line what stands in an area, and the first of its hospitals."""
    told = f"{cover.area.told.in_language(lang)}: {cover.label.in_language(lang)}"
    if was_merged:
        told += Words("（2024年に統合）", " (merged in 2024)").in_language(lang)
    names = [tell_name(each, lang) for each in cover.hospitals[:3]]
    more = len(cover.hospitals) - len(names)
    if names:
        rest = Words(f" ほか{more}", f" and {more} more").in_language(lang) if more else ""
        told += f" / {Words('、', ', ').in_language(lang).join(names)}{rest}"
    return told


def cover_table(title: Words, covers: tuple[AreaCover, ...], lang: str) -> Table:
    """Give the table that says the same as a map of what stands in each area."""
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
            each.label.in_language(lang),
            Words("、", ", ")
            .in_language(lang)
            .join(tell_name(one, lang) for one in each.hospitals),
            each.area.people.now,
            each.area.people.aged_65,
        )
        for each in covers
    )
    return Table(title.in_language(lang), tuple(words.in_language(lang) for words in columns), rows)
