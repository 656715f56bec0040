"""Edits of dates and ages (IARC Technical Report 42), compared as far as their parts are known."""

from datetime import date

from kinten.registry.edits.edit import OWN, TR42, Condition, Edit, Fails, Frame, Severity
from kinten.vocabulary.wording import Words

_UNKNOWN_YEAR = 9999


def date_edits(as_of: date) -> tuple[Edit, ...]:
    """Give the edits of dates; none lies after ``as_of``, the day on which the records are checked."""
    last = as_of.year * 10000 + as_of.month * 100 + as_of.day
    ordered = (
        (
            "DATE-BIRTH",
            "birth_date",
            "diagnosis_date",
            "生年月日が診断日より後です",
            "born after diagnosis",
        ),
        (
            "DATE-CONTACT",
            "diagnosis_date",
            "follow_up_date",
            "最終生存確認日が診断日より前です",
            "last contact before diagnosis",
        ),
        (
            "DATE-DEATH",
            "diagnosis_date",
            "death_date",
            "死亡日が診断日より前です",
            "died before diagnosis",
        ),
    )
    return (
        *(
            Edit(
                rule, Severity.ERROR, Words(ja, en), (later, earlier), TR42, _after(earlier, later)
            )
            for rule, earlier, later, ja, en in ordered
        ),
        *(
            Edit(
                f"DATE-FUTURE-{name.removesuffix('_date').upper().replace('_', '-')}",
                Severity.ERROR,
                Words(
                    f"点検した日（{as_of}）より後の日付です",
                    f"it lies after {as_of}, the day of the check",
                ),
                (name,),
                TR42,
                _beyond(name, last),
            )
            for name in ("birth_date", "diagnosis_date", "follow_up_date", "death_date")
        ),
        Edit(
            "AGE-STATED",
            Severity.ERROR,
            Words("年齢が生年月日と診断日に合いません", "the age is not that of the dates"),
            ("age", "birth_date", "diagnosis_date"),
            TR42,
            _age_differs,
        ),
        Edit(
            "DATE-OWN-DIAGNOSIS",
            Severity.QUERY,
            Words(
                "自施設診断なのに、診断日が自施設診断日と違います",
                "diagnosed here, but the date of diagnosis is not that of the diagnosis here",
            ),
            ("diagnosis_date", "diagnosis_facility", "own_diagnosis_date"),
            OWN,
            lambda records: (
                (records.diagnosis_facility == 1)
                & (records.own_diagnosis_date != records.diagnosis_date)
            ),
        ),
        Edit(
            "DEAD-WITHOUT-DATE",
            Severity.QUERY,
            Words("死亡なのに死亡日がありません", "dead, without a date of death"),
            ("status", "death_date"),
            OWN,
            lambda records: (
                (records.status == 1)
                & records.death_date.isnull()
                & records.follow_up_date.isnull()
            ),
        ),
        Edit(
            "ALIVE-WITH-DEATH",
            Severity.QUERY,
            Words("生存なのに死亡日があります", "alive, with a date of death"),
            ("status", "death_date"),
            OWN,
            lambda records: (records.status == 0) & records.death_date.notnull(),
        ),
    )


def _after(earlier: str, later: str) -> Fails:
    def fails(records: Frame) -> Condition:
        one, other = records[earlier], records[later]
        # An unknown part is 99, above every known one: right for the later date, and mended for the earlier.
        return (one > other) & (_first_day(one) > other)

    return fails


def _beyond(name: str, last: int) -> Fails:
    def fails(records: Frame) -> Condition:
        day = records[name]
        return (day > last) & (_first_day(day) > last)

    return fails


def _first_day(day: Condition) -> Condition:
    """Give the first day that a date can be; nothing where the year is unknown."""
    import ibis

    return ibis.cases(
        (day // 10000 == _UNKNOWN_YEAR, 0),
        (day // 100 % 100 == 99, day - 9898),
        (day % 100 == 99, day - 98),
        else_=day,
    )


def _age_differs(records: Frame) -> Condition:
    years = records.age_at_diagnosis
    is_vague = (records.birth_date % 100 == 99) | (records.diagnosis_date % 100 == 99)
    away = (records.age - years).abs()
    return (away > 1) | ((away == 1) & ~is_vague)
