"""What a decision says of a hospital: the acts of the minister that the notices and the panel's papers name.

Designation on the governor's recommendation after the panel's opinion (H30.7 Ⅰ; W981 p. 2), renewal every
four years (H30.7, last part; W2447 p. 32), 特例型 for a year and back (R4.8; jmedj 20219), change of type by
the form of a new recommendation, refusal of renewal, 勧告 with a deadline and revocation (R4.8 procedure;
W4952 p. 26, W13470 p. 27), refusal of a recommendation whose defects are not corrected and individual
discussion (2026; W23415 p. 10), 注意喚起 (panel of 2015-02-13; jmedj 2558), 指定辞退 (an act of the panel's
papers, ``network.designation.Act``). ``UNCHANGED`` is none of these: the papers have no term for a report
within the term that led to nothing.
"""

from enum import StrEnum

from kinten.vocabulary.wording import Words


class Outcome(StrEnum):
    """What was decided."""

    DESIGNATED = "designated"
    RENEWED = "renewed"
    EXCEPTIONAL = "exceptional"
    ORDINARY = "ordinary"
    KIND_CHANGED = "kind_changed"
    UNCHANGED = "unchanged"
    DISCUSSED = "discussed"
    WARNED = "warned"
    URGED = "urged"
    NOT_DESIGNATED = "not_designated"
    NOT_RENEWED = "not_renewed"
    REVOKED = "revoked"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _OUTCOMES[self]


_OUTCOMES = {
    Outcome.DESIGNATED: Words("指定する", "designated"),
    Outcome.RENEWED: Words("指定を更新する", "designation renewed"),
    Outcome.EXCEPTIONAL: Words("特例型として指定する", "designated as the exceptional type"),
    Outcome.ORDINARY: Words(
        "特例型から通常の指定に戻す", "back from the exceptional type to an ordinary designation"
    ),
    Outcome.KIND_CHANGED: Words("類型を変える", "kind changed"),
    Outcome.UNCHANGED: Words("変更なし（指定は続く）", "no change (the designation goes on)"),
    Outcome.DISCUSSED: Words("個別に検討する", "to be discussed individually"),
    Outcome.WARNED: Words("注意喚起", "warning"),
    Outcome.URGED: Words("期限を付けた勧告", "recommendation to mend, with a deadline"),
    Outcome.NOT_DESIGNATED: Words("指定しない", "not designated"),
    Outcome.NOT_RENEWED: Words("指定を更新しない", "designation not renewed"),
    Outcome.REVOKED: Words("指定の取消し", "designation revoked"),
    Outcome.GIVEN_UP: Words("指定の辞退", "designation given up"),
}
NOT_TOLD = Words("記載なし", "not told")
"""Of a decision that was recorded without its outcome."""
