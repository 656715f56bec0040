"""The kinds of faults: which records can have one, and what it changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kinten.example.days import numbered, written
from kinten.example.record_care import MARROW, NOT_OPERATED
from kinten.example.wheel import EMPTY, Flags, Ints

Columns = dict[str, Ints]
Given = Ints | tuple[str, ...]
"""What cells become: numbers, or texts that no reader can read."""
UNLISTED_SITE = "C829"
_UNLISTED_CODES = {
    "sex": 5, "basis": 8, "laterality": 6, "case_class": 25, "referral": 50, "detection": 7,
    "surgical_extent": 5, "extent_before": 415, "residence_prefecture": 55,
}  # fmt: skip
_UNREADABLE = ("不詳", "男性", "?", "ー", "1か2")
_NOT_HERE = (1, 4, 8)
_OPERATIONS = ("surgery", "scopic", "endoscopic")
_TOLD_UNSEEN = ((8000, 8000), (8150, 8154), (8170, 8170), (8270, 8281), (8720, 8720), (8800, 8800),
                (8960, 8960), (9050, 9050), (9100, 9100), (9140, 9140), (9350, 9350), (9380, 9380),
                (9384, 9384), (9500, 9500), (9510, 9510), (9530, 9539), (9590, 9590), (9732, 9732),
                (9761, 9761), (9800, 9800))  # fmt: skip
_LIVER, _BRAIN = 8170, 9440
_MYELOMA = 9732
_YOUNG = 10
_DAYS = 300
_NEVER_BLANK = ("sex", "morphology", "behaviour")


class Known:
    """The columns of a block before any fault, with what several kinds ask of them."""

    def __init__(self, columns: Mapping[str, Ints], texts: Mapping[str, Sequence[str]]) -> None:
        """Copy the columns, so that one fault does not meet another."""
        self.columns = {name: column.copy() for name, column in columns.items()}
        self.sites = texts["topography"]
        patients, place = np.unique(columns["patient_id"], return_inverse=True)
        self.is_alone: Flags = np.bincount(place, minlength=len(patients))[place] == 1

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]

    def at(self, *prefixes: str) -> Flags:
        """Tell which records are at sites that begin so."""
        found = np.array([site.startswith(prefixes) for site in self.sites])
        return found[self["topography"]]

    def is_whole(self, *names: str) -> Flags:
        """Tell which records have all these dates, known to the day."""
        return np.all([(self[name] != EMPTY) & (self[name] % 100 != 99) for name in names], axis=0)

    @property
    def operated(self) -> Flags:
        """Which records have an operation of their own."""
        return np.any([self[name] == 1 for name in _OPERATIONS], axis=0)


@dataclass(frozen=True, slots=True)
class Hit:
    """The records that get one kind of fault."""

    known: Known
    rows: Ints
    chance: np.random.Generator

    def was(self, name: str) -> Ints:
        """Give their cells of an item."""
        return self.known[name][self.rows]

    def pick(self, size: int) -> Ints:
        """Give each a number below ``size``."""
        return (self.chance.random(len(self.rows)) * size).astype(np.int32)

    def same(self, value: int) -> Ints:
        """Give each the same cell."""
        return np.full(len(self.rows), value, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class FaultKind:
    """A kind: its name, which records it fits, and the cells it gives to some of them."""

    name: str
    fits: Callable[[Known], Flags]
    change: Callable[[Hit], Mapping[str, Given]]


def _every(known: Known) -> Flags:
    return np.ones(len(known["sex"]), dtype=bool)


def _unknown_code(hit: Hit) -> Mapping[str, Given]:
    names = tuple(_UNLISTED_CODES)
    picked = hit.pick(len(names))
    return {
        name: np.where(picked == place, _UNLISTED_CODES[name], hit.was(name)).astype(np.int32)
        for place, name in enumerate(names)
    }


def _missing_item(hit: Hit) -> Mapping[str, Given]:
    picked = hit.pick(len(_NEVER_BLANK))
    return {
        name: np.where(picked == place, EMPTY, hit.was(name)).astype(np.int32)
        for place, name in enumerate(_NEVER_BLANK)
    }


def _unreadable_code(hit: Hit) -> Mapping[str, Given]:
    drawn = hit.pick(len(_UNREADABLE))
    return {"basis": tuple(_UNREADABLE[each] for each in drawn)}


def _impossible_date(hit: Hit) -> Mapping[str, Given]:
    years = hit.was("diagnosis_date") // 10000
    ends = ("02-30", "13-01", "04-31", "00-15")
    drawn = hit.pick(len(ends))
    return {
        "diagnosis_date": tuple(
            f"{year}-{ends[each]}" for year, each in zip(years, drawn, strict=True)
        )
    }


def _late_birth(hit: Hit) -> Mapping[str, Given]:
    day = numbered(hit.was("diagnosis_date"))
    return {"birth_date": written(day + 1 + hit.pick(_DAYS))}


def _early(item: str) -> Callable[[Hit], Mapping[str, Given]]:
    """Put a date before the diagnosis."""

    def change(hit: Hit) -> Mapping[str, Given]:
        day = numbered(hit.was("diagnosis_date"))
        return {item: written(day - 1 - hit.pick(_DAYS))}

    return change


def _too_young(hit: Hit) -> Mapping[str, Given]:
    return {"birth_date": written(numbered(hit.was("diagnosis_date") - _YOUNG * 10000))}


def _swapped_dates(hit: Hit) -> Mapping[str, Given]:
    return {
        "birth_date": hit.was("diagnosis_date"),
        "diagnosis_date": hit.was("birth_date"),
    }


def _other_facility(hit: Hit) -> Mapping[str, Given]:
    facility = hit.was("treatment_facility")
    return {"treatment_facility": np.where(facility == 2, 3, 2).astype(np.int32)}


def _residual(hit: Hit) -> Mapping[str, Given]:
    return {"surgical_extent": np.where(hit.known.operated[hit.rows], 6, 1).astype(np.int32)}


def _other_site(hit: Hit) -> Mapping[str, Given]:
    is_liver = hit.known.at("C22")[hit.rows]
    return {"morphology": np.where(is_liver, _BRAIN, _LIVER).astype(np.int32)}


def _other_side(hit: Hit) -> Mapping[str, Given]:
    return {"laterality": np.where(hit.was("laterality") == 7, 1, 7).astype(np.int32)}


def _other_prefecture(hit: Hit) -> Mapping[str, Given]:
    there = hit.was("residence_prefecture")
    return {"residence_prefecture": (there % 47 + 1).astype(np.int32)}


def _flipped_sex(hit: Hit) -> Mapping[str, Given]:
    return {"sex": (3 - hit.was("sex")).astype(np.int32)}


def _fixed(
    **cells: int,
) -> Callable[[Hit], Mapping[str, Given]]:
    """Give the same cells to every record."""

    def change(hit: Hit) -> Mapping[str, Given]:
        return {item: hit.same(value) for item, value in cells.items()}

    return change


def _is_leukaemia(known: Known) -> Flags:
    code = known["morphology"]
    return ((code >= 9800) & (code < 9950)) | (code == _MYELOMA)


def _needs_microscope(known: Known) -> Flags:
    code = known["morphology"]
    told = np.any([(code >= low) & (code <= high) for low, high in _TOLD_UNSEEN], axis=0)
    return ~told & np.isin(known["basis"], (5, 6, 7))


def _clear_side(known: Known) -> Flags:
    """Tell which records are at organs of which nobody doubts how many sides they have."""
    two = known.at("C34", "C50", "C56", "C62", "C64", "C65", "C66") & (known["laterality"] < 3)
    one = known.at("C16", "C18", "C22", "C25", "C53", "C61", "C67", "C73")
    return (two | one) & (known["morphology"] < 9590)


_SEX_SITES = ("C51", "C52", "C53", "C54", "C55", "C56", "C57", "C58", "C60", "C61", "C62", "C63")
_CNS = ("C70", "C71", "C72", "C751", "C752", "C753")
_WHOLE = ("birth_date", "diagnosis_date")

KINDS: tuple[FaultKind, ...] = (
    FaultKind("sex_site", lambda known: known.at(*_SEX_SITES), _flipped_sex),
    FaultKind("unknown_code", _every, _unknown_code),
    FaultKind("unreadable_code", _every, _unreadable_code),
    FaultKind(
        "unknown_site",
        _every,
        lambda hit: {"topography": hit.same(len(hit.known.sites) - 1)},
    ),
    FaultKind("unknown_histology", _every, _fixed(morphology=7999)),
    FaultKind("missing_item", _every, _missing_item),
    FaultKind("impossible_date", _every, _impossible_date),
    FaultKind("birth_after_diagnosis", lambda known: known.is_whole("diagnosis_date"), _late_birth),
    FaultKind("swapped_dates", lambda known: known.is_whole(*_WHOLE), _swapped_dates),
    FaultKind(
        "death_before_diagnosis",
        lambda known: known.is_whole("diagnosis_date", "death_date"),
        _early("death_date"),
    ),
    FaultKind(
        "follow_up_before_diagnosis",
        lambda known: known.is_whole("diagnosis_date", "follow_up_date") & (known["status"] == 0),
        _early("follow_up_date"),
    ),
    FaultKind("alive_with_death_date", lambda known: known["status"] == 1, _fixed(status=0)),
    FaultKind(
        "age_site",
        lambda known: (
            known.is_whole(*_WHOLE)
            & (known.at("C15", "C53", "C54") | (known.at("C61") & (known["morphology"] == 8140)))
        ),
        _too_young,
    ),
    FaultKind(
        "extent_not_operated",
        lambda known: (known["extent_after"] == NOT_OPERATED) & ~known.operated,
        _fixed(extent_after=410),
    ),
    FaultKind(
        "extent_of_marrow",
        lambda known: known.at(*MARROW) & ~known.operated,
        _fixed(extent_after=NOT_OPERATED),
    ),
    FaultKind(
        "extent_of_leukaemia",
        lambda known: known.at("C421") & _is_leukaemia(known),
        _fixed(extent_before=410),
    ),
    FaultKind(
        "extent_of_unknown_primary", lambda known: known.at("C809"), _fixed(extent_before=410)
    ),
    FaultKind(
        "treatment_not_here",
        lambda known: np.isin(known["treatment_facility"], _NOT_HERE),
        _fixed(chemotherapy=1),
    ),
    FaultKind(
        "case_class_facility",
        lambda known: np.isin(known["case_class"], (20, 21, 30, 31)),
        _other_facility,
    ),
    FaultKind("residual_tumour", lambda known: known["surgical_extent"] != 9, _residual),
    FaultKind("grade_behaviour", lambda known: known["behaviour"] != 3, _fixed(grade=2)),
    FaultKind("basis_histology", _needs_microscope, _fixed(basis=1)),
    FaultKind(
        "site_histology",
        lambda known: (
            (known["morphology"] < 9590) & (known["behaviour"] == 3) & (known["grade"] != 4)
        ),
        _other_site,
    ),
    FaultKind(
        "site_behaviour",
        lambda known: (
            ~known.at(*_CNS, "C56", "C809")
            & (known["behaviour"] == 3)
            & (known["grade"] == 9)
            & (known["morphology"] < 8440)
        ),
        _fixed(behaviour=1),
    ),
    FaultKind("laterality_site", _clear_side, _other_side),
    FaultKind(
        "prefecture_municipality",
        lambda known: known["residence"] != EMPTY,
        _other_prefecture,
    ),
    FaultKind(
        "sequence_gap",
        lambda known: known.is_alone & (known["tumour_sequence"] == 1),
        _fixed(tumour_sequence=3),
    ),
)
