"""Survival standardised by age with the International Cancer Survival Standards (ICSS)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.data.loading import read_packaged
from kinten.estimation.ages import AgeGroup, doubled_ages, parse_age_group
from kinten.estimation.life_table import YEAR_DAYS, Cohort
from kinten.estimation.net_survival import Survival
from kinten.estimation.standard_survival import StandardSurvival, combine, weigh_patients
from kinten.vocabulary.wording import FaultError, Words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Reckon = Callable[[NDArray[np.bool_], Floats | None], tuple[Survival, ...]]
_PACKAGED = "survival_standards.csv"
STANDARDS = ("icss1", "icss2", "icss3")
AGE_GROUPS = "15-44,45-54,55-64,65-74,75+"
"""The five groups of the standards (Corazziari 2004)."""


@dataclass(frozen=True, slots=True)
class SurvivalStandard:
    """A standard: its name, the age groups in which it is used, and the weight of each, shape (groups,)."""

    name: str
    groups: tuple[AgeGroup, ...]
    weights: Floats


@dataclass(frozen=True, slots=True)
class Stratum:
    """The patients of one age group; ``survival`` is None where there is nobody."""

    patients: int
    deaths: int
    survival: tuple[Survival, ...] | None


@dataclass(frozen=True, slots=True)
class Standardised:
    """Survival standardised by age, its strata in the order of the standard's, and who is in none."""

    survival: tuple[StandardSurvival, ...]
    strata: tuple[Stratum, ...]
    outside: int


def load_survival_standard(name: str, age_groups: str = AGE_GROUPS) -> SurvivalStandard:
    """Load a standard in the age groups asked for.

    FaultError for groups that cannot be read, overlap, cut a five-year group of the standard, or leave out
    an age that has a weight.
    """
    groups = tuple(sorted(_parse(age_groups)))
    if twice := doubled_ages(groups):
        raise _wrong(
            age_groups,
            Words(
                f"{twice[0]} と {twice[1]} が重なっています。",
                f"{twice[0]} and {twice[1]} overlap.",
            ),
        )
    weights = np.zeros(len(groups))
    for row in read_packaged(_PACKAGED):
        if row["standard"] == name:
            high = int(row["age_high"]) if row["age_high"] else None
            fine = AgeGroup(int(row["age_low"]), high)
            weights[_holder(fine, groups, float(row["weight"]), age_groups)] += float(row["weight"])
    return SurvivalStandard(name, groups, weights)


def _parse(text: str) -> list[AgeGroup]:
    groups = [parse_age_group(part) for part in text.split(",")]
    found = [each for each in groups if each is not None]
    if len(found) < len(groups):
        bad = text.split(",")[groups.index(None)]
        raise _wrong(
            text,
            Words(f"「{bad}」は年齢階級として読めません。", f"“{bad}” cannot be read as ages."),
        )
    return found


def _holder(fine: AgeGroup, groups: tuple[AgeGroup, ...], weight: float, text: str) -> int:
    """Give the place of the group that holds a five-year group whole; any place for one without weight."""
    for at, each in enumerate(groups):
        starts_below = each.low <= fine.low
        if starts_below and (each.high is None or (fine.high or 999) <= each.high):
            return at
    if weight > 0:
        raise _wrong(
            text,
            Words(
                f"標準の階級 {fine} が、どの階級にも丸ごと入っていません。",
                f"no group holds the standard's ages {fine} whole.",
            ),
        )
    return 0


def strata_of(cohort: Cohort, standard: SurvivalStandard) -> Ints:
    """Give the place of each patient's age group, -1 where there is none; shape (patients,).

    Ages are completed years of 365.241 days.
    """
    age = np.floor(cohort.age_days / YEAR_DAYS)
    found = np.full(cohort.size, -1, dtype=np.int64)
    for at, each in enumerate(standard.groups):
        high = np.inf if each.high is None else each.high
        found[(age >= each.low) & (age <= high)] = at
    return found


def standardise_survival(
    cohort: Cohort,
    standard: SurvivalStandard,
    years: tuple[float, ...],
    level: float,
    reckon: Reckon,
    *,
    by_patient: bool,
    most: float,
) -> Standardised:
    """Standardise by the strata, or ``by_patient`` with the weights of Brenner.

    ``reckon`` gives the survival of a part of the cohort (a mask, and weights of those in it); ``most`` is
    the highest upper limit that can be.
    """
    place = strata_of(cohort, standard)
    strata = tuple(_stratum(cohort, place == at, reckon) for at in range(len(standard.groups)))
    outside = int((place < 0).sum())
    if not by_patient:
        parts = [each.survival for each in strata]
        found = combine(parts, standard.weights, years, level, most=most)
        return Standardised(found, strata, outside)
    empty = tuple(
        at for at, each in enumerate(strata) if not each.patients and standard.weights[at] > 0
    )
    if empty:
        nothing = (StandardSurvival(each, None, None, None, empty) for each in years)
        return Standardised(tuple(nothing), strata, outside)
    weights = weigh_patients(place[place >= 0], standard.weights)
    whole = reckon(place >= 0, weights)
    return Standardised(
        tuple(StandardSurvival(each.years, each.estimate, each.low, each.high) for each in whole),
        strata,
        outside,
    )


def _stratum(cohort: Cohort, chosen: NDArray[np.bool_], reckon: Reckon) -> Stratum:
    size = int(chosen.sum())
    deaths = int(cohort.is_dead[chosen].sum())
    return Stratum(size, deaths, reckon(chosen, None) if size else None)


def _wrong(text: str, what: Words) -> FaultError:
    return FaultError(
        what,
        f"--age-groups {text}",
        Words(
            f"標準の重みは15歳からの5歳階級です。{AGE_GROUPS} のように、15歳から切れ目なく書いてください。",
            f"The standards have weights by five-year groups from age 15. Write {AGE_GROUPS}: from 15 without "
            "a gap up to an open group.",
        ),
    )
