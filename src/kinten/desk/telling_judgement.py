"""What a person needs to judge one hospital, told line by line."""

from collections.abc import Iterable, Sequence

from kinten.desk.judging import Judged, Judgement, Neighbours
from kinten.desk.telling import (
    Item,
    ToJudge,
    list_to_judge,
    tell_earlier,
    tell_percent,
    tell_short,
)
from kinten.desk.telling_facts import (
    is_range,
    listed,
    tell_fact,
    told_number,
    told_threshold,
)
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Comparison
from kinten.report.model import Report
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words


def tell_reading(edition: Edition, lang: str) -> str:
    """Tell how 概ね was read."""
    if edition.roughly is None:
        return Words("概ね＝人が判断", "roughly = a person decides").in_language(lang)
    if edition.roughly == 1:
        return Words("概ね＝厳格（文言の数値どおり）", "roughly = strict").in_language(lang)
    return Words(
        f"概ね＝数値の{edition.roughly}倍", f"roughly = {edition.roughly} x the number"
    ).in_language(lang)


def tell_scope(judgement: Judgement, lang: str) -> str:
    """Name the part that was judged by its whole id, however it was typed."""
    scope = judgement.call.scope
    if scope is None or judgement.edition.whole_id(scope) == judgement.edition.id:
        return Words("版の全体", "the whole edition").in_language(lang)
    return judgement.edition.whole_id(scope)


def tell_call(judgement: Judgement, lang: str) -> list[str]:
    """Tell what was asked: scope, reading of 概ね, and everything laid over the edition."""
    call, edition = judgement.call, judgement.edition
    scope = tell_scope(judgement, lang)
    told = [
        Words(f"範囲 {scope}", f"scope {scope}").in_language(lang),
        tell_reading(edition, lang),
    ]
    overlay = edition.overlay
    if overlay is not None:
        if overlay.name:
            told.append(Words(f"案 {overlay.name}", f"scenario {overlay.name}").in_language(lang))
        changed = {**overlay.numbers, **overlay.strengths, **overlay.parameters}
        told.extend(
            Words(f"仮の変更 {name}={value}", f"what-if {name}={value}").in_language(lang)
            for name, value in changed.items()
        )
        told.extend(
            Words(f"読み方 {name}={value}", f"reading {name}={value}").in_language(lang)
            for name, value in overlay.readings.items()
        )
    if call.as_of is not None:
        told.append(
            Words(f"{call.as_of}に在職する人で計算", f"people serving on {call.as_of}").in_language(
                lang
            )
        )
    return told


def judgement_lines(judged: Judged, lang: str) -> Iterable[str]:
    """Give the lines a person needs for one judgement, ending in the empty line to fill in."""
    report = judged.report
    listing = list_to_judge(judged.explanation, lang)
    gap = "　" if lang == "ja" else ": "
    yield f"■ {report.hospital} {report.year}{gap}{_tell_count(listing, lang)}"
    for each in listing:
        told = each.words if each.item is None else _judgement_item(each.item, judged, lang)
        yield f"   {told}"
    share = tell_fact("resident_share", report.facts.get("resident_share"), lang)
    hubs = tell_neighbours(judged.neighbours, report, lang)
    yield "   " + Words(
        f"診療割合 {share}　同一医療圏の他の拠点 {hubs}",
        f"share {share}; other hubs of the area: {hubs}",
    ).in_language(lang)
    for fact, label in _ASKED:
        given = report.facts.get(fact)
        nothing = Words("（記載なし）", "(not stated)").in_language(lang)
        told = nothing if given is None else " ".join(given.text.split()) or nothing
        yield f"   {label.in_language(lang)} {told}"
    yield "   " + Words(
        "判断：＿＿＿＿　理由：＿＿＿＿＿＿＿＿　判断者：＿＿＿＿",
        "Decision: ____  Reason: ________  Decided by: ____",
    ).in_language(lang)


_ASKED = (
    ("prefecture_opinion", Words("都道府県の意見", "opinion of the prefecture")),
    ("expected_remedy", Words("充足の見込み時期", "expected date of remedy")),
)


def tell_neighbours(neighbours: Neighbours, report: Report, lang: str) -> str:
    """Name the other hubs of the area, the first few of many; without any, how many the facts tell."""
    if not neighbours.names:
        told = Words("入力になし", "none in the inputs").in_language(lang)
        return told + _tell_placed(report, lang)
    more = Words(f"ほか{neighbours.more}施設", f"and {neighbours.more} more").in_language(lang)
    return listed((*neighbours.names, *([more] if neighbours.more else [])), lang)


def _tell_placed(report: Report, lang: str) -> str:
    """Tell how many other hubs the facts of the placement count, which hold the hospital itself too."""
    for fact, kinds, label in _PLACED:
        given = report.facts.get(fact)
        if given is None or not is_range(given):
            continue
        own = report.kind in kinds
        low, high = (max(0, int(each) - own) for each in (given.low, given.high))
        number = f"{low}" if low == high else Words(f"{low}〜{high}", f"{low} to {high}")
        ja, en = (number, number) if isinstance(number, str) else (number.ja, number.en)
        return Words(
            f"（配置の事実では{label.ja}他に{ja}）",
            f" (the placement facts tell of {en} other{label.en})",
        ).in_language(lang)
    return ""


_PLACED = (
    ("hubs_in_area", frozenset(each for each in Kind if each.is_hub), Words("", "")),
    (
        "regional_hubs_in_area",
        frozenset({Kind.REGIONAL}),
        Words("地域拠点が", " regional hubs"),
    ),
)
"""The facts that count hubs of the area, the kinds of hospital that each counts, and the words for them."""


def _tell_count(listing: Sequence[ToJudge], lang: str) -> str:
    """Count the items that are short, and those that are only to be confirmed."""
    short = sum(each.is_short for each in listing)
    others = len(listing) - short
    told = []
    if short or not others:
        told.append(Words(f"不足{short}項目", f"{short} short").in_language(lang))
    if others:
        told.append(Words(f"確認{others}項目", f"{others} to be confirmed").in_language(lang))
    return listed(told, lang)


def _judgement_item(item: Item, judged: Judged, lang: str) -> str:
    """Tell value, threshold, shortfall, percent of the threshold and last year's value."""
    value = tell_fact(item.fact, item.given, lang)
    least = told_number(item.threshold, is_share=item.is_share)
    if item.comparison is not Comparison.AT_LEAST:
        least = told_threshold(item.comparison, item.threshold, lang, is_share=item.is_share)
    told = [Words(f"値 {value}", f"value {value}"), Words(f"基準 {least}", f"threshold {least}")]
    if item.short is not None:
        missing, percent = tell_short(item, lang), tell_percent(item, lang)
        told.append(Words(f"不足 {missing}", f"short {missing}"))
        if percent:
            told.append(Words(f"基準の{percent}", f"{percent} of the threshold"))
    earlier = tell_earlier(item, judged, lang)
    told.append(Words(earlier, earlier))
    recorded = judged.report.reasons.get(item.finding.line.clause.path, "").strip()
    if recorded:
        told.append(Words(f"記載の理由 {recorded}", f"recorded reason {recorded}"))
    sign = "／" if lang == "ja" else " / "
    return f"{item.label.in_language(lang)}: {sign.join(each.in_language(lang) for each in told)}"
