"""Made-up records of tumours: in which hospital, of which case class, and what was done there.

What is done follows the rules of the Japanese forms: no treatment where none was given, 660 or 777 without
an operation, the residual tumour only after one.
"""

from dataclasses import dataclass

import numpy as np

from kinten.example.record_tumours import Deck, Patients, Tumours
from kinten.example.tumours import EXTENTS, TREATMENTS
from kinten.example.wheel import EMPTY, Floats, Ints, draw_one, one_wheel

TWO_HOSPITALS = 0.08
"""Chance that a tumour is registered by a second hospital too."""
DIAGNOSED_HERE = (10, 20, 21)
_SINGLE = (20, 30, 10, 40, 31, 80, 21)
_SINGLE_WEIGHTS = (58, 24, 5, 6, 3, 3, 1)
_PAIRS = ((10, 30), (20, 31), (20, 40), (10, 80))
_PAIR_WEIGHTS = (55, 15, 20, 10)
_TREATMENT_FACILITY = {10: 1, 20: 2, 21: 3, 30: 2, 31: 3, 40: 4, 80: 8}
_CONTINUED = 3
_OPERATIONS = 3
"""The first so many treatments are operations."""
_IN_SITU, _LOCAL, _NODES, _ADJACENT, _UNTOLD, _NONE = 400, 410, 420, 430, 499, 777
NOT_OPERATED = 660
MARROW = ("C420", "C421")
_SCREENED = {
    "stomach": 0.25, "colon": 0.22, "lung": 0.2, "breast": 0.32, "cervix": 0.35, "prostate": 0.3,
    "in situ gut": 0.35, "in situ breast": 0.55, "in situ cervix": 0.75, "in situ lung": 0.3,
}  # fmt: skip
_SCREENED_ELSE = 0.06
_PAIRED = (
    "C07 C080 C081 C09 C300 C310 C312 C34 C384 C40 C413 C414 C441 C442 C443 C445 C446 C447 C471 C472 C491 "
    "C492 C50 C56 C570 C62 C630 C631 C64 C65 C66 C69 C74 C754"
)
_STAGES = {
    400: ("0",),
    410: ("I", "IA", "IB", "IIA"),
    420: ("IIB", "IIIA", "IIIB"),
    430: ("IIIA", "IIIB", "IIIC"),
    440: ("IV", "IVA", "IVB"),
}
_UNSTAGED = ("brain", "benign", "unknown", "leukaemia", "myeloma")
STAGES = tuple(dict.fromkeys(stage for each in _STAGES.values() for stage in each))


@dataclass(frozen=True, slots=True)
class Care:
    """One entry for each record: the tumour it is of, and the items of the hospital."""

    of: Ints
    hospital: Ints
    items: dict[str, Ints]


def is_paired(topography: str) -> bool:
    """Tell whether an organ has two sides."""
    return topography.startswith(tuple(_PAIRED.split()))


def draw_care(
    deck: Deck, chance: np.random.Generator, patients: Patients, tumours: Tumours
) -> Care:
    """Draw the records of tumours."""
    size = len(tumours.of)
    home = patients.home[tumours.of]
    base = tumours.year * deck.places.rows
    rows = base + deck.places.areas[home]
    rows = np.where(deck.places.has_hospital[rows], rows, base + deck.places.rows - 1)
    first = deck.places.hospital.draw(rows, chance.random(size))
    second = _second_hospital(deck, chance, base, home, first)
    doubled = np.flatnonzero((chance.random(size) < TWO_HOSPITALS) & (second != first)).astype(
        np.int32
    )
    pair = np.array(_PAIRS, np.int32)[
        draw_one(one_wheel(_PAIR_WEIGHTS), chance.random(len(doubled)))
    ]
    case_class = np.array(_SINGLE, np.int32)[
        draw_one(one_wheel(_SINGLE_WEIGHTS), chance.random(size))
    ]
    case_class[doubled] = pair[:, 0]
    of = np.concatenate([np.arange(size, dtype=np.int32), doubled])
    case_class = np.concatenate([case_class, pair[:, 1]])
    items = {"case_class": case_class}
    _add_ways(deck, chance, tumours.course[of], items)
    _add_treatments(deck, chance, tumours, of, items)
    _add_laterality(deck, chance, tumours, of, items)
    _add_stage(deck, chance, tumours, of, items)
    return Care(of, np.concatenate([first, second[doubled]]), items)


def _second_hospital(
    deck: Deck, chance: np.random.Generator, base: Ints, home: Ints, first: Ints
) -> Ints:
    """Draw another hospital of the area; failing that of the prefecture, then of the country."""
    places = deck.places
    found = first.copy()
    wider = (base + places.areas[home], base + places.second_rows(home), base + places.rows - 1)
    for rows in wider:
        again = np.flatnonzero(found == first)
        has_any = places.has_hospital[rows[again]]
        again, picked = again[has_any], chance.random(len(again))[has_any]
        found[again] = places.hospital.draw(rows[again], picked)
    return found


def _add_ways(
    deck: Deck, chance: np.random.Generator, course: Ints, items: dict[str, Ints]
) -> None:
    """Add where it was diagnosed and treated, how the patient came, and how it was found."""
    case_class = items["case_class"]
    size = len(case_class)
    here = np.isin(case_class, DIAGNOSED_HERE)
    items["diagnosis_facility"] = np.where(here, 1, 2).astype(np.int32)
    facility = np.zeros(100, dtype=np.int32)
    facility[list(_TREATMENT_FACILITY)] = list(_TREATMENT_FACILITY.values())
    items["treatment_facility"] = facility[case_class]
    ways = np.array((20, 10, 30, 40, 99), np.int32)
    came = np.where(
        here,
        ways[draw_one(one_wheel((60, 14, 18, 5, 3)), chance.random(size))],
        ways[draw_one(one_wheel((94, 2, 1, 2, 1)), chance.random(size))],
    )
    items["referral"] = came.astype(np.int32)
    screened = np.array([_SCREENED.get(name, _SCREENED_ELSE) for name in deck.courses.names])
    found = np.array((3, 8, 9), np.int32)[draw_one(one_wheel((28, 64, 8)), chance.random(size))]
    items["detection"] = np.where(chance.random(size) < screened[course], 1, found).astype(np.int32)


def _add_treatments(
    deck: Deck, chance: np.random.Generator, tumours: Tumours, of: Ints, items: dict[str, Ints]
) -> None:
    """Add treatments, the residual tumour, and the extent before and after them."""
    size = len(of)
    course, extent = tumours.course[of], tumours.extent[of]
    likely: Floats = deck.courses.treated[course, extent]
    treated = chance.random((size, len(TREATMENTS))) < likely
    facility = items["treatment_facility"]
    treated &= np.isin(facility, (2, 3))[:, None]
    is_seen = ~np.isin(tumours.basis[of], (1, 2, 4, 9)) | (tumours.behaviour[of] < 2)
    continued = chance.random(size) < 0.3
    may_operate = is_seen & ((facility != _CONTINUED) | continued)
    treated[:, :_OPERATIONS] &= may_operate[:, None]
    treated[:, 1] &= ~treated[:, 0]
    treated[:, 2] &= ~treated[:, 0] & ~treated[:, 1]
    for place, name in enumerate(TREATMENTS):
        items[name] = np.where(treated[:, place], 1, 2).astype(np.int32)
    operated = treated[:, :_OPERATIONS].any(axis=1)
    left = np.array((1, 4, 9), np.int32)[draw_one(one_wheel((90, 8, 2)), chance.random(size))]
    items["surgical_extent"] = np.where(operated, left, 6).astype(np.int32)
    before = np.array(EXTENTS, np.int32)[extent]
    items["extent_before"] = before
    marrow = np.isin(tumours.topography[of], [deck.topographies.index(code) for code in MARROW])
    after = _after_operation(chance, before)
    earlier = operated & treated[:, 4] & (chance.random(size) < 0.12) & (before != _IN_SITU)
    after = np.where(operated & ~earlier, after, NOT_OPERATED)
    items["extent_after"] = np.where(marrow, _NONE, after).astype(np.int32)


def _after_operation(chance: np.random.Generator, before: Ints) -> Ints:
    """Tell the extent that the specimen shows: mostly the same, now and then further."""
    further = chance.random(len(before))
    after = np.where((before == _LOCAL) & (further < 0.1), _NODES, before)
    after = np.where((before == _LOCAL) & (further > 0.96), _ADJACENT, after)
    after = np.where((before == _NODES) & (further < 0.12), _LOCAL, after)
    told = np.array((_LOCAL, _NODES, _UNTOLD), np.int32)[(further * 3).astype(np.int32)]
    return np.where(before == _UNTOLD, told, after).astype(np.int32)


def _add_laterality(
    deck: Deck, chance: np.random.Generator, tumours: Tumours, of: Ints, items: dict[str, Ints]
) -> None:
    """Add the side; both records of a tumour tell the same."""
    paired = np.array([is_paired(code) for code in deck.topographies])
    sides = np.array((1, 2, 3, 9), np.int32)[
        draw_one(one_wheel((49, 49, 1, 1)), chance.random(len(tumours.of)))
    ]
    of_tumour = np.where(paired[tumours.topography], sides, 7).astype(np.int32)
    items["laterality"] = of_tumour[of]


def _add_stage(
    deck: Deck, chance: np.random.Generator, tumours: Tumours, of: Ints, items: dict[str, Ints]
) -> None:
    """Add the stage as a place in ``STAGES``, of the tumour; empty where the course has none."""
    most = max(len(each) for each in _STAGES.values())
    table = np.full((len(EXTENTS), most), EMPTY, dtype=np.int32)
    for extent, stages in _STAGES.items():
        for place in range(most):
            table[EXTENTS.index(extent), place] = STAGES.index(stages[place % len(stages)])
    picked = (chance.random(len(tumours.of)) * most).astype(np.int32)
    staged = np.array([name not in _UNSTAGED for name in deck.courses.names])
    of_tumour = np.where(staged[tumours.course], table[tumours.extent, picked], EMPTY)
    items["stage"] = of_tumour.astype(np.int32)[of]
