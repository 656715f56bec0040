"""What the rows of 資料3-1 leave blank of a hospital, its kind and area, taken from the network of its year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kinten.desk.atlas import Atlas, load_atlas
from kinten.desk.joining import find_hospitals
from kinten.desk.judging import reference_day
from kinten.network.history import Snapshot
from kinten.report.model import Report
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.period import write_day

NOTHING: tuple[str, ...] = ()
_KIND, _AREA = "類型", "医療圏"


@dataclass(frozen=True, slots=True)
class Filled:
    """Reports with the kind and area of the network where their rows have none, and what was taken.

    ``taken`` names what was taken by hospital and year; ``open`` are the hospitals of which neither the
    rows nor the network tell the kind.
    """

    reports: tuple[Report, ...]
    taken: Mapping[tuple[str, int], tuple[str, ...]]
    open: frozenset[str]

    def notes(self, shown: Iterable[Report]) -> list[str]:
        """Tell below a paper what of the reports shown was taken from the network, and what is not known."""
        listed = tuple(shown)
        by_year: dict[int, list[str]] = {}
        for each in listed:
            if taken := self.taken.get((each.hospital, each.year)):
                by_year.setdefault(each.year, []).append(f"{each.hospital}（{'、'.join(taken)}）")
        notes = [
            f"注：元の資料に記載がなく、収載したネットワーク（{write_day(reference_day(year)).ja}）から"
            f"補ったもの：{'、'.join(names)}"
            for year, names in sorted(by_year.items(), reverse=True)
        ]
        unknown = list(
            dict.fromkeys(each.hospital for each in listed if each.hospital in self.open)
        )
        if unknown:
            notes.append(
                "注：類型の空欄は、地域拠点のほか、元の資料に記載がなくネットワークでも確かめられないものを含む："
                + "、".join(unknown)
            )
        return notes


def fill_from_network(reports: Sequence[Report]) -> Filled:
    """Fill the kind and area that rows leave blank, where the network tells them for certain.

    A hospital is found by its prefecture and name on the day that its report is of.
    """
    lacking = [each for each in reports if not (each.is_kind_stated and each.area)]
    if not lacking:
        return Filled(tuple(reports), {}, frozenset())
    atlas = load_atlas()
    days = {each.year: reference_day(each.year) for each in lacking}
    places = {year: _network_of(atlas, day) for year, day in days.items()}
    filled: list[Report] = []
    taken: dict[tuple[str, int], tuple[str, ...]] = {}
    unknown: set[str] = set()
    for each in reports:
        place = places.get(each.year)
        found, what = (each, NOTHING) if place is None else _fill(each, *place)
        filled.append(found)
        if what:
            taken[each.hospital, each.year] = what
        if not found.is_kind_stated:
            unknown.add(each.hospital)
    return Filled(tuple(filled), taken, frozenset(unknown))


def _network_of(atlas: Atlas, day: date) -> tuple[Atlas, Snapshot]:
    there = atlas.in_force(day)
    return there, there.on(day)


def _fill(report: Report, atlas: Atlas, snapshot: Snapshot) -> tuple[Report, tuple[str, ...]]:
    (identity,) = find_hospitals([report], snapshot)
    standing = snapshot.of(identity) if identity else None
    if standing is None:
        return report, NOTHING
    found, taken = report, []
    if not report.is_kind_stated and standing.is_certain and standing.kind is not None:
        last = standing.last
        found = replace(
            found,
            kind=standing.kind,
            is_advanced=last is not None and last.is_advanced,
            is_exceptional=last is not None and last.is_exceptional,
            is_kind_stated=True,
        )
        taken.append(f"{_KIND}：{_told(found.kind)}")
    area = atlas.frame.areas.get(standing.hospital.area)
    if not report.area and area is not None:
        found = replace(found, area=area.name)
        taken.append(_AREA)
    return found, tuple(taken)


def _told(kind: Kind) -> str:
    return kind.short_label.ja
