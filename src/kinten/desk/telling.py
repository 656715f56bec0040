"""What decided, told in short lines: figure, threshold, shortfall, share of the threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinten.desk.judging import Judged
from kinten.desk.states import first_reason, is_for_a_person, state_of_finding, urgency
from kinten.desk.telling_facts import (
    is_doubtful,
    is_range,
    label_of_fact,
    listed,
    tell_fact,
    tell_with_place,
    told_distance,
    told_number,
    told_percent,
    told_sign,
    told_threshold,
)
from kinten.desk.telling_staff import is_conflict, tell_conflict
from kinten.guideline.shapes import Compare, Comparison, MeetsClause
from kinten.verdict.finding import Deciding, Explanation, Finding
from kinten.verdict.settling import figure, threshold
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One figure against its threshold. ``percent`` is figure / threshold in percent."""

    finding: Finding
    fact: str
    value: Decimal | None
    threshold: Decimal
    comparison: Comparison
    is_share: bool

    @property
    def label(self) -> Words:
        """The words for the fact."""
        return CATALOGUE[self.fact].label

    @property
    def given(self) -> Given | None:
        """What the report says of the fact."""
        return self.finding.given[0]

    @property
    def is_dash(self) -> bool:
        """Whether the report says that the item does not apply."""
        return self.given is not None and self.given.is_dash

    @property
    def shortfall(self) -> Decimal | None:
        """By how much the figure misses a minimum; None where it does not, or has no figure."""
        if self.comparison is not Comparison.AT_LEAST or self.value is None:
            return None
        return self.threshold - self.value if self.value < self.threshold else None

    @property
    def short(self) -> tuple[Decimal, Decimal] | None:
        """By how much a minimum is missed, at least and at most: also where a range surely misses it."""
        if self.shortfall is not None:
            return self.shortfall, self.shortfall
        given = self.given
        if self.comparison is not Comparison.AT_LEAST or given is None or not is_range(given):
            return None
        low, high = Decimal(repr(given.low)), Decimal(repr(given.high))
        return (self.threshold - high, self.threshold - low) if high < self.threshold else None

    @property
    def excess(self) -> Decimal | None:
        """By how much the figure goes beyond a maximum; None where it does not, or has no figure."""
        if self.comparison is not Comparison.AT_MOST or self.value is None:
            return None
        return self.value - self.threshold if self.value > self.threshold else None

    @property
    def percent(self) -> Decimal | None:
        """The figure in percent of the threshold; of a range that misses it, the most it can be."""
        if not self.threshold:
            return None
        if self.value is None:
            return None if self.short is None else 100 - self.short[0] / self.threshold * 100
        return self.value / self.threshold * 100


def item_of(finding: Finding, explanation: Explanation) -> Item | None:
    """Give the figure a clause compares, None where it compares none."""
    test = finding.line.clause.test
    if not isinstance(test, Compare):
        return None
    step = explanation.program.steps[finding.line.test]
    is_share = CATALOGUE[test.fact].type is FactType.SHARE
    value = figure(finding, step)
    return Item(finding, test.fact, value, threshold(step), test.comparison, is_share)


def items_of(explanation: Explanation) -> tuple[Item, ...]:
    """Give every figure with a minimum, in the order of the text."""
    found = (item_of(finding, explanation) for finding in explanation.findings)
    return tuple(
        item for item in found if item is not None and item.comparison is Comparison.AT_LEAST
    )


def short_items(explanation: Explanation) -> tuple[Item, ...]:
    """Give the figures that miss their minimum, the lowest percent first."""
    short = [item for item in items_of(explanation) if item.short is not None]
    return tuple(sorted(short, key=lambda item: item.percent or Decimal(0)))


def lowest_percent(explanation: Explanation) -> Decimal:
    """Give the lowest figure in percent of its threshold; what has no figure comes after all others."""
    short = short_items(explanation)
    return Decimal("Infinity") if not short else short[0].percent or Decimal(0)


def tell_item(item: Item, lang: str) -> str:
    """Tell one figure: value, sign and threshold, shortfall and percent where it falls short."""
    label = item.label.in_language(lang)
    least = told_threshold(item.comparison, item.threshold, lang, is_share=item.is_share)
    if item.value is None:
        return _tell_without_value(item, label, least, lang)
    value = told_number(item.value, is_share=item.is_share)
    limit = told_number(item.threshold, is_share=item.is_share)
    if item.short is not None:
        missed = _tell_shortfall(item, lang)
        return f"{label} {value} {told_sign('＜', lang)} {limit}{missed}"
    if item.excess is not None:
        beyond = told_distance(item.excess, lang, is_share=item.is_share)
        over = Words(f"（{beyond}超過）", f" ({beyond} too many)").in_language(lang)
        return f"{label} {value} {told_sign('＞', lang)} {limit}{over}"
    if item.comparison is Comparison.EQUALS and item.value != item.threshold:
        return f"{label} {value} ≠ {limit}"
    return f"{label} {value} {least}"


def _tell_without_value(item: Item, label: str, least: str, lang: str) -> str:
    if item.short is not None:
        value = tell_fact(item.fact, item.given, lang)
        limit = told_number(item.threshold, is_share=item.is_share)
        missed = _tell_shortfall(item, lang)
        return f"{label} {value} {told_sign('＜', lang)} {limit}{missed}"
    if is_doubtful(item.given) or is_range(item.given):
        told = tell_with_place(item.fact, item.given, lang)
        words = Words(f"{label} {told}、基準 {least}", f"{label} {told}, threshold {least}")
    else:
        state = state_of_finding(item.finding)
        near = least.replace(" ", "")
        words = Words(f"{label} {state.ja}（{near}）", f"{label} {state.en} ({least})")
    return words.in_language(lang)


def tell_short(item: Item, lang: str) -> str:
    """Tell by how much a minimum is missed, as a range where the figure is one; empty where it is not."""
    if item.short is None:
        return ""
    least, most = (told_distance(each, lang, is_share=item.is_share) for each in item.short)
    return (
        least
        if least == most
        else Words(f"{least}〜{most}", f"{least} to {most}").in_language(lang)
    )


def tell_percent(item: Item, lang: str) -> str:
    """Tell a figure that misses in percent of the threshold, as the most it can be where it is a range."""
    if item.percent is None:
        return ""
    percent = told_percent(item.percent)
    most = Words(f"{percent}以下", f"at most {percent}").in_language(lang)
    return percent if item.value is not None else most


def _tell_shortfall(item: Item, lang: str) -> str:
    missing, percent = tell_short(item, lang), tell_percent(item, lang)
    if not percent:
        return Words(f"（{missing}不足）", f" ({missing} short)").in_language(lang)
    return Words(
        f"（{missing}不足、基準の{percent}）", f" ({missing} short, {percent} of the threshold)"
    ).in_language(lang)


def tell_reasons(explanation: Explanation, lang: str) -> tuple[str, ...]:
    """Tell the deciding set, a line for each clause, what a person must look at first on top."""
    found = {finding.line.clause.id: finding for finding in explanation.findings}
    return tuple(
        _tell(found.get(each.clause), each, explanation, lang)
        for each in sorted(explanation.reasons, key=urgency)
    )


def shorten(lines: Sequence[str], lang: str, most: int) -> list[str]:
    """Keep the first lines and say how many more there are."""
    if len(lines) <= most:
        return list(lines)
    more = len(lines) - most + 1
    return [*lines[: most - 1], Words(f"ほか{more}件", f"and {more} more").in_language(lang)]


def _tell(finding: Finding | None, deciding: Deciding, explanation: Explanation, lang: str) -> str:
    if finding is None:
        if explanation.conflict is not None and is_conflict(deciding):
            return tell_conflict(explanation, explanation.conflict, lang)
        return Words("条文の一部が未収載", "part of the text is not held").in_language(lang)
    item = item_of(finding, explanation)
    told = _tell_clause(finding, explanation, lang) if item is None else tell_item(item, lang)
    recorded = explanation.report.reasons.get(finding.line.clause.path, "").strip()
    if recorded and finding.verdict is Verdict.UNKNOWN:
        told += Words(f"（記載の理由：{recorded}）", f" (recorded reason: {recorded})").in_language(
            lang
        )
    return told


def _tell_clause(finding: Finding, explanation: Explanation, lang: str) -> str:
    """Tell a clause that compares no figure: its state, and what was written that cannot count."""
    label = finding.line.clause.label.in_language(lang)
    state = state_of_finding(finding).in_language(lang)
    told = f"{label}：{state}" if lang == "ja" else f"{label}: {state}"
    doubtful = [each for each in finding.evidence if is_doubtful(each.given)]
    if doubtful and finding.verdict is Verdict.UNKNOWN:
        words = [tell_with_place(fact, given, lang) for fact, given in doubtful]
        if len(finding.evidence) > 1:
            words = [
                f"{label_of_fact(each.fact, lang)} {word}"
                for each, word in zip(doubtful, words, strict=True)
            ]
        told = listed((told, *words), lang)
    inside = listed((tell_item(each, lang) for each in _open_inside(finding, explanation)), lang)
    if not inside:
        return told
    return f"{told}（{inside}）" if lang == "ja" else f"{told} ({inside})"


def _open_inside(finding: Finding, explanation: Explanation) -> list[Item]:
    """Give the figures that another clause, met through this one, misses or leaves to a person."""
    test = finding.line.clause.test
    is_open = finding.verdict is Verdict.UNMET or is_for_a_person(finding.reason)
    if not isinstance(test, MeetsClause) or not is_open:
        return []
    target = f"{explanation.program.edition.id}/{test.clause}/"
    dashed = (item for item in items_of(explanation) if item.is_dash)
    return [
        item
        for item in (*short_items(explanation), *dashed)
        if item.finding.line.clause.id.startswith(target)
    ]


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One thing a person has to judge: a figure with a minimum, or a clause told in words.

    ``is_short`` says that something is missed; else a 「-」, a text or the staff is to be confirmed.
    """

    item: Item | None
    words: str
    is_short: bool


def list_to_judge(explanation: Explanation, lang: str) -> tuple[ToJudge, ...]:
    """List what a person has to judge: figures that miss first, the lowest percent on top."""
    found = {finding.line.clause.id: finding for finding in explanation.findings}
    listing = []
    for each in explanation.reasons:
        if not is_for_a_person(each.reason):
            continue
        finding = found.get(each.clause)
        item = None if finding is None else item_of(finding, explanation)
        is_short = finding is not None and _is_missed(finding, explanation)
        listing.append(ToJudge(item, _tell(finding, each, explanation, lang), is_short))
    return tuple(sorted(listing, key=_place_to_judge))


def _is_missed(finding: Finding, explanation: Explanation) -> bool:
    """Whether something is missed, so that 概ね or 原則 leaves it to a person; not a 「-」 or a text."""
    if finding.reason not in (Reason.NEEDS_JUDGEMENT, Reason.REASON_NOT_REPORTED):
        return False
    inside = _open_inside(finding, explanation)
    if inside:
        return any(item.short is not None for item in inside)
    return not any(given is not None and given.is_dash for _, given in finding.evidence)


def _place_to_judge(each: ToJudge) -> Decimal:
    percent = None if each.item is None else each.item.percent
    return Decimal("Infinity") if percent is None else percent


def tell_earlier(item: Item, judged: Judged, lang: str) -> str:
    """Tell a figure of the hospital's report before, or that there is no such report."""
    earlier = judged.earlier
    if earlier is None:
        return Words("前回の報告なし", "no earlier report").in_language(lang)
    told = tell_fact(item.fact, earlier.facts.get(item.fact), lang)
    return Words(
        f"前回({earlier.year}) {told}", f"last report ({earlier.year}) {told}"
    ).in_language(lang)


def is_for_judgement(judged: Judged) -> bool:
    """Whether a person has to decide now: nothing is missing, and the text leaves it to a person."""
    explanation = judged.explanation
    if explanation.overall is not Verdict.UNKNOWN:
        return False
    return is_for_a_person(first_reason(explanation).reason)
