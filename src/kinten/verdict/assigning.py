"""Whether all staffing clauses can hold at once: one person cannot be 専従 twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, product
from math import ceil

from kinten.guideline.clauses import Clause
from kinten.guideline.shapes import Count, Post
from kinten.report.model import Report
from kinten.verdict.staffing import EffortRule, Roster
from kinten.verdict.steps import Op, Program, Step
from kinten.vocabulary.strength import Strength

Needed = Mapping[str, str | None]
"""The staffing clauses that a whole cannot do without: each with the clause in principle (原則) that
it is or stands below, None where it must hold."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one clause needs: different people, one for each post of one of its ways.

    ``people_of`` is the clause whose people they are: the clause itself, or the one above it where
    the text speaks of the same people (同医師は原則として専従). ``principle`` is as in ``Needed``.
    """

    clause: str
    ways: tuple[tuple[Post, ...], ...]
    people_of: str
    principle: str | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of clauses that cannot hold at once, and the people they all lean on.

    ``in_principle`` are the clauses in principle among them, or above them; it is empty where the
    clauses that must hold are in conflict by themselves.
    """

    clauses: tuple[str, ...]
    people: tuple[int, ...]
    in_principle: tuple[str, ...] = ()


def call_roster(report: Report, program: Program, day: date | None = None) -> Roster | None:
    """Give the roster of a report under a program's effort rule; None without a staff sheet."""
    if report.staff is None:
        return None
    return Roster(report.staff, EffortRule(program.dedicated, program.assigned), day)


def find_conflict(
    roster: Roster | None, program: Program, needed: Needed | None = None
) -> Conflict | None:
    """Find a smallest set of staffing clauses, each met alone, that cannot hold together.

    Clauses that must hold are asked first, then those in principle beside them. Only clauses met for
    certain enter, and only people who fit for certain; None where the staff sheet bears them all, or
    where there is no staff sheet. ``needed`` None takes every binding clause.
    """
    if roster is None:
        return None
    kept = _demands(roster, program, _binding(program) if needed is None else needed)
    if _Search(kept, roster).holds():
        return None
    must = [each for each in kept if each.principle is None]
    if not _Search(must, roster).holds():
        kept = must
    for demand in tuple(kept):
        fewer = [each for each in kept if each is not demand]
        if not _Search(fewer, roster).holds():
            kept = fewer
    posts = {post for demand in kept for way in demand.ways for post in way}
    leaning = {roster.people[place].number for post in posts for place in roster.certain(post)}
    principles = dict.fromkeys(each.principle for each in kept if each.principle is not None)
    return Conflict(
        tuple(demand.clause for demand in kept), tuple(sorted(leaning)), tuple(principles)
    )


def _binding(program: Program) -> Needed:
    return {
        line.clause.id: line.clause.id if line.clause.strength is Strength.PRINCIPLE else None
        for line in program.lines
    }


def _demands(roster: Roster, program: Program, needed: Needed) -> list[Demand]:
    """Give the demands of the binding staffing clauses that the sheet meets one by one."""
    clauses = {line.clause.id: line.clause for line in program.lines}
    found: dict[str, Demand] = {}
    for position in program.staffing:
        step = program.steps[position]
        clause = clauses.get(step.clause)
        if clause is None or not clause.strength.is_binding or clause.id not in needed:
            continue
        if _takes_time(roster, step) and _is_met(roster, step):
            found[clause.id] = Demand(
                clause.id, _ways(step), _people_of(clause, clauses), needed[clause.id]
            )
    return list(found.values())


def _takes_time(roster: Roster, step: Step) -> bool:
    """Tell whether a post takes up hours; what takes none is never in the way of another clause."""
    return any(roster.rule.weight(post.effort) for way in step.ways for post in way)


def _is_met(roster: Roster, step: Step) -> bool:
    if step.op is Op.DISTINCT:
        return roster.fill(step.ways)[0] >= 1
    return roster.count(step.ways[0][0])[0] >= step.number


def _ways(step: Step) -> tuple[tuple[Post, ...], ...]:
    return step.ways if step.op is Op.DISTINCT else (step.ways[0] * ceil(step.number),)


def _people_of(clause: Clause, clauses: Mapping[str, Clause]) -> str:
    """Name the clause whose people a clause counts: ``of_parent`` counts among those above it."""
    if not (isinstance(clause.test, Count) and clause.test.of_parent):
        return clause.id
    above = clause.id.rpartition("/")[0]
    return _people_of(clauses[above], clauses) if above in clauses else above


_Task = tuple[str, Post]  # a post of a clause
_Service = tuple[frozenset[str], Decimal]  # the clauses a person serves in a group, and the time
_NOTHING: _Service = (frozenset(), Decimal(0))


class _Search:
    """A search for an assignment: scarce demands first, dead ends remembered.

    Demands of the same people are filled together: a person may serve each of their clauses once,
    and gives the time of the dearest. People who fit the same posts and have the same time left are
    alike, so only one of them is tried; the search stays small even where many people could stand
    in for each other.
    """

    def __init__(self, demands: Sequence[Demand], roster: Roster) -> None:
        posts = dict.fromkeys(post for demand in demands for way in demand.ways for post in way)
        self.rule = roster.rule
        self.fitting = {post: roster.certain(post) for post in posts}
        # Which of the posts a person fits, as the bits of one number.
        self.likeness = [0] * len(roster.people)
        for bit, places in enumerate(self.fitting.values()):
            for place in places:
                self.likeness[place] |= 1 << bit
        groups: dict[str, list[Demand]] = {}
        for demand in demands:
            groups.setdefault(demand.people_of, []).append(demand)
        self.order = sorted(map(_ways_together, groups.values()), key=self._scarcity)
        self.dead: set[tuple[object, ...]] = set()

    def _scarcity(self, ways: Sequence[tuple[_Task, ...]]) -> int:
        return min(min((len(self.fitting[post]) for _, post in way), default=0) for way in ways)

    def holds(self) -> bool:
        """Tell whether the people can bear all the demands at once."""
        return self.fills(0, (Decimal(1),) * len(self.likeness))

    def fills(self, at: int, left: tuple[Decimal, ...]) -> bool:
        """Tell whether the groups from ``at`` on can be filled with the time each person has left."""
        if at == len(self.order):
            return True
        state = (at, *sorted(zip(self.likeness, left, strict=True)))
        if state in self.dead:
            return False
        if any(self._places(at, way, left, {}) for way in self.order[at]):
            return True
        self.dead.add(state)
        return False

    def _places(
        self,
        at: int,
        tasks: tuple[_Task, ...],
        left: tuple[Decimal, ...],
        serving: Mapping[int, _Service],
    ) -> bool:
        """Put a person on the first task of a way, then go on with the rest."""
        if not tasks:
            return self.fills(at + 1, left)
        (clause, post), *rest = tasks
        weight = self.rule.weight(post.effort)
        tried: set[tuple[object, ...]] = set()
        for place in self.fitting[post]:
            served, spent = serving.get(place, _NOTHING)
            more = max(weight - spent, Decimal(0))
            alike = (self.likeness[place], left[place], served, spent)
            if clause in served or left[place] < more or alike in tried:
                continue
            tried.add(alike)
            after = (*left[:place], left[place] - more, *left[place + 1 :])
            now = {**serving, place: (served | {clause}, spent + more)}
            if self._places(at, tuple(rest), after, now):
                return True
        return False


def _ways_together(demands: Sequence[Demand]) -> tuple[tuple[_Task, ...], ...]:
    """Give the ways to fill demands of the same people, as tasks of their clauses."""
    each_ways = (
        [tuple((demand.clause, post) for post in way) for way in demand.ways] for demand in demands
    )
    return tuple(tuple(chain.from_iterable(ways)) for ways in product(*each_ways))
