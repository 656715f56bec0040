"""The fixed words of the pages, in both languages."""

from collections.abc import Mapping
from types import MappingProxyType

from kinten.vocabulary.wording import Words

PAGE_WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "skip": Words("本文へ", "Skip to the content"),
        "summary": Words("集計", "Summary"),
        "each": Words("病院ごとの判定", "Hospital by hospital"),
        "each_year": Words("年ごとの判定", "Year by year"),
        "prefecture": Words("都道府県", "Prefecture"),
        "hospital": Words("病院", "Hospital"),
        "kind": Words("類型", "Kind"),
        "year": Words("年", "Year"),
        "of_year": Words("年", ""),
        "verdict": Words("判定", "Verdict"),
        "decided_by": Words("決め手", "What decided"),
        "standing": Words("公式の扱い", "Official handling"),
        "decision": Words("判断：", "Decision:"),
        "reason": Words("理由：", "Reason:"),
        "decider": Words("判断者：", "Decided by:"),
        "clauses": Words("条項ごとの判定", "Clause by clause"),
        "clause": Words("条項", "Clause"),
        "strength": Words("強さ", "Strength"),
        "value": Words("報告の値とセル", "Reported value and cell"),
        "threshold": Words("基準", "Threshold"),
        "short": Words("不足", "Short by"),
        "source": Words("出典", "Source"),
        "open": Words("原典", "open"),
        "plausibility": Words("報告の確からしさ", "Plausibility of the reports"),
        "gravity": Words("重さ", "Gravity"),
        "found": Words("気づいた点", "What was found"),
        "rule": Words("規則", "Rule"),
        "place": Words("場所", "Place"),
        "nothing": Words("気づいた点はありません。", "Nothing was found."),
        "sources": Words("入力と出典", "Inputs and sources"),
    }
)
