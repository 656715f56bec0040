"""Ranges of codes as lists write them."""

import numpy as np
import pytest

from kinten.coding.ranges import (
    NONE,
    Ranges,
    disease_number,
    read_icd10,
    read_numbers,
    read_sites,
)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("C18", ((180, 189),)),  # a category is all of it
        ("C18-", ((180, 189),)),
        ("C18.7", ((187, 187),)),
        ("c187", ((187, 187),)),
        ("C00-C14", ((0, 149),)),
        ("C00.0-C80.9", ((0, 809),)),
        ("C64-C66 C68", ((640, 669), (680, 689))),
        ("C000-C006,C008-C009", ((0, 6), (8, 9))),
        ("C000-C006, C007-C009", ((0, 9),)),  # what touches is joined
        ("", ()),
    ],
)
def test_sites(text, pairs):
    assert read_sites(text).pairs == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("8140-8147 8010", ((8010, 8010), (8140, 8147))),
        ("9240,", ((9240, 9240),)),
        (",9728-9729", ((9728, 9729),)),
        ("0-1,3", ((0, 1), (3, 3))),
    ],
)
def test_numbers(text, pairs):
    assert read_numbers(text).pairs == pairs


@pytest.mark.parametrize("text", ["C1", "8140", "D18", "C19-C18", "C18.77", "結腸"])
def test_what_is_no_range_of_sites_is_told(text):
    with pytest.raises(ValueError, match=r".+"):
        read_sites(text)


@pytest.mark.parametrize("text", ["C18", "81４0", "8147-8140", "x"])
def test_what_is_no_range_of_numbers_is_told(text):
    with pytest.raises(ValueError, match=r".+"):
        read_numbers(text)


def test_icd10_has_two_letters():
    assert read_icd10("C15 D00.1").pairs == ((150, 159), (1001, 1001))
    assert [disease_number(code) for code in ("C187", "C20", "D001", "J18", "")] == [
        187,
        200,
        1001,
        NONE,
        NONE,
    ]


def test_no_range_holds_a_missing_code():
    everything = Ranges(((0, 9999),)).holds(1000)

    assert everything[np.array([0, 999])].all()
    assert not everything[NONE]
