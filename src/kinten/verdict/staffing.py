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
    """Tell whether a person fits a post: yes, no, or not known for want of an entry."""
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
    asked = (
        (frozenset() if post.qualification is None else frozenset({post.qualification})),
        person.qualifications,
    )
    return all_of(
        _holds(wanted, held, staff) for wanted, held in (asked, (post.training, person.training))
    )


def _holds(wanted: frozenset[str], held: frozenset[str] | None, staff: Staff) -> Verdict:
    if not wanted:
        return _YES
    if held is None:
        return _NO if staff.is_complete else _OPEN
    return _YES if wanted <= held else _NO


def count_people(
    staff: Staff, post: Post, rule: EffortRule, day: date | None
) -> tuple[float, float]:
    """Count (certainly, possibly). Without the declaration that all are entered, possibly is endless."""
    verdicts = [fits(each, post, staff, rule) for each in staff.people if each.serves_on(day)]
    certainly = verdicts.count(_YES)
    possibly = certainly + verdicts.count(_OPEN)
    return float(certainly), float(possibly) if staff.is_complete else inf


def fill_ways(
    staff: Staff, ways: Iterable[tuple[Post, ...]], rule: EffortRule, day: date | None
) -> tuple[float, float]:
    """Tell whether different people fill one of the ways: (1, 1) yes, (0, 0) no, (0, 1) not known."""
    people = [each for each in staff.people if each.serves_on(day)]
    possible = False
    for way in ways:
        table = [[fits(person, post, staff, rule) for person in people] for post in way]
        if _can_fill([[value is _YES for value in row] for row in table]):
            return 1.0, 1.0
        open_rows = [[value is not _NO for value in row] for row in table]
        possible = possible or not staff.is_complete or _can_fill(open_rows)
    return 0.0, 1.0 if possible else 0.0


def _can_fill(rows: list[list[bool]]) -> bool:
    """Tell whether each row can have a person of its own (augmenting paths)."""
    holder: dict[int, int] = {}

    def place(row: int, tried: set[int]) -> bool:
        for person, fitting in enumerate(rows[row]):
            if not fitting or person in tried:
                continue
            tried.add(person)
            if person not in holder or place(holder[person], tried):
                holder[person] = row
                return True
        return False

    return all(place(row, set()) for row in range(len(rows)))
