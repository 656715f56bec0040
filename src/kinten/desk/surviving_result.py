"""Survival as the document and the table of `kinten registry survival`."""

from typing import Any

from kinten import __version__
from kinten.desk.surviving import Survived
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.estimation.life_table import YEAR_DAYS
from kinten.estimation.net_survival import Method, Survival
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

_NAMES = {
    Method.POHAR_PERME: Words("純生存率（Pohar Perme）", "net survival (Pohar Perme)"),
    Method.EDERER1: Words("相対生存率（Ederer I）", "relative survival (Ederer I)"),
    Method.EDERER2: Words("相対生存率（Ederer II）", "relative survival (Ederer II)"),
    Method.HAKULINEN: Words("相対生存率（Hakulinen）", "relative survival (Hakulinen)"),
    Method.KAPLAN_MEIER: Words("実測生存率（Kaplan-Meier）", "observed survival (Kaplan-Meier)"),
}


def survival_document(survived: Survived) -> dict[str, Any]:
    """Give the document of `kinten registry survival --json`."""
    asked = survived.asked
    return {
        "kinten": __version__,
        "inputs": [{"name": each.name, "sha256": each.sha256} for each in survived.sources],
        "method": asked.method.value,
        "level": asked.level,
        "year_days": YEAR_DAYS,
        "patients": survived.patients,
        "deaths": survived.deaths,
        "on_first_day": survived.on_first_day,
        "life_table_held_from": survived.held_from,
        "survival": [
            {
                "years": each.years,
                "estimate": each.estimate,
                "low": each.low,
                "high": each.high,
                "at_risk": each.at_risk,
                "deaths": each.deaths,
                "effective": each.effective,
            }
            for each in survived.survival
        ],
    }


def has_small_counts(survived: Survived) -> bool:
    """Tell whether few patients or deaths stand behind a figure, so that it is not for release."""
    return min(survived.patients, survived.deaths) < DEFAULT_K or any(
        _is_small(each) for each in survived.survival
    )


def _is_small(each: Survival) -> bool:
    """Tell whether few are left, or few have died: survival beside either number gives both away."""
    return min(each.at_risk, each.deaths) < DEFAULT_K


def survival_table(survived: Survived, lang: str, *, exact: bool) -> Table:
    """Give one row for each year; with few at risk or few deaths nothing of it is shown."""
    words = (
        Words("年", "years"),
        Words("生存率", "survival"),
        Words("下限", "low"),
        Words("上限", "high"),
        Words("観察中", "at risk"),
        Words("実効", "effective"),
        Words("方法", "method"),
    )
    name = _NAMES[survived.asked.method]
    notes = [each.in_language(lang) for each in _notes(survived, exact=exact)]
    return Table(
        name.in_language(lang),
        tuple(each.in_language(lang) for each in words),
        tuple(
            (*_row(each, lang, exact=exact), survived.asked.method.value)
            for each in survived.survival
        ),
        tuple(notes),
    )


def _row(each: Survival, lang: str, *, exact: bool) -> tuple[Value, ...]:
    years = int(each.years) if each.years == int(each.years) else each.years
    if not exact and _is_small(each):
        hidden = Words("非表示", "hidden")
        return years, None, None, None, hidden.in_language(lang), None
    shown = (
        None if value is None else round(value, 4) for value in (each.estimate, each.low, each.high)
    )
    return (years, *shown, each.at_risk, round(each.effective))


def _notes(survived: Survived, *, exact: bool) -> list[Words]:
    patients, deaths = (protect(each).told for each in (survived.patients, survived.deaths))
    if exact:
        patients, deaths = (
            Words(str(each), str(each)) for each in (survived.patients, survived.deaths)
        )
    notes = [
        Words(
            f"患者（人）{patients.ja}、死亡 {deaths.ja}。区間は{survived.asked.level:.0%}（対数）。1年は{YEAR_DAYS}日",
            f"{patients.en} patients, {deaths.en} deaths; intervals of {survived.asked.level:.0%} "
            f"(logarithm); a year is {YEAR_DAYS} days",
        )
    ]
    if not exact:
        notes.append(
            Words(
                f"観察中か、それまでの死亡が{DEFAULT_K}人未満の年は示しません（--exact で示す）",
                f"years with fewer than {DEFAULT_K} at risk, or fewer deaths until then, are not shown "
                "(--exact shows them)",
            )
        )
    if survived.asked.method is Method.POHAR_PERME:
        notes.append(
            Words(
                "実効は、重みのばらつきを均した観察中の人数。観察中よりずっと少ない年は、少数の高齢者に左右されます",
                "effective: those at risk, their weights evened out; where it is far below, a few old patients decide",
            )
        )
    if survived.on_first_day:
        notes.append(
            Words(
                "追跡0日の患者は半日とみなしました",
                "patients followed for no days are taken as followed for half a day",
            )
        )
    if survived.held_from is not None:
        notes.append(
            Words(
                f"生命表の{survived.held_from}年を、その後の年にも使いました",
                f"the life table of {survived.held_from} is used for later years too",
            )
        )
    return notes
