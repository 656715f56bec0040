"""Hospitals that are or may be hubs, but whose place or whose area of the day is not known: named."""

from collections.abc import Collection, Iterable, Sequence

from kinten.coverage.travel import Ways
from kinten.desk.atlas import Atlas
from kinten.network.history import Standing
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


def tell_displaced(
    hubs: Sequence[Standing], ways: Ways, atlas: Atlas, prefectures: Collection[str]
) -> tuple[Words, ...]:
    """Name those of some prefectures without a measured way, and those in no area of the frame."""
    inside = [each for each in hubs if each.hospital.prefecture in prefectures]
    measured = {each.id for each in ways.hospitals}
    areas = atlas.frame.areas
    found: list[Words] = []
    unmeasured = [each for each in inside if each.hospital.id not in measured]
    if unmeasured:
        named = _named(unmeasured, atlas)
        found.append(
            Words(
                f"位置が不明で、分に入っていない病院：{named.ja}",
                f"Hospitals whose place is not known and to which no minutes are counted: {named.en}",
            )
        )
    return (*found, *tell_without_area((e for e in inside if e.hospital.area not in areas), atlas))


def tell_without_area(standings: Iterable[Standing], atlas: Atlas) -> tuple[Words, ...]:
    """Name hospitals of which it is not known in which area of the frame they lie."""
    nowhere = list(standings)
    if not nowhere:
        return ()
    named = _named(nowhere, atlas)
    return (
        Words(
            f"この日の医療圏の版での所在が不明で、どの医療圏の病院にも数えていない病院：{named.ja}",
            f"Hospitals whose area on this day's frame is not known, counted in no area: {named.en}",
        ),
    )


def _named(standings: Iterable[Standing], atlas: Atlas) -> Words:
    areas = atlas.frame.areas
    ja, en = [], []
    for each in standings:
        hospital = each.hospital
        where = PREFECTURES.get(hospital.prefecture, Words("", ""))
        area = areas[hospital.area].name if hospital.area in areas else ""
        ja.append(f"{hospital.name}（{' '.join(filter(None, (where.ja, area)))}）")
        en.append(f"{hospital.name} ({', '.join(filter(None, (area, where.en)))})")
    return Words("、".join(ja), "; ".join(en))
