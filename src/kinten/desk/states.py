"""The states printed to people: one word for a clause or a whole, in both languages."""

from kinten.verdict.finding import Deciding, Explanation, Finding
from kinten.verdict.settling import settle
from kinten.vocabulary.strength import Strength
from kinten.vocabulary.truth import Reason, Verdict
from kinten.vocabulary.wording import Words

CAUTION = Words(
    "計算結果であり、厚生労働省の判断ではありません",
    "A computed result, not a decision of the Ministry of Health, Labour and Welfare",
)
RETROSPECTIVE = Words(
    "遡及判定（その年に施行されていなかった版による）",
    "retrospective (the edition was not in force for that year)",
)
HELD_ALL_MET = Words(
    "収載条項はすべて充足。未収載の節があるため総合判定不可",
    "every clause held is met; sections of the text are not held, so the whole cannot be judged",
)

_ROUGHLY = Words("要判断(概ね)", "needs judgement (roughly)")
_PRINCIPLE = Words("要判断(原則)", "needs judgement (in principle)")
_NOT_REPORTED = Words("未報告", "not reported")
_STATES = {
    Reason.NOT_REPORTED: _NOT_REPORTED,
    Reason.NOT_ASKED: _NOT_REPORTED,
    Reason.UNREADABLE: _NOT_REPORTED,
    Reason.CONTRADICTORY: Words("矛盾", "contradictory"),
    Reason.REASON_NOT_REPORTED: _PRINCIPLE,
    Reason.TEXT_NOT_HELD: Words("条文未収載", "text not held"),
    Reason.AMBIGUOUS_TEXT: Words("要判断(条文両義)", "needs judgement (ambiguous text)"),
    Reason.NO_NUMBER_IN_TEXT: Words("要判断(数値なし)", "needs judgement (no number in the text)"),
}
_JUDGEMENT = Words("要判断", "needs judgement")


def state_of_finding(finding: Finding) -> Words:
    """Give the printed state of one clause, which agrees with what it counts as.

    A 「-」 on a clause that binds counts as unknown: a person has to confirm it (decision 0006).
    """
    if finding.reason is None:
        return finding.verdict.label
    if finding.reason is not Reason.NEEDS_JUDGEMENT:
        return _STATES[finding.reason]
    if finding.line.clause.strength is Strength.PRINCIPLE:
        return _PRINCIPLE
    return _ROUGHLY if finding.line.is_rough else _JUDGEMENT


def state_of_whole(explanation: Explanation) -> Words:
    """Give the printed state of the whole: of an unknown, the state of what a person must do first.

    Facts that are missing stand before judgement, and text that is not held stands last.
    """
    if explanation.overall is not Verdict.UNKNOWN:
        return explanation.overall.label
    found = {finding.line.clause.id: finding for finding in explanation.findings}
    first = first_reason(explanation)
    if first.clause in found:
        return state_of_finding(found[first.clause])
    # No clause of its own: the staff as one, where only 原則 is left to judge, or text not held.
    return _STATES.get(first.reason or Reason.TEXT_NOT_HELD, _PRINCIPLE)


def first_reason(explanation: Explanation) -> Deciding:
    """Give the clause of the deciding set that a person has to deal with first.

    Missing facts come before judgement, unless no answer to them can settle anything.
    """
    first = min(explanation.reasons, key=urgency)
    if first.reason in _MISSING and not settle(explanation):
        persons = [each for each in explanation.reasons if is_for_a_person(each.reason)]
        return min(persons, key=urgency, default=first)
    return first


def urgency(deciding: Deciding) -> int:
    """Rank a deciding clause by what a person has to do first."""
    return _URGENCY.index(deciding.reason) if deciding.reason in _URGENCY else len(_URGENCY)


def is_for_a_person(reason: Reason | None) -> bool:
    """Whether no fact is missing and a person has to decide: the states that begin with 要判断."""
    return reason in _FOR_A_PERSON


_FOR_A_PERSON = frozenset(
    {
        Reason.NEEDS_JUDGEMENT,
        Reason.REASON_NOT_REPORTED,
        Reason.AMBIGUOUS_TEXT,
        Reason.NO_NUMBER_IN_TEXT,
    }
)
_MISSING = frozenset({Reason.UNREADABLE, Reason.NOT_REPORTED, Reason.NOT_ASKED})
_URGENCY = (
    Reason.CONTRADICTORY,
    Reason.UNREADABLE,
    Reason.NOT_REPORTED,
    Reason.NOT_ASKED,
    Reason.REASON_NOT_REPORTED,
    Reason.NEEDS_JUDGEMENT,
    Reason.AMBIGUOUS_TEXT,
    Reason.NO_NUMBER_IN_TEXT,
    Reason.TEXT_NOT_HELD,
)


def is_held_all_met(explanation: Explanation) -> bool:
    """Whether all that is held is met and only the text that is not held keeps the whole open."""
    only_text = all(each.reason is Reason.TEXT_NOT_HELD for each in explanation.reasons)
    is_open = explanation.overall is Verdict.UNKNOWN
    return is_open and only_text and explanation.held.met == explanation.held.of > 0
