"""Coverage and the published series as tables."""

from collections.abc import Iterable, Sequence

from kinten.coverage.flow import Phase, may_be_largest
from kinten.coverage.travel import Access
from kinten.desk.covering import AreaView, Coverage
from kinten.desk.shares import tell_share
from kinten.geography.area import Layer
from kinten.network.published import Published, Subject
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def flow_note(phase: Phase) -> Words:
    """Tell what the flows are of: the phase of care, all diseases, the areas they lie between."""
    return Words(
        f"受診の流れは{phase.label.ja}の、構想区域（339）の全疾患の公表値（令和6年度NDB）で、がんだけではありません。",
        f"Flows are published shares of all diseases ({phase.label.en} care) between 339 regional-care "
        "areas (NDB, fiscal 2024), not of cancer.",
    )


POSSIBLE_NOTE = Words(
    "「不明も拠点なら」は、類型またはこの日の指定が分からない病院も拠点病院とみなした値です。"
    "実際の値は二つの値のあいだにあります（収載した病院の範囲で）。",
    "“If unknown too” counts hospitals whose kind or standing on this day is not known as hubs; the real "
    "figure lies between the two (as far as hospitals are held).",
)
READING_NOTE = Words(
    "最寄りまでの分は、市町村ごとに最も近い拠点病院までの分です。"
    "最大の受診先は、割合の幅が重なるときは最大でありうる医療圏を並べ、上限・下限は最大の割合のものです。",
    "Minutes to the nearest are from each municipality to its own nearest hub. Where ranges of shares "
    "overlap, the areas that may be the largest outflow are named; the bounds are of the largest share.",
)
PAIR_NOTE = Words(
    "分と60分以内の幅は、類型またはこの日の指定が分からない病院も拠点病院とみなした値と、みなさない値です"
    "（収載した病院の範囲で。「20〜」は、みなさなければ分のないもの）。",
    "A range of minutes or of residents within 60 minutes is with and without the hospitals whose kind or "
    "standing on this day is not known (as far as hospitals are held; “20〜” has no minutes without them).",
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
    """Give one row for each area: each figure for the known hubs, and with all that may be one."""
    nobody = (
        Words("陸路なし(人)", "no way by land")
        if coverage.ways.is_straight
        else Words("分なし(人)", "no minutes")
    )
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "cover"),
        Words("人口2025", "residents 2025"),
        *_PAIRED,
        nobody,
        *(Words(f"{name.ja}（不明も拠点なら）", f"{name.en}, if unknown too") for name in _PAIRED),
        Words(f"{nobody.ja}（不明も拠点なら）", f"{nobody.en}, if unknown too"),
        Words("最大の受診先", "largest outflow"),
        Words("割合の下限", "its share, at least"),
        Words("割合の上限", "its share, at most"),
        Words("注", "note"),
    )
    rows = (_row(each, coverage, lang) for each in coverage.areas)
    return _headed(coverage, columns, rows, POSSIBLE_NOTE, lang)


def coverage_listing(coverage: Coverage, lang: str) -> Table:
    """Give one row for each area with fewer columns, for a terminal: a pair of figures in one cell."""
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "cover"),
        Words("人口2025", "residents 2025"),
        _PAIRED[0],
        _PAIRED[1],
        _PAIRED[2],
        _PAIRED[4],
        Words("最大の受診先", "largest outflow"),
        Words("割合", "its share"),
        Words("注", "note"),
    )
    rows = (_short_row(each, coverage, lang) for each in coverage.areas)
    return _headed(coverage, columns, rows, PAIR_NOTE, lang)


def _headed(
    coverage: Coverage,
    columns: Iterable[Words],
    rows: Iterable[tuple[Value, ...]],
    reading: Words,
    lang: str,
) -> Table:
    day, phase = coverage.snapshot.day, coverage.flows.phase
    title = Words(f"医療圏ごとの状況（{day}）", f"Coverage by area ({day})")
    notes = (*coverage.notes, coverage.ways.told, reading, flow_note(phase), READING_NOTE)
    return Table(
        title.in_language(lang),
        tuple(words.in_language(lang) for words in columns),
        tuple(rows),
        tuple(each.in_language(lang) for each in notes),
    )


def _short_row(view: AreaView, coverage: Coverage, lang: str) -> tuple[Value, ...]:
    area, access, widest = view.cover.area, view.access, view.widest
    largest, least, most = _largest(view, coverage, lang)
    return (
        area.code,
        PREFECTURES[area.prefecture].in_language(lang),
        area.name,
        view.cover.label.in_language(lang),
        area.people.now,
        _pair(widest.mean, access.mean),
        _pair(widest.worst, access.worst),
        _nearest_names(view, lang),
        tell_share(access.within[60], widest.within[60]),
        largest,
        None if least is None or most is None else tell_share(least, most),
        " / ".join(_remarks(view, lang)) or None,
    )


def _pair(least: float | None, most: float | None) -> str | None:
    """Tell minutes to hubs that may be one and to known ones; the known ones may not be reached at all."""
    if least is None:
        return None
    if most is None:
        return f"{least:.0f}〜"
    first, second = sorted((round(least), round(most)))
    return str(first) if first == second else f"{first}〜{second}"


def _nearest_names(view: AreaView, lang: str) -> str | None:
    known, widest = view.access.nearest, view.widest.nearest
    if widest is None:
        return None
    if known is None or known == widest:
        return widest.name
    return Words("か", " or ").in_language(lang).join((widest.name, known.name))


_PAIRED = (
    Words("最寄りまで平均分", "nearest hub, mean minutes"),
    Words("最寄りまで最遠分", "nearest hub, worst minutes"),
    Words("最多の住民に近い拠点病院", "hub nearest to most"),
    Words("その病院まで平均分", "mean minutes to that hub"),
    Words("60分以内", "within 60 min"),
)


def _figures(access: Access) -> tuple[Value, ...]:
    return (
        _whole(access.mean),
        _whole(access.worst),
        None if access.nearest is None else access.nearest.name,
        _whole(access.nearest_mean),
        round(access.within[60], 3),
        access.cut_off or None,
    )


def _whole(minutes: float | None) -> int | None:
    return None if minutes is None else round(minutes)


def _row(view: AreaView, coverage: Coverage, lang: str) -> tuple[Value, ...]:
    area = view.cover.area
    largest, least, most = _largest(view, coverage, lang)
    return (
        area.code,
        PREFECTURES[area.prefecture].in_language(lang),
        area.name,
        view.cover.label.in_language(lang),
        area.people.now,
        *_figures(view.access),
        *_figures(view.widest),
        largest,
        None if least is None else round(least, 3),
        None if most is None else round(most, 3),
        " / ".join(_remarks(view, lang)) or None,
    )


def _largest(
    view: AreaView, coverage: Coverage, lang: str
) -> tuple[str | None, float | None, float | None]:
    """Tell where the most residents may be treated, and between which shares that is."""
    found = may_be_largest(view.outflow)
    if found is None:
        return None, None, None
    places, (least, most) = found
    names = [coverage.atlas.frame.areas[place].name for place in places[:_MOST_NAMED]]
    more = len(places) - len(names)
    rest = Words(f"、ほか{more}", f", {more} more").in_language(lang) if more else ""
    return Words("か", " or ").in_language(lang).join(names) + rest, least, most


def _remarks(view: AreaView, lang: str) -> Iterable[str]:
    if view.crosses_water:
        yield WATER_NOTE.in_language(lang)
    if view.access.cut_off:
        people, why = view.access.cut_off, view.no_way
        yield Words(
            f"{why.ja}（住民{people:,}人）", f"{why.en} ({people:,} residents)"
        ).in_language(lang)


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
