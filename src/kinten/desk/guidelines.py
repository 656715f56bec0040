"""What `guideline list`, `show`, `diff` and `check` say, as plain values."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from kinten import __version__
from kinten.guideline.chaining import Chain, Step, follow
from kinten.guideline.checking import Gravity, Remark, examine
from kinten.guideline.clauses import Clause
from kinten.guideline.differing import Change, Difference, diff
from kinten.guideline.edition import Edition
from kinten.guideline.loading import list_editions, load_edition
from kinten.guideline.mapping import load_mapping
from kinten.guideline.overlaying import number_of
from kinten.guideline.telling import tell_condition, tell_test
from kinten.verdict.program import compile_program
from kinten.verdict.scope import is_complete, select_scope
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.wording import FaultError, Words

Document = dict[str, Any]


def list_document() -> Document:
    """List the editions, oldest first; one that is a title only says so."""
    editions = [load_edition(name) for name in list_editions()]
    editions.sort(key=lambda each: (each.issued or date.max, each.id))
    return {"kinten": __version__, "editions": [_edition(each) for each in _aged(editions)]}


def _aged(editions: list[Edition]) -> list[Edition]:
    """Put the editions known by year or title only before the dated ones, in the order of names."""
    titles = [each for each in editions if not each.clauses_are_held]
    titles.sort(key=lambda each: each.id)
    return titles + [each for each in editions if each.clauses_are_held]


def show_document(edition_id: str, clause: str | None) -> Document:
    """Show an edition, a subtree or a clause with everything below it."""
    edition = load_edition(edition_id, "EDITION")
    document: Document = {"kinten": __version__, "edition": _edition(edition), "clauses": []}
    if not edition.clauses_are_held:
        return document
    scope = select_scope(edition, clause)
    clauses = [each for root, _ in scope.clauses for each in root.walk()]
    document["scope"] = {"id": scope.id, "complete": scope.is_complete}
    document["subtrees"] = [
        {"id": path, "title": _words(each.title), "complete": each.is_complete}
        for path, each in edition.tree.subtrees.items()
    ]
    document["clauses"] = [_clause(each, edition) for each in clauses]
    return document


def diff_document(old_id: str, new_id: str, *, with_unchanged: bool) -> Document:
    """Compare two editions, by the mappings from one to the next where these lead there.

    Raises FaultError for an edition of which only the title is held.
    """
    old, new = load_edition(old_id, "OLD"), load_edition(new_id, "NEW")
    for edition in (old, new):
        select_scope(edition)
    steps = find_steps(old, new, new_id)
    if len(steps) > 1:
        chain = follow(steps)
    else:
        entries = steps[0].entries if steps else None
        chain = Chain(diff(old, new, entries or ()), ())
    differences = chain.differences
    counts = {each.value: sum(one.change is each for one in differences) for each in Change}
    shown = [each for each in differences if with_unchanged or each.change is not Change.UNCHANGED]
    return {
        "kinten": __version__,
        "old": _edition(old),
        "new": _edition(new),
        "mapping": bool(steps) and all(step.entries is not None for step in steps),
        "chain": [old.id, *(step.new.id for step in steps[:-1]), new.id],
        "between": [clause.id for clause in chain.between],
        "counts": counts,
        "differences": [_difference(each) for each in shown],
    }


def find_steps(old: Edition, new: Edition, new_id: str) -> tuple[Step, ...]:
    """Give the steps from the older edition to the newer, none where the editions do not lead there.

    ``new_id`` is the id or folder that the newer edition was loaded from.
    """
    steps: list[Step] = []
    at, name = new, new_id
    while not steps or steps[0].old is not old:
        mapping = load_mapping(name)
        name = (at.predecessor if mapping is None else mapping.old_edition) or ""
        if name != old.id and name not in list_editions():
            return ()
        before = old if name == old.id else load_edition(name)
        steps.insert(0, Step(before, at, None if mapping is None else mapping.entries))
        at = before
    return tuple(steps)


def check_document(edition_id: str) -> Document:
    """Examine an edition: errors, notes, holes, provenance, what never answers."""
    edition = load_edition(edition_id, "EDITION")
    before = None
    if edition.predecessor in list_editions():
        before = load_edition(edition.predecessor or "")
    found = examine(edition, before if before is not None and before.clauses_are_held else None)
    circles = {fault.place: fault for fault in _circles(edition)}
    return {
        "kinten": __version__,
        "edition": _edition(edition),
        "clauses": found.clauses,
        "holes": list(found.holes),
        "never_answers": list(found.silent),
        "provenance": found.provenances,
        "facts": list(found.facts),
        "errors": [
            *(_remark(each) for each in found.remarks if each.gravity is Gravity.ERROR),
            *(_circle(fault, edition) for fault in circles.values()),
        ],
        "notes": [_remark(each) for each in found.remarks if each.gravity is Gravity.NOTE],
    }


def _circles(edition: Edition) -> Iterable[FaultError]:
    """Find clauses that refer to themselves: no report of the kind could be judged."""
    if not edition.clauses_are_held:
        return
    for kind in Kind:
        try:
            compile_program(edition, kind, edition.in_force[0] or date.max)
        except FaultError as fault:
            yield fault


def _circle(fault: FaultError, edition: Edition) -> Document:
    found = (each.id for each in edition.walk() if str(each.place) == fault.place)
    clause = next(found, edition.id)
    return {"clause": clause, "place": fault.place, "words": _words(fault.what)}


def _edition(edition: Edition) -> Document:
    begins, ends = edition.in_force
    return {
        "id": edition.id,
        "hash": edition.hash,
        "folder": edition.folder,
        "title": _words(edition.title),
        "notice": edition.notice,
        "issued": _day(edition.issued),
        "in_force": {"from": _day(begins), "to": _day(ends)},
        "predecessor": edition.predecessor,
        "complete": edition.is_complete,
        "clauses_held": edition.clauses_are_held,
        "draft": edition.is_draft,
        "checked_on": _day(edition.checked_on),
    }


def _clause(clause: Clause, edition: Edition) -> Document:
    number = number_of(clause)
    return {
        "id": clause.id,
        "label": _words(clause.label),
        "strength": clause.strength.value,
        "manner": clause.manner.value,
        "kinds": sorted(clause.kinds),
        "binds": clause.binds.value,
        "complete": is_complete(edition, clause.id),
        "hole": clause.is_hole,
        "evaluated": clause.is_evaluated,
        "number": None if number is None else str(number),
        "number_implied": clause.is_implied,
        "test": _words(tell_test(clause.test)),
        "applies_if": None
        if clause.applies_if is None
        else _words(tell_condition(clause.applies_if)),
        "readings": [each.name for each in clause.readings],
        "citation": {
            "source": clause.citation.source,
            "title": clause.citation.title,
            "place": clause.citation.place,
            "address": clause.citation.address,
        },
        "provenance": clause.provenance.value,
        "note": None if clause.note is None else _words(clause.note),
        "file": str(clause.place),
    }


def _difference(difference: Difference) -> Document:
    clause = difference.new or difference.old
    return {
        "change": difference.change.value,
        "old": None if difference.old is None else difference.old.id,
        "new": None if difference.new is None else difference.new.id,
        "aspects": list(difference.aspects),
        "label": None if clause is None else _words(clause.label),
        "old_test": None if difference.old is None else _words(tell_test(difference.old.test)),
        "new_test": None if difference.new is None else _words(tell_test(difference.new.test)),
        "note": None if difference.note is None else _words(difference.note),
    }


def _remark(remark: Remark) -> Document:
    return {"clause": remark.clause, "place": remark.place, "words": _words(remark.words)}


def _words(words: Words) -> dict[str, str]:
    return {"ja": words.ja, "en": words.en}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
