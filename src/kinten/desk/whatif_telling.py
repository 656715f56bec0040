"""A scenario and its outcome in words: what was asked, the sums, what follows, what could not be placed."""

from collections.abc import Iterable
from decimal import Decimal

from kinten.desk.noting import hub_notes
from kinten.desk.whatif import WhatIf
from kinten.guideline.overlaying import number_of
from kinten.scenario.curves import Step
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

_SEVERAL = 2
ONE_PASS = Words(
    "一度だけの計算です：この日の配置で判定し、未充足となる病院の指定がなくなるとして医療圏を数え直しました。"
    "その先の影響（下の「次に起こること」）は計算に入れていません。",
    "One pass: verdicts with the placement of this day; hospitals that become unmet lose the designation; areas are "
    "counted again. What follows from that is listed below and not acted on.",
)
ONE_COMPLETION = Words(
    "「可能性あり」は、報告にない値と人の判断を前後で同じとして、前は未充足でなく後は未充足となる場合がある病院です。",
    "'possibly': with the missing figures and persons' judgements taken the same before and after, there is a case in "
    "which the hospital is not unmet before and unmet after.",
)
NOT_LISTED = Words(
    "ネットワークにない病院は、失う指定がないので、失う病院の数に入れていません。",
    "A hospital that the network does not list has no designation to lose and is not counted.",
)
SAME_BEFORE = Words(
    "失う病院・医療圏・住民は、この計算の「前」（辞退・新たな指定も含む）と比べたものです。"
    "「この計算の値」の行が、上の結果です。",
    "Hospitals, areas and residents are against the 'before' of this calculation, withdrawals and openings included. "
    "The row of 'value here' is the result above.",
)
LOSES_LAST = Words("最後の病院・拠点を失う医療圏", "areas that lose their last hospital or hub")
UNCHANGED = Words("何も変えていません。", "Nothing was changed.")
FOLLOWS = Words("次に起こること", "What follows")
NOT_FOUND = Words(
    "ネットワークに見つからない報告（数に入れていない）", "not found in the network, not counted"
)


def tell_head(result: WhatIf, lang: str) -> str:
    """Tell the two editions, the day of the network and how many reports were judged."""
    day = result.snapshot.day
    return Words(
        f"{result.before.id} から {result.after.id} へ　配置は{day}　判定した報告 {len(result.joined.reports)}",
        f"from {result.before.id} to {result.after.id}, placement of {day}, "
        f"reports judged: {len(result.joined.reports)}",
    ).in_language(lang)


def tell_about(result: WhatIf, lang: str) -> tuple[tuple[str, str], ...]:
    """Tell which part of the edition and which reports were judged, by name."""
    call = result.asked.call
    scope = Words(call.scope, call.scope) if call.scope else _WHOLE
    years = _YEARS.get(call.years, Words(f"{call.years}年", call.years))
    pairs = [(Words("範囲", "scope"), scope), (Words("報告の年", "years of the reports"), years)]
    return tuple((name.in_language(lang), told.in_language(lang)) for name, told in pairs)


_WHOLE = Words("版の全体", "the whole edition")
_YEARS = {
    "latest": Words("病院ごとに最も新しい年", "each hospital's last"),
    "all": Words("すべて", "all"),
}


def list_bounds(result: WhatIf) -> tuple[tuple[Words, int, int], ...]:
    """List the sums of what is lost: what is counted, at least, at most."""
    least, most = result.outcome.at_least, result.outcome.at_most
    return (
        (Words("指定を失う病院", "hospitals that lose it"), least.hospitals, most.hospitals),
        (LOSES_LAST, least.areas, most.areas),
        (Words("住民", "residents"), least.people, most.people),
        (Words("うち65歳以上", "aged 65 and over"), least.aged_65, most.aged_65),
        (Words("2050年の住民", "residents in 2050"), least.in_2050, most.in_2050),
    )


def tell_bounds(result: WhatIf, lang: str) -> str:
    """Tell the sums: at least and at most."""
    told = "　".join(
        f"{words.in_language(lang)} {tell_pair((low, high), lang)}"
        for words, low, high in list_bounds(result)
    )
    apart = tell_without_projection(result, lang)
    if not apart:
        return told
    return told + Words(f"（{apart}）", f" ({apart})").in_language(lang)


def tell_without_projection(result: WhatIf, lang: str) -> str:
    """Tell how many of the areas have no projection and are left out of 2050; empty for none."""
    least, most = result.outcome.at_least.without_2050, result.outcome.at_most.without_2050
    if not most:
        return ""
    number = tell_pair((least, most), lang)
    return Words(
        f"推計のない医療圏 {number} を除く", f"without {number} areas that have no projection"
    ).in_language(lang)


def tell_scenario(result: WhatIf, lang: str) -> tuple[str, ...]:
    """Tell what was changed, how texts were read, and who was taken out or in."""
    asked = result.asked
    overlay = result.after.overlay
    lines: list[str | Words] = []
    if result.before.id != result.after.id:
        told = f"{result.before.id} → {result.after.id}"
        lines.append(Words(f"版: {told}", f"edition: {told}"))
    if overlay is not None and overlay.name:
        lines.append(overlay.name)
    given = {**(asked.call.overlay.get("set") or {}), **asked.call.changes}
    lines += [f"{name} = {value}" for name, value in given.items()]
    readings = {**(asked.call.overlay.get("reading") or {}), **asked.call.readings}
    lines += _each(
        (f"読み方: {name} = {value}", f"read: {name} = {value}") for name, value in readings.items()
    )
    lines += tell_equated(result)
    lines += _each((f"指定がなくなる: {name}", f"withdraws: {name}") for name in asked.without)
    lines += _each((f"新たに指定: {name}", f"designated: {name}") for name in asked.opening)
    hubs = tell_several_hubs(result)
    if hubs and not lines:
        lines.append(UNCHANGED)
    lines += hubs
    return tuple(each if isinstance(each, str) else each.in_language(lang) for each in lines)


def tell_several_hubs(result: WhatIf) -> list[Words]:
    """Tell the clause on several hubs in one area where its text is not held, and whom it may concern."""
    concerned = [
        report.hospital
        for report in result.joined.reports
        if report.kind is Kind.REGIONAL
        and (hubs := report.facts.get("regional_hubs_in_area")) is not None
        and hubs.high >= _SEVERAL
    ]
    names = dict.fromkeys(concerned)
    listed = Words("、".join(names), ", ".join(names))
    editions = {each.id: each for each in (result.before, result.after)}
    return [
        Words(
            f"{name}: 同一医療圏に地域拠点が複数ある場合の条項は未収載で、評価していません（{note.ja}）。"
            f"当たりうる病院: {listed.ja}",
            f"{name}: the clause on several regional hubs in one area is not held and was not evaluated "
            f"({note.en}). It may concern: {listed.en}",
        )
        for name, edition in editions.items()
        for note in hub_notes(edition)
        if names
    ]


def tell_equated(result: WhatIf) -> list[Words]:
    """Tell which fact was read for which other."""
    return _each(
        (f"読み替え: {name} = {value}", f"read for one another: {name} = {value}")
        for name, value in result.asked.equated.items()
    )


def _each(pairs: Iterable[tuple[str, str]]) -> list[Words]:
    return [Words(ja, en) for ja, en in pairs]


def tell_unmatched(result: WhatIf) -> tuple[str, ...]:
    """Name the reports that no hospital of the network matches, with their year."""
    return tuple(f"{each.hospital} {each.year}" for each in result.joined.unmatched)


def step_in_force(result: WhatIf) -> Step | None:
    """Give the step of the curve in which the threshold of this calculation lies."""
    here = threshold_in_force(result)
    if here is None:
        return None
    within = (each for each in result.curve if each.up_to is None or here <= each.up_to)
    found = next(within, None)
    is_below = found is None or (found.above is not None and here <= found.above)
    return None if is_below else found  # below the first step small counts are hidden


def threshold_in_force(result: WhatIf) -> Decimal | None:
    """Give the threshold of this calculation, of the clause whose curve was asked for."""
    if result.curve_clause is None:
        return None
    return number_of(result.after.clause(result.curve_clause))


def plain_number(number: Decimal | None) -> int | float | None:
    """Give a threshold as a whole number where it is one."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def tell_pair(pair: tuple[int, int], lang: str) -> str:
    """Tell at least and at most; one number where they are the same."""
    low, high = pair
    to = Words("〜", " to ").in_language(lang)
    return f"{low:,}" if low == high else f"{low:,}{to}{high:,}"
