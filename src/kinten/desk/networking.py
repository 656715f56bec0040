"""The network on a day, as a document and as tables: what `kinten network` and its page show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinten import __version__
from kinten.coverage.blank import AreaCover, count_blank, count_covers
from kinten.desk.atlas import Atlas
from kinten.network.counting import Pair, count_all, count_hubs, count_kinds
from kinten.network.history import Snapshot, Standing
from kinten.tables.table import Table
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class View:
    """A snapshot, and of it the areas and hospitals that were asked for."""

    atlas: Atlas
    snapshot: Snapshot
    covers: tuple[AreaCover, ...]
    standings: tuple[Standing, ...]


def view_network(atlas: Atlas, snapshot: Snapshot, areas: frozenset[str]) -> View:
    """Choose the areas asked for.

    A hospital whose area is not known is shown where every area of its prefecture is asked for.
    """
    covers = tuple(each for each in atlas.covers(snapshot) if each.area.code in areas)
    whole = {
        prefecture
        for prefecture in PREFECTURES
        if all(each.code in areas for each in atlas.frame.in_prefecture(prefecture))
    }
    standings = tuple(
        each
        for each in snapshot.standings
        if each.hospital.area in areas
        or (not each.hospital.area and each.hospital.prefecture in whole)
    )
    return View(atlas, snapshot, covers, standings)


def network_document(view: View) -> dict[str, Any]:
    """Give the document of `kinten network --json`."""
    counts = {kind.value: _pair(pair) for kind, pair in count_kinds(view.standings).items()}
    counts["hubs"] = _pair(count_hubs(view.standings))
    counts["all"] = _pair(count_all(view.standings))
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in view.atlas.sources],
        "as_of": view.snapshot.day.isoformat(),
        "recorded_by": None
        if view.snapshot.recorded_by is None
        else view.snapshot.recorded_by.isoformat(),
        "frame": view.atlas.frame.id,
        "counts": counts,
        "areas": {
            "blank": _pair(count_blank(view.covers)),
            "covers": {cover.value: count for cover, count in count_covers(view.covers).items()},
        },
        "hospitals": [_hospital(each, view) for each in view.standings],
        "blank": [_area(each) for each in view.covers if each.is_blank is not False],
        "blank_cancer_areas": _cancer_areas(view),
        "notes": [each._asdict() for each in notes_of(view)],
    }


def _pair(pair: Pair) -> dict[str, int]:
    return {"at_least": pair.at_least, "at_most": pair.at_most}


def _hospital(standing: Standing, view: View) -> dict[str, Any]:
    hospital, last = standing.hospital, standing.last
    area = view.atlas.frame.areas.get(hospital.area)
    groups = [each for each in view.snapshot.groups if each.hospital == hospital.id]
    pending = [each for each in view.snapshot.pending if each.hospital == hospital.id]
    return {
        "hospital_id": hospital.id,
        "hospital": hospital.names[0].text if hospital.names else None,
        "certainty": hospital.certainty.value,
        "prefecture": hospital.prefecture,
        "area": hospital.area or None,
        "area_name": None if area is None else area.name,
        "is_designated": True if standing.is_certain else None,
        "kind": None if standing.kind is None else standing.kind.value,
        "kinds": sorted(kind.value for kind in standing.kinds),
        "advanced": bool(last and last.is_advanced),
        "exceptional": bool(last and last.is_exceptional),
        "stated": None if last is None or last.stated is None else last.stated.isoformat(),
        "printed": None if last is None else last.printed or None,
        "basis": None if last is None else last.basis.value,
        "is_old": standing.is_old,
        "source": standing.record.source if last is None else last.source,
        "term_ends": None
        if standing.record.term_ends is None
        else standing.record.term_ends.isoformat(),
        "partners": [
            {"hospital_id": each.partner or None, "printed": each.partner_printed}
            for each in groups
        ],
        "provisions": [
            {
                "cancer": each.cancer.value,
                "modality": each.modality.value,
                "giver": each.giver.value,
            }
            for each in view.snapshot.provisions
            if each.hospital == hospital.id
        ],
        "recommendations": [
            {"act": each.act.value, "meeting": each.meeting.isoformat(), "source": each.source}
            for each in pending
        ],
    }


def _area(cover: AreaCover) -> dict[str, Any]:
    people = cover.area.people
    return {
        "area": cover.area.code,
        "name": cover.area.name,
        "prefecture": cover.area.prefecture,
        "cover": cover.cover.value,
        "is_official": cover.is_official,
        "population": people.now,
        "population_65": people.aged_65,
        "population_75": people.aged_75,
        "population_2050": people.in_2050,
        "population_65_2050": people.aged_65_in_2050,
    }


def _cancer_areas(view: View) -> list[dict[str, Any]]:
    """List the official blank cancer areas that are not one secondary area, where asked for."""
    official = view.atlas.official
    if official is None or not official.is_known(view.snapshot):
        return []
    asked = {each.area.prefecture for each in view.covers}
    municipalities = view.atlas.geography.municipalities
    return [
        {
            "prefecture": each.prefecture,
            "name": each.name,
            "municipalities": list(each.municipalities),
            "population": sum(municipalities[code].now or 0 for code in each.municipalities)
            if each.municipalities
            else None,
        }
        for each in official.areas
        if not each.area and each.prefecture in asked
    ]


def hospitals_table(view: View, lang: str) -> Table:
    """Give the hospitals as a table for people."""
    columns = (
        Words("符号", "id"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("病院", "hospital"),
        Words("類型", "kind"),
        Words("類型の根拠", "kind stated"),
    )
    rows = tuple(
        (
            each.hospital.id,
            PREFECTURES[each.hospital.prefecture].in_language(lang),
            _area_name(each, view),
            each.hospital.name,
            tell_kind(each, lang),
            tell_basis(each, lang),
        )
        for each in sorted(
            view.standings, key=lambda each: (each.hospital.prefecture, each.hospital.area)
        )
    )
    title = Words("指定された病院", "Designated hospitals").in_language(lang)
    notes = tuple(each.in_language(lang) for each in notes_of(view))
    return Table(title, tuple(words.in_language(lang) for words in columns), rows, notes)


def areas_table(view: View, lang: str) -> Table:
    """Give the areas as a table for people."""
    columns = (
        Words("符号", "code"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("状況", "cover"),
        Words("病院数", "hospitals"),
        Words("人口2025", "residents 2025"),
        Words("65歳以上", "aged 65+"),
        Words("75歳以上", "aged 75+"),
        Words("人口2050", "residents 2050"),
    )
    rows = tuple(
        (
            each.area.code,
            PREFECTURES[each.area.prefecture].in_language(lang),
            each.area.name,
            each.cover.label.in_language(lang),
            len(each.hospitals),
            each.area.people.now,
            each.area.people.aged_65,
            each.area.people.aged_75,
            each.area.people.in_2050,
        )
        for each in view.covers
    )
    title = Words("医療圏の状況", "Areas").in_language(lang)
    notes = tuple(each.in_language(lang) for each in notes_of(view))
    return Table(title, tuple(words.in_language(lang) for words in columns), rows, notes)


def tell_kind(standing: Standing, lang: str) -> str:
    """Tell the kind, or what it can be."""
    if standing.kind is None:
        if len(standing.kinds) < len(Kind) - 1:
            joined = Words("か", " or ").in_language(lang)
            return joined.join(
                kind.short_label.in_language(lang) for kind in Kind if kind in standing.kinds
            )
        return Words("不明", "not known").in_language(lang)
    told = standing.kind.short_label.in_language(lang)
    if standing.last is not None and standing.last.is_advanced:
        told += Words("（高度型）", " (advanced)").in_language(lang)
    if standing.last is not None and standing.last.is_exceptional:
        told += Words("（特例型）", " (exceptional)").in_language(lang)
    return told


def tell_basis(standing: Standing, lang: str) -> str:
    """Tell from when the kind is known, and how."""
    last = standing.last
    if last is None:
        return ""
    when = last.printed or (last.begins or last.stated or "")
    told = f"{when} {last.basis.label.in_language(lang)}"
    if standing.is_old:
        told += Words("（4年より前）", " (older than 4 years)").in_language(lang)
    return told


def tell_counts(view: View, lang: str) -> Iterable[tuple[str, str]]:
    """Give the counts in words: kind and number, a pair where kinds are not known."""
    counts: Mapping[Kind, Pair] = count_kinds(view.standings)
    for kind in Kind:
        yield kind.label.in_language(lang), str(counts[kind])
    yield (
        Words("拠点病院の計", "hubs in all").in_language(lang),
        str(count_hubs(view.standings)),
    )
    yield Words("合計", "all").in_language(lang), str(count_all(view.standings))


def _area_name(standing: Standing, view: View) -> str:
    area = view.atlas.frame.areas.get(standing.hospital.area)
    return "" if area is None else area.name


def notes_of(view: View) -> tuple[Words, ...]:
    """Tell what stands behind the figures, to be printed with them."""
    if view.atlas.official is None:
        return (_RANGE,)
    return (_PUBLIC, _RANGE)


_PUBLIC = Words(
    "公表資料から確認できた範囲です。2026年4月の一覧の468施設のうち、一覧で所在を確かめられた448施設と、"
    "ほかの資料にある19施設を収載しています。",
    "As far as public papers tell: of the 468 hospitals on the list of April 2026 the 448 that could be "
    "placed, and 19 that other papers name.",
)
_RANGE = Words(
    "数の幅は、類型または指定の有無が確認できない病院によります。",
    "A range comes from hospitals whose kind or standing is not known.",
)
