"""Codes of ICD-O as registries write them: one by one, and columns at once."""

import polars as pl
import pytest

from kinten.coding.icdo import (
    Morphology,
    behaviour_within,
    histology_number,
    read_morphology,
    read_topography,
    site_number,
)

TOPOGRAPHIES = [
    ("C18.7", "C187"),
    ("c187", "C187"),
    (" C187 ", "C187"),
    ("C000", "C000"),
    ("C18", None),
    ("187", None),
    ("D187", None),
    ("C18.77", None),
    ("", None),
]
MORPHOLOGIES = [
    ("8140", Morphology(8140, None, None)),
    ("8140/3", Morphology(8140, 3, None)),
    ("81403", Morphology(8140, 3, None)),
    ("8140/32", Morphology(8140, 3, 2)),
    ("814032", Morphology(8140, 3, 2)),
    ("M-8140/3", Morphology(8140, 3, None)),
    ("8140/", None),
    ("814", None),
    ("8140/3x", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "code"), TOPOGRAPHIES)
def test_topographies(text, code):
    assert read_topography(text) == code


@pytest.mark.parametrize(("text", "code"), MORPHOLOGIES)
def test_morphologies(text, code):
    assert read_morphology(text) == code


def test_columns_are_read_as_the_codes_are():
    sites = pl.DataFrame({"text": [text for text, _ in TOPOGRAPHIES]})
    found = sites.select(site_number(pl.col("text")).alias("n"))

    assert found["n"].to_list() == [
        None if code is None else int(code[1:]) for _, code in TOPOGRAPHIES
    ]
    texts = pl.DataFrame({"text": [text for text, _ in MORPHOLOGIES]})
    parts = texts.select(
        histology_number(pl.col("text")).alias("histology"),
        behaviour_within(pl.col("text")).alias("behaviour"),
    )
    assert parts.rows() == [(None, None) if code is None else code[:2] for _, code in MORPHOLOGIES]
