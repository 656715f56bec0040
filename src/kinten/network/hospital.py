"""A hospital of the network: its permanent id, its names over time, its place."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kinten.geography.area import Point
from kinten.vocabulary.identity import KnownHospital
from kinten.vocabulary.wording import Words


class Certainty(StrEnum):
    """How sure it is that the hospital stands on the list it is counted to.

    One that ``LEFT`` is named by papers of the past and is on no list of the present.
    """

    LISTED = "listed"
    NAMED = "named"
    AREA_ONLY = "area_only"
    LIKELY = "likely"
    LEFT = "left"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _CERTAINTIES[self]


_CERTAINTIES = {
    Certainty.LISTED: Words("一覧に記載", "on the list"),
    Certainty.NAMED: Words("他の公表資料に名称", "named in other papers"),
    Certainty.AREA_ONLY: Words("医療圏のみ判明", "only its area is known"),
    Certainty.LIKELY: Words("推定", "likely"),
    Certainty.LEFT: Words("過去の資料にだけ名称", "named in papers of the past only"),
}


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the days it was borne; None where not known."""

    text: str
    begins: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital. ``area`` is its code in the frame of 2024, empty where its place is not known.

    ``names`` hold the present name first; a hospital of which only the area is known has none.
    """

    id: str
    names: tuple[Name, ...]
    prefecture: str
    area: str
    municipality: str = ""
    point: Point | None = None
    address: str = ""
    beds: int | None = None
    registry_id: str = ""
    certainty: Certainty = Certainty.LISTED

    @property
    def name(self) -> str:
        """The present name, or the id in brackets where no source names the hospital."""
        return self.names[0].text if self.names else f"（名称不明 {self.id}）"

    @property
    def known(self) -> tuple[KnownHospital, ...]:
        """What it can be asked for by: its id and each of its names."""
        return tuple(KnownHospital(each.text, self.id, self.prefecture) for each in self.names)
