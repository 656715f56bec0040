"""Reports joined to the network: which hospital a report is of, and the facts its place adds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kinten.network.history import Snapshot
from kinten.network.hospital import Hospital
from kinten.network.placement import Placement
from kinten.report.model import Report
from kinten.vocabulary.identity import search_key
from kinten.vocabulary.truth import Reason


@dataclass(frozen=True, slots=True)
class Joined:
    """Reports with their network facts. ``hospitals`` has the id for each report, empty where none matches."""

    reports: tuple[Report, ...]
    hospitals: tuple[str, ...]

    @property
    def unmatched(self) -> tuple[Report, ...]:
        """The reports that no hospital of the network matches."""
        return tuple(
            report for report, of in zip(self.reports, self.hospitals, strict=True) if not of
        )


def join_reports(reports: Sequence[Report], placement: Placement) -> Joined:
    """Match every report and add the network facts that it does not hold itself.

    A fact given from outside (``--facts``) wins over the network's.
    """
    book = _Book(placement.snapshot)
    ids = tuple(book.find(report) for report in reports)
    standings = {each.hospital.id: each for each in placement.snapshot.standings}
    joined = []
    for report, of in zip(reports, ids, strict=True):
        standing = standings.get(of)
        if standing is None:
            joined.append(report)
            continue
        own = {
            fact: given
            for fact, given in report.facts.items()
            if given.missing not in {Reason.NOT_REPORTED, Reason.NOT_ASKED}
        }
        joined.append(replace(report, facts={**report.facts, **placement.facts(standing), **own}))
    return Joined(tuple(joined), ids)


def find_hospitals(reports: Iterable[Report], snapshot: Snapshot) -> tuple[str, ...]:
    """Give the id of the one hospital that each report is of; empty for none or several."""
    book = _Book(snapshot)
    return tuple(book.find(each) for each in reports)


def equate(reports: Iterable[Report], facts: Mapping[str, str]) -> tuple[Report, ...]:
    """Read one fact where another was reported: ``facts`` maps the fact asked to the one taken for it.

    A fact that the report gives itself is kept.
    """
    return tuple(_equated(report, facts) for report in reports)


def _equated(report: Report, facts: Mapping[str, str]) -> Report:
    taken = {
        asked: report.facts[there]
        for asked, there in facts.items()
        if there in report.facts
        and (asked not in report.facts or report.facts[asked].missing is not None)
    }
    return replace(report, facts={**report.facts, **taken}) if taken else report


class _Book:
    """Hospitals by id, and by prefecture and each of their names."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.ids = {each.hospital.id for each in snapshot.standings}
        self.by_name: dict[tuple[str, str], set[str]] = {}
        self.by_prefecture: dict[str, list[Hospital]] = {}
        for each in snapshot.standings:
            hospital = each.hospital
            self.by_prefecture.setdefault(hospital.prefecture, []).append(hospital)
            for name in hospital.names:
                key = (hospital.prefecture, search_key(name.text))
                self.by_name.setdefault(key, set()).add(hospital.id)

    def find(self, report: Report) -> str:
        """Give the id of the one hospital a report is of; empty for none or several."""
        if report.hospital_id in self.ids:
            return report.hospital_id
        name = search_key(report.hospital)
        found = self.by_name.get((report.prefecture, name), set())
        if not found:
            # Papers print short names: 「金沢医療センター」 for 「国立病院機構金沢医療センター」.
            found = {
                hospital.id
                for hospital in self.by_prefecture.get(report.prefecture, ())
                if any(search_key(each.text).endswith(name) for each in hospital.names)
            }
        return next(iter(found)) if len(found) == 1 else ""
