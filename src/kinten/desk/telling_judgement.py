"""What a person needs to judge one hospital, told line by line."""

from collections.abc import Iterable

from kinten.desk.judging import Judged
from kinten.desk.telling import Item, short_items, told_number, value_of
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


def judgement_lines(judged: Judged, lang: str) -> Iterable[str]:
    """Give the lines a person needs for one judgement, ending in the empty line to fill in."""
    items = short_items(judged.explanation)
    report = judged.report
    head = f"■ {report.hospital} {report.year}"
    count = Words(f"不足{len(items)}項目", f"{len(items)} short").in_language(lang)
    share = told_number(value_of(report, "resident_share"), is_share=True, lang=lang)
    hubs = "、".join(judged.neighbours) or Words("入力になし", "none in the inputs").in_language(
        lang
    )
    yield f"{head}　{count}"
    for item in items:
        yield "   " + _judgement_item(item, judged, lang)
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
    missing = told_number(item.shortfall, is_share=item.is_share)
    before = told_number(value_of(judged.earlier, fact), is_share=item.is_share, lang=lang)
    year = "" if judged.earlier is None else f"({judged.earlier.year})"
    return Words(
        f"{item.label.ja}: 値 {value}／基準 {least}／不足 {missing}／基準の{item.percent:.1f}%／前回{year} {before}",
        f"{item.label.en}: value {value} / threshold {least} / short {missing} / "
        f"{item.percent:.1f} % / before{year} {before}",
    ).in_language(lang)
