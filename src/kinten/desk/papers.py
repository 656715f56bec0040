"""The two meeting papers and the slip, filled from reports, the network and geography."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from kinten.data.loading import open_packaged
from kinten.desk.atlas import Atlas
from kinten.guideline.edition import Edition
from kinten.guideline.overlaying import number_of
from kinten.guideline.shapes import facts_of
from kinten.network.designation import Act, Recommendation
from kinten.network.history import Snapshot, Standing
from kinten.report.model import Report
from kinten.report.paper_areas import Acts, AreaLine, write_areas
from kinten.report.paper_slip import Slip, write_slip
from kinten.report.paper_volumes import Pair, write_volumes
from kinten.tables.files import write_whole
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.identity import PREFECTURES, search_key
from kinten.vocabulary.period import write_day
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


def write_areas_paper(path: Path, prefecture: str, atlas: Atlas, snapshot: Snapshot) -> None:
    """Write 資料1 of a prefecture, as of the day of the snapshot."""
    counts = _hospital_counts()
    acts = _acts(snapshot)
    lines = [
        _line(
            area.name,
            area.km2,
            area.people.now,
            counts.get(code, 0),
            [each for each in snapshot.in_area(code) if each.is_certain],
            acts,
        )
        for code, area in atlas.frame.areas.items()
        if area.prefecture == prefecture
    ]
    notes = (
        "人口は住民基本台帳（2025年1月1日）、面積は厚生労働省の表による。",
        "病院数は医療情報ネット（2025年6月1日）に報告した病院の数であり、報告のない病院は含まれない。",
        "類型は公表資料から確認できた範囲。確認できない病院は「類型不明」に数えた。",
        "「今回更新」「新規申請」は記録された推薦による。記録のない病院は「現況報告」に数えた。",
    )
    day = write_day(snapshot.day).ja
    write_whole(
        path, lambda beside: write_areas(beside, PREFECTURES[prefecture].ja, day, lines, notes)
    )


def _line(
    name: str,
    km2: float | None,
    people: int | None,
    hospitals: int,
    standings: Sequence[Standing],
    acts: Mapping[str, Act],
) -> AreaLine:
    groups = {"hubs": Acts(), "specific": Acts(), "local": Acts()}
    unknown = 0
    for standing in standings:
        if standing.kind is None:
            unknown += 1
            continue
        group = {Kind.SPECIFIC: "specific", Kind.LOCAL: "local"}.get(standing.kind, "hubs")
        act = acts.get(standing.hospital.id, Act.REPORT)
        groups[group] += Acts(
            report=int(act not in {Act.RENEWAL, Act.NEW, Act.KIND_CHANGE}),
            renewal=int(act is Act.RENEWAL),
            new=int(act in {Act.NEW, Act.KIND_CHANGE}),
        )
    return AreaLine(
        name, km2, people, hospitals, groups["hubs"], groups["specific"], groups["local"], unknown
    )


def _acts(snapshot: Snapshot) -> dict[str, Act]:
    """Give each hospital's act in the newest meeting that is recorded."""
    newest = max((each.meeting for each in snapshot.pending), default=date.min)
    return {
        each.hospital: each.act
        for each in snapshot.pending
        if each.meeting == newest and each.hospital
    }


def _hospital_counts() -> dict[str, int]:
    import polars as pl

    with open_packaged("all_hospitals.parquet") as stream:
        table = pl.read_parquet(stream, columns=["area"])
    return dict(table.group_by("area").len().iter_rows())


def write_recommendation(
    path: Path,
    standing: Standing,
    recommendation: Recommendation | None,
    lines: Sequence[tuple[str, str]],
    opinion: str,
) -> None:
    """Write the slip of one hospital."""
    name = standing.hospital.name
    act = "推薦" if recommendation is None else recommendation.act.label.ja
    slip = Slip(f"{act}（{PREFECTURES[standing.hospital.prefecture].ja} {name}）", lines, opinion)
    write_whole(path, lambda beside: write_slip(beside, slip))
