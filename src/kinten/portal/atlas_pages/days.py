"""What stands in every area on a day; kept until something else of the network is recorded."""

from datetime import date
from functools import lru_cache

from kinten.desk.atlas import Atlas
from kinten.desk.networking import View, view_network
from kinten.geography.area import Layer
from kinten.geography.frame import frame_on
from kinten.geography.loading import FRAME_2020, FRAME_2024
from kinten.geography.succession import Succession, successions
from kinten.portal.places.reading import current_atlas, newest_row
from kinten.vocabulary.wording import FaultError

APRIL = 4
"""Designations and the areas of a planning period begin on the first of April."""


def view_day(
    day: date, recorded_by: date | None = None, prefecture: str = "", frame: str = ""
) -> View:
    """Give areas and hospitals of a day, of one prefecture where it is named.

    They are told in the areas in force on the day, or in those of a ``frame``. FaultError before the
    first frame that is held.
    """
    atlas = current_atlas()
    try:
        in_force = frame_on(atlas.geography.frames.values(), day).id
    except FaultError as fault:
        raise FaultError(fault.what, f"on={day}", fault.mend) from fault
    return _view(newest_row(), day, recorded_by, prefecture, frame or in_force)


@lru_cache(maxsize=64)
def _view(newest: int, day: date, recorded_by: date | None, prefecture: str, frame: str) -> View:
    atlas = _told_in(newest, frame)
    shown = atlas.frame.in_prefecture(prefecture) if prefecture else atlas.frame.areas.values()
    return view_network(atlas, atlas.on(day, recorded_by), frozenset(each.code for each in shown))


@lru_cache(maxsize=4)
def _told_in(newest: int, frame: str) -> Atlas:  # noqa: ARG001 - the key of what is kept
    atlas = current_atlas()
    return atlas.in_force(atlas.geography.frames[frame].begins)


def medical_frames() -> dict[str, tuple[date, date | None]]:
    """Give the frames of secondary medical areas with the day each begins and the day it ends."""
    frames = current_atlas().geography.frames.values()
    return {each.id: (each.begins, each.ends) for each in frames if each.layer is Layer.MEDICAL}


def years_until(day: date) -> tuple[date, ...]:
    """Give the first of April of every year for which areas are held, up to a day."""
    first = min(begins for begins, _ in medical_frames().values())
    days = (date(year, APRIL, 1) for year in range(first.year, day.year + 1))
    return tuple(each for each in days if first <= each <= day)


@lru_cache(maxsize=1)
def area_links() -> tuple[Succession, ...]:
    """Give which area of 2018 went into which of 2024."""
    places = current_atlas().geography.municipalities.values()
    return successions(places, FRAME_2020, FRAME_2024)


def counterparts(frame: str, code: str) -> tuple[str, ...]:
    """Give the areas of the other frame that share municipalities with an area, in the order of codes."""
    links = area_links()
    found = (
        {each.before for each in links if each.after == code}
        if frame == FRAME_2024
        else {each.after for each in links if each.before == code}
    )
    return tuple(sorted(found))


def other_frame(frame: str) -> str:
    """Name the other of the two frames of medical areas."""
    return FRAME_2020 if frame == FRAME_2024 else FRAME_2024


def is_unchanged(frame: str, code: str) -> bool:
    """Whether an area is one and the same area in both frames."""
    others = counterparts(frame, code)
    return len(others) == 1 and counterparts(other_frame(frame), others[0]) == (code,)
