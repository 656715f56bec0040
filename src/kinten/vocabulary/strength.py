"""How binding a clause is, and how exactly it is to be met. Two axes, never mixed."""

from enum import StrEnum

from kinten.vocabulary.wording import Words


class Strength(StrEnum):
    """必須, 原則, 望ましい, 望ましい* (必須 at the next revision) and 規定なし."""

    MUST = "must"
    PRINCIPLE = "principle"
    DESIRABLE = "desirable"
    DESIRABLE_NEXT = "desirable_next"
    NONE = "none"

    @property
    def is_binding(self) -> bool:
        """Whether the clause enters the verdict on the whole; desirable clauses are only reported."""
        return self in (Strength.MUST, Strength.PRINCIPLE)

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _STRENGTHS[self]


_STRENGTHS = {
    Strength.MUST: Words("必須", "must"),
    Strength.PRINCIPLE: Words("原則", "in principle"),
    Strength.DESIRABLE: Words("望ましい", "desirable"),
    Strength.DESIRABLE_NEXT: Words("望ましい*", "desirable, must at the next revision"),
    Strength.NONE: Words("規定なし", "no rule"),
}


class Manner(StrEnum):
    """Exactly as printed, or roughly (概ね, 程度), for which no tolerance is published."""

    EXACTLY = "exactly"
    ROUGHLY = "roughly"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _MANNERS[self]


_MANNERS = {
    Manner.EXACTLY: Words("文言どおり", "exactly"),
    Manner.ROUGHLY: Words("概ね", "roughly"),
}


class Binds(StrEnum):
    """Whom a clause binds: only clauses on the hospital enter a hospital's verdict."""

    HOSPITAL = "hospital"
    DESIGNATOR = "designator"
    NCC = "ncc"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _BOUND[self]


_BOUND = {
    Binds.HOSPITAL: Words("病院", "the hospital"),
    Binds.DESIGNATOR: Words("指定・推薦する側", "who designates or recommends"),
    Binds.NCC: Words("国立がん研究センター", "the National Cancer Center"),
}
