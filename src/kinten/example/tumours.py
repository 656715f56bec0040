"""What made-up tumours can be: sites, histologies and courses, typed by hand for examples only.

The weights of ``tumours.csv`` and ``courses.csv`` are made up so that records look likely. They are no
statistics of any registry: only how many tumours of a category there are, by sex, age and year, follows
the national counts.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from kinten.example.wheel import Floats

EXTENTS = (400, 410, 420, 430, 440, 499, 777)
TREATMENTS = (
    "surgery",
    "scopic",
    "endoscopic",
    "radiotherapy",
    "chemotherapy",
    "hormone_therapy",
    "other_therapy",
)
OLDEST = 110
_HISTOLOGY = re.compile(
    r"(?P<code>\d{4}):(?P<weight>\d+)(?:=(?P<grades>\d+))?(?:!(?P<site>C\d+))?"
    r"(?:@(?P<low>\d*)-(?P<high>\d*))?"
)
_TILTS = 5
_BORDERS = (15, 40, 65, 80)
"""Ages from which the next of the five tilts holds."""


@dataclass(frozen=True, slots=True)
class Histology:
    """A histology of a category: its grades to choose from, the site it keeps to, its ages (both within)."""

    code: int
    weight: int
    grades: tuple[int, ...]
    site: str
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the national counts (ICD-10) as tumours of ICD-O.

    ``group`` is the site of the counts by age that it belongs to, ``tilts`` how much more common it is
    than its group at 0-14, 15-39, 40-64, 65-79 and from 80.
    """

    name: str
    group: str
    course: str
    tilts: tuple[float, ...]
    topographies: tuple[tuple[str, int], ...]
    histologies: tuple[Histology, ...]

    @property
    def behaviour(self) -> int:
        """The behaviour of all its tumours."""
        if self.name.startswith("D0"):
            return 2
        if self.name.startswith("D3"):
            return 0
        return 1 if self.name[:3] in {"D42", "D43", "D44"} else 3

    def tilt(self, age: int) -> float:
        """Give its tilt at an age; zero where it has no histology."""
        if not any(each.low <= age <= each.high for each in self.histologies):
            return 0.0
        return self.tilts[sum(age >= border for border in _BORDERS)]


@dataclass(frozen=True, slots=True)
class Courses:
    """Extents, survival and treatments, each by course and by extent in the order of ``EXTENTS``.

    ``shares`` and ``five_years`` have the shape (courses, extents), ``treated`` (courses, extents,
    treatments). ``unseen`` is the chance that no microscope was used.
    """

    names: tuple[str, ...]
    shares: Floats
    five_years: Floats
    treated: Floats
    unseen: Floats


def read_categories() -> tuple[Category, ...]:
    """Read the categories."""
    return tuple(
        Category(
            row["category"],
            row["group"],
            row["course"],
            tuple(float(each) for each in row["ages"].split(";"))
            if row["ages"]
            else (1.0,) * _TILTS,
            tuple(_weighed(row["topographies"])),
            tuple(_histologies(row["histologies"])),
        )
        for row in _rows("tumours.csv")
    )


def read_courses() -> Courses:
    """Read the courses."""
    rows = tuple(_rows("courses.csv"))
    names = tuple(dict.fromkeys(row["course"] for row in rows))
    shape = (len(names), len(EXTENTS))
    shares, five_years, unseen = np.zeros(shape), np.ones(shape), np.zeros(shape)
    treated = np.zeros((*shape, len(TREATMENTS)))
    for row in rows:
        at = names.index(row["course"]), EXTENTS.index(int(row["extent"]))
        shares[at] = float(row["share"])
        five_years[at] = float(row["five_years"])
        unseen[at] = float(row["unseen"])
        treated[at] = [float(row[name]) for name in TREATMENTS]
    return Courses(names, shares, five_years, treated, unseen)


def _weighed(text: str) -> Iterator[tuple[str, int]]:
    for part in text.split():
        code, weight = part.split(":")
        yield code, int(weight)


def _histologies(text: str) -> Iterator[Histology]:
    for part in text.split():
        found = _HISTOLOGY.fullmatch(part)
        if found is None:
            raise ValueError(part)
        yield Histology(
            int(found["code"]),
            int(found["weight"]),
            tuple(int(each) for each in found["grades"] or "9"),
            found["site"] or "C",
            int(found["low"] or 0),
            int(found["high"] or OLDEST),
        )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("kinten.example").joinpath(name).open(encoding="utf-8") as text:
        yield from csv.DictReader(text)
