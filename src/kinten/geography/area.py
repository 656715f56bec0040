"""An area: a code that means something only within its frame."""

from dataclasses import dataclass
from enum import StrEnum

from kinten.vocabulary.identity import PREFECTURES
from kinten.vocabulary.wording import Words


@dataclass(frozen=True, slots=True)
class People:
    """How many live there: census 2020, residents of January 2025, the projection of 2050.

    ``None`` where no source gives the figure for this area.
    """

    census_2020: int | None = None
    now: int | None = None
    aged_65: int | None = None
    aged_75: int | None = None
    in_2050: int | None = None
    aged_65_in_2050: int | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, degrees north and east (JGD2011, taken as a sphere)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a frame. ``point`` is the population-weighted point of its municipal offices."""

    frame: str
    code: str
    prefecture: str
    name: str
    km2: float | None
    people: People
    point: Point | None = None

    @property
    def told(self) -> Words:
        """The name behind its prefecture, since names recur (西部, 県南)."""
        where = PREFECTURES[self.prefecture]
        return Words(f"{where.ja} {self.name}", f"{self.name} ({where.en})")


class Layer(StrEnum):
    """What an area is for: a secondary medical area, a cancer area, or a regional-care area."""

    MEDICAL = "medical"
    CANCER = "cancer"
    REGIONAL_CARE = "regional_care"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _LAYERS[self]


_LAYERS = {
    Layer.MEDICAL: Words("二次医療圏", "secondary medical area"),
    Layer.CANCER: Words("がん医療圏", "cancer area"),
    Layer.REGIONAL_CARE: Words("構想区域", "regional-care area"),
}
