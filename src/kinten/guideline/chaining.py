"""What changed over several editions: the mappings between neighbours followed one after another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kinten.guideline.clauses import Clause
from kinten.guideline.differing import Change, Difference, aspects_of, diff
from kinten.guideline.edition import Edition
from kinten.guideline.mapping import Entry
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class Step:
    """Two neighbouring editions; ``entries`` is their mapping, None where none is written."""

    old: Edition
    new: Edition
    entries: tuple[Entry, ...] | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The differences over all steps, and the clauses that came and went in between."""

    differences: tuple[Difference, ...]
    between: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """Where a clause went in one step."""

    new: Clause
    change: Change
    note: Words | None


@dataclass(frozen=True, slots=True)
class _Route:
    """The way of a clause: where it began (None: in no clause of the first edition), where it is.

    Without an origin ``change`` is ``added``, or ``lost`` where a hole hides what it was before.
    """

    origin: Clause | None
    at: Clause
    change: Change
    notes: tuple[Words, ...] = ()


@dataclass(slots=True)
class _Walk:
    """What has been found on the way: ends by the path of their origin, and passing clauses."""

    ends: dict[str, Difference] = field(default_factory=dict)
    between: list[Clause] = field(default_factory=list)


def follow(steps: Sequence[Step]) -> Chain:
    """Follow every clause of the first edition to the last, in the order of the last text.

    A step that changes makes the whole changed, else one that moves makes it moved. Where an edition
    between holds only a hole, what went in and what comes out cannot be told apart: a clause is
    followed through it under its own path or into another hole, and is *lost* elsewhere.
    """
    first, last = steps[0].old, steps[-1].new
    walk = _Walk()
    routes = [_Route(clause, clause, Change.UNCHANGED) for clause in first.walk()]
    for step in steps:
        routes = list(_take(step, routes, walk))
    there = {route.origin.path for route in routes if route.origin is not None}
    gone = (clause.path for clause in first.walk() if clause.path not in there)
    return Chain((*_arrive(routes, last), *(walk.ends[path] for path in gone)), tuple(walk.between))


def _take(step: Step, routes: Sequence[_Route], walk: _Walk) -> Iterator[_Route]:
    """Take every route one step further; what ends here is noted in ``walk``."""
    differences = diff(step.old, step.new, step.entries or ())
    links = _links(step, differences)
    gone = {each.old.path: each for each in differences if each.old and not each.new}
    reached = {route.at.path for route in routes if route.origin is not None}
    for route in routes:
        ways = links.get(route.at.path, ())
        followed = [way for way in ways if _is_followed(route, way)]
        yield from (_further(route, way, step) for way in followed)
        yield from (
            _Route(None, way.new, Change.LOST, (_tell_dead_end(route.at),))
            for way in ways
            if way not in followed
        )
        if route.origin is not None:
            end = _end(route.origin, route, gone.get(route.at.path), step)
            walk.ends[route.origin.path] = end
        elif not ways and route.change is Change.ADDED and route.at.path not in reached:
            walk.between.append(route.at)
    for each in differences:
        if each.new is not None and each.old is None:
            yield _Route(None, each.new, Change.ADDED, _noted(each.note, step))


def _end(origin: Clause, route: _Route, gone: Difference | None, step: Step) -> Difference:
    """Tell the end of a clause, should no other way of it lead on: withdrawn, or lost in a hole.

    ``gone`` is the difference of the step that leads nowhere, None where a clause was matched.
    """
    notes = (*route.notes, *_noted(gone.note if gone else None, step))
    if _is_hidden(route):
        notes = (*notes, _tell_dead_end(route.at))
        return Difference(Change.LOST, origin, None, note=_join(notes))
    change = Change.WITHDRAWN if gone is None else gone.change
    return Difference(change, origin, None, note=_join(notes))


def _links(step: Step, differences: Iterable[Difference]) -> dict[str, list[_Link]]:
    """Give where each clause of the older text went: one may go into several."""
    new = {clause.path: clause for clause in step.new.walk()}
    pairs = {
        (each.old.path, each.new.path): _Link(each.new, each.change, each.note)
        for each in differences
        if each.old is not None and each.new is not None
    }
    for entry in step.entries or ():
        if entry.old is not None and entry.new is not None:
            link = _Link(new[entry.new], Change(entry.change), entry.note)
            pairs.setdefault((entry.old, entry.new), link)
    found: dict[str, list[_Link]] = {}
    for (old, _), link in pairs.items():
        found.setdefault(old, []).append(link)
    return found


def _is_hidden(route: _Route) -> bool:
    """Whether a clause whose text is held stands in a hole, among others that went into it."""
    return route.at.is_hole and route.origin is not None and not route.origin.is_hole


def _is_followed(route: _Route, way: _Link) -> bool:
    """Whether what leaves a clause is what came into it."""
    if route.origin is None or not _is_hidden(route) or way.new.is_hole:
        return True
    return route.origin.path in (way.new.path, way.new.was)


def _further(route: _Route, way: _Link, step: Step) -> _Route:
    notes = (*route.notes, *_noted(way.note, step))
    if _is_hidden(route) and not way.new.is_hole:
        notes = (*notes, _tell_passage(route.at))
    if route.origin is None:
        return _Route(None, way.new, route.change, notes)
    ranked = (Change.UNCHANGED, Change.MOVED, Change.CHANGED)
    change = max(route.change, way.change, key=ranked.index)
    return _Route(route.origin, way.new, change, notes)


def _arrive(routes: Iterable[_Route], last: Edition) -> Iterator[Difference]:
    """Give the differences by the clauses of the last edition, in the order of its text."""
    arrived: dict[str, list[_Route]] = {}
    for route in routes:
        arrived.setdefault(route.at.path, []).append(route)
    for clause in last.walk():
        here = arrived[clause.path]
        known = {route.origin.path: route for route in reversed(here) if route.origin is not None}
        for route in reversed(known.values()):
            yield _difference(route, clause)
        if not known:
            lost = [route for route in here if route.change is Change.LOST]
            yield _difference((lost or here)[0], clause)


def _difference(route: _Route, new: Clause) -> Difference:
    aspects = () if route.origin is None else aspects_of(route.origin, new)
    return Difference(route.change, route.origin, new, aspects, _join(route.notes))


def _noted(note: Words | None, step: Step) -> tuple[Words, ...]:
    """Put the step before a note, since 「旧版」 and 「新版」 are those of the step."""
    if note is None:
        return ()
    name = f"{step.old.id}→{step.new.id}"
    return (Words(f"{name} {note.ja}", f"{name} {note.en}"),)


def _tell_dead_end(hole: Clause) -> Words:
    return Words(
        f"間の{hole.id}の条文が未収載のため、たどれない",
        f"the text of {hole.id} in between is not held, so it cannot be followed",
    )


def _tell_passage(hole: Clause) -> Words:
    return Words(
        f"間の{hole.id}の条文は未収載で、同じ名の条項を比べた",
        f"the text of {hole.id} in between is not held: the clauses of one name are compared",
    )


def _join(notes: Sequence[Words]) -> Words | None:
    if not notes:
        return None
    told = tuple(dict.fromkeys(notes))
    return Words("；".join(each.ja for each in told), "; ".join(each.en for each in told))
