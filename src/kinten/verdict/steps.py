"""An edition for one kind of hospital as a row of small steps, each reading earlier ones.

Both evaluators walk this row: ``columns`` with arrays over a population, ``explaining`` with the
facts of one hospital. The steps only say *what* is asked; each evaluator has its own arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, auto

from kinten.guideline.clauses import Clause
from kinten.guideline.edition import Edition
from kinten.guideline.shapes import Post
from kinten.vocabulary.hospital_kind import Kind


class Op(IntEnum):
    """What a step does. The first group reads facts, the second reads earlier steps."""

    AT_LEAST = auto()
    AT_MOST = auto()
    EQUALS = auto()
    YES = auto()
    NO = auto()
    ALL_YES = auto()
    RATIO = auto()
    COUNT = auto()
    DISTINCT = auto()
    HOLE = auto()
    NO_NUMBER = auto()
    NO_RULE = auto()
    ASSIGNABLE = auto()
    ALL = auto()
    ANY = auto()
    WHEN = auto()
    ONLY_WHEN = auto()
    PRINCIPLE = auto()
    READINGS = auto()
    MEETS = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    ``inputs`` are the positions of earlier steps; for WHEN the condition stands first. ONLY_WHEN is
    WHEN below an *any*, where a clause that may not apply cannot stand for the others. ``number`` is
    the threshold after overlay and reading, turned into a float once; ``printed`` is the decimal of
    the text, ``factor`` what the reading multiplied it with, ``times`` the factor of a ratio's
    denominator. ``is_soft`` says that unmet is
    unknown here, since the text says 概ね and no reading was chosen. ``takes_dash`` says that 「-」
    is an answer here (the clause does not bind).
    """

    op: Op
    clause: str
    facts: tuple[str, ...] = ()
    inputs: tuple[int, ...] = ()
    number: float = 0.0
    printed: Decimal = Decimal(0)
    factor: Decimal = Decimal(1)
    times: float = 1.0
    is_soft: bool = False
    takes_dash: bool = False
    ways: tuple[tuple[Post, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One clause of the result.

    ``step`` is the position of its final step, ``test`` that of its own test (without parts and
    condition); ``facts`` are what its test and its condition read.
    """

    clause: Clause
    step: int
    test: int
    facts: tuple[str, ...]
    is_rough: bool


@dataclass(frozen=True, slots=True)
class Program:
    """What is asked of one kind of hospital within one scope.

    ``lines`` are the clauses reported, in the order of the text; ``root`` is the step of the whole;
    ``held`` are the final steps of the binding clauses at the top whose text is held; ``staffing``
    are the steps that ask for people. ``factor`` is what numbers below 概ね were multiplied with.
    """

    edition: Edition
    kind: Kind
    scope: str
    is_complete: bool
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    root: int
    held: tuple[int, ...]
    facts: tuple[str, ...]
    dedicated: Decimal | None
    assigned: Decimal | None
    positions: Mapping[str, int] = field(default_factory=dict)
    staffing: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Once, not for every report that is walked.
        asking = (Op.COUNT, Op.DISTINCT)
        found = tuple(place for place, step in enumerate(self.steps) if step.op in asking)
        object.__setattr__(self, "staffing", found)
