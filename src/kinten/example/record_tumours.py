"""Made-up patients and their tumours: who, when, which, and how far; before any hospital."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kinten.example.days import day_number, numbered, written
from kinten.example.incidence import BANDS, SEXES, count_tumours
from kinten.example.record_places import Places
from kinten.example.tumours import EXTENTS, OLDEST, Category, Courses, read_categories, read_courses
from kinten.example.wheel import Flags, Floats, Ints, Wheel, draw_one, one_wheel

SECOND_TUMOUR = 0.05
"""Chance that a patient has a second tumour."""
_FOLLOWED_BY = 1
"""Follow-up closes at the end of so many years after the last year of diagnosis."""
_LOST, _NEVER_TOLD = 0.06, 0.01
_YEAR_DAYS = 365.25
_BAND_YEARS = 5
_OPEN_BAND, _NO_BAND = len(BANDS) - 2, len(BANDS) - 1
_NO_MICROSCOPE = (2, 2, 2, 2, 2, 2, 2, 4, 1, 9)
_SEEN_ALONE = ((8000, 8000), (8170, 8170), (8270, 8281), (8720, 8720), (9050, 9050), (9140, 9140),
               (9350, 9350), (9380, 9380), (9510, 9510), (9530, 9539))  # fmt: skip
"""Histologies that can be told without a microscope (IARC Technical Report 42)."""
_BLOOD = ("leukaemia", "myeloma", "lymphoma")
NO_PRIMARY_SITE = "C809"


@dataclass(frozen=True, slots=True)
class Patients:
    """Made-up patients; days are numbers. ``ends`` is death or the last contact, ``status`` 0, 1 or 9."""

    sex: Ints
    birth: Ints
    has_birth: Flags
    home: Ints
    ends: Ints
    status: Ints


@dataclass(frozen=True, slots=True)
class Tumours:
    """Made-up tumours, each of a patient (``of``); places of lists where texts are meant.

    ``extent`` and ``course`` are places in ``EXTENTS`` and in the courses.
    """

    of: Ints
    sequence: Ints
    day: Ints
    year: Ints
    category: Ints
    course: Ints
    topography: Ints
    morphology: Ints
    behaviour: Ints
    grade: Ints
    basis: Ints
    extent: Ints


class Deck:
    """Everything that patients and tumours are drawn from, prepared once."""

    def __init__(self, years: Sequence[int], places: Places) -> None:
        """Prepare for some years of diagnosis."""
        self.years = tuple(years)
        self.places = places
        self.categories: tuple[Category, ...] = read_categories()
        self.courses: Courses = read_courses()
        self.topographies = tuple(
            dict.fromkeys(code for each in self.categories for code, _ in each.topographies)
        )
        counts = count_tumours(self.categories, years)
        counts *= (places.is_open.sum(axis=1) > 0)[:, None, None, None]
        of_cells = counts.sum(axis=3)
        self.cells = one_wheel(of_cells.ravel())
        self.of_years = one_wheel(of_cells.sum(axis=(1, 2)))
        self.of_cell = Wheel(counts.reshape(-1, len(self.categories)))
        self.starts = np.array([day_number(year, 1, 1) for year in years], np.int32)
        self.lengths = np.array(
            [day_number(year + 1, 1, 1) - day_number(year, 1, 1) for year in years], np.int32
        )
        self.closing = day_number(years[-1] + _FOLLOWED_BY, 12, 31)
        self.extents = Wheel(self.courses.shares)
        self.category_course = np.array(
            [self.courses.names.index(each.course) for each in self.categories], np.int32
        )
        self.category_behaviour = np.array([each.behaviour for each in self.categories], np.int32)
        self.is_blood = np.array([name in _BLOOD for name in self.courses.names])
        self._prepare_histologies()

    def _prepare_histologies(self) -> None:
        """Make the wheels of histologies (by category and age) and of their sites and grades."""
        most = max(len(each.histologies) for each in self.categories)
        by_age = np.zeros((len(self.categories), OLDEST + 1, most))
        sites: list[Floats] = []
        grades: list[Floats] = []
        codes: list[int] = []
        self.first_histology = np.zeros(len(self.categories), dtype=np.int32)
        for place, category in enumerate(self.categories):
            self.first_histology[place] = len(codes)
            for at, each in enumerate(category.histologies):
                by_age[place, each.low : each.high + 1, at] = each.weight
                row = np.zeros(len(self.topographies))
                for code, weight in category.topographies:
                    if code.startswith(each.site):
                        row[self.topographies.index(code)] = weight
                sites.append(row)
                grades.append(_even_grades(each.grades, category.behaviour))
                codes.append(each.code)
        empty = by_age.sum(axis=2) == 0
        by_age[empty] = by_age.max(axis=1)[np.nonzero(empty)[0]]
        self.histologies = Wheel(by_age.reshape(-1, most))
        self.sites = Wheel(np.array(sites))
        self.grades = Wheel(np.array(grades))
        self.histology_codes = np.array(codes, dtype=np.int32)


_UNKNOWN_GRADE = 9
_GRADE_UNTOLD = 0.12


def _even_grades(grades: tuple[int, ...], behaviour: int) -> Floats:
    row = np.zeros(_UNKNOWN_GRADE + 1)
    if behaviour == 3:
        row[list(grades)] = 1 / len(grades)
        if min(grades) < 5 and len(grades) > 1:
            row *= 1 - _GRADE_UNTOLD
            row[_UNKNOWN_GRADE] += _GRADE_UNTOLD
    else:
        row[_UNKNOWN_GRADE] = 1
    return row


def draw_patients(deck: Deck, chance: np.random.Generator, size: int) -> tuple[Patients, Tumours]:
    """Draw patients and all their tumours."""
    cell = draw_one(deck.cells, chance.random(size))
    band = cell % len(BANDS)
    sex = cell // len(BANDS) % len(SEXES)
    year = cell // (len(BANDS) * len(SEXES))
    day = _day_in(deck, year, chance.random(size))
    age = _age_in(band, chance.random(size))
    anniversary = written(day) - age * 10000
    birth = numbered(anniversary) - (chance.random(size) * 365).astype(np.int32)
    home = deck.places.residence.draw(cell, chance.random(size))
    second = np.flatnonzero(chance.random(size) < SECOND_TUMOUR).astype(np.int32)
    other_year = draw_one(deck.of_years, chance.random(len(second)))
    other_day = np.maximum(_day_in(deck, other_year, chance.random(len(second))), birth[second])
    other_year = (written(other_day) // 10000 - deck.years[0]).astype(np.int32)
    other_age = np.minimum((written(other_day) - written(birth[second])) // 10000, OLDEST)
    other_band = np.where(
        band[second] == _NO_BAND, _NO_BAND, np.minimum(other_age // _BAND_YEARS, _OPEN_BAND)
    )
    other_cell = (other_year * len(SEXES) + sex[second]) * len(BANDS) + other_band
    is_before = other_day < day[second]
    sequence = np.ones(size, dtype=np.int32)
    sequence[second[is_before]] = 2
    of = np.concatenate([np.arange(size, dtype=np.int32), second])
    tumours = _draw_tumours(
        deck,
        chance,
        of,
        np.concatenate([sequence, np.where(is_before, 1, 2).astype(np.int32)]),
        np.concatenate([day, other_day]),
        np.concatenate([year, other_year]),
        np.concatenate([cell, other_cell.astype(np.int32)]),
        np.minimum(np.concatenate([age, other_age]), OLDEST),
    )
    ends, status = _follow(deck, chance, tumours, size, age, sex)
    return Patients(sex + 1, birth, band != _NO_BAND, home, ends, status), tumours


def _day_in(deck: Deck, year: Ints, chances: Floats) -> Ints:
    return deck.starts[year] + (chances * deck.lengths[year]).astype(np.int32)


def _age_in(band: Ints, chances: Floats) -> Ints:
    """Give an age within a band, all alike; over 100 fewer and fewer, of unknown age like the old."""
    even = band * _BAND_YEARS + (chances * _BAND_YEARS).astype(np.int32)
    over = 100 + np.minimum(-np.log1p(-chances) * 1.4, 8).astype(np.int32)
    unknown = 60 + (chances * 30).astype(np.int32)
    return np.where(band == _OPEN_BAND, over, np.where(band == _NO_BAND, unknown, even)).astype(
        np.int32
    )


def _draw_tumours(
    deck: Deck,
    chance: np.random.Generator,
    of: Ints,
    sequence: Ints,
    day: Ints,
    year: Ints,
    cell: Ints,
    age: Ints,
) -> Tumours:
    """Draw what the tumours are."""
    size = len(of)
    category = deck.of_cell.draw(cell, chance.random(size))
    course = deck.category_course[category]
    extent = deck.extents.draw(course, chance.random(size))
    at = deck.histologies.draw(category * (OLDEST + 1) + age, chance.random(size))
    histology = deck.first_histology[category] + at
    topography = deck.sites.draw(histology, chance.random(size))
    behaviour = deck.category_behaviour[category]
    code = deck.histology_codes[histology]
    grade = deck.grades.draw(histology, chance.random(size))
    is_unseen = (
        (chance.random(size) < deck.courses.unseen[course, extent])
        & (behaviour != 2)
        & ~deck.is_blood[course]
    )
    told = np.zeros(size, dtype=bool)
    for low, high in _SEEN_ALONE:
        told |= (code >= low) & (code <= high)
    code = np.where(is_unseen & ~told, 8000, code)
    grade = np.where(is_unseen, _UNKNOWN_GRADE, grade)
    kind = chance.random(size)
    basis = np.where(kind < 0.05, 5, 7)
    is_distant = np.isin(np.array(EXTENTS)[extent], (440, 499))
    basis = np.where(is_distant & (kind > 0.85) & (behaviour == 3), 6, basis)
    no_site = deck.topographies.index(NO_PRIMARY_SITE)
    basis = np.where((topography == no_site) & (basis == 7), 6, basis)
    unseen = np.array(_NO_MICROSCOPE)[(kind * len(_NO_MICROSCOPE)).astype(np.int32)]
    basis = np.where(is_unseen, unseen, basis)
    return Tumours(
        of,
        sequence,
        day,
        year,
        category,
        course,
        topography,
        code.astype(np.int32),
        behaviour,
        grade.astype(np.int32),
        basis.astype(np.int32),
        extent,
    )


def _follow(
    deck: Deck, chance: np.random.Generator, tumours: Tumours, size: int, age: Ints, sex: Ints
) -> tuple[Ints, Ints]:
    """Give when each patient dies or was last seen, and the status; the worst tumour decides."""
    excess = -np.log(deck.courses.five_years[tumours.course, tumours.extent]) / 5
    hazard, start = excess[:size].copy(), tumours.day[:size].copy()
    of, more = tumours.of[size:], slice(size, None)
    hazard[of] = np.maximum(hazard[of], excess[more])
    start[of] = np.maximum(start[of], tumours.day[more])
    hazard *= np.exp(0.02 * (age - 65))
    hazard += np.where(sex == 0, 2.4e-5, 1.3e-5) * np.exp(0.1 * age)
    lived = np.ceil(-np.log1p(-chance.random(size)) / hazard * _YEAR_DAYS)
    death = start + np.minimum(lived, 60 * _YEAR_DAYS).astype(np.int32)
    last = np.minimum(death, deck.closing)
    kind = chance.random(size)
    part = chance.random(size)
    seen = last - (part * 120).astype(np.int32)
    lost = kind < _LOST
    seen = np.where(lost, start + (part * (last - start)).astype(np.int32), seen)
    is_dead = (death <= deck.closing) & ~lost
    status = np.where(is_dead, 1, np.where(kind > 1 - _NEVER_TOLD, 9, 0)).astype(np.int32)
    ends = np.where(is_dead, death, np.maximum(seen, start))
    return ends.astype(np.int32), status
