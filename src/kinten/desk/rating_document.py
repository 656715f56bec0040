"""Rates as the document of `kinten registry rates --json`."""

from typing import Any

from kinten import __version__
from kinten.desk.rating import Rates
from kinten.desk.strata import Stratum
from kinten.estimation.rates import (
    Interval,
    Standardised,
    cumulative_rate,
    cumulative_risk,
    gamma_interval,
    normal_interval,
    poisson_interval,
    tiwari_interval,
)

PER = 100_000
"""Rates are told for so many person-years."""


def rates_document(rates: Rates) -> dict[str, Any]:
    """Give the document of `kinten registry rates --json`."""
    asked, strata = rates.asked, rates.strata
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in rates.sources],
        "standard": {
            "name": rates.standard.name,
            "weights": [
                {"age_group": str(age), "weight": float(weight)}
                for age, weight in zip(strata.ages, strata.weights, strict=True)
            ],
        },
        "level": asked.level,
        "per": PER,
        "rates": [
            _rate_document(rates, group, found)
            for group, found in zip(strata.groups, rates.standardised, strict=True)
        ],
        "comparison": _ratio_document(rates),
        "trend": _trend_document(rates),
    }


def _rate_document(rates: Rates, group: Stratum, found: Standardised) -> dict[str, Any]:
    level, cases = rates.asked.level, group.all_cases
    years = float(group.person_years.sum())
    cumulative = cumulative_rate(rates.strata.ages, group.cases, group.person_years)
    return {
        "group": group.group,
        "sexes": list(group.sexes),
        "cases": _number(cases),
        "cases_age_unknown": _number(group.cases_age_unknown),
        "person_years": _number(years),
        "crude": PER * cases / years,
        "crude_interval": _per(poisson_interval(cases, level), PER / years),
        "asr": PER * found.rate,
        "intervals": {
            "normal": _per(normal_interval(found, level)),
            "gamma": _per(gamma_interval(found, level)),
            "tiwari": _per(tiwari_interval(found, level)),
        },
        "cumulative_rate": None if cumulative is None else PER * cumulative,
        "cumulative_risk": None if cumulative is None else PER * cumulative_risk(cumulative),
        "ages": [
            _age_document(str(age), float(some), float(people), level)
            for age, some, people in zip(
                rates.strata.ages, group.cases, group.person_years, strict=True
            )
        ],
    }


def _age_document(age: str, cases: float, people: float, level: float) -> dict[str, Any]:
    has_people = people > 0
    return {
        "age_group": age,
        "cases": _number(cases),
        "person_years": _number(people),
        "rate": PER * cases / people if has_people else None,
        "interval": _per(poisson_interval(cases, level), PER / people) if has_people else None,
    }


def _ratio_document(rates: Rates) -> dict[str, Any] | None:
    if rates.asked.compared is None:
        return None
    found = rates.ratio
    return {
        "groups": list(rates.asked.compared),
        "ratio": None if found is None else found.ratio,
        "log_normal": None if found is None else list(found.log_normal),
        "f": None if found is None else list(found.f_interval),
        "p_value": None if found is None else found.p_value,
    }


def _trend_document(rates: Rates) -> dict[str, Any] | None:
    if not rates.asked.has_trend:
        return None
    found = rates.trend
    return {
        "annual_percent_change": None if found is None else found.percent,
        "interval": None if found is None else list(found.interval),
        "p_value": None if found is None else found.p_value,
    }


def _per(interval: Interval, factor: float = PER) -> list[float]:
    return [factor * each for each in interval]


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value
