"""What an area was before, as far as a source tells: blank, or with a hub.

A local cancer hospital is designated where no hub stands. That does not tell whether the area was
blank before: several had a regional hub whose designation changed or ended.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kinten.network.designation import Designation
from kinten.network.history import Network, Snapshot
from kinten.vocabulary.wording import Words

if TYPE_CHECKING:
    from kinten.coverage.blank import BlankList


class Past(StrEnum):
    """What stood in an area before."""

    WAS_BLANK = "was_blank"
    HAD_HUB = "had_hub"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _PASTS[self]


_PASTS = {
    Past.WAS_BLANK: Words("もと空白", "was blank"),
    Past.HAD_HUB: Words("もと拠点あり", "had a hub"),
}


def pasts_of(
    network: Network, snapshot: Snapshot, official: "BlankList | None"
) -> Mapping[str, Past]:
    """Give what areas were before the day of a snapshot; an area of which no source tells is left out.

    Where a hub is recorded and a later list has the area as blank, it was blank last.
    """
    hub_until: dict[str, date] = {}
    for each in network.designations:
        told = _told_on(each, snapshot)
        if told is not None and each.kind is not None and each.kind.is_hub:
            area = network.hospitals[each.hospital].area
            hub_until[area] = max(told, hub_until.get(area, told))
    pasts = dict.fromkeys(hub_until, Past.HAD_HUB)
    if official is not None and official.is_known(snapshot) and official.day < snapshot.day:
        for blank in official.areas:
            if blank.area and hub_until.get(blank.area, date.min) <= official.day:
                pasts[blank.area] = Past.WAS_BLANK
    return pasts


def _told_on(record: Designation, snapshot: Snapshot) -> date | None:
    """Give the day a record tells of, None where it is undated, later, or was not yet recorded."""
    by = snapshot.recorded_by
    told = record.begins or record.stated
    if told is None or told > snapshot.day or (by is not None and record.recorded > by):
        return None
    return told
