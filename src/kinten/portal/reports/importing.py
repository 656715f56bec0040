"""Bringing in a past year: every report of an input as a version that was accepted elsewhere."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from kinten.desk.joining import find_hospitals
from kinten.desk.judging import reference_day, refuse_nothing
from kinten.desk.reading import Inputs
from kinten.portal.places.reading import current_atlas
from kinten.portal.public.asking import today
from kinten.portal.record.appending import SYSTEM
from kinten.portal.reports.models import ReportVersion, State
from kinten.portal.reports.services import receive_report
from kinten.report.model import Report
from kinten.vocabulary.wording import FaultError, Words

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One report of the input and the version that it became; ``is_new`` is False where it was there."""

    report: Report
    version: ReportVersion
    is_new: bool


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought in. ``read`` reports are the ``rows`` and those of ``other_years``."""

    read: int
    rows: tuple[Row, ...]
    other_years: int

    @property
    def recorded(self) -> int:
        """How many versions are new."""
        return sum(each.is_new for each in self.rows)


@transaction.atomic
def import_reports(
    inputs: Inputs, paths: Sequence[Path], year: int, state: State, *, is_made_up: bool = False
) -> Imported:
    """Record every report of a year, all of them or none; what was there already is left as it is.

    FaultError where a file could not be read, no report is of the year, a hospital is not in the
    network, or two reports are of one hospital.
    """
    refuse_nothing(inputs.reports)
    if inputs.refused:
        raise inputs.refused[0]
    chosen = [each for each in inputs.reports if each.year == year]
    if not chosen:
        raise _no_report_of(year, inputs.reports)
    ids = _ids(chosen, year)
    files = _files_of(paths, {each.source.sha256 for each in chosen})
    rows = []
    for report, of in zip(chosen, ids, strict=True):
        path = files.get(report.source.sha256)
        version, is_new = receive_report(
            SYSTEM,
            report,
            of,
            state=state,
            data=None if path is None else _bytes_of(path),
            is_made_up=is_made_up,
            reason="kinten import",
        )
        rows.append(Row(report, version, is_new))
    _bytes_of.cache_clear()
    return Imported(len(inputs.reports), tuple(rows), len(inputs.reports) - len(chosen))


def _ids(reports: Sequence[Report], year: int) -> tuple[str, ...]:
    """Give the hospital of each report, as the network stood then or stands now."""
    then = find_hospitals(reports, current_atlas().on(reference_day(year)))
    now = find_hospitals(reports, current_atlas().on(today()))
    ids = tuple(first or second for first, second in zip(then, now, strict=True))
    lost = [each for each, of in zip(reports, ids, strict=True) if not of]
    if lost:
        named = "、".join(f"{each.hospital}（{each.at}）" for each in lost[:_MOST_NAMED])
        raise FaultError(
            Words(
                f"{len(lost)}件の報告の病院がネットワークにありません（または複数あります）: {named}",
                f"the hospitals of {len(lost)} reports are not in the network, or several are: {named}",
            ),
            lost[0].at,
            Words(
                "病院の名称か符号を直してください。何も記録していません。",
                "Mend the names or ids. Nothing was recorded.",
            ),
        )
    twice = [of for of, count in Counter(ids).items() if count > 1]
    if twice:
        same = [each for each, of in zip(reports, ids, strict=True) if of == twice[0]]
        raise FaultError(
            Words(
                f"同じ病院（{twice[0]}）の報告が{len(same)}件あります。",
                f"{len(same)} reports are of one hospital ({twice[0]}).",
            ),
            same[1].at,
            Words("一つにしてください。何も記録していません。", "Keep one. Nothing was recorded."),
        )
    return ids


def _files_of(paths: Sequence[Path], wanted: set[str]) -> dict[str, Path]:
    """Find the files of the inputs by their hash."""
    found = {}
    for path in _each_file(paths):
        told = sha256(path.read_bytes()).hexdigest()
        if told in wanted:
            found[told] = path
    return found


def _each_file(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from (each for each in sorted(path.iterdir()) if each.is_file())
        else:
            yield path


@lru_cache(maxsize=1)
def _bytes_of(path: Path) -> bytes:
    """Read a file; that of the report before is often the same."""
    return path.read_bytes()


def _no_report_of(year: int, reports: Sequence[Report]) -> FaultError:
    years = " ".join(str(each) for each in sorted({each.year for each in reports}))
    return FaultError(
        Words(f"{year}年の報告はありません。", f"there is no report of {year}."),
        "--year",
        Words(f"ある年: {years}", f"Years there: {years}"),
    )
