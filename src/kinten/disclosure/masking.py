"""Small counts, and counts that came masked.

A count below K is shown as 「K未満」, nothing included: that a count is nothing can give a patient away
as well. A cell that came masked stays masked; it is never filled in from a total.
"""

import re
import unicodedata
from dataclasses import dataclass
from math import isfinite

from kinten.vocabulary.given import Given
from kinten.vocabulary.wording import Words

DEFAULT_K = 10
"""The threshold of the published sources (the ministry prints no discharge count below 10)."""

HIDDEN = Words("読取不能", "unreadable")
"""What stands for a received text that may tell a small count."""

_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_FIGURE = re.compile(rf"({_NUMBER.pattern})\s*[件人名例]?(?:未満)?|<\s?({_NUMBER.pattern})")
_WORDS = re.compile(
    r"zero|one|two|three|four|five|six|seven|eight|nine|none|nil|once|twice|single|pair|couple|half"
    r"|ゼロ|なし|無し|皆無|ひと|ふた|(?<![a-z])[ivx]+(?![a-z])",
    re.IGNORECASE,
)
_NO_OPERATORS = frozenset("<>≤≥≦≧~〜≈≒")


@dataclass(frozen=True, slots=True)
class Count:
    """A count as it may be shown: a number, or only that it is below ``below``."""

    value: int | None
    below: int | None = None

    @property
    def told(self) -> Words:
        """The number, or 「K未満」."""
        if self.below is not None:
            return Words(f"{self.below}未満", f"under {self.below}")
        return Words("", "") if self.value is None else Words(f"{self.value:,}", f"{self.value:,}")

    @property
    def bounds(self) -> tuple[int, int | None]:
        """What the count can be: a number twice, or nothing up to one below the threshold."""
        if self.below is not None:
            return 0, self.below - 1
        return (0, None) if self.value is None else (self.value, self.value)


def protect(count: int | None, k: int = DEFAULT_K) -> Count:
    """Give a count as it may be shown; None stays unknown."""
    if count is None:
        return Count(None)
    return Count(None, k) if count < k else Count(count)


def protect_range(low: float, high: float, k: int = DEFAULT_K) -> tuple[float, float]:
    """Give the bounds of a count that may be shown: none that lies below K tells more than 「K未満」."""
    if not isfinite(low) or low >= k:
        return low, high
    return 0.0, max(high, float(k - 1))


def tell_most(most: int, k: int = DEFAULT_K) -> Words:
    """Tell a count of which only the most that it can be is shown: 「10未満」, or 「12以下」."""
    return masked(k).told if most < k else Words(f"{most:,}以下", f"at most {most:,}")


def veil(text: str, k: int = DEFAULT_K) -> str:
    """Give a text that was received for a count where it can tell no small one, else nothing.

    It can tell none where its only number is K or more, in plain digits (約500); 三, ⑦, Ⅴ, seven, a
    second number and anything to reckon with (=300-295, 12%) may tell one.
    """
    if any(_is_numeral(sign) for sign in text):
        return ""
    plain = unicodedata.normalize("NFKC", text)
    if any(_is_operator(sign) for sign in plain) or _WORDS.search(plain) is not None:
        return ""
    numbers = _NUMBER.findall(plain)
    return text if len(numbers) == 1 and _figure(numbers[0]) >= k else ""


def veil_given(given: Given, k: int = DEFAULT_K) -> Words:
    """Give what was received for a count as far as it may be shown; empty where nothing may.

    Where several cells were joined (「600 / 4」) each is told, a small figure as 「K未満」.
    """
    if "; " not in given.at:
        shown = veil(given.text, k)
        return Words(shown, shown)
    parts = [veil_part(part, k) for part in given.text.split(" / ")]
    return Words(" / ".join(each.ja for each in parts), " / ".join(each.en for each in parts))


def veil_part(text: str, k: int = DEFAULT_K) -> Words:
    """Give one of several texts: a figure, 「K未満」 for a small one, else what may be shown of it."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = None if any(_is_numeral(sign) for sign in text) else _FIGURE.fullmatch(plain)
    if found is not None and _figure(found[1] or found[2]) < k:
        return masked(k).told
    if plain in {"", "-"}:
        return Words(plain, plain)
    shown = veil(text, k)
    return Words(shown, shown) if shown else HIDDEN


def _figure(number: str) -> float:
    return float(number.replace(",", ""))


def _is_numeral(sign: str) -> bool:
    """Whether a sign is a number in anything but plain digits: 七, ⑦, Ⅶ, ½."""
    is_plain = "0" <= sign <= "9" or "０" <= sign <= "９"
    return unicodedata.numeric(sign, None) is not None and not is_plain


def _is_operator(sign: str) -> bool:
    is_sign = unicodedata.category(sign) in {"Pd", "Sm"} or sign in "*/%^"
    return is_sign and sign not in _NO_OPERATORS


def masked(k: int = DEFAULT_K) -> Count:
    """Give a cell that came masked."""
    return Count(None, k)
