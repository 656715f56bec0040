"""A life table of one's own, read from sex, year, age and the probability of dying (qx)."""

from pathlib import Path

import numpy as np
import polars as pl

from kinten.estimation.life_table import YEAR_DAYS, LifeTable
from kinten.tables.columns import Columns, read_columns
from kinten.vocabulary.wording import FaultError, Words

_OLDEST = 130
_YEARS = (1800, 2200)


def read_life_table(path: Path) -> LifeTable:
    """Read a life table; a year or age that is not there is a gap, told only where it is needed.

    The hazard of a year of age is -ln(1 - qx), spread over its days; where qx is 1 at the open end, that of
    the age before it. FaultError names the cell of a figure that cannot be, a row that is there twice,
    or a table without rows.
    """
    table = read_columns(path, ("sex", "year", "age", "qx"))
    if not table.frame.height:
        raise FaultError(
            Words("行がありません。", "it has no rows."),
            str(path),
            Words("見出しの下に死亡確率を書いてください。", "Write figures below the header."),
        )
    years, ages = _whole(table, "year"), _whole(table, "age")
    qx = table.numbers("qx")
    no_year = (years < _YEARS[0]) | (years > _YEARS[1])
    for row in np.flatnonzero((qx > 1) | (ages > _OLDEST) | no_year):
        column = "qx" if qx[row] > 1 else "age" if ages[row] > _OLDEST else "year"
        raise table.refuse_at(
            int(row),
            column,
            Words("あり得ない値です。", "it cannot be."),
            Words(
                "qx は0から1、age は満年齢、year は西暦です。",
                "qx lies between 0 and 1, age is in years, year is of the calendar.",
            ),
        )
    sexes = table.texts("sex")
    names = tuple(sorted(set(sexes)))
    place = {name: at for at, name in enumerate(names)}
    of_sex = np.array([place[name] for name in sexes], dtype=np.int64)
    first, last, oldest = int(years.min()), int(years.max()), int(ages.max())
    found = np.full((len(names), last - first + 1, oldest + 1), np.nan)
    flat = (of_sex * found.shape[1] + years - first) * found.shape[2] + ages
    _refuse_twice(table, flat)
    found.ravel()[flat] = qx
    return LifeTable(names, first, _hazards(found, path))


def _hazards(qx: np.ndarray, path: Path) -> np.ndarray:
    for age in range(1, qx.shape[2]):
        is_sure = qx[:, :, age] >= 1
        qx[:, :, age] = np.where(is_sure, qx[:, :, age - 1], qx[:, :, age])
    if (qx[:, :, 0] >= 1).any():
        raise FaultError(
            Words("0歳の死亡確率が1です。", "everybody dies at age 0."),
            str(path),
            Words("qx の列を確かめてください。", "Look at the column qx."),
        )
    hazards: np.ndarray = -np.log1p(-qx) / YEAR_DAYS
    return hazards


def _whole(table: Columns, name: str) -> np.ndarray:
    numbers = table.numbers(name)
    for row in np.flatnonzero(numbers != np.floor(numbers)):
        raise table.refuse_at(
            int(row),
            name,
            Words("整数ではありません。", "it is no whole number."),
            Words("このセルを直してください。", "Mend this cell."),
        )
    return np.minimum(numbers, 1e9).astype(np.int64)  # what is beyond is refused all the same


def _refuse_twice(table: Columns, keys: np.ndarray) -> None:
    twice = pl.Series(keys).is_first_distinct().not_().arg_true()
    if len(twice):
        raise table.refuse_at(
            int(twice[0]),
            "age",
            Words("同じ性・年・年齢の行が二度あります。", "this sex, year and age is there twice."),
            Words("一行だけを残してください。", "Keep one of the rows."),
        )
