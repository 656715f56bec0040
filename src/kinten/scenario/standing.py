"""Hospitals as an array over areas: who is left where when some are gone, for many scenarios at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kinten.geography.frame import Frame
from kinten.network.history import Snapshot, Standing

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Map:
    """The hospitals of the day, and the areas they stand in.

    ``area_of`` gives each hospital's area as a number; ``is_certain`` marks those that stand for
    certain. ``people``, ``aged_65`` and ``in_2050`` are by area; ``in_2050`` is 0 where no figure is
    held, and ``lacks_2050`` marks these areas. ``may_empty`` marks the areas that can lose their last
    hospital: one stands there for certain, and no other is opened there; ``may_lose_hub`` those where no
    hub is opened. ``is_hub`` marks the hospitals that are hubs for certain, ``may_be_hub`` those whose
    kind does not rule it out.
    """

    frame: Frame
    codes: tuple[str, ...]
    hospitals: tuple[str, ...]
    area_of: NDArray[np.int64]
    is_certain: Flags
    people: Floats
    aged_65: Floats
    in_2050: Floats
    lacks_2050: Flags
    may_empty: Flags
    is_hub: Flags
    may_be_hub: Flags
    may_lose_hub: Flags

    def row_of(self, hospitals: Sequence[str]) -> NDArray[np.int64]:
        """Give the rows of hospitals by id; -1 for one that does not stand in a known area."""
        at = {name: row for row, name in enumerate(self.hospitals)}
        return np.array([at.get(each, -1) for each in hospitals], dtype=np.int64)

    def emptied(self, gone: Flags, *, for_certain: bool = False) -> Flags:
        """Mark the areas that lose their last hospital or their last hub.

        Shape (..., areas) for ``gone`` (..., hospitals). A hospital of which it is not certain that it
        stands keeps nobody's area, and one of unknown kind is no hub that stays, unless what is asked
        for is certain.
        """
        emptied = np.zeros((*gone.shape[:-1], len(self.codes)), dtype=bool)
        if not self.hospitals:
            return emptied
        order = np.argsort(self.area_of, kind="stable")
        starts = np.flatnonzero(np.diff(self.area_of[order], prepend=-1))
        areas = self.area_of[order][starts]
        in_order = gone[..., order]
        stands, hub, perhaps = (
            flags[order]
            for flags in (self.is_certain, self.is_certain & self.is_hub, self.may_be_hub)
        )
        leaving, keeping = (hub, perhaps) if for_certain else (stands & perhaps, hub)
        left = in_order if for_certain else in_order | ~stands
        nobody = np.logical_and.reduceat(left, starts, axis=-1)
        leaves = np.logical_or.reduceat(in_order & leaving, starts, axis=-1)
        no_hub = np.logical_and.reduceat(in_order | ~keeping, starts, axis=-1)
        loses_hub = leaves & no_hub & self.may_lose_hub[areas]
        emptied[..., areas] = (nobody & self.may_empty[areas]) | loses_hub
        return emptied


def draw_map(frame: Frame, snapshot: Snapshot, opening: Iterable[Standing] = ()) -> Map:
    """Lay the hospitals with a known area over the areas of a frame."""
    codes = tuple(frame.areas)
    number = {code: place for place, code in enumerate(codes)}
    standing = [each for each in snapshot.standings if each.hospital.area in number]
    covered = {each.hospital.area for each in standing if each.is_certain}
    new = [each for each in opening if each.is_certain]
    covered -= {each.hospital.area for each in new}
    with_hub = {each.hospital.area for each in new if each.is_hub}
    people = [area.people for area in frame.areas.values()]
    return Map(
        frame,
        codes,
        tuple(each.hospital.id for each in standing),
        np.array([number[each.hospital.area] for each in standing], dtype=np.int64),
        np.array([each.is_certain for each in standing], dtype=bool),
        np.array([each.now or 0 for each in people], dtype=np.float64),
        np.array([each.aged_65 or 0 for each in people], dtype=np.float64),
        np.array([each.in_2050 or 0 for each in people], dtype=np.float64),
        np.array([each.in_2050 is None for each in people]),
        np.array([code in covered for code in codes]),
        np.array([each.is_hub is True for each in standing], dtype=bool),
        np.array([each.is_hub is not False for each in standing], dtype=bool),
        np.array([code not in with_hub for code in codes]),
    )
