"""The table of patients of `kinten registry survival`, read into cohorts."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinten.estimation.life_table import EPOCH, YEAR_DAYS, Cohort, LifeTable
from kinten.estimation.period import FIRST_DAY
from kinten.tables.columns import Columns, read_columns
from kinten.vocabulary.wording import FaultError, Words

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_COLUMNS = ("id", "sex", "age_days", "diagnosis_date", "time_days", "dead")
_GROUP = "group"
_OLDEST = 130
"""Years of age, or of follow-up, above which a figure cannot be."""


@dataclass(frozen=True, slots=True)
class People:
    """Patients as one cohort, and to which group each belongs.

    ``groups`` are the names in the order of the table, empty where it has no such column; ``of_group`` the
    place of each patient's, shape (patients,). ``on_first_day`` were followed for less than half a day,
    taken as half a day, so that a death on the day of diagnosis counts.
    """

    cohort: Cohort
    groups: tuple[str, ...]
    of_group: Ints
    on_first_day: int


def read_people(path: Path, table: LifeTable | None) -> People:
    """Read the patients; FaultError names the cell that cannot be, an id that is there twice, an unknown sex.

    Ages that are all below 130 days are refused as given in years.
    """
    people = read_columns(path, _COLUMNS, also=(_GROUP,))
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
    times, ages = people.numbers("time_days"), people.numbers("age_days")
    _refuse_spans(people, times, ages)
    cohort = Cohort(
        _sexes(people, table),
        ages,
        _days(people),
        np.maximum(times, FIRST_DAY),
        _deaths(people),
    )
    groups, of_group = _groups(people)
    return People(cohort, groups, of_group, int((times < FIRST_DAY).sum()))


def _refuse_spans(people: Columns, times: Floats, ages: Floats) -> None:
    """Raise for ages and follow-up that are too long, and for ages that are all in years."""
    how = Words("診断時の年齢を日数で書いてください。", "Write the age at diagnosis in days.")
    for name, found, what, mend in (
        (
            "age_days",
            ages,
            Words(f"{_OLDEST}歳を超えます。", f"that is above {_OLDEST} years."),
            how,
        ),
        (
            "time_days",
            times,
            Words(
                f"追跡が{_OLDEST}年を超えます。", f"that is a follow-up of above {_OLDEST} years."
            ),
            Words(
                "診断から死亡か最終生存確認までの日数を書いてください。",
                "Write the days from diagnosis to death or to the last day known alive.",
            ),
        ),
    ):
        too_long = np.flatnonzero(found > _OLDEST * YEAR_DAYS)
        if too_long.size:
            raise people.refuse_at(int(too_long[0]), name, what, mend)
    if (ages < _OLDEST).all():
        raise people.refuse_at(
            0,
            "age_days",
            Words(
                f"どの患者も{_OLDEST}日未満です。年齢が年で書かれているようです。",
                f"all patients are younger than {_OLDEST} days; their ages seem to be in years.",
            ),
            Words(
                f"{how.ja}年なら{YEAR_DAYS}を掛けます。",
                f"{how.en} Multiply years by {YEAR_DAYS}.",
            ),
        )


def _groups(people: Columns) -> tuple[tuple[str, ...], Ints]:
    if not people.has(_GROUP):
        return (), np.zeros(people.frame.height, dtype=np.int64)
    written = people.texts(_GROUP)
    place = {name: at for at, name in enumerate(dict.fromkeys(written))}
    return tuple(place), np.array([place[name] for name in written], dtype=np.int64)


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
