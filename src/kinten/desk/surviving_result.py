"""Survival as the document of `kinten registry survival`: exact, but for what is suppressed."""

from typing import Any

from kinten import __version__
from kinten.desk.surviving import GroupSurvival, Suppressed, Survived
from kinten.desk.surviving_standards import Standardised, SurvivalStandard
from kinten.disclosure.masking import DEFAULT_K
from kinten.estimation.following import FollowUp
from kinten.estimation.life_table import YEAR_DAYS
from kinten.estimation.net_survival import Survival

_NOTHING = dict.fromkeys(("estimate", "low", "high", "at_risk", "deaths", "effective", "follow_up"))


def survival_document(survived: Survived) -> dict[str, Any]:
    """Give the document of `kinten registry survival --json`.

    A table with groups has its figures in ``groups`` and none for all patients together: from those a
    suppressed group could be reckoned.
    """
    asked = survived.asked
    groups = [_group(each, asked.standard) for each in survived.groups]
    whole = {**_NO_WHOLE} if survived.has_groups else {**groups[0]}
    whole.pop("group")
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in survived.sources],
        "method": asked.method.value,
        "level": asked.level,
        "year_days": YEAR_DAYS,
        "period": None
        if asked.period is None
        else {"first": str(asked.period[0]), "last": str(asked.period[1])},
        "closing": str(survived.closing),
        "standard": None if asked.standard is None else _standard(asked.standard),
        "weighting": None
        if asked.standard is None
        else "patients"
        if asked.by_patient
        else "strata",
        "min_patients": asked.min_patients,
        "min_follow_up": asked.min_follow_up,
        "on_first_day": survived.on_first_day,
        "life_table_held_from": survived.held_from,
        **whole,
        "groups": groups if survived.has_groups else [],
    }


_NO_WHOLE: dict[str, Any] = {
    "group": None,
    "status": None,
    "reason": None,
    "patients": None,
    "deaths": None,
    "survival": [],
    "standardised": None,
}


def _standard(standard: SurvivalStandard) -> dict[str, Any]:
    return {
        "name": standard.name,
        "age_groups": [
            {"age_group": str(group), "weight": float(weight)}
            for group, weight in zip(standard.groups, standard.weights, strict=True)
        ],
    }


def _group(group: GroupSurvival, standard: SurvivalStandard | None) -> dict[str, Any]:
    is_told = not group.is_suppressed
    return {
        "group": group.name,
        "status": _status(not is_told),
        "reason": None if is_told else Suppressed.PATIENTS.value,
        "patients": group.patients if is_told else None,
        "deaths": group.deaths if is_told else None,
        "survival": [
            _year(each, follow_up, reason)
            for each, follow_up, reason in zip(
                group.survival, group.follow_up, group.suppressed, strict=True
            )
        ],
        "standardised": None
        if standard is None or group.standardised is None or not is_told
        else _standardised(group.standardised, standard, group),
    }


def _year(
    each: Survival, follow_up: FollowUp | None, reason: Suppressed | None = None
) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "estimate": each.estimate,
        "low": each.low,
        "high": each.high,
        "at_risk": each.at_risk,
        "deaths": each.deaths,
        "effective": each.effective,
        "follow_up": None if follow_up is None else follow_up.share,
    }
    return {
        "years": each.years,
        **(figures if reason is None else _NOTHING),
        "status": _status(reason is not None),
        "reason": None if reason is None else reason.value,
    }


def _standardised(
    found: Standardised, standard: SurvivalStandard, group: GroupSurvival
) -> dict[str, Any]:
    names = [str(each) for each in standard.groups]
    return {
        "outside": found.outside,
        "survival": [
            {
                "years": each.years,
                "estimate": None if reason else each.estimate,
                "low": None if reason else each.low,
                "high": None if reason else each.high,
                "lacking": [] if reason else [names[at] for at in each.lacking],
                "status": _status(reason is not None),
                "reason": None if reason is None else reason.value,
            }
            for each, reason in zip(found.survival, group.suppressed, strict=True)
        ],
        "strata": [
            {
                "age_group": name,
                "patients": each.patients,
                "deaths": each.deaths,
                "survival": [
                    _in_stratum(_year(one, None, reason))
                    for one, reason in zip(each.survival or (), group.suppressed, strict=False)
                ],
            }
            for name, each in zip(names, found.strata, strict=True)
        ],
    }


def _in_stratum(year: dict[str, Any]) -> dict[str, Any]:
    """Follow-up is told of all ages together."""
    return {name: value for name, value in year.items() if name != "follow_up"}


def _status(is_suppressed: bool) -> str:  # noqa: FBT001 - one word for one fact
    return "suppressed" if is_suppressed else "shown"


def has_small_counts(survived: Survived) -> bool:
    """Tell whether few patients or deaths stand behind a figure, so that it is not for release."""
    return any(
        min(group.patients, group.deaths) < DEFAULT_K
        or any(is_small(each) for each in _all_told(group))
        for group in survived.groups
        if not group.is_suppressed
    )


def _all_told(group: GroupSurvival) -> list[Survival]:
    strata = group.standardised.strata if group.standardised is not None else ()
    told = [group.survival, *(each.survival for each in strata if each.survival is not None)]
    return [
        each
        for one in told
        for each, reason in zip(one, group.suppressed, strict=True)
        if reason is None
    ]


def is_small(each: Survival) -> bool:
    """Tell whether few are left, or few have died: survival beside either number gives both away."""
    return min(each.at_risk, each.deaths) < DEFAULT_K
