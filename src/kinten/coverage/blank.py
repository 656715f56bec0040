"""Which areas have a hospital, of which kind, and which are blank.

An area is blank where no designated hospital has its address in it. The ministry's list of blank
cancer areas decides for its own date; elsewhere "no hospital is listed" is only an upper bound, for
the list of hospitals is not complete.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinten.coverage.past import Past
from kinten.geography.area import Area
from kinten.geography.frame import Frame
from kinten.network.counting import Pair
from kinten.network.history import Snapshot, Standing
from kinten.vocabulary.wording import Words


class Cover(StrEnum):
    """What stands in an area."""

    HUB = "hub"
    LOCAL = "local"
    KIND_NOT_KNOWN = "kind_not_known"
    NOT_CERTAIN = "not_certain"
    NOT_LISTED = "not_listed"
    BLANK = "blank"
    EMPTIED = "emptied"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _COVERS[self]

    @property
    def is_covered(self) -> bool | None:
        """Whether a hospital stands there; None where that is not known."""
        if self in {Cover.BLANK, Cover.EMPTIED}:
            return False
        return None if self in {Cover.NOT_LISTED, Cover.NOT_CERTAIN} else True


_COVERS = {
    Cover.HUB: Words("拠点病院あり", "has a hub"),
    Cover.LOCAL: Words("地域がん診療病院のみ", "a local cancer hospital only"),
    Cover.KIND_NOT_KNOWN: Words("病院あり（類型不明）", "has a hospital, kind not known"),
    Cover.NOT_CERTAIN: Words("この日の指定は不明", "not known for this day"),
    Cover.NOT_LISTED: Words("一覧に病院なし（空白の可能性）", "no hospital listed (may be blank)"),
    Cover.BLANK: Words("空白（公表）", "blank (official)"),
    Cover.EMPTIED: Words("指定病院がなくなる", "loses its last hospital"),
}


@dataclass(frozen=True, slots=True)
class BlankArea:
    """An official blank cancer area. ``area`` is empty where it is not one secondary medical area."""

    prefecture: str
    name: str
    area: str
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankList:
    """The ministry's list of blank cancer areas: the day it describes, and when it was recorded."""

    day: date
    areas: tuple[BlankArea, ...]
    recorded: date = date.min

    def is_known(self, snapshot: Snapshot) -> bool:
        """Whether it counts for a snapshot: from its own day on, and once it was recorded."""
        by = snapshot.recorded_by
        return self.day <= snapshot.day and (by is None or self.recorded <= by)


@dataclass(frozen=True, slots=True)
class AreaCover:
    """One area on one day. ``is_official`` says whether the ministry's list has it as blank.

    ``past`` is what an area with a local cancer hospital only was before, None where no source tells.
    """

    area: Area
    cover: Cover
    hospitals: tuple[Standing, ...]
    is_official: bool
    hubs: Pair
    past: Past | None = None

    @property
    def label(self) -> Words:
        """What stands there, and what stood there before where that is known."""
        if self.past is None:
            return self.cover.label
        told, past = self.cover.label, self.past.label
        return Words(f"{told.ja}（{past.ja}）", f"{told.en} ({past.en})")

    @property
    def is_blank(self) -> bool | None:
        """Whether it is blank; None where that is not known."""
        covered = self.cover.is_covered
        return None if covered is None else not covered


def cover_areas(
    frame: Frame,
    snapshot: Snapshot,
    official: BlankList | None,
    pasts: Mapping[str, Past] | None = None,
) -> tuple[AreaCover, ...]:
    """Tell for every area of the frame what stands in it, in the order of the codes.

    The official list counts from its own day on: an area on it is blank as long as no hospital is
    recorded there since. ``pasts`` are told of areas with a local cancer hospital only.
    """
    here: dict[str, list[Standing]] = {}
    for each in snapshot.standings:
        here.setdefault(each.hospital.area, []).append(each)
    listed = (
        {each.area for each in official.areas}
        if official is not None and official.is_known(snapshot)
        else set()
    )
    before = pasts or {}
    return tuple(
        _cover(area, tuple(here.get(code, ())), before.get(code), is_official=code in listed)
        for code, area in frame.areas.items()
    )


def _cover(
    area: Area, hospitals: tuple[Standing, ...], past: Past | None, *, is_official: bool
) -> AreaCover:
    certain = [each for each in hospitals if each.is_certain]
    hubs = Pair(
        sum(each.is_hub is True for each in certain),
        sum(each.is_hub is not False for each in hospitals),
    )
    cover = _what(hospitals, certain, is_official=is_official)
    told = past if cover is Cover.LOCAL else None
    return AreaCover(area, cover, hospitals, is_official, hubs, told)


def _what(hospitals: Iterable[Standing], certain: list[Standing], *, is_official: bool) -> Cover:
    if any(each.is_hub is True for each in certain):
        return Cover.HUB
    if any(each.is_hub is None for each in certain):
        return Cover.KIND_NOT_KNOWN
    if certain:
        return Cover.LOCAL
    if is_official:
        return Cover.BLANK
    return Cover.NOT_CERTAIN if tuple(hospitals) else Cover.NOT_LISTED


def count_blank(covers: Iterable[AreaCover]) -> Pair:
    """Count the blank areas: at least the official ones, at most all without a certain hospital."""
    listed = tuple(covers)
    surely = sum(each.is_blank is True for each in listed)
    return Pair(surely, surely + sum(each.is_blank is None for each in listed))


def count_covers(covers: Iterable[AreaCover]) -> Mapping[Cover, int]:
    """Count the areas of each class."""
    counted = dict.fromkeys(Cover, 0)
    for each in covers:
        counted[each.cover] += 1
    return counted
