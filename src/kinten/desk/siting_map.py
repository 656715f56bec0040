"""The map of added hospitals: which areas' people come nearer, and where the hospitals stand."""

from collections.abc import Iterable
from dataclasses import replace

from kinten.desk.drawing.shapes import place
from kinten.desk.drawing.svg import Look, Picture, Spot
from kinten.desk.map_notes import map_notes
from kinten.desk.mapping import CREDIT, Sheet, link_rows
from kinten.desk.siting_japan import JapanSited, is_answered
from kinten.desk.siting_japan_change import AreaChange
from kinten.desk.siting_japan_more import More
from kinten.desk.siting_japan_tables import areas_table
from kinten.desk.siting_japan_words import CAUTION, tell_equals, tell_head, tell_notes
from kinten.tables.table import Table, Value
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

_STEPS = (
    (30.0, "s30", "#08306b", "plain"),
    (15.0, "s15", "#4a90c4", "plain"),
    (5.0, "s5", "#a6cee3", "hatch"),
    (0.0, "s0", "#e3eef8", "dots"),
)
"""Minutes that the mean of an area's people gets shorter by, at least (the last: by anything)."""
_FIRST = Look("first", "#fdd9a8", "", "cross", "#7a4b00")
_BLANK = Look("blank", "#ffe7b0", "", "lines", "#7a4b00")
_NONE = Look("none", "#f4f4f4", "")
_OUT = Look("out", "#ffffff", "", "bars", "#c4c4c8")
_MOST_NAMES = 9
_SPOT = 62


def siting_map(sited: JapanSited, more: More, lang: str, *, is_page: bool) -> Sheet:
    """Draw the areas by how much nearer the mean of their people comes, with the hospitals numbered."""
    posed = sited.posed
    changes = {each.area: each for each in sited.change.areas}
    blank = {each.area.code for each in posed.atlas.covers(posed.snapshot) if each.is_blank}
    added = _added(sited)
    shown, words = {}, {}
    for code, area in posed.atlas.frame.areas.items():
        change = changes.get(code)
        shown[code] = _key(change, is_blank=code in blank)
        told = _tell(change, lang)
        names = Words("、", ", ").in_language(lang).join(added.get(code, ()))
        more_told = Words(f"［加える病院：{names}］", f" [added: {names}]").in_language(lang)
        words[code] = f"{area.told.in_language(lang)}: {told}{more_told if names else ''}"
    head = [each.in_language(lang) for each in tell_head(sited)]
    title = Words(
        f"病院を加えたときに近くなる医療圏（{posed.snapshot.day}）",
        f"Areas that come nearer ({posed.snapshot.day})",
    )
    lines = (
        posed.demand.told,
        posed.travel.told,
        *map_notes(posed.atlas, posed.snapshot).caption,
        CREDIT,
    )
    notes = [each.in_language(lang) for each in (CAUTION, *tell_notes(posed))]
    picture = Picture(
        title.in_language(lang),
        [CAUTION.in_language(lang), head[0], *head[-2:], *(e.in_language(lang) for e in lines)],
        [each for each in _looks(lang) if each.key in set(shown.values())],
        shown,
        words,
        link_rows(words, is_page=is_page),
        spots=tuple(_spots(sited)),
        lang=lang,
        told=" / ".join((*head, *notes)),
        aside=tuple(_aside(sited, lang)),
    )
    return Sheet(picture, _table(sited, more, lang))


def map_lines(sited: JapanSited, lang: str) -> list[str]:
    """Give the lines above the map of a page: what was asked and found, each hospital, every assumption."""
    lines = [each.in_language(lang) for each in tell_head(sited)]
    lines += _named(sited, lang)
    lines += [each.in_language(lang) for each in tell_equals(sited, sited.answer.open)]
    return [*lines, *(each.in_language(lang) for each in tell_notes(sited.posed))]


def _looks(lang: str) -> Iterable[Look]:
    lows = [low for low, *_ in _STEPS]
    for at, (low, key, fill, pattern) in enumerate(_STEPS):
        if at == 0:
            told = Words(f"平均が{low:g}分以上短くなる", f"mean shorter by {low:g} min or more")
        else:
            told = Words(
                f"平均が{low:g}〜{lows[at - 1]:g}分短くなる",
                f"mean shorter by {low:g} to {lows[at - 1]:g} min",
            )
            if not low:
                told = Words(
                    f"平均が{lows[at - 1]:g}分未満短くなる",
                    f"mean shorter by less than {lows[at - 1]:g} min",
                )
        yield Look(key, fill, told.in_language(lang), pattern, "#4a4a4c")
    for look, told in (
        (_FIRST, Words("初めて道のできる人がいる", "somebody gets a first way")),
        (_BLANK, Words("変わらない（空白の医療圏）", "no change (blank area)")),
        (_NONE, Words("変わらない", "no change")),
        (_OUT, Words("数えていない", "not counted")),
    ):
        yield replace(look, words=told.in_language(lang))


def _key(change: AreaChange | None, *, is_blank: bool) -> str:
    if change is None:
        return _OUT.key
    if change.first_way > 0:
        return _FIRST.key
    shorter = _shorter(change)
    if shorter <= 0:
        return _BLANK.key if is_blank else _NONE.key
    return next(key for low, key, *_ in _STEPS if shorter >= low)


def _shorter(change: AreaChange) -> float:
    if change.before is None or change.after is None:
        return 0.0
    return change.before - change.after


def _tell(change: AreaChange | None, lang: str) -> str:
    if change is None:
        return Words("数えていない", "not counted").in_language(lang)
    told = []
    if change.before is not None and change.after is not None:
        ends = (f"{change.before:.1f}", f"{change.after:.1f}")
        span = Words(f"平均 {ends[0]}分", f"mean {ends[0]} min")
        if ends[0] != ends[1]:
            span = Words(f"平均 {ends[0]}分 → {ends[1]}分", f"mean {ends[0]} min to {ends[1]} min")
        told.append(span)
    if change.first_way:
        told.append(
            Words(
                f"初めて道のできる人 {change.first_way:,.0f}人",
                f"{change.first_way:,.0f} people get a first way",
            )
        )
    if change.cut_off:
        told.append(
            Words(f"道のない人 {change.cut_off:,.0f}人", f"{change.cut_off:,.0f} without a way")
        )
    return Words("、", ", ").in_language(lang).join(each.in_language(lang) for each in told)


def _added(sited: JapanSited) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in sited.change.chosen:
        found.setdefault(each.candidate.hospital.area, []).append(each.candidate.hospital.name)
    return found


def _spots(sited: JapanSited) -> Iterable[Spot]:
    for number, each in enumerate(sited.change.chosen, 1):
        point = each.candidate.hospital.point
        if point is not None:
            x, y = place(point)
            name = each.candidate.hospital.name
            yield Spot(x, y, _SPOT, f"{number} {name}", "#c5221f", str(number))


def _aside(sited: JapanSited, lang: str) -> Iterable[str]:
    """Name the hospitals by their numbers, as many as the sea has room for."""
    names = list(_named(sited, lang))
    yield from names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        more = len(names) - _MOST_NAMES
        yield Words(f"ほか{more}（表を参照）", f"and {more} more (see the table)").in_language(lang)


def _named(sited: JapanSited, lang: str) -> Iterable[str]:
    if not is_answered(sited.answer):
        return
    for number, each in enumerate(sited.change.chosen, 1):
        where = each.candidate.where.in_language(lang)
        yield Words(
            f"{number} {each.candidate.hospital.name}（{where}、近くなる人{each.nearer:,.0f}人）",
            f"{number} {each.candidate.hospital.name} ({where}; {each.nearer:,.0f} people nearer)",
        ).in_language(lang)


def _table(sited: JapanSited, more: More, lang: str) -> Table:
    """Give every area, those that change first, with the hospitals that are added in it."""
    changed = areas_table(sited, more, lang)
    added = _added(sited)
    sign = Words("、", ", ").in_language(lang)
    rows: list[tuple[Value, ...]] = [
        (*row, sign.join(added.get(str(row[0]), ()))) for row in changed.rows
    ]
    told = {row[0] for row in rows}
    others = {each.area: each for each in sited.change.areas}
    for code, area in sited.posed.atlas.frame.areas.items():
        if code in told:
            continue
        change = others.get(code)
        mean = None if change is None or change.before is None else round(change.before, 1)
        rows.append(
            (
                code,
                PREFECTURES[area.prefecture].in_language(lang),
                area.name,
                None if change is None else round(change.people),
                mean,
                mean,
                None if change is None else 0,
                None if change is None else 0,
                sign.join(added.get(code, ())),
            )
        )
    column = Words("加える病院", "hospitals added").in_language(lang)
    return replace(changed, columns=(*changed.columns, column), rows=tuple(rows))
