"""What decided, told in short lines: figure, threshold, shortfall, share of the threshold."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from kinten.desk.judging import Judged
from kinten.desk.states import first_reason, state_of_finding, urgency
from kinten.guideline.shapes import Compare, Comparison, MeetsClause
from kinten.report.model import Report
from kinten.verdict.finding import Explanation, Finding
from kinten.verdict.settling import figure, threshold
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.people import ROLES
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Item:
    """One figure against its threshold. ``percent`` is figure / threshold in percent."""

    finding: Finding
    label: Words
    value: Decimal | None
    threshold: Decimal
    sign: str
    is_share: bool

    @property
    def shortfall(self) -> Decimal | None:
        """By how much the figure misses a minimum; None where it does not, or has no figure."""
        if self.value is None or self.value >= self.threshold:
            return None
        return self.threshold - self.value

    @property
    def percent(self) -> Decimal | None:
        """The figure in percent of the threshold."""
        if self.value is None or not self.threshold:
            return None
        return self.value / self.threshold * 100


def item_of(finding: Finding, explanation: Explanation) -> Item | None:
    """Give the figure a clause compares, None where it compares none."""
    test = finding.line.clause.test
    if not isinstance(test, Compare):
        return None
    step = explanation.program.steps[finding.line.test]
    definition = CATALOGUE[test.fact]
    return Item(
        finding,
        definition.label,
        figure(finding, step),
        threshold(step),
        test.comparison.sign,
        definition.type is FactType.SHARE,
    )


def items_of(explanation: Explanation) -> tuple[Item, ...]:
    """Give every figure with a minimum, in the order of the text."""
    found = (item_of(finding, explanation) for finding in explanation.findings)
    return tuple(
        item for item in found if item is not None and item.sign == Comparison.AT_LEAST.sign
    )


def short_items(explanation: Explanation) -> tuple[Item, ...]:
    """Give the figures that miss their minimum, the lowest percent first."""
    short = [item for item in items_of(explanation) if item.shortfall is not None]
    return tuple(sorted(short, key=lambda item: item.percent or Decimal(0)))


def lowest_percent(explanation: Explanation) -> Decimal:
    """Give the lowest figure in percent of its threshold; what has no figure comes after all others."""
    short = short_items(explanation)
    return Decimal("Infinity") if not short else short[0].percent or Decimal(0)


def told_number(value: Decimal | None, *, is_share: bool, lang: str = "ja") -> str:
    """Write a figure for people: 1,453 or 26 %, 「未報告」 where there is none."""
    if value is None:
        return Words("未報告", "not reported").in_language(lang)
    if is_share:
        return f"{(value * 100).normalize() + 0:f}%"
    return f"{value.normalize() + 0:,f}"


def told_shortfall(item: Item, lang: str) -> str:
    """Write by how much a figure falls short: a share in points."""
    if item.shortfall is None:
        return ""
    told = told_number(item.shortfall, is_share=item.is_share)
    return told.replace("%", Words("ポイント", " points").in_language(lang))


def tell_item(item: Item, lang: str) -> str:
    """Tell one figure: value, sign and threshold, shortfall and percent where it falls short."""
    label = item.label.in_language(lang)
    value = told_number(item.value, is_share=item.is_share, lang=lang)
    told = f"{label} {value} {item.sign} {told_number(item.threshold, is_share=item.is_share)}"
    if item.value is None:
        state = state_of_finding(item.finding).in_language(lang)
        least = told_number(item.threshold, is_share=item.is_share)
        return f"{label} {state}（{item.sign}{least}）"
    if item.shortfall is None or item.percent is None:
        return told
    missing = told_shortfall(item, lang)
    below = told.replace(item.sign, "＜" if item.sign == "≧" else "≠")
    short = Words(
        f"（{missing}不足、基準の{item.percent:.1f}%）",
        f" ({missing} short, {item.percent:.1f} % of it)",
    )
    return below + short.in_language(lang)


def tell_reasons(explanation: Explanation, lang: str) -> tuple[str, ...]:
    """Tell the deciding set, a line for each clause, what a person must look at first on top."""
    found = {finding.line.clause.id: finding for finding in explanation.findings}
    return tuple(
        _tell(found.get(each.clause), each.clause, explanation, lang)
        for each in sorted(explanation.reasons, key=urgency)
    )


def shorten(lines: Sequence[str], lang: str, most: int = 6) -> list[str]:
    """Keep the first lines and say how many more there are."""
    if len(lines) <= most:
        return list(lines)
    more = len(lines) - most + 1
    return [*lines[: most - 1], Words(f"ほか{more}件", f"and {more} more").in_language(lang)]


def _tell(finding: Finding | None, clause: str, explanation: Explanation, lang: str) -> str:
    if finding is None:
        return _tell_without_clause(clause, explanation, lang)
    item = item_of(finding, explanation)
    if item is not None:
        return tell_item(item, lang)
    label = finding.line.clause.label.in_language(lang)
    state = state_of_finding(finding).in_language(lang)
    told = f"{label}：{state}" if lang == "ja" else f"{label}: {state}"
    recorded = explanation.report.reasons.get(finding.line.clause.path, "").strip()
    if recorded and finding.verdict is Verdict.UNKNOWN:
        told += Words(f"（記載の理由：{recorded}）", f" (recorded reason: {recorded})").in_language(
            lang
        )
    inside = "、".join(tell_item(each, lang) for each in _missed_inside(finding, explanation))
    return f"{told}（{inside}）" if inside else told


def tell_judged_otherwise(explanation: Explanation, lang: str) -> tuple[str, ...]:
    """Tell what a person has to judge beside the figures: clauses in principle, with their reason."""
    found = {finding.line.clause.id: finding for finding in explanation.findings}
    wanted = (Reason.NEEDS_JUDGEMENT, Reason.REASON_NOT_REPORTED)
    told = []
    for each in explanation.reasons:
        finding = found.get(each.clause)
        if finding is not None and each.reason in wanted and item_of(finding, explanation) is None:
            told.append(_tell(finding, each.clause, explanation, lang))
    return tuple(told)


def _missed_inside(finding: Finding, explanation: Explanation) -> list[Item]:
    """Give the figures that another clause, met through this one, misses."""
    test = finding.line.clause.test
    if not isinstance(test, MeetsClause) or finding.verdict is not Verdict.UNMET:
        return []
    target = f"{explanation.program.edition.id}/{test.clause}"
    return [
        item
        for item in short_items(explanation)
        if item.finding.line.clause.id.startswith(f"{target}/")
    ]


def _tell_without_clause(clause: str, explanation: Explanation, lang: str) -> str:
    conflict = explanation.conflict
    if clause.endswith("/staff_assignable") and conflict is not None:
        people = " ".join(str(number) for number in conflict.people)
        clauses = " ".join(conflict.clauses)
        return Words(
            f"次の人員条項は同時に成り立ちません：{clauses}（職員番号 {people}）",
            f"these staffing clauses cannot hold at once: {clauses} (staff numbers {people})",
        ).in_language(lang)
    return Words("条文の一部が未収載", "part of the text is not held").in_language(lang)


def tell_fact(fact: str, given: Given | None, lang: str) -> str:
    """Write one fact for people: はい, いいえ, －, a figure, or why there is none."""
    definition = CATALOGUE[fact]
    if given is None:
        return Words("様式に項目なし", "not asked").in_language(lang)
    if given.is_dash:
        return "－"
    if given.missing is not None:
        return given.missing.label.in_language(lang)
    if definition.type is FactType.YES_NO and given.value is not None:
        yes = given.value == 1
        return (Words("はい", "yes") if yes else Words("いいえ", "no")).in_language(lang)
    is_share = definition.type is FactType.SHARE
    if given.value is None:
        low, high = Decimal(repr(given.low)), Decimal(repr(given.high))
        return f"{told_number(low, is_share=is_share)}〜{told_number(high, is_share=is_share)}"
    return told_number(Decimal(repr(given.value)), is_share=is_share)


def place_within(at: str) -> str:
    """Give a place without its file: sheet and cell, or line and column."""
    for sign in ("!", ":"):
        file, found, rest = at.partition(sign)
        if found and "." in file:
            return rest
    return at


def label_of_fact(fact: str, lang: str) -> str:
    """Name a fact of the catalogue, or the people of a role (``staff/<role>``)."""
    if fact.startswith("staff/"):
        return ROLES[fact.removeprefix("staff/")].in_language(lang)
    return CATALOGUE[fact].label.in_language(lang)


def tell_settling(facts: Iterable[str], lang: str) -> str:
    """List the facts that would settle a verdict."""
    return ("、" if lang == "ja" else ", ").join(label_of_fact(fact, lang) for fact in facts)


def value_of(report: Report | None, fact: str) -> Decimal | None:
    """Give a report's figure for a fact, None where it has none."""
    given = None if report is None else report.facts.get(fact)
    return None if given is None or given.value is None else Decimal(repr(given.value))


def is_for_judgement(judged: Judged) -> bool:
    """Whether a person has to decide now: nothing is missing, the text is roughly or in principle."""
    explanation = judged.explanation
    if explanation.overall is not Verdict.UNKNOWN:
        return False
    return first_reason(explanation).reason in (
        Reason.NEEDS_JUDGEMENT,
        Reason.REASON_NOT_REPORTED,
    )
