"""Where hospitals may stand: the network facts that the clauses about placement read.

Every fact is an interval where kinds are not known, so that a verdict on it may be unknown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kinten.geography.adjacency import Adjacency
from kinten.network.counting import Pair, count_hubs, count_kinds
from kinten.network.history import Snapshot, Standing
from kinten.vocabulary.given import Given, answer, between, missing
from kinten.vocabulary.hospital_kind import Kind
from kinten.vocabulary.truth import Reason

IN_PREFECTURE = "pref_hospitals_in_prefecture"
"""The fact that counts the prefectural hubs of a prefecture; the others count within an area."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The network facts of every hospital on one day, worked out once for each area.

    ``may_lack`` says that hospitals of the day may be missing: every count is then at least.
    """

    snapshot: Snapshot
    adjacency: Adjacency
    areas: Mapping[str, Mapping[str, Given]]
    prefectures: Mapping[str, Mapping[str, Given]]
    may_lack: bool = False

    def facts(self, standing: Standing) -> Mapping[str, Given]:
        """Give the network facts of one hospital, itself included in every count."""
        hospital = standing.hospital
        found = {**self.prefectures[hospital.prefecture], **self.areas.get(hospital.area, {})}
        if Kind.LOCAL in standing.kinds:
            found["partner_area_is_adjacent"] = self._partner(standing, _at(self.snapshot))
        return found

    def partners(self, hospital: str) -> tuple[Standing | None, ...]:
        """Give the partners of a local hospital's group; None where one does not stand or is not matched."""
        return tuple(
            self.snapshot.of(group.partner) if group.partner else None
            for group in self.snapshot.groups
            if group.hospital == hospital
        )

    def _partner(self, standing: Standing, at: str) -> Given:
        partners = [each for each in self.partners(standing.hospital.id) if each is not None]
        areas = [each.hospital.area for each in partners if each.hospital.area]
        if not areas or not standing.hospital.area:
            return missing(Reason.NOT_REPORTED, at)
        if standing.hospital.area in self.adjacency.islands([standing.hospital.area]):
            # No land neighbour: which area counts as adjacent is for the prefecture to declare.
            return missing(Reason.NOT_REPORTED, at)
        return answer(
            any(self.adjacency.are_adjacent(standing.hospital.area, area) for area in areas), at
        )


def place(
    snapshot: Snapshot,
    adjacency: Adjacency,
    prefectures: Iterable[str] = (),
    *,
    may_lack: bool = False,
) -> Placement:
    """Count the standing hospitals of every area and prefecture.

    ``prefectures`` are counted too where no hospital stands any more. ``may_lack`` as in a placement.
    """
    by_area: dict[str, list[Standing]] = {}
    by_prefecture: dict[str, list[Standing]] = {each: [] for each in prefectures}
    for each in snapshot.standings:
        by_prefecture.setdefault(each.hospital.prefecture, []).append(each)
        if each.hospital.area:
            by_area.setdefault(each.hospital.area, []).append(each)
    at = _at(snapshot)
    return Placement(
        snapshot,
        adjacency,
        {area: _of_area(standings, at) for area, standings in by_area.items()},
        {
            prefecture: {IN_PREFECTURE: _given(count_kinds(standings)[Kind.PREF], at)}
            for prefecture, standings in by_prefecture.items()
        },
        may_lack,
    )


def _of_area(standings: Sequence[Standing], at: str) -> dict[str, Given]:
    kinds = count_kinds(standings)
    return {
        "hubs_in_area": _given(count_hubs(standings), at),
        "regional_hubs_in_area": _given(kinds[Kind.REGIONAL], at),
        "local_hospitals_in_area": _given(kinds[Kind.LOCAL], at),
    }


def _at(snapshot: Snapshot) -> str:
    return f"network@{snapshot.day}"


def _given(pair: Pair, at: str) -> Given:
    return between(pair.at_least, pair.at_most, at, text=str(pair))
