"""How far follow-up and the life table reach: the closing day, the years and ages that are needed."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinten.estimation.life_table import EPOCH, YEAR_DAYS, Cohort, LifeTable
from kinten.estimation.net_survival import Method
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
_OPEN_END = 99
"""A life table that ends below this age is taken to be cut off; the last age of others holds on."""


def closing_day(cohort: Cohort, asked: date | None) -> date:
    """Give the day on which follow-up was closed: the one asked for, or the last day of follow-up.

    FaultError where somebody is followed beyond the day asked for.
    """
    ends = cohort.diagnosed + cohort.time_days
    if asked is None:
        return EPOCH + timedelta(days=int(np.floor(ends.max())))
    late = np.flatnonzero(ends > (asked - EPOCH).days + 0.5)
    if late.size:
        raise FaultError(
            Words(
                f"追跡がこの日より後まで続く患者がいます（{late.size}人）。",
                f"follow-up of {late.size} patients goes beyond this day.",
            ),
            f"--closing {asked}",
            Words(
                "追跡を締めた日を書いてください。", "Write the day on which follow-up was closed."
            ),
        )
    return asked


def potential_days(cohort: Cohort, closing: date) -> Floats:
    """Give for how long each patient could have been followed: the dead until the closing day."""
    until = float((closing - EPOCH).days) - cohort.diagnosed
    return np.where(cohort.is_dead, np.maximum(until, cohort.time_days), cohort.time_days)


def reach(
    path: Path, table: LifeTable, cohort: Cohort, times: Floats, *, holds_last_year: bool
) -> tuple[LifeTable, int | None]:
    """Give the life table for the years that follow-up needs, and the year from which one is held.

    ``times`` are the days since diagnosis for which it is read, shape (patients,). FaultError names the
    first year or age that is needed and not there.
    """
    ends = cohort.diagnosed + np.floor(times).astype(np.int64)
    first = (EPOCH + timedelta(days=int(cohort.diagnosed.min()))).year
    last = (EPOCH + timedelta(days=int(ends.max()))).year
    if first < table.first_year:
        raise _too_short(path, Words(f"{first}年がありません", f"the year {first} is missing"))
    held = None
    if last > table.last_year:
        if not holds_last_year:
            raise _too_short(
                path,
                Words(
                    f"{table.last_year}年で終わりますが、追跡は{last}年までです",
                    f"it ends in {table.last_year}, follow-up in {last}",
                ),
            )
        held = table.last_year
        more = np.repeat(table.hazards[:, -1:], last - table.last_year, axis=1)
        table = replace(table, hazards=np.concatenate((table.hazards, more), axis=1))
    needed = table.hazards[:, first - table.first_year : last - table.first_year + 1]
    oldest = int(((cohort.age_days + times) / YEAR_DAYS).max())
    youngest = int((cohort.age_days / YEAR_DAYS).min())
    ends_at = table.hazards.shape[2] - 1
    if oldest > ends_at and ends_at < _OPEN_END:
        raise _too_short(
            path,
            Words(
                f"{ends_at}歳で終わりますが、患者は{oldest}歳までいます",
                f"it ends at age {ends_at}, patients reach {oldest}",
            ),
        )
    part = needed[:, :, youngest : oldest + 1]
    gap = np.argwhere(np.isnan(part if part.shape[2] else needed[:, :, -1:]))
    if gap.size:
        sex, year, age = gap[0]
        raise _too_short(
            path,
            Words(
                f"性別 {table.sexes[sex]}、{first + year}年、{youngest + age}歳の行がありません",
                f"no row of sex {table.sexes[sex]}, year {first + year}, age {youngest + age}",
            ),
        )
    return table, held


def read_for(method: Method, cohort: Cohort, closing: date, longest: float) -> Floats:
    """Give the days since diagnosis for which the life table is read, at most the longest asked for."""
    if method is Method.EDERER1:
        times = np.full(cohort.size, float(cohort.time_days.max()))
    elif method is Method.HAKULINEN:
        times = potential_days(cohort, closing)
    else:
        times = cohort.time_days
    return np.minimum(times, longest * YEAR_DAYS)


def _too_short(path: Path, what: Words) -> FaultError:
    return FaultError(
        Words(f"生命表が足りません: {what.ja}。", f"the life table is too short: {what.en}."),
        str(path),
        Words(
            "足りない年・年齢を加えるか、最後の年を延ばすなら --hold-last-year を付けてください。",
            "Add the years and ages, or let the last year go on with --hold-last-year.",
        ),
    )
