"""Made-up records of a hospital-based registry (架空の例), any number of them, from one seed.

Patients are drawn in blocks of one size, each from its own seed, so that memory does not grow with the
records. Every record is marked as made up.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinten.example.days import written
from kinten.example.record_care import DIAGNOSED_HERE, STAGES, Care, draw_care
from kinten.example.record_faults import UNLISTED_SITE, Change, inject_faults
from kinten.example.record_places import find_places
from kinten.example.record_tumours import Deck, Patients, Tumours, draw_patients
from kinten.example.wheel import EMPTY, Flags, Floats, Ints
from kinten.registry.records import UNKNOWN_DAY

BLOCK = 65_536
"""Patients of a block."""
MOST = 10_000_000
MARK = "synthetic"
_CLEAN, _FAULTY = 0, 1
_LATE_CLASSES = (40, 80)
_UNTOLD_BIRTH, _UNTOLD_DAY = 0.004, 0.03
"""Chances that a birth, or a diagnosis elsewhere, is not known to the day."""
_MONTH_TOO = 0.3


@dataclass(frozen=True, slots=True)
class RecordsAsked:
    """How many records, from which seed, of which years and hospitals, and the share with a fault."""

    rows: int
    seed: int
    years: tuple[int, ...]
    hospitals: tuple[str, ...] = ()
    errors: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """Records as columns of numbers, empty as ``EMPTY``, and the faults put into them.

    ``topography``, ``hospital`` and ``stage`` are places in lists, ``patient_id`` is a number. Rows of
    changes are counted within the block; ``first_row`` is the place of its first record, from 1.
    """

    first_row: int
    columns: dict[str, Ints]
    changes: tuple[Change, ...]


class Records:
    """The records asked for, block by block; the same however often they are asked for."""

    def __init__(self, asked: RecordsAsked) -> None:
        """Prepare; FaultError for years or hospitals that are not there."""
        self.asked = asked
        self._deck = Deck(asked.years, find_places(asked.years, asked.hospitals))
        self.texts: Mapping[str, Sequence[str]] = {
            "topography": (*self._deck.topographies, UNLISTED_SITE),
            "hospital": self._deck.places.hospitals,
            "stage": STAGES,
        }

    def blocks(self) -> Iterator[Block]:
        """Give blocks until all records are there."""
        done, number = 0, 0
        while done < self.asked.rows:
            columns = self._draw(number, self.asked.rows - done)
            changes: tuple[Change, ...] = ()
            if self.asked.errors > 0:
                chance = np.random.default_rng([self.asked.seed, number, _FAULTY])
                changes = inject_faults(columns, self.texts, self.asked.errors, chance, done + 1)
            yield Block(done + 1, columns, changes)
            done += len(columns["patient_id"])
            number += 1

    def _draw(self, number: int, most: int) -> dict[str, Ints]:
        """Draw a block in the order of its records: mixed, and no patient in part."""
        chance = np.random.default_rng([self.asked.seed, number, _CLEAN])
        patients, tumours = draw_patients(self._deck, chance, BLOCK)
        care = draw_care(self._deck, chance, patients, tumours)
        columns = _columns(self._deck, chance, patients, tumours, care)
        of = tumours.of[care.of]
        columns["patient_id"] = of + np.int32(number * BLOCK + 1)
        order = chance.permutation(len(of))
        order = order[_whole_patients(of, most)[order]]
        return {name: column[order] for name, column in columns.items()}


def _whole_patients(of: Ints, most: int) -> Flags:
    """Tell which records are kept so that no more than ``most`` are, and all or none of a patient."""
    counts = np.bincount(of, minlength=BLOCK)
    ends = np.cumsum(counts)
    kept = ends <= most
    lacking = most - int(counts[kept].sum())
    alone = np.flatnonzero(~kept & (counts == 1))
    kept[alone[:lacking]] = True
    return kept[of]


def _columns(
    deck: Deck, chance: np.random.Generator, patients: Patients, tumours: Tumours, care: Care
) -> dict[str, Ints]:
    """Give the items of all records of a block."""
    of, items = care.of, care.items
    person = tumours.of[of]
    homes = deck.places.homes[patients.home]
    dates = _dates(chance, patients, tumours, care)
    return {
        "tumour_sequence": tumours.sequence[of],
        "sex": patients.sex[person],
        **dates,
        "residence_prefecture": deck.places.prefectures[patients.home][person],
        "residence": np.where(homes == 0, EMPTY, homes)[person],
        "topography": tumours.topography[of],
        "morphology": tumours.morphology[of],
        "behaviour": tumours.behaviour[of],
        "grade": tumours.grade[of],
        "basis": tumours.basis[of],
        **items,
        "hospital": care.hospital,
        "status": patients.status[person],
    }


def _dates(
    chance: np.random.Generator, patients: Patients, tumours: Tumours, care: Care
) -> dict[str, Ints]:
    """Give the dates: what one facility does not know of another's to the day is left open."""
    of, case_class = care.of, care.items["case_class"]
    person = tumours.of[of]
    here = np.isin(case_class, DIAGNOSED_HERE)
    day, ends = tumours.day[of], patients.ends[person]
    waited = chance.random(len(of))
    visit = np.where(here, day - waited * 45, day + 3 + waited * 50)
    late = np.isin(case_class, _LATE_CLASSES)
    visit = np.minimum(np.where(late, day + 30 + waited * 500, visit).astype(np.int32), ends)
    size = len(tumours.of)
    elsewhere = ~here[:size]
    diagnosed = _left_open(
        written(tumours.day),
        elsewhere & (chance.random(size) < _UNTOLD_DAY),
        chance.random(size),
    )[of]
    people = len(patients.sex)
    birth = _left_open(
        written(patients.birth), chance.random(people) < _UNTOLD_BIRTH, chance.random(people)
    )
    birth = np.where(patients.has_birth, birth, UNKNOWN_DAY).astype(np.int32)
    last = written(ends)
    status = patients.status[person]
    return {
        "birth_date": birth[person],
        "first_visit_date": written(visit),
        "other_diagnosis_date": np.where(here, EMPTY, diagnosed),
        "own_diagnosis_date": np.where(here, diagnosed, EMPTY),
        "diagnosis_date": diagnosed,
        "follow_up_date": np.where(status == 9, EMPTY, last),
        "death_date": np.where(status == 1, last, EMPTY),
    }


def _left_open(ymd: Ints, is_open: Flags, chances: Floats) -> Ints:
    """Leave the day, or month and day, of some dates open."""
    day = ymd // 100 * 100 + 99
    month = ymd // 10000 * 10000 + 9999
    return np.where(is_open, np.where(chances < _MONTH_TOO, month, day), ymd).astype(np.int32)
