"""The published discharges of the whole country: totals by cancer, and the hospitals of one cancer ranked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from kinten.coverage.volume import (
    Concentration,
    DischargeHospital,
    Discharges,
    Share,
    concentrations,
    shares,
)
from kinten.desk.volumes_ranks import Ranked, ranked
from kinten.network.history import Snapshot, Standing


@dataclass(frozen=True, slots=True)
class DiseaseTotal:
    """A cancer in a place: how it is spread, and the share of it in designated hospitals of a day."""

    concentration: Concentration
    share: Share

    @property
    def disease(self) -> str:
        """The code of the cancer."""
        return self.concentration.disease


Shares = Mapping[str, Mapping[str, Share]]
"""By cancer and prefecture; "" is the country."""
COUNTRY = ""


def disease_totals(
    discharges: Discharges, found: Shares, prefecture: str = COUNTRY
) -> tuple[DiseaseTotal, ...]:
    """Give every cancer with a published cell in a place, in the order of the codes."""
    return tuple(
        DiseaseTotal(each, found[each.disease].get(prefecture, Share(0, 0)))
        for each in concentrations(discharges, None, prefecture or None)
    )


def shares_everywhere(
    discharges: Discharges, snapshot: Snapshot, lacking: frozenset[str]
) -> Shares:
    """Give the share in designated hospitals of every cancer, in the country and in each prefecture.

    ``lacking`` are areas of which the list may lack a designated hospital.
    """
    return {
        disease: share_everywhere(discharges, snapshot.standings, disease, lacking)
        for disease in discharges.diseases
    }


def share_everywhere(
    discharges: Discharges,
    standings: Sequence[Standing],
    disease: str | None,
    lacking: frozenset[str],
) -> Mapping[str, Share]:
    """Give the shares of the prefectures, and of the country their sum: each hospital is of one of them."""
    _, by_prefecture = shares(discharges, standings, disease, lacking)
    added = [each.name for each in fields(Share) if each.name != "is_whole"]
    counts = {name: sum(getattr(of, name) for of in by_prefecture.values()) for name in added}
    is_whole = all(of.is_whole for of in by_prefecture.values())
    return {**by_prefecture, COUNTRY: Share(**counts, is_whole=is_whole)}


def ranked_hospitals(
    discharges: Discharges, snapshot: Snapshot, disease: str, prefecture: str | None
) -> tuple[Ranked, ...]:
    """Give the hospitals of a cancer, the most discharges first, ranked in the country or a prefecture.

    The designated ones without a published cell come last, without a rank: a hidden cell may be nothing
    or up to nine. Equal numbers share a rank.
    """
    if prefecture is not None:
        return tuple(ranked(discharges, snapshot, disease, prefecture))
    standings = {each.hospital.id: each for each in snapshot.standings}
    counts = discharges.by_hospital(disease)
    order = sorted(counts, key=lambda code: (-counts[code], code))
    first: dict[int, int] = {}
    for place, code in enumerate(order, 1):
        first.setdefault(counts[code], place)
    published = (
        Ranked(each, first[counts[code]], counts[code], standings.get(each.hospital))
        for code in order
        for each in (discharges.hospitals[code],)
    )
    return (*published, *_hidden(discharges.hospitals, counts, standings))


def _hidden(
    hospitals: Mapping[int, DischargeHospital],
    counts: Mapping[int, int],
    standings: Mapping[str, Standing],
) -> Iterator[Ranked]:
    for code, each in hospitals.items():
        standing = standings.get(each.hospital)
        if standing is not None and code not in counts:
            yield Ranked(each, None, None, standing)
