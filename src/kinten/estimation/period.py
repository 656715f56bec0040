"""Survival of a calendar period: what patients lived through within its window (period analysis).

Brenner & Gefeller (Cancer 1996; 78: 2004-2010): follow-up is truncated on the left at the first day of
the window and censored at its last, so that long survival is told by those diagnosed long before and the
first years by those diagnosed lately.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.estimation.life_table import Cohort

FIRST_DAY = 0.5
"""A day of diagnosis counts as half a day of follow-up."""


@dataclass(frozen=True, slots=True)
class Window:
    """A calendar period by its first and last day, both within, counted from 1970-01-01."""

    first: int
    last: int


def those_within(cohort: Cohort, window: Window) -> NDArray[np.bool_]:
    """Tell who is under observation on some day of the window, shape (patients,)."""
    entry, exit_ = _bounds(cohort, window)
    return (cohort.diagnosed <= window.last) & (exit_ > entry)


def within(cohort: Cohort, window: Window) -> Cohort:
    """Give those under observation within the window, with their entry and their exit.

    Day n after diagnosis is the nth day of the calendar after that of diagnosis; a death after the
    window's last day is none.
    """
    chosen = those_within(cohort, window)
    entry, exit_ = _bounds(cohort, window)
    return Cohort(
        cohort.sex[chosen],
        cohort.age_days[chosen],
        cohort.diagnosed[chosen],
        exit_[chosen],
        (cohort.is_dead & (cohort.time_days <= exit_))[chosen],
        entry[chosen],
    )


def _bounds(cohort: Cohort, window: Window) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the days since diagnosis after which each is seen, and until which."""
    before = (window.first - 1 - cohort.diagnosed).astype(np.float64)
    entry = np.where(cohort.diagnosed < window.first, np.maximum(before, FIRST_DAY), 0.0)
    until = np.maximum((window.last - cohort.diagnosed).astype(np.float64), FIRST_DAY)
    return entry, np.minimum(cohort.time_days, until)
