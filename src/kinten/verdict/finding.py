"""What a judgement of one hospital consists of."""

from dataclasses import dataclass
from typing import NamedTuple

from kinten.report.model import Report
from kinten.verdict.assigning import Conflict
from kinten.verdict.stepping import Walk
from kinten.verdict.steps import Line, Program
from kinten.vocabulary.given import Given
from kinten.vocabulary.truth import Reason, Verdict


class Evidence(NamedTuple):
    """One fact a clause read. ``given`` is None where the form does not ask it."""

    fact: str
    given: Given | None


class Deciding(NamedTuple):
    """One clause of the deciding set."""

    clause: str
    verdict: Verdict
    reason: Reason | None


class Finding(NamedTuple):
    """One clause judged.

    ``verdict`` is what counts in the whole. ``is_dash`` says that the report answered 「-」 to a
    clause that binds: it counts as unknown, for a person has to confirm it. ``counted`` are the
    people counted, certainly and possibly. ``given`` is what the report gives for each of the
    line's facts, in their order.
    """

    line: Line
    verdict: Verdict
    reason: Reason | None
    given: tuple[Given | None, ...]
    is_dash: bool
    counted: tuple[float, float] | None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What was read, each fact with its name."""
        return tuple(map(Evidence, self.line.facts, self.given))

    @property
    def shown(self) -> Verdict:
        """The verdict as the report put it, for JSON: 「-」 as not applicable, with its reason beside."""
        return Verdict.NOT_APPLICABLE if self.is_dash else self.verdict


@dataclass(frozen=True, slots=True)
class Held:
    """The binding clauses at the top whose text is held, by verdict."""

    met: int
    unmet: int
    unknown: int

    @property
    def of(self) -> int:
        """How many apply."""
        return self.met + self.unmet + self.unknown


@dataclass(frozen=True, slots=True)
class Explanation:
    """One hospital judged: the whole, the smallest set that decides it, and every clause.

    ``walk`` keeps the values of all steps, for asking what would settle the verdict.
    """

    report: Report
    program: Program
    overall: Verdict
    reasons: tuple[Deciding, ...]
    findings: tuple[Finding, ...]
    held: Held
    conflict: Conflict | None
    walk: Walk
