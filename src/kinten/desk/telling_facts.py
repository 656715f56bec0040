"""Facts, figures and their places in words: what was received is shown as it stands."""

from collections.abc import Iterable
from decimal import ROUND_FLOOR, Decimal
from math import isfinite

from kinten.disclosure.masking import DEFAULT_K, Count, tell_most, veil_given
from kinten.guideline.shapes import Comparison
from kinten.verdict.finding import Explanation
from kinten.verdict.settling import settles_alone
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.people import ROLES
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words

_LONGEST = 40  # characters of a received text that are shown
_TENTH = Decimal("0.1")
_DASH = Words("「-」（対象外と記載）", '"-" (marked not applicable)')
_NOT_ASKED = Words("様式に項目なし", "not asked on this form")
_RECEIVED = {
    Reason.UNREADABLE: Words("読取不能", "unreadable"),
    Reason.CONTRADICTORY: Words("矛盾", "contradictory"),
}
_ENGLISH_SIGNS = {"≧": "≥", "≦": "≤", "＜": "<", "＞": ">"}


def told_sign(sign: str, lang: str) -> str:
    """Write a sign of comparison; the full-width ones stand in Japanese only."""
    return sign if lang == "ja" else _ENGLISH_SIGNS.get(sign, sign)


def told_threshold(comparison: Comparison, number: Decimal, lang: str, *, is_share: bool) -> str:
    """Write a threshold with its sign: ≧ 500."""
    return f"{told_sign(comparison.sign, lang)} {told_number(number, is_share=is_share)}"


def told_number(value: Decimal, *, is_share: bool) -> str:
    """Write a figure for people: 1,453, or 26% for the share 0.26."""
    if is_share:
        return f"{(value * 100).normalize() + 0:f}%"
    return f"{value.normalize() + 0:,f}"


def told_distance(value: Decimal, lang: str, *, is_share: bool) -> str:
    """Write how far two figures are apart; two shares in percentage points (6.0ポイント)."""
    if not is_share:
        return told_number(value, is_share=False)
    points = value * 100
    rounded = points.quantize(_TENTH)
    told = f"{rounded if rounded == points else points.normalize():f}"
    return f"{told}ポイント" if lang == "ja" else f"{told} points"


def told_percent(value: Decimal) -> str:
    """Write a percentage of a threshold that was missed: rounded down, so that it never reads 100.0%."""
    return f"{value.quantize(_TENTH, rounding=ROUND_FLOOR):f}%"


def tell_fact(fact: str, given: Given | None, lang: str) -> str:
    """Write one fact for people: はい, いいえ, 「-」, a figure, or why there is none."""
    if given is None:
        return _NOT_ASKED.in_language(lang)
    if given.is_dash:
        return _DASH.in_language(lang)
    if given.missing is not None:
        return _tell_missing(fact, given, given.missing, lang)
    kind = CATALOGUE[fact].type
    if kind is FactType.YES_NO and given.value is not None:
        yes = given.value == 1
        return (Words("はい", "yes") if yes else Words("いいえ", "no")).in_language(lang)
    if is_masked(fact, given):
        most = int(given.high)
        told = Count(None, most + 1).told if most < DEFAULT_K else tell_most(most)
        return told.in_language(lang)
    low, high = (
        told_number(Decimal(repr(each)), is_share=kind is FactType.SHARE)
        for each in (given.low, given.high)
    )
    return low if low == high else Words(f"{low}〜{high}", f"{low} to {high}").in_language(lang)


def _tell_missing(fact: str, given: Given, reason: Reason, lang: str) -> str:
    if reason not in _RECEIVED or not given.text:
        return reason.label.in_language(lang)
    word = _RECEIVED[reason].in_language(lang)
    is_count = CATALOGUE[fact].counts_patients
    text = received(veil_given(given).in_language(lang) if is_count else given.text)
    if not text:
        return word
    return f"{word}「{text}」" if lang == "ja" else f'{word} "{text}"'


def received(text: str) -> str:
    """Give a received text on one line, a long one cut, what cannot be printed marked."""
    line = " ".join(text.split())
    line = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in line)
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def is_doubtful(given: Given | None) -> bool:
    """Whether something was written that cannot count: 「-」, an unreadable or an impossible value."""
    return given is not None and (
        given.is_dash or (given.missing in _RECEIVED and bool(given.text))
    )


def is_masked(fact: str, given: Given) -> bool:
    """Whether of a count of patients only the most that it can be is known."""
    return is_range(given) and given.low == 0 and CATALOGUE[fact].counts_patients


def is_range(given: Given | None) -> bool:
    """Whether the value is known within bounds only."""
    return given is not None and given.missing is None and isfinite(given.high - given.low)


def tell_with_place(fact: str, given: Given | None, lang: str) -> str:
    """Write one fact; where its cell could not be read, with the cell."""
    told = tell_fact(fact, given, lang)
    if given is None or given.missing not in _RECEIVED or not given.at:
        return told
    return f"{told}（{given.at}）" if lang == "ja" else f"{told} ({given.at})"


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


_SETTLES = Words("有利な値なら充足", "Met if favourable")
_ASKED = Words(
    "尋ねる事実（有利な値だけでは充足と決まらない）",
    "To be asked (favourable answers alone do not make it met)",
)


def tell_settles(explanation: Explanation, lang: str) -> str:
    """Head the list of missing facts: whether favourable answers are enough, or more stays open."""
    return (_SETTLES if settles_alone(explanation) else _ASKED).in_language(lang)


def tell_settling(facts: Iterable[str], lang: str) -> str:
    """List the facts that would settle a verdict."""
    return listed((label_of_fact(fact, lang) for fact in facts), lang)


def listed(words: Iterable[str], lang: str) -> str:
    """Join words to a list."""
    return ("、" if lang == "ja" else ", ").join(words)
