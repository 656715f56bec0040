"""Three truth values and, beside them, "not applicable".

unmet 0 < unknown 1 < met 2, so that *and* is the minimum, *or* the maximum and *not* 2 - v: Kleene's
strong logic. Not applicable (3) is the form's 「-」: neither yes, no nor missing. It takes no part in
*and* and *or*, and stays itself under *not*.
"""

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from kinten.vocabulary.wording import Words


class Verdict(IntEnum):
    """What can be said about a requirement; its truth may not be folded into a bool."""

    UNMET = 0
    UNKNOWN = 1
    MET = 2
    NOT_APPLICABLE = 3

    def __bool__(self) -> bool:
        """Refuse: "not met" would then mix unmet, unknown and not applicable."""
        raise TypeError("a verdict has no bool: compare it with Verdict.MET, UNMET or UNKNOWN")

    @property
    def word(self) -> str:
        """The word used in every JSON document."""
        return self.name.lower()

    @property
    def label(self) -> Words:
        """The word printed to people."""
        return _LABELS[self]


_LABELS = {
    Verdict.UNMET: Words("未充足", "unmet"),
    Verdict.UNKNOWN: Words("判定不能", "unknown"),
    Verdict.MET: Words("充足", "met"),
    Verdict.NOT_APPLICABLE: Words("対象外", "not applicable"),
}


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's *and*: the lowest; not applicable where nothing applies."""
    return min(verdicts, default=Verdict.NOT_APPLICABLE)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's *or*: the highest of those that apply; not applicable where nothing applies."""
    applying = [verdict for verdict in verdicts if verdict is not Verdict.NOT_APPLICABLE]
    return max(applying, default=Verdict.NOT_APPLICABLE)


def negate(verdict: Verdict) -> Verdict:
    """Kleene's *not*: unknown stays unknown, not applicable stays not applicable."""
    if verdict is Verdict.NOT_APPLICABLE:
        return verdict
    return Verdict(2 - verdict)


class Reason(StrEnum):
    """Why a verdict is unknown. Every unknown has one."""

    NOT_REPORTED = "not_reported"
    NOT_ASKED = "not_asked"
    UNREADABLE = "unreadable"
    CONTRADICTORY = "contradictory"
    NEEDS_JUDGEMENT = "needs_judgement"
    REASON_NOT_REPORTED = "reason_not_reported"
    TEXT_NOT_HELD = "text_not_held"
    AMBIGUOUS_TEXT = "ambiguous_text"
    NO_NUMBER_IN_TEXT = "no_number_in_text"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _REASONS[self]

    @property
    def is_settled_by_facts(self) -> bool:
        """Whether a figure from the hospital would end the doubt (a person or a text must otherwise)."""
        return self in _SETTLED_BY_FACTS


_SETTLED_BY_FACTS = frozenset(
    {Reason.NOT_REPORTED, Reason.NOT_ASKED, Reason.UNREADABLE, Reason.CONTRADICTORY}
)

_REASONS = {
    Reason.NOT_REPORTED: Words("未報告", "not reported"),
    Reason.NOT_ASKED: Words("未報告（様式に項目なし）", "not asked on this form"),
    Reason.UNREADABLE: Words("未報告（読取不能）", "unreadable cell"),
    Reason.CONTRADICTORY: Words("矛盾", "contradictory"),
    Reason.NEEDS_JUDGEMENT: Words("要判断", "needs judgement"),
    Reason.REASON_NOT_REPORTED: Words("要判断（原則・理由未記載）", "reason not reported"),
    Reason.TEXT_NOT_HELD: Words("条文未収載", "text not held"),
    Reason.AMBIGUOUS_TEXT: Words("要判断（条文が両義）", "ambiguous text"),
    Reason.NO_NUMBER_IN_TEXT: Words("要判断（数値の定めなし）", "no number in the text"),
}
