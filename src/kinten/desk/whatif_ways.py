"""The ways of a scenario in words: minutes as a pair, who has a longer way, who gains."""

from kinten.desk.whatif import WhatIf
from kinten.desk.whatif_telling import tell_pair
from kinten.scenario.reaching import Minutes, WayChange
from kinten.vocabulary.wording import Words

Bounds = tuple[Words, int, int]
TO_WHOM = Words(
    "。最も近い拠点病院までの住民の平均です。「43〜55」は、類型や指定の不明な病院も拠点病院なら43分、確かな拠点病院だけなら55分のことです。",
    "; the residents' mean to the nearest hub. '43 to 55': 43 if hospitals of unknown kind or standing are hubs too, "
    "55 with the known hubs alone.",
)
BY_MUNICIPALITY = Words(
    "「遠くなる住民」「近くなる住民」は、最も近い拠点病院までの分が変わる市区町村の住民です（少なくとも〜多くとも）。",
    "Residents with a longer or shorter way are those of the municipalities whose minutes to the nearest hub change "
    "(at least to at most).",
)
_NO_WAY = Words("陸路なし", "no way by land")


def changed_ways(result: WhatIf) -> tuple[WayChange, ...]:
    """Give the areas whose cover stays and whose way changes, in the order of the codes."""
    told = {each.area.code for each in result.outcome.areas}
    changed = (each for code, each in result.reached.areas.items() if code not in told)
    return tuple(sorted(changed, key=lambda each: each.area.code))


def tell_minutes(minutes: Minutes, lang: str, decimals: int = 0) -> int | float | str:
    """Tell minutes: one number, or a pair where kinds are not known; and who has no way at all."""
    known = [each for each in (minutes.possible, minutes.certain) if each is not None]
    ends = sorted({_rounded(each, decimals) for each in known})
    if not ends:
        return _NO_WAY.in_language(lang)
    told = [str(each) for each in ends]
    if len(known) == 1:
        told.append(_NO_WAY.in_language(lang))
    cut_off = minutes.cut_off[1]
    if len(told) == 1 and not cut_off:
        return ends[0]
    joined = Words("〜", " to ").in_language(lang).join(told)
    if not cut_off or len(known) == 1:
        return joined
    return joined + Words(
        f"（ほかに陸路なし{cut_off:,}人）", f" ({cut_off:,} besides without a way)"
    ).in_language(lang)


def _rounded(minutes: float, decimals: int) -> int | float:
    return round(minutes, decimals) if decimals else round(minutes)


def tell_way(change: WayChange, lang: str) -> str:
    """Tell in one line how the minutes of an area change; empty where they stay."""
    before, after, most = (
        tell_minutes(each, lang, 1) for each in (change.before, change.after, change.at_most)
    )
    if before == after == most:
        return ""
    told = Words(f"拠点まで {before}分 → {after}分", f"to a hub {before} min → {after} min")
    if after != most:
        told = Words(
            f"{told.ja}（損失が最大のとき {most}分）",
            f"{told.en} ({most} min if all possible losses come)",
        )
    return told.in_language(lang)


def list_ways(result: WhatIf) -> tuple[Bounds, ...]:
    """List the people whose way to the nearest hub changes; what nobody has is left out."""
    listed = []
    kinds = (
        (
            result.reached.longer,
            Words("拠点が遠くなる住民", "residents with a longer way to a hub"),
        ),
        (
            result.reached.shorter,
            Words("拠点が近くなる住民", "residents with a shorter way to a hub"),
        ),
    )
    for (least, most), words in kinds:
        if most.people:
            aged = Words(f"{words.ja}のうち65歳以上", f"{words.en}, aged 65 and over")
            where = Words(f"{words.ja}のいる医療圏", f"areas of {words.en}")
            listed += [
                (words, least.people, most.people),
                (aged, least.aged_65, most.aged_65),
                (where, least.areas, most.areas),
            ]
    return tuple(listed)


def list_gains(result: WhatIf) -> tuple[Bounds, ...]:
    """List what openings give: areas with their first hospital or hub, and who lives there."""
    least, most = result.outcome.gained
    if not result.asked.opening:
        return ()
    whose = Words("新たに得る医療圏", "areas that gain")
    return (
        (Words("新たに指定する病院", "hospitals designated"), least.hospitals, most.hospitals),
        (
            Words("最初の病院・拠点を得る医療圏", "areas that get their first hospital or hub"),
            least.areas,
            most.areas,
        ),
        (Words("得る医療圏の住民", f"residents of {whose.en}"), least.people, most.people),
        (
            Words("得る医療圏の65歳以上", f"aged 65 and over in {whose.en}"),
            least.aged_65,
            most.aged_65,
        ),
        (
            Words("得る医療圏の2050年の住民", f"residents in 2050 of {whose.en}"),
            least.in_2050,
            most.in_2050,
        ),
    )


def tell_effects(result: WhatIf, lang: str) -> tuple[str, ...]:
    """Tell the sums of gains and of ways, a line for each that there is."""
    sign = Words("　", "; ").in_language(lang)
    return tuple(
        sign.join(
            f"{words.in_language(lang)} {tell_pair((low, high), lang)}" for words, low, high in each
        )
        for each in (list_gains(result), list_ways(result))
        if each
    )
