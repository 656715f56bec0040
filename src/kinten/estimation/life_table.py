"""Mortality of a population by sex, calendar year and age, and what it means for a cohort of patients."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
YEAR_DAYS = 365.241
"""A year in days: 400 years of the calendar have 146,097 days, less the tables' own rounding (relsurv)."""
EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Hazards a day, shape (sexes, years, ages); years follow one another, ages start at 0.

    A hazard is constant within a year of age and a calendar year; that of the last age holds on.
    """

    sexes: tuple[str, ...]
    first_year: int
    hazards: Floats

    @property
    def last_year(self) -> int:
        """The last calendar year."""
        return self.first_year + self.hazards.shape[1] - 1


@dataclass(frozen=True, slots=True)
class Cohort:
    """Patients: place of the sex in the life table, age in days, day of diagnosis, days of follow-up, death.

    Shape (patients,) each; the day of diagnosis is counted from 1970-01-01. ``entry_days`` are the days
    since diagnosis after which a patient is under observation (left truncation); None where from the first.
    """

    sex: Ints
    age_days: Floats
    diagnosed: Ints
    time_days: Floats
    is_dead: Mask
    entry_days: Floats | None = None

    @property
    def size(self) -> int:
        """How many patients."""
        return int(self.sex.size)

    def part(self, chosen: Mask | Ints) -> "Cohort":
        """Give some of them."""
        return Cohort(
            self.sex[chosen],
            self.age_days[chosen],
            self.diagnosed[chosen],
            self.time_days[chosen],
            self.is_dead[chosen],
            None if self.entry_days is None else self.entry_days[chosen],
        )


class Hazards:
    """The hazards of a cohort along follow-up, block by block of a grid of days.

    Within a block of less than a year a patient has one birthday and one first of January at most.
    """

    def __init__(self, cohort: Cohort, table: LifeTable) -> None:
        years, self.ages = table.hazards.shape[1:]
        self.flat = np.ascontiguousarray(table.hazards).ravel()
        self.cohort = cohort
        self.starts = np.array(
            [(date(table.first_year + at, 1, 1) - EPOCH).days for at in range(years + 1)],
            dtype=np.int64,
        )
        self.of_sex = cohort.sex * years * self.ages

    def passing(self, patients: Ints, bounds: Floats) -> Floats:
        """Give the hazard that passes for each patient in some intervals, shape (patients, intervals).

        ``bounds`` are days since diagnosis, ascending, over less than a year, shape (intervals + 1,). A
        birthday may fall within an interval; a first of January starts a day.
        """
        age, day = self.cohort.age_days[patients], self.cohort.diagnosed[patients]
        starts, spans = bounds[:-1], np.diff(bounds)
        last = self.starts.size - 2
        year = np.searchsorted(self.starts, day + starts[0], side="right") - 1
        old = np.floor((age + starts[0]) / YEAR_DAYS).astype(np.int64)
        next_year = self.starts[np.minimum(year + 1, last + 1)] - day
        birthday = (old + 1) * YEAR_DAYS - age
        age_step = np.where(old + 1 < self.ages, 1, 0)
        year_step = np.where(year < last, self.ages, 0)
        base = self.of_sex[patients] + np.minimum(year, last) * self.ages
        base += np.minimum(old, self.ages - 1)
        # Until the first of the two, between them, and after both: three values for each patient.
        older = np.searchsorted(starts, birthday)
        later = np.searchsorted(starts, next_year)
        between = np.where(older < later, age_step, year_step)
        values = self.flat[np.stack((base, base + between, base + age_step + year_step), axis=1)]
        first, second = np.minimum(older, later), np.maximum(older, later)
        lengths = np.stack((first, second - first, starts.size - second), axis=1)
        found = np.repeat(values.ravel(), lengths.ravel()).reshape(patients.size, starts.size)
        # Where a birthday falls within an interval, the rest of it is of the next age.
        within = np.searchsorted(bounds, birthday, side="right") - 1
        rows = np.flatnonzero(
            (within < starts.size) & (birthday > bounds[np.minimum(within, starts.size)])
        )
        cells = within[rows]
        after = (bounds[cells + 1] - birthday[rows]) / spans[cells]
        here = base[rows] + np.where(cells >= later[rows], year_step[rows], 0)
        found[rows, cells] += after * (self.flat[here + age_step[rows]] - self.flat[here])
        found *= spans
        return found
