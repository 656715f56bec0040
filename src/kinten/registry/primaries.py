"""Which registered tumours are primaries by the international rules (IARC/IACR 2004).

International Rules for Multiple Primary Cancers (ICD-O Third Edition), IARC Internal Report 2004/02. A
patient's tumours are taken in their order. One is a duplicate of an earlier primary where both are Kaposi
sarcomas; where both are of blood or lymph, of one group or one of them unspecified, at any site; or where
they share a group of sites and a group of histologies, or one histology is unspecified and the other is
of a group that it may stand for. Tumours that are not invasive do not count, except those of the bladder.
"""

from dataclasses import dataclass
from functools import cmp_to_key

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
UNKNOWN_YEAR, UNKNOWN_PART, NO_GROUP = 9999, 99, -1
PRIMARY, DUPLICATE, NOT_COUNTED = 1, 0, 9
_KAPOSI, _UNSPECIFIED, _CARCINOMA, _BLOOD = 15, 17, 5, 14
_FIRST_BLOOD, _LAST_CARCINOMA, _LAST_SOLID = 8, 4, 7
_LATE = (60, 97)
"""Sequence numbers of tumours that need not be reported (NAACCR): they come after all others."""


@dataclass(frozen=True, slots=True)
class Tumours:
    """Registered tumours, shape (tumours,) each.

    ``patient`` is a number for each patient; unknown parts of a date are 9999 and 99; ``site_group`` and
    ``hist_group`` are numbers, ``NO_GROUP`` where a code cannot be read; ``counts`` tells which are invasive.
    """

    patient: Ints
    year: Ints
    month: Ints
    day: Ints
    sequence: Ints
    site_group: Ints
    hist_group: Ints
    histology: Ints
    counts: Mask


@dataclass(frozen=True, slots=True)
class Primaries:
    """What each tumour is: 1 primary, 0 duplicate, 9 not counted. Shape (tumours,) each.

    ``hist_group`` and ``histology`` of a primary are those of its most specific duplicate.
    """

    flag: Ints
    hist_group: Ints
    histology: Ints


def find_primaries(tumours: Tumours) -> Primaries:
    """Find the primaries of all patients at once: first against second tumours, then third, and so on."""
    flag = np.where(tumours.counts, PRIMARY, NOT_COUNTED).astype(np.int64)
    groups, codes = tumours.hist_group.copy(), tumours.histology.copy()
    order = _in_order(tumours)
    patients = tumours.patient[order]
    starts = np.flatnonzero(np.r_[True, patients[1:] != patients[:-1]]) if order.size else order
    lengths = np.diff(np.r_[starts, order.size])
    starts, lengths = starts[lengths > 1], lengths[lengths > 1]
    for first in range(int(lengths.max(initial=1)) - 1):
        going = lengths > first + 1
        starts, lengths = starts[going], lengths[going]
        one = order[starts + first]
        is_primary = flag[one] == PRIMARY
        one, begins, many = one[is_primary], starts[is_primary], lengths[is_primary]
        for second in range(first + 1, int(many.max(initial=0))):
            there = many > second
            one, begins, many = one[there], begins[there], many[there]
            other = order[begins + second]
            same = _is_duplicate(tumours, groups, one, other)
            flag[other[same]] = DUPLICATE
            newer = same & _is_more_specific(groups, codes, one, other)
            codes[one[newer]] = codes[other[newer]]
            groups[one[newer]] = groups[other[newer]]
    return Primaries(flag, groups, codes)


def _is_duplicate(tumours: Tumours, groups: Ints, one: Ints, other: Ints) -> Mask:
    here, there = groups[one], groups[other]
    known = (here != NO_GROUP) & (there != NO_GROUP)
    known &= (tumours.site_group[one] != NO_GROUP) & (tumours.site_group[other] != NO_GROUP)
    kaposi = (here == _KAPOSI) & (there == _KAPOSI)
    blood = _is_blood(here) & _is_blood(there)
    blood &= (here == there) | (here == _BLOOD) | (there == _BLOOD)
    site = tumours.site_group[one] == tumours.site_group[other]
    histology = (here == there) | _stands_for(here, there) | _stands_for(there, here)
    return known & (kaposi | blood | (site & histology))


def _is_more_specific(groups: Ints, codes: Ints, one: Ints, other: Ints) -> Mask:
    """Tell where the second says more than the first; within a group the higher code is kept."""
    here, there = groups[one], groups[other]
    return _stands_for(here, there) | ((here == there) & (codes[one] < codes[other]))


def _stands_for(here: Ints, there: Ints) -> Mask:
    """Tell where the first group is unspecified for the second."""
    solid = ((there >= 1) & (there <= _LAST_SOLID)) | (there == _KAPOSI) | (there == 16)
    return (
        ((here == _UNSPECIFIED) & solid)
        | ((here == _CARCINOMA) & (there >= 1) & (there <= _LAST_CARCINOMA))
        | ((here == _BLOOD) & (there >= _FIRST_BLOOD) & (there < _BLOOD))
    )


def _is_blood(group: Ints) -> Mask:
    return (group >= _FIRST_BLOOD) & (group <= _BLOOD)


def is_repeated(numbers: Ints) -> Mask:
    """Tell which numbers come more than once, shape (numbers,)."""
    ordered = np.sort(numbers)
    return np.isin(numbers, ordered[1:][ordered[1:] == ordered[:-1]])


def _in_order(tumours: Tumours) -> Ints:
    """Give the places of the tumours that count, of patients with several, patient by patient in their order.

    Dates are compared as far as both are known, then sequence numbers.
    """
    places = np.flatnonzero(tumours.counts)
    places = places[is_repeated(tumours.patient[places])]
    late = (tumours.sequence >= _LATE[0]) & (tumours.sequence <= _LATE[1])
    sequence = tumours.sequence + np.where(late, 100, 0)
    keys = (sequence, tumours.day, tumours.month, tumours.year, tumours.patient)
    order = places[np.lexsort(tuple(key[places] for key in keys))]
    is_vague = (
        (tumours.year == UNKNOWN_YEAR)
        | (tumours.month == UNKNOWN_PART)
        | (tumours.day == UNKNOWN_PART)
    )
    vague = np.unique(tumours.patient[places[is_vague[places]]])
    patients = tumours.patient[order]
    for start, end in zip(
        np.searchsorted(patients, vague), np.searchsorted(patients, vague, "right"), strict=True
    ):
        if end - start > 1:
            rows = np.sort(
                order[start:end]
            )  # as they stand in the table, where nothing tells them apart
            order[start:end] = _sorted(tumours, sequence, rows.tolist())
    return order


def _sorted(tumours: Tumours, sequence: Ints, rows: list[int]) -> list[int]:
    def compare(one: int, other: int) -> int:
        return _compare(tumours, sequence, one, other)

    return sorted(rows, key=cmp_to_key(compare))


def _compare(tumours: Tumours, sequence: Ints, one: int, other: int) -> int:
    by_sequence = int(sequence[one] - sequence[other])
    for part, unknown in (
        (tumours.year, UNKNOWN_YEAR),
        (tumours.month, UNKNOWN_PART),
        (tumours.day, UNKNOWN_PART),
    ):
        here, there = int(part[one]), int(part[other])
        if unknown in {here, there}:
            return by_sequence
        if here != there:
            return here - there
    return by_sequence
