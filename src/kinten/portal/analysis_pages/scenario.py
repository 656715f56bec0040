"""What an address asks of the what-if page: which number is moved, to what, for whom, on which reports."""

import unicodedata
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from urllib.parse import urlencode

from django.http import HttpRequest

from kinten.desk.call import ROUGHLY, STRICT, Call
from kinten.desk.whatif import Asked
from kinten.portal.analysis_pages.figures import Data, default_data
from kinten.portal.analysis_pages.thresholds import (
    Threshold,
    editions_with_thresholds,
    find_threshold,
)
from kinten.portal.public.asking import read_query
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

SECTION, CLAUSE, WHOLE = "section", "clause", "whole"
SCOPES = {
    SECTION: Words("この数値のある節だけ", "only the section of this number"),
    CLAUSE: Words("この条項だけ", "this clause alone"),
    WHOLE: Words("版の全体", "the whole edition"),
}
READINGS = {
    "": Words("届かないものは人が判断", "a person judges what falls short"),
    STRICT: Words("文言の数値どおり", "the number to the letter"),
    "0.9": Words("数値の9割で充足", "nine tenths of the number do"),
}
KINDS = (Kind.PREF, Kind.REGIONAL, Kind.SPECIFIC, Kind.LOCAL)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A number of an edition moved to ``value``, for hospitals of a ``kind`` (None: all), on a day."""

    threshold: Threshold
    value: Decimal
    kind: Kind | None
    scope: str
    roughly: str
    data: Data
    day: date

    @property
    def is_changed(self) -> bool:
        """Whether the number is another than that of the text."""
        return self.value != self.threshold.printed

    @property
    def part(self) -> str | None:
        """The part of the edition that is judged, None for the whole; a share of hours is in all of it."""
        parts = {SECTION: self.threshold.section, CLAUSE: self.threshold.name}
        return (parts.get(self.scope) or None) if self.threshold.section else None

    def asked(self, *, with_curve: bool) -> Asked:
        """Give the scenario as the desk takes it."""
        threshold = self.threshold
        changes = {threshold.change: threshold.told(self.value)} if self.is_changed else {}
        call = Call(
            threshold.edition,
            scope=self.part,
            years="latest",
            readings={ROUGHLY: self.roughly} if self.roughly else {},
            changes=changes,
        )
        return Asked(call, curve=threshold.name if with_curve and threshold.has_curve else None)

    def query(self, **changes: str) -> str:
        """Give the query that asks for exactly this, every part of it told."""
        told = {
            "clause": self.threshold.name,
            "value": str(self.value),
            "kind": "" if self.kind is None else self.kind.value,
            "scope": self.scope,
            "roughly": self.roughly,
            "data": self.data.value,
            "on": self.day.isoformat(),
        }
        kept = {name: value for name, value in (told | changes).items() if value}
        return f"?{urlencode(kept)}"


@dataclass(frozen=True, slots=True)
class Read:
    """A scenario as an address tells it; ``typed`` is its number as it was typed.

    ``least`` is the smallest number that is taken, ``error`` tells why the one typed is not. ``odd``
    names the other parts that could not be read and were left out.
    """

    scenario: Scenario
    typed: str
    least: int
    error: Words | None
    odd: tuple[str, ...]


def read_scenario(request: HttpRequest) -> Read:
    """Read the query; where a part cannot be read, the first choice stands for it."""
    asked = read_query(request)
    odd = [each for each in asked.odd if each == "on"]

    def choose(name: str, known: Container[str], first: str) -> str:
        given = request.GET.get(name, first)
        if given in known:
            return given
        odd.append(name)
        return first

    first = editions_with_thresholds()[0][1][0]
    threshold = find_threshold(request.GET.get("clause", first.name))
    if threshold is None:
        odd.append("clause")
        threshold = first
    kind = choose("kind", {"", *KINDS}, "")
    scope = choose("scope", SCOPES, SECTION if threshold.section else WHOLE)
    roughly = choose("roughly", READINGS, "")
    data = choose("data", {"", *Data}, "")
    typed = request.GET.get("value", "").strip()[:40]
    least = threshold.least(Decimal(1) if roughly in {"", STRICT} else Decimal(roughly))
    value, error = _value(typed, threshold, least)
    scenario = Scenario(
        threshold,
        value,
        Kind(kind) if kind else None,
        scope,
        roughly,
        Data(data) if data else default_data(),
        asked.day,
    )
    return Read(scenario, typed or str(threshold.printed), least, error, tuple(odd))


def _value(typed: str, threshold: Threshold, least: int) -> tuple[Decimal, Words | None]:
    """Read the number; where it cannot be taken that of the text, with what is wrong."""
    if not typed:
        return threshold.printed, None
    most = threshold.most
    plain = unicodedata.normalize("NFKC", typed).replace(",", "").strip().removesuffix("%")
    try:
        number = Decimal(plain) if plain.isascii() and "_" not in plain else Decimal("NaN")
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number != number.to_integral_value():
        return threshold.printed, Words(
            f"整数で書いてください（{least}〜{most}）。",
            f"Write a whole number ({least} to {most}).",
        )
    if number != threshold.printed and not least <= number <= most:
        return threshold.printed, _beyond(threshold, least, most)
    return Decimal(int(number)), None


def _beyond(threshold: Threshold, least: int, most: int) -> Words:
    told = Words(f"{least}〜{most}で書いてください。", f"Write a number from {least} to {most}.")
    if not threshold.is_small_hidden:
        return told
    return Words(
        f"{told.ja}それより小さい基準では、病院の10未満の数が分かってしまうため計算しません。",
        f"{told.en} Below that the result could tell a hospital's count under ten, and is not reckoned.",
    )
