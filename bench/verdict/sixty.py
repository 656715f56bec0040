"""Sixty made-up requirements as plain data; both sides of the bench are built from them.

30 "count >= threshold", 20 yes/no, 5 ratios, 5 "(count and yes/no) or higher count"; 36 must, 8 in
principle, 6 roughly, 10 desirable; 45 numbers. The thresholds are cut so that a hospital falls
short of each requirement about once in forty times, which leaves all three verdicts populated.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from math import exp

import numpy as np

SEED = 20_261_124
SIZE_SPREAD, OWN_SPREAD, SHARE_SPREAD = 0.25, 0.45, 0.3  # of the logarithms
_SPREAD = (SIZE_SPREAD**2 + OWN_SPREAD**2) ** 0.5
_SHORT = 2.0  # the threshold lies so many spreads below the median: one hospital in forty is short


class Shape(StrEnum):
    """How a requirement asks."""

    COUNT = "count"
    ANSWER = "answer"
    RATIO = "ratio"
    EITHER = "either"


class Weight(StrEnum):
    """How strongly it binds; ``ROUGHLY`` is a must read at nine tenths of its number."""

    MUST = "must"
    PRINCIPLE = "principle"
    ROUGHLY = "roughly"
    DESIRABLE = "desirable"

    @property
    def is_binding(self) -> bool:
        """Whether it enters the whole."""
        return self is not Weight.DESIRABLE


ROUGHLY = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with its median, or a yes/no answer with its share of yes (``of`` is empty).

    ``of`` names the figure that a part is drawn from; ``middle`` is then the part's median share.
    """

    name: str
    middle: float
    is_answer: bool = False
    of: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: its facts, and the name of each of its numbers.

    COUNT reads (count), ANSWER (answer), RATIO (part, whole), EITHER (count, answer). ``times``
    multiplies the whole of a ratio.
    """

    name: str
    shape: Shape
    weight: Weight
    facts: tuple[str, ...]
    numbers: dict[str, Decimal]
    times: int = 1


@dataclass(frozen=True, slots=True)
class Guideline:
    """The requirements, and the facts that they read."""

    facts: tuple[Fact, ...]
    requirements: tuple[Requirement, ...]

    @property
    def numbers(self) -> dict[str, Decimal]:
        """Every threshold by its name: 45 of them."""
        return {name: number for each in self.requirements for name, number in each.numbers.items()}


# Shape and weight of each requirement, in the order of the text.
_PLAN = (
    *[(Shape.COUNT, Weight.MUST)] * 15,
    *[(Shape.COUNT, Weight.ROUGHLY)] * 6,
    *[(Shape.COUNT, Weight.PRINCIPLE)] * 4,
    *[(Shape.COUNT, Weight.DESIRABLE)] * 5,
    *[(Shape.ANSWER, Weight.MUST)] * 13,
    *[(Shape.ANSWER, Weight.PRINCIPLE)] * 3,
    *[(Shape.ANSWER, Weight.DESIRABLE)] * 4,
    *[(Shape.RATIO, Weight.MUST)] * 4,
    *[(Shape.RATIO, Weight.DESIRABLE)] * 1,
    *[(Shape.EITHER, Weight.MUST)] * 4,
    *[(Shape.EITHER, Weight.PRINCIPLE)] * 1,
)


def make_guideline(seed: int = SEED) -> Guideline:
    """Make the sixty requirements; the same seed gives the same guideline."""
    chance = np.random.default_rng(seed)
    facts: list[Fact] = []
    requirements = []
    for position, (shape, weight) in enumerate(_PLAN, 1):
        median = float(exp(chance.uniform(np.log(40), np.log(4000))))
        added, made = _make(f"{shape}_{position:02d}", shape, weight, median)
        facts.extend(added)
        requirements.append(made)
    return Guideline(tuple(facts), tuple(requirements))


def _make(name: str, shape: Shape, weight: Weight, median: float) -> tuple[list[Fact], Requirement]:
    if shape is Shape.ANSWER:
        facts = [Fact(name, 0.978, is_answer=True)]
        return facts, Requirement(name, shape, weight, (name,), {})
    low = median * exp(-_SHORT * _SPREAD)
    if shape is Shape.COUNT:
        number = low / float(ROUGHLY) if weight is Weight.ROUGHLY else low
        return [Fact(name, median)], Requirement(
            name, shape, weight, (name,), {name: _round(number)}
        )
    if shape is Shape.RATIO:
        part, whole = f"{name}_part", f"{name}_whole"
        times = 12 if median > 400 else 1
        number = 0.4 * exp(-_SHORT * SHARE_SPREAD) / times
        facts = [Fact(whole, 10 * median), Fact(part, 0.4, of=whole)]
        numbers = {name: Decimal(f"{number:.3f}")}
        return facts, Requirement(name, shape, weight, (part, whole), numbers, times)
    count, answer = f"{name}_count", f"{name}_answer"
    facts = [Fact(count, median), Fact(answer, 0.96, is_answer=True)]
    numbers = {f"{name}_lower": _round(low), f"{name}_higher": _round(1.5 * median)}
    return facts, Requirement(name, shape, weight, (count, answer), numbers)


def _round(number: float) -> Decimal:
    """Round to two figures, as thresholds of a guideline are."""
    return Decimal(int(float(f"{number:.1e}")))
