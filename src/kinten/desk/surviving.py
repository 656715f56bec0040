"""Survival from a table of patients and a life table: what `kinten registry survival` gives."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.desk.filing import source_of
from kinten.desk.life_tables import read_life_table
from kinten.estimation.life_table import EPOCH, YEAR_DAYS, Cohort, LifeTable
from kinten.estimation.net_survival import Method, Survival, survive
from kinten.report.model import Source
from kinten.tables.columns import Columns, read_columns
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_COLUMNS = ("id", "sex", "age_days", "diagnosis_date", "time_days", "dead")
_OPEN_END = 99
"""A life table that ends below this age is taken to be cut off; the last age of others holds on."""
_DAY_OF_DIAGNOSIS = 0.5
"""A follow-up of no days is taken as half a day, so that a death on the day of diagnosis counts."""


@dataclass(frozen=True, slots=True)
class SurvivalAsked:
    """What is asked: the patients, the life table, the method, the years, the level of the intervals.

    ``closing`` is the day on which follow-up ends for all; ``holds_last_year`` lets the life table's last
    year go on.
    """

    patients: Path
    life_table: Path | None
    method: Method
    years: tuple[float, ...]
    level: float = 0.95
    closing: date | None = None
    holds_last_year: bool = False


@dataclass(frozen=True, slots=True)
class Survived:
    """Survival at each year, and what it was reckoned from."""

    asked: SurvivalAsked
    sources: tuple[Source, ...]
    patients: int
    deaths: int
    on_first_day: int
    held_from: int | None
    survival: tuple[Survival, ...]


def reckon_survival(asked: SurvivalAsked) -> Survived:
    """Read the tables and reckon survival.

    FaultError names the cell that cannot be, an id that is there twice, a sex that the life table lacks,
    and the first year or age of the life table that is needed and not there.
    """
    needs_table = asked.method is not Method.KAPLAN_MEIER
    if needs_table and asked.life_table is None:
        raise FaultError(
            Words(f"{asked.method} には生命表が要ります。", f"{asked.method} needs a life table."),
            "--lifetable",
            Words("sex,year,age,qx の表を指定してください。", "Name a table of sex,year,age,qx."),
        )
    table = None if asked.life_table is None else read_life_table(asked.life_table)
    people = read_columns(asked.patients, _COLUMNS)
    cohort, on_first_day = _read(people, table)
    held = None
    if table is not None and needs_table:
        table, held = _reaching(asked, cohort, table)
    found = survive(
        cohort, asked.method, asked.years, asked.level, table, _potential(asked, cohort)
    )
    paths = (asked.patients, *([asked.life_table] if asked.life_table else []))
    return Survived(
        asked,
        tuple(source_of(path) for path in paths),
        cohort.size,
        int(cohort.is_dead.sum()),
        on_first_day,
        held,
        found,
    )


def _read(people: Columns, table: LifeTable | None) -> tuple[Cohort, int]:
    names = pl.Series(people.texts("id"))
    if not len(names):
        raise FaultError(
            Words("行がありません。", "it has no rows."),
            str(people.path),
            Words("見出しの下に患者を書いてください。", "Write patients below the header."),
        )
    twice = names.is_first_distinct().not_().arg_true()
    if len(twice):
        row = int(twice[0])
        raise people.refuse_at(
            row,
            "id",
            Words(f"「{names[row]}」が二度あります。", f"“{names[row]}” is there twice."),
            Words("一行だけを残してください。", "Keep one of the rows."),
        )
    times = people.numbers("time_days")
    cohort = Cohort(
        _sexes(people, table),
        people.numbers("age_days"),
        _days(people),
        np.maximum(times, _DAY_OF_DIAGNOSIS),
        _deaths(people),
    )
    too_old = np.flatnonzero(cohort.age_days > 130 * YEAR_DAYS)
    if too_old.size:
        raise people.refuse_at(
            int(too_old[0]),
            "age_days",
            Words("130歳を超えます。", "that is above 130 years."),
            Words("診断時の年齢を日数で書いてください。", "Write the age at diagnosis in days."),
        )
    return cohort, int((times < _DAY_OF_DIAGNOSIS).sum())


def _sexes(people: Columns, table: LifeTable | None) -> Ints:
    written = people.texts("sex")
    known = sorted(set(written)) if table is None else list(table.sexes)
    place = {name: at for at, name in enumerate(known)}
    for row, name in enumerate(written):
        if name not in place:
            raise people.refuse_at(
                row,
                "sex",
                Words(
                    f"性別「{name}」が生命表にありません。", f"the life table has no sex “{name}”."
                ),
                Words(f"生命表の性別: {' '.join(known)}", f"Its sexes: {' '.join(known)}"),
            )
    return np.array([place[name] for name in written], dtype=np.int64)


def _days(people: Columns) -> Ints:
    written = pl.Series(people.texts("diagnosis_date"))
    found = written.str.to_date("%Y-%m-%d", strict=False)
    bad = found.is_null() | (found > date(2200, 1, 1)) | (found < date(1800, 1, 1))
    if bad.any():
        row = int(bad.arg_true()[0])
        raise people.refuse_at(
            row,
            "diagnosis_date",
            Words(f"「{written[row]}」は日付ではありません。", f"“{written[row]}” is no date."),
            Words("2020-04-01 のように書いてください。", "Write it as 2020-04-01."),
        )
    return (found - EPOCH).dt.total_days().to_numpy().astype(np.int64)


def _deaths(people: Columns) -> NDArray[np.bool_]:
    written = people.texts("dead")
    for row, text in enumerate(written):
        if text not in {"0", "1"}:
            raise people.refuse_at(
                row,
                "dead",
                Words(f"「{text}」は 0 でも 1 でもありません。", f"“{text}” is neither 0 nor 1."),
                Words("死亡は1、生存（打ち切り）は0です。", "1 is dead, 0 is alive (censored)."),
            )
    return np.array([text == "1" for text in written], dtype=bool)


def _reaching(
    asked: SurvivalAsked, cohort: Cohort, table: LifeTable
) -> tuple[LifeTable, int | None]:
    """Give the life table for the years that follow-up needs, and the year from which one is held."""
    longest = max(asked.years) * YEAR_DAYS
    times = np.minimum(_follow_up(asked, cohort), longest)
    ends = cohort.diagnosed + np.floor(times).astype(np.int64)
    first = (EPOCH + timedelta(days=int(cohort.diagnosed.min()))).year
    last = (EPOCH + timedelta(days=int(ends.max()))).year
    if first < table.first_year:
        raise _too_short(asked, Words(f"{first}年がありません", f"the year {first} is missing"))
    held = None
    if last > table.last_year:
        if not asked.holds_last_year:
            raise _too_short(
                asked,
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
            asked,
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
            asked,
            Words(
                f"性別 {table.sexes[sex]}、{first + year}年、{youngest + age}歳の行がありません",
                f"no row of sex {table.sexes[sex]}, year {first + year}, age {youngest + age}",
            ),
        )
    return table, held


def _follow_up(asked: SurvivalAsked, cohort: Cohort) -> Floats:
    """Give the days for which the life table is read."""
    if asked.method is Method.EDERER1:
        return np.full(cohort.size, float(cohort.time_days.max()))
    potential = _potential(asked, cohort)
    return cohort.time_days if potential is None else potential


def _potential(asked: SurvivalAsked, cohort: Cohort) -> Floats | None:
    """Give for how long each patient could have been followed: the dead until the closing day."""
    if asked.method is not Method.HAKULINEN:
        return None
    ends = cohort.diagnosed + cohort.time_days
    closing = float(ends.max()) if asked.closing is None else float((asked.closing - EPOCH).days)
    late = np.flatnonzero(ends > closing)
    if late.size:
        raise FaultError(
            Words(
                f"追跡がこの日より後まで続く患者がいます（{late.size}人）。",
                f"follow-up of {late.size} patients goes beyond this day.",
            ),
            f"--closing {asked.closing}",
            Words(
                "追跡を締めた日を書いてください。", "Write the day on which follow-up was closed."
            ),
        )
    return np.where(cohort.is_dead, closing - cohort.diagnosed, cohort.time_days)


def _too_short(asked: SurvivalAsked, what: Words) -> FaultError:
    return FaultError(
        Words(f"生命表が足りません: {what.ja}。", f"the life table is too short: {what.en}."),
        str(asked.life_table),
        Words(
            "足りない年・年齢を加えるか、最後の年を延ばすなら --hold-last-year を付けてください。",
            "Add the years and ages, or let the last year go on with --hold-last-year.",
        ),
    )
