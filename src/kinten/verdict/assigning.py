"""Whether all staffing clauses can hold at once: one person cannot be 専従 twice."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from kinten.guideline.shapes import Post
from kinten.report.model import Report
from kinten.verdict.staffing import EffortRule, Roster
from kinten.verdict.steps import Op, Program, Step
from kinten.vocabulary.strength import Strength


@dataclass(frozen=True, slots=True)
class Demand:
    """What one clause needs: different people, one for each post of one of its ways."""

    clause: str
    ways: tuple[tuple[Post, ...], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of clauses that cannot hold at once, and the people they all lean on."""

    clauses: tuple[str, ...]
    people: tuple[int, ...]


def call_roster(report: Report, program: Program, day: date | None = None) -> Roster | None:
    """Give the roster of a report under a program's effort rule; None without a staff sheet."""
    if report.staff is None:
        return None
    return Roster(report.staff, EffortRule(program.dedicated, program.assigned), day)


def find_conflict(
    roster: Roster | None, program: Program, needed: Container[str] | None = None
) -> Conflict | None:
    """Find a smallest set of staffing clauses, each met alone, that cannot hold together.

    Only clauses met for certain enter, and only people who fit for certain; None where the staff
    sheet bears them all, or where there is no staff sheet. ``needed`` names the clauses that the
    whole cannot do without (those that apply, and not one way of several); None takes them all.
    """
    if roster is None:
        return None
    demands = [
        each for each in _demands(roster, program) if needed is None or each.clause in needed
    ]
    if _Search(demands, roster).holds():
        return None
    kept = list(demands)
    for demand in demands:
        fewer = [each for each in kept if each is not demand]
        if not _Search(fewer, roster).holds():
            kept = fewer
    leaning = {
        roster.people[place].number
        for demand in kept
        for way in demand.ways
        for post in way
        for place in roster.certain(post)
    }
    return Conflict(tuple(demand.clause for demand in kept), tuple(sorted(leaning)))


def _demands(roster: Roster, program: Program) -> list[Demand]:
    """Give the demands of the binding staffing clauses that the sheet meets one by one."""
    binding = {line.clause.id: line.clause for line in program.lines}
    found: dict[str, Demand] = {}
    for position in program.staffing:
        step = program.steps[position]
        clause = binding.get(step.clause)
        narrows = clause is None or getattr(clause.test, "of_parent", False)
        if narrows or clause is None or clause.strength is not Strength.MUST:
            continue
        if _is_met(roster, step):
            found[step.clause] = _demand(step)
    return list(found.values())


def _is_met(roster: Roster, step: Step) -> bool:
    if step.op is Op.DISTINCT:
        return roster.fill(step.ways)[0] >= 1
    return roster.count(step.ways[0][0])[0] >= step.number


def _demand(step: Step) -> Demand:
    if step.op is Op.DISTINCT:
        return Demand(step.clause, step.ways)
    return Demand(step.clause, (step.ways[0] * ceil(step.number),))


class _Search:
    """A search for an assignment: scarce demands first, dead ends remembered.

    People who fit the same posts and have the same time left are alike, so only one of them is
    tried; the search stays small even where many people could stand in for each other.
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
        self.order = sorted(demands, key=self._scarcity)
        self.dead: set[tuple[object, ...]] = set()

    def _scarcity(self, demand: Demand) -> int:
        return min(len(self.fitting[way[0]]) if way else 0 for way in demand.ways)

    def holds(self) -> bool:
        """Tell whether the people can bear all the demands at once."""
        return self.fills(0, (Decimal(1),) * len(self.likeness))

    def fills(self, at: int, left: tuple[Decimal, ...]) -> bool:
        """Tell whether the demands from ``at`` on can be filled with the time each person has left."""
        if at == len(self.order):
            return True
        state = (at, *sorted(zip(self.likeness, left, strict=True)))
        if state in self.dead:
            return False
        if any(self._places(at, way, left, frozenset()) for way in self.order[at].ways):
            return True
        self.dead.add(state)
        return False

    def _places(
        self, at: int, way: tuple[Post, ...], left: tuple[Decimal, ...], taken: frozenset[int]
    ) -> bool:
        """Put a person on the first post of a way, then go on with the rest."""
        if not way:
            return self.fills(at + 1, left)
        weight = self.rule.weight(way[0].effort)
        tried: set[tuple[object, ...]] = set()
        for place in self.fitting[way[0]]:
            alike = (self.likeness[place], left[place])
            if place in taken or left[place] < weight or alike in tried:
                continue
            tried.add(alike)
            rest = (*left[:place], left[place] - weight, *left[place + 1 :])
            if self._places(at, way[1:], rest, taken | {place}):
                return True
        return False
