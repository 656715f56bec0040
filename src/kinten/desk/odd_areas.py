"""A cancer area that is not one secondary medical area, asked for by name: what is held of it is told."""

import unicodedata

from kinten.coverage.blank import BlankArea, BlankList
from kinten.geography.frame import are_alike, split_prefecture
from kinten.geography.loading import Geography
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import FaultError, Words


def refuse_cancer_area(
    geography: Geography, official: BlankList | None, asked: str, prefecture: str | None
) -> None:
    """Raise where an official blank cancer area without a row of its own is meant, or may be meant too.

    Figures are of secondary medical areas: the fault tells which of them hold its municipalities.
    """
    where, name = split_prefecture(unicodedata.normalize("NFKC", asked).strip())
    inside = where or prefecture
    odd = [
        each
        for each in (() if official is None else official.areas)
        if not each.area and inside in (None, each.prefecture) and are_alike(each.name, name)
    ]
    if not odd or official is None:
        return
    found = geography.frame.named(name, inside)
    told = [_told(each, geography) for each in odd]
    ja, en = "、".join(each.ja for each in told), "; ".join(each.en for each in told)
    if not found:
        raise FaultError(
            Words(
                f"「{asked}」は二次医療圏ではなく、公表の空白のがん医療圏（{official.day}）です：{ja}。",
                f"“{asked}” is no secondary medical area but an official blank cancer area "
                f"({official.day}): {en}.",
            ),
            "--area",
            _mend(odd, geography),
        )
    areas = "、".join(f"{each.code} {each.told.ja}" for each in found)
    english = ", ".join(f"{each.code} {each.told.en}" for each in found)
    raise FaultError(
        Words(
            f"「{asked}」は二次医療圏（{areas}）の名でも、"
            f"公表の空白のがん医療圏（{official.day}）の名でもあります：{ja}。",
            f"“{asked}” is the name of a secondary medical area ({english}) and of an official blank "
            f"cancer area ({official.day}): {en}.",
        ),
        "--area",
        Words(
            f"二次医療圏なら符号か「都道府県 名称」で指定してください。がん医療圏なら、{_mend(odd, geography).ja}",
            "Give the code or the prefecture for the secondary area. For the cancer area: "
            f"{_mend(odd, geography).en}",
        ),
    )


def _told(area: BlankArea, geography: Geography) -> Words:
    where, places = PREFECTURES[area.prefecture], geography.municipalities
    if not area.municipalities:
        return Words(
            f"{where.ja} {area.name}（範囲を示す資料なし）",
            f"{area.name} in {where.en} (its municipalities are not published)",
        )
    inside = [places[code] for code in area.municipalities]
    people = sum(each.now or 0 for each in inside)
    names = [each.name for each in inside]
    return Words(
        f"{where.ja} {area.name}（{'・'.join(names)}、住民{people:,}人）",
        f"{area.name} in {where.en} ({', '.join(names)}; {people:,} residents)",
    )


def _mend(odd: list[BlankArea], geography: Geography) -> Words:
    """Tell which secondary areas hold its municipalities, or that only the prefecture can be asked for."""
    frame, places = geography.frame, geography.municipalities
    codes = sorted(
        {
            places[code].areas[frame.id]
            for each in odd
            for code in each.municipalities
            if frame.id in places[code].areas
        }
    )
    if codes:
        names = [f"{code} {frame.areas[code].name}" for code in codes]
        return Words(
            f"その市町村を含む二次医療圏（{'、'.join(names)}）で尋ねてください。",
            f"Ask for the secondary area that holds its municipalities ({', '.join(names)}).",
        )
    where = [PREFECTURES[each.prefecture] for each in odd]
    return Words(
        f"--prefecture {where[0].ja} で県内の二次医療圏を見てください。",
        f"See the secondary areas of the prefecture with --prefecture {where[0].en}.",
    )
