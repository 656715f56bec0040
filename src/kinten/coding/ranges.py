"""Ranges of codes, as lists of groups write them: C000-C006 C008, 8140-8147."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

NONE = -1
"""What stands for a code that is missing or cannot be read; no range holds it."""

_SITE = re.compile(r"C?(\d{2})(?:\.?(\d))?")
_LETTERS = "CD"


@dataclass(frozen=True, slots=True)
class Ranges:
    """Numbers from low to high, both within; none at all is a condition that is not set."""

    pairs: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def holds(self, size: int) -> Bools:
        """Give for each number below size whether it is within; the last place is for NONE."""
        found = np.zeros(size + 1, dtype=np.bool_)
        for low, high in self.pairs:
            found[low : min(high, size - 1) + 1] = True
        return found


UNSET = Ranges()
"""A condition that is not set."""


def read_sites(text: str) -> Ranges:
    """Read ranges of topography: C00-C14, C18.7, C000-C006 C008.

    A code of three characters is the whole category. ValueError names what is none.
    """
    return _read(text, _site)


def read_numbers(text: str) -> Ranges:
    """Read ranges of histologies (8140-8147), behaviours (0-1) or years; ValueError names what is none."""
    return _read(text, _number)


def read_icd10(text: str) -> Ranges:
    """Read ranges of ICD-10 codes of chapter II: C00-C14, C15 D00.1; ValueError names what is none."""
    return _read(text, _disease)


def disease_number(code: str) -> int:
    """Give the number of an ICD-10 code: C187 187, C20 200, D001 1001; NONE where it is none."""
    try:
        return _disease(code)[0]
    except ValueError:
        return NONE


def merge(pairs: list[tuple[int, int]]) -> Ranges:
    """Put ranges in order and join those that touch."""
    joined: list[tuple[int, int]] = []
    for low, high in sorted(pairs):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return Ranges(tuple(joined))


def _read(text: str, read: Callable[[str], tuple[int, int]]) -> Ranges:
    pairs = []
    for part in re.split(r"[,;\s]+", text.strip().upper()):
        if not part:
            continue
        first, _, last = part.partition("-")
        low, high = read(first)[0], read(last or first)[1]
        if high < low:
            raise ValueError(part)
        pairs.append((low, high))
    return merge(pairs)


def _site(text: str) -> tuple[int, int]:
    found = _SITE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    category, last = int(found[1]) * 10, found[2]
    return (category, category + 9) if last is None else (category + int(last),) * 2


def _disease(text: str) -> tuple[int, int]:
    if text[:1] not in _LETTERS or not text:
        raise ValueError(text)
    low, high = _site(f"C{text[1:]}")
    above = 1000 * _LETTERS.index(text[0])
    return low + above, high + above


def _number(text: str) -> tuple[int, int]:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text), int(text)
