"""The rules for multiple primaries: small cases by hand, and all patients at once beside one by one."""

import numpy as np
import pytest

from kinten.registry.primaries import (
    DUPLICATE,
    NO_GROUP,
    NOT_COUNTED,
    PRIMARY,
    Tumours,
    find_primaries,
)

UNKNOWN = 99


def tumours(*rows, patients=None):
    """Rows of date (year, month, day), sequence, site group, histology group, code, counts."""
    dates, sequence, sites, groups, codes, counts = zip(*rows, strict=True)
    year, month, day = zip(*dates, strict=True)
    of = [0] * len(rows) if patients is None else patients
    numbers = (of, year, month, day, sequence, sites, groups, codes)
    return Tumours(
        *(np.array(each, dtype=np.int64) for each in numbers), np.array(counts, dtype=bool)
    )


def flags(*rows):
    return find_primaries(tumours(*rows)).flag.tolist()


def one(date, sequence, site, group, code=8000, *, counts=True):
    return date, sequence, site, group, code, counts


A, B = (2001, 2, 26), (2001, 11, 26)


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ((1, 4), (1, 4), True),  # same sites, same histologies
        ((1, 4), (1, 2), False),  # same sites, other histologies
        ((1, 4), (2, 4), False),  # other sites
        ((1, 17), (1, 6), True),  # neoplasm not specified
        ((1, 6), (1, 17), True),
        ((1, 17), (1, 15), True),
        ((1, 17), (1, 16), True),
        ((1, 17), (1, 9), False),  # it does not stand for blood
        ((1, 5), (1, 3), True),  # carcinoma not specified
        ((1, 3), (1, 5), True),
        ((1, 5), (1, 6), False),
        ((1, 15), (2, 15), True),  # Kaposi, at any site
        ((1, 9), (2, 9), True),  # blood of one group, at any site
        ((1, 9), (2, 11), False),
        ((1, 9), (2, 14), True),  # blood not specified
        ((1, 14), (2, 9), True),
        ((1, 14), (2, 14), True),
        ((1, 8085), (1, 8085), True),  # a code of no group is a group of its own
        ((1, 8085), (1, 8086), False),
        ((NO_GROUP, 9), (2, 9), False),  # what cannot be read is no duplicate
        ((1, NO_GROUP), (1, NO_GROUP), False),
    ],
)
def test_two_tumours(first, second, is_same):
    expected = [PRIMARY, DUPLICATE if is_same else PRIMARY]

    assert flags(one(A, 1, *first), one(B, 2, *second)) == expected


def test_the_earlier_is_the_primary_whatever_its_row():
    assert flags(one(B, 1, 1, 4), one(A, 2, 1, 4)) == [DUPLICATE, PRIMARY]


def test_an_unknown_part_leaves_it_to_the_sequence():
    assert flags(one((2001, UNKNOWN, 1), 2, 1, 4), one((2001, 3, 30), 1, 1, 4)) == [
        DUPLICATE,
        PRIMARY,
    ]
    assert flags(one((9999, 2, 26), 1, 1, 5), one((2000, 1, 1), 2, 1, 2)) == [PRIMARY, DUPLICATE]


def test_a_day_unknown_still_compares_months():
    assert flags(one((2001, 4, UNKNOWN), 1, 1, 4), one((2001, 3, 30), 2, 1, 4)) == [
        DUPLICATE,
        PRIMARY,
    ]


def test_numbers_that_need_not_be_reported_come_last():
    assert flags(one(A, 61, 1, 11), one(A, 99, 2, 14)) == [DUPLICATE, PRIMARY]


def test_what_is_not_invasive_does_not_count():
    assert flags(one(A, 1, 1, 4, counts=False)) == [NOT_COUNTED]
    assert flags(one(A, 1, 1, 4, counts=False), one(B, 2, 1, 4)) == [NOT_COUNTED, PRIMARY]


def test_the_specific_replaces_the_unspecified():
    found = find_primaries(tumours(one(A, 1, 1, 17, 8000), one(B, 2, 1, 3, 8140)))

    assert found.histology.tolist() == [8140, 8140]
    assert found.hist_group.tolist() == [3, 3]


def test_within_a_group_the_higher_code_is_kept():
    found = find_primaries(tumours(one(A, 1, 1, 3, 8140), one(B, 2, 1, 3, 8500)))

    assert found.histology.tolist() == [8500, 8500]
    found = find_primaries(tumours(one(A, 1, 1, 3, 8500), one(B, 2, 1, 3, 8140)))
    assert found.histology.tolist() == [8500, 8140]


def test_a_primary_made_specific_no_longer_stands_for_others():
    """Unspecified, then an adenocarcinoma, then a squamous one: the third is another primary."""
    assert flags(
        one(A, 1, 1, 5, 8010), one(B, 2, 1, 3, 8140), one((2002, 1, 1), 3, 1, 1, 8070)
    ) == [
        PRIMARY,
        DUPLICATE,
        PRIMARY,
    ]


def test_nobody_and_one_alone():
    empty = np.zeros(0, dtype=np.int64)
    nobody = Tumours(*([empty] * 8), np.zeros(0, dtype=bool))

    assert find_primaries(nobody).flag.size == 0
    assert flags(one(A, 1, NO_GROUP, NO_GROUP)) == [PRIMARY]


def apart(rows):
    """The rules for one patient, one pair after the other; rows in their order."""
    rows = [
        dict(zip(("date", "sequence", "site", "group", "code", "counts"), row, strict=True))
        for row in rows
    ]
    for row in rows:
        row["flag"] = PRIMARY if row["counts"] else NOT_COUNTED
    counted = sorted(
        (row for row in rows if row["counts"]), key=lambda row: (row["date"], row["sequence"])
    )

    def unspecified(here, there):
        return (
            (here == 17 and there in {*range(1, 8), 15, 16})
            or (here == 5 and there in range(1, 5))
            or (here == 14 and there in range(8, 14))
        )

    for at, first in enumerate(counted):
        if first["flag"] != PRIMARY:
            continue
        for second in counted[at + 1 :]:
            here, there = first["group"], second["group"]
            blood = here in range(8, 15) and there in range(8, 15)
            if (
                here == there == 15
                or (blood and (here == there or 14 in {here, there}))
                or (
                    first["site"] == second["site"]
                    and (here == there or unspecified(here, there) or unspecified(there, here))
                )
            ):
                second["flag"] = DUPLICATE
                if unspecified(here, there) or (here == there and first["code"] < second["code"]):
                    first["group"], first["code"] = there, second["code"]
    return [(row["flag"], row["group"], row["code"]) for row in rows]


@pytest.mark.parametrize("seed", range(5))
def test_all_patients_at_once_are_as_each_alone(seed):
    chance = np.random.default_rng(seed)
    rows, patients, expected = [], [], []
    for patient in range(400):
        own = [
            (
                (
                    int(chance.integers(2000, 2004)),
                    int(chance.integers(1, 13)),
                    int(chance.integers(1, 29)),
                ),
                at,
                int(chance.integers(1, 4)),
                int(chance.choice([1, 3, 4, 5, 6, 9, 11, 14, 15, 16, 17, 8085])),
                int(chance.integers(8000, 9990)),
                bool(chance.random() < 0.85),
            )
            for at in range(int(chance.integers(1, 9)))
        ]
        expected += apart(own)
        rows += own
        patients += [patient] * len(own)
    mixed = chance.permutation(len(rows))
    found = find_primaries(
        tumours(*(rows[at] for at in mixed), patients=[patients[at] for at in mixed])
    )

    told = list(zip(found.flag, found.hist_group, found.histology, strict=True))
    assert told == [expected[at] for at in mixed]
