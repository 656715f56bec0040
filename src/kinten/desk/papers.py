"""資料3-1, the paper on volumes, and the slip that goes with a recommendation."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kinten.desk.recommending import Recommended
from kinten.desk.volumes_filling import fill_from_network
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
from kinten.vocabulary.period import write_era_year
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
    used; what a hospital lacks of them is noted below the table. FaultError where no report is of this
    prefecture and kind. The kind and area that a row leaves blank are those of the network, and said to be.
    """
    is_local = kind is Kind.LOCAL
    filled = fill_from_network([each for each in reports if each.prefecture == prefecture])
    here = [each for each in filled.reports if (each.kind is Kind.LOCAL) == is_local]
    if not here:
        raise _no_report(prefecture, is_local=is_local, has_others=bool(filled.reports))
    pairs, remarks = _pairs(here)
    remarks += filled.notes(each.named for each in pairs)
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
            remarks=remarks,
        ),
    )
    return len(pairs)


def _no_report(prefecture: str, *, is_local: bool, has_others: bool) -> FaultError:
    """Tell that no report fits, and which option fits those of the prefecture."""
    name = PREFECTURES[prefecture]
    mend = Words("その県の報告を指定してください。", "Name reports of that prefecture.")
    what = Words(f"{name.ja}の該当する報告がありません。", f"no such report of {name.en}.")
    if has_others and is_local:
        what = Words(
            f"{name.ja}の報告は、がん診療連携拠点病院のものだけです。",
            f"the reports of {name.en} are of hubs only.",
        )
        mend = Words("--kind local を外してください。", "Leave out --kind local.")
    elif has_others:
        what = Words(
            f"{name.ja}の報告は、地域がん診療病院のものだけです。",
            f"the reports of {name.en} are of local cancer hospitals only.",
        )
        mend = Words(
            "資料3-1-②を作る --kind local を付けてください。",
            "Add --kind local, which writes paper 3-1-2.",
        )
    return FaultError(what, "INPUT", mend)


def _pairs(reports: Iterable[Report]) -> tuple[list[Pair], list[str]]:
    """Pair each hospital's reports of the newest year of all and of the newest year before it.

    Both years are those of the whole paper, so that every bracket is of one year. A hospital with a
    report of one of them only keeps its row, and one with neither is named; notes say which and why.
    """
    by_hospital: dict[str, dict[int, Report]] = {}
    for report in reports:
        key = report.hospital_id or search_key(report.hospital)
        by_hospital.setdefault(key, {})[report.year] = report
    years = sorted({year for held in by_hospital.values() for year in held})
    newest, before = years[-1], years[-2] if len(years) > 1 else None
    shown = {newest, before}
    rows = [held for held in by_hospital.values() if held.keys() & shown]
    others = [held for held in by_hospital.values() if not held.keys() & shown]
    notes = []
    for year, line in ((newest, "下段"), (before, "上段")):
        lacking = [held for held in rows if year not in held]
        if year is not None and lacking:
            told = "、".join(_tell_lacking(held, year, shown) for held in lacking)
            notes.append(f"注：{_told_year(year)}の報告がない病院（{line}は空欄）：{told}")
    if others:
        told = "、".join(_tell_lacking(held, newest, shown) for held in others)
        notes.append(f"注：上段・下段どちらの年の報告もない病院（表にない）：{told}")
    pairs = [Pair(held.get(newest), None if before is None else held.get(before)) for held in rows]
    return pairs, notes


def _tell_lacking(held: Mapping[int, Report], year: int, shown: Collection[int | None]) -> str:
    """Name a hospital, and its newest report before a year where the paper does not show it."""
    older = max((each for each in held if each < year and each not in shown), default=None)
    name = held[max(held)].hospital
    return name if older is None else f"{name}（{_told_year(older)}の報告はある）"


def _told_year(year: int) -> str:
    return write_era_year(date(year, 10, 1))


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
