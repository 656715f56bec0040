"""Rates from tables of cases and population: what `kinten registry rates` gives."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kinten.desk.filing import source_of
from kinten.desk.standards import Standard, load_standard
from kinten.desk.strata import Strata, Stratum, read_strata
from kinten.estimation.comparing import Ratio, Trend, compare, trend
from kinten.estimation.rates import (
    Standardised,
    standardise,
)
from kinten.report.model import Source
from kinten.vocabulary.wording import FaultError, Words


@dataclass(frozen=True, slots=True)
class RatesAsked:
    """What is asked: the tables, the standard, the level of the intervals, two groups to compare, a trend."""

    cases: Path
    population: Path
    standard: str
    standards: Path | None = None
    level: float = 0.95
    compared: tuple[str, str] | None = None
    has_trend: bool = False


@dataclass(frozen=True, slots=True)
class Rates:
    """The rates of every group, and what they were reckoned from."""

    asked: RatesAsked
    sources: tuple[Source, ...]
    standard: Standard
    strata: Strata
    standardised: tuple[Standardised, ...]
    ratio: Ratio | None = None
    trend: Trend | None = None


def reckon_rates(asked: RatesAsked) -> Rates:
    """Read the tables and reckon the rates.

    FaultError for tables that do not fit, cases in an age group without people, a group to compare that
    is not there, and a trend over groups that are not years.
    """
    standard = load_standard(asked.standard, asked.standards)
    strata = read_strata(asked.cases, asked.population, standard)
    found = tuple(_standardise(asked, strata, each) for each in strata.groups)
    paths = (asked.cases, asked.population, *([asked.standards] if asked.standards else []))
    return Rates(
        asked,
        tuple(source_of(path) for path in paths),
        standard,
        strata,
        found,
        _compare(asked, strata, found),
        _trend(asked, strata, found),
    )


def _standardise(asked: RatesAsked, strata: Strata, group: Stratum) -> Standardised:
    if not (group.person_years > 0).any():
        raise FaultError(
            Words("人口がすべて0です。", "the population is nothing at every age."),
            f"{asked.population}:group={group.group}",
            Words("人口の表を直してください。", "Mend the table of the population."),
        )
    return standardise(group.cases, group.person_years, strata.weights)


def _compare(asked: RatesAsked, strata: Strata, found: tuple[Standardised, ...]) -> Ratio | None:
    if asked.compared is None:
        return None
    by_name = dict(zip((each.group for each in strata.groups), found, strict=True))
    for name in asked.compared:
        if name not in by_name:
            raise FaultError(
                Words(f"グループ「{name}」がありません。", f"there is no group “{name}”."),
                "--compare",
                Words(f"あるもの: {'、'.join(by_name)}", f"There are: {', '.join(by_name)}"),
            )
    one, other = (by_name[name] for name in asked.compared)
    return compare(one, other, asked.level)


def _trend(asked: RatesAsked, strata: Strata, found: tuple[Standardised, ...]) -> Trend | None:
    if not asked.has_trend:
        return None
    names = [each.group for each in strata.groups]
    if strange := [name for name in names if not (name.isdecimal() and len(name) == 4)]:
        raise FaultError(
            Words(
                f"グループ「{strange[0]}」は西暦の年ではありません。",
                f"the group “{strange[0]}” is no year.",
            ),
            f"--trend {asked.cases}",
            Words(
                "年次変化を求めるときは、group に西暦の年を書いてください。",
                "For a trend write the year (2016) as the group.",
            ),
        )
    return trend(np.array([float(name) for name in names]), list(found), asked.level)
