"""Volumes that meeting papers print of real hospitals, year by year, each with its meeting and page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kinten.data.loading import packaged_path, read_packaged
from kinten.desk.atlas import load_atlas
from kinten.desk.demonstrating import ROWS
from kinten.desk.joining import find_hospitals
from kinten.desk.judging import reference_day
from kinten.desk.reading import read_inputs
from kinten.desk.small_counts import mask_given
from kinten.desk.telling_facts import tell_fact
from kinten.report.model import Report
from kinten.vocabulary.facts import CATALOGUE, FactType
from kinten.vocabulary.given import Given
from kinten.vocabulary.wording import Words

FACTS = (
    "registry_cases", "cancer_surgeries", "drug_therapy_patients", "radiotherapy_patients",
    "palliative_team_referrals", "inpatient_cancer_patients", "inpatient_cancer_share",
    "resident_share", "consultations",
)  # fmt: skip
"""The facts that the packaged rows can give, in the order of the pages."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A row of a meeting paper: the hospital as printed, its id in the packaged network, and its facts.

    ``hospital`` is "" where none or several of the network's hospitals can be it. ``meeting`` is the
    number of the meeting, ``source`` the page that was read.
    """

    name: str
    hospital: str
    prefecture: str
    year: int
    meeting: int
    source: str
    facts: Mapping[str, Given]

    def shown(self, fact: str) -> Given | None:
        """Give a fact as it may be shown; None where the paper prints none."""
        given = self.facts.get(fact)
        if given is None or (given.missing is not None and not given.text):
            return None
        return mask_given(fact, given)

    def told(self, fact: str) -> Words | None:
        """Tell a fact; None where the paper prints none."""
        given = self.shown(fact)
        if given is None:
            return None
        return Words(tell_fact(fact, given, "ja"), tell_fact(fact, given, "en"))

    def number(self, fact: str) -> float | None:
        """Give the figure of a fact that is one and may be shown; a share lies between 0 and 1."""
        given = self.shown(fact)
        return None if given is None else given.value


def papers_of(hospital: str) -> tuple[Printed, ...]:
    """Give the rows of a hospital, the oldest year first; none for one that the papers do not print."""
    return _by_hospital().get(hospital, ())


@lru_cache(maxsize=1)
def all_papers() -> tuple[Printed, ...]:
    """Give every packaged row in the order of the file; read once, for it never changes."""
    reports = read_inputs([packaged_path(ROWS)]).reports
    by_line = {_line(each): each for each in reports}
    ids = _ids(reports)
    found = []
    for line, row in enumerate(read_packaged(ROWS), 2):
        report = by_line[line]
        found.append(
            Printed(
                report.hospital,
                ids[line],
                report.prefecture,
                report.year,
                int(row["meeting"]),
                row["source"],
                report.facts,
            )
        )
    return tuple(found)


def fact_label(fact: str) -> Words:
    """Name a fact with its unit."""
    definition = CATALOGUE[fact]
    if definition.type is FactType.SHARE:
        return definition.label
    unit = definition.unit.label
    return Words(f"{definition.label.ja}（{unit.ja}）", f"{definition.label.en} ({unit.en})")


def _ids(reports: Iterable[Report]) -> dict[int, str]:
    """Find the hospital of each row in the packaged network of the day that its year is of."""
    atlas = load_atlas()
    found: dict[int, str] = {}
    by_year: dict[int, list[Report]] = {}
    for each in reports:
        by_year.setdefault(each.year, []).append(each)
    for year, of in by_year.items():
        ids = find_hospitals(of, atlas.on(reference_day(year)))
        found |= {_line(each): hospital for each, hospital in zip(of, ids, strict=True)}
    return found


def _line(report: Report) -> int:
    """Give the line of a report, which stands at file:line:column."""
    return int(report.at.split(":")[1])


@lru_cache(maxsize=1)
def _by_hospital() -> Mapping[str, tuple[Printed, ...]]:
    found: dict[str, list[Printed]] = {}
    for each in all_papers():
        if each.hospital:
            found.setdefault(each.hospital, []).append(each)
    return {
        hospital: tuple(sorted(rows, key=lambda each: (each.year, each.meeting)))
        for hospital, rows in found.items()
    }
