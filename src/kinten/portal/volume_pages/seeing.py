"""The published discharges beside the network of a day; invented hospitals are left out of it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kinten.coverage.volume import Discharges, Share, unlinked
from kinten.desk.atlas import Atlas
from kinten.desk.volumes_linking import lacking_in
from kinten.desk.volumes_national import (
    COUNTRY,
    DiseaseTotal,
    Shares,
    disease_totals,
    shares_everywhere,
)
from kinten.desk.volumes_ranks import Ranked
from kinten.network.history import Snapshot
from kinten.portal.places.reading import newest_row, see_network
from kinten.portal.reports.reading import example_hospitals
from kinten.portal.volume_pages.published import published_discharges


@dataclass(frozen=True, slots=True)
class VolumesSeen:
    """The survey, and the real hospitals that are designated on a day.

    ``open_areas`` and ``open_prefectures`` may have a designated hospital that no row of the survey is
    known to be: any row there that is not known to be another may be it.
    """

    discharges: Discharges
    atlas: Atlas
    snapshot: Snapshot
    open_areas: frozenset[str]
    open_prefectures: frozenset[str]

    def is_designated(self, each: Ranked) -> bool | None:
        """Whether a row is a designated hospital; None where that is not known."""
        if each.standing is not None:
            return True if each.standing.is_certain else None
        row = each.hospital
        is_open = row.area in self.open_areas or row.prefecture in self.open_prefectures
        return None if is_open and not row.hospital else False


def see_volumes(day: date, recorded_by: date | None = None) -> VolumesSeen:
    """Give the survey and the network on a day; FaultError before the first frame of areas that is held.

    An invented hospital is no row of the survey: left in, it would widen every share by what it might be.
    """
    seen = see_network(day, recorded_by)
    real = seen.snapshot.without(example_hospitals())
    held = published_discharges()
    lost = unlinked(held, real.standings)
    areas = {each.area for each in lost if each.area} | lacking_in(seen.atlas, real)
    prefectures = {each.prefecture for each in lost if not each.area}
    return VolumesSeen(held, seen.atlas, real, frozenset(areas), frozenset(prefectures))


def totals_on(
    day: date, recorded_by: date | None = None, prefecture: str = COUNTRY
) -> tuple[DiseaseTotal, ...]:
    """Give the totals of every cancer in a place, with the share in the hospitals designated on a day."""
    found = _shares(newest_row(), day, recorded_by)
    return disease_totals(published_discharges(), found, prefecture)


def share_on(
    disease: str, day: date, recorded_by: date | None = None, prefecture: str = COUNTRY
) -> Share:
    """Give the share of one cancer in the hospitals designated on a day."""
    return _shares(newest_row(), day, recorded_by)[disease].get(prefecture, Share(0, 0))


@lru_cache(maxsize=16)
def _shares(newest: int, day: date, recorded_by: date | None) -> Shares:  # noqa: ARG001
    seen = see_volumes(day, recorded_by)
    lacking = lacking_in(seen.atlas, seen.snapshot)
    return shares_everywhere(seen.discharges, seen.snapshot, lacking)
