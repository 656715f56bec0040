"""Codes of the International Classification of Diseases for Oncology, as registries write them.

Topography C18.7, c187 and C187 are C187; morphology 8140, 8140/3, 81403, 8140/32 and 814032 are a
histology, a behaviour and a grade (ICD-O-3: four digits, one after the stroke, one more for grade).
A code that is none of these is read as missing, never as the nearest one.
"""

import re
from typing import NamedTuple

import polars as pl

_TOPOGRAPHY = r"^[Cc]([0-9]{2})\.?([0-9])$"
_MORPHOLOGY = r"^[Mm]?-?([0-9]{4})(?:/?([0-9])([0-9])?)?$"


class Morphology(NamedTuple):
    """A morphology in its parts; behaviour and grade are None where the code has none."""

    histology: int
    behaviour: int | None
    grade: int | None


def read_topography(text: str) -> str | None:
    """Give a topography as C187; None where it is no code."""
    found = re.match(_TOPOGRAPHY, text.strip())
    return f"C{found[1]}{found[2]}" if found else None


def read_morphology(text: str) -> Morphology | None:
    """Give a morphology in its parts; None where it is no code."""
    found = re.match(_MORPHOLOGY, text.strip())
    if found is None:
        return None
    behaviour, grade = (int(part) if part else None for part in found.group(2, 3))
    return Morphology(int(found[1]), behaviour, grade)


def site_number(texts: pl.Expr) -> pl.Expr:
    """Give topographies as Int16 (187 for C18.7), null where they are no code."""
    parts = texts.str.strip_chars().str.extract_groups(_TOPOGRAPHY)
    number = parts.struct.field("1") + parts.struct.field("2")
    return number.cast(pl.Int16)


def histology_number(texts: pl.Expr) -> pl.Expr:
    """Give the four digits of morphologies as Int16, null where they are no code."""
    return _part(texts, "1")


def behaviour_within(texts: pl.Expr) -> pl.Expr:
    """Give the behaviour that a morphology carries (8140/3) as Int16, null where it carries none."""
    return _part(texts, "2")


def grade_within(texts: pl.Expr) -> pl.Expr:
    """Give the grade that a morphology carries (8140/32) as Int16, null where it carries none."""
    return _part(texts, "3")


def _part(texts: pl.Expr, name: str) -> pl.Expr:
    parts = texts.str.strip_chars().str.extract_groups(_MORPHOLOGY)
    return parts.struct.field(name).cast(pl.Int16)
