"""Small counts, and counts that came masked.

A count below K is shown as 「K未満」, nothing included: that a count is nothing can give a patient away
as well. A cell that came masked stays masked; it is never filled in from a total.
"""

import re
import unicodedata
from dataclasses import dataclass

from kinten.vocabulary.wording import Words

DEFAULT_K = 10
"""The threshold of the published sources (the ministry prints no discharge count below 10)."""

_NUMBER = re.compile(r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")


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


def veil(text: str, k: int = DEFAULT_K) -> str:
    """Hide the numbers below K in a text that was received, digit by digit: 約5人 becomes 約●人."""
    return _NUMBER.sub(lambda found: "●" if float(_plain(found[0])) < k else found[0], text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(",", "")


def masked(k: int = DEFAULT_K) -> Count:
    """Give a cell that came masked."""
    return Count(None, k)
