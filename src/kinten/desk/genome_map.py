"""The map of cancer-genome hospitals: where a paper states one; everywhere else it is not known."""

from collections.abc import Iterable, Sequence
from datetime import date

from kinten.desk.atlas import Atlas
from kinten.desk.drawing.svg import Look, Picture
from kinten.desk.genome import (
    GENOME_KINDS,
    TABLE,
    Statement,
    load_statements,
    newest_statements,
    published_totals,
)
from kinten.desk.mapping import CREDIT, Sheet, link_rows
from kinten.geography.area import Area
from kinten.tables.table import Table
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

GENOME_TABLES = (TABLE, "published_counts.csv")
_NOT_KNOWN = "not-known"
_NOT_KNOWN_WORDS = Words("不明（記載なし）", "not known (none stated)")
_INCOMPLETE = Words(
    "全施設の一覧は持っていない。記載のない医療圏は「なし」ではなく「不明」。",
    "No complete list is held: an area without a statement is not known, not empty.",
)
_LOOKS = {
    "core": ("#08519c", "plain"),
    "hub": ("#6baed6", "hatch"),
    "cooperating": ("#c7e6b4", "dots"),
}


def genome_map(
    atlas: Atlas,
    day: date,
    kind: str | None,
    lang: str,
    *,
    is_page: bool,
    recorded_by: date | None = None,
    kinds_since: date | None = None,
) -> Sheet:
    """Draw the areas in which a hospital of a kind (of any kind, the highest shown) is stated."""
    kinds = tuple(GENOME_KINDS) if kind is None else (kind,)
    statements = [
        each
        for each in newest_statements(
            load_statements(atlas.network.hospitals), day, recorded_by, kinds_since
        )
        if each.kind in kinds
    ]
    by_area: dict[str, list[Statement]] = {}
    for each in sorted(statements, key=lambda one: kinds.index(one.kind)):
        by_area.setdefault(each.area, []).append(each)
    unplaced = by_area.pop("", [])
    of = Words("がんゲノム医療の病院", "Cancer-genome hospitals")
    label = of if kind is None else GENOME_KINDS[kind].label
    title = Words(f"{label.ja}の記載（{day}）", f"{label.en.capitalize()} ({day})").in_language(
        lang
    )
    looks = [
        Look(each, _LOOKS[each][0], GENOME_KINDS[each].label.in_language(lang), _LOOKS[each][1])
        for each in kinds
    ]
    looks.append(Look(_NOT_KNOWN, "#efefef", _NOT_KNOWN_WORDS.in_language(lang), "bars", "#c4c4c8"))
    areas = atlas.frame.areas
    words = {code: _tell(area, by_area.get(code, ()), lang) for code, area in areas.items()}
    notes = [
        *_span(statements, lang),
        *_totals(day, kinds, statements, lang),
        *_tell_unplaced(unplaced, lang),
    ]
    caption = [_INCOMPLETE.in_language(lang), *notes, CREDIT.in_language(lang)]
    shown = {code: by_area[code][0].kind if code in by_area else _NOT_KNOWN for code in areas}
    picture = Picture(
        title, caption, looks, shown, words, link_rows(words, is_page=is_page), lang=lang
    )
    return Sheet(picture, _table(title, areas.values(), by_area, caption[:2], lang))


def _tell(area: Area, stated: Sequence[Statement], lang: str) -> str:
    told = _tell_stated(stated, lang) or _NOT_KNOWN_WORDS.in_language(lang)
    return f"{area.told.in_language(lang)}: {told}"


def _tell_stated(stated: Sequence[Statement], lang: str) -> str:
    between = Words("、", ", ").in_language(lang)
    return between.join(_tell_one(each, lang) for each in stated)


def _tell_one(each: Statement, lang: str) -> str:
    name = each.name if each.hospital is None else each.hospital.name
    kind = GENOME_KINDS[each.kind].label
    if each.stated is None:
        return Words(f"{name}（{kind.ja}、日付なし）", f"{name} ({kind.en}, undated)").in_language(
            lang
        )
    day = each.stated.isoformat()[:7]
    return Words(f"{name}（{kind.ja}、{day}）", f"{name} ({kind.en}, {day})").in_language(lang)


def _span(statements: Sequence[Statement], lang: str) -> list[str]:
    """Say from which days the statements are: what changed since is not in them."""
    days = sorted(each.stated for each in statements if each.stated is not None)
    if not days:
        return []
    first, last = days[0].isoformat()[:7], days[-1].isoformat()[:7]
    told = Words(
        f"記載は{first}から{last}の資料による。その後の変更は含まない。",
        f"stated from {first} to {last}; later changes are not included",
    )
    return [told.in_language(lang)]


def _totals(
    day: date, kinds: Sequence[str], statements: Sequence[Statement], lang: str
) -> list[str]:
    """Say, for each kind, how many papers state and how many were published."""
    names = {subject: kind for kind, subject in GENOME_KINDS.items()}
    published = {names[each.subject]: each for each in published_totals(day, kinds)}
    told = []
    for kind in kinds:
        label = GENOME_KINDS[kind].label
        stated = sum(each.kind == kind for each in statements)
        total = published.get(kind)
        of = Words("公表数なし", "no published number")
        if total is not None:
            of = Words(
                f"公表数{total.count}（{total.date}）", f"published {total.count} ({total.date})"
            )
        told.append(
            Words(f"{label.ja}：記載{stated}／{of.ja}", f"{label.en}: stated {stated} / {of.en}")
        )
    return [each.in_language(lang) for each in told]


def _tell_unplaced(unplaced: Sequence[Statement], lang: str) -> list[str]:
    if not unplaced:
        return []
    names = Words("、", ", ").in_language(lang).join(each.name for each in unplaced)
    return [Words(f"医療圏が不明：{names}", f"area not known: {names}").in_language(lang)]


def _table(
    title: str,
    areas: Iterable[Area],
    by_area: dict[str, list[Statement]],
    notes: Sequence[str],
    lang: str,
) -> Table:
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "class"),
        Words("病院（類型、述べられた年月）", "hospitals (kind, month stated)"),
    )
    rows = []
    for area in areas:
        stated = by_area.get(area.code, [])
        label = GENOME_KINDS[stated[0].kind].label if stated else _NOT_KNOWN_WORDS
        rows.append(
            (
                area.code,
                PREFECTURES[area.prefecture].in_language(lang),
                area.name,
                label.in_language(lang),
                _tell_stated(stated, lang),
            )
        )
    return Table(
        title, tuple(each.in_language(lang) for each in columns), tuple(rows), tuple(notes)
    )
