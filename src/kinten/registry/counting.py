"""Counting records: how many of each kind, as one expression over a whole file.

What a hospital registers and what it treats first are two counts. Treatment is of the first course only: the
のべ numbers of drug therapy and radiotherapy in the guideline count all courses and never come from here.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from kinten.coding.ranges import NONE
from kinten.vocabulary.wording import Words

Frame = Any
"""An Ibis table; Ibis has no types of its own."""
CODES = ("site", "morphology", "behaviour", "year")
"""What groups of sites and histologies go by; columns with a line before, beside the dimensions."""
OWN_FIRST = (20, 21, 30, 31)
"""Case classes of which the first course was given here (自施設初回治療)."""
_OPERATIONS = ("surgery", "scopic", "endoscopic")
_OLDEST = 85


class Dimension(StrEnum):
    """By what records are counted."""

    HOSPITAL = "hospital"
    YEAR = "year"
    SEX = "sex"
    AGE_GROUP = "age_group"
    SITE = "site"
    BEHAVIOUR = "behaviour"
    CASE_CLASS = "case_class"
    EXTENT = "extent"
    BASIS = "basis"
    PREFECTURE = "prefecture"
    MUNICIPALITY = "municipality"

    @property
    def label(self) -> Words:
        """What a reader sees of it."""
        return _DIMENSIONS[self]


class Measure(StrEnum):
    """What is counted of the records of a cell."""

    REGISTERED = "registered"
    REGISTRY_CASES = "registry_cases"
    SURGERY_CASES = "surgery_cases"
    SURGERY_PROCEDURES = "surgery_procedures"
    RADIOTHERAPY = "radiotherapy_first_course"
    CHEMOTHERAPY = "chemotherapy_first_course"

    @property
    def label(self) -> Words:
        """What a reader sees of it."""
        return _LABELS[self]


_DIMENSIONS = {
    Dimension.HOSPITAL: Words("病院", "hospital"),
    Dimension.YEAR: Words("診断年", "year of diagnosis"),
    Dimension.SEX: Words("性別", "sex"),
    Dimension.AGE_GROUP: Words("年齢", "age"),
    Dimension.SITE: Words("部位", "site"),
    Dimension.BEHAVIOUR: Words("性状", "behaviour"),
    Dimension.CASE_CLASS: Words("症例区分", "case class"),
    Dimension.EXTENT: Words("進展度・治療前", "extent before treatment"),
    Dimension.BASIS: Words("診断根拠（IARC）", "basis (IARC)"),
    Dimension.PREFECTURE: Words("都道府県", "prefecture"),
    Dimension.MUNICIPALITY: Words("市区町村", "municipality"),
}
_LABELS = {
    Measure.REGISTERED: Words("登録（全症例区分）", "registered (all classes)"),
    Measure.REGISTRY_CASES: Words("自施設初回治療", "own first treatment"),
    Measure.SURGERY_CASES: Words("うち手術等のある例", "with an operation"),
    Measure.SURGERY_PROCEDURES: Words("手術等（延べ）", "operations"),
    Measure.RADIOTHERAPY: Words("うち放射線（初回治療）", "with radiotherapy (first course)"),
    Measure.CHEMOTHERAPY: Words("うち化学療法（初回治療）", "with chemotherapy (first course)"),
}


def diagnosis_year(records: Frame) -> Any:  # noqa: ANN401 - an Ibis value
    """Give the year of diagnosis, nothing where it is not known."""
    year = records.diagnosis_date // 10000
    return (year != 9999).ifelse(year, None)


def count_records(
    records: Frame,
    by: Sequence[Dimension],
    year: int | None,
    classes: Sequence[int] = OWN_FIRST,
    *,
    with_codes: bool = False,
) -> Frame:
    """Count records by dimensions, of one year of diagnosis or of all; columns are named as these.

    A site is a number here, 18 for C18.

    ``classes`` are the case classes that count as own first treatment; operations, radiotherapy and
    chemotherapy are counted among them. A case with two operations is one case and two operations.
    ``with_codes`` counts by ``CODES`` too.
    """
    chosen = records if year is None else records.filter(diagnosis_year(records) == year)
    is_own = chosen.case_class.isin(list(classes)).fill_null(False)
    operations = [(chosen[name] == 1).fill_null(False) for name in _OPERATIONS]
    codes = _codes(chosen) if with_codes else {}
    marked = chosen.select(
        **{str(one): _VALUES[one](chosen) for one in by},
        **codes,
        _own=is_own.cast("int64"),
        _operated=(is_own & reduce(or_, operations)).cast("int64"),
        _operations=sum((is_own & one).cast("int64") for one in operations),
        _radiotherapy=(is_own & (chosen.radiotherapy == 1)).fill_null(False).cast("int64"),
        _chemotherapy=(is_own & (chosen.chemotherapy == 1)).fill_null(False).cast("int64"),
    )
    return marked.group_by([*(str(one) for one in by), *codes]).agg(
        **{
            str(Measure.REGISTERED): marked.count(),
            str(Measure.REGISTRY_CASES): marked["_own"].sum(),
            str(Measure.SURGERY_CASES): marked["_operated"].sum(),
            str(Measure.SURGERY_PROCEDURES): marked["_operations"].sum(),
            str(Measure.RADIOTHERAPY): marked["_radiotherapy"].sum(),
            str(Measure.CHEMOTHERAPY): marked["_chemotherapy"].sum(),
        }
    )


def count_residents(records: Frame, year: int | None, classes: Sequence[int] = OWN_FIRST) -> Frame:
    """Count invasive tumours first treated here by hospital and municipality of residence.

    Columns hospital, residence (a code as a number, nothing where it is not known), n.
    """
    chosen = records if year is None else records.filter(diagnosis_year(records) == year)
    own = chosen.filter(chosen.case_class.isin(list(classes)) & (chosen.behaviour == 3))
    return own.group_by(["hospital", "residence"]).agg(n=own.count())


def count_years(records: Frame) -> Frame:
    """Count all records by year of diagnosis: columns year, n."""
    marked = records.select(year=diagnosis_year(records))
    return marked.group_by("year").agg(n=marked.count())


def _codes(records: Frame) -> dict[str, Any]:
    values = (records.site, records.morphology, records.behaviour, diagnosis_year(records))
    return {
        f"_{name}": value.cast("int64").fill_null(NONE)
        for name, value in zip(CODES, values, strict=True)
    }


def _age_group(records: Frame) -> Any:  # noqa: ANN401 - an Ibis value
    import ibis

    age = records.age_at_diagnosis
    low = age // 5 * 5
    closed = low.cast("string") + "-" + (low + 4).cast("string")
    return ibis.cases((age.isnull(), "unknown"), (age >= _OLDEST, f"{_OLDEST}+"), else_=closed)


_VALUES: dict[Dimension, Callable[[Frame], Any]] = {
    Dimension.HOSPITAL: lambda records: records.hospital,
    Dimension.YEAR: diagnosis_year,
    Dimension.SEX: lambda records: records.sex,
    Dimension.AGE_GROUP: _age_group,
    Dimension.SITE: lambda records: records.site // 10,
    Dimension.BEHAVIOUR: lambda records: records.behaviour,
    Dimension.CASE_CLASS: lambda records: records.case_class,
    Dimension.EXTENT: lambda records: records.extent_before,
    Dimension.BASIS: lambda records: records.basis,
    Dimension.PREFECTURE: lambda records: records.residence_prefecture,
    Dimension.MUNICIPALITY: lambda records: records.residence,
}
