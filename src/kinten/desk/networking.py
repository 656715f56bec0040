"""The network on a day, as a document and as tables: what `kinten network` and its page show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinten import __version__
from kinten.coverage.blank import AreaCover, Cover, count_blank, count_covers
from kinten.coverage.past import Past
from kinten.desk.atlas import Atlas
from kinten.desk.cancer_areas import (
    cancer_areas_document,
    other_cancer_areas,
    tell_cancer_areas,
)
from kinten.desk.displaced import tell_without_area
from kinten.desk.doubts import tell_doubt
from kinten.desk.frames import frame_note
from kinten.desk.network_notes import (
    NO_BOUND,
    NOT_RECORDED,
    PUBLIC,
    RANGE,
    before_the_list,
    is_before_recording,
    recording_note,
    residents,
)
from kinten.desk.official_counts import (
    Official,
    beside_published,
    official_counts,
    official_document,
    tell_count,
)
from kinten.desk.pending import (
    act_document,
    pending_document,
    pending_in,
    pending_notes,
    tell_pending,
)
from kinten.network.counting import Pair, count_all, count_hubs, count_kinds
from kinten.network.designation import Recommendation
from kinten.network.history import Snapshot, Standing
from kinten.tables.table import Table
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class View:
    """A snapshot, and of it the areas, the hospitals and the pending decisions asked for."""

    atlas: Atlas
    snapshot: Snapshot
    covers: tuple[AreaCover, ...]
    standings: tuple[Standing, ...]
    pending: tuple[Recommendation, ...] = ()

    @property
    def prefectures(self) -> frozenset[str]:
        """The prefectures of its areas."""
        return frozenset(each.area.prefecture for each in self.covers)

    @property
    def is_whole(self) -> bool:
        """Whether every hospital is held: so a user's own tables are taken; the packaged list lacks some."""
        return self.atlas.official is None

    @property
    def official(self) -> Official:
        """What was published for the day, where the whole country is shown and the list is the packaged one."""
        if self.is_whole or len(self.covers) < len(self.atlas.frame):
            return {}
        return official_counts(self.snapshot.day, self.snapshot.recorded_by)


def view_network(atlas: Atlas, snapshot: Snapshot, areas: frozenset[str]) -> View:
    """Choose the areas asked for.

    A hospital whose area is not known is shown where every area of its prefecture is asked for.
    """
    covers = tuple(each for each in atlas.covers(snapshot) if each.area.code in areas)
    whole = frozenset(
        prefecture
        for prefecture in PREFECTURES
        if all(each.code in areas for each in atlas.frame.in_prefecture(prefecture))
    )
    standings = tuple(
        each
        for each in snapshot.standings
        if each.hospital.area in areas
        or (not each.hospital.area and each.hospital.prefecture in whole)
    )
    pending = pending_in(
        snapshot.pending,
        atlas.network.hospitals,
        areas,
        whole,
        is_all=len(whole) == len(PREFECTURES),
    )
    return View(atlas, snapshot, covers, standings, pending)


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
        "counts_are_whole": view.is_whole,
        "official_counts": official_document(view.official),
        "areas": {
            "blank": _pair(count_blank(view.covers)),
            "covers": {cover.value: count for cover, count in count_covers(view.covers).items()},
            "pasts": {past.value: sum(each.past is past for each in view.covers) for past in Past},
        },
        "hospitals": [_hospital(each, view) for each in view.standings],
        "blank": [_area(each) for each in view.covers if each.is_blank is not False],
        "blank_cancer_areas": cancer_areas_document(
            other_cancer_areas(view.atlas, view.snapshot, view.prefectures), view.atlas
        ),
        "pending": [pending_document(each, view.atlas.network.hospitals) for each in view.pending],
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
        "recommendations": [act_document(each) for each in pending],
    }


def _area(cover: AreaCover) -> dict[str, Any]:
    people = cover.area.people
    return {
        "area": cover.area.code,
        "name": cover.area.name,
        "prefecture": cover.area.prefecture,
        "cover": cover.cover.value,
        "past": None if cover.past is None else cover.past.value,
        "is_official": cover.is_official,
        "population": people.now,
        "population_65": people.aged_65,
        "population_75": people.aged_75,
        "population_2050": people.in_2050,
        "population_65_2050": people.aged_65_in_2050,
    }


def hospitals_table(view: View, lang: str) -> Table:
    """Give the hospitals as a table for people."""
    columns = (
        Words("符号", "id"),
        Words("都道府県", "prefecture"),
        Words("医療圏", "area"),
        Words("病院", "hospital"),
        Words("類型", "kind"),
        Words("類型の根拠", "kind stated"),
        Words("検討中", "pending"),
    )
    rows = tuple(
        (
            each.hospital.id,
            PREFECTURES[each.hospital.prefecture].in_language(lang),
            _area_name(each, view),
            tell_name(each, lang),
            tell_kind(each, lang),
            tell_basis(each, lang),
            _pending(each, view, lang),
        )
        for each in sorted(
            view.standings, key=lambda each: (each.hospital.prefecture, each.hospital.area)
        )
    )
    title = Words("指定された病院", "Designated hospitals").in_language(lang)
    notes = tuple(each.in_language(lang) for each in notes_of(view))
    return Table(title, tuple(words.in_language(lang) for words in columns), rows, notes)


def _pending(standing: Standing, view: View, lang: str) -> str | None:
    told = tell_pending(each for each in view.pending if each.hospital == standing.hospital.id)
    return None if told is None else told.in_language(lang)


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
            _label(each, view).in_language(lang),
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


def tell_name(standing: Standing, lang: str) -> str:
    """Tell the name, and beside it where the designation itself is not certain."""
    doubt = tell_doubt(standing)
    name = standing.hospital.name
    if doubt is None or standing.is_certain:
        return name
    return Words(f"{name}（{doubt.ja}）", f"{name} ({doubt.en})").in_language(lang)


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
    """Give the counts in words: kind and number, a pair where kinds are not known.

    Of the packaged list they are of the hospitals held, and said to be; the two of the National Cancer
    Center are known.
    """
    counts: Mapping[Kind, Pair] = count_kinds(view.standings)
    lines = [(kind.value, kind.label, counts[kind]) for kind in Kind]
    lines += [
        ("hubs", Words("拠点病院の計", "hubs in all"), count_hubs(view.standings)),
        ("all", Words("合計", "all"), count_all(view.standings)),
    ]
    official, may_lack = view.official, view.atlas.may_lack(view.snapshot.day)
    for key, label, pair in lines:
        told = Words(str(pair), str(pair))
        if not view.is_whole and key != Kind.NCC.value:
            told = tell_count(pair, official.get(key, ()), may_lack=may_lack)
        yield label.in_language(lang), told.in_language(lang)


def tell_blank(view: View) -> Words:
    """Tell how many areas are blank, and how many blank cancer areas are not among them."""
    blank = count_blank(view.covers)
    others = len(other_cancer_areas(view.atlas, view.snapshot, view.prefectures))
    told = Words(f"空白の医療圏: {blank}", f"blank areas: {blank}")
    if others:
        told = Words(
            f"{told.ja}（ほかに、二次医療圏と範囲の違う公表の空白 {others}）",
            f"{told.en} (besides {others} official ones that are not one secondary area)",
        )
    return beside_published(told, view.official.get("blank_areas", ()))


def tell_covers(view: View, lang: str) -> str:
    """Tell how many areas are of which class, in the order of the classes."""
    counts: dict[str, int] = {}
    for each in sorted(view.covers, key=lambda each: _ORDER[each.cover]):
        label = _label(each, view).in_language(lang)
        counts[label] = counts.get(label, 0) + 1
    sign = Words("、", ", ").in_language(lang)
    return sign.join(f"{label} {count}" for label, count in counts.items())


def _label(cover: AreaCover, view: View) -> Words:
    return NOT_RECORDED if is_before_recording(view.atlas, view.snapshot) else cover.label


_ORDER = {cover: number for number, cover in enumerate(Cover)}


def _area_name(standing: Standing, view: View) -> str:
    area = view.atlas.frame.areas.get(standing.hospital.area)
    return "" if area is None else area.name


def notes_of(view: View) -> tuple[Words, ...]:
    """Tell what stands behind the figures and what has no row, to be printed with them."""
    frame = frame_note(view.atlas.geography, view.prefectures)
    notes = () if frame is None else (frame,)
    if view.atlas.official is not None:
        notes = (*notes, PUBLIC)
    standing = frozenset(each.hospital.id for each in view.standings)
    return (
        *notes,
        *recording_note(view.atlas, view.snapshot),
        *before_the_list(view.atlas, view.snapshot, view.standings),
        RANGE if view.is_whole else NO_BOUND,
        *tell_without_area((each for each in view.standings if not each.hospital.area), view.atlas),
        *tell_cancer_areas(view.atlas, view.snapshot, view.prefectures),
        *pending_notes(view.pending, view.atlas.network.hospitals, standing, view.snapshot.day),
        *residents(view.covers),
    )
