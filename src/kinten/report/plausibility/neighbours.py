"""Rules on the share of cancer among inpatients, against neighbours and against patients."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from statistics import median

from kinten.report.duplicates import hospital_key
from kinten.report.model import Remark, Report, Severity
from kinten.report.plausibility.figures import in_english, is_small, known, shown, tell
from kinten.report.plausibility.parameters import Parameters
from kinten.vocabulary.facts import CATALOGUE
from kinten.vocabulary.wording import Words

_SHARE = CATALOGUE["inpatient_cancer_share"]
_PATIENTS = CATALOGUE["inpatient_cancer_patients"]


def find_odd_neighbours(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find cancer inpatient shares out of line with the other hospitals of the area.

    Where the area has no other, the prefecture's are taken, then all of the input. Of two hospitals
    alone the one outside the usual range is the odd one; where that does not tell, both are.
    """
    by_year: dict[int, list[Report]] = {}
    for report in reports:
        if known(report, _SHARE.id):
            by_year.setdefault(report.year, []).append(report)
    for report in (one for year in by_year.values() for one in year):
        others = _neighbours(report, by_year[report.year])
        own = known(report, _SHARE.id)
        if not others or own is None:
            continue
        usual = median(others)
        factor = parameters.neighbour_factor
        if usual <= own * factor and own <= usual * factor:
            continue
        if len(others) == 1 and _is_usual(own, parameters) and not _is_usual(usual, parameters):
            continue
        words = Words(
            f"{_SHARE.label.ja}（{shown(_SHARE, own)}）が周囲の病院（{shown(_SHARE, usual)}）と"
            "大きく異なります。桁の誤りでないか確認が必要です。",
            f"{_SHARE.label.en} ({in_english(_SHARE, own)}) is far from that of the neighbours "
            f"({in_english(_SHARE, usual)}). A digit may be lost.",
        )
        yield tell("share_unlike_neighbours", Severity.WARNING, report, _SHARE.id, words)


def _is_usual(share: Decimal, parameters: Parameters) -> bool:
    return parameters.inpatient_share_low <= share <= parameters.inpatient_share_high


def _neighbours(report: Report, of_the_year: list[Report]) -> list[Decimal]:
    others = [other for other in of_the_year if hospital_key(other) != hospital_key(report)]
    in_prefecture = [other for other in others if other.prefecture == report.prefecture]
    in_area = [other for other in in_prefecture if report.area and other.area == report.area]
    chosen = in_area or in_prefecture or others
    values = (known(other, _SHARE.id) for other in chosen)
    return [value for value in values if value is not None]


def find_implied_admissions(reports: Iterable[Report], parameters: Parameters) -> Iterator[Remark]:
    """Find shares that imply, with the patients, more admissions than any hospital has."""
    for report in reports:
        patients, share = known(report, _PATIENTS.id), known(report, _SHARE.id)
        if patients is None or not share or patients / share <= parameters.admissions_most:
            continue
        if is_small(_PATIENTS, patients):  # it may be nothing, which implies no admissions
            continue
        implied = f"{int(patients / share):,}"
        words = Words(
            f"{_PATIENTS.label.ja}（{shown(_PATIENTS, patients)}）と割合（{shown(_SHARE, share)}）"
            f"から年間入院患者は{implied}人となります。桁の誤りでないか確認が必要です。",
            f"{_PATIENTS.label.en} ({in_english(_PATIENTS, patients)}) and the share "
            f"({in_english(_SHARE, share)}) imply {implied} inpatients a year. A digit may be lost.",
        )
        yield tell("implied_admissions", Severity.WARNING, report, _SHARE.id, words)
