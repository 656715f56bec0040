"""Two reports of one hospital and year: equal ones are one, differing facts are contradictory."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf, isfinite

from kinten.disclosure.masking import (
    protect_range,
    tell_most,
    veil_given,
    veil_part,
)
from kinten.report.model import Remark, Report, Severity
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.given import Given, missing
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.people import Staff
from kinten.vocabulary.truth import Reason
from kinten.vocabulary.wording import Words


def merge_duplicates(
    reports: Iterable[Report],
) -> tuple[tuple[Report, ...], tuple[Remark, ...]]:
    """Make one report of all that are of the same hospital and year, in the order they came."""
    merged: dict[tuple[tuple[str, str], int], Report] = {}
    remarks: list[Remark] = []
    for report in reports:
        key = hospital_key(report), report.year
        if key not in merged:
            merged[key] = report
            continue
        merged[key], told = _merged(merged[key], report)
        remarks.extend(told)
    return tuple(merged.values()), tuple(remarks)


def hospital_key(report: Report) -> tuple[str, str]:
    """Tell hospitals apart: by id where there is one, else by folded name; and by prefecture."""
    return report.hospital_id or search_key(report.hospital), report.prefecture


def _merged(first: Report, second: Report) -> tuple[Report, list[Remark]]:
    facts = dict(first.facts)
    remarks: list[Remark] = []
    for fact, given in second.facts.items():
        known = facts.get(fact)
        if known is not None and _is_one_unread(known, given):
            facts[fact], told = _unread_beside(first, fact, known, given)
        else:
            facts[fact], told = merge_given(first, fact, known, given)
        remarks.extend(told)
    staff, told_of_staff = _merge_staff(first, second)
    remarks.extend(told_of_staff)
    if first.kind is not second.kind:
        remarks.append(_differing_kind(first, second))
    if not remarks:
        remarks.append(_equal(first, second))
    reasons = {**second.reasons, **first.reasons}
    kind, others = _join_kinds(first, second)
    joined = replace(
        first, facts=facts, staff=staff, reasons=reasons, kind=kind, other_kinds=others
    )
    return joined, remarks


def _is_one_unread(first: Given, second: Given) -> bool:
    """Whether a report holds what cannot be read where the other holds a value: they may differ."""
    unread = [each.missing is Reason.UNREADABLE and bool(each.text) for each in (first, second)]
    return any(unread) and not any(_says_nothing(each) for each in (first, second) if not each.text)


def _unread_beside(
    report: Report, fact: str, first: Given, second: Given
) -> tuple[Given, tuple[Remark, ...]]:
    both, label = f"{first.at}; {second.at}", CATALOGUE[fact].label
    here, there = _shown(fact, first), _shown(fact, second)
    words = Words(
        f"{label.ja}の一方が読めず、同じ値か決まりません（「{here.ja}」と「{there.ja}」）。",
        f"One of two cells of {label.en} cannot be read; whether they agree is not known "
        f"(“{here.en}” and “{there.en}”).",
    )
    told = Remark(
        "duplicate_differs", Severity.ERROR, words, both, report.hospital, report.year, fact
    )
    return missing(Reason.UNREADABLE, both, f"{_told(first)} / {_told(second)}"), (told,)


def merge_given(
    report: Report, fact: str, first: Given | None, second: Given
) -> tuple[Given, tuple[Remark, ...]]:
    """Join what two cells say of one fact: a known value fills a gap, differing ones conflict.

    A range says where the value lies: a value within it, or what two ranges share, is what is known.
    """
    if first is None or _says_less(first, second):
        return second, ()
    if _says_nothing(second) or _same(first, second):
        return first, ()
    both = f"{first.at}; {second.at}"
    shared = _shared(first, second, both)
    if shared is not None:
        return shared, ()
    here, there = _told(first), _told(second)
    shown = _shown(fact, first), _shown(fact, second)
    if here == there:  # 44 in a column of percents and 44 in one of fractions
        here, there = (
            f"{each.text}＝{'?' if each.missing else f'{each.low:g}'}" for each in (first, second)
        )
        if not _counts_patients(fact):
            shown = Words(here, here), Words(there, there)
    label = CATALOGUE[fact].label if fact in CATALOGUE else Words(fact, fact)
    words = Words(
        f"{label.ja}が二か所で異なります（「{shown[0].ja}」と「{shown[1].ja}」）。",
        f"{label.en} differs between two cells (“{shown[0].en}” and “{shown[1].en}”).",
    )
    told = Remark(
        "duplicate_differs", Severity.ERROR, words, both, report.hospital, report.year, fact
    )
    text = f"{here} / {there}"
    return missing(Reason.CONTRADICTORY, both, text), (told,)


def _shared(first: Given, second: Given, both: str) -> Given | None:
    """Give what a range and a value, or two ranges, have in common; None where they conflict."""
    ranges = (first, second)
    if any(each.missing is not None or each.is_dash or each.low == -inf for each in ranges):
        return None
    low, high = max(each.low for each in ranges), min(each.high for each in ranges)
    if low > high or (first.is_known and second.is_known):
        return None
    known = next((each for each in ranges if each.is_known), None)
    return known or Given(low, high, both, text=f"{first.text} / {second.text}")


_SILENCE = (Reason.NOT_ASKED, Reason.NOT_REPORTED, Reason.UNREADABLE)


def _says_less(first: Given, second: Given) -> bool:
    """Whether the first is a gap that the second fills, or explains: something stands unread there."""
    if not _says_nothing(first):
        return False
    return not _says_nothing(second) or _silence(first) < _silence(second)


def _silence(given: Given) -> int:
    return -1 if given.missing is None else _SILENCE.index(given.missing)


def _says_nothing(given: Given) -> bool:
    return given.missing in _SILENCE


def _same(first: Given, second: Given) -> bool:
    if first.missing is not None or second.missing is not None:
        return first.missing is second.missing and first.text == second.text
    if first.low == second.low == -inf and not first.is_dash and not second.is_dash:
        return first.text.strip() == second.text.strip()
    return (first.low, first.high, first.is_dash) == (second.low, second.high, second.is_dash)


def _told(given: Given) -> str:
    return given.text or f"{given.low:g}"


def _counts_patients(fact: str) -> bool:
    return fact in CATALOGUE and CATALOGUE[fact].counts_patients


def _shown(fact: str, given: Given) -> Words:
    """Give what a cell says as a remark may print it: of a small count only that it is one."""
    told = _told(given)
    if not _counts_patients(fact) or given.is_dash:
        return Words(told, told)
    if given.missing is not None:
        return veil_given(given) if "; " in given.at else veil_part(told)
    low, high = protect_range(given.low, given.high)
    is_changed = isfinite(high) and (low, high) != (given.low, given.high)
    return tell_most(int(high)) if is_changed else Words(told, told)


def _merge_staff(first: Report, second: Report) -> tuple[Staff | None, list[Remark]]:
    """Where two staff sheets differ, nobody is taken as reported: the counts are contradictory."""
    if first.staff is None or second.staff is None or _people(first) == _people(second):
        return first.staff or second.staff, []
    words = Words(
        "職員表が二か所で異なるため、どちらも使いません。",
        "Two staff sheets differ; neither is used.",
    )
    both = f"{first.at}; {second.at}"
    told = Remark("duplicate_differs", Severity.ERROR, words, both, first.hospital, first.year)
    return Staff((), is_complete=False, is_contradictory=True), [told]


def _people(report: Report) -> object:
    """Give what a staff sheet says without where it says it."""
    staff = report.staff or Staff()
    people = [
        replace(person, at="", posts=tuple(replace(post, at="") for post in person.posts))
        for person in staff.people
    ]
    return people, staff.is_complete


def _differing_kind(first: Report, second: Report) -> Remark:
    both = Words(
        f"「{first.kind.label.ja}」と「{second.kind.label.ja}」",
        f"{first.kind.label.en} and {second.kind.label.en}",
    )
    words = Words(
        f"類型が二か所で異なります（{both.ja}）。どちらかわからないため判定できません。"
        "直すか、--kind で類型を指定してください。",
        f"The kind differs between two reports ({both.en}); which is right is not known, so nothing can "
        "be judged. Mend it, or name the kind with --kind.",
    )
    at = f"{first.at}; {second.at}"
    return Remark("duplicate_kind", Severity.ERROR, words, at, first.hospital, first.year)


def _join_kinds(first: Report, second: Report) -> tuple[Kind, frozenset[Kind]]:
    """Give one kind and the others that are stated, whatever the order of the reports."""
    stated = {first.kind, second.kind, *first.other_kinds, *second.other_kinds}
    kept = next(kind for kind in Kind if kind in stated)
    return kept, frozenset(stated - {kept})


def _equal(first: Report, second: Report) -> Remark:
    words = Words(
        "同じ病院・同じ年の報告が二つあり、食い違いはありません。一つとして扱います。",
        "Two reports of one hospital and year do not differ; they are taken as one.",
    )
    both = f"{first.at}; {second.at}"
    return Remark("duplicate", Severity.NOTE, words, both, first.hospital, first.year)
