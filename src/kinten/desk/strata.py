"""Cases and person-years by group, sex and age, read from two tables and brought to common age groups."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kinten.desk.standards import Standard
from kinten.estimation.ages import (
    AgeGroup,
    common_groups,
    doubled_ages,
    holder_of,
    lacking_ages,
    parse_age_group,
)
from kinten.tables.columns import Columns, read_columns
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
ALL = "all"
"""The group where the tables name none."""
_UNKNOWN = frozenset({"不詳", "年齢不詳", "unknown"})
_HOW = Words(
    "0-4、7、85+ のように書いてください（年齢の分からない件数は「不詳」か unknown）。",
    "Write 0-4, 7 or 85+ (cases of unknown age as unknown).",
)


@dataclass(frozen=True, slots=True)
class Stratum:
    """One group: cases and person-years by common age group, shape (ages,), and the sexes counted."""

    group: str
    sexes: tuple[str, ...]
    cases: Floats
    person_years: Floats
    cases_age_unknown: float

    @property
    def all_cases(self) -> float:
        """All cases, those of unknown age too."""
        return float(self.cases.sum()) + self.cases_age_unknown


@dataclass(frozen=True, slots=True)
class Strata:
    """All groups in the order of the table of cases, and the age groups and weights they share.

    ``left_out`` names the groups and sexes of the population that have no rows of cases.
    """

    ages: tuple[AgeGroup, ...]
    weights: Floats
    groups: tuple[Stratum, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table as it was read: a figure for each group, sex and age group, and of unknown age."""

    path: Path
    has_groups: bool
    known: Mapping[tuple[str, str], Mapping[AgeGroup, float]]
    unknown: Mapping[tuple[str, str], float]


def read_strata(cases: Path, population: Path, standard: Standard) -> Strata:
    """Read both tables and collapse them, and the standard, to their common age groups.

    A population without groups serves every group. The sexes of a group are those for which it has rows
    of cases; rows that are not there count no case. FaultError names the cell that cannot be read, a row
    that is there twice, ages that the population lacks, a group or sex without population, part of a case,
    and more cases of a sex and age than person-years.
    """
    counted = _read(cases, "cases")
    people = _read(population, "person_years")
    used: dict[tuple[str, str], Mapping[AgeGroup, float]] = {}
    for group, sex in counted.known:
        key = (group if people.has_groups else ALL, sex)
        if key not in people.known:
            raise _no_population(people, group, sex)
        used[group, sex] = people.known[key]
        _refuse_gaps(people, key)
    ages = common_groups([standard.weights, *counted.known.values(), *used.values()])
    for key in counted.known:
        _refuse_more(counted, people, key, used[key], ages)
    return Strata(
        ages,
        _collapse(standard.weights, ages),
        tuple(
            _stratum(group, ages, counted, used)
            for group in dict.fromkeys(group for group, _ in counted.known)
        ),
        _left_out(counted, people),
    )


def _left_out(counted: _Rows, people: _Rows) -> tuple[str, ...]:
    """Name the groups, the sexes, and the sexes of a group, whose people are in no rate."""
    groups = dict.fromkeys(group for group, _ in counted.known)
    lacking = [
        (group, sex)
        for group in groups
        for name, sex in people.known
        if name == (group if people.has_groups else ALL) and (group, sex) not in counted.known
    ]
    counted_sexes = {sex for _, sex in counted.known}
    left = [name for name, _ in people.known if people.has_groups and name not in groups]
    left += [sex for _, sex in lacking if sex not in counted_sexes]
    left += [f"{group} {sex}" for group, sex in lacking if sex in counted_sexes]
    return tuple(dict.fromkeys(left))


def _refuse_more(
    counted: _Rows,
    people: _Rows,
    key: tuple[str, str],
    years: Mapping[AgeGroup, float],
    ages: tuple[AgeGroup, ...],
) -> None:
    """Raise where a sex has more cases at some age, or of unknown age, than person-years."""
    cases, there = _collapse(counted.known[key], ages), _collapse(years, ages)
    told = [
        (Words(str(age), str(age)), float(some), float(most))
        for age, some, most in zip(ages, cases, there, strict=True)
    ]
    unknown = Words("不詳", "unknown")
    told.append((unknown, counted.unknown.get(key, 0.0), float(there.sum())))
    for age, some, most in told:
        if some <= most:
            continue
        what = (
            Words(
                f"年齢階級 {age.ja} に件数がありますが、人口が0です。",
                f"there are cases at the ages {age.en}, but no people.",
            )
            if most <= 0
            else Words(
                f"年齢階級 {age.ja} の件数（{some:g}）が人年（{most:g}）より多くなっています。",
                f"there are more cases ({some:g}) at the ages {age.en} than person-years ({most:g}).",
            )
        )
        raise FaultError(
            what,
            f"{people.path if most <= 0 else counted.path}:group={key[0]},sex={key[1]}",
            Words(
                "件数の表と人口の表を確かめてください。",
                "Look at the tables of cases and of the population.",
            ),
        )


def _stratum(
    group: str,
    ages: tuple[AgeGroup, ...],
    counted: _Rows,
    used: Mapping[tuple[str, str], Mapping[AgeGroup, float]],
) -> Stratum:
    sexes = tuple(sex for name, sex in counted.known if name == group)
    return Stratum(
        group,
        sexes,
        sum((_collapse(counted.known[group, sex], ages) for sex in sexes), np.zeros(len(ages))),
        sum((_collapse(used[group, sex], ages) for sex in sexes), np.zeros(len(ages))),
        sum(counted.unknown.get((group, sex), 0.0) for sex in sexes),
    )


def _collapse(figures: Mapping[AgeGroup, float], ages: tuple[AgeGroup, ...]) -> Floats:
    found = np.zeros(len(ages))
    for group, figure in figures.items():
        found[ages.index(holder_of(group, ages))] += figure
    return found


def _read(path: Path, figure: str) -> _Rows:
    table = read_columns(path, ("sex", "age_group", figure), also=("group",))
    has_groups = table.has("group")
    sexes, written = table.texts("sex"), table.texts("age_group")
    groups = table.texts("group") if has_groups else [ALL] * len(sexes)
    figures = table.numbers(figure)
    if figure == "cases":
        for at in np.flatnonzero(figures != np.floor(figures)):
            raise table.refuse_at(
                int(at),
                figure,
                Words(
                    f"件数 {figures[at]:g} は整数ではありません。",
                    f"{figures[at]:g} is no whole number of cases.",
                ),
                Words("件数を整数で書いてください。", "Write a whole number of cases."),
            )
    known: dict[tuple[str, str], dict[AgeGroup, float]] = {}
    unknown: dict[tuple[str, str], float] = {}
    for row, (group, sex, text) in enumerate(zip(groups, sexes, written, strict=True)):
        ages = known.setdefault((group, sex), {})
        age = parse_age_group(text)
        is_unknown = text.lower() in _UNKNOWN
        if age is None and not is_unknown:
            raise table.refuse_at(
                row,
                "age_group",
                Words(f"「{text}」は年齢階級として読めません。", f"“{text}” is no age group."),
                _HOW,
            )
        if age in ages or (is_unknown and (group, sex) in unknown):
            raise _twice(table, row)
        if age is None:
            unknown[group, sex] = float(figures[row])
        else:
            ages[age] = float(figures[row])
    for (group, sex), ages in known.items():
        if twice := doubled_ages(ages):
            raise _wrong(
                path,
                group,
                sex,
                Words(
                    f"年齢階級 {twice[0]} と {twice[1]} が重なっています。",
                    f"age groups {twice[0]} and {twice[1]} overlap.",
                ),
            )
    if not known:
        raise FaultError(
            Words("行がありません。", "it has no rows."),
            str(path),
            Words("見出しの下に値を書いてください。", "Write figures below the header."),
        )
    return _Rows(path, has_groups, known, unknown)


def _refuse_gaps(people: _Rows, key: tuple[str, str]) -> None:
    lacking = lacking_ages(people.known[key])
    if lacking is not None:
        raise _wrong(
            people.path,
            *key,
            Words(
                f"年齢階級 {lacking} の人口がありません。", f"no population of the ages {lacking}."
            ),
        )


def _no_population(people: _Rows, group: str, sex: str) -> FaultError:
    has_sex = any(each == sex for _, each in people.known)
    what = (
        Words(f"グループ「{group}」の人口がありません。", f"no population of the group “{group}”.")
        if has_sex
        else Words(f"性別「{sex}」の人口がありません。", f"no population of the sex “{sex}”.")
    )
    return _wrong(people.path, group, sex, what)


def _wrong(path: Path, group: str, sex: str, what: Words) -> FaultError:
    return FaultError(
        what,
        f"{path}:group={group},sex={sex}",
        Words(
            "0歳から、上の開いた階級まで、重ならないように続けて書いてください。",
            "Write the ages from 0 up to an open group, without a gap or an overlap.",
        ),
    )


def _twice(table: Columns, row: int) -> FaultError:
    return table.refuse_at(
        row,
        "age_group",
        Words(
            "同じグループ・性・年齢の行が二度あります。", "this group, sex and age is there twice."
        ),
        Words("一行に足し合わせてください。", "Sum them in one row."),
    )
