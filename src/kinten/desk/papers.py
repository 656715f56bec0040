"""資料3-1, the paper on volumes, and the slip that goes with a recommendation."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from kinten.desk.recommending import Recommended
from kinten.guideline.edition import Edition
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import facts_of
from kinten.network.designation import Act
from kinten.report.model import Report
from kinten.report.paper_slip import Slip, write_slip
from kinten.report.paper_volumes import Pair, write_volumes
from kinten.tables.files import write_whole
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES, search_key
from kinten.vocabulary.wording import FaultError, Words

_UNITS = {
    "registry_cases": "件",
    "cancer_surgeries": "件",
    "drug_therapy_patients": "人",
    "radiotherapy_patients": "人",
    "palliative_team_referrals": "人",
}
_LOCAL_HAS_NO_NUMBER = "定めなし"


def write_volumes_paper(
    path: Path,
    prefecture: str,
    reports: Sequence[Report],
    edition: Edition,
    kind: Kind | None,
    *,
    is_exact: bool = False,
) -> int:
    """Write 資料3-1 of a prefecture; gives the number of hospitals.

    Counts below ten are printed as 「10未満」 unless ``is_exact``.

    Hubs go into ①, local hospitals (``kind`` local) into ②. The two newest years of the reports are
    used. FaultError where no report is of this prefecture and kind.
    """
    is_local = kind is Kind.LOCAL
    here = [
        report
        for report in reports
        if report.prefecture == prefecture and (report.kind is Kind.LOCAL) == is_local
    ]
    if not here:
        name = PREFECTURES[prefecture]
        raise FaultError(
            Words(f"{name.ja}の該当する報告がありません。", f"no such report of {name.en}."),
            "INPUT",
            Words("その県の報告を指定してください。", "Name reports of that prefecture."),
        )
    pairs = _pairs(here)
    thresholds = {} if is_local else _thresholds(edition)
    write_whole(
        path,
        lambda beside: write_volumes(
            beside,
            PREFECTURES[prefecture].ja,
            pairs,
            thresholds,
            is_local=is_local,
            is_exact=is_exact,
        ),
    )
    return len(pairs)


def _pairs(reports: Iterable[Report]) -> list[Pair]:
    """Pair each hospital's newest report with the one of the year before the newest of all."""
    by_hospital: dict[str, dict[int, Report]] = {}
    for report in reports:
        key = report.hospital_id or search_key(report.hospital)
        by_hospital.setdefault(key, {})[report.year] = report
    newest = max(year for years in by_hospital.values() for year in years)
    pairs = []
    for years in by_hospital.values():
        later = years.get(newest)
        if later is not None:
            before = [year for year in years if year < newest]
            pairs.append(Pair(later, years[max(before)] if before else None))
    return pairs


def _thresholds(edition: Edition) -> dict[str, str]:
    """Give the numbers of the volume clauses as they are printed below the headings."""
    found: dict[str, str] = {}
    for clause in edition.walk():
        number = number_of(clause)
        facts = facts_of(clause.test)
        if number is None or len(facts) != 1 or "/volume/" not in clause.id:
            continue
        if facts[0] in _UNITS:
            found.setdefault(facts[0], f"{number:,f}{_UNITS[facts[0]]}以上")
        elif facts[0] == "resident_share":
            found.setdefault(facts[0], f"{(number * 10).normalize():f}割程度")
    return found


def write_recommendation(
    path: Path,
    recommended: Recommended,
    lines: Sequence[tuple[str, str]],
    opinion: str,
) -> None:
    """Write the slip of one hospital; ``lines`` are those of ``slip_lines``."""
    hospital = recommended.standing.hospital
    act = "推薦"
    if recommended.recommendation is not None:
        act = recommended.recommendation.act.label.ja
    elif recommended.is_new:
        act = Act.NEW.label.ja
    title = f"{act}（{PREFECTURES[hospital.prefecture].ja} {hospital.name}）"
    slip = Slip(title, lines, opinion)
    write_whole(path, lambda beside: write_slip(beside, slip))
