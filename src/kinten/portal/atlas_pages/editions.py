"""The editions of the guideline: which are held, and each with its clauses in the order of the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import groupby
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from kinten.desk.guideline_words import tell_held
from kinten.desk.guidelines import list_document
from kinten.desk.rule_texts import notes_of
from kinten.guideline.checking import Examination, examine
from kinten.guideline.clauses import Clause, Subtree
from kinten.guideline.edition import Edition, Programme
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.telling import tell_condition, tell_test
from kinten.portal.policy.stating import states
from kinten.vocabulary.citation import Provenance
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.strength import Binds, Manner
from kinten.vocabulary.wording import Words

_ALL_KINDS = Words("全類型", "all kinds")
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Held:
    """An edition with what of it is held; ``last`` is the last day on which it was in force."""

    edition: Edition
    held: Words
    examined: Examination

    @property
    def last(self) -> object:
        """The last day in force, None where it still is or no source tells."""
        ends = self.edition.in_force[1]
        return None if ends is None else ends - timedelta(days=1)

    @property
    def provenances(self) -> tuple[tuple[Words, int], ...]:
        """How many clauses are known in which way; ways without a clause are left out."""
        counts = self.examined.provenances
        return tuple((each.label, counts[each]) for each in Provenance if counts[each])


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause as a row: how deep it stands in the text, what it tests and when, for which kinds."""

    clause: Clause
    depth: int
    test: Words
    condition: Words | None
    kinds: tuple[Words, ...]

    @property
    def is_rough(self) -> bool:
        """Whether the text says 概ね or 程度."""
        return self.clause.manner is Manner.ROUGHLY

    @property
    def binds_another(self) -> bool:
        """Whether it binds somebody other than the hospital."""
        return self.clause.binds is not Binds.HOSPITAL


@dataclass(frozen=True, slots=True)
class Section:
    """A section of an edition with its clauses; ``subtree`` is None for clauses that stand in none."""

    subtree: Subtree | None
    anchor: str
    rows: tuple[ClauseRow, ...]


@states("public.read")
def guidelines(request: HttpRequest) -> HttpResponse:
    """Give the editions held, oldest first, and those of which only the title is known."""
    shown = {"section": "guidelines", "editions": editions_held(), "pairs": neighbours()}
    return render(request, "guidelines/guidelines.html", shown)


@states("public.read")
def guideline(request: HttpRequest, edition: str) -> HttpResponse:
    """Give the clauses of an edition in the order of its text."""
    found = find_held(edition)
    if found is None:
        raise Http404
    told = found.edition
    is_designation = told.programme is Programme.DESIGNATION and told.clauses_are_held
    shown = {
        "section": "guidelines",
        "held": found,
        "edition": told,
        "sections": sections_of(told),
        "holes": [told.clause(each) for each in found.examined.holes],
        "notes": notes_of(told) if is_designation else (),
        "before": find_held(told.predecessor or ""),
    }
    return render(request, "guidelines/guideline.html", shown)


@states("public.read")
def clause(request: HttpRequest, edition: str, clause: str) -> HttpResponse:  # noqa: ARG001
    """Lead from the address of a clause or section to its place on the page of its edition."""
    found = find_held(edition)
    if found is None:
        raise Http404
    wanted = f"{edition}/{clause}"
    told = found.edition
    if wanted in told.tree.subtrees:
        anchor = _section_anchor(told, wanted)
    elif any(each.id == wanted for each in told.walk()):
        anchor = clause
    else:
        raise Http404
    address = reverse("guideline", kwargs={"edition": edition})
    return HttpResponseRedirect(f"{address}#{quote(anchor)}")


def find_held(name: str) -> Held | None:
    """Give a packaged edition; None for any other name, which might be that of a folder."""
    return _held(name) if name in list_editions() else None


@lru_cache(maxsize=64)
def _held(name: str) -> Held:
    edition = load_edition(name)
    held = tell_held({"clauses_held": edition.clauses_are_held, "complete": edition.is_complete})
    return Held(edition, held, examine(edition))


@lru_cache(maxsize=1)
def editions_held() -> tuple[Held, ...]:
    """Give the packaged editions, those known by their title first, then the oldest first."""
    return tuple(_held(each["id"]) for each in list_document()["editions"])


def neighbours() -> tuple[tuple[Edition, Edition], ...]:
    """Give each edition with the one before it, where the clauses of both are held."""
    held = {each.edition.id: each.edition for each in editions_held()}
    pairs = (
        (held[each.predecessor], each)
        for each in held.values()
        if each.predecessor is not None and each.predecessor in held
    )
    return tuple((old, new) for old, new in pairs if old.clauses_are_held and new.clauses_are_held)


def sections_of(edition: Edition) -> tuple[Section, ...]:
    """Give the clauses by section, in the order of the text."""
    found = []
    for path, roots in groupby(edition.tree.roots, lambda root: _subtree_of(edition, root)):
        rows = tuple(row for root in roots for row in _rows(root, 0))
        subtree = edition.tree.subtrees.get(path)
        found.append(Section(subtree, _section_anchor(edition, path), rows))
    return tuple(found)


def _subtree_of(edition: Edition, root: Clause) -> str:
    """Give the section that a clause stands in, the innermost one; "" for none."""
    around = (
        path for path in edition.tree.subtrees if root.id == path or root.id.startswith(f"{path}/")
    )
    return max(around, key=len, default="")


def _section_anchor(edition: Edition, path: str) -> str:
    return f"section-{path.removeprefix(f'{edition.id}/')}"


def _rows(clause: Clause, depth: int) -> Iterator[ClauseRow]:
    condition = None if clause.applies_if is None else tell_condition(clause.applies_if)
    yield ClauseRow(clause, min(depth, _DEEPEST), tell_test(clause.test), condition, _kinds(clause))
    for below in (*clause.arms, *clause.parts):
        yield from _rows(below, depth + 1)


def _kinds(clause: Clause) -> tuple[Words, ...]:
    if len(clause.kinds) == len(Kind):
        return (_ALL_KINDS,)
    return tuple(kind.short_label for kind in Kind if kind in clause.kinds)
