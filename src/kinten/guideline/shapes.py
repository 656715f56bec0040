"""The shapes a clause's test can have. Each is a frozen value; what it means stands in ``verdict``."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.people import Effort
from kinten.vocabulary.strength import Manner


class Comparison(StrEnum):
    """How a fact is held against the number of the text."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUALS = "equals"

    @property
    def sign(self) -> str:
        """The sign printed to people."""
        return {"at_least": "≧", "at_most": "≦", "equals": "="}[self.value]


@dataclass(frozen=True, slots=True)
class Compare:
    """A figure against a number: at least, at most, equals."""

    fact: str
    comparison: Comparison
    number: Decimal


@dataclass(frozen=True, slots=True)
class Is:
    """A yes/no fact has this answer."""

    fact: str
    value: bool


@dataclass(frozen=True, slots=True)
class AllFacts:
    """All these yes/no facts are answered yes; one sentence of the text, so one clause."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """``of / (to * times)`` is at least a number; ``of`` and ``to`` are counts, never negative."""

    of: str
    to: str
    times: Decimal
    number: Decimal


@dataclass(frozen=True, slots=True)
class Post:
    """Whom a place is for. What the text leaves open is None or empty.

    ``effort`` is the least effort: a dedicated person satisfies *assigned* too.
    """

    roles: tuple[str, ...]
    full_time: bool | None = None
    effort: Effort | None = None
    qualification: str | None = None
    training: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Count:
    """At least so many people for a post; ``of_parent`` counts among those the parent clause counts."""

    post: Post
    number: Decimal
    of_parent: bool = False


@dataclass(frozen=True, slots=True)
class Distinct:
    """Different people, one for each post; several ways are alternatives, one of which is filled."""

    ways: tuple[tuple[Post, ...], ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every binding sub-clause; the sub-clauses are the clause's parts."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the sub-clauses; the sub-clauses are the clause's parts."""


@dataclass(frozen=True, slots=True)
class MeetsKind:
    """The requirements of another kind of hospital."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class MeetsClause:
    """Another clause of the same edition, read in this manner."""

    clause: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class NoNumber:
    """The text gives no number or leaves it to judgement: a person decides."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Named in a source, text not held."""


@dataclass(frozen=True, slots=True)
class NoRule:
    """The text says that there is no rule for this kind."""


@dataclass(frozen=True, slots=True)
class AllConditions:
    """A condition: all of these."""

    tests: "tuple[Condition, ...]"


@dataclass(frozen=True, slots=True)
class AnyCondition:
    """A condition: one of these."""

    tests: "tuple[Condition, ...]"


Condition = Compare | Is | AllFacts | Ratio | AllConditions | AnyCondition
Test = (
    Compare
    | Is
    | AllFacts
    | Ratio
    | Count
    | Distinct
    | AllOf
    | AnyOf
    | MeetsKind
    | MeetsClause
    | NoNumber
    | Hole
    | NoRule
)


def facts_of(test: Test | Condition) -> tuple[str, ...]:
    """Name the facts a test or condition reads, in the order of the text."""
    match test:
        case Compare(fact=fact) | Is(fact=fact):
            return (fact,)
        case AllFacts(facts=facts):
            return facts
        case Ratio(of=of, to=to):
            return (of, to)
        case AllConditions(tests=tests) | AnyCondition(tests=tests):
            return tuple(fact for each in tests for fact in facts_of(each))
        case _:
            return ()


def posts_of(test: Test) -> tuple[Post, ...]:
    """Name the posts a test asks people for."""
    match test:
        case Count(post=post):
            return (post,)
        case Distinct(ways=ways):
            return tuple(post for way in ways for post in way)
        case _:
            return ()
