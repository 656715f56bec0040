"""What must stand beside survival: by what method and weights, how follow-up was counted, what is hidden."""

from kinten.desk.surviving import Survived
from kinten.disclosure.masking import DEFAULT_K, protect
from kinten.estimation.life_table import YEAR_DAYS
from kinten.estimation.net_survival import Method
from kinten.vocabulary.wording import Words

METHODS = {
    Method.POHAR_PERME: Words("純生存率（Pohar Perme）", "net survival (Pohar Perme)"),
    Method.EDERER1: Words("相対生存率（Ederer I）", "relative survival (Ederer I)"),
    Method.EDERER2: Words("相対生存率（Ederer II）", "relative survival (Ederer II)"),
    Method.HAKULINEN: Words("相対生存率（Hakulinen）", "relative survival (Hakulinen)"),
    Method.KAPLAN_MEIER: Words("実測生存率（Kaplan-Meier）", "observed survival (Kaplan-Meier)"),
}


def title_of(survived: Survived) -> Words:
    """Name the method, the standard and the period."""
    asked, name = survived.asked, METHODS[survived.asked.method]
    ja, en = name.ja, name.en[0].upper() + name.en[1:]
    if asked.standard is not None:
        ja, en = (
            f"{ja}、年齢調整 {asked.standard.name}",
            f"{en}, standardised {asked.standard.name}",
        )
    if asked.period is not None:
        first, last = asked.period
        ja, en = f"{ja}、{first}〜{last}", f"{en}, {first} to {last}"
    return Words(ja, en)


def notes_of(survived: Survived, *, exact: bool, is_picture: bool = False) -> list[Words]:
    """Give the notes of a table, or of a picture, which has no shares of follow-up and no age groups."""
    hidden = _hidden(survived, exact=exact)
    needs_follow_up = not is_picture or survived.asked.min_follow_up is not None
    return [
        _basis(survived, exact=exact),
        *_period(survived),
        *_standard(survived, exact=exact),
        *(hidden[:1] if is_picture else hidden),
        *([_follow_up(survived)] if needs_follow_up else []),
        *_thresholds(survived),
        *([] if is_picture else _effective(survived)),
        *_reckoning(survived),
    ]


def _basis(survived: Survived, *, exact: bool) -> Words:
    tail = Words(
        f"区間は{survived.asked.level:.0%}（対数）。1年は{YEAR_DAYS}日",
        f"intervals of {survived.asked.level:.0%} (logarithm); a year is {YEAR_DAYS} days",
    )
    if survived.has_groups:
        return Words(
            f"全体の値は示しません（抑制したグループや少ない人数が引き算で分かるため）。{tail.ja}",
            "nothing is told of all groups together, from which a suppressed group or few patients could be "
            f"reckoned; {tail.en}",
        )
    if survived.groups[0].is_suppressed:
        return tail
    group = survived.groups[0]
    patients, deaths = (
        Words(str(each), str(each)) if exact else protect(each).told
        for each in (group.patients, group.deaths)
    )
    return Words(
        f"患者（人）{patients.ja}、死亡 {deaths.ja}。{tail.ja}",
        f"{patients.en} patients, {deaths.en} deaths; {tail.en}",
    )


def _period(survived: Survived) -> list[Words]:
    if survived.asked.period is None:
        return []
    first, last = survived.asked.period
    return [
        Words(
            f"期間法: {first} から {last} までの観察だけを使います（患者と死亡はこの期間のもの）",
            f"period analysis: only what was observed from {first} to {last} counts, patients and deaths too",
        )
    ]


def _standard(survived: Survived, *, exact: bool) -> list[Words]:
    asked = survived.asked
    if asked.standard is None:
        return []
    total = asked.standard.weights.sum()
    shares = "、".join(
        f"{group}: {weight / total:.1%}"
        for group, weight in zip(asked.standard.groups, asked.standard.weights, strict=True)
    )
    how = (
        Words("患者ごとの重み（Brenner 2004）", "a weight for each patient (Brenner 2004)")
        if asked.by_patient
        else Words("年齢階級別の生存率の加重平均", "the weighted mean of the age groups")
    )
    notes = [
        Words(
            f"年齢調整は {asked.standard.name}（診断時の年齢）: {shares}。{how.ja}。"
            "求められない階級が一つでもあれば、重みを移さず空欄にします",
            f"standardised with {asked.standard.name} by age at diagnosis: {shares.replace('、', ', ')}; "
            f"{how.en}; with an age group that has no survival it is blank, no weight is moved",
        )
    ]
    counted = ""
    if exact and not any(each.is_suppressed for each in survived.groups):
        found = (each.standardised for each in survived.groups)
        counted = str(sum(0 if each is None else each.outside for each in found))
    notes.append(
        Words(
            f"どの年齢階級にも入らない患者{f'（{counted}人）' if counted else ''}は、全年齢にだけ入ります",
            f"patients of no age group{f' ({counted})' if counted else ''} are in all ages only",
        )
    )
    return notes


def _hidden(survived: Survived, *, exact: bool) -> list[Words]:
    if exact:
        return []
    notes = [
        Words(
            f"観察中か、それまでの死亡が{DEFAULT_K}人未満の年は示しません（--exact で示す）",
            f"years with fewer than {DEFAULT_K} at risk, or fewer deaths until then, are not shown "
            "(--exact shows them)",
        )
    ]
    if survived.asked.standard is not None:
        notes.append(
            Words(
                "一つでもそのような年齢階級がある年には、年齢階級別の行を出しません（引き算で分かるため）",
                "a year in which an age group has so few has no rows by age, as it could be reckoned from the others",
            )
        )
    return notes


def _follow_up(survived: Survived) -> Words:
    return Words(
        f"追跡率: 締めた日（{survived.closing}）までにその年数がたった患者のうち、死亡したか、その年数まで追跡した割合",
        f"follow-up: of patients diagnosed at least so many years before the closing day ({survived.closing}), "
        "the share who died or were followed for so long",
    )


def _thresholds(survived: Survived) -> list[Words]:
    asked = survived.asked
    parts = []
    if asked.min_patients is not None:
        parts.append(
            Words(
                f"患者が{asked.min_patients}人未満のグループ",
                f"groups of fewer than {asked.min_patients} patients",
            )
        )
    if asked.min_follow_up is not None:
        parts.append(
            Words(
                f"追跡率が{asked.min_follow_up:.1%}未満か求められない年",
                f"years with follow-up below {asked.min_follow_up:.1%}, or without any",
            )
        )
    if not parts:
        return []
    return [
        Words(
            f"{'と、'.join(each.ja for each in parts)}は抑制しました。しきい値は指定のもので、公の基準ではありません",
            f"suppressed: {' and '.join(each.en for each in parts)}; the thresholds are those asked for, "
            "no official ones",
        )
    ]


def _effective(survived: Survived) -> list[Words]:
    if survived.asked.method is not Method.POHAR_PERME:
        return []
    return [
        Words(
            "実効は、重みのばらつきを均した観察中の人数。観察中よりずっと少ない年は、少数の高齢者に左右されます",
            "effective: those at risk, their weights evened out; where it is far below, a few old patients decide",
        )
    ]


def _reckoning(survived: Survived) -> list[Words]:
    notes = []
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
