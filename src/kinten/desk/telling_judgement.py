"""What a person needs to judge one hospital, told line by line."""

from collections.abc import Iterable

from kinten.desk.judging import Judged, Judgement
from kinten.desk.telling import (
    Item,
    short_items,
    tell_judged_otherwise,
    told_number,
    told_shortfall,
    value_of,
)
from kinten.guideline.edition import Edition
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


def tell_call(judgement: Judgement, lang: str) -> list[str]:
    """Tell what was asked: scope, reading of 概ね, and everything laid over the edition."""
    call, edition = judgement.call, judgement.edition
    scope = call.scope or Words("版の全体", "the whole edition").in_language(lang)
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
    deciding = {each.clause for each in judged.explanation.reasons}
    short = short_items(judged.explanation)
    items = [each for each in short if each.finding.line.clause.id in deciding]
    report = judged.report
    others = list(tell_judged_otherwise(judged.explanation, lang))
    head = f"■ {report.hospital} {report.year}"
    count = Words(
        f"不足{len(items) + len(others)}項目", f"{len(items) + len(others)} short"
    ).in_language(lang)
    share = told_number(value_of(report, "resident_share"), is_share=True, lang=lang)
    hubs = "、".join(judged.neighbours) or Words("入力になし", "none in the inputs").in_language(
        lang
    )
    yield f"{head}　{count}"
    for item in items:
        yield "   " + _judgement_item(item, judged, lang)
    for line in others:
        yield f"   {line}"
    yield "   " + Words(
        f"診療割合 {share}　同一医療圏の他の拠点 {hubs}",
        f"share {share}; other hubs of the area: {hubs}",
    ).in_language(lang)
    for fact, label in _ASKED:
        given = report.facts.get(fact)
        told = (
            given.text
            if given is not None and given.text
            else Words("（記載なし）", "(not stated)").in_language(lang)
        )
        yield f"   {label.in_language(lang)} {told}"
    yield "   " + Words(
        "判断：＿＿＿＿　理由：＿＿＿＿＿＿＿＿　判断者：＿＿＿＿",
        "Decision: ____  Reason: ________  Decided by: ____",
    ).in_language(lang)


_ASKED = (
    ("prefecture_opinion", Words("都道府県の意見", "opinion of the prefecture")),
    ("expected_remedy", Words("充足の見込み時期", "expected date of remedy")),
)


def _judgement_item(item: Item, judged: Judged, lang: str) -> str:
    fact = item.finding.evidence[0].fact
    value = told_number(item.value, is_share=item.is_share, lang=lang)
    least = told_number(item.threshold, is_share=item.is_share)
    missing = told_shortfall(item, lang)
    before = told_number(value_of(judged.earlier, fact), is_share=item.is_share, lang=lang)
    year = "" if judged.earlier is None else f"({judged.earlier.year})"
    return Words(
        f"{item.label.ja}: 値 {value}／基準 {least}／不足 {missing}／基準の{item.percent:.1f}%／前回{year} {before}",
        f"{item.label.en}: value {value} / threshold {least} / short {missing} / "
        f"{item.percent:.1f} % / before{year} {before}",
    ).in_language(lang)
