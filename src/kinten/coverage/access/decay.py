"""How the pull of supply fades with cost: in steps, as a bell, as a power, or not at all."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Decay(Protocol):
    """Weights from 0 to 1 for costs."""

    def weigh(self, costs: Floats) -> Floats:
        """Give the weight of every cost, same shape."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Every cost within reach weighs the same."""

    def weigh(self, costs: Floats) -> Floats:
        """Give ones."""
        return np.ones_like(costs)


@dataclass(frozen=True, slots=True)
class Steps:
    """A weight for each band: ``limits`` rising and inclusive, ``weights`` beside them, 0 beyond the last."""

    limits: tuple[float, ...]
    weights: tuple[float, ...]

    def weigh(self, costs: Floats) -> Floats:
        """Give the weight of the first band that holds each cost."""
        band = np.searchsorted(np.array(self.limits), costs, side="left")
        return np.array((*self.weights, 0.0))[band]


@dataclass(frozen=True, slots=True)
class Gaussian:
    """exp(-c^2 / 2 s^2), ``spread`` s in the unit of the cost (Dai 2010)."""

    spread: float

    def weigh(self, costs: Floats) -> Floats:
        """Give the height of the bell."""
        return np.exp(-(costs * costs) / (2.0 * self.spread * self.spread))


@dataclass(frozen=True, slots=True)
class Power:
    """c^-b; the cost must be above nought."""

    exponent: float

    def weigh(self, costs: Floats) -> Floats:
        """Give the inverse power."""
        return np.asarray(costs**-self.exponent, dtype=np.float64)
