"""Made-up hospitals: log-normal figures, 0.4 % of all fields missing, 335 areas."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sixty import OWN_SPREAD, SHARE_SPREAD, SIZE_SPREAD, Fact, Guideline

AREAS = 335
MISSING = 0.004


@dataclass(frozen=True, slots=True)
class Hospitals:
    """Synthetic hospitals, one array a fact.

    ``figures`` is what is true of them (yes is 1, no is 0); ``gaps`` marks what was not reported,
    and holds only the facts that lack something. ``areas`` are numbers below ``AREAS``.
    """

    size: int
    figures: dict[str, NDArray[np.float64]]
    gaps: dict[str, NDArray[np.bool_]]
    areas: NDArray[np.int64]


def draw_hospitals(guideline: Guideline, size: int, seed: int, missing: float) -> Hospitals:
    """Draw hospitals; the same seed gives the same hospitals, whatever is missing."""
    chance = np.random.default_rng(seed)
    areas = chance.integers(0, AREAS, size)
    scale = SIZE_SPREAD * chance.standard_normal(size)
    figures: dict[str, NDArray[np.float64]] = {}
    for fact in guideline.facts:
        figures[fact.name] = _draw(fact, figures, scale, chance)
    gaps = {name: chance.random(size) < missing for name in figures} if missing else {}
    return Hospitals(size, figures, {name: gap for name, gap in gaps.items() if gap.any()}, areas)


def _draw(
    fact: Fact,
    drawn: dict[str, NDArray[np.float64]],
    scale: NDArray[np.float64],
    chance: np.random.Generator,
) -> NDArray[np.float64]:
    if fact.is_answer:
        return (chance.random(scale.size) < fact.middle).astype(np.float64)
    if fact.of:
        share = fact.middle * np.exp(SHARE_SPREAD * chance.standard_normal(scale.size))
        return np.rint(drawn[fact.of] * np.minimum(share, 1.0))
    own = OWN_SPREAD * chance.standard_normal(scale.size)
    return np.rint(fact.middle * np.exp(scale + own))
