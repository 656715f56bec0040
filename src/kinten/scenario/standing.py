"""Hospitals as an array over areas: who is left where when some are gone, for many scenarios at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.geography.frame import Frame
from kinten.network.history import Snapshot

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Map:
    """The hospitals that stand for certain, and the areas they stand in.

    ``area_of`` gives each hospital's area as a number; ``is_hub`` marks hospitals known to be hubs.
    ``people``, ``aged_65`` and ``in_2050`` are by area; ``in_2050`` is 0 where no figure is held, and
    ``lacks_2050`` marks these areas. ``may_keep`` marks the areas where a hospital stands besides of
    which that is not certain: without the certain ones it is not known whether they are empty.
    """

    frame: Frame
    codes: tuple[str, ...]
    hospitals: tuple[str, ...]
    area_of: NDArray[np.int64]
    people: Floats
    aged_65: Floats
    in_2050: Floats
    lacks_2050: Flags
    may_keep: Flags

    def row_of(self, hospitals: Sequence[str]) -> NDArray[np.int64]:
        """Give the rows of hospitals by id; -1 for one that does not stand."""
        at = {name: row for row, name in enumerate(self.hospitals)}
        return np.array([at.get(each, -1) for each in hospitals], dtype=np.int64)

    def emptied(self, gone: Flags) -> Flags:
        """Mark the areas that lose their last certain hospital: shape (..., areas) for ``gone`` (..., hospitals)."""
        sizes = np.bincount(self.area_of, minlength=len(self.codes))
        order = np.argsort(self.area_of, kind="stable")
        starts = np.flatnonzero(np.diff(self.area_of[order], prepend=-1))
        lost = np.add.reduceat(gone[..., order], starts, axis=-1, dtype=np.int64)
        emptied = np.zeros((*gone.shape[:-1], len(self.codes)), dtype=bool)
        with_hospitals = self.area_of[order][starts]
        emptied[..., with_hospitals] = lost == sizes[with_hospitals]
        return emptied


def draw_map(frame: Frame, snapshot: Snapshot) -> Map:
    """Lay the certain hospitals with a known area over the areas of a frame."""
    codes = tuple(frame.areas)
    number = {code: place for place, code in enumerate(codes)}
    standing = [
        each for each in snapshot.standings if each.is_certain and each.hospital.area in number
    ]
    open_areas = {each.hospital.area for each in snapshot.standings if not each.is_certain}
    people = [area.people for area in frame.areas.values()]
    return Map(
        frame,
        codes,
        tuple(each.hospital.id for each in standing),
        np.array([number[each.hospital.area] for each in standing], dtype=np.int64),
        np.array([each.now or 0 for each in people], dtype=np.float64),
        np.array([each.aged_65 or 0 for each in people], dtype=np.float64),
        np.array([each.in_2050 or 0 for each in people], dtype=np.float64),
        np.array([each.in_2050 is None for each in people]),
        np.array([code in open_areas for code in codes]),
    )
