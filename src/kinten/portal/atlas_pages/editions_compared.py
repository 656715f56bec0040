"""Two editions beside each other: what changed, moved, came, went, or cannot be followed."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kinten.desk.guideline_words import ASPECTS, tell_matching
from kinten.desk.guidelines import diff_document
from kinten.guideline.differing import Change
from kinten.guideline.edition import Edition
from kinten.guideline.loading import load_edition
from kinten.portal.atlas_pages.editions import editions_held, find_held, neighbours
from kinten.portal.policy.stating import states
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Row:
    """One clause in two editions; ``old`` and ``new`` are its paths, "" where it is not there.

    A hole is a clause whose text is not held: what it says may have changed or not.
    """

    change: Change
    old: str
    new: str
    label: Words | None
    aspects: tuple[Words, ...]
    tests: tuple[Words, Words] | None
    note: Words | None
    old_is_hole: bool
    new_is_hole: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two editions, counted by kind of change, and how clauses were matched."""

    counts: tuple[tuple[Words, int], ...]
    rows: tuple[Row, ...]
    matching: tuple[Words, ...]


_NOT_HELD = Words(
    "条文を収載している版から選んでください。",
    "Choose an edition whose clauses are held.",
)
_LACKING = Words("もう一方の版も選んでください。", "Choose the other edition too.")
_APART = Words(
    "別の制度の版です。同じ制度の版を選んでください。",
    "It is of another programme. Choose two editions of one programme.",
)


@states("public.read")
def compare(request: HttpRequest) -> HttpResponse:
    """Give the form of two editions, and below it what differs between the two that were chosen."""
    choice = {name: request.GET.get(name, "") for name in ("from", "to")}
    is_all = request.GET.get("all") == "1"
    found = {name: _held(value) for name, value in choice.items()}
    errors = _errors(choice, found)
    old, new = found["from"], found["to"]
    comparison = None
    if old is not None and new is not None and not errors:
        comparison = _compared(old.id, new.id, with_unchanged=is_all)
    shown = {
        "section": "guidelines",
        "choice": {"old": choice["from"], "new": choice["to"]},
        "errors": {"old": errors.get("from"), "new": errors.get("to")},
        "old": old,
        "new": new,
        "is_all": is_all,
        "comparison": comparison,
        "editions": [each for each in editions_held() if each.edition.clauses_are_held],
        "pairs": neighbours(),
    }
    return render(request, "guidelines/compare.html", shown)


def _held(name: str) -> Edition | None:
    found = find_held(name)
    return found.edition if found is not None and found.edition.clauses_are_held else None


def _errors(choice: dict[str, str], found: dict[str, Edition | None]) -> dict[str, Words]:
    """Tell by field what keeps two editions from being compared; nothing where none was chosen."""
    if not any(choice.values()):
        return {}
    errors = {
        name: _NOT_HELD if choice[name] else _LACKING
        for name, edition in found.items()
        if edition is None
    }
    old, new = found["from"], found["to"]
    if old is not None and new is not None and old.programme is not new.programme:
        errors["to"] = _APART
    return errors


@lru_cache(maxsize=32)
def _compared(old: str, new: str, *, with_unchanged: bool) -> Comparison:
    document = diff_document(old, new, with_unchanged=with_unchanged)
    counts = document["counts"]
    holes = {each.id for name in (old, new) for each in load_edition(name).walk() if each.is_hole}
    return Comparison(
        tuple((each.label, counts[each]) for each in Change),
        tuple(_row(each, holes) for each in document["differences"]),
        tuple(tell_matching(document)),
    )


def _row(difference: dict[str, Any], holes: Collection[str]) -> Row:
    aspects = difference["aspects"]
    tests = None
    if "test" in aspects:
        tests = (Words(**difference["old_test"]), Words(**difference["new_test"]))
    label, note = difference["label"], difference["note"]
    return Row(
        Change(difference["change"]),
        _path(difference["old"]),
        _path(difference["new"]),
        None if label is None else Words(**label),
        tuple(ASPECTS[name] for name in aspects),
        tests,
        None if note is None else Words(**note),
        difference["old"] in holes,
        difference["new"] in holes,
    )


def _path(clause: str | None) -> str:
    """Take the edition off the id of a clause."""
    return "" if clause is None else clause.partition("/")[2]
