"""Survival from a table of patients and a life table: what `kinten registry survival` gives."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import inf
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinten.desk.filing import source_of
from kinten.desk.life_tables import read_life_table
from kinten.desk.surviving_people import People, read_people
from kinten.desk.surviving_reach import closing_day, potential_days, reach, read_for
from kinten.desk.surviving_standards import Standardised, SurvivalStandard, standardise_survival
from kinten.estimation.following import FollowUp, complete_follow_up
from kinten.estimation.life_table import EPOCH, Cohort, LifeTable
from kinten.estimation.net_survival import Method, Survival, survive
from kinten.estimation.period import Window, within
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class SurvivalAsked:
    """What is asked: the patients, the life table, the method, the years, the level of the intervals.

    ``closing`` is the day on which follow-up ends for all; ``holds_last_year`` lets the life table's last
    year go on. ``standard`` is that of age, by strata or ``by_patient`` (Brenner); ``period`` the first and
    last day of a period analysis. Groups of fewer patients than ``min_patients``, and years with a lower
    share of complete follow-up than ``min_follow_up``, are suppressed; None where nothing is.
    """

    patients: Path
    life_table: Path | None
    method: Method
    years: tuple[float, ...]
    level: float = 0.95
    closing: date | None = None
    holds_last_year: bool = False
    standard: SurvivalStandard | None = None
    by_patient: bool = False
    period: tuple[date, date] | None = None
    min_patients: int | None = None
    min_follow_up: float | None = None


class Suppressed(StrEnum):
    """Why nothing is told."""

    PATIENTS = "patients"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class GroupSurvival:
    """The survival of one group at each year, and why some of it is not told; ``name`` None: all patients.

    ``suppressed`` has a reason, or None, for each year.
    """

    name: str | None
    patients: int
    deaths: int
    survival: tuple[Survival, ...]
    follow_up: tuple[FollowUp, ...]
    suppressed: tuple[Suppressed | None, ...]
    standardised: Standardised | None = None

    @property
    def is_suppressed(self) -> bool:
        """Whether the whole group is, for having few patients."""
        return Suppressed.PATIENTS in self.suppressed


@dataclass(frozen=True, slots=True)
class Survived:
    """Survival of each group at each year, and what it was reckoned from."""

    asked: SurvivalAsked
    sources: tuple[Source, ...]
    closing: date
    on_first_day: int
    held_from: int | None
    groups: tuple[GroupSurvival, ...]

    @property
    def has_groups(self) -> bool:
        """Whether the table names groups; without, its one group is all patients."""
        return self.groups[0].name is not None


def reckon_survival(asked: SurvivalAsked) -> Survived:
    """Read the tables and reckon survival; observed survival leaves the life table unread.

    FaultError names the cell that cannot be, an id that is there twice, a sex that the life table lacks,
    the first year or age of the life table that is needed and not there, a closing day before the last
    follow-up, and a period in which nobody is followed.
    """
    needs_table = asked.method is not Method.KAPLAN_MEIER
    if needs_table and asked.life_table is None:
        raise FaultError(
            Words(f"{asked.method} には生命表が要ります。", f"{asked.method} needs a life table."),
            "--lifetable",
            Words("sex,year,age,qx の表を指定してください。", "Name a table of sex,year,age,qx."),
        )
    path = asked.life_table if needs_table else None
    table = None if path is None else read_life_table(path)
    people = read_people(asked.patients, table)
    closing = closing_day(people.cohort, asked.closing)
    held = None
    if table is not None and path is not None:
        seen = _seen(asked, people.cohort)
        times = read_for(asked.method, seen, closing, max(asked.years))
        table, held = reach(path, table, seen, times, holds_last_year=asked.holds_last_year)
    paths = (asked.patients, *([path] if path else []))
    return Survived(
        asked,
        tuple(source_of(path) for path in paths),
        closing,
        people.on_first_day,
        held,
        tuple(_groups(asked, people, table, closing)),
    )


def _seen(asked: SurvivalAsked, cohort: Cohort) -> Cohort:
    """Give those who are under observation; FaultError where the period has nobody."""
    if asked.period is None:
        return cohort
    seen = within(cohort, _window(asked.period))
    if not seen.size:
        first, last = asked.period
        raise FaultError(
            Words("この期間に観察中の患者がいません。", "nobody is followed in this period."),
            f"--period {first}..{last}",
            Words(
                "患者の診断日と追跡の期間に重なる期間を書いてください。",
                "Name a period in which patients are followed.",
            ),
        )
    return seen


def _window(period: tuple[date, date]) -> Window:
    first, last = ((each - EPOCH).days for each in period)
    return Window(first, last)


def _groups(
    asked: SurvivalAsked, people: People, table: LifeTable | None, closing: date
) -> list[GroupSurvival]:
    names: tuple[str | None, ...] = people.groups or (None,)
    parts = [people.cohort.part(people.of_group == at) for at in range(len(names))]
    return [
        _group(asked, name, part, table, closing) for name, part in zip(names, parts, strict=True)
    ]


def _group(
    asked: SurvivalAsked, name: str | None, whole: Cohort, table: LifeTable | None, closing: date
) -> GroupSurvival:
    cohort = whole if asked.period is None else within(whole, _window(asked.period))

    def reckon(chosen: Mask, weights: Floats | None) -> tuple[Survival, ...]:
        part = cohort.part(chosen)
        potential = potential_days(part, closing) if asked.method is Method.HAKULINEN else None
        return survive(part, asked.method, asked.years, asked.level, table, potential, weights)

    follow_up = complete_follow_up(whole, float((closing - EPOCH).days), asked.years)
    standardised = None
    if asked.standard is not None:
        standardised = standardise_survival(
            cohort,
            asked.standard,
            asked.years,
            asked.level,
            reckon,
            by_patient=asked.by_patient,
            most=1.0 if asked.method is Method.KAPLAN_MEIER else inf,
        )
    return GroupSurvival(
        name,
        cohort.size,
        int(cohort.is_dead.sum()),
        reckon(np.ones(cohort.size, dtype=bool), None),
        follow_up,
        tuple(_suppress(asked, cohort.size, each) for each in follow_up),
        standardised,
    )


def _suppress(asked: SurvivalAsked, patients: int, follow_up: FollowUp) -> Suppressed | None:
    if asked.min_patients is not None and patients < asked.min_patients:
        return Suppressed.PATIENTS
    if asked.min_follow_up is None:
        return None
    # Where nobody was diagnosed so early, no share can be shown to be high enough.
    is_enough = follow_up.share is not None and follow_up.share >= asked.min_follow_up
    return None if is_enough else Suppressed.FOLLOW_UP
