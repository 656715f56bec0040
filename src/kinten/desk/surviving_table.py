"""Survival as the table that is shown: what follows from few patients or few deaths is left out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kinten.desk.surviving import GroupSurvival, Suppressed, Survived
from kinten.desk.surviving_notes import notes_of, title_of
from kinten.desk.surviving_result import is_small
from kinten.desk.surviving_standards import Stratum
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.estimation.net_survival import Survival
from kinten.tables.table import Table, Value
from kinten.vocabulary.wording import Words

_HIDDEN = Words("非表示（10人未満）", "hidden (under 10)")
_SUPPRESSED = {
    Suppressed.PATIENTS: Words("抑制（患者数）", "suppressed (patients)"),
    Suppressed.FOLLOW_UP: Words("抑制（追跡率）", "suppressed (follow-up)"),
}
_NOT_FOLLOWED = Words("追跡が届かない", "not followed so long")
_NOBODY = Words("患者なし", "no patients")
_LACKING = Words("求められない年齢階級がある", "an age group has no survival")
ALL_AGES = Words("全年齢", "all ages")
"""What the rows of patients of all ages are of."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Survival of some patients at some years, as far as it may be shown.

    ``of`` says which: all ages, standardised, or an age group. ``status`` says why there are no figures;
    ``at_risk`` and ``effective`` may be hidden beside figures that are shown.
    """

    group: str | None
    patients: int
    of: Words
    years: float
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    at_risk: int | None = None
    effective: float | None = None
    follow_up: float | None = None
    status: Words | None = None
    is_standardised: bool = False


def shown_survival(survived: Survived, *, exact: bool) -> Iterator[Shown]:
    """Give what the table and the picture show, group by group.

    Few at risk or few deaths hide a year. Where they do in one age group, no age group of that year is
    shown: the standardised survival, and the numbers of all ages, would give the one away.
    """
    for group in survived.groups:
        yield from _all_ages(group, exact=exact)
        if survived.asked.standard is not None and group.standardised is not None:
            yield from _standardised(survived, group, exact=exact)
            yield from _strata(survived, group, exact=exact)


def _hides(group: GroupSurvival, at: int, *, exact: bool) -> Words | None:
    """Say why nothing of a group is shown at a year; None where it is."""
    reason = group.suppressed[at]
    if reason is not None:
        return _SUPPRESSED[reason]
    return _HIDDEN if not exact and is_small(group.survival[at]) else None


def _all_ages(group: GroupSurvival, *, exact: bool) -> Iterator[Shown]:
    for at, each in enumerate(group.survival):
        hides = _hides(group, at, exact=exact)
        if hides is not None:
            yield _nothing(group, ALL_AGES, each.years, hides)
        else:
            yield _figures(group, ALL_AGES, each, group.follow_up[at].share)


def _standardised(survived: Survived, group: GroupSurvival, *, exact: bool) -> Iterator[Shown]:
    standard, found = survived.asked.standard, group.standardised
    if standard is None or found is None:
        return
    name = Words(f"年齢調整 {standard.name}", f"standardised {standard.name}")
    for at, each in enumerate(found.survival):
        hides = _hides(group, at, exact=exact)
        if hides is None and each.estimate is None:
            # Which age group it is would tell of nobody there.
            lacking = " ".join(str(standard.groups[one]) for one in each.lacking) if exact else ""
            hides = _NOT_FOLLOWED
            if each.lacking:
                hides = Words(
                    f"{_LACKING.ja} {lacking}".strip(), f"{_LACKING.en} {lacking}".strip()
                )
        if hides is not None:
            yield replace(_nothing(group, name, each.years, hides), is_standardised=True)
            continue
        yield Shown(
            group.name,
            group.patients,
            name,
            each.years,
            each.estimate,
            each.low,
            each.high,
            is_standardised=True,
        )


def _strata(survived: Survived, group: GroupSurvival, *, exact: bool) -> Iterator[Shown]:
    """Give the age groups of the years in which each of them may be shown."""
    standard, found = survived.asked.standard, group.standardised
    if standard is None or found is None:
        return
    told = [
        at
        for at in range(len(survived.asked.years))
        if _hides(group, at, exact=exact) is None
        and (exact or not any(_is_few(each, at) for each in found.strata))
    ]
    for name, stratum in zip(standard.groups, found.strata, strict=True):
        of = Words(f"{name}歳" if name.width else f"{name.low}歳以上", f"ages {name}")
        for at in told:
            if stratum.survival is None:
                yield _nothing(group, of, survived.asked.years[at], _NOBODY)
                continue
            shown = _figures(group, of, stratum.survival[at], None)
            # Those of no age group, if any, would be what is left of all ages.
            yield shown if exact else replace(shown, at_risk=None, effective=None)


def _is_few(stratum: Stratum, at: int) -> bool:
    return stratum.survival is None or is_small(stratum.survival[at])


def _nothing(group: GroupSurvival, of: Words, years: float, why: Words) -> Shown:
    return Shown(group.name, group.patients, of, years, status=why)


def _figures(group: GroupSurvival, of: Words, each: Survival, follow_up: float | None) -> Shown:
    return Shown(
        group.name,
        group.patients,
        of,
        each.years,
        each.estimate,
        each.low,
        each.high,
        each.at_risk,
        each.effective,
        follow_up,
        _NOT_FOLLOWED if each.estimate is None else None,
    )


def survival_table(survived: Survived, lang: str, *, exact: bool) -> Table:
    """Give one row for each group, kind and year; the notes say by what."""
    asked = survived.asked
    words = [
        *([Words("グループ", "group"), Words("患者", "patients")] if survived.has_groups else []),
        *([Words("対象", "of")] if asked.standard is not None else []),
        Words("年", "years"),
        Words("生存率", "survival"),
        Words("下限", "low"),
        Words("上限", "high"),
        Words("観察中", "at risk"),
        Words("実効", "effective"),
        Words("追跡率", "follow-up"),
        Words("状態", "status"),
        *([Words("期間", "period")] if asked.period is not None else []),
        Words("方法", "method"),
    ]
    return Table(
        title_of(survived).in_language(lang),
        tuple(each.in_language(lang) for each in words),
        tuple(
            _row(each, survived, lang, exact=exact)
            for each in shown_survival(survived, exact=exact)
        ),
        tuple(each.in_language(lang) for each in notes_of(survived, exact=exact)),
    )


def _row(shown: Shown, survived: Survived, lang: str, *, exact: bool) -> tuple[Value, ...]:
    asked = survived.asked
    row: list[Value] = []
    if survived.has_groups:
        row += [shown.group, _patients(shown, lang, exact=exact)]
    if asked.standard is not None:
        row.append(shown.of.in_language(lang))
    row.append(int(shown.years) if shown.years == int(shown.years) else shown.years)
    row += [
        None if value is None else round(value, 4)
        for value in (shown.estimate, shown.low, shown.high)
    ]
    row += [
        shown.at_risk,
        None if shown.effective is None else round(shown.effective),
        None if shown.follow_up is None else round(shown.follow_up, 3),
        None if shown.status is None else shown.status.in_language(lang),
    ]
    if asked.period is not None:
        row.append(f"{asked.period[0]}..{asked.period[1]}")
    return (*row, asked.method.value)


def _patients(shown: Shown, lang: str, *, exact: bool) -> Value:
    if shown.status is _SUPPRESSED[Suppressed.PATIENTS]:
        return None
    if exact or shown.patients >= DEFAULT_K:
        return shown.patients
    return protect(shown.patients).told.in_language(lang)
