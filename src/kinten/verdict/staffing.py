"""People counted for a post: how many certainly fill it, and how many possibly."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import inf

from kinten.guideline.shapes import Post
from kinten.vocabulary.people import Effort, Person, Staff
from kinten.vocabulary.people import Post as Held
from kinten.vocabulary.truth import Verdict, all_of, any_of

_YES, _NO, _OPEN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN


@dataclass(frozen=True, slots=True)
class EffortRule:
    """The shares of working hours from which 専従 and 専任 count; None where the edition has none."""

    dedicated: Decimal | None
    assigned: Decimal | None

    def satisfies(self, held: Held, asked: Effort | None) -> Verdict:
        """Tell whether a post is held with the effort asked.

        The declared word decides. The percentage decides only where no word is declared.
        """
        if asked is None:
            return _YES
        if held.effort is not None:
            enough = (Effort.DEDICATED,) if asked is Effort.DEDICATED else _AT_LEAST_ASSIGNED
            return _YES if held.effort in enough else _NO
        least = self.dedicated if asked is Effort.DEDICATED else self.assigned
        if held.share is None or least is None:
            return _OPEN
        return _YES if held.share >= least else _NO

    def weight(self, asked: Effort | None) -> Decimal:
        """Give the share of a person's hours that a post takes up.

        Where the edition holds no figure, only 専従 claimed twice is sure not to fit: 1 and 0.
        """
        if asked is Effort.DEDICATED:
            return Decimal(1) if self.dedicated is None else self.dedicated
        if asked is Effort.ASSIGNED:
            return Decimal(0) if self.assigned is None else self.assigned
        return Decimal(0)


_AT_LEAST_ASSIGNED = (Effort.DEDICATED, Effort.ASSIGNED)


def fits(person: Person, post: Post, staff: Staff, rule: EffortRule) -> Verdict:
    """Tell whether a person who serves fits a post: yes, no, or not known for want of an entry."""
    held = [each for each in person.posts if not post.roles or each.role in post.roles]
    if not held:
        return _NO
    effort = any_of(rule.satisfies(each, post.effort) for each in held)
    return all_of((effort, _employed(person, post), _qualified(person, post, staff)))


def _employed(person: Person, post: Post) -> Verdict:
    if post.full_time is None:
        return _YES
    if person.full_time is None:
        return _OPEN
    return _YES if person.full_time is post.full_time else _NO


def _qualified(person: Person, post: Post, staff: Staff) -> Verdict:
    """Qualification and training; a blank means none once the sheet is declared complete."""
    wanted = frozenset() if post.qualification is None else frozenset({post.qualification})
    offered = staff.offered
    return all_of(
        (
            _holds(
                wanted, person.qualifications, staff, offered.qualifications if offered else None
            ),
            _holds(post.training, person.training, staff, offered.training if offered else None),
        )
    )


def _holds(
    wanted: frozenset[str],
    held: frozenset[str] | None,
    staff: Staff,
    offered: frozenset[str] | None,
) -> Verdict:
    """Tell whether a person holds what is wanted; what the sheet did not offer is not known."""
    if held is not None and wanted <= held:
        return _YES
    if not wanted:
        return _YES
    if offered is not None and not wanted <= offered:
        return _OPEN
    if held is None:
        return _NO if staff.is_complete else _OPEN
    return _NO


def is_offered(post: Post, staff: Staff) -> bool:
    """Whether the sheet let one enter everybody who could fit a post."""
    offered = staff.offered
    if offered is None:
        return True
    wanted = frozenset() if post.qualification is None else frozenset({post.qualification})
    return (
        frozenset(post.roles) <= offered.roles
        and wanted <= offered.qualifications
        and post.training <= offered.training
    )


class Roster:
    """The people of one sheet who serve on a day, and who fits which post: each asked once.

    Only people who hold a role of the post are looked at. One of whom it is not known whether they
    serve may fit, and does not for certain.
    """

    __slots__ = ("_by_role", "_known", "_unsure", "people", "rule", "staff")

    def __init__(self, staff: Staff, rule: EffortRule, day: date | None = None) -> None:
        self.staff = staff
        self.rule = rule
        served = [(person, person.serves_on(day)) for person in staff.people]
        there = [(person, serves) for person, serves in served if serves is not False]
        self.people = tuple(person for person, _ in there)
        self._unsure = {place for place, (_, serves) in enumerate(there) if serves is None}
        self._known: dict[Post, dict[int, Verdict]] = {}
        self._by_role: dict[str, list[int]] = {}
        for place, person in enumerate(self.people):
            for role in {held.role for held in person.posts}:
                self._by_role.setdefault(role, []).append(place)

    def fitting(self, post: Post) -> dict[int, Verdict]:
        """Give the places of the people who fit a post or may fit it, in the order of the sheet."""
        if post not in self._known:
            self._known[post] = self._find(post)
        return self._known[post]

    def _find(self, post: Post) -> dict[int, Verdict]:
        places: Iterable[int] = range(len(self.people))
        if post.roles:
            places = sorted({each for role in post.roles for each in self._by_role.get(role, ())})
        found = {each: fits(self.people[each], post, self.staff, self.rule) for each in places}
        return {
            place: _OPEN if place in self._unsure else verdict
            for place, verdict in found.items()
            if verdict is not _NO
        }

    def certain(self, post: Post) -> list[int]:
        """Give the places of the people who fit for certain."""
        return [place for place, verdict in self.fitting(post).items() if verdict is _YES]

    def count(self, post: Post) -> tuple[float, float]:
        """Count (certainly, possibly).

        Without the declaration that everyone is entered, possibly is endless, and so it is for a post
        that the sheet did not offer.
        """
        certainly = len(self.certain(post))
        possibly = len(self.fitting(post)) if self._has_everyone(post) else inf
        return float(certainly), float(possibly)

    def _has_everyone(self, post: Post) -> bool:
        return self.staff.is_complete and is_offered(post, self.staff)

    def fill(self, ways: Iterable[tuple[Post, ...]]) -> tuple[float, float]:
        """Tell whether different people fill one way: (1, 1) yes, (0, 0) no, (0, 1) not known."""
        possible = False
        for way in ways:
            if _can_fill([self.certain(post) for post in way]):
                return 1.0, 1.0
            known = [list(self.fitting(post)) for post in way if self._has_everyone(post)]
            may = _can_fill(known)
            possible = possible or may
        return 0.0, 1.0 if possible else 0.0


def _can_fill(rows: list[list[int]]) -> bool:
    """Tell whether each row can have a person of its own (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for person in rows[row]:
            if person in tried:
                continue
            tried.add(person)
            if person not in holder or place(holder[person], tried):
                holder[person] = row
                return True
        return False

    return all(place(row, set()) for row in range(len(rows)))
