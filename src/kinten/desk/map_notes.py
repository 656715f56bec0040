"""What has to stand with the map of a day: blank areas it cannot draw, and the frame it is drawn in."""

from dataclasses import dataclass

from kinten.desk.atlas import Atlas
from kinten.desk.cancer_areas import other_cancer_areas, tell_cancer_areas
from kinten.desk.frames import other_frame_note
from kinten.geography.frame import frame_on
from kinten.network.history import Snapshot
from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class MapNotes:
    """Short lines for the picture itself, and whole sentences beside it."""

    caption: tuple[Words, ...]
    beside: tuple[Words, ...]


def map_notes(atlas: Atlas, snapshot: Snapshot) -> MapNotes:
    """Tell of the official blank areas without a shape, and of areas that the day had and the map has not."""
    caption: list[Words] = []
    beside = list(tell_cancer_areas(atlas, snapshot, PREFECTURES))
    others = other_cancer_areas(atlas, snapshot, PREFECTURES)
    if atlas.official is not None and others:
        total, odd = len(atlas.official.areas), len(others)
        caption.append(
            Words(
                f"公表の空白{total}のうち{odd}つは二次医療圏と範囲が違い図にない",
                f"{odd} of {total} official blank areas are no secondary areas: not drawn",
            )
        )
    in_force = frame_on(atlas.geography.frames.values(), snapshot.day)
    told = other_frame_note(atlas.geography, in_force)
    if told is not None:
        beside.insert(0, told)
        caption.append(
            Words(
                f"この日の医療圏は{len(in_force)}（違いは表の注）",
                f"{len(in_force)} areas were in force (see the table)",
            )
        )
    return MapNotes(tuple(caption), tuple(beside))
