"""Coverage and the published series as tables."""

from collections.abc import Iterable, Sequence

from kinten.coverage.flow import may_be_largest
from kinten.desk.covering import AreaView, Coverage
from kinten.geography.area import Layer
from kinten.network.published import Published, Subject
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

FLOW_NOTE = Words(
    "受診の流れは構想区域（339）の全疾患の公表値（令和6年度NDB）で、がんだけではありません。",
    "Flows are published shares of all diseases between 339 regional-care areas (NDB, fiscal 2024), not of cancer.",
)
READING_NOTE = Words(
    "最寄りまでの分は、市町村ごとに最も近い拠点病院までの分です。"
    "最大の受診先は、割合の幅が重なるときは最大でありうる医療圏を並べ、上限・下限は最大の割合のものです。",
    "Minutes to the nearest are from each municipality to its own nearest hub. Where ranges of shares "
    "overlap, the areas that may be the largest outflow are named; the bounds are of the largest share.",
)
_MOST_NAMED = 3
WATER_NOTE = Words(
    "直線が海を渡る（陸の隣接がない）", "straight line crosses water (no land neighbour)"
)
BREAK_NOTE = Words(
    "2019年度から単位が二次医療圏からがん医療圏に変わりました。前後の数は比べられません。",
    "From fiscal 2019 the unit is the cancer area, before it the secondary medical area: the two parts do not compare.",
)


def coverage_table(coverage: Coverage, lang: str) -> Table:
    """Give one row for each area."""
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "cover"),
        Words("人口2025", "residents 2025"),
        Words("最寄りまで平均分", "nearest hub, mean minutes"),
        Words("最寄りまで最遠分", "nearest hub, worst minutes"),
        Words("最多の住民に近い拠点病院", "hub nearest to most"),
        Words("その病院まで平均分", "mean minutes to that hub"),
        Words("60分以内", "within 60 min"),
        Words("陸路なし(人)", "no way by land"),
        Words("最大の受診先", "largest outflow"),
        Words("割合の下限", "its share, at least"),
        Words("割合の上限", "its share, at most"),
        Words("注", "note"),
    )
    title = Words(
        f"医療圏ごとの状況（{coverage.snapshot.day}）",
        f"Coverage by area ({coverage.snapshot.day})",
    )
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(_row(each, coverage, lang) for each in coverage.areas),
        tuple(
            each.in_language(lang)
            for each in (*coverage.notes, coverage.ways.told, FLOW_NOTE, READING_NOTE)
        ),
    )


def _row(view: AreaView, coverage: Coverage, lang: str) -> tuple[Value, ...]:
    area, access = view.cover.area, view.access
    largest = may_be_largest(view.outflow)
    places, (least, most) = ((), (None, None)) if largest is None else largest
    names = [coverage.atlas.frame.areas[place].name for place in places[:_MOST_NAMED]]
    more = len(places) - len(names)
    rest = Words(f"、ほか{more}", f", {more} more").in_language(lang) if more else ""
    water = WATER_NOTE.in_language(lang) if view.crosses_water else None
    return (
        area.code,
        PREFECTURES[area.prefecture].in_language(lang),
        area.name,
        view.cover.label.in_language(lang),
        area.people.now,
        None if access.mean is None else round(access.mean),
        None if access.worst is None else round(access.worst),
        None if access.nearest is None else access.nearest.name,
        None if access.nearest_mean is None else round(access.nearest_mean),
        round(access.within[60], 3),
        access.cut_off or None,
        Words("か", " or ").in_language(lang).join(names) + rest or None,
        None if least is None else round(least, 3),
        None if most is None else round(most, 3),
        water,
    )


def series_table(published: Sequence[Published], lang: str) -> Table:
    """Give the published numbers in order; a row of its own says where the unit changed."""
    columns = (
        Words("項目", "subject"),
        Words("時点", "date"),
        Words("数", "number"),
        Words("単位", "unit"),
        Words("出典", "source"),
        Words("注", "note"),
    )
    return Table(
        Words("公表された数の推移", "Published numbers over time").in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(_series(published, lang)),
        (BREAK_NOTE.in_language(lang),),
    )


def _series(published: Sequence[Published], lang: str) -> Iterable[tuple[Value, ...]]:
    position = Words("図の並び順から年を読んだ", "year read from the order of a chart")
    for subject in Subject:
        layer: Layer | None = None
        for each in published:
            if each.subject is not subject:
                continue
            if layer is not None and each.layer is not layer:
                broken = Words("―― 系列の断絶 ――", "-- break of the series --").in_language(lang)
                yield (
                    subject.label.in_language(lang),
                    broken,
                    None,
                    None,
                    None,
                    BREAK_NOTE.in_language(lang),
                )
            layer = each.layer
            notes = [each.note.in_language(lang)] if each.note is not None else []
            if each.by_position:
                notes.append(position.in_language(lang))
            yield (
                subject.label.in_language(lang),
                each.date,
                each.count,
                None if each.layer is None else each.layer.label.in_language(lang),
                each.source,
                " / ".join(notes) or None,
            )
