"""Who may need care, and where they count as living: residents by municipality or area, now and later.

People are counted at the office of their municipality, or at the point of their area. Those of 2025
are counted in the register; those of later years are projected from the census of 2020, so that the
two differ in what they count as well as in the year.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from kinten.geography.area import Area
from kinten.geography.loading import Geography
from kinten.geography.municipality import Municipality
from kinten.geography.projection import PROJECTED_YEARS, Projected, load_projection
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
COUNTED_YEAR = 2025
"""The year of the register (1 January)."""
YEARS = (COUNTED_YEAR, *PROJECTED_YEARS)


class By(StrEnum):
    """The places at which people count."""

    MUNICIPALITY = "municipality"
    AREA = "area"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _BYS[self]


_BYS = {
    By.MUNICIPALITY: Words("市区町村", "municipality"),
    By.AREA: Words("二次医療圏", "secondary medical area"),
}


class Group(StrEnum):
    """Which people: everybody, or those from an age on."""

    ALL = "all"
    AGED_65 = "65"
    AGED_75 = "75"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _GROUPS[self]

    @property
    def from_age(self) -> int:
        """The age from which they count."""
        return 0 if self is Group.ALL else int(self.value)


_GROUPS = {
    Group.ALL: Words("住民", "residents"),
    Group.AGED_65: Words("65歳以上の住民", "residents aged 65 and over"),
    Group.AGED_75: Words("75歳以上の住民", "residents aged 75 and over"),
}


@dataclass(frozen=True, slots=True)
class Demand:
    """People by place. ``weights`` are whole people of the group, shape (places,).

    ``places`` are municipalities, or areas put as such (code and name of the area, its point as the
    office); ``areas`` is the code of each place's area in the frame in which the geography is told.
    ``notes`` say what has to stand beside any figure made of them.
    """

    by: By
    group: Group
    year: int
    places: tuple[Municipality, ...]
    areas: tuple[str, ...]
    weights: Floats
    notes: tuple[Words, ...]

    @property
    def total(self) -> int:
        """All people of the group."""
        return int(self.weights.sum())

    @property
    def told(self) -> Words:
        """Who is counted, in one phrase."""
        group, by = self.group.label, self.by.label
        if self.year == COUNTED_YEAR:
            return Words(
                f"{group.ja}（2025年1月、{by.ja}別）", f"{group.en}, January 2025, by {by.en}"
            )
        return Words(
            f"{group.ja}（{self.year}年の推計、{by.ja}別）",
            f"{group.en}, projection of {self.year}, by {by.en}",
        )

    def within(self, areas: frozenset[str]) -> "Demand":
        """Keep the places of some areas, by their codes."""
        kept = [place for place, area in enumerate(self.areas) if area in areas]
        return replace(
            self,
            places=tuple(self.places[place] for place in kept),
            areas=tuple(self.areas[place] for place in kept),
            weights=self.weights[kept],
        )


def demand_of(
    geography: Geography,
    by: str = By.MUNICIPALITY,
    group: str = Group.ALL,
    year: int = COUNTED_YEAR,
) -> Demand:
    """Count the people of a group in a year at each municipality or area, in the order of the codes.

    Wards of designated cities and special wards are places of their own; a place without people of
    the group is none. FaultError for a year that is not held.
    """
    kind, whom = By(by), Group(group)
    if year not in YEARS:
        raise FaultError(
            Words(f"{year}年の人口はありません。", f"no residents of {year} are held."),
            "--year",
            Words(
                f"{'、'.join(map(str, YEARS))}のどれかにしてください。",
                f"Choose one of {', '.join(map(str, YEARS))}.",
            ),
        )
    frame = geography.current
    leaves = tuple(
        each
        for each in sorted(geography.municipalities.values(), key=lambda one: one.code)
        if each.is_leaf and frame in each.areas
    )
    people, notes = _people(leaves, whom, year)
    if kind is By.AREA:
        summed: dict[str, int] = dict.fromkeys(geography.frame.areas, 0)
        for each, count in zip(leaves, people, strict=True):
            summed[each.areas[frame]] += count
        counted = [(_as_place(geography.frame.areas[code]), n) for code, n in summed.items()]
    else:
        counted = list(zip(leaves, people, strict=True))
    there = [(place, count) for place, count in counted if count]
    return Demand(
        kind,
        whom,
        year,
        tuple(place for place, _ in there),
        tuple(place.areas[frame] for place, _ in there),
        np.array([count for _, count in there], dtype=np.float64),
        (_AT[kind], *notes),
    )


_AT = {
    By.MUNICIPALITY: Words(
        "人は市区町村の役所（役場）の位置に置いた。住んでいる場所ではない",
        "people are counted at the office of their municipality, not where they live",
    ),
    By.AREA: Words(
        "人は医療圏の人口重心（市区町村の役所を人口で重みづけた点）に置いた。住んでいる場所ではない",
        "people are counted at the point of their area (offices weighted by residents), "
        "not where they live",
    ),
}


def _as_place(area: Area) -> Municipality:
    """Put an area as a place that a way can start from."""
    return Municipality(
        area.code, area.name, "area", {area.frame: area.code}, area.point, None, area.people.now
    )


def _people(
    leaves: Sequence[Municipality], group: Group, year: int
) -> tuple[list[int], tuple[Words, ...]]:
    """Count the group in each municipality, with what has to be said of the count."""
    now = [
        each.now or 0 if group is Group.ALL else each.residents(group.from_age) for each in leaves
    ]
    if year == COUNTED_YEAR:
        unknown = sum((each.now or 0) - each.residents() for each in leaves if each.men)
        told = () if group is Group.ALL or not unknown else (_tell_unknown(unknown),)
        return now, (_COUNTED, *told)
    projected = load_projection(year)
    units = _units(leaves, projected)
    later = [0] * len(leaves)
    for total, members in units:
        if len(members) == 1:
            later[members[0]] = total.residents(group.from_age)
            continue
        parts = split(total.residents(group.from_age), [now[place] for place in members])
        for place, part in zip(members, parts, strict=True):
            later[place] = part
    names = [[leaves[place].name for place in members] for _, members in units if len(members) > 1]
    return later, (_PROJECTED, *map(_tell_split, names))


_COUNTED = Words(
    "2025年は住民基本台帳（1月1日）の数。推計（2020年国勢調査が基）とは数え方が違う",
    "2025 is the register of residents (1 January); the projection starts from the census of 2020",
)
_PROJECTED = Words(
    "将来の数は2020年国勢調査を基にした推計。2025年の住民基本台帳の数とは数え方が違う",
    "later years are a projection from the census of 2020; 2025 is the register of residents",
)


def _tell_unknown(people: int) -> Words:
    return Words(
        f"年齢不詳の{people:,}人は年齢別の数に入らない",
        f"{people:,} residents of unknown age are in no age group",
    )


def _tell_split(names: Sequence[str]) -> Words:
    listed = f"{names[0]}…{names[-1]}" if len(names) > 3 else "、".join(names)
    return Words(
        f"推計に一つずつの数がない{len(names)}市区町村（{listed}）は、まとめた数を2025年の台帳の人数で按分した",
        f"{len(names)} municipalities that the projection does not have one by one ({listed}): "
        "their sum is split by the register of 2025",
    )


def _units(
    leaves: Sequence[Municipality], projected: Mapping[str, Projected]
) -> list[tuple[Projected, list[int]]]:
    """Give each unit of the projection with the places of its municipalities in ``leaves``.

    Wards that are not in the table count through their city; other municipalities that are not
    count through the one unit of their prefecture that is no municipality (浜通り, 福島県).
    """
    found: dict[str, list[int]] = {}
    for place, each in enumerate(leaves):
        row = projected.get(each.code)
        if row is not None and not row.is_sum:
            code = each.code
        elif each.parent in projected:
            code = each.parent
        else:
            code = f"{each.prefecture}999"
        if code in projected:
            found.setdefault(code, []).append(place)
    return [(projected[code], members) for code, members in found.items()]


def split(total: int, weights: Iterable[int]) -> list[int]:
    """Split a whole number by weights into whole parts that add up to it (largest remainders first)."""
    by = np.array(list(weights), dtype=np.float64)
    if not by.sum():
        by = np.ones_like(by)
    exact = by * (total / by.sum())
    parts = np.floor(exact)
    left = round(total - parts.sum())
    parts[np.argsort(-(exact - parts), kind="stable")[:left]] += 1
    return [int(each) for each in parts]
