"""The official blank cancer areas that are not one secondary medical area: told beside every count."""

from collections.abc import Iterable
from typing import Any

from kinten.coverage.blank import BlankArea
from kinten.desk.atlas import Atlas
from kinten.network.history import Snapshot
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def other_cancer_areas(
    atlas: Atlas, snapshot: Snapshot, prefectures: Iterable[str]
) -> tuple[BlankArea, ...]:
    """Give those of some prefectures; none before the day of the list, or without a list."""
    asked = frozenset(prefectures)
    official = atlas.official
    if official is None or not official.is_known(snapshot):
        return ()
    return tuple(each for each in official.areas if not each.area and each.prefecture in asked)


def cancer_areas_document(areas: Iterable[BlankArea], atlas: Atlas) -> list[dict[str, Any]]:
    """List them; the residents are None where no source gives the municipalities."""
    return [
        {
            "prefecture": each.prefecture,
            "name": each.name,
            "municipalities": list(each.municipalities),
            "population": _residents(each, atlas),
        }
        for each in areas
    ]


def tell_cancer_areas(
    atlas: Atlas, snapshot: Snapshot, prefectures: Iterable[str]
) -> tuple[Words, ...]:
    """Tell how many blank cancer areas are official, and name those that no secondary area shows.

    Of part of the country only those of its prefectures are named; nothing where there is none.
    """
    asked = frozenset(prefectures)
    official = atlas.official
    others = other_cancer_areas(atlas, snapshot, asked)
    if official is None or not others:
        return ()
    ja = "、".join(_told(each, atlas).ja for each in others)
    en = "; ".join(_told(each, atlas).en for each in others)
    if asked != frozenset(PREFECTURES):
        return (
            Words(
                f"公表の空白のがん医療圏（{official.day}）のうち、二次医療圏と範囲が違い、ここに行のないもの：{ja}",
                f"Official blank cancer areas ({official.day}) that are not one secondary area and "
                f"have no row here: {en}",
            ),
        )
    total, odd = len(official.areas), len(others)
    return (
        Words(
            f"公表の空白（{official.day}）{total}のうち{total - odd}は二次医療圏と同じ、"
            f"{odd}つは二次医療圏と範囲が違い表に行がない：{ja}",
            f"Of the {total} official blank cancer areas ({official.day}) {total - odd} are secondary "
            f"areas; {odd} are not one secondary area and have no row: {en}",
        ),
    )


def _told(area: BlankArea, atlas: Atlas) -> Words:
    where = PREFECTURES[area.prefecture]
    people = _residents(area, atlas)
    if people is None:
        return Words(
            f"{where.ja} {area.name}（範囲を示す資料なし）",
            f"{area.name} in {where.en} (its municipalities are not published)",
        )
    names = [atlas.geography.municipalities[code].name for code in area.municipalities]
    return Words(
        f"{where.ja} {area.name}（{'・'.join(names)}、住民{people:,}人）",
        f"{area.name} in {where.en} ({', '.join(names)}; {people:,} residents)",
    )


def _residents(area: BlankArea, atlas: Atlas) -> int | None:
    if not area.municipalities:
        return None
    return sum(atlas.geography.municipalities[code].now or 0 for code in area.municipalities)
