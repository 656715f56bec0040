"""The sites of Japan: hospitals designated on a day, and existing hospitals that could be next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kinten.coverage.blank import AreaCover, Cover
from kinten.coverage.linking import Listed, link_hospitals
from kinten.coverage.volume import Discharges
from kinten.data.loading import open_packaged
from kinten.desk.atlas import Atlas
from kinten.desk.cancer_areas import other_cancer_areas
from kinten.desk.opening import all_hospitals, is_same_hospital
from kinten.desk.volumes import load_discharges
from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words

SITE_TABLES = ("all_hospitals.parquet", "dpc_discharges.parquet", "dpc_hospitals.csv")


class Where(StrEnum):
    """The areas in which a hospital is a candidate."""

    BLANK = "blank"
    POSSIBLE = "possible"
    ALL = "all"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _WHERES[self]


_WHERES = {
    Where.BLANK: Words("空白の医療圏", "blank areas"),
    Where.POSSIBLE: Words("空白か、空白の可能性のある医療圏", "areas that are or may be blank"),
    Where.ALL: Words("すべての医療圏", "all areas"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An existing hospital without a designation. ``beds`` are general beds.

    ``group`` is the area of which at most one candidate opens, ``where`` its name. ``discharges`` are the
    published cancer discharges of 2021 (at least; None where none is published), ``is_surveyed`` whether
    a hospital of the survey is known to be this one.
    """

    hospital: Hospital
    beds: int | None
    group: str
    where: Words
    discharges: int | None
    is_surveyed: bool


@dataclass(frozen=True, slots=True)
class Sites:
    """Who stands and who could be next, and who is in neither for a reason that is told.

    ``standing`` are certainly designated on the day and have a place, ``unplaced`` have none,
    ``uncertain`` may be designated. ``groups`` counts the areas that have a candidate; ``empty`` are
    the names of the areas in question without one; ``without_beds`` counts hospitals of these areas
    whose general beds are not given, ``without_place`` names those without a place, and
    ``without_volume`` those with fewer published discharges than asked for. ``in_doubt`` are areas in
    which no hospital is listed and that may be blank, where these have no candidates.
    """

    standing: tuple[Hospital, ...]
    unplaced: tuple[Hospital, ...]
    uncertain: tuple[Hospital, ...]
    candidates: tuple[Candidate, ...]
    empty: tuple[Words, ...]
    without_beds: int
    without_place: tuple[Hospital, ...]
    without_volume: tuple[Candidate, ...]
    in_doubt: tuple[Words, ...]

    @property
    def groups(self) -> tuple[frozenset[int], ...]:
        """The places of the candidates of each area, in the order of the areas."""
        found: dict[str, set[int]] = {}
        for place, each in enumerate(self.candidates):
            found.setdefault(each.group, set()).add(place)
        return tuple(frozenset(each) for each in found.values())

    @property
    def order(self) -> tuple[int, ...]:
        """The places of the candidates: most published discharges first, then most beds."""

        def rank(place: int) -> tuple[int, int, str]:
            each = self.candidates[place]
            return (-(each.discharges or 0), -(each.beds or 0), each.hospital.id)

        return tuple(sorted(range(len(self.candidates)), key=rank))


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which hospitals are candidates: where, with how many general beds and published discharges at least.

    Nought asks for nothing. ``only`` leaves those registry ids.
    """

    where: Where = Where.BLANK
    min_beds: int = 0
    min_discharges: int = 0
    only: frozenset[str] | None = None


def find_sites(
    atlas: Atlas, snapshot: Snapshot, asked: Conditions, *, needs_place: bool = True
) -> Sites:
    """Find the standing sites and the candidates.

    Without ``needs_place`` (minutes of a table) a hospital without a place takes part too.
    """
    certain = [each.hospital for each in snapshot.standings if each.is_certain]
    places = _places(atlas, snapshot, asked.where)
    beds = _general_beds()
    everywhere = tuple(_in_frame(atlas))
    there = _not_designated(
        (each for each in everywhere if places.group_of(each) is not None), snapshot
    )
    large = [
        each
        for each in there
        if (asked.only is None or each.id in asked.only)
        and (asked.min_beds == 0 or (beds[each.id] or 0) >= asked.min_beds)
    ]
    placed = [each for each in large if each.point is not None or not needs_place]
    volumes = link_candidates(placed, everywhere, load_discharges())
    known = [_candidate(each, beds, places, volumes) for each in placed]
    candidates = tuple(each for each in known if (each.discharges or 0) >= asked.min_discharges)
    held = {each.group for each in candidates}
    return Sites(
        tuple(each for each in certain if each.point is not None or not needs_place),
        tuple(each for each in certain if each.point is None and needs_place),
        tuple(each.hospital for each in snapshot.standings if not each.is_certain),
        candidates,
        tuple(name for group, name in places.names.items() if group not in held),
        sum(beds[each.id] is None for each in there) if asked.min_beds else 0,
        tuple(each for each in large if each.point is None and needs_place),
        tuple(each for each in known if (each.discharges or 0) < asked.min_discharges),
        places.in_doubt,
    )


@dataclass(frozen=True, slots=True)
class _Places:
    """The areas in question: names by group, and which municipalities are an odd cancer area of their own."""

    names: Mapping[str, Words]
    odd: Mapping[str, str]
    in_doubt: tuple[Words, ...]

    def group_of(self, hospital: Hospital) -> str | None:
        """Give the group of a hospital, None where its place is not in question."""
        odd = self.odd.get(hospital.municipality)
        if odd is not None:
            return odd
        return hospital.area if hospital.area in self.names else None


def _places(atlas: Atlas, snapshot: Snapshot, where: Where) -> _Places:
    covers = atlas.covers(snapshot)
    asked = [each for each in covers if _is_asked(each, where, is_whole=atlas.official is None)]
    names = {each.area.code: each.area.told for each in asked}
    odd: dict[str, str] = {}
    for each in other_cancer_areas(atlas, snapshot, PREFECTURES):
        if each.municipalities:
            group = f"{each.prefecture} {each.name}"
            told = PREFECTURES[each.prefecture]
            names[group] = Words(
                f"{told.ja} {each.name}（がん医療圏）", f"{each.name} ({told.en}, cancer area)"
            )
            odd |= dict.fromkeys(each.municipalities, group)
    in_doubt = tuple(
        each.area.told for each in covers if each.is_blank is None and each.area.code not in names
    )
    return _Places(names, odd, in_doubt)


def _is_asked(cover: AreaCover, where: Where, *, is_whole: bool) -> bool:
    """Whether the hospitals of an area are candidates; a user's own list of the designated is whole."""
    if where is Where.ALL or cover.is_blank:
        return True
    may_be = where is Where.POSSIBLE or (is_whole and cover.cover is Cover.NOT_LISTED)
    return may_be and cover.is_blank is None


def _in_frame(atlas: Atlas) -> Iterator[Hospital]:
    """Give all hospitals with the area that their municipality has in the frame in which places are told."""
    frame = atlas.frame.id
    for each in all_hospitals():
        home = atlas.geography.municipalities.get(each.municipality)
        area = each.area if home is None else home.areas.get(frame, each.area)
        yield each if area == each.area else replace(each, area=area)


def _not_designated(hospitals: Iterable[Hospital], snapshot: Snapshot) -> list[Hospital]:
    """Leave out those that are or may be designated, by registry id, else by name and prefecture."""
    listed = {each.hospital.registry_id for each in snapshot.standings}
    others = [each.hospital for each in snapshot.standings if not each.hospital.registry_id]
    return [
        each
        for each in hospitals
        if each.id not in listed and not any(is_same_hospital(each, one) for one in others)
    ]


def _general_beds() -> Mapping[str, int | None]:
    import polars as pl

    with open_packaged("all_hospitals.parquet") as stream:
        table = pl.read_parquet(stream, columns=["registry_id", "beds_general"])
    return dict(table.iter_rows())


def _candidate(
    hospital: Hospital,
    beds: Mapping[str, int | None],
    places: _Places,
    volumes: Mapping[str, int | None],
) -> Candidate:
    group = places.group_of(hospital) or hospital.area
    return Candidate(
        hospital,
        beds[hospital.id],
        group,
        places.names[group],
        volumes.get(hospital.id),
        hospital.id in volumes,
    )


def link_candidates(
    candidates: Sequence[Hospital], others: Iterable[Hospital], discharges: Discharges
) -> Mapping[str, int | None]:
    """Give the published cancer discharges of candidates that a hospital of the survey is known to be.

    By name (with or without its founder's) within the prefecture and the area, and only where no other
    hospital of the list (``others``, the candidates among them) fits; a sum of published cells, None
    where no cell is published.
    """
    wanted = {each.id: each.area for each in candidates}
    prefectures = {each.prefecture for each in candidates}
    surveyed = [
        Listed(str(each.code), (each.name,), each.prefecture, each.area)
        for each in discharges.hospitals.values()
        if each.prefecture in prefectures
    ]
    own = [
        Listed(each.id, (each.name,), each.prefecture, each.area)
        for each in others
        if each.prefecture in prefectures
    ]
    summed = discharges.by_hospital()
    found: dict[str, int | None] = {}
    for link in link_hospitals(surveyed, own):
        row = discharges.hospitals[int(link.key)]
        if link.other in wanted and row.area in {"", wanted[link.other]}:
            found[link.other] = summed.get(row.code)
    return found
