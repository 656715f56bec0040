"""A fact as one report gives it: a value, an interval, 「-」, or a reason why there is none."""

from dataclasses import dataclass
from decimal import Decimal
from math import inf

from kinten.vocabulary.truth import Reason


@dataclass(frozen=True, slots=True)
class Given:
    """What one report says of one fact, and where it says it.

    A number is kept as an interval ``[low, high]``; a plain figure has ``low == high``, a missing one
    is ``[-inf, inf]``. Yes is 1 and no is 0. ``at`` is ``file!sheet!cell`` or ``file:line:column``.
    ``text`` is what was received, unchanged. ``period`` is the fact's own period where it is known.
    """

    low: float
    high: float
    at: str = ""
    missing: Reason | None = None
    is_dash: bool = False
    text: str = ""
    period: str = ""

    @property
    def is_known(self) -> bool:
        """Whether exactly one value is given."""
        return self.missing is None and not self.is_dash and self.low == self.high

    @property
    def value(self) -> float | None:
        """The one value, or None where there is none or only a range."""
        return self.low if self.is_known else None


def number(value: Decimal | float, at: str = "", text: str = "", period: str = "") -> Given:
    """Give one figure, turned into a float once."""
    known = float(value)
    return Given(known, known, at, text=text or str(value), period=period)


def between(low: float, high: float, at: str = "", text: str = "") -> Given:
    """Give a range, as for hubs whose kind is not known."""
    return Given(float(low), float(high), at, text=text)


def answer(yes: bool, at: str = "", text: str = "") -> Given:  # noqa: FBT001 - the answer itself
    """Give はい (true) or いいえ (false)."""
    known = 1.0 if yes else 0.0
    return Given(known, known, at, text=text)


def dash(at: str = "", text: str = "-") -> Given:
    """Give the form's 「-」: not applicable."""
    return Given(-inf, inf, at, is_dash=True, text=text)


def missing(reason: Reason, at: str = "", text: str = "") -> Given:
    """Give nothing, and say why."""
    return Given(-inf, inf, at, missing=reason, text=text)
