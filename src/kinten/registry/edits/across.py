"""Edits across records: the same tumour twice, sequences that run against dates, patients who change.

They look only at patients who have several records, told apart within their hospital.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kinten.registry.edits.edit import LAYOUT, OWN, VERSION, Frame, Severity, Source
from kinten.vocabulary.wording import Words

_PATIENT = ("hospital", "patient_id")
KEYS = ("row", *_PATIENT)
UNKNOWN: dict[str, str | int] = {"hospital": "", "laterality": -1}
"""Items whose unknown values count as one value, and as which."""


@dataclass(frozen=True, slots=True)
class AcrossEdit:
    """An edit whose ``finds`` gives the rows that fail, a column ``row``, among ``several_records``.

    ``beside`` names items that it reads and does not show.
    """

    rule: str
    severity: Severity
    words: Words
    items: tuple[str, ...]
    source: Source
    finds: Callable[[Frame], Frame]
    version: str = VERSION
    rests_on: tuple[tuple[str, tuple[int, ...]], ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def may_be_overridden(self) -> bool:
        """Tell whether a written reason lets a record stay."""
        return self.severity is not Severity.ERROR


def several_records(records: Frame, items: Sequence[str]) -> Frame:
    """Give the records of patients who have several, with their keys and the items named.

    An unknown hospital or side is as in ``UNKNOWN``; records of an unknown patient are left out.
    """
    kept = tuple(dict.fromkeys((*KEYS, *items)))
    known = records.filter(records.patient_id.notnull()).select(*kept)
    known = known.fill_null({item: value for item, value in UNKNOWN.items() if item in kept})
    many = known.group_by(list(_PATIENT)).having(known.count() > 1).agg(n=known.count())
    return known.semi_join(many, list(_PATIENT))


def across_edits() -> tuple[AcrossEdit, ...]:
    """Give the edits across records."""
    return (
        AcrossEdit(
            "DUPLICATE-KEY",
            Severity.ERROR,
            Words(
                "同じ患者・重複番号の記録がもう一つあります",
                "another record has this patient and number of the tumour",
            ),
            ("patient_id", "tumour_sequence", "hospital"),
            LAYOUT,
            lambda several: _repeated(several, "tumour_sequence"),
        ),
        AcrossEdit(
            "DUPLICATE-TUMOUR",
            Severity.QUERY,
            Words(
                "同じ患者に、部位・組織型・側性・診断日の同じ腫瘍がもう一つあります",
                "the patient has another tumour of this site, histology, side and day",
            ),
            ("topography", "morphology", "diagnosis_date"),
            OWN,
            lambda several: _repeated(
                several, "site", "morphology", "laterality", "diagnosis_date"
            ),
            beside=("site", "laterality"),
        ),
        AcrossEdit(
            "SEQUENCE-ORDER",
            Severity.QUERY,
            Words(
                "重複番号の小さい腫瘍より前に診断されています",
                "diagnosed before a tumour with a lower number",
            ),
            ("tumour_sequence", "diagnosis_date"),
            OWN,
            _against_order,
        ),
        AcrossEdit(
            "PATIENT-CHANGES",
            Severity.QUERY,
            Words(
                "同じ患者のほかの記録と性別か生年月日が違います",
                "another record of the patient has another sex or date of birth",
            ),
            ("sex", "birth_date"),
            OWN,
            _changed,
        ),
    )


def _repeated(several: Frame, *names: str) -> Frame:
    """Give all but the first of the records that agree in the patient and the columns named."""
    keys = [*_PATIENT, *names]
    many = several.group_by(keys).having(several.count() > 1).agg(first=several.row.min())
    return several.join(many, keys).filter(lambda both: both.row > both.first).select("row")


def _against_order(several: Frame) -> Frame:
    import ibis

    known = several.filter(
        several.tumour_sequence.notnull()
        & several.diagnosis_date.notnull()
        & (several.diagnosis_date % 100 != 99)
    )
    in_order = ibis.window(group_by=list(_PATIENT), order_by=["tumour_sequence", "row"])
    earlier = known.mutate(former=known.diagnosis_date.lag().over(in_order))
    return earlier.filter(earlier.diagnosis_date < earlier.former).select("row")


def _changed(several: Frame) -> Frame:
    """Give the records that differ from the first of their patient."""
    import ibis

    whole = ibis.window(group_by=list(_PATIENT), order_by=["row"])
    beside = several.mutate(
        first_sex=several.sex.first().over(whole),
        first_birth=several.birth_date.first().over(whole),
    )
    return beside.filter(
        (beside.sex != beside.first_sex) | (beside.birth_date != beside.first_birth)
    ).select("row")
