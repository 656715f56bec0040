"""Designations whose term is over, or longer than the rule allows."""

from collections.abc import Iterator
from datetime import date, timedelta

from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Hole
from kinten.network.departure import EXCEPTIONAL_TERM_RULE, TERM_RULE, Departure, Gravity
from kinten.network.designation import EXCEPTIONAL_TERM_YEARS, TERM_YEARS, Designation
from kinten.network.history import Standing
from kinten.network.placement import Placement
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import Words

EXCEPTIONAL_TERM_CLAUSE = "procedure/exceptional-term"


def check_terms(placement: Placement, edition: Edition) -> Iterator[Departure]:
    """Find terms that are over without a recorded renewal, and terms longer than the rule.

    A term is four years (not for the national centre, of which the rule does not speak); that of a
    特例型 one year where the edition says so and was in force when the designation began. Whether a
    longer 特例型 term under another edition departs from its rules cannot be told.
    """
    day = placement.snapshot.day
    for standing in placement.snapshot.standings:
        ended = standing.record.term_ends
        if ended is None:
            continue
        if ended < day:
            words = Words(f"指定の期間（{ended}まで）が過ぎています", f"the term ended on {ended}")
            yield _departure(Gravity.REASON, TERM_RULE, words, standing)
        if standing.kind is not Kind.NCC:
            yield from _length(standing, standing.record, edition)


def _length(standing: Standing, record: Designation, edition: Edition) -> Iterator[Departure]:
    """Compare a term with the rule; of a paper's statement only the time from its day on is known."""
    start = record.begins or record.stated
    if start is None or record.term_ends is None:
        return
    span = f"{start}〜{record.term_ends}"
    reach = f"{start} to {record.term_ends}"
    is_longer = record.term_ends > last_day(start, EXCEPTIONAL_TERM_YEARS)
    if record.is_exceptional and is_longer and _is_told(edition, record.begins):
        words = Words(
            f"特例型の期間（{span}）が{EXCEPTIONAL_TERM_YEARS}年を超えています",
            f"the term of a 特例型 ({reach}) is longer than {EXCEPTIONAL_TERM_YEARS} year",
        )
        yield _departure(Gravity.BREACH, EXCEPTIONAL_TERM_RULE, words, standing)
    elif record.term_ends > last_day(start, TERM_YEARS):
        words = Words(
            f"指定の期間（{span}）が{TERM_YEARS}年を超えています",
            f"the term ({reach}) is longer than {TERM_YEARS} years",
        )
        yield _departure(Gravity.BREACH, TERM_RULE, words, standing)
    elif record.is_exceptional and is_longer:
        words = Words(
            f"特例型の期間（{span}）は1年を超えますが、その指定に当てはまる規則の本文を確認できていません",
            f"the term of a 特例型 ({reach}) is longer than 1 year, but the text of the rule for "
            "this designation was not seen",
        )
        yield _departure(Gravity.NOT_KNOWN, EXCEPTIONAL_TERM_RULE, words, standing)


def _is_told(edition: Edition, begins: date | None) -> bool:
    """Whether the edition gives the term of a 特例型 and speaks of a designation of that day."""
    first = edition.in_force[0]
    if begins is None or first is None or begins < first:
        return False
    wanted = edition.whole_id(EXCEPTIONAL_TERM_CLAUSE)
    return any(each.id == wanted and not isinstance(each.test, Hole) for each in edition.walk())


def last_day(begins: date, years: int) -> date:
    """Give the last day of a term; one from 29 February ends with February where there is no 29th."""
    if (begins.month, begins.day) == (2, 29):
        return date(begins.year + years, 3, 1) - timedelta(days=1 if years % 4 else 2)
    return date(begins.year + years, begins.month, begins.day) - timedelta(days=1)


def _departure(gravity: Gravity, rule: str, words: Words, standing: Standing) -> Departure:
    return Departure(gravity, rule, words, (standing,), standing.hospital.area)
